"""Statements in any order made into cells: one run of rows a question, one cell a value that somebody states."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from counterclaim.assessments.compiled import compiled

_SHORT = 24
"""Questions with no more statements are sorted by insertion, which is faster there than a call."""


@compiled
def by_question(
    question: npt.NDArray[np.int32], source: npt.NDArray[np.int32], value: npt.NDArray[np.int32], questions: int
) -> tuple[Any, Any]:
    """Sort statements by question, value, source: (start of each question, original row of each sorted place).

    The result does not depend on the order of rows but for rows that are equal in all three.
    """
    start = np.zeros(questions + 1, np.int64)
    for row in range(len(question)):
        start[question[row] + 1] += 1
    for q in range(questions):
        start[q + 1] += start[q]
    place = start[:-1].copy()
    order = np.empty(len(question), np.int32)
    for row in range(len(question)):
        q = question[row]
        order[place[q]] = row
        place[q] += 1
    for q in range(questions):
        first, last = start[q], start[q + 1]
        if last - first <= _SHORT:
            for i in range(first + 1, last):
                row = order[i]
                v, s = value[row], source[row]
                j = i - 1
                while j >= first and (value[order[j]] > v or (value[order[j]] == v and source[order[j]] > s)):
                    order[j + 1] = order[j]
                    j -= 1
                order[j + 1] = row
        else:
            rows = order[first:last].copy()
            key = value[rows].astype(np.int64) * np.int64(2**32) + source[rows].astype(np.int64)
            order[first:last] = rows[np.argsort(key, kind="mergesort")]
    return start, order


@compiled
def into_cells(
    start: npt.NDArray[np.int64],
    order: npt.NDArray[np.int32],
    source: npt.NDArray[np.int32],
    value: npt.NDArray[np.int32],
    sources: int,
) -> tuple[Any, ...]:
    """Drop repeated statements and number the cells.

    Returns (start of each question's statements, original rows kept, cell of each, share of each, start of each
    question's cells, value of each cell). A source that gives m values to one question gives each a share of 1 / m.
    """
    questions = len(start) - 1
    kept = np.empty(len(order), np.int32)
    cell = np.empty(len(order), np.int32)
    share = np.empty(len(order), np.float32)
    claim_start = np.zeros(questions + 1, np.int64)
    cell_start = np.zeros(questions + 1, np.int64)
    cell_value = np.empty(len(order), np.int32)
    gives = np.zeros(sources, np.int32)
    rows, cells = 0, 0
    for q in range(questions):
        begin = rows
        for i in range(start[q], start[q + 1]):
            row = order[i]
            if rows > begin:
                before = kept[rows - 1]
                if value[before] == value[row] and source[before] == source[row]:
                    continue
            if rows == begin or value[kept[rows - 1]] != value[row]:
                cell_value[cells] = value[row]
                cells += 1
            kept[rows] = row
            cell[rows] = cells - 1
            gives[source[row]] += 1
            rows += 1
        for i in range(begin, rows):
            share[i] = 1.0 / gives[source[kept[i]]]
        for i in range(begin, rows):
            gives[source[kept[i]]] = 0
        claim_start[q + 1] = rows
        cell_start[q + 1] = cells
    if rows < len(order):
        kept, cell, share = kept[:rows].copy(), cell[:rows].copy(), share[:rows].copy()
    return claim_start, kept, cell, share, cell_start, cell_value[:cells].copy()
