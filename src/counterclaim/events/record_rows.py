"""Mentions that are rows of data sets, as the kernel's typed rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.events.arrays import day_bounds
from counterclaim.events.kernel.calibration import Calibration
from counterclaim.events.kernel.clustering import weigh, weigh_by
from counterclaim.events.kernel.explaining import explained
from counterclaim.events.kernel.rows import UNTOLD, Pairs, Rows, codes, rows
from counterclaim.events.kernel.rows import Ints as Codes
from counterclaim.events.kernel.sweep import Links
from counterclaim.events.parameters import Parameters
from counterclaim.events.record_memory import RecordMemory
from counterclaim.model import EventType, MentionProfile

Fields = tuple[tuple[str, float, str], ...]

_VAGUE = frozenset({EventType.ATTACK, EventType.OTHER})


@dataclass(frozen=True, slots=True)
class RecordRows:
    """Rows of data sets, weighed against each other."""

    rows: Rows
    links: Links
    calibration: Calibration
    names: tuple[str, ...]
    """What the codes of actors stand for."""

    @classmethod
    def weighed(
        cls,
        profiles: Sequence[MentionProfile],
        sources: np.ndarray[tuple[int], np.dtype[np.int32]],
        parameters: Parameters,
        together: Pairs | None,
        apart: Pairs | None,
    ) -> RecordRows:
        """Make rows of profiles that have a day and a point, estimate from them, and weigh what lies near."""
        # The sides of a fight, in one name: what one data set calls them together and what another does.
        actor, names = codes([_sides(p) for p in profiles])
        told = _rows(profiles, sources, parameters, actor)
        links, calibration = weigh(told, names, together=together, apart=apart)
        return cls(rows=told, links=links, calibration=calibration, names=tuple(names))

    @classmethod
    def by(
        cls,
        profiles: Sequence[MentionProfile],
        sources: np.ndarray[tuple[int], np.dtype[np.int32]],
        parameters: Parameters,
        known: RecordMemory,
    ) -> RecordRows:
        """The same by what was estimated before."""
        code_of = {name: code for code, name in enumerate(known.names)}
        sides = [_sides(p) for p in profiles]
        for name in sorted(set(sides) - code_of.keys() - {""}):
            code_of[name] = len(code_of)
        actor = np.array([code_of.get(name, UNTOLD) for name in sides], dtype=np.int32)
        told = _rows(profiles, sources, parameters, actor)
        links = weigh_by(told, known.calibration)
        return cls(rows=told, links=links, calibration=known.calibration, names=tuple(code_of))

    def memory(self) -> RecordMemory:
        """What to keep for the next time."""
        return RecordMemory(self.calibration, self.names)

    def fields(self, left: int, right: int) -> Fields:
        """(field, bits, level) of a pair of the rows."""
        return explained(self.rows, left, right, self.calibration)


def _sides(p: MentionProfile) -> str:
    return " / ".join(p.actors)


def _rows(
    profiles: Sequence[MentionProfile],
    sources: np.ndarray[tuple[int], np.dtype[np.int32]],
    parameters: Parameters,
    actor: Codes,
) -> Rows:
    bounds = [day_bounds(p.date) for p in profiles]
    places = [p.place for p in profiles]
    return rows(
        first=[first for first, _ in bounds],
        last=[last for _, last in bounds],
        latitude=np.array([place.latitude if place else None for place in places], dtype=np.float64),
        longitude=np.array([place.longitude if place else None for place in places], dtype=np.float64),
        radius=[place.radius_m / 1000 if place and place.radius_m is not None else np.nan for place in places],
        type=[_type(p.type) for p in profiles],
        group=[_group(p.type, parameters.groups) for p in profiles],
        actor=actor,
        toll=[_toll(p) for p in profiles],
        source=sources,
    )


def _type(kind: EventType | None) -> int:
    return UNTOLD if kind is None or kind in _VAGUE else list(EventType).index(kind)


def _group(kind: EventType | None, groups: Mapping[str, int]) -> int:
    return UNTOLD if kind is None else groups.get(str(kind), UNTOLD)


def _toll(p: MentionProfile) -> int:
    """The middle of the range told, or its one end."""
    low, high = p.fatalities_low, p.fatalities_high
    if low is None or high is None:
        told = high if low is None else low
        return UNTOLD if told is None else min(told, 2**30)
    return min((low + high) // 2, 2**30)
