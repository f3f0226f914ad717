"""The invented cases: two thirds to develop on, one third held out. Figures are floors of what was measured."""

from __future__ import annotations

from tests.statements.case_scoring import code, coded, compare, expected, f1, load_cases

from counterclaim.statements import Coder


def _score(coder: Coder, *, held: bool) -> tuple[float, int]:
    hits = wanted = got = wrong = 0
    for case in load_cases():
        if case["held"] is not held:
            continue
        coding = code(coder, case)
        want, have = expected(case), coded(coding)
        hits += compare(want, have)[0]
        wanted, got = wanted + len(want), got + len(have)
        wrong += any(s.property == "unclaimed" for s in coding.statements) is not case.get("unclaimed", False)
    return f1(hits, wanted, got), wrong


def test_there_are_more_than_120_cases_a_third_of_them_held_out() -> None:
    cases = load_cases()
    assert len(cases) >= 120
    assert sum(c["held"] for c in cases) >= len(cases) // 3


def test_cases_to_develop_on_are_coded_as_a_careful_reader_would(coder: Coder) -> None:
    score, wrong = _score(coder, held=False)
    assert score >= 0.94
    assert wrong == 0


def test_held_out_cases_are_coded_nearly_as_well(coder: Coder) -> None:
    score, wrong = _score(coder, held=True)
    assert score >= 0.82
    assert wrong <= 1


def test_every_quote_is_in_its_text_and_quotable(coder: Coder) -> None:
    for case in load_cases():
        coding = code(coder, case)
        for statement in coding.statements:
            for passage in (statement.passage, *statement.also):
                assert passage.holds_in(case["text"])
                assert 12 <= len(passage.quote) <= 600


def test_events_of_the_articles_have_type_date_country_and_toll(coder: Coder) -> None:
    for case in (c for c in load_cases() if "event" in c):
        event = case["event"]
        coding = code(coder, case)
        first = coding.mentions[0].id
        values = {(s.property, s.value) for s in coding.statements if s.mention_id == first}
        places = [s.place for s in coding.statements if s.mention_id == first and s.property == "place"]
        assert ("type", event["type"]) in values
        assert ("date", event["date"]) in values
        assert ("fatalities", event["fatalities"]) in values
        assert [p.country for p in places if p] == [event["country"]]


def test_the_same_text_gives_the_same_coding(coder: Coder) -> None:
    case = load_cases()[-3]
    assert code(coder, case) == code(coder, case)
