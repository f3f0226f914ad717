"""The figures of a brief: timeline and map, drawn with Vega-Altair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from counterclaim.model import Property
from counterclaim.publications.facts import status
from counterclaim.publications.figures.map import event_map
from counterclaim.publications.figures.palette import STATUS_SIGNS, STATUS_WORDS
from counterclaim.publications.figures.timeline import timeline
from counterclaim.publications.figures.waterfall import caption, draw_waterfall, waterfall
from counterclaim.publications.material import Material, PublishedEvent

__all__ = ["Figure", "Sign", "figures", "waterfalls"]

WATERFALLS = 40
"""Contested events whose verdict is drawn: those with the most voices; the others have their matrix."""


class Sign(NamedTuple):
    """A sign in a legend: its character and the style class that colours it."""

    mark: str
    css: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure with its heading, legend and caption; ``svg`` is empty where there is nothing to draw."""

    id: str
    heading: str
    legend: tuple[tuple[Sign, str], ...]
    svg: Markup | str
    caption: str


def figures(material: Material, outline: Path | None = None) -> tuple[Figure, ...]:
    """Timeline and map; each says so in its caption where there is nothing to draw."""
    states = {status(event) for event in material.events}
    legend = tuple((Sign(mark, name), STATUS_WORDS[name]) for name, mark in STATUS_SIGNS.items() if name in states)
    drawn, told = timeline(material.events)
    mapped, said = event_map(material.events, outline)
    return (
        Figure(id="timeline", heading="When", legend=legend if drawn else (), svg=drawn, caption=told),
        Figure(id="map", heading="Where", legend=legend if mapped else (), svg=mapped, caption=said),
    )


def waterfalls(events: Sequence[PublishedEvent]) -> Mapping[int, Figure]:
    """By event number: what moved the verdict of each contested event, as far as there is a way to draw."""
    contested = [e for e in events if e.contested and e.assessment(Property.PERPETRATOR)]
    contested.sort(key=lambda e: (-max(a.voices for a in e.assessments), e.number))
    made = {}
    for event in contested[:WATERFALLS]:
        weighed = event.assessment(Property.PERPETRATOR)
        found = waterfall(weighed.candidates, weighed.weights, weighed.outcome) if weighed else None
        if found is not None:
            name = f"waterfall-{event.number}"
            drawing = draw_waterfall(found, name=name)
            made[event.number] = Figure(
                id=name, heading="What moved the verdict", legend=(), svg=drawing, caption=caption(found)
            )
    return made
