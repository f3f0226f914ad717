from __future__ import annotations

import pytest

from counterclaim.codebooks.framings import FramingBook
from counterclaim.documents import segment
from counterclaim.model import Document, Segment
from counterclaim.narratives import match
from counterclaim.narratives.voices import Names, with_voices


@pytest.fixture(scope="module")
def book():
    return FramingBook.load()


def document(text, language="en"):
    return Document(
        capture_id="cap", item_sha256="0" * 64, uri="", member="", source_id="src", outlet="Post", title="", author="",
        published=None, language=language, media_type="text/plain", text=text,
    )  # fmt: skip


def found(book, text, language="en", **options):
    whole = document(text, language)
    matches, refused = match(whole, segment(text, language), book, **options)
    assert refused == []
    return [(m.framing, m.words) for m in matches]


def test_a_framing_is_pinned_to_its_sentence_and_words(book):
    text = "The town fell on Monday. The loss of the town is a test of faith, the sermon said. Rain is expected."
    (only,), _ = match(document(text), segment(text, "en"), book)
    assert only.framing == "loss_as_test"
    assert only.passage.quote == "The loss of the town is a test of faith, the sermon said."
    assert text[only.passage.start : only.passage.end] == only.passage.quote
    assert only.words == "loss of the town is a test of"
    assert only.by == "pattern"


@pytest.mark.parametrize(
    ("language", "text", "framing"),
    [
        ("en", "The army called the rebels mere criminals in uniform.", "criminals_only"),
        ("fr", "La défaite est une épreuve envoyée par Dieu, dit le prêche.", "loss_as_test"),
        ("es", "El ejército dijo que fue un ataque quirúrgico contra la base.", "clean_war"),
        ("fr", "L\N{RIGHT SINGLE QUOTATION MARK}ennemi est à bout, répète la radio du front.", "enemy_decline"),
    ],
)
def test_each_language_has_its_patterns(book, language, text, framing):
    assert framing in [name for name, _ in found(book, text, language)]


@pytest.mark.parametrize(
    "text",
    [
        "The army tested a new missile near the coast, and the test of the rocket was a success.",
        "The blast happened near Martyrs' Square.",
        "The foreign minister condemned the attack.",
        "Residents fear revenge attacks and reprisals for the killing.",
        "Families hid in the cellar of the school.",
        "Two roads remain closed until Monday.",
    ],
)
def test_what_only_looks_like_a_framing_is_none(book, text):
    assert found(book, text) == []


def test_a_framing_stands_in_one_sentence_not_across_two(book):
    assert found(book, "The town will remain calm. They shouted until the end of the day.") == []


def test_fenced_passages_are_never_looked_at(book):
    text = "The loss of the town is a test of faith, the sermon said."
    matches, _ = match(document(text), [Segment(start=0, end=len(text), paragraph=0, fenced=True)], book)
    assert matches == []


def test_a_language_without_patterns_finds_nothing(book):
    assert found(book, "The loss of the town is a test of faith.", "de") == []


class Told:
    languages = frozenset({"en"})

    def trained(self, book):
        return frozenset({"endurance"})

    def scores(self, sentences):
        return [{"endurance": 0.7} if "stay" in s else {} for s in sentences]


def test_meaning_adds_what_no_pattern_met(book):
    assert found(book, "Their heirs mean to stay, whatever happens to them.", meaning=Told()) == [("endurance", "")]


def test_a_pattern_goes_before_meaning(book):
    text = "We will stay until the end of days, they shouted."
    matches, _ = match(document(text), segment(text, "en"), book, Told())
    assert [(m.framing, m.by) for m in matches] == [("endurance", "pattern")]


TEXT = "The Tarn Front spoke on Monday. It said that the movement will remain. Police said nothing."


@pytest.mark.parametrize(
    ("names", "affiliation", "voice", "basis"),
    [
        ({"Tarn Front": "Tarn Front"}, "", "Tarn Front", "named before it"),
        ({"Tarn Front": "Tarn Front"}, "Vale Army", "Vale Army", "outlet"),
        (
            {"Tarn Front": "Tarn Front", "movement": "Reed Movement"},
            "Vale Army",
            "Reed Movement",
            "named in the passage",
        ),
        ({}, "", "", ""),
    ],
)
def test_whose_word_it_is(book, names, affiliation, voice, basis):
    matches, _ = match(document(TEXT), segment(TEXT, "en"), book)
    (only,) = with_voices(matches, Names(TEXT, names), affiliation)
    assert (only.voice, only.voice_basis) == (voice, basis)
