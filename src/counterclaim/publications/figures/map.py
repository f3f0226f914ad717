"""The map: a sign where an event lies, inside a circle as wide as the place is uncertain. No point is ever moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from counterclaim.model import Place
from counterclaim.publications.facts import event_place, status
from counterclaim.publications.figures.outline import natural_earth, own_outline
from counterclaim.publications.figures.palette import (
    COAST,
    INK,
    LAND,
    MUTED,
    PAPER,
    RULE,
    SEA,
    STATUS_COLOURS,
    STATUS_SHAPES,
)
from counterclaim.publications.figures.projection import WIDTH, Window, circle, scale_bar, window
from counterclaim.publications.figures.svg import inline, to_svg
from counterclaim.publications.material import PublishedEvent
from counterclaim.publications.words import plural

if TYPE_CHECKING:
    import altair as alt

_NAMED = 40
"""With more places than this only numbers are written."""
_SHOWN_NUMBERS = 4
_ANCHORS = ("right", "left", "above", "below")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place with the events that lie there."""

    place: Place
    numbers: tuple[int, ...]
    status: str
    label: str
    anchor: str


def event_map(events: Sequence[PublishedEvent], outline: Path | None) -> tuple[Markup | str, str]:
    """The drawing and its caption; no drawing where no event has a located place."""
    located = [(e, p) for e in events if (p := event_place(e)) and p.located]
    without = len(events) - len(located)
    missing = (
        f" {plural(without, 'event').capitalize()} without a located place {'is' if without == 1 else 'are'} not drawn."
        if without
        else ""
    )
    if not located:
        return "", "No place in these events could be located, so there is nothing to draw."
    view = window([p for _, p in located])
    spots = _spots(located, view)
    shapes = own_outline(outline) if outline else []
    chart = _chart(spots, shapes, view)
    spoken = "; ".join(f"{s.place.name}: {plural(len(s.numbers), 'event')}" for s in spots)
    outlines = {"land": natural_earth(), "borders": natural_earth()}
    drawing = to_svg(chart, name="map-drawing", title="Map of the events", description=spoken, datasets=outlines)
    return drawing, (
        "Numbers are those of the events. A shaded circle is as wide as the place is uncertain; a sign without one "
        "is a named place. Outlines are for orientation and decide no border." + missing
    )


def _spots(located: Sequence[tuple[PublishedEvent, Place]], view: Window) -> list[Spot]:
    groups: dict[tuple[float, float], list[tuple[PublishedEvent, Place]]] = {}
    for event, place in located:
        assert place.latitude is not None
        assert place.longitude is not None
        groups.setdefault((round(place.longitude, 4), round(place.latitude, 4)), []).append((event, place))
    named = len(groups) <= _NAMED
    taken: list[tuple[float, float, float, float]] = []
    spots = []
    for (longitude, latitude), group in groups.items():
        numbers = tuple(event.number for event, _ in group)
        place = max((p for _, p in group), key=lambda p: p.radius_m or 0)
        pixel = view.pixel(longitude, latitude)
        label = _label(numbers, place.name if named else "")
        anchor = _anchor(pixel, label, taken)
        if not anchor:
            label = _label(numbers, "")
            anchor = _anchor(pixel, label, taken) or "right"
        spots.append(Spot(place=place, numbers=numbers, status=_together(group), label=label, anchor=anchor))
    return spots


def _label(numbers: tuple[int, ...], name: str) -> str:
    shown = ", ".join(map(str, numbers[:_SHOWN_NUMBERS]))
    more = f" +{len(numbers) - _SHOWN_NUMBERS}" if len(numbers) > _SHOWN_NUMBERS else ""
    return f"{shown}{more}  {name}".rstrip()


def _together(group: Sequence[tuple[PublishedEvent, Place]]) -> str:
    states = {status(event) for event, _ in group}
    return next(state for state in ("disputed", "unknown", "answered") if state in states)


