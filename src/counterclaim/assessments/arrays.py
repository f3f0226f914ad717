"""Statements as typed arrays: the form in which every method weighs them, in one partition or in many.

A *question* is one property of one object. A *cell* is one value that somebody states for one question: cells are the
only pairs of question and value that exist here, so that thousands of distinct values cost nothing where nobody states
them. A *group* is what a reliability belongs to: a source, on a property, in a period.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

UNKNOWN = -1
"""In ``Known.cell``: nobody has resolved this question."""
NONE_OF_THESE = -2
"""In ``Known.cell``: it is resolved, and no stated value is the true one."""


@dataclass(frozen=True, slots=True)
class Known:
    """Resolved questions, which anchor the reliabilities."""

    cell: Longs
    """Per question: the true cell, ``UNKNOWN`` or ``NONE_OF_THESE``."""
    weight: Floats
    """Per question: how much its statements count for the sources' record, from 0 to 1; it decays with age."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Statements sorted by question, value and source; made by ``claims_of``."""

    claim_start: Longs
    """Per question, and one more: where its statements begin."""
    cell_start: Longs
    """Per question, and one more: where its cells begin."""
    group: Ints
    """Per statement: whose reliability it draws on."""
    cell: Ints
    """Per statement: what it states."""
    share: npt.NDArray[np.float32]
    """Per statement: 1, or 1 / m where its source gives m values to the question."""
    value: Ints
    """Per cell: code of the value."""
    question_property: Ints
    """Per question: code of its property."""
    group_source: Ints
    """Per group: its source."""
    group_property: Ints
    """Per group: its property."""
    domain: Floats
    """Per property: how many values a question of it can have, all stated ones and maybe more."""
    sources: int
    row: Ints
    """Per statement: its row in what it was made from."""
    order: Floats | None = None
    """Per statement: when it was said, in days; None where nobody tells."""
    near_start: Longs = field(default_factory=lambda: np.zeros(0, np.int64))
    """Per question: where its matrix of near misses begins, -1 where it has none; empty where none has."""
    near: npt.NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))
    """Matrices [stated, true] of how probable a near miss is, one after another."""

    @property
    def questions(self) -> int:
        """Number of questions."""
        return len(self.claim_start) - 1

    @property
    def groups(self) -> int:
        """Number of groups."""
        return len(self.group_source)

    @property
    def cells(self) -> int:
        """Number of cells."""
        return len(self.value)

    @property
    def source(self) -> Ints:
        """Per statement: who states it."""
        return self.group_source[self.group]

    @property
    def cell_question(self) -> Ints:
        """Per cell: its question."""
        return np.repeat(np.arange(self.questions, dtype=np.int32), np.diff(self.cell_start))

    @property
    def claim_question(self) -> Ints:
        """Per statement: its question."""
        return np.repeat(np.arange(self.questions, dtype=np.int32), np.diff(self.claim_start))

    def nothing_known(self) -> Known:
        """No question resolved."""
        return Known(np.full(self.questions, UNKNOWN, np.int64), np.ones(self.questions))


def claims_of(
    question: npt.ArrayLike,
    source: npt.ArrayLike,
    value: npt.ArrayLike,
    *,
    questions: int | None = None,
    sources: int | None = None,
    domain: Sequence[float] | float | None = None,
    question_property: npt.ArrayLike | None = None,
    period: npt.ArrayLike | None = None,
    order: npt.ArrayLike | None = None,
) -> Claims:
    """Arrays of codes, one entry a statement, in any order; codes run from 0.

    ``value`` codes are per property. ``domain`` says how many values a question can have, per property or for all (if
    not given: as many as are stated). ``period`` splits a source's reliability; ``order`` is when each was said.
    Raises ValueError where the arrays differ in length or hold negative codes.
    """
    from counterclaim.assessments.grouping import by_question, into_cells

    q, s, v = (_codes(a) for a in (question, source, value))
    if not len(q) == len(s) == len(v):
        raise ValueError(f"questions, sources and values differ in length: {len(q)}, {len(s)}, {len(v)}")
    count = questions if questions is not None else _next(q)
    many = sources if sources is not None else _next(s)
    start, rows = by_question(q, s, v, count)
    claim_start, kept, cell, share, cell_start, cell_value = into_cells(start, rows, s, v, many)
    of_question = np.zeros(count, np.int32) if question_property is None else _codes(question_property)
    said_by = s[kept]
    group, group_source, group_property = _groups(said_by, claim_start, of_question, period, kept, many)
    return Claims(
        claim_start=claim_start,
        cell_start=cell_start,
        group=group,
        cell=cell,
        share=share,
        value=cell_value,
        question_property=of_question,
        group_source=group_source,
        group_property=group_property,
        domain=_domain(domain, of_question, cell_value, cell_start),
        sources=many,
        row=kept,
        order=None if order is None else np.asarray(order, np.float64)[kept],
    )


def summed(index: npt.NDArray[np.integer], weight: npt.ArrayLike, length: int) -> Floats:
    """Sum of the weights of each index, from 0 to ``length``."""
    return np.asarray(np.bincount(index, weights=weight, minlength=length), np.float64)


def _codes(codes: npt.ArrayLike) -> Ints:
    found = np.ascontiguousarray(codes, dtype=np.int32)
    if len(found) and int(found.min()) < 0:
        raise ValueError("a code is negative")
    return found


def _next(codes: Ints) -> int:
    return int(codes.max()) + 1 if len(codes) else 0


def _groups(
    source: Ints, claim_start: Longs, of_question: Ints, period: npt.ArrayLike | None, kept: Ints, sources: int
) -> tuple[Ints, Ints, Ints]:
    """Group of each statement, and each group's source and property."""
    properties = _next(of_question)
    if period is None and properties <= 1:
        return source, np.arange(sources, dtype=np.int32), np.zeros(sources, np.int32)
    told = np.repeat(of_question, np.diff(claim_start)).astype(np.int64)
    when = np.zeros(len(kept), np.int64) if period is None else _codes(period)[kept].astype(np.int64)
    periods = int(when.max()) + 1 if len(when) else 1
    key = (source.astype(np.int64) * max(properties, 1) + told) * periods + when
    found, group = np.unique(key, return_inverse=True)
    pair = found // periods
    return group.astype(np.int32), (pair // properties).astype(np.int32), (pair % properties).astype(np.int32)


def _domain(given: Sequence[float] | float | None, of_question: Ints, cell_value: Ints, cell_start: Longs) -> Floats:
    properties = max(_next(of_question), 1)
    if given is not None:
        return np.maximum(np.broadcast_to(np.asarray(given, np.float64), properties).copy(), 2.0)
    if properties == 1:
        return np.array([max(float(_next(cell_value)), 2.0)])
    told = np.repeat(of_question, np.diff(cell_start))
    most: Any = np.zeros(properties, np.int64)
    np.maximum.at(most, told, cell_value.astype(np.int64) + 1)
    return np.asarray(np.maximum(most, 2), np.float64)
