"""Rows of any table, by the user's map of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from counterclaim.codebooks.table_maps import TableMap
from counterclaim.codebooks.written_days import read_days, read_parts
from counterclaim.model import Act, CountRange, DateInterval, EventType, Place, Property, SpeakerKind, Statement
from counterclaim.statements.rows.base import RowReading, Speaker, told_by

_SUSPECTED = 0.5


def statements(row: RowReading, told: TableMap) -> Iterator[Statement]:
    """All statements of one row; a property whose cells are empty, or cannot be read, is not told."""
    speakers = _speakers(row, told)
    yield from _type(row, told.part("type"))
    when = _date(row, told.part("date"))
    if when is not None:
        yield row.say(Property.DATE, str(when[0]), *when[1])
    yield from _place(row, told.part("place"))
    for name, prop in (("fatalities", Property.FATALITIES), ("injured", Property.INJURED)):
        yield from _tolls(row, told.part(name), prop, speakers)
    yield from _perpetrators(row, told, speakers)
    for entry in told.parts("targets"):
        if row[entry["column"]]:
            yield row.say(Property.TARGET, row[entry["column"]], entry["column"])
    weapon = told.part("weapon").get("column", "")
    if row[weapon]:
        yield row.say(Property.WEAPON, row[weapon], weapon)


def _speakers(row: RowReading, told: TableMap) -> list[Speaker]:
    """Who told the data set; the data set itself where nobody is named."""
    part = told.part("speaker")
    cell, separator = row[part.get("column", "")], part.get("separator")
    names = [" ".join(n.split()) for n in (cell.split(separator) if separator else [cell])]
    channel = row[part.get("channel", "")]
    kind = SpeakerKind(part["kind"]) if "kind" in part else None
    return [Speaker(n, kind or told_by(n), channel) for n in dict.fromkeys(names) if n] or [row.own]


def _type(row: RowReading, part: Mapping[str, Any]) -> Iterator[Statement]:
    column = part.get("column", "")
    values = {str(word).casefold(): kind for word, kind in part.get("values", {}).items()}
    word = row[column]
    known = values.get(word.casefold()) or (word.casefold() if word.casefold() in set(EventType) else "")
    value = known or part.get("value", "")
    if value and (word or not column):
        yield row.say(Property.TYPE, EventType(value), *([column] if column else []), words=word)


def _date(row: RowReading, part: Mapping[str, Any]) -> tuple[DateInterval, tuple[str, ...]] | None:
    """The interval and the columns that tell it: never narrower than the cells and their precision say."""
    columns = tuple(part[name] for name in ("column", "start", "end", "year", "month", "day") if name in part)
    if "year" in part:
        found = read_parts(*(row[part.get(name, "")] for name in ("year", "month", "day")))
    else:
        found = _from_to(*(_days(row, part, name) for name in ("column", "start", "end")))
    precision = part.get("precision", {})
    code = row[precision.get("column", "")] if precision else ""
    if found is None:
        return None
    widened = _widened(found, str(precision.get("values", {}).get(_key(code, precision), "")))
    return widened, (*columns, precision["column"]) if precision else columns


def _key(code: str, precision: Mapping[str, Any]) -> object:
    """The code as the map writes it: YAML reads 1 as a number."""
    return next((known for known in precision.get("values", {}) if str(known) == code), code)


def _days(row: RowReading, part: Mapping[str, Any], name: str) -> DateInterval | None:
    cell = row[part[name]] if name in part else ""
    return read_days(cell, str(part.get("format", ""))) if cell else None


def _from_to(own: DateInterval | None, first: DateInterval | None, last: DateInterval | None) -> DateInterval | None:
    """The days that are told: an end that is empty is the first day, a first day that is empty is not known.

    Days that run backwards tell nothing, as nobody knows which of the two errs.
    """
    if own or not (first or last):
        return own
    ends = last or first
    earliest, latest = first.earliest if first else None, ends.latest if ends else None
    if earliest and latest and latest < earliest:
        return None
    return DateInterval(earliest=earliest, latest=latest)


def _widened(found: DateInterval, unit: str) -> DateInterval:
    """The whole week, month or year of a date that stands for it."""
    first, last = found.earliest, found.latest
    if first is None or last is None:
        return found
    match unit:
        case "year":
            return DateInterval(earliest=date(first.year, 1, 1), latest=date(last.year, 12, 31))
        case "month":
            return DateInterval.parse(f"{first:%Y-%m}/{last:%Y-%m}")
        case "week":
            return DateInterval(earliest=first - timedelta(days=6), latest=last + timedelta(days=6))
        case _:
            return found


def _place(row: RowReading, part: Mapping[str, Any]) -> Iterator[Statement]:
    def cell(name: str) -> str:
        return row[part.get(name, "")]

    name = cell("column") or cell("region") or cell("country")
    if not name:
        return
    precision = part.get("precision", {})
    code = row[precision.get("column", "")] if precision else ""
    radius = precision.get("values", {}).get(_key(code, precision), part.get("radius_m"))
    place = Place(
        name=name,
        words=cell("description"),
        countries=row.disputed(row.countries(cell("country")), cell("region")),
        latitude=float(cell("latitude")) if cell("latitude") else None,
        longitude=float(cell("longitude")) if cell("longitude") else None,
        radius_m=float(radius) if radius is not None else None,
        basis=("named" if cell("column") else "centroid") if cell("latitude") else "",
    )
    columns = [
        part[key] for key in ("column", "description", "region", "country", "latitude", "longitude") if key in part
    ]
    yield row.say(Property.PLACE, name, *columns, *([precision["column"]] if precision else []), place=place)


def _tolls(row: RowReading, part: Mapping[str, str], prop: Property, speakers: list[Speaker]) -> Iterator[Statement]:
    best = part.get("best") or part.get("column") or ""
    if row[best]:
        for speaker in speakers:
            yield row.say(prop, str(CountRange.exactly(int(row[best]))), best, by=speaker, words=best)
    low, high = row[part.get("low", "")], row[part.get("high", "")]
    if low and high and int(low) <= int(high):
        if not row[best] or not low == high == row[best]:
            yield row.say(prop, str(CountRange(low=int(low), high=int(high))), part["low"], part["high"])
    elif low:
        yield row.say(prop, str(CountRange(low=int(low), high=None)), part["low"])
    elif high:
        yield row.say(prop, str(CountRange(low=None, high=int(high))), part["high"])


def _perpetrators(row: RowReading, told: TableMap, speakers: list[Speaker]) -> Iterator[Statement]:
    """Each column of a perpetrator; who claims or denies a deed speaks for itself, unless the map names another."""
    for entry in told.parts("perpetrators"):
        who = row[entry["column"]]
        if not who:
            continue
        act = Act(entry.get("act", Act.REPORTS_AS_FACT))
        own = Speaker(who, SpeakerKind.ARMED_GROUP) if act in (Act.CLAIMS, Act.DENIES) else None
        named = row[entry.get("speaker", "")]
        by = [Speaker(named, told_by(named))] if named else [own] if own else speakers
        sure = entry.get("certainty", _SUSPECTED if act is Act.SUSPECTS else 1.0)
        for speaker in by:
            yield row.say(
                Property.PERPETRATOR, who, entry["column"], by=speaker, act=act,
                kind=str(entry.get("kind", "organisation")), words=entry["column"], certainty=float(sure),
            )  # fmt: skip
