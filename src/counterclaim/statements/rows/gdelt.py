"""GDELT 2.0 events and mentions: read by a machine from news, and leads to it rather than reports of events.

CAMEO 015 is "acknowledge or claim responsibility", 016 "deny responsibility", 112 and 1121 to 1125 "accuse". Codes keep
their leading zero. Of every other row only date and place are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from counterclaim.model import (
    UNNAMED,
    Act,
    Citation,
    DateInterval,
    EventType,
    Place,
    Property,
    SpeakerKind,
    Statement,
)
from counterclaim.statements.rows.base import RowReading, Speaker

_ARMED = frozenset({"REB", "SEP", "INS", "UAF", "OPP"})
_STATE = frozenset({"GOV", "MIL", "SPY", "COP"})
_FIGHTING = {"18": EventType.ATTACK, "19": EventType.BATTLE, "20": EventType.ATTACK}
_CITED_ONLY = "2"


def statements(row: RowReading) -> Iterator[Statement]:
    """All statements of one row of the events table."""
    yield from _responsibility(row)
    kind = _FIGHTING.get(row["EventCode"][:2])
    if kind is not None:
        yield row.say(Property.TYPE, kind, "EventCode", by=_machine(row), words=row["EventCode"])
    day = row["SQLDATE"]
    when = DateInterval.parse(f"{day[:4]}-{day[4:6]}-{day[6:]}")
    yield row.say(Property.DATE, str(when), "SQLDATE", by=_machine(row))
    if row["ActionGeo_FullName"]:
        yield _place(row)


def cited(row: RowReading) -> tuple[Citation, ...]:
    """The report that the row leads to."""
    address = row["SOURCEURL"] or row["MentionIdentifier"]
    if not address:
        return ()
    (passage, *_) = row.passages(("SOURCEURL", "MentionIdentifier"))
    return (Citation(document_id=row.document_id, number=1, text=address, passage=passage),)


def mention_statements(row: RowReading) -> Iterator[Statement]:
    """What a row of the mentions table says: that an outlet tells of an event, and when GDELT first saw that event.

    ``Confidence`` is GDELT's own percentage of having read right; it says nothing of truth.
    """
    day = row["EventTimeDate"]
    outlet = Speaker(row["MentionSourceName"], SpeakerKind.MEDIA, row["MentionIdentifier"])
    when = DateInterval.parse(f"../{day[:4]}-{day[4:6]}-{day[6:8]}")
    sure = int(row["Confidence"] or 0)
    translated = row["MentionDocTranslationInfo"]
    columns = ("EventTimeDate", "MentionSourceName", "MentionIdentifier", "Confidence", "MentionDocTranslationInfo")
    told = row.say(Property.DATE, str(when), *columns, by=outlet, words=f"first seen {day}")
    yield _read_by_machine(told, sure, f"translated by machine: {translated}" if translated else "")


def _responsibility(row: RowReading) -> Iterator[Statement]:
    code, one, other = row["EventCode"], row["Actor1Name"], row["Actor2Name"]
    by = _speaker(row, "Actor1") if one else Speaker(UNNAMED, SpeakerKind.UNKNOWN, _host(row))
    columns = ("EventCode", "Actor1Name", "Actor2Name", "SOURCEURL")
    if code.startswith("015") and one:
        yield _answer(row, Act.CLAIMS, one, by, columns)
    elif code.startswith("016") and one:
        yield _answer(row, Act.DENIES, one, by, columns)
    elif code.startswith("112") and other:
        yield _answer(row, Act.ATTRIBUTES, other, by, columns)


def _answer(row: RowReading, act: Act, who: str, by: Speaker, columns: tuple[str, ...]) -> Statement:
    return row.say(Property.PERPETRATOR, who, *columns, by=by, act=act, kind="description", words=row["EventCode"])


def _speaker(row: RowReading, actor: str) -> Speaker:
    types = {row[f"{actor}Type{n}Code"] for n in (1, 2, 3)}
    if types & _ARMED or row[f"{actor}KnownGroupCode"]:
        kind = SpeakerKind.ARMED_GROUP
    elif types & _STATE:
        kind = SpeakerKind.STATE
    else:
        kind = SpeakerKind.MEDIA if "MED" in types else SpeakerKind.UNKNOWN
    return Speaker(row[f"{actor}Name"], kind, _host(row))


def _host(row: RowReading) -> str:
    return row["SOURCEURL"].partition("//")[2].partition("/")[0].removeprefix("www.")


def _machine(row: RowReading) -> Speaker:
    return Speaker(row.own.name, SpeakerKind.UNKNOWN, _host(row))


def _place(row: RowReading) -> Statement:
    scale = row["ActionGeo_Type"]
    name, *around = (part.strip() for part in row["ActionGeo_FullName"].split(","))
    place = Place(
        name=name,
        words=row["ActionGeo_FullName"],
        countries=row.countries(around[-1] if around else name),
        latitude=float(row["ActionGeo_Lat"]) if row["ActionGeo_Lat"] else None,
        longitude=float(row["ActionGeo_Long"]) if row["ActionGeo_Long"] else None,
        radius_m=row.data_set.metres("radius", scale),
        precision=row.data_set.place_code(scale),
        basis=("named" if scale in ("3", "4") else "centroid") if row["ActionGeo_Lat"] else "",
    )
    columns = ("ActionGeo_FullName", "ActionGeo_Type", "ActionGeo_Lat", "ActionGeo_Long")
    return row.say(Property.PLACE, place.name, *columns, by=_machine(row), place=place, words=f"ActionGeo_Type {scale}")


def _read_by_machine(statement: Statement, percent: int, evidence: str) -> Statement:
    return replace(statement, probability=min(percent, 100) / 100, evidence=evidence)
