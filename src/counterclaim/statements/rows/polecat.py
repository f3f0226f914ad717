"""POLECAT: events in PLOVER's categories, read by a machine from news.

PLOVER has no category for claims and denials. An ASSAULT is told as the deed of its actor on its recipient; of ACCUSE
it is told that the actor accuses the recipient.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.model import Act, Citation, DateInterval, EventType, Place, Property, SpeakerKind, Statement
from counterclaim.statements.rows.base import RowReading, Speaker

_OLD_ACCUSALS = frozenset({"ACCUSE", "DISAPPROVE", "INVESTIGATE"})
_ARMED = frozenset({"REB", "INS", "SEP", "UAF", "PRM"})
_STATE = frozenset({"GOV", "MIL", "COP", "SPY"})
_LEVELS = (("City", 5_000.0, 1), ("District", 35_000.0, 3), ("Province", 120_000.0, 4), ("Country", 400_000.0, 6))
"""From the narrowest on: column, radius in metres, and UCDP GED's code of precision."""


def statements(row: RowReading) -> Iterator[Statement]:
    """All statements of one row."""
    kind = _kind(row)
    by = Speaker(row.own.name, SpeakerKind.UNKNOWN, row["Source"])
    yield row.say(Property.TYPE, kind, "Event Type", "Event Mode", by=by, words=row["Event Mode"] or row["Event Type"])
    when = DateInterval.parse(row["Event Date"][:10])
    yield row.say(Property.DATE, str(when), "Event Date", by=by)
    yield from _place(row, by)
    actor, recipient = row["Actor Name"], row["Recipient Name"]
    if row["Event Type"] == "ASSAULT" and actor:
        yield row.say(
            Property.PERPETRATOR, actor, "Actor Name", "Event Type", by=by, kind=_kind_of(row),
            words=row["Actor Name Raw"],
        )  # fmt: skip
        if recipient:
            yield row.say(Property.TARGET, recipient, "Recipient Name", by=by)
    elif row["Event Type"] in _OLD_ACCUSALS and actor and recipient:
        accuser = Speaker(actor, _voice(row), row["Source"])
        columns = ("Event Type", "Actor Name", "Recipient Name")
        yield row.say(
            Property.PERPETRATOR, recipient, *columns, by=accuser, act=Act.ATTRIBUTES, kind="description",
            words=row["Event Type"],
        )  # fmt: skip


def cited(row: RowReading) -> tuple[Citation, ...]:
    """The outlet that the row was read from."""
    if not row["Source"]:
        return ()
    told = " ".join(part for part in (row["Source"], row["Publication Date"]) if part)
    (passage, *_) = row.passages(("Source", "Publication Date"))
    return (Citation(document_id=row.document_id, number=1, text=told, passage=passage),)


def _kind(row: RowReading) -> EventType:
    if row["Event Type"] != "ASSAULT":
        return EventType.OTHER
    return EventType(row.data_set.codes["mode"].get(row["Event Mode"].casefold(), EventType.ATTACK))


def _voice(row: RowReading) -> SpeakerKind:
    sector = row["Primary Actor Sector"]
    if sector in _ARMED:
        return SpeakerKind.ARMED_GROUP
    return SpeakerKind.STATE if sector in _STATE else SpeakerKind.UNKNOWN


def _kind_of(row: RowReading) -> str:
    return {SpeakerKind.STATE: "state", SpeakerKind.ARMED_GROUP: "organisation"}.get(_voice(row), "description")


def _place(row: RowReading, by: Speaker) -> Iterator[Statement]:
    """The narrowest name that is told; the radius is that of what it names."""
    found = next(((row[column], radius, code) for column, radius, code in _LEVELS if row[column]), None)
    if found is None:
        return
    name, radius, code = found
    place = Place(
        name=name,
        words=row["Raw Placename"] or row["Placename"],
        countries=row.countries(row["Country"]) or _iso(row["Country"]),
        latitude=float(row["Latitude"]) if row["Latitude"] else None,
        longitude=float(row["Longitude"]) if row["Longitude"] else None,
        radius_m=radius,
        precision=code,
        basis=("named" if row["City"] else "centroid") if row["Latitude"] else "",
    )
    columns = ("City", "District", "Province", "Country", "Latitude", "Longitude")
    yield row.say(Property.PLACE, name, *columns, by=by, place=place)


def _iso(code: str) -> tuple[str, ...]:
    """A two-letter code as it is; longer ones are not taken for a country."""
    return (code,) if len(code) == 2 and code.isupper() else ()
