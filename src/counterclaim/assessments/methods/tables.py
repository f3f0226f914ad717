"""What every method of weighing a table takes and gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np

from counterclaim.assessments.arrays import Claims, Floats, Known, summed


@dataclass(frozen=True, slots=True)
class Beliefs:
    """How probable each stated value is, with bounds."""

    probability: Floats
    """Per cell."""
    low: Floats
    """Per cell: bound of the 90 % interval, or the probability itself where the method gives none."""
    high: Floats
    """Per cell, as ``low``."""
    none: Floats
    """Per question: that no stated value is true; with the cells' probabilities it sums to 1."""
    estimate: Floats | None = None
    """Per question: the best number where it need not be a stated one; None for methods that choose among values."""


@dataclass(frozen=True, slots=True)
class Reliabilities:
    """How reliable each group (source, property, period) is found to be."""

    mean: Floats
    """Expected share of right statements; for methods with weights of another kind, that weight."""
    low: Floats
    """Bound of the 90 % interval, or the mean itself where the method gives none."""
    high: Floats
    said: Floats
    """Statements it rests on."""


class TableMethod(Protocol):
    """A way to weigh a table of statements; instances are frozen, ``fit`` returns a fitted copy."""

    @property
    def name(self) -> str:
        """The word for it on the command line."""
        ...

    def fit(self, claims: Claims, known: Known | None = None) -> Self:
        """A copy that has learned how reliable the sources are, from the statements and from resolved questions."""
        ...

    def predict(self, claims: Claims) -> Beliefs:
        """How probable each value is; raises ValueError before ``fit``."""
        ...

    def explain(self, claims: Claims) -> Floats:
        """Decibans that each statement gives its value, or its vote where the method knows no likelihoods."""
        ...

    def reliability(self, claims: Claims) -> Reliabilities:
        """How reliable each group was found."""
        ...


def unfitted(name: str) -> ValueError:
    """The error of a method that is asked before it has learned."""
    return ValueError(f"{name} has learned nothing yet: call fit first")


def by_cell(claims: Claims, weight: Floats | np.floating | float) -> Floats:
    """Sum of a weight per statement over each cell."""
    return summed(claims.cell, claims.share * weight, claims.cells)


def by_group(claims: Claims, weight: Floats) -> Floats:
    """Sum of a weight per statement over each group."""
    return summed(claims.group, claims.share * weight, claims.groups)


def by_question(claims: Claims, weight: Floats) -> Floats:
    """Sum of a weight per cell over each question."""
    return summed(claims.cell_question, weight, claims.questions)


def shares(claims: Claims, weight: Floats) -> Floats:
    """A weight per cell as share of its question's sum."""
    total = by_question(claims, weight)
    return np.asarray(weight / np.maximum(total, 1e-300)[claims.cell_question])


def softmax(claims: Claims, score: Floats, none: Floats | None = None) -> tuple[Floats, Floats]:
    """Probabilities per cell, and of none of them per question, from log scores; ``none`` left out: impossible."""
    asked = np.diff(claims.cell_start) > 0
    top = np.full(claims.questions, 0.0)
    if claims.cells:
        top[asked] = np.maximum.reduceat(score, claims.cell_start[:-1][asked])
    rest = np.full(claims.questions, -np.inf) if none is None else none
    top = np.maximum(top, rest) if none is not None else top
    given = np.exp(score - top[claims.cell_question])
    unstated = np.exp(rest - top)
    total = by_question(claims, given) + unstated
    total[~asked] = 1.0
    unstated[~asked] = 1.0
    return np.asarray(given / total[claims.cell_question]), np.asarray(unstated / total)


def certain(claims: Claims, probability: Floats, none: Floats | None = None, estimate: Floats | None = None) -> Beliefs:
    """Beliefs of a method that gives no interval."""
    left = np.zeros(claims.questions) if none is None else none
    left = np.where(np.diff(claims.cell_start) > 0, left, 1.0)
    return Beliefs(probability, probability, probability, left, estimate)


def anchored(claims: Claims, probability: Floats, known: Known | None) -> Floats:
    """Probabilities with the resolved questions set to what they are."""
    if known is None:
        return probability
    resolved = (known.cell != -1)[claims.cell_question]
    right = known.cell[claims.cell_question] == np.arange(claims.cells)
    return np.where(resolved, right.astype(float), probability)


def counted(claims: Claims, known: Known | None) -> Floats:
    """Per statement: how much it counts for its source's record."""
    if known is None:
        return np.ones(len(claims.cell))
    return np.asarray(known.weight[claims.claim_question])
