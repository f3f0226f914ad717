"""What is left standing about the perpetrator: an answer, "disputed" or "unknown".

The probability says how likely an answer is; the outcome says what may be written. An own-voice fact, a court, an
admission, or one claim that nothing contests gives the actor; incompatible answers that stand are a dispute; an
accusation by one side alone leaves it unknown. The rules take every statement as it was said; but no answer is written
whose support was read too unsurely.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from counterclaim.assessments.hypotheses import Hypothesis, compatible
from counterclaim.assessments.numbers import Numbers
from counterclaim.assessments.position import Position
from counterclaim.model.vocabulary import DISPUTED, UNKNOWN

_SETTLING = frozenset({"fact", "court", "admission"})
_CLAIM, _ACCUSATION = frozenset({"claim"}), frozenset({"accusation"})
_LEAST_SHARE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One answer with what carries it and what speaks against it."""

    hypothesis: Hypothesis
    odds: float
    """Against "somebody else"."""
    probability: float
    bases: frozenset[str]
    """What supports it: fact, court, admission, claim, accusation."""
    accusers: frozenset[str]
    """Voices that accuse it without being accused themselves."""
    sides: frozenset[str]
    """The accusers, parties to the conflict taken together: three organs of one government are no three voices."""
    attributers: frozenset[str]
    """Those sides that say so unhedged."""
    net: float
    """Product of its likelihood ratios: above 1 the evidence as a whole supports it."""
    rejected: bool
    """Whether a voice with access and no stake flatly denies it."""
    denied: bool
    """Whether the accused itself flatly denies it."""
    read: Mapping[str, float]
    """Per basis: probability that at least one voice that gives it was read right."""
    turned_from: frozenset[str]
    """Other answers that voices with access which name this one deny or doubt: an inquiry, not an accusation."""

    def surely(self, bases: Set[str]) -> float:
        """Probability that at least one voice that gives one of these bases was read right."""
        return 1 - math.prod(1 - self.read.get(basis, 0.0) for basis in bases)

    def without(self, bases: Set[str]) -> Standing:
        """The same without these bases."""
        kept = replace(self, bases=self.bases - bases)
        return replace(kept, accusers=frozenset(), attributers=frozenset()) if "accusation" in bases else kept

    @property
    def answered_rival(self) -> bool:
        """Whether a voice with access that names it also turns from another answer."""
        return bool(self.turned_from)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The answer's name, "disputed" or "unknown", and why in words."""

    value: str
    reason: str
    rests_on: frozenset[str] = frozenset()
    """Of an answer, the bases that carry it."""


def decide(standings: Sequence[Standing], numbers: Numbers) -> Outcome:
    """Apply the rule to all answers; the order of ``standings`` does not matter.

    What would carry an answer and was read too unsurely carries none: the rule is applied again without it.
    """
    misread = ""
    while True:
        found = _by_rule(standings, numbers)
        if not found.rests_on:
            settled = found.value == UNKNOWN and misread
            return replace(found, reason=f"what names {misread} was read too unsurely") if settled else found
        named = next(s for s in standings if s.hypothesis.name == found.value)
        if named.surely(found.rests_on) >= numbers.value("outcome.least_read"):
            return found
        misread = misread or found.value
        standings = _without(standings, named, found.rests_on)


def _without(standings: Sequence[Standing], named: Standing, bases: Set[str]) -> list[Standing]:
    """All answers without some bases of one; if that has no other, the rest share its probability."""
    left = named.without(bases)
    if left.bases:
        return [left if s is named else s for s in standings]
    share = max(1 - named.probability, _LEAST_SHARE)
    return [replace(s, probability=min(1.0, s.probability / share)) for s in standings if s is not named]


def _by_rule(standings: Sequence[Standing], numbers: Numbers) -> Outcome:
    ranked = sorted(standings, key=lambda s: (-s.odds, s.hypothesis.key))
    settled = [s for s in ranked if s.bases & _SETTLING and s.net > 1]
    if settled:
        return _settled(settled, ranked, numbers)
    claimed = [s for s in ranked if "claim" in s.bases and not s.rejected and s.net > 1]
    accused = [s for s in ranked if "claim" not in s.bases and _worth_hearing(s, numbers)]
    if claimed:
        return _claimed(claimed, accused, numbers)
    return _accused(accused, numbers)


def _worth_hearing(s: Standing, numbers: Numbers) -> bool:
    return bool(s.accusers) and not s.rejected and s.net > numbers.value("outcome.least_net_ratio")


def _clashes(s: Standing, others: Sequence[Standing], within: float) -> Standing | None:
    rivals = (o for o in others if o.hypothesis.key != s.hypothesis.key and o.odds * within > s.odds)
    return next((o for o in rivals if _contrasted(s, o) or not compatible(s.hypothesis, o.hypothesis)), None)


def _contrasted(one: Standing, other: Standing) -> bool:
    """Whether a voice with access sets one against the other, so that even a person and a group are rivals."""
    return one.hypothesis.key in other.turned_from or other.hypothesis.key in one.turned_from


