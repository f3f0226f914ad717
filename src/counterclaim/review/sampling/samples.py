"""Samples as the chain of judgements holds them, and who codes which unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from counterclaim.errors import ConfigError
from counterclaim.model import Anchor, Judgement, Verdict
from counterclaim.review.fields import Changes
from counterclaim.review.sampling.drawing import Unit, rank
from counterclaim.review.undoing import in_force

DOCUMENTS, STATEMENTS = "documents", "statements"

_YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a sample is drawn and who codes it."""

    kind: str
    """"documents" (each coded whole) or "statements" (each judged as the machine read it)."""
    seed: str
    coders: tuple[str, ...]
    each: int = 2
    """How many people code each unit."""
    blind: bool = False
    """Whether neither the machine's reading nor another person's is shown until all who are to code a unit have."""
    strata: str = ""
    """What units were drawn by: outlet, language, year or property; empty for nothing."""
    population: int = 0
    """How many units there were to draw from."""

    def check(self) -> None:
        """Raise ConfigError where nobody could code by it."""
        if self.kind not in (DOCUMENTS, STATEMENTS):
            raise ConfigError(f"a sample is of {DOCUMENTS} or {STATEMENTS}, not of {self.kind!r}")
        if len(set(self.coders)) < len(self.coders) or not all(name.strip() for name in self.coders):
            raise ConfigError("each coder is named once", where="--coder")
        if not 2 <= self.each <= len(self.coders):
            message = f"{self.each} of {len(self.coders)} coders cannot code each unit"
            raise ConfigError(message, where="--each", remedy="name at least two coders, and let two or more code each")

    @property
    def changes(self) -> Changes:
        """As a judgement records it."""
        told = [
            ("kind", self.kind),
            ("seed", self.seed),
            ("each", str(self.each)),
            ("blind", _YES if self.blind else "no"),
        ]
        told += [("strata", self.strata), ("population", str(self.population))]
        return tuple((name, "", value) for name, value in [*told, *(("coder", name) for name in self.coders)])

    @classmethod
    def of(cls, changes: Changes) -> Plan:
        """Read what a judgement recorded."""
        told = {name: value for name, _, value in changes}
        return cls(
            kind=told["kind"],
            seed=told["seed"],
            coders=tuple(value for name, _, value in changes if name == "coder"),
            each=int(told["each"]),
            blind=told["blind"] == _YES,
            strata=told.get("strata", ""),
            population=int(told.get("population") or 0),
        )


@dataclass(frozen=True)
class Sample:
    """Units that several people code."""

    judgement: Judgement

    @property
    def id(self) -> str:
        """The digest of the judgement that drew it."""
        return self.judgement.digest

    @property
    def name(self) -> str:
        """Why it was drawn, in the words of who drew it."""
        return self.judgement.reason

    @property
    def drawn_at(self) -> datetime:
        """When it was drawn."""
        return self.judgement.at

    @property
    def units(self) -> tuple[Anchor, ...]:
        """What is to be coded, in the order of the draw."""
        return self.judgement.anchors

    @cached_property
    def plan(self) -> Plan:
        """How it was drawn and who codes it."""
        return Plan.of(self.judgement.changes)

    @cached_property
    def coders(self) -> tuple[tuple[str, ...], ...]:
        """Who codes each unit, in the order of the units.

        The least loaded people take the next unit, by the seed's ranks where loads are equal: nobody has more than one
        unit more than another, and everybody comes together with everybody.
        """
        loads = dict.fromkeys(self.plan.coders, 0)
        found = []
        for anchor in self.units:
            key = Unit(anchor=anchor).key
            ordered = sorted(loads, key=lambda name: (loads[name], rank(self.plan.seed, f"{key}\n{name}")))
            chosen = tuple(sorted(ordered[: self.plan.each]))
            for name in chosen:
                loads[name] += 1
            found.append(chosen)
        return tuple(found)

    def of(self, coder: str) -> tuple[Anchor, ...]:
        """What one person is to code, in the order of the draw."""
        return tuple(unit for unit, people in zip(self.units, self.coders, strict=True) if coder in people)


def samples(judgements: Sequence[Judgement]) -> list[Sample]:
    """The samples that stand, in the order in which they were drawn."""
    return [Sample(judgement) for judgement in in_force(judgements) if judgement.verdict is Verdict.SAMPLE]


def find_sample(found: Iterable[Sample], wanted: str) -> Sample:
    """A sample by its id or how it begins, or the only one; raises ConfigError where none or several fit."""
    matches = [sample for sample in found if sample.id.startswith(wanted)]
    if len(matches) == 1:
        return matches[0]
    listed = ", ".join(f"{sample.id[:12]} ({sample.name})" for sample in matches)
    if not matches:
        message = f"no sample begins with {wanted!r}" if wanted else "no sample has been drawn"
        raise ConfigError(message, where="--sample", remedy="`counterclaim sample list` lists them")
    raise ConfigError("say which sample", where="--sample", remedy=f"there are {listed}")
