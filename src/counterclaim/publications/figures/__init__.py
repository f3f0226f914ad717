"""The figures of a brief: timeline and map, drawn with Vega-Altair."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from counterclaim.publications.facts import status
from counterclaim.publications.figures.map import event_map
from counterclaim.publications.figures.palette import STATUS_SIGNS, STATUS_WORDS
from counterclaim.publications.figures.timeline import timeline
from counterclaim.publications.material import Material

__all__ = ["Figure", "Sign", "figures"]


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
