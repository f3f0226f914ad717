"""Forecasts and control, on sentences of our own with counterexamples (outlook_sentences.yaml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from counterclaim.model import Act, Property, Role
from counterclaim.model.values.control import Control, ControlChange
from counterclaim.model.values.date_interval import DateInterval

SENTENCES = yaml.safe_load(Path(__file__).with_name("outlook_sentences.yaml").read_text(encoding="utf-8"))


def of(coding, prop):
    return [s for s in coding.statements if s.property is prop]


def cases(kind):
    return [pytest.param(e["text"], e["want"], id=e["text"][:60]) for e in SENTENCES[kind]]


@pytest.mark.parametrize(("text", "want"), cases("control"))
def test_control_is_read_with_its_act_and_speaker(read, text, want):
    found = [
        "; ".join([(v := Control.parse(s.value)).change, v.actor, s.place.name, s.act, s.speaker.name])
        for s in of(read(text), Property.CONTROL)
    ]
    assert found == want


@pytest.mark.parametrize(("text", "want"), cases("forecast"))
def test_forecasts_are_read_with_their_words_and_speaker(read, text, want):
    found = [" | ".join([s.words, s.speaker.name, s.value]) for s in of(read(text), Property.FORECAST)]
    assert found == want


def test_a_forecast_carries_the_band_of_its_words(read):
    [found] = of(read("The truce is very unlikely to last."), Property.FORECAST)
    assert found.reckoning == "very unlikely: 5% to 20%"
    assert found.certainty == pytest.approx(0.125)
    assert found.act is Act.SUSPECTS


def test_control_carries_the_day_that_its_sentence_tells(read):
    [found] = of(read("The Tidewater Front captured Mosul on 4 March 2031."), Property.CONTROL)
    assert Control.parse(found.value).when == DateInterval.parse("2031-03-04")


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("ISIS appeared to be losing Mosul in the summer of 2031.", "2031-06/2031-08"),
        ("The Taliban seized Kunduz in autumn 2031.", "2031-09/2031-11"),
        ("ISIS lost Ramadi in the winter of 2031.", "2031"),
        ("The Northern Brigade captured Maputo in the spring of 2031.", "2031-09/2031-11"),
    ],
)
def test_a_season_is_read_as_its_months_on_its_side_of_the_equator(read, text, when):
    [found] = of(read(text), Property.CONTROL)
    assert str(Control.parse(found.value).when) == when


def test_the_town_is_the_place_that_was_named_last(read):
    text = "Mosul is a city. The Tidewater Front took the town in April. The Iraqi army retook it in May."
    found = [(Control.parse(s.value).actor, s.place.name) for s in of(read(text), Property.CONTROL)]
    assert found == [("Tidewater Front", "Mosul"), ("Iraqi army", "Mosul")]


def test_they_belong_to_a_mention_that_is_no_event(read):
    coding = read("The Tidewater Front captured Mosul on Tuesday. A bomb killed two people in Tikrit on Monday.")
    [outlook] = [m for m in coding.mentions if m.role is Role.OUTLOOK]
    assert {s.property for s in coding.statements if s.mention_id == outlook.id} == {Property.CONTROL}
    assert any(m.role is Role.MAIN for m in coding.mentions)


def test_every_passage_stands_in_the_text(read):
    for kind in ("control", "forecast"):
        for entry in SENTENCES[kind]:
            for s in read(entry["text"]).statements:
                assert entry["text"][s.passage.start : s.passage.end] == s.passage.quote


@pytest.mark.parametrize("text", ["lost by ISIS", "gained by Front of the Sea [2031-03]", "held by A [2031-03-01/..]"])
def test_the_text_of_control_reads_back(text):
    assert str(Control.parse(text)) == text


def test_other_texts_are_no_control():
    assert Control.parse("lost by ISIS").change is ControlChange.LOST
    for wrong in ("ISIS lost", "sold by ISIS"):
        with pytest.raises(ValueError, match=r"control|ControlChange"):
            Control.parse(wrong)


def test_a_text_is_read_alike_whether_or_not_it_was_read_for_events(read):
    told = "The Tidewater Front captured Mosul on Tuesday. It is likely to hold the town."
    alone = [s.value for s in of(read(told), Property.CONTROL)]
    beside = [s.value for s in of(read(f"A bomb killed two people in Tikrit on Monday. {told}"), Property.CONTROL)]
    assert alone == beside != []
