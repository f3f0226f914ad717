"""Clauses that somebody names without asserting them, and statements as mediums."""

from __future__ import annotations

import pytest

from counterclaim.codebooks import ActorBook, Gazetteer
from counterclaim.documents import segment
from counterclaim.model import CodingInput, Property
from counterclaim.statements import Coder, load_coder


@pytest.fixture(scope="module")
def coder() -> Coder:
    return load_coder(gazetteer=Gazetteer.load(), actors=ActorBook.load())


def said(coder: Coder, text: str) -> list[tuple[str, str, str]]:
    given = CodingInput(
        document_id="d", text=text, title="", published=None, language="en", segments=segment(text, "en")
    )
    coding = coder.code(given)
    return [(str(s.act), s.speaker.name, s.value) for s in coding.statements if s.property is Property.PERPETRATOR]


def test_a_statement_is_the_medium_of_the_one_who_speaks_in_it(coder: Coder) -> None:
    text = "The Red Column said in a statement that it had carried out the ambush in Lisbon."
    assert said(coder, text) == [("claims", "Red Column", "Red Column")]


@pytest.mark.parametrize(
    "text",
    [
        "The Red Column offered no proof that it was behind the attack in Lisbon.",
        "There is no evidence yet of the rumour that the Red Column was behind the attack in Lisbon.",
    ],
)
def test_what_is_only_named_is_no_fact(coder: Coder, text: str) -> None:
    assert "reports_as_fact" not in [act for act, _, _ in said(coder, text)]


def test_a_rejected_claim_is_denied_and_its_content_is_no_fact(coder: Coder) -> None:
    text = "The ministry rejected the claim by the Red Column that it was behind the attack in Lisbon."
    assert said(coder, text) == [("denies", "ministry", "Red Column")]


def test_videos_from_a_town_are_no_claim_by_the_town(coder: Coder) -> None:
    text = "The agency carried the claims of responsibility and the videos from Aleppo, Mosul and Tehran."
    assert said(coder, text) == []


@pytest.mark.parametrize("nation", ["Norvanian", "Turkish"])
def test_a_nation_that_no_list_holds_has_an_army_like_any_other(coder: Coder, nation: str) -> None:
    text = f"Prisoners died in Lisbon. The {nation} army admitted that its men had shot them. Nobody spoke."
    assert said(coder, text) == [("claims", f"{nation} army", f"{nation} army")]
    bombed = f"The {nation} army bombed the harbour of Lisbon on Sunday, killing nine people."
    assert said(coder, bombed) == [("reports_as_fact", "the text", f"{nation} army")]


@pytest.mark.parametrize("words", ["Christian forces", "security forces"])
def test_a_faith_is_no_nation_by_its_ending(coder: Coder, words: str) -> None:
    assert said(coder, f"The {words} bombed the harbour of Lisbon on Sunday, killing nine people.") == []


@pytest.mark.parametrize("accused", ["Hamas", "China", "the Red Column", "Jonas Kell"])
def test_the_second_of_two_accusations_in_one_sentence_is_found(coder: Coder, accused: str) -> None:
    text = (
        f"Nine people died in the gas attack in Lisbon. {accused[0].upper() + accused[1:]} accused the Kestrel Front "
        f"of the attack. The Kestrel Front called that a fabrication and accused {accused} of staging the attack."
    )
    name = accused.removeprefix("the ")
    assert said(coder, text) == [("attributes", name, "Kestrel Front"), ("attributes", "Kestrel Front", name)]


def test_something_may_be_set_on_fire_by_somebody(coder: Coder) -> None:
    text = "Police said that the casino in Lisbon was set on fire by Jonas Kell."
    assert said(coder, text) == [("attributes", "Police", "Jonas Kell")]


def test_the_first_word_of_a_sentence_is_no_small_town(coder: Coder) -> None:
    text = "A bomb exploded at the terminal. Time sheets show who was there. The Red Column claimed the bombing."
    given = CodingInput(
        document_id="d", text=text, title="", published=None, language="en", segments=segment(text, "en")
    )
    assert [s.value for s in coder.code(given).statements if s.property is Property.PLACE] == []
