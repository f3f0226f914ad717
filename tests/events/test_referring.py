"""Mentions without day and place that refer back within their document. Events are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.events.mentions import mention

from counterclaim.events.linking import link
from counterclaim.events.parameters import Parameters
from counterclaim.events.referring import referred
from counterclaim.model import EventType, MentionProfile

SENTENCE = "The court convicted him of the murder of four people in the bombing at Wexmarsh on 4 March"
TOLD = replace(mention("a", document="d1", words=SENTENCE), main=False)


def bare(
    name: str, document: str = "d1", *, main: bool = False, words: str = "They planned the bombing"
) -> MentionProfile:
    return replace(mention(name, document=document, words=words), date=None, place=None, main=main)


def meant(*found: MentionProfile) -> dict[str, str]:
    return {p.mention_id: p.refers_to for p in referred(found, Parameters.shipped())}


def test_a_later_word_for_the_deed_takes_its_day_and_place() -> None:
    told = {p.mention_id: p for p in referred([TOLD, bare("b")], Parameters.shipped())}["b"]
    assert (told.date, told.place, told.refers_to) == (TOLD.date, TOLD.place, "a")


@pytest.mark.parametrize(
    "beside",
    [
        [replace(TOLD, date=None)],
        [replace(TOLD, place=None)],
        [replace(TOLD, type=EventType.SHOOTING)],
        [replace(TOLD, document_id="d2")],
        [TOLD, replace(TOLD, mention_id="c")],
    ],
)
def test_it_refers_to_nothing_where_none_or_several_can_be_meant(beside: list[MentionProfile]) -> None:
    assert meant(bare("b"), *beside)["b"] == ""


def test_what_a_report_is_about_refers_to_other_words_of_its_own_sentence_only() -> None:
    murder = replace(bare("b", main=True, words=f"Judgment {SENTENCE}"), type=EventType.ASSASSINATION)
    assert meant(TOLD, murder)["b"] == "a"
    assert meant(TOLD, replace(murder, anchor_words="Judgment They were tried for murder"))["b"] == ""
    assert meant(TOLD, replace(murder, type=EventType.KIDNAPPING))["b"] == ""


def test_what_refers_back_joins_the_event_of_what_it_means_and_says_so() -> None:
    report = mention("c", document="d2", words="Bomb at Wexmarsh kills four")
    (event,) = link([TOLD, bare("b"), report]).events
    assert set(event.mention_ids) == {"a", "b", "c"}
    levels = {level for one in event.links for _, _, level in one.weights if "b" in (one.left, one.right)}
    assert "refers back" in levels