def _anchor(pixel: tuple[float, float], label: str, taken: list[tuple[float, float, float, float]]) -> str:
    """The first side of the sign where the label covers no other; "" where every side is taken."""
    x, y = pixel
    wide, high = 7.0 * len(label), 15.0
    boxes = {
        "right": (x + 9, y - high / 2, x + 9 + wide, y + high / 2),
        "left": (x - 9 - wide, y - high / 2, x - 9, y + high / 2),
        "above": (x - wide / 2, y - 9 - high, x + wide / 2, y - 9),
        "below": (x - wide / 2, y + 9, x + wide / 2, y + 9 + high),
    }
    taken.append((x - 7, y - 7, x + 7, y + 7))
    for anchor, box in boxes.items():
        inside = box[0] >= 0 and box[2] <= WIDTH
        if inside and not any(_overlap(box, other) for other in taken[:-1]):
            taken.append(box)
            return anchor
    return ""


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _chart(spots: Sequence[Spot], shapes: list[dict[str, Any]], view: Window) -> alt.TopLevelMixin:
    import altair as alt

    layers: list[alt.Chart] = [
        alt.Chart(alt.graticule(step=(view.grid, view.grid))).mark_geoshape(filled=False, stroke=RULE, strokeWidth=0.5),
        alt.Chart(alt.NamedData(name="land", format=alt.TopoDataFormat(type="topojson", feature="land"))).mark_geoshape(
            fill=LAND, stroke=COAST, strokeWidth=0.8
        ),
        alt.Chart(
            alt.NamedData(name="borders", format=alt.TopoDataFormat(type="topojson", mesh="countries"))
        ).mark_geoshape(filled=False, stroke=COAST, strokeWidth=0.5),
    ]
    for kind, style in (("Polygon", {"fill": LAND}), ("LineString", {"filled": False})):
        own = [shape for shape in shapes if shape["geometry"]["type"].endswith(kind)]
        if own:
            layers.append(alt.Chart(inline(own)).mark_geoshape(stroke=COAST, strokeWidth=1, **style))
    layers += [*_circles(spots), *_signs(spots), *_scale(view)]
    return (
        alt.layer(*layers)
        .project(
            type=view.type,
            scale=view.scale,
            translate=list(view.translate),
            clipExtent=[[-2, -2], [WIDTH + 2, view.height + 2]],
        )
        .properties(width=WIDTH, height=view.height, view=alt.ViewConfig(fill=SEA, stroke=RULE))
    )


def _circles(spots: Sequence[Spot]) -> list[alt.Chart]:
    import altair as alt

    charts = []
    for state, colour in STATUS_COLOURS.items():
        shapes = [
            {"type": "Feature", "properties": {}, "geometry": circle(p.longitude, p.latitude, p.radius_m)}
            for p in (s.place for s in spots if s.status == state)
            if p.radius_m and p.longitude is not None and p.latitude is not None
        ]
        if shapes:
            mark = alt.Chart(inline(shapes)).mark_geoshape(
                fill=colour, fillOpacity=0.13, stroke=colour, strokeWidth=0.8, strokeOpacity=0.6
            )
            charts.append(mark)
    return charts


def _signs(spots: Sequence[Spot]) -> list[alt.Chart]:
    import altair as alt

    rows = [
        {
            "longitude": s.place.longitude,
            "latitude": s.place.latitude,
            "status": s.status,
            "label": s.label,
            "anchor": s.anchor,
        }
        for s in spots
    ]
    base = alt.Chart(inline(rows))
    signs = base.mark_point(filled=True, size=90, opacity=1, stroke=PAPER, strokeWidth=0.8).encode(
        longitude="longitude:Q",
        latitude="latitude:Q",
        color=alt.Color("status:N", legend=None).scale(
            domain=list(STATUS_COLOURS), range=list(STATUS_COLOURS.values())
        ),
        shape=alt.Shape("status:N", legend=None).scale(domain=list(STATUS_SHAPES), range=list(STATUS_SHAPES.values())),
    )
    styles: dict[str, dict[str, Any]] = {
        "right": {"align": "left", "dx": 9},
        "left": {"align": "right", "dx": -9},
        "above": {"align": "center", "dy": -15},
        "below": {"align": "center", "dy": 16},
    }
    labels = []
    for anchor in _ANCHORS:
        chosen = base.transform_filter(f"datum.anchor == '{anchor}'")
        for style in ({"stroke": PAPER, "strokeWidth": 3, "strokeJoin": "round"}, {"color": INK}):
            text = chosen.mark_text(baseline="middle", fontSize=12, fontWeight=600, **styles[anchor], **style)
            labels.append(text.encode(longitude="longitude:Q", latitude="latitude:Q", text="label:N"))
    return [signs, *labels]


def _scale(view: Window) -> list[alt.Chart]:
    import altair as alt

    found = scale_bar(view)
    if found is None:
        return []
    kilometres, pixels = found
    data = inline([{"label": f"{kilometres:,} km"}])
    y = view.height - 16
    bar = (
        alt.Chart(data)
        .mark_rule(stroke=MUTED, strokeWidth=1.5)
        .encode(x=alt.value(14), x2=alt.value(14 + pixels), y=alt.value(y), y2=alt.value(y))
    )
    text = (
        alt.Chart(data)
        .mark_text(align="left", baseline="bottom", fontSize=11, color=MUTED)
        .encode(x=alt.value(14), y=alt.value(y - 3), text="label:N")
    )
    return [bar, text]
