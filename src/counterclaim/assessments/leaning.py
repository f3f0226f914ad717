"""Voices that lean on each other by their record over the whole ledger: the later counts for what it adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from counterclaim.assessments.position import Position
from counterclaim.assessments.relays import told
from counterclaim.assessments.voices import Voice


@dataclass(frozen=True, slots=True)
class Leaning:
    """Pairs of voices that probably depend on each other, by their keys in order."""

    share: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """How much of what either says the other has said already: probability times rate."""

    def between(self, one: str, other: str) -> float:
        """The same for any two voices, 0 for independent ones."""
        return self.share.get((min(one, other), max(one, other)), 0.0)

    def left(self, voice: str, before: Iterable[str]) -> tuple[float, str]:
        """How much a voice adds to those who said the same before, and on whom it leans most ("": on nobody)."""
        adds, most, whom = 1.0, 0.0, ""
        for other in sorted(before):
            shared = self.between(voice, other)
            adds *= 1 - shared
            if shared > most:
                most, whom = shared, other
        return adds, whom


NO_LEANING = Leaning()
"""All voices are independent."""


def leaning_positions(found: Sequence[Position], voices: Sequence[Voice], lean: Leaning) -> tuple[Position, ...]:
    """Positions of which the later of two that lean on each other counts for what it adds, and says so."""
    if not lean.share:
        return tuple(found)
    first = {v.key: (min(told(e) for e in v.evidence), v.key) for v in voices}
    names = {v.key: v.name for v in voices}
    out = []
    for p in found:
        before = {o.voice for o in found if o.voice in first and p.voice in first and o.hypothesis == p.hypothesis
                  and (o.ratio > 1) == (p.ratio > 1) and first[o.voice] < first[p.voice]}  # fmt: skip
        adds, whom = lean.left(p.voice, before)
        if whom:
            words = f"{p.reason}; {tells(names[whom], adds)}"
            p = replace(p, dependence=p.dependence * adds, reason=words)
        out.append(p)
    return tuple(out)


def tells(whom: str, adds: float) -> str:
    """Why a voice counts less."""
    return f"errors shared with {whom} elsewhere: counts {adds:.0%}"
