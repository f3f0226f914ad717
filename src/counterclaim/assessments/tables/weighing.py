"""A table in, two tables out: what holds up, and how reliable the sources are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from counterclaim.assessments.methods.hierarchical import Hierarchical
from counterclaim.assessments.methods.tables import Beliefs, TableMethod
from counterclaim.assessments.tables.coding import Coded, code
from counterclaim.assessments.tables.columns import Rows
from counterclaim.assessments.tables.known import known_of
from counterclaim.assessments.tables.options import Options
from counterclaim.assessments.tables.registry import estimate_text, method_for
from counterclaim.errors import ConfigError
from counterclaim.model import Problem

VALUE_COLUMNS = ("object", "property", "value", "probability", "low", "high", "runners_up")
SOURCE_COLUMNS = ("source", "property", "period", "statements", "reliability", "low", "high", "leans_on")


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found; frames have the columns ``VALUE_COLUMNS`` and ``SOURCE_COLUMNS``."""

    values: pd.DataFrame
    """One row per object and property, sorted."""
    sources: pd.DataFrame
    """One row per source, property and period, sorted."""
    problems: tuple[Problem, ...]
    """Rows that were left out, and why."""
    method: str


def weigh_rows(rows: Rows, options: Options, resolved: Rows | None = None) -> Weighed:
    """Weigh the rows of a table; ``resolved`` holds the questions whose answers are known (its sources are not read).

    Raises ConfigError where nothing can be weighed or the method does not fit.
    """
    coded, problems = code(rows, options)
    if not len(coded.claims.cell):
        first = f"; the first: {problems[0].place}: {problems[0].message}" if problems else ""
        raise ConfigError(f"has no row that can be weighed{first}", where=rows.where, remedy="check the columns named")
    method = method_for(coded, options)
    known = None
    if resolved is not None:
        known, more = known_of(coded, resolved, options)
        problems += more
    fitted = method.fit(coded.claims, known)
    beliefs = fitted.predict(coded.claims)
    return Weighed(_values(coded, beliefs, options), _sources(coded, fitted), problems, method.name)


def _values(coded: Coded, beliefs: Beliefs, options: Options) -> pd.DataFrame:
    c = coded.claims
    order = np.lexsort((np.arange(c.cells), -np.round(beliefs.probability, 12), c.cell_question))
    made = []
    for q in range(c.questions):
        cells = order[c.cell_start[q] : c.cell_start[q + 1]].tolist()
        best = cells[0]
        shown = coded.shown[best]
        if beliefs.estimate is not None:
            shown = estimate_text(coded, beliefs.estimate, q)
        rest = "; ".join(f"{coded.shown[i]} ({beliefs.probability[i]:.3f})" for i in cells[1 : 1 + options.runners_up])
        bounds = (_figure(found[best]) for found in (beliefs.probability, beliefs.low, beliefs.high))
        made.append((coded.objects[q], coded.properties[int(c.question_property[q])], shown, *bounds, rest))
    return pd.DataFrame(made, columns=list(VALUE_COLUMNS))


def _figure(number: float) -> float:
    """Six decimals: more would only show the machine."""
    return round(float(number), 6)


def _sources(coded: Coded, fitted: TableMethod) -> pd.DataFrame:
    c, found = coded.claims, fitted.reliability(coded.claims)
    stated = np.bincount(c.group, minlength=c.groups)
    leans = _leans_on(coded, fitted)
    made = [
        (coded.sources[s], coded.properties[p], coded.periods[g], int(stated[g]), _figure(found.mean[g]),
         _figure(found.low[g]), _figure(found.high[g]), leans.get(s, ""))
        for g, (s, p) in enumerate(zip(c.group_source.tolist(), c.group_property.tolist(), strict=True))
        if stated[g]
    ]  # fmt: skip
    frame = pd.DataFrame(made, columns=list(SOURCE_COLUMNS))
    return frame.sort_values(["source", "property", "period"], ignore_index=True)


def _leans_on(coded: Coded, fitted: TableMethod, least: float = 0.5) -> dict[int, str]:
    """Per source: those with whom it probably shares an origin, the most probable first."""
    learned = fitted.learned if isinstance(fitted, Hierarchical) else None
    if learned is None or learned.copying is None:
        return {}
    pairs = learned.copying
    found: dict[int, list[tuple[float, str]]] = {}
    for one, other, chance in zip(pairs.one.tolist(), pairs.other.tolist(), pairs.probability.tolist(), strict=True):
        if chance >= least:
            found.setdefault(one, []).append((-chance, coded.sources[other]))
            found.setdefault(other, []).append((-chance, coded.sources[one]))
    return {s: "; ".join(f"{name} ({-chance:.2f})" for chance, name in sorted(with_)) for s, with_ in found.items()}
