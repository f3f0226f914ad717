"""Learn how far to doubt agreement, from invented tables (training/doubt_worlds.py).

    python training/doubt.py --worlds 5000 --hold-out          how well each form of the curve does on ways not seen
    python training/doubt.py --worlds 5000 --write FILE        fit the form in use and write its numbers

Each table is weighed by the default method without doubt; then a logistic curve is fitted to whether the best value of each
question is true. ``--hold-out`` fits without all tables in which one way of erring together is at work, scores those,
and so for each way in turn. A table counts for no more than some questions of its own (``ALIKE``), since all of them share
what is peculiar to it. No real table is read here.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parents[1]))

from counterclaim.assessments.doubt import Doubt
from counterclaim.assessments.methods.hierarchical import Hierarchical
from counterclaim.assessments.signs import ASKED, TABLE, signs
from training.doubt_worlds import FAMILIES, world

FORMS = {
    "odds alone": (1, 0, False),
    "signs of the question": (len(ASKED), 0, False),
    "and of the property": (len(ASKED), len(TABLE), False),
    "and its slope": (len(ASKED), len(TABLE), True),
}
"""How many signs of the question, how many of the property, and whether these turn the slope."""
USED = "and its slope"
MOST, ALIKE, RIDGE, FIRST_SEED = 150, 0.1, 1e-3, 1000
"""Questions taken of a table; correlation within a table, by which its weight is bounded; ridge; first seed."""


@dataclass(frozen=True)
class Seen:
    """The questions of one invented table."""

    families: tuple[str, ...]
    asked: np.ndarray
    table: np.ndarray
    right: np.ndarray


def look(seed: int) -> Seen:
    """Draw a table, weigh it, and look at its signs."""
    rng = np.random.default_rng(FIRST_SEED + seed)
    made = world(rng)
    learned = Hierarchical(doubt=None).fit(made.claims)._learned
    seen = signs(learned.part, learned.found)
    taken = np.sort(rng.permutation(made.claims.questions)[:MOST])
    return Seen(
        made.families,
        seen.asked[taken],
        seen.table[made.claims.question_property[taken]],
        (seen.top == made.truth)[taken].astype(float),
    )


@dataclass(frozen=True)
class Rows:
    """Questions of many tables, one after another."""

    asked: np.ndarray
    table: np.ndarray
    right: np.ndarray
    of: np.ndarray

    @classmethod
    def all(cls, seen: Sequence[Seen]) -> Rows:
        """Put together."""
        of = np.repeat(np.arange(len(seen)), [len(s.right) for s in seen])
        return cls(*(np.concatenate([getattr(s, f) for s in seen]) for f in ("asked", "table", "right")), of)

    @property
    def weight(self) -> np.ndarray:
        """A table with many questions weighs little more than one with ten."""
        many = np.bincount(self.of)[self.of]
        weight = 1 / (1 + (many - 1) * ALIKE)
        return weight / weight.sum()


def fit(rows: Rows, form: tuple[int, int, bool]) -> Doubt:
    """Penalised likelihood; more support never lowers the chance, so its coefficients are bounded."""
    of_asked, of_table, steep = form
    middle, scale = rows.table.mean(axis=0), rows.table.std(axis=0) + 1e-9
    least, most = np.quantile(rows.table, [0.01, 0.99], axis=0)
    signs_ = ((np.clip(rows.table, least, most) - middle) / scale)[:, :of_table]
    asked, weight = rows.asked[:, :of_asked], rows.weight
    penalty = np.concatenate([np.full(1 + of_asked, 0.1), np.ones(of_table * (2 if steep else 1))])

    def loss(numbers: np.ndarray) -> tuple[float, np.ndarray]:
        base, a = numbers[0], numbers[1 : 1 + of_asked]
        t = numbers[1 + of_asked : 1 + of_asked + of_table]
        g = numbers[1 + of_asked + of_table :] if steep else np.zeros(of_table)
        slope = np.exp(np.clip(signs_ @ g, -4, 3))
        eta = base + a[0] * slope * asked[:, 0] + asked[:, 1:] @ a[1:] + signs_ @ t
        lost = weight @ np.logaddexp(0, np.where(rows.right > 0, -eta, eta))
        apart = weight * (1 / (1 + np.exp(-eta)) - rows.right)
        turned = apart * slope * asked[:, 0]
        parts = [[apart.sum(), turned.sum()], asked[:, 1:].T @ apart, signs_.T @ apart]
        if steep:
            parts.append(signs_.T @ (turned * a[0]))
        return lost + RIDGE * penalty @ numbers**2, np.concatenate(parts) + 2 * RIDGE * penalty * numbers

    start = np.zeros(len(penalty))
    start[1] = 0.5
    rising = [(None, 0.0) if name == "single" else (0.0, None) for name in ASKED[:of_asked]]
    bounds = [(None, None), *rising, *[(None, None)] * (len(penalty) - 1 - of_asked)]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}).x
    filled = [np.zeros(len(ASKED)), np.zeros(len(TABLE)), np.zeros(len(TABLE))]
    filled[0][:of_asked] = found[1 : 1 + of_asked]
    filled[1][:of_table] = found[1 + of_asked : 1 + of_asked + of_table]
    if steep:
        filled[2][:] = found[1 + of_asked + of_table :]
    return Doubt(found[0], *filled, middle, scale, least, most, spread=0.0)


def log_odds(doubt: Doubt, rows: Rows) -> np.ndarray:
    """By the curve, for each question."""
    return doubt.log_odds(rows.asked, rows.table, np.arange(len(rows.right)))


def spread(eta: np.ndarray, rows: Rows) -> float:
    """Standard deviation of the tables' own offsets: the most likely of a grid, offsets integrated by Gauss and Hermite."""
    node, share = np.polynomial.hermite_e.hermegauss(15)
    starts = np.flatnonzero(np.diff(rows.of, prepend=-1))
    best, top = 0.0, -np.inf
    for sigma in np.arange(0.1, 2.05, 0.1):
        each = [
            np.add.reduceat(-np.logaddexp(0, np.where(rows.right > 0, -1, 1) * (eta + sigma * z)), starts) for z in node
        ]
        table = np.stack(each, axis=1)
        peak = table.max(axis=1)
        total = float((peak + np.log(np.exp(table - peak[:, None]) @ share)).sum())
        if total > top:
            best, top = float(sigma), total
    return best


