"""What a table shows of how far its sources err together: signs per question and per property.

None of these signs proves anything: agreement beyond what reliabilities explain is copying, or an error that many
share, or truth that is easy to find. How often the best value was right in tables with such signs is learned from
invented tables (``assessments.doubt``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from counterclaim.assessments.arrays import Floats, summed
from counterclaim.assessments.compiled import compiled
from counterclaim.assessments.joint import Found, Partition

_SURE = 1e-9
WORTH = 5.0
"""As how many questions a property's neutral signs count, so that few questions show little."""
MOST_ODDS = 8.0
"""Log odds of the model are bounded by this on both sides."""
NEUTRAL = np.array([0.6, 0.4, 0.0, 0.0, 1.0, 0.7])
"""Agreement, unanimity, their excess, what voices count, and the best value's part, before anything is seen."""

ASKED = ("odds", "support", "lead", "part", "kin", "single")
TABLE = ("reliability", "agreement", "unanimity", "unanimity_excess", "agreement_excess", "rumour", "voice",
         "best_part", "voices", "record", "domain", "questions", "near", "alone")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signs:
    """Per question and per property; columns are named by ``ASKED`` and ``TABLE``."""

    top: npt.NDArray[np.int64]
    """Per question: its most probable cell, -1 where it has none."""
    asked: npt.NDArray[np.float32]
    table: Floats


@compiled
def _look(
    claim_start: npt.NDArray[np.int64],
    cell_start: npt.NDArray[np.int64],
    group: npt.NDArray[np.int32],
    cell: npt.NDArray[np.int32],
    voice: npt.NDArray[np.float32],
    of_question: npt.NDArray[np.int32],
    reliability: npt.NDArray[np.float64],
    by_chance: npt.NDArray[np.float64],
    belief: npt.NDArray[np.float64],
    near_start: npt.NDArray[np.int64],
    near: npt.NDArray[np.float32],
    top: npt.NDArray[np.int64],
    heard: npt.NDArray[np.float32],
) -> Any:  # noqa: ANN401 - an array of sums per property
    """Fill ``top`` and ``heard`` (voices for best, runner-up, all, best and its like); sums per property."""
    found = np.zeros((len(by_chance), 10))
    widest = 1
    for q in range(len(claim_start) - 1):
        widest = max(widest, cell_start[q + 1] - cell_start[q])
    loud, count = np.zeros(widest), np.zeros(widest)
    for q in range(len(claim_start) - 1):
        first, k = cell_start[q], cell_start[q + 1] - cell_start[q]
        begin, end = claim_start[q], claim_start[q + 1]
        top[q] = -1
        if k == 0:
            continue
        loud[:k] = 0.0
        count[:k] = 0.0
        n = end - begin
        total, right, square, all_right = 0.0, 0.0, 0.0, 1.0
        for i in range(begin, end):
            loud[cell[i] - first] += voice[i]
            count[cell[i] - first] += 1
            total += voice[i]
            a = reliability[group[i]]
            right += a
            square += a * a
            all_right *= a
        best = 0
        for c in range(1, k):
            if belief[first + c] > belief[first + best]:
                best = c
        second = 0.0
        agreeing = 0.0
        for c in range(k):
            agreeing += count[c] * (count[c] - 1)
            if c != best:
                second = max(second, loud[c])
        top[q] = first + best
        heard[q, 0] = loud[best]
        heard[q, 1] = second
        heard[q, 2] = total
        heard[q, 3] = loud[best]
        if len(near_start) > 0 and near_start[q] >= 0:
            at = near_start[q]
            most = max(near[at + best * k + best], 1e-30)
            for c in range(k):
                if c != best:
                    heard[q, 3] += loud[c] * min(near[at + c * k + best] / most, 1.0)
        p = of_question[q]
        found[p, 0] += 1
        if n > 1:
            pairs = n * (n - 1.0)
            both_right = right * right - square
            both_wrong = pairs - 2 * (n - 1.0) * right + both_right
            found[p, 1] += 1
            found[p, 2] += agreeing / pairs
            found[p, 3] += 1.0 if k == 1 else 0.0
            found[p, 4] += (1.0 if k == 1 else 0.0) - all_right
            found[p, 5] += (agreeing - both_right - both_wrong * by_chance[p]) / pairs
            found[p, 6] += total / n
            found[p, 7] += loud[best] / max(total, 1e-9)
            found[p, 8] += n
            found[p, 9] += right
    return found


def signs(part: Partition, found: Found, belief: Floats | None = None) -> Signs:
    """Look at the statements and at what is believed of them (by default at what ``part`` holds)."""
    c = part.claims
    chance = part.belief if belief is None else belief
    top = np.empty(c.questions, np.int64)
    heard = np.zeros((c.questions, 4), np.float32)
    even = 1 / np.maximum(c.domain - 1, 1)
    by_chance = found.habits.rumour**2 + (1 - found.habits.rumour**2) * even
    sums = _look(
        c.claim_start, c.cell_start, c.group, c.cell, part.voice, c.question_property, found.record.mean, by_chance,
        chance, c.near_start, c.near, top, heard,
    )  # fmt: skip
    return Signs(top, _asked(part, chance, top, heard), _table(part, found, sums))


def _asked(
    part: Partition, belief: Floats, top: npt.NDArray[np.int64], heard: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    best = np.clip(belief[np.maximum(top, 0)], _SURE, 1 - _SURE)
    most, second, total, akin = heard.T
    made = np.empty((len(top), len(ASKED)), np.float32)
    made[:, 0] = np.clip(np.log(best / (1 - best)), -MOST_ODDS, MOST_ODDS)
    made[:, 1] = np.log1p(most)
    made[:, 2] = np.log((most + 0.5) / (second + 0.5))
    made[:, 3] = most / np.maximum(total, _SURE)
    made[:, 4] = akin / np.maximum(total, _SURE)
    made[:, 5] = np.diff(part.claims.claim_start) == 1
    return made


def _table(part: Partition, found: Found, sums: Floats) -> Floats:
    c = part.claims
    all_, many = sums[:, 0], sums[:, 1]
    shown = (sums[:, [2, 3, 4, 5, 6, 7]] + WORTH * NEUTRAL) / (many + WORTH)[:, None]
    mean = np.clip((sums[:, 9] + WORTH * 0.75 * 3) / (sums[:, 8] + WORTH * 3), 0.01, 0.99)
    said = summed(c.group_property, found.record.said, len(c.domain))
    speaking = summed(c.group_property, (found.record.said > 0).astype(float), len(c.domain))
    return np.stack(
        [
            np.log(mean / (1 - mean)),
            shown[:, 0],
            shown[:, 1],
            shown[:, 2],
            shown[:, 3],
            found.habits.rumour,
            shown[:, 4],
            shown[:, 5],
            np.log((sums[:, 8] + WORTH * 3) / (many + WORTH)),
            np.log1p(np.minimum(said / np.maximum(speaking, 1), 1000)),
            np.log(np.minimum(c.domain, 50)),
            np.log1p(np.minimum(many, 2000)),
            np.full(len(c.domain), float(len(c.near_start) > 0)),
            (all_ - many + WORTH * 0.3) / (all_ + WORTH),
        ],
        axis=1,
    )
