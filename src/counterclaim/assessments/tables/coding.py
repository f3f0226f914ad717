"""Rows of text made into typed arrays, with what the codes stand for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from counterclaim.assessments.arrays import Claims, Floats, Ints, claims_of
from counterclaim.assessments.near import near_numbers, near_sets
from counterclaim.assessments.tables.columns import Rows
from counterclaim.assessments.tables.options import Options
from counterclaim.assessments.tables.values import MOST_CODES, Value, date_value, kind_of, read
from counterclaim.errors import ConfigError
from counterclaim.model import Problem

WIDE = 20.0
"""Ratio of the 95th to the 5th centile above which numbers are compared by ratio."""
MOST_NAMED = 10
"""Properties that an error names."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A table as arrays."""

    claims: Claims
    objects: tuple[str, ...]
    """Per question."""
    properties: tuple[str, ...]
    kinds: tuple[str, ...]
    """Per property."""
    sources: tuple[str, ...]
    values: tuple[Value, ...]
    """Per cell."""
    shown: tuple[str, ...]
    """Per cell: the value as most write it."""
    periods: tuple[str, ...]
    """Per group: its year, "" without times."""
    logarithmic: npt.NDArray[np.bool_]
    """Per property: whether its numbers are compared as log(1 + x)."""
    latest: Floats
    """Per question: the day of its last statement, NaN where untold."""
    value_column: str

    @property
    def compared(self) -> tuple[Floats, Floats]:
        """Bounds per cell on the scale of comparison."""
        low, high = (np.array([getattr(v, end) for v in self.values], float) for end in ("low", "high"))
        told = self.logarithmic[self.claims.question_property[self.claims.cell_question]]
        with np.errstate(invalid="ignore", divide="ignore"):
            return (
                np.where(told, np.log1p(np.maximum(low, 0)), low),
                np.where(told & (high >= 0), np.log1p(np.maximum(high, 0)), high),
            )

    @property
    def compared_middle(self) -> Floats:
        """Per cell: its number on the scale of comparison, the middle of a range, the bound of an open one."""
        low, high = self.compared
        return np.where(np.isfinite(low), np.where(np.isfinite(high), (low + high) / 2, low), high)

    def uncompared(self, question: int, number: float) -> float:
        """A number of the scale of comparison as one of the table."""
        return float(np.expm1(number)) if self.logarithmic[self.claims.question_property[question]] else number


@dataclass(slots=True)
class _Read:
    """What could be read of the rows."""

    row: list[int]
    object: list[str]
    property: list[str]
    source: list[str]
    value: list[Value]
    day: list[float]


def code(rows: Rows, options: Options) -> tuple[Coded, tuple[Problem, ...]]:
    """Arrays from rows; rows with blanks or unreadable cells are left out, each with a problem."""
    kinds = _kinds(rows, options)
    kept, problems = _readable(rows, kinds, options)
    if rows.time is not None:
        kept = _latest(kept)
    return _coded(kept, kinds, rows), tuple(problems)


def _kinds(rows: Rows, options: Options) -> dict[str, str]:
    cells: dict[str, set[str]] = defaultdict(set)
    for i, cell in enumerate(rows.value):
        if cell:
            cells[rows.property[i] if rows.property is not None else ""].add(cell)
    unknown = sorted(set(options.kinds) - set(cells) - {""})
    if unknown and cells:
        named = ", ".join(name for name in sorted(cells)[:MOST_NAMED] if name)
        remedy = f"its properties: {named}" if named else "no column of properties is named: give the kind alone"
        raise ConfigError(f"has no property {unknown[0]!r} to give a kind to", where=rows.where, remedy=remedy)
    found = {}
    for name in sorted(cells):
        wanted = options.kind_of(name)
        found[name] = kind_of(cells[name]) if wanted == "auto" else wanted
    return found


