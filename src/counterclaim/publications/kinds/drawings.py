"""References to figures: `{figure:timeline}`, `{figure:waterfall EVENT}`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from counterclaim.model import Property
from counterclaim.publications.figures import Figure, map_figure, timeline_figure, waterfall_figure
from counterclaim.publications.figures.matrix import matrix_figure
from counterclaim.publications.figures.prevalence import prevalence_figure
from counterclaim.publications.figures.territory import territory_figure
from counterclaim.publications.kinds.asked import shares_asked, territory_asked
from counterclaim.publications.kinds.base import Answer, Kind, Scope, Unsupported, near
from counterclaim.publications.kinds.events import find_event
from counterclaim.publications.kinds.narratives import find_framing, first_of_each
from counterclaim.publications.kinds.territory import events_of, find_territory, rows_told, support
from counterclaim.publications.material import PublishedStatement
from counterclaim.publications.paper.blocks import Picture

Draw = Callable[[str, Scope], Answer]


def _answer(figure: Figure, told: Iterable[PublishedStatement], scope: Scope) -> Answer:
    """A figure with the notes of what is drawn."""
    statements = list(told) if figure.svg else []
    ids = {s.id for s in statements}
    marks = scope.notes.marks(figure.heading, (s.id for s in statements)) if statements else ()
    events = tuple(e.id for e in scope.events if any(s.id in ids for s in e.statements))
    return Answer(blocks=(Picture(figure=replace(figure, marks=marks)),), event_ids=events)


def _first(prop: Property, scope: Scope) -> list[PublishedStatement]:
    return [e.about(prop)[0] for e in scope.events if e.about(prop)]


def _timeline(target: str, scope: Scope) -> Answer:
    scope.once("the timeline")
    return _answer(timeline_figure(scope.material), _first(Property.DATE, scope), scope)


def _map(target: str, scope: Scope) -> Answer:
    scope.once("the map")
    return _answer(map_figure(scope.material, scope.options.outline), _first(Property.PLACE, scope), scope)


def _waterfall(target: str, scope: Scope) -> Answer:
    event = find_event(target, scope)
    figure = waterfall_figure(event, scope.figure_name("waterfall"))
    if figure is None:
        raise Unsupported(f"nothing was weighed about {event.title} that could be drawn")
    told = event.about(Property.PERPETRATOR)
    return _answer(replace(figure, caption=f"{event.title}. {figure.caption}"), told, scope)


def _matrix(target: str, scope: Scope) -> Answer:
    event = find_event(target, scope)
    name = scope.figure_name("matrix")
    drawing, told = matrix_figure(event, name=name)
    if not drawing:
        raise Unsupported(f"nobody says who did it in {event.title}, so there is no matrix")
    figure = Figure(id=name, heading="Evidence matrix", legend=(), svg=drawing, caption=told)
    return _answer(figure, event.about(Property.PERPETRATOR), scope)


def _prevalence(target: str, scope: Scope) -> Answer:
    asked = shares_asked(target)
    shares = scope.given.shares.get(asked.unit, ())
    if not shares:
        raise Unsupported("no text of this ledger carries a framing, so there is no prevalence")
    framed = [find_framing(asked.framing, scope)] if asked.framing else list(scope.given.narratives.values())
    ids = {f.id for f in framed}
    rows = [row for row in shares if row.framing in ids]
    name = scope.figure_name("prevalence")
    drawing, told = prevalence_figure(rows, scope.given.framings, asked.unit, name=name)
    if not drawing:
        raise Unsupported(told[0].lower() + told[1:].removesuffix("."))
    cited = first_of_each(match.passage for found in framed for match in found.matches)
    marks = scope.notes.marks(told, cited)
    figure = Figure(id=name, heading="Prevalence of framings", legend=(), svg=drawing, caption=told, marks=marks)
    return Answer(blocks=(Picture(figure=figure),))


def _territory(target: str, scope: Scope) -> Answer:
    found = find_territory(territory_asked(target), scope)
    name = scope.figure_name("territory")
    drawing, told = territory_figure(found, name=name)
    if not drawing:
        raise Unsupported(told[0].lower() + told[1:].removesuffix("."))
    rows, cited = rows_told(found.moves), support(found, scope)
    told += f" Among the changes are {rows}." if rows else ""
    marks = scope.notes.marks(told, cited) if cited else ()
    figure = Figure(id=name, heading="Territory and attacks", legend=(), svg=drawing, caption=told, marks=marks)
    return Answer(blocks=(Picture(figure=figure),), event_ids=events_of(found, scope))


FIGURES: Mapping[str, tuple[str, Draw]] = {
    "timeline": ("the events in time", _timeline),
    "map": ("the events on a map", _map),
    "waterfall": ("what moved the verdict of an event", _waterfall),
    "matrix": ("who says what about which answer, drawn", _matrix),
    "territory": (
        "an actor's losses and gains beside its attacks; the actor's name follows, then `by week` and `inside place`",
        _territory,
    ),
    "prevalence": ("how frequent framings were; one framing's id may follow, and `by week`", _prevalence),
}
"""Every figure by its name: what it shows, and how it is drawn from what follows the name."""


def _resolve(target: str, field: str, scope: Scope) -> Answer:
    name, _, rest = target.partition(" ")
    if name not in FIGURES:
        raise Unsupported(f"there is no figure {name!r}{near(name, FIGURES)}", f"figures are {', '.join(FIGURES)}")
    answer = FIGURES[name][1](rest.strip(), scope)
    if field:
        figures = [block.figure for block in answer.blocks if isinstance(block, Picture)]
        return replace(answer, blocks=tuple(Picture(figure=replace(f, caption=scope.mask(field))) for f in figures))
    return answer


FIGURE = Kind(
    name="figure",
    resolve=_resolve,
    fields={"": "the figure with its own caption", "…": "the words after the bar stand as its caption"},
    target=f"{', '.join(FIGURES)}; then what it is of",
)
