"""Sources that take each value for others in their own way, where all questions choose among the same few values.

Dawid and Skene (1979) with rows shrunken towards those of all sources (after Kim and Ghahramani 2012). Whether the
statements bear it out is asked first: the Dirichlet-multinomial likelihood of each source's rows is compared with that
of one reliability for all values.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterclaim.assessments.arrays import NONE_OF_THESE, Floats, Ints, Longs
from counterclaim.assessments.compiled import compiled
from counterclaim.assessments.joint import MOST_ROUNDS, SETTLED, Partition
from counterclaim.assessments.reliability import strength

MOST_VALUES = 12
"""Properties with more values are weighed by one reliability a source."""
_SMOOTH = 1.0


@dataclass(frozen=True, slots=True)
class Answers:
    """The questions of one property as answers among few values; ``belief`` is [question, value]."""

    questions: Ints
    start: Longs
    group: Ints
    label: npt.NDArray[np.int8]
    voice: npt.NDArray[np.float32]
    truth: Ints
    """Per question: the resolved value, ``UNKNOWN``, or ``NONE_OF_THESE``, where no value is believed."""
    counted: Floats
    belief: Floats
    groups: int

    @property
    def values(self) -> int:
        """How many values there are."""
        return int(self.belief.shape[1])


def answers(part: Partition, p: int) -> Answers:
    """The questions of property ``p`` with what is believed of them as yet."""
    c = part.claims
    values = int(c.domain[p])
    questions = np.flatnonzero(c.question_property == p).astype(np.int32)
    many = np.diff(c.claim_start)
    # Where all questions are of the property, the statements are not copied.
    rows = slice(None) if len(questions) == c.questions else np.flatnonzero(np.repeat(c.question_property == p, many))
    place = np.full(c.questions, -1, np.int32)
    place[questions] = np.arange(len(questions))
    cells = np.flatnonzero((c.question_property == p)[c.cell_question])
    belief = np.zeros((len(questions), values))
    belief[place[c.cell_question[cells]], c.value[cells]] = part.belief[cells]
    rest = np.clip(1 - belief.sum(axis=1, keepdims=True), 0, 1)
    unstated = belief == 0
    np.copyto(belief, rest / np.maximum(unstated.sum(axis=1, keepdims=True), 1), where=unstated)
    belief /= np.maximum(belief.sum(axis=1, keepdims=True), 1e-300)
    known = part.known.cell[questions]
    truth = np.where(known >= 0, c.value[np.maximum(known, 0)], known).astype(np.int32)
    belief[known == NONE_OF_THESE] = 0.0
    return Answers(
        questions=questions,
        start=np.concatenate([[0], np.cumsum(many[questions])]).astype(np.int64),
        group=c.group[rows],
        label=c.value.astype(np.int8)[c.cell[rows]],
        voice=part.voice[rows],
        truth=truth,
        counted=part.counted[questions],
        belief=belief,
        groups=c.groups,
    )


@compiled
def _tally(
    start: npt.NDArray[np.int64],
    group: npt.NDArray[np.int32],
    label: npt.NDArray[np.int8],
    counted: npt.NDArray[np.float64],
    belief: npt.NDArray[np.float64],
    groups: int,
) -> Floats:
    """Expected counts [group, true, stated]."""
    values = belief.shape[1]
    found = np.zeros((groups, values, values))
    for q in range(len(start) - 1):
        for i in range(start[q], start[q + 1]):
            for t in range(values):
                found[group[i], t, label[i]] += counted[q] * belief[q, t]
    return found


@compiled
def _judge(
    start: npt.NDArray[np.int64],
    group: npt.NDArray[np.int32],
    label: npt.NDArray[np.int8],
    voice: npt.NDArray[np.float32],
    counted: npt.NDArray[np.float64],
    truth: npt.NDArray[np.int32],
    counts: npt.NDArray[np.float64],
    common: npt.NDArray[np.float64],
    worth: float,
    prior: npt.NDArray[np.float64],
    belief: npt.NDArray[np.float64],
) -> float:
    """Renew beliefs, each answer judged by its source's other answers; return by how much they moved in all."""
    moved = 0.0
    values = belief.shape[1]
    score = np.zeros(values)
    row = counts.sum(axis=2)
    for q in range(len(start) - 1):
        for t in range(values):
            score[t] = np.log(prior[t])
            for i in range(start[q], start[q + 1]):
                g, mine = group[i], counted[q] * belief[q, t]
                hit = max(counts[g, t, label[i]] - mine, 0.0) + worth * common[t, label[i]]
                score[t] += voice[i] * np.log(hit / (max(row[g, t] - mine, 0.0) + worth))
        top = score.max()
        total = 0.0
        for t in range(values):
            score[t] = np.exp(score[t] - top)
            total += score[t]
        for t in range(values):
            now = score[t] / total
            if truth[q] != -1:
                now = 1.0 if t == truth[q] else 0.0
            moved += abs(now - belief[q, t])
            belief[q, t] = now
    return moved


def borne_out(found: Answers) -> bool:
    """Whether the statements speak for rows of their own rather than one reliability for all values.

    The rows of all sources together are taken from the same statements, so that what they cost is charged: half the
    logarithm of the number of statements for each free share (Schwarz 1978). Few statements bear out nothing.
    """
    from scipy.special import betaln, gammaln

    counts = _tally(found.start, found.group, found.label, found.counted, found.belief, found.groups)
    values = found.values
    right = np.trace(counts, axis1=1, axis2=2)
    said = counts.sum(axis=(1, 2))
    overall = (right.sum() + 1) / (said.sum() + 2)
    worth = strength(right, said, overall)
    a, b = overall * worth, (1 - overall) * worth
    wrong = np.maximum(said - right, 0)
    one = betaln(a + right, b + wrong) - betaln(a, b) - wrong * np.log(values - 1)
    common, own = _rows(counts)
    rows = (
        gammaln(own) - gammaln(own + counts.sum(axis=2))
        + (gammaln(own * common + counts) - gammaln(own * common)).sum(axis=2)
    )  # fmt: skip
    free = values * (values - 1) - 1 + (values - 1)
    cost = free / 2 * np.log(max(float(said.sum()), np.e))
    return bool(rows.sum() - cost > one.sum())


def _rows(counts: Floats) -> tuple[Floats, float]:
    """Rows [true, stated] of all sources together, and how many statements they are worth to one source's row."""
    values = counts.shape[1]
    common = counts.sum(axis=0) + _SMOOTH * (np.eye(values) + 1 / values)
    common /= common.sum(axis=1, keepdims=True)
    hit = np.diagonal(counts, axis1=1, axis2=2).ravel()
    mean = np.broadcast_to(np.diagonal(common), counts.shape[:2]).ravel()
    return common, strength(hit, counts.sum(axis=2).ravel(), mean)


def confused(found: Answers) -> Floats:
    """Rounds until nothing moves; returns expected counts [group, true, stated], beliefs are renewed in place."""
    counts = _tally(found.start, found.group, found.label, found.counted, found.belief, found.groups)
    for _ in range(MOST_ROUNDS):
        common, worth = _rows(counts)
        prior = (found.belief.sum(axis=0) + 1) / (len(found.belief) + found.values)
        moved = _judge(
            found.start, found.group, found.label, found.voice, found.counted, found.truth, counts, common, worth,
            prior, found.belief,
        )  # fmt: skip
        counts = _tally(found.start, found.group, found.label, found.counted, found.belief, found.groups)
        if moved < SETTLED * len(found.belief):
            break
    return counts
