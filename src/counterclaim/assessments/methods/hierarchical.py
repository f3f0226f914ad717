"""Hierarchical reliabilities with copying: the default method for tables. Ours.

Values, reliabilities and dependence are found together, by expectation-maximisation in which each statement of a
source with few is judged by the source's other statements (the zero-order collapsed variational rule; Asuncion et al.
2009). Reliability is per source, property and period with Beta priors estimated from all (empirical Bayes); errors
may share a rumour (after the popular false values of POPACCU, Dong, Saha and Srivastava 2012), narrowly miss the truth,
or fall anywhere; whoever copies counts for what he adds (Dong, Berti-Équille and Srivastava 2009). Where all questions
choose among the same few values, sources may confuse each value with others in their own way (Dawid and Skene 1979),
if the statements bear that out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from counterclaim.assessments.arrays import UNKNOWN, Claims, Floats, Known, summed
from counterclaim.assessments.compiled import compiled
from counterclaim.assessments.confusion import MOST_VALUES, answers, borne_out, confused
from counterclaim.assessments.copying import Agreements, Copying, agreements, copying, voices
from counterclaim.assessments.doubt import Doubt, Resolved, resolved_by, shipped, spread_out
from counterclaim.assessments.evidence import foretold
from counterclaim.assessments.joint import MOST_ROUNDS, Found, Partition, converge
from counterclaim.assessments.methods.tables import Beliefs, Reliabilities, unfitted
from counterclaim.assessments.reliability import record_of
from counterclaim.assessments.signs import signs

COPYING_PASSES = 2
"""How often copying is sought and the rest found anew."""
MARGIN = 3.0
"""How much better, in log likelihood, copying found early must foretell the statements: twenty times (ours)."""
FIRST_ROUNDS = 1
"""Rounds before copying is sought for the first time."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What ``fit`` found."""

    found: Found
    copying: Copying | None
    part: Partition
    table: Floats | None = None
    """Signs per property of how far sources err together; None: those of the claims that are weighed."""
    resolved: Resolved | None = None
    """What resolved questions say of the table; None: nothing."""


@dataclass(frozen=True, slots=True)
class Hierarchical:
    """Ours; ``copies`` turns the search for copying on, ``confusions`` the choice between values taken for others.

    Without ``doubt`` the beliefs are those of a model in which only found copying makes sources err together.
    """

    copies: bool = True
    confusions: bool = True
    doubt: Doubt | None = field(default_factory=shipped)
    learned: Learned | None = None
    name: str = "hierarchical"

    def fit(self, claims: Claims, known: Known | None = None) -> Self:
        """Find reliabilities, habits of error and copying."""
        part = Partition.of(claims, known)
        pairs: Copying | None = None
        if self.copies:
            part, found, pairs = _with_copying(claims, known)
        else:
            found, _ = converge([part])
        if self.confusions:
            found = _with_confusions(part, found)
        learned = Learned(found, pairs, part)
        if self.doubt is not None:
            learned = _doubting(self.doubt, learned, claims)
        return replace(self, learned=learned)

    def predict(self, claims: Claims) -> Beliefs:
        """Probabilities with 90 % intervals; "none of these" is possible where a question may have unstated values."""
        part, learned = self._part(claims), self._learned
        moved = moves(claims, learned.found, part.voice)
        if self.doubt is None:
            belief = part.belief
        else:
            belief, moved = self._doubted(self.doubt, part, moved)
        low, high = bounds(claims, belief, moved)
        none = 1 - summed(claims.cell_question, belief, claims.questions)
        return Beliefs(belief, low, high, np.clip(none, 0, 1))

    def _doubted(self, doubt: Doubt, part: Partition, moved: Floats) -> tuple[Floats, Floats]:
        """Beliefs of which each open question's best has the chance that its signs say; variances of log odds."""
        claims, learned = part.claims, self._learned
        seen = signs(part, learned.found)
        table = seen.table if learned.table is None else learned.table
        resolved = learned.resolved or Resolved(0.0, doubt.spread)
        p = claims.question_property
        power = doubt.about(table)[1][p]
        eta = doubt.log_odds(seen.asked, table, p) + resolved.moved
        belief = spread_out(claims, part.belief, seen.top, eta, power)
        open_ = part.known.cell == UNKNOWN
        if not open_.all():
            belief = np.where(open_[claims.cell_question], belief, part.belief)
        return belief, np.where(open_, power**2 * moved + resolved.spread**2, 0.0)

    def explain(self, claims: Claims) -> Floats:
        """Decibans by which each statement raises its value over the likeliest error of its source, the rumour."""
        found = self._learned.found
        p = claims.question_property[claims.claim_question]
        even = 1 / np.maximum(claims.domain - 1, 1)
        rumour = found.habits.rumour + (1 - found.habits.rumour) * even
        voice = self._part(claims).voice
        return np.asarray(10 / np.log(10) * voice * (found.record.weight[claims.group] - np.log(rumour)[p]))

    def reliability(self, claims: Claims) -> Reliabilities:  # noqa: ARG002 - the verb is common to all methods
        """Share of right statements of each group, with the 90 % interval of its Beta."""
        from scipy.special import betaincinv

        r = self._learned.found.record
        low, high = (betaincinv(r.right, r.wrong, end) for end in (0.05, 0.95))
        return Reliabilities(r.mean, low, high, r.said)

    @property
    def _learned(self) -> Learned:
        if self.learned is None:
            raise unfitted(self.name)
        return self.learned

    def _part(self, claims: Claims) -> Partition:
        """The statements learned from, with their beliefs; others are weighed by what was learned."""
        learned = self._learned
        if learned.part.claims is claims:
            return learned.part
        part = Partition.of(claims)
        if learned.copying is not None:
            part.voice = voices(claims, learned.copying, source_accuracy(learned.found, claims))
        heard = replace(learned.found.record, said=np.full(claims.groups, np.inf))
        part.round(heard, learned.found.habits)
        return part