def _readable(rows: Rows, kinds: dict[str, str], options: Options) -> tuple[_Read, list[Problem]]:
    kept, problems = _Read([], [], [], [], [], []), []
    seen: dict[tuple[str, str], Value | str] = {}
    names = (("object", rows.columns.object), ("source", rows.columns.source), ("value", rows.columns.value))
    for i in range(len(rows.value)):
        blank = next((name for field, name in names if not getattr(rows, field)[i]), None)
        if blank is not None:
            problems.append(rows.problem(i, blank, "is blank", "fill it, or leave the row out", "blank"))
            continue
        name = rows.property[i] if rows.property is not None else ""
        cell = rows.value[i]
        if (name, cell) not in seen:
            seen[name, cell] = _value(cell, kinds[name], options.separator)
        value = seen[name, cell]
        if isinstance(value, str):
            remedy = f"its property is taken for one of {kinds[name]}s: mend the cell, or say --kind text"
            problems.append(rows.problem(i, rows.columns.value, value, remedy, "value"))
            continue
        day = _day(rows, i, problems)
        if day is None:
            continue
        kept.row.append(i)
        kept.object.append(rows.object[i])
        kept.property.append(name)
        kept.source.append(rows.source[i])
        kept.value.append(value)
        kept.day.append(day)
    return kept, problems


def _value(cell: str, kind: str, separator: str) -> Value | str:
    """The value, or what is wrong with it."""
    try:
        return read(cell, kind, separator)
    except (ValueError, OverflowError) as error:
        return f"cannot be read as {kind}: {error}"


def _day(rows: Rows, i: int, problems: list[Problem]) -> float | None:
    """When a row was said, as a day's number; NaN where its cell is blank; None where it cannot be read."""
    if rows.time is None or not rows.time[i]:
        return float("nan")
    try:
        value = date_value(rows.time[i])
    except ValueError as error:
        remedy = "write it as 2017-06-02, 2017-06 or 2017, or leave it blank"
        problems.append(rows.problem(i, rows.columns.time, str(error), remedy, "date"))
        return None
    return value.high if np.isfinite(value.high) else value.low


def _latest(kept: _Read) -> _Read:
    """Of one source's statements on one question the latest day's only; those without a day stand beside them."""
    newest: dict[tuple[str, str, str], float] = {}
    for o, p, s, day in zip(kept.object, kept.property, kept.source, kept.day, strict=True):
        if day == day:
            newest[o, p, s] = max(day, newest.get((o, p, s), -np.inf))
    stands = [
        day != day or day == newest[o, p, s]
        for o, p, s, day in zip(kept.object, kept.property, kept.source, kept.day, strict=True)
    ]
    lists = ([x for x, keep in zip(column, stands, strict=True) if keep] for column in (
        kept.row, kept.object, kept.property, kept.source, kept.value, kept.day))  # fmt: skip
    return _Read(*lists)  # type: ignore[arg-type]


def _index(names: Sequence[str]) -> tuple[tuple[str, ...], Ints]:
    """Sorted distinct names, and the code of each entry."""
    known = {name: i for i, name in enumerate(sorted(set(names)))}
    return tuple(known), np.fromiter((known[name] for name in names), np.int32, len(names))


def _coded(kept: _Read, kinds: dict[str, str], rows: Rows) -> Coded:
    properties = tuple(sorted(kinds)) or ("",)
    place = {name: i for i, name in enumerate(properties)}
    asked = sorted(set(zip(kept.object, kept.property, strict=True)))
    number = {pair: i for i, pair in enumerate(asked)}
    question = np.fromiter((number[o, p] for o, p in zip(kept.object, kept.property, strict=True)), np.int32)
    of_question = np.fromiter((place[p] for _, p in asked), np.int32, len(asked))
    sources, source = _index(kept.source)
    codes, vocabulary = _value_codes(kept, properties)
    day = np.array(kept.day, float)
    years, period = _periods(day) if rows.time is not None else (("",), None)
    claims = claims_of(
        question, source, codes, questions=len(asked), sources=len(sources), question_property=of_question,
        domain=[_domain(found, kinds.get(name, "text")) for name, found in zip(properties, vocabulary, strict=True)],
        period=period, order=np.where(np.isnan(day), np.inf, day) if rows.time is not None else None,
    )  # fmt: skip
    told = claims.question_property[claims.cell_question]
    values = tuple(vocabulary[p][v] for p, v in zip(told.tolist(), claims.value.tolist(), strict=True))
    kind = tuple(kinds.get(name, "text") for name in properties)
    coded = Coded(
        claims=claims,
        objects=tuple(o for o, _ in asked),
        properties=properties,
        kinds=kind,
        sources=sources,
        values=values,
        shown=_shown(claims, kept, rows),
        periods=_group_periods(claims, years, period),
        logarithmic=np.array([_counts(found) if k == "number" else False
                              for k, found in zip(kind, vocabulary, strict=True)]),
        latest=_last(question, day, len(asked)),
        value_column=rows.columns.value,
    )  # fmt: skip
    return replace(coded, claims=_with_near(coded))


