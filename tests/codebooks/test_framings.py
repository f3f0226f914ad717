from __future__ import annotations

import pytest

from counterclaim.codebooks.framing_patterns import phrase_pattern
from counterclaim.codebooks.framings import FramingBook
from counterclaim.errors import ConfigError


@pytest.fixture(scope="module")
def shipped():
    return FramingBook.load()


def test_every_shipped_framing_is_described_and_reads_three_languages(shipped):
    for framing in shipped:
        assert framing.definition, framing.id
        assert framing.include, framing.id
        assert framing.exclude, framing.id
        assert {"en", "fr", "es"} <= framing.patterns.keys(), framing.id
        assert len(framing.examples) >= 6, framing.id
        assert shipped.lineage(framing.id), framing.id


def test_no_counterexample_is_met_by_its_own_framing(shipped):
    for framing in shipped:
        wanted, unwanted = framing.compiled("en")
        met = [
            text
            for text in framing.counterexamples
            if any(p.search(text) for p in wanted) and not any(p.search(text) for p in unwanted)
        ]
        assert met == [], framing.id


@pytest.mark.parametrize(
    ("phrase", "text", "met"),
    [
        ("loss* ... test", "the losses of May are only a test", "losses of May are only a test"),
        ("loss* ... test", "loss one two three four five six seven eight nine test", None),
        ("(few|handful) against", "a Handful against", "Handful against"),
        ("(in order )?to blame us", "in order to blame us", "in order to blame us"),
        ("(in order )?to blame us", "to blame us", "to blame us"),
        ("l'ordre avant tout", "l'ordre avant tout", "l'ordre avant tout"),
        ("order", "disorder", None),
        ("order", "orders", None),
        ("re:fals\\w+ flags?", "a false flag", "false flag"),
    ],
)
def test_what_a_phrase_meets(phrase, text, met):
    found = phrase_pattern(phrase).search(text)
    assert (found.group() if found else None) == met


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("re:(a|aa)+$", "takes too long"),
        ("(one|two", "cannot be read"),
        ("", "empty"),
        ("x" * 3000, "overlong"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_refused(phrase, message):
    with pytest.raises(ConfigError, match=message):
        phrase_pattern(phrase)


OWN = """framings:
- id: river
  name: The river is ours
  definition: The river belongs to us.
  patterns: {en: ["river is ours"]}
- id: %s
  name: Mine
  definition: A definition.
  %s
"""


@pytest.mark.parametrize(
    ("identity", "more", "message"),
    [
        ("a", "patterns: {en: ['re:(a|aa)+$']}", "framing a: the pattern"),
        ("a", "parent: nobody\n  patterns: {en: [x]}", "unknown parent nobody"),
        ("a", "parent: a\n  patterns: {en: [x]}", "its own ancestor"),
        ("a", "colour: red", "unknown field colour"),
        ("a", "patterns: [x]", "are no mapping"),
        ("a", "patterns: {en: x}", "something else than texts"),
        ("a", "include: x", "neither patterns nor examples"),
        ("''", "patterns: {en: [x]}", "no id"),
    ],
)
def test_a_users_file_is_refused_by_line(tmp_path, identity, more, message):
    path = tmp_path / "framings.yaml"
    path.write_text(OWN % (identity, more), encoding="utf-8")
    book = FramingBook.load([path])
    [refused] = book.refused
    assert message in refused.message
    assert "line 6" in refused.where
    assert "river" in book.framings  # the others hold
    assert len(book.framings) == len(FramingBook.load().framings) + 1


def test_a_users_framing_takes_the_place_of_the_shipped_one(tmp_path):
    path = tmp_path / "framings.yaml"
    path.write_text(OWN % ("endurance", "patterns: {en: [x]}"), encoding="utf-8")
    book = FramingBook.load([path])
    assert book.framings["endurance"].name == "Mine"
    assert book.framings["river"].patterns == {"en": ("river is ours",)}
    assert book.digest != FramingBook.load().digest
