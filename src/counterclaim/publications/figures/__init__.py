"""The figures of a brief: timeline and map, drawn with Vega-Altair."""

from __future__ import annotations

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
from counterclaim.publications.notes import Mark

__all__ = ["WATERFALLS", "Figure", "Sign", "map_figure", "timeline_figure", "waterfall_figure"]

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
    marks: tuple[Mark, ...] = ()
    """Notes of the statements that are drawn."""


def timeline_figure(material: Material) -> Figure:
    """The events in time; says so in its caption where there is nothing to draw."""
    drawn, told = timeline(material.events)
    return Figure(id="timeline", heading="When", legend=_legend(material) if drawn else (), svg=drawn, caption=told)


def map_figure(material: Material, outline: Path | None = None) -> Figure:
    """The events in space; says so in its caption where there is nothing to draw."""
    mapped, said = event_map(material.events, outline)
    return Figure(id="map", heading="Where", legend=_legend(material) if mapped else (), svg=mapped, caption=said)


def _legend(material: Material) -> tuple[tuple[Sign, str], ...]:
    states = {status(event) for event in material.events}
    return tuple((Sign(mark, name), STATUS_WORDS[name]) for name, mark in STATUS_SIGNS.items() if name in states)


def waterfall_figure(event: PublishedEvent, name: str) -> Figure | None:
    """What moved the verdict of an event; None where nothing was weighed that could be drawn."""
    weighed = event.assessment(Property.PERPETRATOR)
    found = waterfall(weighed.candidates, weighed.weights, weighed.outcome) if weighed else None
    if found is None:
        return None
    drawing = draw_waterfall(found, name=name)
    return Figure(id=name, heading="What moved the verdict", legend=(), svg=drawing, caption=caption(found))
