"""What the statements of a row of UCDP GED say, and from which of its cells. All rows are made up."""

from __future__ import annotations

import pytest
from tests.made_tables import UCDP, ucdp

from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.model import Coding, Property, Statement
from counterclaim.model.row import row_type, write_row
from counterclaim.statements.rows import RowCoder


@pytest.fixture(scope="module")
def coder() -> RowCoder:
    return RowCoder(Gazetteer.load())


def coded(coder: RowCoder, row: dict[str, str]) -> Coding:
    coding = coder.code("doc_1", write_row(row.items()), row_type("ucdp"))
    text = write_row(row.items())
    for statement in coding.statements:
        for passage in (statement.passage, *statement.also):
            assert passage.holds_in(text)
    return coding


def of(coding: Coding, prop: Property) -> list[Statement]:
    return [s for s in coding.statements if s.property is prop]


def test_one_sided_violence_is_side_as_on_side_b(coder: RowCoder) -> None:
    coding = coded(coder, UCDP)
    (who,) = of(coding, Property.PERPETRATOR)
    assert (who.value, who.value_kind, who.act, who.passage.quote) == (
        "Tarn Front", "organisation", "reports_as_fact", "side_a: Tarn Front",
    )  # fmt: skip
    assert [s.value for s in of(coding, Property.TARGET)] == ["Civilians"]
    assert [s.value for s in of(coding, Property.TYPE)] == ["attack"]


@pytest.mark.parametrize("kind", ["1", "2"])
def test_a_battle_is_both_sides_at_once(coder: RowCoder, kind: str) -> None:
    row = ucdp(type_of_violence=kind, side_a="Government of Kenya", side_b="Tarn Front")
    coding = coded(coder, row)
    sides = of(coding, Property.PERPETRATOR)
    assert [(s.value, s.value_kind) for s in sides] == [
        ("Government of Kenya", "state"),
        ("Tarn Front", "organisation"),
    ]
    assert sides[0].passage == sides[1].passage, "one passage names both, so they are one answer"
    assert of(coding, Property.TARGET) == []
    assert [s.value for s in of(coding, Property.TYPE)] == ["battle"]


def test_who_told_the_outlets_is_the_speaker_of_the_best_estimate(coder: RowCoder) -> None:
    tolls = of(coded(coder, UCDP), Property.FATALITIES)
    assert [(s.value, s.speaker.name, s.speaker_kind, s.channel) for s in tolls] == [
        ("4", "police", "authority", "Marsh Courier; Tarn Post"),
        ("4", "residents", "witness", "Marsh Courier; Tarn Post"),
        ("3..6", "the text", "expert", ""),
    ]
    assert [p.quote for p in tolls[0].also] == ["source_original: police; residents"]
    assert tolls[2].passage.quote == "high: 6\nlow: 3"


def test_without_a_source_the_data_set_says_it_itself(coder: RowCoder) -> None:
    tolls = of(coded(coder, ucdp(source_original="", low="4", high="4")), Property.FATALITIES)
    assert [(s.value, s.speaker.name) for s in tolls] == [("4", "the text")]


def test_bounds_that_contradict_each_other_are_kept_as_they_stand(coder: RowCoder) -> None:
    tolls = of(coded(coder, ucdp(low="9", high="5", source_original="")), Property.FATALITIES)
    assert [s.value for s in tolls] == ["4", "9+", "..5"]


def test_dates_are_as_wide_as_the_row_has_them(coder: RowCoder) -> None:
    for first, last, precision, value in (
        ("2031-05-01", "2031-05-03", "2", "2031-05-01/2031-05-03"),
        ("2031-05-01 00:00:00.000", "2031-05-31 00:00:00.000", "4", "2031-05"),
        ("2031-01-01", "2031-12-31", "5", "2031"),
        ("2031-05-07", "2031-05-07", "1", "2031-05-07"),
    ):
        (when,) = of(coded(coder, ucdp(date_start=first, date_end=last, date_prec=precision)), Property.DATE)
        assert (when.value, when.words) == (value, f"date_prec {precision}")


def test_a_place_has_its_precision_as_radius_and_its_country(coder: RowCoder) -> None:
    (where,) = of(coded(coder, UCDP), Property.PLACE)
    place = where.place
    assert place is not None
    assert (place.name, place.words, place.countries) == ("Oldmere village", UCDP["where_description"], ("KE",))
    assert (place.latitude, place.longitude, place.radius_m, place.basis) == (-1.5, 36.75, 25_000.0, "named")
    assert (place.precision, place.exactness) == (2, "near it")
    (at_sea,) = of(coded(coder, ucdp(where_prec="7")), Property.PLACE)
    assert at_sea.place is not None
    assert (at_sea.place.countries, at_sea.place.basis) == ((), "centroid")


def test_what_is_told_as_part_of_a_sum_says_so(coder: RowCoder) -> None:
    (kind,) = of(coded(coder, ucdp(event_clarity="2")), Property.TYPE)
    assert kind.evidence == "event_clarity 2: told as part of a sum, or unclear"


def test_each_article_is_cited(coder: RowCoder) -> None:
    cited = coded(coder, UCDP).citations
    assert [c.text for c in cited] == [
        "Marsh Courier,2031-05-03,Four dead; one missing",
        "Tarn Post,2031-05-04,Toll rises",
    ]


@pytest.mark.parametrize("code", range(1, 8))
def test_where_prec_is_the_places_precision(coder: RowCoder, code: int) -> None:
    (where,) = of(coded(coder, ucdp(where_prec=str(code))), Property.PLACE)
    assert where.place is not None
    assert where.place.precision == code


def test_a_place_without_a_name_is_called_by_its_division(coder: RowCoder) -> None:
    (where,) = of(coded(coder, ucdp(where_coordinates="", where_prec="4")), Property.PLACE)
    assert (where.value, where.place and where.place.precision) == ("Tarn province", 4)
