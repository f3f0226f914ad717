"""Analysis of competing hypotheses as a view on a verdict: which evidence tells the answers apart.

Scores after Heuer 1999 and PARC ACH 1.1. Studies found no gain in coherence from the method itself (Karvetski and
Mandel 2020), so the matrix is for seeing gaps; the number comes from the likelihoods.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.model import Assessment

_CELLS = ((0.8, "CC", "II"), (0.6, "C", "I"))
"""Least distance from "not at all" on the scale of p(E | H) on which 1/2 says nothing; the same downwards."""
_INCONSISTENT = {"I": -1.0, "II": -2.0}
_WEIGHTS = {"L": 1 / math.sqrt(2), "M": 1.0, "H": math.sqrt(2)}
_MOST_SURE = 10.0
"""Decibans from which on a row's credibility is high; below 3 it is low."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AchRow:
    """One voice's word as evidence against all answers."""

    evidence: str
    cells: tuple[str, ...]
    """CC, C, N, I or II for each answer: how expected the word is if the answer is true."""
    diagnosticity: float
    """How far it tells the answers apart: sum of p(H) |ln p(E | H) - ln p(E)|; 0 says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AchMatrix:
    """Rows of evidence against columns of answers, most diagnostic row first."""

    answers: tuple[str, ...]
    rows: tuple[AchRow, ...]
    scores: tuple[float, ...]
    """Weighted inconsistency per answer: 0 is least inconsistent, more negative is worse."""


def ach_matrix(assessment: Assessment) -> AchMatrix:
    """The matrix of a verdict, from the weights that its voices had; rows that tell nothing apart are dropped."""
    answers = tuple(c.value for c in assessment.candidates)
    chances = [c.probability for c in assessment.candidates]
    by_voice: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for w in assessment.weights:
        by_voice[w.speaker][w.hypothesis] += w.decibans
    rows = []
    for voice in sorted(by_voice):
        ratios = [10 ** (by_voice[voice].get(answer, 0.0) / 10) for answer in answers]
        row = AchRow(evidence=voice, cells=_cells(ratios), diagnosticity=diagnosticity(chances, ratios))
        if len(set(row.cells)) > 1:
            rows.append((row, _credibility(by_voice[voice])))
    rows.sort(key=lambda pair: (-pair[0].diagnosticity, pair[0].evidence))
    scores = weighted_inconsistency([r.cells for r, _ in rows], [c for _, c in rows], ["M"] * len(rows), len(answers))
    return AchMatrix(answers=answers, rows=tuple(row for row, _ in rows), scores=scores)


def weighted_inconsistency(
    cells: Sequence[Sequence[str]], credibility: Sequence[str], relevance: Sequence[str], answers: int
) -> tuple[float, ...]:
    """PARC's score per answer: only I and II count, by credibility and relevance (L, M or H) of their row."""
    return tuple(
        sum(
            _WEIGHTS[c] * _WEIGHTS[r] * _INCONSISTENT.get(row[i], 0.0)
            for row, c, r in zip(cells, credibility, relevance, strict=True)
        )
        for i in range(answers)
    )


def diagnosticity(chances: Sequence[float], likelihoods: Sequence[float]) -> float:
    """Sum of p(H) |ln p(E | H) - ln p(E)| over answers; likelihoods are known up to a factor."""
    whole = sum(p * likelihood for p, likelihood in zip(chances, likelihoods, strict=True))
    return sum(p * abs(math.log(x / whole)) for p, x in zip(chances, likelihoods, strict=True))


def _cells(ratios: Sequence[float]) -> tuple[str, ...]:
    """Each answer's likelihood against the middle of the row's, on a scale of 0 to 1."""
    middle = math.sqrt(max(ratios) * min(ratios))
    return tuple(_cell(round(x / (x + middle), 9)) for x in ratios)


def _cell(expected: float) -> str:
    for least, likely, unlikely in _CELLS:
        if expected >= least:
            return likely
        if 1 - expected >= least:
            return unlikely
    return "N"


def _credibility(decibans: Mapping[str, float]) -> str:
    most = max(abs(d) for d in decibans.values())
    return "H" if most >= _MOST_SURE else "M" if most >= 3 else "L"
