"""How far to doubt what a model of independent errors says, since sources err together in ways no table shows in full.

From the signs of a question and of its property comes the chance that the best value is true: a logistic curve with
few numbers, learned once from invented tables in which sources err together in many ways and to any degree
(``training/doubt.py``; Platt 1999, with signs beside the score). It never falls as the best value gains support.

What it cannot tell stays open: tables that look alike differ in how often their best values are true. That spread was
learned too. It widens every interval, and resolved questions of the table itself narrow it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from counterclaim.assessments.arrays import UNKNOWN, Claims, Floats, Known
from counterclaim.assessments.compiled import compiled
from counterclaim.assessments.signs import ASKED, TABLE, Signs
from counterclaim.codebooks.files import DATA, read_yaml
from counterclaim.errors import ConfigError

FILE = DATA / "doubt.yaml"
_LEAST = 1e-12
_TIED = 16.0
"""Beliefs share alike with the best as far as they come near to it: their ratio to this power."""
_STEPS = np.linspace(-5, 5, 201)


@dataclass(frozen=True, slots=True)
class Doubt:
    """The curve: log odds = base + slope * odds + asked . signs of the question + table . signs of the property.

    The slope is exp(steep . signs of the property) times the first of ``asked``. Signs of properties are bounded by
    ``least`` and ``most`` and counted in units of ``scale`` from ``middle``.
    """

    base: float
    asked: Floats
    table: Floats
    steep: Floats
    middle: Floats
    scale: Floats
    least: Floats
    most: Floats
    spread: float
    """Standard deviation, in log odds, of what tables that look alike differ by."""

    @classmethod
    def of(cls, lines: dict[str, Any], where: str) -> Self:
        """From the lines of a file; raises ConfigError where a sign is missing or no number."""
        try:
            asked = np.array([float(lines["asked"][name]) for name in ASKED])
            table = np.array(
                [[float(lines["table"][name][key]) for key in ("adds", "steepens", "middle", "scale", "least", "most")]
                 for name in TABLE]
            )  # fmt: skip
            adds, steepens, middle, scale, least, most = table.T
            return cls(float(lines["base"]), asked, adds, steepens, middle, scale, least, most, float(lines["spread"]))
        except (KeyError, TypeError, ValueError) as error:
            remedy = "write it anew with training/doubt.py"
            raise ConfigError(f"lacks or garbles {error}", where=where, remedy=remedy) from error

    def about(self, table: Floats) -> tuple[Floats, Floats]:
        """Per property: what its signs add to the log odds, and the slope."""
        signs = (np.clip(table, self.least, self.most) - self.middle) / self.scale
        return self.base + signs @ self.table, self.asked[0] * np.exp(np.clip(signs @ self.steep, -4, 3))

    def log_odds(self, asked: npt.NDArray[np.floating], table: Floats, of_question: Any) -> Floats:  # noqa: ANN401 - an index
        """Per question: log odds that its best value is true."""
        added, slope = self.about(table)
        return np.asarray(added[of_question] + slope[of_question] * asked[:, 0] + asked[:, 1:] @ self.asked[1:])


@cache
def shipped() -> Doubt:
    """The curve that comes with the program."""
    return Doubt.of(read_yaml(FILE), str(FILE))


@dataclass(frozen=True, slots=True)
class Resolved:
    """What resolved questions of the table say of it: by how much its log odds differ, and how uncertain that stays."""

    moved: float
    spread: float


def learned_from(log_odds: Floats, right: Floats, weight: Floats, spread: float) -> Resolved:
    """Posterior of the table's own offset from resolved questions; ``log_odds`` are those without their resolution."""
    if not len(log_odds) or spread <= 0:
        return Resolved(0.0, spread)
    offset = _STEPS * spread
    eta = log_odds[:, None] + offset
    fits = np.where(right[:, None] > 0, -np.logaddexp(0, -eta), -np.logaddexp(0, eta))
    log = weight @ fits - _STEPS**2 / 2
    chance = np.exp(log - log.max())
    chance /= chance.sum()
    moved = float(chance @ offset)
    return Resolved(moved, float(np.sqrt(chance @ (offset - moved) ** 2)))


def resolved_by(doubt: Doubt, claims: Claims, known: Known, signs: Signs) -> Resolved:
    """The same from the resolved questions of the claims; ``signs`` are those of beliefs without the resolution."""
    asked = np.flatnonzero((known.cell != UNKNOWN) & (signs.top >= 0))
    eta = doubt.log_odds(signs.asked[asked], signs.table, claims.question_property[asked])
    right = (known.cell[asked] == signs.top[asked]).astype(float)
    return learned_from(eta, right, known.weight[asked], doubt.spread)


def spread_out(claims: Claims, belief: Floats, top: npt.NDArray[np.int64], log_odds: Floats, power: Floats) -> Floats:
    """Beliefs per cell in which the best of each question has the chance that ``log_odds`` say.

    The rest goes to the other answers, an unstated one among them, by their beliefs to the ``power``. The best one
    stays the best, and no value loses by a statement that supports it. Values that tie share alike.
    """
    found = np.empty(claims.cells)
    _spread(claims.cell_start, claims.question_property, claims.domain, belief, top, log_odds, power, found)
    return found


@compiled
def _spread(
    cell_start: npt.NDArray[np.int64],
    of_question: npt.NDArray[np.int32],
    domain: npt.NDArray[np.float64],
    belief: npt.NDArray[np.float64],
    top: npt.NDArray[np.int64],
    log_odds: npt.NDArray[np.float64],
    power: npt.NDArray[np.float64],
    found: npt.NDArray[np.float64],
) -> None:
    for q in range(len(cell_start) - 1):
        first, end = cell_start[q], cell_start[q + 1]
        if end == first:
            continue
        stated, total, second, rival = 0.0, 0.0, 0.0, 0.0
        for c in range(first, end):
            stated += belief[c]
            if c != top[q]:
                found[c] = max(belief[c], _LEAST) ** power[q]
                total += found[c]
                if found[c] > second:
                    second, rival = found[c], belief[c]
        if domain[of_question[q]] > end - first:
            total += max(1 - stated, _LEAST) ** power[q]
        best = max(belief[top[q]], _LEAST)
        # A hair above its rival, so that what led still leads where both get less than the curve would take away.
        ahead = 1 + 0.02 * min(max((best - rival) / (best + rival), 0.0), 1.0)
        chance = 1.0
        if total > 0:
            chance = max(1 / (1 + np.exp(-log_odds[q])), ahead * second / (total + ahead * second))
        weight, shared = 0.0, 0.0
        for c in range(first, end):
            found[c] = chance if c == top[q] else found[c] * (1 - chance) / total
            near = min(belief[c] / best, 1.0) ** _TIED
            weight += near
            shared += near * found[c]
        mean = shared / max(weight, _LEAST)
        for c in range(first, end):
            near = min(belief[c] / best, 1.0) ** _TIED
            found[c] = (1 - near) * found[c] + near * mean
