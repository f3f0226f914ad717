"""What several people read in the same place, lined up unit by unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.model import Statement
from counterclaim.review.agreement.spans import Span, overlap
from counterclaim.review.opinions import read_as

_SAME_PROPERTY = 2.0
"""What a common property counts when statements of two people are paired; half of it a common value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How one person, or the machine, reads one unit."""

    coder: str
    form: Statement | None
    """None: they hold that nothing of the kind is said here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One thing that several people read: a statement shown to all, or passages that they marked in one place."""

    id: str
    document_id: str
    readings: tuple[Reading, ...]
    """One of each person who read it, by name."""
    marked: bool = False
    """Whether people marked the passage themselves: then nobody holds that nothing is said there."""

    def of(self, coder: str) -> Reading | None:
        """How one person reads it, None where they did not."""
        return next((r for r in self.readings if r.coder == coder), None)

    @property
    def quote(self) -> str:
        """The passage's words, as the first who marked it has them."""
        return next((r.form.passage.quote for r in self.readings if r.form is not None), "")


def lined_up(marked: Mapping[str, Mapping[str, Sequence[Statement]]]) -> list[Unit]:
    """Units from what people marked: passages that overlap, first of the same property and value, are one unit.

    Args:
        marked: by document, by person what they hold that it says; only people who have read it whole.
    """
    found: list[Unit] = []
    for document_id, told in sorted(marked.items()):
        units: list[dict[str, Statement]] = []
        for coder, statements in sorted(told.items()):
            _join(units, coder, sorted(statements, key=lambda s: (s.passage.start, s.passage.end, s.id)))
        for number, unit in enumerate(sorted(units, key=_place), start=1):
            readings = tuple(Reading(coder=coder, form=form) for coder, form in sorted(unit.items()))
            name = f"{document_id}#{number}"
            found.append(Unit(id=name, document_id=document_id, readings=readings, marked=True))
    return found


def spans_of(marked: Mapping[str, Mapping[str, Sequence[Statement]]]) -> dict[str, dict[str, list[Span]]]:
    """By person and document the distinct passages that they marked."""
    found: dict[str, dict[str, list[Span]]] = defaultdict(dict)
    for document_id, told in marked.items():
        for coder, statements in told.items():
            found[coder][document_id] = sorted({_span(s) for s in statements})
    return found


def _join(units: list[dict[str, Statement]], coder: str, statements: Sequence[Statement]) -> None:
    grid = np.array(
        [[max((_likeness(s, other) for other in unit.values()), default=0.0) for unit in units] for s in statements]
    )
    paired: dict[int, int] = {}
    if grid.size:
        from scipy.optimize import linear_sum_assignment

        rows, columns = linear_sum_assignment(-grid)
        paired = {int(i): int(j) for i, j in zip(rows, columns, strict=True) if grid[i, j] > 0}
    for place, statement in enumerate(statements):
        if place in paired:
            units[paired[place]][coder] = statement
        else:
            units.append({coder: statement})


def _likeness(one: Statement, other: Statement) -> float:
    shared = overlap(_span(one), _span(other))
    if shared == 0:
        return 0.0
    same = one.property == other.property
    valued = same and read_as(one, "value") == read_as(other, "value")
    return shared + _SAME_PROPERTY * same + _SAME_PROPERTY / 2 * valued


def _span(statement: Statement) -> Span:
    return statement.passage.start, statement.passage.end


def _place(unit: Mapping[str, Statement]) -> tuple[int, int, str]:
    return min((*_span(s), s.id) for s in unit.values())


def people_of(units: Iterable[Unit]) -> list[str]:
    """Everybody who read anything, by name."""
    return sorted({reading.coder for unit in units for reading in unit.readings})
