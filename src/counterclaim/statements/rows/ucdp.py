"""UCDP Georeferenced Event Dataset (Sundberg and Melander, 2013): who fought, where, when, and how many died.

The data set codes no claims: its own voice names the sides, and the people that told the outlets (``source_original``)
are the speakers of the best estimate. Low and high are its own bounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from counterclaim.model import Citation, CountRange, DateInterval, EventType, Place, Property, Statement
from counterclaim.statements.rows.base import RowReading, Speaker, citations, parted, told_by

ONE_SIDED = "3"
_WATERS = "7"
_GOVERNMENT = "Government of "
_SUMMED = "event_clarity 2: told as part of a sum, or unclear"


def statements(row: RowReading) -> Iterator[Statement]:
    """All statements of one row."""
    yield _type(row)
    yield _date(row)
    yield _place(row)
    yield from _tolls(row)
    yield from _sides(row)


def cited(row: RowReading) -> tuple[Citation, ...]:
    """The articles that the row was coded from."""
    return citations(row, "source_article")


def _type(row: RowReading) -> Statement:
    kind = EventType.ATTACK if row["type_of_violence"] == ONE_SIDED else EventType.BATTLE
    return row.say(
        Property.TYPE,
        kind,
        "type_of_violence",
        "event_clarity",
        words=f"type_of_violence {row['type_of_violence']}",
        evidence=_SUMMED if row["event_clarity"] == "2" else "",
    )


def _date(row: RowReading) -> Statement:
    first, last = (date.fromisoformat(row[column][:10]) for column in ("date_start", "date_end"))
    when = DateInterval(earliest=first, latest=last)
    return row.say(
        Property.DATE, str(when), "date_start", "date_prec", "date_end", words=f"date_prec {row['date_prec']}"
    )


def _place(row: RowReading) -> Statement:
    precision = row["where_prec"]
    countries = () if precision == _WATERS else row.countries(row["country"])
    named = next((row[c] for c in ("where_coordinates", "adm_2", "adm_1", "country") if row[c]), "")
    place = Place(
        name=" ".join(named.split()),
        words=row["where_description"],
        countries=row.disputed(countries, row["adm_1"]),
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        radius_m=row.data_set.metres("radius", precision),
        precision=row.data_set.place_code(precision),
        basis=("named" if precision in ("1", "2") else "centroid") if row["latitude"] else "",
    )
    columns = ("where_coordinates", "where_prec", "where_description", "latitude", "longitude", "country", "adm_1")
    more = () if row["where_coordinates"] else ("adm_2",)
    return row.say(Property.PLACE, place.name, *more, *columns, place=place, words=f"where_prec {precision}")


def _tolls(row: RowReading) -> Iterator[Statement]:
    low, best, high = (int(row[column]) for column in ("low", "best", "high"))
    channel = "; ".join(parted(row["source_office"]) or parted(row["source_article"]))
    speakers = [Speaker(name, told_by(name), channel) for name in parted(row["source_original"])]
    for speaker in speakers or [Speaker(row.own.name, row.own.kind, channel)]:
        told = str(CountRange.exactly(best))
        yield row.say(Property.FATALITIES, told, "best", "source_original", by=speaker, words=f"best {best}")
    if low == best == high:
        return
    if low <= high:
        yield row.say(Property.FATALITIES, str(CountRange(low=low, high=high)), "high", "low", words="low to high")
        return
    # A slip of the data set: both bounds are kept as they stand.
    yield row.say(Property.FATALITIES, str(CountRange(low=low, high=None)), "low", words=f"low {low}")
    yield row.say(Property.FATALITIES, str(CountRange(low=None, high=high)), "high", words=f"high {high}")


def _sides(row: RowReading) -> Iterator[Statement]:
    """One-sided violence is side A's on civilians; a battle is both sides' at once."""
    if row["type_of_violence"] == ONE_SIDED:
        yield _side(row, "side_a", "side_a")
        yield row.say(Property.TARGET, row["side_b"], "side_b")
        return
    for column in ("side_a", "side_b"):
        yield _side(row, column, "side_a", "side_a_new_id", "side_b_dset_id", "side_b_new_id", "side_b")


def _side(row: RowReading, column: str, *columns: str) -> Statement:
    name = row[column]
    kind = "state" if name.startswith(_GOVERNMENT) else "organisation"
    return row.say(Property.PERPETRATOR, name, *columns, kind=kind, words=column)
