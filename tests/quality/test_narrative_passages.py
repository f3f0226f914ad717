"""The passages held apart for narratives: enough, balanced, and of framings that there are."""

from __future__ import annotations

from collections import Counter

from benchmarks.narratives import PASSAGES, Labelled, measured, passages

from counterclaim.codebooks.framings import FramingBook
from counterclaim.model.identity import sha256_hex
from counterclaim.pipeline.shipped_meaning import shipped_meaning


def test_there_are_enough_passages_in_three_languages_and_none_twice():
    items = list(passages(PASSAGES))
    assert len(items) == len({item.text for item in items}) == 448
    assert Counter(item.language for item in items) == {"en": 192, "fr": 128, "es": 128}
    assert sum(bool(item.framings) for item in items) == 224


def test_every_framing_has_passages_in_every_language():
    book = FramingBook.load()
    counts = Counter((framing, item.language) for item in passages(PASSAGES) for framing in item.framings)
    assert {(f, language): n for (f, language), n in counts.items() if n < 4} == {}
    assert {f for f, _ in counts} == set(book.framings)


def test_scores_are_those_of_the_answers():
    book = FramingBook.load()
    right = Labelled("The loss is a test of faith, he said.", "en", "plain", frozenset({"loss_as_test"}))
    missed = Labelled("Nothing here is of use.", "en", "plain", frozenset({"endurance"}))
    found = measured([right, missed], book, None)
    assert found["all"]["precision"] == 1.0
    assert found["all"]["recall"] == 0.5
    assert found["framing loss_as_test"]["f1"] == 1.0


def test_the_shipped_patterns_hold_their_floor():
    plain = [item for item in passages(PASSAGES) if item.wording == "plain"]
    found = measured(plain, FramingBook.load(), None)["all"]
    assert found["f1"] >= 0.72
    assert found["precision"] >= 0.88


def test_the_shipped_weights_know_all_shipped_framings_and_hold_their_floor():
    meaning, book = shipped_meaning(), FramingBook.load()
    assert meaning is not None
    assert meaning.trained(book) == set(book.framings)
    items = list(passages(PASSAGES))
    assert sha256_hex(PASSAGES.read_bytes()) == "c25ce642060a318e5fac940f5f1976bd96c222e4a64e54b912bf9b329ddc06ec"
    found = measured(items, book, meaning)
    assert found["all"]["f1"] >= 0.65
    assert found["wording plain"]["f1"] >= 0.82
    assert found["wording plain"]["alpha"] >= 0.7


def test_reports_on_calm_matters_carry_next_to_nothing():
    meaning = shipped_meaning()
    assert meaning is not None
    calm = [
        "The council will meet on Thursday to vote on the repair of the northern road.",
        "Eleven people were hurt when two buses collided near the market, the fire brigade said.",
        "Le conseil se réunira jeudi pour voter la réfection de la route du nord.",
        "Once personas resultaron heridas al chocar dos autobuses junto al mercado, dijeron los bomberos.",
        "The price of flour rose again in May, traders in the port said.",
        "La police a ouvert une enquête après la découverte d'un corps près du canal.",
    ]
    assert [s for s in meaning.scores(calm) if s] == []
