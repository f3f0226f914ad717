"""Framings, formulas and outlets of the shipped example, as its key has them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from counterclaim.narratives import Period
from counterclaim.pipeline import Ledger, Narrating, open_ledger

ESTUARY = Path(__file__).parent.parent.parent / "examples" / "estuary"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("narrating") / "estuary.db") as opened:
        opened.add(ESTUARY)
        opened.run()
        yield opened


@pytest.fixture(scope="module")
def found(ledger: Ledger) -> Narrating:
    return ledger.narrating()


@pytest.mark.parametrize(("mine", "key"), [("river_to_share", "river-to-share"), ("order_first", "order-first")])
def test_a_framing_is_found_wherever_the_key_has_it_in_three_languages(found: Narrating, mine: str, key: str) -> None:
    told = next(n for n in yaml.safe_load((ESTUARY / "truth.yaml").read_text("utf-8"))["narratives"] if n["id"] == key)
    matches = [m for m in found.matches if m.framing == mine]
    assert len(matches) == len(told["quotes"])
    assert {found.documents[m.passage.document_id].language for m in matches} == {"en", "es", "fr"}
    assert told["by"] in {m.voice for m in matches}


def test_the_formula_of_the_example_is_one_family(ledger: Ledger, found: Narrating) -> None:
    told = yaml.safe_load((ESTUARY / "truth.yaml").read_text("utf-8"))["formula"]
    first = found.formulas(ledger.views())[0]
    assert told["shared"].rstrip(".") in first.core
    assert len(first.uses) == len(told["used_in"])
    assert first.events == len(told["used_in"])
    assert [u.outlet for u in first.quoted] == ["Estuary Letter"]


def test_shares_have_the_ledgers_texts_as_denominators(found: Narrating) -> None:
    rows = [r for r in found.shares(Period.MONTH) if r.framing == "river_to_share"]
    assert sum(r.distinct_carrying for r in rows) == 5
    dated = [c for c in found.carriers if Period.MONTH.of(c.published)]
    assert sum(r.collected for r in rows) == len(dated)
    assert all(r.distinct <= r.collected for r in rows)


def test_only_new_texts_are_looked_at_again(ledger: Ledger, found: Narrating, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found.matches
    monkeypatch.setattr("counterclaim.pipeline.narrating.match", lambda *_: pytest.fail("looked at again"))
    again = ledger.narrating()
    assert again.matches == found.matches


def test_the_kept_file_holds_no_words_of_the_texts(ledger: Ledger, found: Narrating) -> None:
    assert found.matches
    assert b"ours to share" not in ledger.files.narratives.read_bytes()


def test_outlets_are_told_with_what_they_claim(ledger: Ledger, found: Narrating) -> None:
    profiles = {p.name: p for p in found.outlets(ledger.views())}
    bulletin = profiles["Tidemark Bulletin"]
    assert bulletin.affiliation == "Commons Front of the Mereld"
    assert bulletin.collected == 7
    assert bulletin.claims >= bulletin.held + bulletin.not_held
    assert dict(profiles["La Vigie de Saint-Orvance"].languages) == {"fr": 10}


def test_own_words_of_an_outlet_that_speaks_for_an_actor_are_not_reprinted(found: Narrating) -> None:
    for m in found.matches:
        own = found.reading.sources[found.documents[m.passage.document_id].source_id].affiliation
        told = found.told(m)
        assert (m.passage.quote == told["shown"]) is not bool(own)


def test_candidates_are_written_as_a_file_that_cannot_be_used_unnamed(found: Narrating, tmp_path: Path) -> None:
    out = tmp_path / "framings.yaml"
    count = found.write_candidates(out)
    content = yaml.safe_load(out.read_text("utf-8"))
    assert len(content["framings"]) == count
    assert all(not f["name"] for f in content["framings"])
