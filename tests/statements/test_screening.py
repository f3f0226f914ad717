from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.statements.case_scoring import make_coder

from counterclaim.documents import segment
from counterclaim.model import CodingInput
from counterclaim.statements.screening.model import load_weights
from counterclaim.statements.screening.screen import load_screen, shown
from counterclaim.statements.screening.words import GAP, NUMBER, UNKNOWN, YEAR, Numbers, numbered, pairs

CALM = (
    "The orchard festival opened on Saturday under a clear sky. Bakers sold apple cakes and the brass band of the "
    "school played until noon. Visitors from the next valley came by the early train. Prices stood as last year."
)
VIOLENT = (
    "A bomb killed three soldiers at a bridge near Halden on Monday. The Kestrel Front claimed responsibility for the "
    "attack. The army said it was investigating."
)


def source(text: str, **more: str) -> CodingInput:
    return CodingInput(
        document_id="d", text=text, title="", published=None, language="en", segments=segment(text, "en"), **more
    )


def test_most_of_a_calm_text_is_not_read() -> None:
    read = load_screen().read(source(CALM))
    assert read is not None
    assert len(read) <= 1


def test_a_report_of_an_attack_is_read() -> None:
    read = load_screen().read(source(VIOLENT))
    assert read is not None
    assert {0, 1} <= read


def test_what_speaks_for_an_actor_is_read_whole() -> None:
    assert load_screen().read(source(CALM, affiliation="Kestrel Front")) is None


def test_letter_case_tells_nothing() -> None:
    weights = load_weights()
    sentences = ["The Kestrel Front claimed the attack.", "Nobody was hurt."]
    assert np.array_equal(weights.score(sentences), weights.score([s.upper() for s in sentences]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Kestrel Front", "the Zaland Front"),
        ("Israel", "Iran"),
        ("Muslim men", "Christian men"),
        ("Hamas", "Likud"),
    ],
)
def test_names_of_groups_nations_and_faiths_tell_nothing(one: str, other: str) -> None:
    weights = load_weights()
    assert weights.score([f"Police said {one} shot a man."]) == weights.score([f"Police said {other} shot a man."])


def test_no_name_is_in_the_vocabulary() -> None:
    names = {"israel", "iran", "russia", "islamic", "muslim", "christian", "jewish", "fmln", "hamas", "salvadoran"}
    assert not names & set(load_weights().words)


def test_words_become_numbers_with_gaps_between_sentences() -> None:
    numbers = Numbers(["bomb", "fell"])
    found = numbered(["A bomb fell.", "In 1989, 12 fell"], numbers)
    assert found.ids.tolist() == [UNKNOWN, 4, 5, GAP, GAP, UNKNOWN, YEAR, NUMBER, 5, GAP, GAP]
    assert found.lengths.tolist() == [3, 4]


def test_a_pair_is_the_same_wherever_it_stands() -> None:
    ids = np.array([7, 8, 0, 0, 9, 7, 8, 0, 0], np.uint32)
    assert pairs(ids, 1)[0] == pairs(ids, 1)[5]
    assert pairs(ids, 1)[0] != pairs(ids, 1)[4]


def test_places_in_the_text_stay_where_they_are() -> None:
    given = source(VIOLENT)
    seen = shown(given, frozenset({1})).text
    first = given.segments[1]
    assert len(seen) == len(VIOLENT)
    assert seen[first.start : first.end] == VIOLENT[first.start : first.end]
    assert not (seen[: first.start] + seen[first.end :]).strip()


def test_calm_stretches_round_a_report_change_nothing_that_is_coded() -> None:
    coder = make_coder()
    text = f"{CALM}\n\n{VIOLENT}\n\n{CALM}"
    screened, whole = coder.code(source(text)), replace(coder, screen=None).code(source(text))
    assert screened.statements
    assert [(s.act, s.value, s.passage) for s in screened.statements] == [
        (s.act, s.value, s.passage) for s in whole.statements
    ]


def test_a_text_without_sentences_has_no_scores() -> None:
    assert load_weights().score([]).shape == (0,)
    assert load_screen().chosen([]) == frozenset()
