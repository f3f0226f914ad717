"""Samples that several people code, and how far people agree: the same for command line, app and API."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from counterclaim.backends.storage.base import Storage
from counterclaim.errors import ConfigError
from counterclaim.model import THE_TEXT, Act, Anchor, Judgement, Statement, Verdict
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.double_coding.answering import answer
from counterclaim.pipeline.double_coding.comparing import Lineup, Read
from counterclaim.pipeline.double_coding.population import population
from counterclaim.pipeline.double_coding.tasks import Task, task_of
from counterclaim.review import append
from counterclaim.review.agreement import Comparison, compare, spans_of
from counterclaim.review.agreement.interval import DRAWS
from counterclaim.review.anchoring import best_matches
from counterclaim.review.rules import DOCUMENT
from counterclaim.review.sampling import Plan, Progress, Sample, Sight, draw, find_sample, progress, samples, visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """How far people agree on a sample, or on all that two people or more have judged."""

    sample: Sample | None
    comparison: Comparison
    waiting: int
    """Units of the sample that fewer than two people have coded."""
    lost: int
    """Units of which the ledger has no document any more."""


@dataclass(frozen=True)
class DoubleCoding:
    """Samples of one ledger."""

    storage: Storage
    codebook: Codebook
    clock: Callable[[], datetime]

    def draw(self, plan: Plan, size: int, *, reason: str, by: str) -> Judgement:
        """Draw a sample and put it on record, before anybody codes it.

        Args:
            plan: of what, by whom, and how; without a seed one is made up, and it is on record too. Its ``population``
                is counted.
            size: how many units; all where there are fewer.
            reason: why, which is also what the sample is called.
            by: who draws it.

        Raises:
            ConfigError: nobody could code by the plan, or there is nothing to draw from.
        """
        plan.check()
        units = population(self.storage, self.codebook, plan.kind, plan.strata)
        plan = replace(plan, seed=plan.seed.strip() or secrets.token_hex(4), population=len(units))
        anchors = tuple(unit.anchor for unit in draw(units, size, plan.seed))
        made = Judgement(
            verdict=Verdict.SAMPLE, anchors=anchors, by=by, at=self.clock(), reason=reason, changes=plan.changes
        )
        return append(self.storage, made)

    def samples(self) -> list[Progress]:
        """The samples that stand, in the order in which they were drawn, and how far each is."""
        return [progress([sample], self.judged(sample))[0] for sample in self._drawn()]

    def sample(self, wanted: str = "") -> Progress:
        """One sample by its id or how that begins, or the only one.

        Raises:
            ConfigError: none or several fit.
        """
        found = find_sample(self._drawn(), wanted)
        return progress([found], self.judged(found))[0]

    def judged(self, sample: Sample) -> list[Judgement]:
        """All judgements about a sample's documents, in the order of the chain."""
        return self.storage.judgements_about({unit.item_sha256 for unit in sample.units})

    def answer(self, wanted: str, number: int, said: Mapping[str, str] | None, *, by: str, reason: str) -> Judgement:
        """Record how a coder reads a statement of a sample.

        Args:
            wanted: the sample.
            number: the unit's place in it, from 0.
            said: fields as they read them; None where the passage says nothing of the kind.
            by: who.
            reason: why.

        Raises:
            ConfigError: it is not theirs to code, a document whole, or words that do not fit.
        """
        found = self.sample(wanted)
        unit = self.unit(found, number)
        if by not in found.sample.coders[number]:
            raise ConfigError(f"this is not for {by} to code", remedy="`counterclaim sample next` says what is")
        if unit.property == DOCUMENT:
            raise ConfigError(
                "a document is coded whole", remedy="add its statements, then `counterclaim judge finish`"
            )
        if said is not None and found.sample.plan.blind:
            said = _whole(said)
        verdict, changes = answer(unit, self.machine(unit), said)
        made = Judgement(verdict=verdict, anchors=(unit,), by=by, at=self.clock(), reason=reason, changes=changes)
        return append(self.storage, made)

    def next_task(self, found: Progress, coder: str) -> Task | None:
        """What a person has to code next of a sample; None where nothing is left."""
        waiting = found.waiting(coder)
        return task_of(self.storage, found, waiting[0]) if waiting else None

    def given(self, coder: str, item_sha256: str) -> list[Progress]:
        """The samples for which a person has still to code a document whole, by the digest of its bytes."""
        unit = Anchor(item_sha256=item_sha256, property=DOCUMENT)
        own = [s for s in self._drawn() if coder in s.plan.coders and unit in s.units]
        found = [progress([sample], self.judged(sample))[0] for sample in own]
        return [one for one in found if one.sample.units.index(unit) in one.waiting(coder)]

    def titles(self, units: Sequence[Anchor]) -> dict[str, tuple[str, str]]:
        """The id and title of a document with the bytes of each unit, by their digest; those that the ledger has."""
        held = self.storage.with_items({unit.item_sha256 for unit in units})
        documents = self.storage.documents(sorted(held, reverse=True))
        return {d.item_sha256: (d.id, d.title or d.uri or d.id) for d in documents}

    def titles_of(self, documents: Iterable[str]) -> dict[str, str]:
        """Titles of documents by their ids."""
        return {d.id: d.title or d.uri or d.id for d in self.storage.documents(sorted(documents))}

    def documents_with(self, items: Iterable[str]) -> frozenset[str]:
        """Ids of the documents with these bytes."""
        return frozenset(self.storage.with_items(items))

    def unit(self, found: Progress, number: int) -> Anchor:
        """A unit by its place in the sample, from 0; raises ConfigError where there is none."""
        if not 0 <= number < len(found.sample.units):
            raise ConfigError(f"the sample has units 1 to {len(found.sample.units)}, not {number + 1}")
        return found.sample.units[number]

    def machine(self, unit: Anchor) -> Statement | None:
        """What the machine now reads where a statement was drawn; None where it reads nothing of the kind."""
        documents = self.storage.with_items({unit.item_sha256})
        told = [s for c in self.storage.codings(documents) for s in c.statements if not c.coder.startswith("human/")]
        return next(iter(best_matches(unit, told)), None)

    def agreement(self, wanted: str = "", *, every: bool = False, draws: int = DRAWS) -> Agreed:
        """How far people agree on a sample; ``every``: on whatever two people or more have judged.

        Raises:
            ConfigError: no such sample.
        """
        lineup = Lineup(self.storage, self.codebook)
        if every:
            return _agreed(None, lineup.of_all(), draws)
        found = self.sample(wanted)
        return _agreed(found.sample, lineup.of_sample(found, self.judged(found.sample)), draws)

    def blind(self) -> bool:
        """Whether any sample that stands is coded blind."""
        return any(sample.plan.blind for sample in self._drawn())

    def sight(self, coder: str) -> Sight:
        """What a person may see of what they are coding blind."""
        own = [s for s in self._drawn() if s.plan.blind and coder in s.plan.coders]
        return visible_to(coder, [progress([sample], self.judged(sample))[0] for sample in own])

    def _drawn(self) -> list[Sample]:
        return samples(self.storage.judgements_with(Verdict.SAMPLE))


def _whole(said: Mapping[str, str]) -> Mapping[str, str]:
    """A reading that leaves nothing to what its coder has not seen: who names no speaker means the text itself."""
    missing = [name for name in ("act", "value") if not said.get(name, "").strip()]
    if missing and said.get("act") != Act.RETRACTS:
        message = f"a blind reading says the {' and the '.join(missing)}"
        raise ConfigError(message, remedy="or say that nothing of the kind is said")
    return {**said, "speaker": said.get("speaker", "").strip() or THE_TEXT}


def _agreed(sample: Sample | None, told: Read, draws: int) -> Agreed:
    comparison = compare(told.units, spans_of(told.marked), draws=draws)
    return Agreed(sample=sample, comparison=comparison, waiting=told.waiting, lost=told.lost)


def asked_coders(names: Sequence[str]) -> tuple[str, ...]:
    """Names of coders as somebody gives them, in their order; raises ConfigError where there are none."""
    found = tuple(name.strip() for name in names if name.strip())
    if not found:
        raise ConfigError("a sample needs coders", where="--coder", remedy="name at least two")
    return found