def _settled(settled: Sequence[Standing], ranked: Sequence[Standing], numbers: Numbers) -> Outcome:
    top = settled[0]
    found = next((s for s in ranked if s.answered_rival and s.hypothesis.key != top.hypothesis.key), None)
    if found is not None and top.rejected and top.bases & _SETTLING == {"fact"}:
        return Outcome(value=DISPUTED, reason=f"an inquiry rejects it and names {found.hypothesis.name}")
    rivals = [s for s in ranked if s.bases & (_SETTLING | {"claim"}) and not s.rejected]
    rival = _clashes(top, rivals, numbers.value("outcome.settled_factor"))
    if rival is not None:
        return Outcome(value=DISPUTED, reason=f"{rival.hypothesis.name} has nearly as much behind it")
    how = next(basis for basis in ("court", "admission", "fact") if basis in top.bases)
    words = {"court": "a court found so", "admission": "its own side admits it", "fact": "a report states it as fact"}
    return Outcome(value=top.hypothesis.name, reason=words[how], rests_on=top.bases & _SETTLING)


def _claimed(claimed: Sequence[Standing], accused: Sequence[Standing], numbers: Numbers) -> Outcome:
    top = claimed[0]
    rival = _clashes(top, claimed[1:], numbers.value("outcome.claims_factor"))
    if rival is not None:
        return Outcome(value=DISPUTED, reason=f"{rival.hypothesis.name} claims it too")
    rival = _clashes(top, accused, numbers.value("outcome.accused_factor"))
    if rival is not None:
        return Outcome(value=DISPUTED, reason=f"others name {rival.hypothesis.name}")
    if top.probability < numbers.value("outcome.least_probability"):
        return Outcome(value=UNKNOWN, reason="the one claim is doubted or denied, and nobody else is established")
    words = "one claim that no standing answer contests"
    return Outcome(value=top.hypothesis.name, reason=words, rests_on=_CLAIM)


def _accused(accused: Sequence[Standing], numbers: Numbers) -> Outcome:
    if not accused:
        return Outcome(value=UNKNOWN, reason="no answer stands")
    least = numbers.value("outcome.least_probability")
    inquiry = [s for s in accused if s.answered_rival and s.probability >= least]
    if inquiry:
        why = "an inquiry rejects the rival answer and names another"
        return Outcome(value=inquiry[0].hypothesis.name, reason=why, rests_on=_ACCUSATION)
    top = accused[0]
    rival = _clashes(top, accused[1:], numbers.value("outcome.accused_factor"))
    if rival is not None and len(top.accusers | rival.accusers) > 1:
        return Outcome(value=DISPUTED, reason=f"several are accused, {rival.hypothesis.name} among them")
    if top.denied and len(top.sides) > 1 and top.probability >= least:
        return Outcome(value=DISPUTED, reason="several voices hold it responsible and it denies that")
    several = len(top.attributers) >= numbers.value("outcome.least_attributers")
    if several and top.probability >= numbers.value("outcome.corroborated_probability"):
        why = "several voices attribute it independently, none contests it"
        return Outcome(value=top.hypothesis.name, reason=why, rests_on=_ACCUSATION)
    return Outcome(value=UNKNOWN, reason="an accusation by one side alone settles nothing")


def standings(
    hyps: Sequence[Hypothesis],
    positions: Sequence[Position],
    odds: Mapping[str, float],
    probabilities: Mapping[str, float],
    access: frozenset[str],
) -> tuple[Standing, ...]:
    """Gather, per answer, what carries it; ``access`` holds the keys of voices with access to the inquiry."""
    rejected: set[str] = set()
    answered: dict[str, set[str]] = defaultdict(set)
    for p in positions:
        if p.basis in ("denial", "doubt") and p.stake == "none" and p.voice in access:
            answered[p.voice].add(p.hypothesis)
            rejected |= {p.hypothesis} if p.basis == "denial" else set()
    return tuple(_standing(h, positions, odds[h.key], probabilities[h.key], rejected, answered) for h in hyps)


def _standing(
    h: Hypothesis,
    positions: Sequence[Position],
    odds: float,
    probability: float,
    rejected: Set[str],
    answered: Mapping[str, Set[str]],
) -> Standing:
    own = [p for p in positions if p.hypothesis == h.key]
    accusers = frozenset(p.voice for p in own if p.basis == "accusation" and p.stake != "own")
    net = 10 ** (sum(p.decibans for p in own) / 10)
    return Standing(
        hypothesis=h,
        odds=odds,
        probability=probability,
        bases=frozenset(p.basis for p in own if p.ratio > 1),
        accusers=accusers,
        sides=frozenset(_side(p) for p in own if p.voice in accusers),
        attributers=frozenset(_side(p) for p in own if p.act == "attributes" and p.voice in accusers),
        net=net,
        rejected=h.key in rejected,
        denied=any(p.basis == "denial" and p.stake == "own" for p in own),
        read={
            basis: 1 - math.prod(1 - p.read for p in own if p.basis == basis and p.ratio > 1)
            for basis in {p.basis for p in own}
        },
        turned_from=frozenset(key for voice in accusers for key in answered.get(voice, ())) - {h.key},
    )


def _side(p: Position) -> str:
    return "a party to the conflict" if p.stake == "party" else p.voice
