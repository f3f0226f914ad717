from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from counterclaim.documents import segment
from counterclaim.model import Passage
from counterclaim.narratives import Claimed, formulas
from counterclaim.narratives.told_formulas import told_wording, with_told

SUMMER = Path(__file__).parents[2] / "examples" / "summer_2017"


def passage(number, quote, *, event=""):
    return Claimed(
        passage=Passage(document_id=f"doc_{number}", start=0, end=len(quote), quote=quote),
        origin_id=f"doc_{number}",
        outlet=f"Outlet {number}",
        published=date(2031, 3, number),
        event_id=event,
        voice="",
    )


@pytest.mark.parametrize(
    ("sentence", "wording"),
    [
        (
            "It formulaically repeated the claim that the men were “lamplighters of the valley, as they were called.”",
            "lamplighters of the valley, as they were called",
        ),
        (
            "The wording hardly changes from one claim to the next: a lamplighter of the valley answered the elders.",
            "a lamplighter of the valley answered the elders",
        ),
        (
            "Chaque communiqué reprend les mêmes mots : « les veilleurs de la vallée ont répondu ».",
            "les veilleurs de la vallée ont répondu",
        ),
        (
            "Los comunicados repiten la misma frase: los veladores del valle respondieron a la llamada.",
            "los veladores del valle respondieron a la llamada",
        ),
    ],
)
def test_a_sentence_tells_the_wording_that_claims_repeat(sentence, wording):
    assert told_wording(sentence) == wording


@pytest.mark.parametrize(
    "sentence",
    [
        "The front claimed the attack: the lamplighters of the valley struck the bridge.",
        "The same wording is found in both treaties: the river is to be shared by all.",
        "The wording of the claim hardly changes from one to the next.",
        "The claim uses the same words: \"not us\".",
    ],
)  # fmt: skip
def test_what_does_not_say_that_claims_repeat_words_or_which_tells_no_formula(sentence):
    assert told_wording(sentence) == ""


def test_texts_that_tell_the_same_wording_are_one_family_without_uses():
    told = "Each statement has the same wording: the lamplighters answered the elders."
    (family,) = with_told([], [passage(1, told), passage(2, told)])
    assert family.core == "the lamplighters answered the elders"
    assert (family.uses, family.events) == ((), 0)
    assert [use.outlet for use in family.quoted] == ["Outlet 1", "Outlet 2"]


def test_who_tells_of_a_family_that_was_collected_is_listed_with_it():
    bridge = "The lamplighters of the valley struck the bridge in answer to the summons of the elders."
    depot = "The lamplighters of the valley struck the depot in answer to the summons of the elders."
    told = passage(9, "All claims have the same wording: “in answer to the summons of the elders”.")
    (family,) = with_told(formulas([passage(1, bridge, event="e1"), passage(2, depot, event="e2")], [told]), [told])
    assert family.events == 2
    assert [use.outlet for use in family.quoted] == ["Outlet 9"]


def test_the_formula_of_the_summers_case_notes_is_told():
    texts = [path.read_text(encoding="utf-8") for path in sorted(SUMMER.glob("*.md"))]
    sentences = [text[part.start : part.end] for text in texts for part in segment(text, "en")]
    told = [wording for sentence in sentences if (wording := told_wording(sentence))]
    assert told == [
        "a soldier of the Islamic State is said to have answered calls to strike the countries of the coalition"
    ]