def calibration_error(right: np.ndarray, chance: np.ndarray, weight: np.ndarray | None = None) -> float:
    """Expected, over ten bins of equal width."""
    place, w = np.minimum((chance * 10).astype(int), 9), np.ones(len(right)) if weight is None else weight
    return float(np.abs(np.bincount(place, w * (right - chance))).sum() / w.sum())


def report(name: str, eta: np.ndarray, rows: Rows) -> None:
    """Log loss and calibration: of all tables together, each counting once, and within tables of 100 questions and more."""
    chance, many = 1 / (1 + np.exp(-eta)), np.bincount(rows.of)
    each = np.bincount(rows.of, np.logaddexp(0, np.where(rows.right > 0, -eta, eta))) / many
    starts = np.concatenate([[0], np.cumsum(many)])
    within = [calibration_error(rows.right[starts[t] : starts[t + 1]], chance[starts[t] : starts[t + 1]])
              for t in np.flatnonzero(many >= 100)]  # fmt: skip
    even = 1 / many[rows.of]
    print(f"{name:42s} log loss {each.mean():.4f}  ECE of all {calibration_error(rows.right, chance, even):.3f}, "
          f"within a table {np.mean(within):.3f}  mean chance less share right "
          f"{even @ (chance - rows.right) / even.sum():+.3f}")  # fmt: skip


def held_out(seen: Sequence[Seen]) -> None:
    """Each way of erring together in turn is left out of the fit and scored."""
    ways = [
        (way, [s for s in seen if way in s.families], [s for s in seen if way not in s.families]) for way in FAMILIES
    ]
    rows = [Rows.all(with_it) for _, with_it, _ in ways]
    starts = np.cumsum([0] + [len(with_it) for _, with_it, _ in ways])
    together = Rows(
        *(np.concatenate([getattr(r, f) for r in rows]) for f in ("asked", "table", "right")),
        np.concatenate([r.of + start for r, start in zip(rows, starts[:-1], strict=True)]),
    )
    report("no doubt", together.asked[:, 0], together)
    for name, form in FORMS.items():
        etas = [log_odds(fit(Rows.all(without), form), r) for (_, _, without), r in zip(ways, rows, strict=True)]
        if name == USED:
            for (way, _, _), eta, r in zip(ways, etas, rows, strict=True):
                report(f"  {way}", eta, r)
        report(name, np.concatenate(etas), together)


def write(doubt: Doubt, path: Path, worlds: int) -> None:
    """The numbers as YAML."""
    lines = [
        "# How far to doubt what a model of independent errors says of a table. All numbers are learned from invented tables by",
        f"# `python training/doubt.py --worlds {worlds} --write FILE`; see docs/explanation/methods.md. Do not edit by hand.",
        f"base: {doubt.base:.4f}",
        f"spread: {doubt.spread:.4f}",
        "asked:",
        *(f"  {name}: {number:.4f}" for name, number in zip(ASKED, doubt.asked, strict=True)),
        "table:",
    ]
    columns = (doubt.table, doubt.steep, doubt.middle, doubt.scale, doubt.least, doubt.most)
    for name, *numbers in zip(TABLE, *columns, strict=True):
        keys = ("adds", "steepens", "middle", "scale", "least", "most")
        told = ", ".join(f"{k}: {n:.4f}" for k, n in zip(keys, numbers, strict=True))
        lines.append(f"  {name}: {{{told}}}")
    path.write_text("\n".join(lines) + "\n")


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--worlds", type=int, default=5000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--hold-out", action="store_true")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    with ProcessPoolExecutor(options.jobs) as pool:
        seen = list(pool.map(look, range(options.worlds), chunksize=25))
    if options.hold_out:
        held_out(seen)
    rows = Rows.all(seen)
    doubt = fit(rows, FORMS[USED])
    eta = log_odds(doubt, rows)
    report("fitted on all", eta, rows)
    doubt = Doubt(**{**{f: getattr(doubt, f) for f in doubt.__dataclass_fields__}, "spread": spread(eta, rows)})
    print(f"spread of tables that look alike: {doubt.spread:.2f} in log odds")
    if options.write:
        write(doubt, options.write, options.worlds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
