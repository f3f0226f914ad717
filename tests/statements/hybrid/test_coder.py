"""The trained coder over its shipped weights, on reports that were invented for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.codebooks import ActorBook, Gazetteer
from counterclaim.documents import segment
from counterclaim.errors import ConfigError
from counterclaim.model import Coding, CodingInput, DateInterval, Property
from counterclaim.statements import load_coder
from counterclaim.statements.coder import GrammarCoder
from counterclaim.statements.hybrid.coder import encoder_coder

REPORT = (
    "A bomb went off near the customs house in Port Hamel on Monday, killing three officers, police said.\n"
    "The Marsh Column said in a statement that it had planted the device. "
    "A spokesman for the Northern League denied that the league had any part in the attack.\n"
    "The mayor said that the town would mourn for three days."
)


@pytest.fixture(scope="module")
def grammar() -> GrammarCoder:
    coder = load_coder("grammar-en", gazetteer=Gazetteer.load(), actors=ActorBook.load())
    assert isinstance(coder, GrammarCoder)
    return coder


def coded(coder: GrammarCoder, text: str = REPORT) -> Coding:
    published = DateInterval.parse("2014-06-10")
    source = CodingInput(
        document_id="doc_test", text=text, title="", published=published, language="en", segments=segment(text, "en")
    )
    return coder.code(source)


def said(coding: Coding) -> set[tuple[str, str, str]]:
    return {
        (str(s.act), s.speaker.name, str(s.value))
        for s in coding.statements
        if s.property is Property.PERPETRATOR and s.value
    }


def test_a_claim_and_a_denial_are_read_with_their_speakers(grammar: GrammarCoder) -> None:
    found = said(coded(encoder_coder(grammar)))
    assert ("claims", "Marsh Column", "Marsh Column") in found
    assert any(act == "denies" and "Northern League" in actor for act, _, actor in found)


def test_each_statement_has_a_probability_and_a_quote_of_the_text(grammar: GrammarCoder) -> None:
    for s in coded(encoder_coder(grammar)).statements:
        assert 0.0 < s.probability <= 1.0
        assert REPORT[s.passage.start : s.passage.end] == s.passage.quote


def test_a_higher_threshold_only_takes_away(grammar: GrammarCoder) -> None:
    low, high = (said(coded(encoder_coder(grammar, threshold=t))) for t in (0.1, 0.6))
    assert high <= low


def test_the_same_text_gives_the_same_statements_twice(grammar: GrammarCoder) -> None:
    coder = encoder_coder(grammar)
    assert coded(coder).statements == coded(coder).statements


def test_a_threshold_that_is_no_probability_is_refused(grammar: GrammarCoder) -> None:
    with pytest.raises(ConfigError, match=r"1\.5 is no threshold"):
        encoder_coder(grammar, threshold=1.5)


def test_missing_weights_are_named(grammar: GrammarCoder, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="calibration"):
        encoder_coder(grammar, folder=tmp_path)


@pytest.mark.parametrize(
    "told",
    [
        "Ormian police arrested three men on Sunday in connection with the attack of 17 February on a bus near Port "
        "Hamel in which 13 people were killed.",
        "French police arrested two dockers on Tuesday over the bombing of the customs house in Lyon in which four "
        "people died.",
    ],
)
def test_who_arrests_others_for_an_attack_neither_claims_it_nor_did_it(grammar: GrammarCoder, told: str) -> None:
    assert said(coded(encoder_coder(grammar), told)) == set()
