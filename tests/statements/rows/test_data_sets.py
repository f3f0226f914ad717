"""What rows of ACLED, GTD, GDELT and POLECAT say. All rows are made up: real ones may not be passed on."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.made_tables import ACLED, GDELT, GTD, MENTION, POLECAT

from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.model import Coding, Property, Statement
from counterclaim.model.row import row_type, write_row
from counterclaim.statements.rows import RowCoder


@pytest.fixture(scope="module")
def coder() -> RowCoder:
    return RowCoder(Gazetteer.load())


def coded(coder: RowCoder, key: str, row: Mapping[str, str], **cells: str) -> Coding:
    text = write_row({**row, **cells}.items())
    coding = coder.code("doc_1", text, row_type(key))
    for statement in coding.statements:
        for passage in (statement.passage, *statement.also):
            assert passage.holds_in(text)
    return coding


def of(coding: Coding, prop: Property) -> list[Statement]:
    return [s for s in coding.statements if s.property is prop]


def values(coding: Coding, prop: Property) -> list[str]:
    return [s.value for s in of(coding, prop)]


# --- ACLED ---
def test_acled_names_the_armed_side_and_keeps_sources_and_scale(coder: RowCoder) -> None:
    coding = coded(coder, "acled", ACLED)
    (who,) = of(coding, Property.PERPETRATOR)
    assert (who.value, who.channel) == ("Tarn Front", "Marsh Courier; Tarn Post (Subnational-National)")
    assert values(coding, Property.TARGET) == ["Civilians (Kenya)"]
    assert values(coding, Property.TYPE) == ["bombing"]
    assert values(coding, Property.FATALITIES) == ["4"]
    assert [c.text for c in coding.citations] == ["Marsh Courier", "Tarn Post"]


@pytest.mark.parametrize(
    ("precision", "value"), [("1", "2031-05-02"), ("2", "2031-04-26/2031-05-08"), ("3", "2031-05")]
)
def test_acled_dates_are_as_wide_as_their_precision(coder: RowCoder, precision: str, value: str) -> None:
    (when,) = of(coded(coder, "acled", ACLED, time_precision=precision), Property.DATE)
    assert (when.value, when.words) == (value, f"time_precision {precision}")


@pytest.mark.parametrize(("precision", "radius"), [("1", 5_000.0), ("2", 25_000.0), ("3", 120_000.0)])
def test_acled_places_are_as_wide_as_their_precision(coder: RowCoder, precision: str, radius: float) -> None:
    (where,) = of(coded(coder, "acled", ACLED, geo_precision=precision), Property.PLACE)
    assert where.place is not None
    assert (where.place.radius_m, where.place.countries) == (radius, ("KE",))


def test_acleds_order_of_two_armed_actors_accuses_nobody(coder: RowCoder) -> None:
    strike = {"sub_event_type": "Air/drone strike", "actor2": "Fen Guard", "inter2": "3"}
    assert values(coded(coder, "acled", ACLED, **strike), Property.PERPETRATOR) == []
    battle = {"event_type": "Battles", "sub_event_type": "Armed clash", "actor2": "Fen Guard", "inter2": "3"}
    coding = coded(coder, "acled", ACLED, **battle)
    assert values(coding, Property.PERPETRATOR) == ["Tarn Front", "Fen Guard"]
    assert values(coding, Property.TYPE) == ["battle"]


def test_acled_words_for_actors_of_newer_files_are_understood(coder: RowCoder) -> None:
    coding = coded(coder, "acled", ACLED, inter1="State forces", inter2="Civilians", actor1="Police Forces of Kenya")
    (who,) = of(coding, Property.PERPETRATOR)
    assert (who.value, who.value_kind) == ("Police Forces of Kenya", "state")


# --- GTD ---
def test_a_gtd_claim_is_the_groups_and_the_attribution_the_data_sets(coder: RowCoder) -> None:
    claim, attribution = of(coded(coder, "gtd", GTD), Property.PERPETRATOR)
    assert (claim.act, claim.speaker.name, claim.channel) == (
        "claims", "Tarn Front", "Posted to website, blog, etc.",
    )  # fmt: skip
    assert (attribution.act, attribution.speaker.name, attribution.certainty) == ("attributes", "the text", 1.0)


def test_three_gtd_slots_each_have_their_own_claim(coder: RowCoder) -> None:
    slots = {"gname2": "Fen Guard", "claim2": "1", "claimmode2": "2", "gname3": "Reed League", "claim3": "0"}
    told = of(coded(coder, "gtd", GTD, compclaim="1", **slots), Property.PERPETRATOR)
    assert [(s.act, s.value, s.channel) for s in told if s.act == "claims"] == [
        ("claims", "Tarn Front", "Posted to website, blog, etc."),
        ("claims", "Fen Guard", "call"),
    ]
    assert {s.evidence for s in told if s.act == "claims"} == {"compclaim 1: competing claims"}
    assert [s.value for s in told if s.act == "attributes"] == ["Tarn Front", "Fen Guard", "Reed League"]


def test_a_suspected_gtd_group_is_suspected_by_someone_unnamed(coder: RowCoder) -> None:
    coding = coded(coder, "gtd", GTD, claimed="0", guncertain1="1")
    (who,) = of(coding, Property.PERPETRATOR)
    assert (who.act, who.speaker.name, who.certainty) == ("suspects", "unnamed", 0.5)
    assert values(coding, Property.UNCLAIMED) == ["yes"]


def test_unknown_gtd_values_are_not_told(coder: RowCoder) -> None:
    coding = coded(coder, "gtd", GTD, gname="Unknown", claimed="-9", nkill="-99")
    assert values(coding, Property.PERPETRATOR) == []
    assert values(coding, Property.UNCLAIMED) == []
    assert values(coding, Property.FATALITIES) == []
    assert values(coding, Property.INJURED) == []


@pytest.mark.parametrize(
    ("month", "day", "value"), [("5", "2", "2031-05-02"), ("5", "0", "2031-05"), ("0", "0", "2031")]
)
def test_a_gtd_month_or_day_of_0_is_not_told(coder: RowCoder, month: str, day: str, value: str) -> None:
    (when,) = of(coded(coder, "gtd", GTD, imonth=month, iday=day, approxdate="early in the year"), Property.DATE)
    assert (when.value, when.words) == (value, "early in the year")


def test_gtds_doubt_that_it_is_terrorism_stands_with_the_type(coder: RowCoder) -> None:
    (kind,) = of(coded(coder, "gtd", GTD, doubtterr="1", alternative="2"), Property.TYPE)
    assert (kind.value, kind.evidence) == (
        "bombing", "doubtterr 1: doubted that it is terrorism; it may be another crime",
    )  # fmt: skip


def test_gtds_dead_say_how_many_were_perpetrators(coder: RowCoder) -> None:
    (toll,) = of(coded(coder, "gtd", GTD), Property.FATALITIES)
    assert (toll.value, toll.evidence) == ("4", "1 of them perpetrators")


# --- GDELT ---
@pytest.mark.parametrize(
    ("code", "act", "who", "speaker"),
    [
        ("015", "claims", "TARN FRONT", "TARN FRONT"),
        ("016", "denies", "TARN FRONT", "TARN FRONT"),
        ("1121", "attributes", "KENYA", "TARN FRONT"),
    ],
)
def test_cameo_claims_denials_and_accusations_are_told(
    coder: RowCoder, code: str, act: str, who: str, speaker: str
) -> None:
    coding = coded(coder, "gdelt", GDELT, EventCode=code)
    (told,) = of(coding, Property.PERPETRATOR)
    assert (told.act, told.value, told.speaker.name, told.speaker_kind, told.channel) == (
        act, who, speaker, "armed_group", "courier.example",
    )  # fmt: skip
    assert values(coding, Property.DATE) == ["2031-05-02"]
    assert [c.text for c in coding.citations] == ["https://www.courier.example/oldmere"]


def test_a_gdelt_row_of_another_kind_names_no_perpetrator(coder: RowCoder) -> None:
    for code in ("043", "15", "190"):
        assert values(coded(coder, "gdelt", GDELT, EventCode=code), Property.PERPETRATOR) == []


def test_a_gdelt_mention_is_an_outlets_with_the_machines_confidence(coder: RowCoder) -> None:
    (when,) = of(coded(coder, "gdelt-mentions", MENTION), Property.DATE)
    assert (when.value, when.speaker.name, when.probability) == ("../2031-05-03", "courier.example", 0.4)
    assert when.evidence == "translated by machine: srclc:fra;eng:GT-FRA 1.0"


# --- POLECAT ---
def test_a_polecat_assault_is_its_actors_deed(coder: RowCoder) -> None:
    coding = coded(coder, "polecat", POLECAT)
    (who,) = of(coding, Property.PERPETRATOR)
    assert (who.value, who.value_kind, who.act) == ("Tarn Front", "organisation", "reports_as_fact")
    assert values(coding, Property.TYPE) == ["bombing"]
    assert values(coding, Property.TARGET) == ["Oldmere Market"]
    (where,) = of(coding, Property.PLACE)
    assert where.place is not None
    assert (where.value, where.place.radius_m) == ("Oldmere", 5_000.0)


def test_a_polecat_accusation_is_its_actors_word_on_the_recipient(coder: RowCoder) -> None:
    told = {"Event Type": "ACCUSE", "Event Mode": "", "Recipient Name": "Fen Guard"}
    (who,) = of(coded(coder, "polecat", POLECAT, **told), Property.PERPETRATOR)
    assert (who.act, who.value, who.speaker.name) == ("attributes", "Fen Guard", "Tarn Front")


# --- how exact a place is, in UCDP's codes ---
@pytest.mark.parametrize(
    ("key", "row", "cells", "code"),
    [
        ("acled", ACLED, {"geo_precision": "1"}, 1),
        ("acled", ACLED, {"geo_precision": "2"}, 2),
        ("acled", ACLED, {"geo_precision": "3"}, 4),
        ("gtd", GTD, {"specificity": "1", "vicinity": "0"}, 1),
        ("gtd", GTD, {"specificity": "1", "vicinity": "1"}, 2),
        ("gtd", GTD, {"specificity": "3"}, 3),
        ("gtd", GTD, {"specificity": "5"}, 6),
        ("gtd", GTD, {"specificity": "-9"}, None),
        ("gdelt", GDELT, {"ActionGeo_Type": "1"}, 6),
        ("gdelt", GDELT, {"ActionGeo_Type": "4"}, 1),
        ("polecat", POLECAT, {}, 1),
        ("polecat", POLECAT, {"City": ""}, 4),
    ],
)
def test_codes_of_precision_become_ucdps(
    coder: RowCoder, key: str, row: Mapping[str, str], cells: dict[str, str], code: int | None
) -> None:
    (where,) = of(coded(coder, key, row, **cells), Property.PLACE)
    assert where.place is not None
    assert where.place.precision == code


def test_an_acled_row_without_a_place_of_its_own_has_that_of_its_division(coder: RowCoder) -> None:
    (where,) = of(coded(coder, "acled", ACLED, location="", admin2="Fen", geo_precision="3"), Property.PLACE)
    assert where.value == "Fen"
    assert "admin2: Fen" in where.passage.quote