def _with_copying(claims: Claims, known: Known | None) -> tuple[Partition, Found, Copying]:
    """Seek copying after one round and after all; believe the finding that better foretells the statements.

    Where copiers are many, waiting lets them be believed first; where they are few, haste takes agreement for copying.
    """
    agreed = agreements(claims)
    early, late = (_sought(Partition.of(claims, known), agreed, rounds) for rounds in (FIRST_ROUNDS, MOST_ROUNDS))
    if np.array_equal(early[0].voice, late[0].voice):
        return late
    return early if foretold(*early) > foretold(*late) + MARGIN else late


def _sought(part: Partition, agreed: Agreements, rounds: int) -> tuple[Partition, Found, Copying]:
    """Rounds, then copying and rounds in turn."""
    found, merged = converge([part], rounds=rounds)
    for _ in range(COPYING_PASSES):
        accuracy = source_accuracy(found, part.claims)
        pairs = copying(part.claims, part.belief, accuracy, part.voice, agreed)
        voice = voices(part.claims, pairs, accuracy)
        if np.array_equal(voice, part.voice):
            break
        part.voice = voice
        found, merged = converge([part], merged, found.habits)
    return part, found, pairs


def _with_confusions(part: Partition, found: Found) -> Found:
    """Weigh anew the properties on which sources take values for others in their own way."""
    c = part.claims
    renewed = False
    for p in np.flatnonzero(c.domain <= MOST_VALUES):
        asked = answers(part, int(p))
        if not len(asked.label) or not borne_out(asked):
            continue
        confused(asked)
        place = np.zeros(c.questions, np.int64)
        place[asked.questions] = np.arange(len(asked.questions))
        cells = np.flatnonzero((c.question_property == p)[c.cell_question])
        part.belief[cells] = asked.belief[place[c.cell_question[cells]], c.value[cells]]
        renewed = True
    if not renewed:
        return found
    now = part.statistics()
    return replace(found, record=record_of(now.right, now.said, c))


def source_accuracy(found: Found, claims: Claims) -> Floats:
    """Expected share of right statements per source, over its properties and periods."""
    right = summed(claims.group_source, found.record.right, claims.sources)
    wrong = summed(claims.group_source, found.record.wrong, claims.sources)
    return np.asarray(right / np.maximum(right + wrong, 1e-12))


def _doubting(doubt: Doubt, learned: Learned, claims: Claims) -> Learned:
    """What was learned with its signs of errors in common, and with what resolved questions say of them."""
    part, found = learned.part, learned.found
    seen = signs(part, found)
    if (part.known.cell == UNKNOWN).all():
        return replace(learned, table=seen.table)
    free = replace(part, belief=part.belief.copy())
    free.round(found.record, found.habits, anchor=False)
    without = replace(signs(free, found), table=seen.table)
    return replace(learned, table=seen.table, resolved=resolved_by(doubt, claims, part.known, without))


def moves(claims: Claims, found: Found, voice: npt.NDArray[np.float32]) -> Floats:
    """Per question: variance of log odds by what is not known of the reliabilities of those who speak on it."""
    from scipy.special import polygamma

    r = found.record
    return _moves(claims.claim_start, claims.group, voice, polygamma(1, r.right) + polygamma(1, r.wrong))


@compiled
def _moves(
    claim_start: npt.NDArray[np.int64],
    group: npt.NDArray[np.int32],
    voice: npt.NDArray[np.float32],
    spread: npt.NDArray[np.float64],
) -> Floats:
    found = np.zeros(len(claim_start) - 1)
    for q in range(len(claim_start) - 1):
        for i in range(claim_start[q], claim_start[q + 1]):
            found[q] += voice[i] * voice[i] * spread[group[i]]
    return found


def bounds(claims: Claims, belief: Floats, moved: Floats) -> tuple[Floats, Floats]:
    """90 % bounds per cell from the variance of log odds per question."""
    low, high = np.empty(claims.cells), np.empty(claims.cells)
    _bounds(claims.cell_start, belief, moved, low, high)
    return low, high


@compiled
def _bounds(
    cell_start: npt.NDArray[np.int64],
    belief: npt.NDArray[np.float64],
    moved: npt.NDArray[np.float64],
    low: npt.NDArray[np.float64],
    high: npt.NDArray[np.float64],
) -> None:
    for q in range(len(cell_start) - 1):
        reach = np.exp(1.645 * np.sqrt(moved[q]))
        for c in range(cell_start[q], cell_start[q + 1]):
            bounded = min(max(belief[c], 1e-12), 1 - 1e-12)
            odds = bounded / (1 - bounded)
            low[c] = min(odds / reach / (1 + odds / reach), belief[c])
            high[c] = max(odds * reach / (1 + odds * reach), belief[c])
