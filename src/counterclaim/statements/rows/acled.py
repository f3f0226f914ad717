"""ACLED: what happened between whom, from sources that are named, with notes in prose.

Who attacked is not told by the order of the actors. Where civilians or rioters' and protesters' counterparts are one
side, the armed one is taken for the perpetrator; in a battle both sides are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from counterclaim.model import Citation, CountRange, DateInterval, EventType, Place, Property, SpeakerKind, Statement
from counterclaim.model.values.control import Control, ControlChange
from counterclaim.statements.rows.base import RowReading, Speaker, citations, parted

_BY_SUB_EVENT: Mapping[str, EventType] = {
    "suicide bomb": EventType.BOMBING,
    "remote explosive/landmine/ied": EventType.BOMBING,
    "grenade": EventType.BOMBING,
    "air/drone strike": EventType.AIRSTRIKE,
    "shelling/artillery/missile attack": EventType.AIRSTRIKE,
    "chemical weapon": EventType.CHEMICAL,
    "abduction/forced disappearance": EventType.KIDNAPPING,
    "looting/property destruction": EventType.DESTRUCTION,
    "disrupted weapons use": EventType.OTHER,
    "sexual violence": EventType.ATTACK,
    "attack": EventType.ATTACK,
    "mob violence": EventType.ATTACK,
    "excessive force against protesters": EventType.ATTACK,
}
_BY_EVENT: Mapping[str, EventType] = {
    "battles": EventType.BATTLE,
    "explosions/remote violence": EventType.BOMBING,
    "violence against civilians": EventType.ATTACK,
    "riots": EventType.ATTACK,
}
_UNARMED = frozenset({"6", "7", "protesters", "civilians"})
"""``inter`` of those who do not attack, as numbers in older files and as words in newer ones."""
_STATES = frozenset({"1", "state forces"})
_TRANSFERS = frozenset(
    {"government regains territory", "non-state actor overtakes territory", "non-violent transfer of territory"}
)
_WEEK = 7


def statements(row: RowReading) -> Iterator[Statement]:
    """All statements of one row: its sources say it together, as nothing tells which said what."""
    by = _speaker(row)
    kind = _kind(row)
    yield row.say(Property.TYPE, kind, "sub_event_type", "event_type", by=by, words=row["sub_event_type"])
    when = _date(row)
    yield row.say(
        Property.DATE, str(when), "event_date", "time_precision", by=by, words=f"time_precision {row['time_precision']}"
    )
    yield _place(row, by)
    if row["fatalities"]:
        toll = str(CountRange.exactly(int(row["fatalities"])))
        yield row.say(Property.FATALITIES, toll, "fatalities", "source", "source_scale", by=by, words="fatalities")
    yield from _sides(row, kind, by)
    yield from _control(row, when, by)


def cited(row: RowReading) -> tuple[Citation, ...]:
    """The sources that the row names."""
    return citations(row, "source") if row["source"] else ()


def _speaker(row: RowReading) -> Speaker:
    """The data set, through the sources that it names; their scale stands beside them."""
    sources = "; ".join(parted(row["source"]))
    scale = f" ({row['source_scale']})" if row["source_scale"] and sources else ""
    return Speaker(row.own.name, SpeakerKind.EXPERT, f"{sources}{scale}")


def _kind(row: RowReading) -> EventType:
    sub_event = _BY_SUB_EVENT.get(row["sub_event_type"].casefold())
    return sub_event or _BY_EVENT.get(row["event_type"].casefold(), EventType.OTHER)


def _date(row: RowReading) -> DateInterval:
    """1 is the day; 2 the week around it; 3 the month, whose middle is written."""
    day = date.fromisoformat(row["event_date"][:10])
    if row["time_precision"] == "3":
        return DateInterval.parse(f"{day:%Y-%m}")
    if row["time_precision"] == "2":
        # Which day of the week is written is not told, so the week may lie on either side.
        reach = timedelta(days=_WEEK - 1)
        return DateInterval(earliest=day - reach, latest=day + reach)
    return DateInterval.of_day(day)


def _place(row: RowReading, by: Speaker) -> Statement:
    precision = row["geo_precision"]
    place = Place(
        name=next((row[c] for c in ("location", "admin3", "admin2", "admin1", "country") if row[c]), ""),
        words=row["location"],
        countries=row.disputed(row.countries(row["country"]), row["admin1"]),
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        radius_m=row.data_set.metres("radius", precision),
        precision=row.data_set.place_code(precision),
        basis=("named" if precision in ("1", "2") else "centroid") if row["latitude"] else "",
    )
    columns = ("location", "geo_precision", "latitude", "longitude", "country", "admin1")
    more = () if row["location"] else ("admin3", "admin2")
    return row.say(Property.PLACE, place.name, *more, *columns, by=by, place=place, words=f"geo_precision {precision}")


def _sides(row: RowReading, kind: EventType, by: Speaker) -> Iterator[Statement]:
    sides = [(n, row[f"actor{n}"], row[f"inter{n}"].casefold()) for n in (1, 2) if row[f"actor{n}"]]
    armed = [side for side in sides if side[2] not in _UNARMED and not side[1].startswith("Civilians (")]
    hit = [side for side in sides if side not in armed]
    if kind is not EventType.BATTLE:
        # What was done to the second of two armed sides is done by the first only where the second is not named
        # as a doer; as the order says nothing, two armed sides outside of a battle name no perpetrator.
        armed = armed if len(armed) == 1 else []
    columns = ("actor1", "assoc_actor_1", "inter1", "actor2") if len(armed) > 1 else ()
    for n, name, inter in armed:
        value_kind = "state" if inter in _STATES else "organisation"
        own = (f"actor{n}", f"inter{n}")
        yield row.say(Property.PERPETRATOR, name, *(columns or own), by=by, kind=value_kind, words=f"actor{n}")
    for n, name, _ in hit:
        yield row.say(Property.TARGET, name, f"actor{n}", by=by)


def _control(row: RowReading, when: DateInterval, by: Speaker) -> Iterator[Statement]:
    """A transfer of territory: the codebook writes who takes it as actor 1, and who loses it as actor 2."""
    if row["sub_event_type"].casefold() not in _TRANSFERS:
        return
    place = _place(row, by).place
    for n, change in ((1, ControlChange.GAINED), (2, ControlChange.LOST)):
        name = row[f"actor{n}"]
        if name and not name.startswith("Civilians ("):
            value = str(Control(change=change, actor=name, when=when))
            own = (f"actor{n}", "sub_event_type", "event_date", "location")
            kind = "state" if row[f"inter{n}"].casefold() in _STATES else "organisation"
            yield row.say(Property.CONTROL, value, *own, by=by, kind=kind, place=place, words=row["sub_event_type"])
