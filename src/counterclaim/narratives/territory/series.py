"""From statements and files of control, and from attacks, to one series."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from counterclaim.model import Act, DateInterval, Statement
from counterclaim.model.territory import ControlMove, ControlSpan, TerritoryAttack, TerritoryPeriod
from counterclaim.model.values.actor_name import name_key
from counterclaim.model.values.control import Control, ControlChange
from counterclaim.narratives.prevalence import Period

_AFFIRMS = (Act.REPORTS_AS_FACT, Act.ATTRIBUTES, Act.CLAIMS, Act.SUSPECTS)
MOVES = (ControlChange.GAINED, ControlChange.LOST)


def moves_of_statements(
    statements: Iterable[Statement],
    published: Callable[[Statement], DateInterval | None],
    mine: Callable[[Statement, str], bool],
) -> list[ControlMove]:
    """The changes of one actor's territory that statements affirm, one for each place, change and time.

    Args:
        statements: of the property control, those of texts and of data sets.
        published: when a statement's document came out; a change happened by then.
        mine: whether a statement's actor is the one that is asked for.
    """
    found: dict[tuple[str, str, str], list[tuple[Statement, Control, DateInterval | None]]] = defaultdict(list)
    for statement in statements:
        value = Control.parse(statement.value)
        if mine(statement, value.actor) and statement.act in _AFFIRMS:
            when = value.when or _by(published(statement))
            found[name_key(_place(statement)), value.change, str(when)].append((statement, value, when))
    return sorted((_move(rows) for rows in found.values()), key=_order)


def _by(published: DateInterval | None) -> DateInterval | None:
    """A change without a date of its own: in the month before the text at the latest, so in none of the periods."""
    return DateInterval(earliest=None, latest=published.latest) if published and published.latest else None


def _place(statement: Statement) -> str:
    return statement.place.name if statement.place else ""


def _move(rows: Sequence[tuple[Statement, Control, DateInterval | None]]) -> ControlMove:
    first, value, when = rows[0]
    return ControlMove(
        place=_place(first),
        countries=first.place.countries if first.place else (),
        actor=value.actor,
        change=value.change,
        when=when,
        act=first.act,
        speaker=", ".join(dict.fromkeys(s.speaker.name for s, _, _ in rows)),
        statement_ids=tuple(s.id for s, _, _ in rows),
    )


def moves_of_spans(
    spans: Iterable[ControlSpan], mine: Callable[[str], bool], countries: Callable[[str], tuple[str, ...]]
) -> list[ControlMove]:
    """A gain at the beginning and a loss after the end of each of one actor's spans.

    A file's first day is where it begins to look: spans that begin on it are no gains.
    """
    rows = list(spans)
    opening = min((span.since for span in rows), default=date.min)
    found: list[ControlMove] = []
    for span in rows:
        if not mine(span.actor):
            continue
        if span.since > opening:
            found.append(_of_span(span, ControlChange.GAINED, span.since, countries))
        if span.until is not None:
            day = span.until + timedelta(days=1)
            # What tells of the loss is the row of whoever held the place from then on, where there is one.
            taken = next((r for r in rows if r.since == day and name_key(r.place) == name_key(span.place)), span)
            found.append(replace(_of_span(taken, ControlChange.LOST, day, countries), actor=span.actor))
    return sorted(found, key=_order)


def _of_span(
    span: ControlSpan, change: ControlChange, day: date, countries: Callable[[str], tuple[str, ...]]
) -> ControlMove:
    return ControlMove(
        place=span.place,
        countries=countries(span.place),
        actor=span.actor,
        change=change,
        when=DateInterval.of_day(day),
        act=Act.REPORTS_AS_FACT,
        speaker=span.source,
        row=span.row,
        source=span.source,
    )


SLACK = 7
"""Days by which two accounts of one change may differ."""


def joined(written: Sequence[ControlMove], told: Sequence[ControlMove]) -> list[ControlMove]:
    """All moves in order of time, each change once: what texts tell of a change in a file is put to the file's."""
    made = list(written)
    for move in told:
        at = next((i for i, other in enumerate(made) if _one_change(other, move)), None)
        if at is None:
            made.append(move)
        else:
            made[at] = replace(made[at], statement_ids=(*made[at].statement_ids, *move.statement_ids))
    return sorted(made, key=_order)


def _one_change(one: ControlMove, other: ControlMove) -> bool:
    if name_key(one.place) != name_key(other.place) or one.change is not other.change:
        return False
    return one.when is not None and other.when is not None and one.when.overlaps(other.when, slack_days=SLACK)


def _order(move: ControlMove) -> tuple[str, str, str]:
    day = (move.when.earliest or move.when.latest) if move.when else None
    return (str(day or "9999"), move.place, move.change)


def periods(
    moves: Sequence[ControlMove], spans: Sequence[ControlSpan], attacks: Sequence[TerritoryAttack], unit: Period
) -> tuple[tuple[TerritoryPeriod, ...], int]:
    """The series from the first dated change or attack to the last, and how many are in no period."""
    changed = [(unit.of(m.when), m.change) for m in moves if m.change in MOVES]
    struck = [(unit.of(a.when), a.inside) for a in attacks]
    starts = [start for start, _ in (*changed, *struck) if start is not None]
    lost_count = sum(start is None for start, _ in changed) + sum(s is None or i is None for s, i in struck)
    if not starts:
        return (), lost_count
    gains = Counter(s for s, c in changed if c is ControlChange.GAINED)
    losses = Counter(s for s, c in changed if c is ControlChange.LOST)
    inside, outside = Counter(s for s, i in struck if i is True), Counter(s for s, i in struck if i is False)
    made: list[TerritoryPeriod] = []
    start = min(starts)
    while start <= max(starts):
        end = unit.last(start)
        held = {name_key(s.place) for s in spans if s.since <= end and (s.until is None or s.until >= end)}
        made.append(
            TerritoryPeriod(
                start=start,
                end=end,
                gained=gains[start],
                lost=losses[start],
                held=len(held) if spans else None,
                inside=inside[start],
                outside=outside[start],
            )
        )
        start = unit.next(start)
    return tuple(made), lost_count