def _value_codes(kept: _Read, properties: Sequence[str]) -> tuple[Ints, list[list[Value]]]:
    by_property: dict[str, dict[str, Value]] = {name: {} for name in properties}
    for name, value in zip(kept.property, kept.value, strict=True):
        by_property[name].setdefault(value.key, value)
    ordered = [
        sorted(by_property[name].values(), key=lambda v: (v.low if v.low == v.low else 0.0, v.high, v.key))
        for name in properties
    ]
    place = [{v.key: i for i, v in enumerate(found)} for found in ordered]
    number = {name: i for i, name in enumerate(properties)}
    codes = (place[number[name]][value.key] for name, value in zip(kept.property, kept.value, strict=True))
    return np.fromiter(codes, np.int32, len(kept.value)), ordered


def _domain(found: Sequence[Value], kind: str) -> float:
    """How many values a question can have: those stated, where they are few; else there may be more."""
    few = len(found) <= MOST_CODES and kind == "text"
    return float(max(len(found) if few else 2 * len(found), 2))


def _counts(found: Sequence[Value]) -> bool:
    """Whether numbers span orders of magnitude, as tolls do, so that they are compared by ratio: as log(1 + x)."""
    ends = [v.low if np.isfinite(v.low) else v.high for v in found]
    if not ends or min(ends) < 0:
        return False
    low, high = np.quantile(ends, [0.05, 0.95])
    if high + 1 <= WIDE * (low + 1):
        return False
    return _inhabited(np.array(ends), float(low), float(high))


def _inhabited(ends: Floats, low: float, high: float) -> bool:
    """Whether numbers lie all along the way from low to high, not in two heaps far apart, as two units make them.

    Heaps are those between which more than half of the way is empty, by doublings of 1 + x; few numbers tell of none.
    """
    way = float(np.log2((1 + high) / (1 + low)))
    if len(ends) < 4 * way:
        return True
    steps = np.sort(np.log2(1 + ends[(ends >= low) & (ends <= high)]))
    return float(np.diff(steps).max(initial=0.0)) <= way / 2


def _periods(day: Floats) -> tuple[tuple[str, ...], Ints]:
    names = ["" if d != d else f"{date.fromordinal(int(d)).year:04d}" for d in day.tolist()]
    return _index(names)


def _group_periods(claims: Claims, years: tuple[str, ...], period: Ints | None) -> tuple[str, ...]:
    if period is None:
        return ("",) * claims.groups
    found = np.zeros(claims.groups, np.int32)
    found[claims.group] = period[claims.row]
    return tuple(years[i] for i in found.tolist())


def _last(question: Ints, day: Floats, questions: int) -> Floats:
    last = np.full(questions, -np.inf)
    told = ~np.isnan(day)
    np.maximum.at(last, question[told], day[told])
    return np.where(np.isfinite(last), last, np.nan)


def _shown(claims: Claims, kept: _Read, rows: Rows) -> tuple[str, ...]:
    """Each cell's value as most sources write it; the first in the alphabet where they are equal."""
    forms: list[Counter[str]] = [Counter() for _ in range(claims.cells)]
    for cell, row in zip(claims.cell.tolist(), claims.row.tolist(), strict=True):
        forms[cell][" ".join(rows.value[kept.row[row]].split())] += 1
    return tuple(min(found, key=lambda form: (-found[form], form)) for found in forms)


def _with_near(coded: Coded) -> Claims:
    """Near misses for dates, for numbers that span orders of magnitude, and for sets."""
    kinds = np.array(coded.kinds)
    wanted = (kinds == "date") | ((kinds == "number") & coded.logarithmic)
    claims = coded.claims
    if wanted.any():
        low, high = coded.compared
        claims = near_numbers(claims, low, high, wanted)
    if (kinds == "set").any():
        claims = near_sets(claims, [v.members for v in coded.values], kinds == "set")
    return claims
