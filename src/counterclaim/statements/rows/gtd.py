"""Global Terrorism Database: up to three groups, each with its own claim, and doubts that are coded.

``claimed``, ``claim2`` and ``claim3`` belong to ``gname``, ``gname2`` and ``gname3``. -9 and -99 are unknown, a month
or day of 0 is not told.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.model import (
    UNNAMED,
    Act,
    Citation,
    CountRange,
    DateInterval,
    EventType,
    Place,
    Property,
    SpeakerKind,
    Statement,
)
from counterclaim.statements.rows.base import RowReading, Speaker

_NOBODY = frozenset({"", "unknown"})
_YES = "1"
_SLOTS = (
    ("gname", "gsubname", "guncertain1", "claimed", "claimmode"),
    ("gname2", "gsubname2", "guncertain2", "claim2", "claimmode2"),
    ("gname3", "gsubname3", "guncertain3", "claim3", "claimmode3"),
)
_SUSPECTED = 0.5
"""What a speaker is taken to be sure of who only suspects."""
_NEAR = 2
"""UCDP GED's code for a place that is only near the one named."""
_CITED = ("scite1", "scite2", "scite3")


def statements(row: RowReading) -> Iterator[Statement]:
    """All statements of one row."""
    yield _type(row)
    yield _date(row)
    yield _place(row)
    yield from _tolls(row)
    yield from _groups(row)
    for n in ("1", "2", "3"):
        target = row[f"target{n}"] or row[f"targtype{n}_txt"]
        if target and target.casefold() != "unknown":
            yield row.say(Property.TARGET, target, f"target{n}", f"targtype{n}_txt")
        if row[f"weaptype{n}_txt"] and row[f"weaptype{n}_txt"].casefold() != "unknown":
            yield row.say(Property.WEAPON, row[f"weaptype{n}_txt"], f"weaptype{n}_txt")


def cited(row: RowReading) -> tuple[Citation, ...]:
    """The sources that the row cites."""
    told = [(column, row[column]) for column in _CITED if row[column]]
    return tuple(
        Citation(document_id=row.document_id, number=n, text=" ".join(text.split()), passage=row.passages((column,))[0])
        for n, (column, text) in enumerate(told, 1)
    )


def _type(row: RowReading) -> Statement:
    """``doubtterr`` says that it may be no terrorism at all, and ``alternative`` what else."""
    told = row.data_set.codes["attacktype"].get(row["attacktype1"], "other")
    doubt = ""
    if row["doubtterr"] == _YES:
        other = row["alternative_txt"] or row.data_set.codes["alternative"].get(row["alternative"], "")
        doubt = "doubtterr 1: doubted that it is terrorism" + (f"; it may be {other}" if other else "")
    return row.say(
        Property.TYPE,
        EventType(told),
        "attacktype1",
        "attacktype1_txt",
        "doubtterr",
        "alternative",
        "alternative_txt",
        words=row["attacktype1_txt"],
        certainty=_SUSPECTED if doubt else 1.0,
        evidence=doubt,
    )


def _date(row: RowReading) -> Statement:
    """A month or day of 0 is not told; more days are told by ``extended`` alone, so they are left open."""
    year, month, day = row["iyear"], int(row["imonth"] or 0), int(row["iday"] or 0)
    told = f"{int(year):04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")
    return row.say(
        Property.DATE, str(DateInterval.parse(told)), "iyear", "imonth", "iday", "approxdate", words=row["approxdate"]
    )


def _place(row: RowReading) -> Statement:
    named = [row[c] for c in ("city", "provstate", "country_txt") if row[c] and row[c].casefold() != "unknown"]
    precision, near = row["specificity"], row["vicinity"] == _YES
    radius = row.data_set.metres("radius", precision)
    place = Place(
        name=named[0] if named else row["country_txt"],
        words=row["location"],
        countries=row.disputed(row.countries(row["country_txt"]), row["provstate"]),
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        radius_m=max(radius, 25_000.0) if radius is not None and near else radius,
        precision=_NEAR if near and precision == "1" else row.data_set.place_code(precision),
        basis=("named" if precision == "1" else "centroid") if row["latitude"] else "",
    )
    columns = ("city", "provstate", "country_txt", "latitude", "longitude", "specificity", "vicinity")
    return row.say(Property.PLACE, place.name, *columns, place=place, words=f"specificity {precision}")


def _tolls(row: RowReading) -> Iterator[Statement]:
    """``nkill`` counts the perpetrators' dead too; how many they are (``nkillter``) stands in the evidence."""
    own = row.whole("nkillter")
    for column, prop in (("nkill", Property.FATALITIES), ("nwound", Property.INJURED)):
        count = row.whole(column)
        if count is not None and count >= 0:
            among = f"{own} of them perpetrators" if column == "nkill" and own else ""
            columns = (column, "nkillter") if among else (column,)
            yield row.say(prop, str(CountRange.exactly(count)), *columns, words=column, evidence=among)


def _groups(row: RowReading) -> Iterator[Statement]:
    rivals = "compclaim 1: competing claims" if row["compclaim"] == _YES else ""
    for name, sub, doubt, claimed, mode in _SLOTS:
        group = row[sub] if row[sub] and row[name].casefold() in _NOBODY else row[name]
        if group.casefold() in _NOBODY:
            continue
        suspected = row[doubt] == _YES
        if row[claimed] == _YES:
            how = row[f"{mode}_txt"] or row.data_set.codes["claimmode"].get(row[mode], "")
            by = Speaker(group, SpeakerKind.ARMED_GROUP, how)
            columns = (name, claimed, mode, f"{mode}_txt", "compclaim")
            yield row.say(
                Property.PERPETRATOR, group, *columns, by=by, act=Act.CLAIMS, kind="organisation", words=claimed,
                evidence=rivals,
            )  # fmt: skip
        by = Speaker(UNNAMED, SpeakerKind.UNKNOWN) if suspected else row.own
        yield row.say(
            Property.PERPETRATOR, group, name, doubt, by=by, act=Act.SUSPECTS if suspected else Act.ATTRIBUTES,
            kind="organisation", words=doubt if suspected else name, certainty=_SUSPECTED if suspected else 1.0,
        )  # fmt: skip
    if row["claimed"] == "0" and row["claim2"] != _YES and row["claim3"] != _YES:
        yield row.say(Property.UNCLAIMED, "yes", "claimed", words="claimed 0")
