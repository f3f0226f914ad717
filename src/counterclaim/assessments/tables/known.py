"""Resolved questions as anchors."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from counterclaim.assessments.arrays import NONE_OF_THESE, UNKNOWN, Known
from counterclaim.assessments.tables.coding import Coded
from counterclaim.assessments.tables.columns import Rows
from counterclaim.assessments.tables.options import Options
from counterclaim.assessments.tables.values import read
from counterclaim.model import Problem


def known_of(coded: Coded, resolved: Rows, options: Options) -> tuple[Known, tuple[Problem, ...]]:
    """Which questions are resolved and how: each counts 2 ** (-age / half-life), from the table's latest day."""
    asked = {
        (name, coded.properties[p]): q
        for q, (name, p) in enumerate(zip(coded.objects, coded.claims.question_property.tolist(), strict=True))
    }
    cell = np.full(coded.claims.questions, UNKNOWN, np.int64)
    problems: list[Problem] = []
    for i in range(len(resolved.value)):
        prop = resolved.property[i] if resolved.property is not None else ""
        question = asked.get((resolved.object[i], prop))
        if question is None:
            problems.append(
                resolved.problem(i, resolved.columns.object, f"the table has no statement on {resolved.object[i]!r}",
                                 "leave it out; resolved questions without statements teach nothing", "unasked")
            )  # fmt: skip
            continue
        kind = coded.kinds[int(coded.claims.question_property[question])]
        try:
            key = read(resolved.value[i], kind, options.separator).key
        except (ValueError, OverflowError) as error:
            problems.append(resolved.problem(i, resolved.columns.value, str(error), f"give a {kind}", "value"))
            continue
        cell[question] = _cells(coded, question).get(key, NONE_OF_THESE)
    return Known(cell, _weight(coded, cell, options.half_life_days)), tuple(problems)


def _cells(coded: Coded, question: int) -> Mapping[str, int]:
    first, last = coded.claims.cell_start[question], coded.claims.cell_start[question + 1]
    return {coded.values[c].key: c for c in range(int(first), int(last))}


def _weight(coded: Coded, cell: np.ndarray, half_life: float) -> np.ndarray:
    """1 for open questions and where no time is told."""
    told = ~np.isnan(coded.latest)
    if not told.any():
        return np.ones(len(cell))
    age = np.where(told & (cell != UNKNOWN), float(np.nanmax(coded.latest)) - coded.latest, 0.0)
    return np.asarray(2.0 ** (-age / half_life))
