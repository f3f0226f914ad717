"""References to territory, `{territory:Commons Front by week inside place}`: lost, gained, attacks, and the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from counterclaim.model.territory import ControlMove, Territory
from counterclaim.model.values.control import ControlChange
from counterclaim.publications.display import isolated, one_line, shortened
from counterclaim.publications.kinds.asked import TerritoryAsked, territory_asked
from counterclaim.publications.kinds.base import Answer, Kind, Scope, Unsupported
from counterclaim.publications.paper.blocks import Paragraph, Table
from counterclaim.publications.paper.inlines import Inline, Marked, Text
from counterclaim.publications.words import date_words, listed, plural

_SOURCE = 120
"""Code points shown of what a row of a territory file rests on."""


def find_territory(asked: TerritoryAsked, scope: Scope) -> Territory:
    """An actor's territory; raises Unsupported where nothing tells of it."""
    found = scope.given.territory.get(asked)
    if found is None:
        raise Unsupported(
            f"nothing tells of territory of {asked.actor!r}", "`counterclaim territory ACTOR` says of whom"
        )
    return found


def support(found: Territory, scope: Scope, moves: Iterable[ControlMove] | None = None) -> list[str]:
    """Ids of what carries the moves; without ``moves`` of all moves and of one statement for each attack."""
    chosen = found.moves if moves is None else moves
    cited = [i for move in chosen for i in move.statement_ids[:1]]
    if moves is None:
        cited += [next((i for i in a.statement_ids if i in scope.statements), "") for a in found.attacks]
    return [i for i in dict.fromkeys(cited) if i in scope.footings]


def events_of(found: Territory, scope: Scope) -> tuple[str, ...]:
    """The attacks that stand in this brief."""
    here = {event.id for event in scope.events}
    return tuple(a.event_id for a in found.attacks if a.event_id in here)


def rows_told(moves: Iterable[ControlMove]) -> str:
    """The lines of a territory file that moves rest on alone, in words; empty where texts carry them all."""
    rows = sorted({move.row for move in moves if move.row and not move.statement_ids})
    return f"rows {listed([str(row) for row in rows])} of the territory file, which texts do not tell" if rows else ""


def _of(found: Territory, *changes: ControlChange) -> list[ControlMove]:
    return [move for move in found.moves if move.change in changes]


def _words(found: Territory, text: str, moves: Sequence[ControlMove] | None, scope: Scope) -> Answer:
    cited = support(found, scope, moves)
    rows = rows_told(found.moves if moves is None else moves)
    if not cited:
        raise Unsupported(
            f"no text tells of this territory of {found.actor}" + (f", only {rows}" if rows else ""),
            "add the texts that tell of it; a chart needs none",
        )
    told = f" ({rows})" if rows else ""
    return Answer(
        inlines=(Text(text), Marked(scope.notes.marks(text, cited)), *((Text(told),) if told else ())),
        event_ids=events_of(found, scope) if moves is None else (),
    )


def _counted(change: ControlChange, verb: str) -> Callable[[Territory, Scope], Answer]:
    def answer(found: Territory, scope: Scope) -> Answer:
        moves = _of(found, change)
        if not moves:
            raise Unsupported(f"nothing tells that {found.actor} {verb} a place")
        named = listed([f"{isolated(m.place) or 'a place'}{_when(m)}" for m in moves])
        return _words(found, named, moves, scope)

    return answer


def _when(move: ControlMove) -> str:
    return f" ({date_words(move.when)})" if move.when else " (undated)"


def _whole(found: Territory, scope: Scope) -> Answer:
    lost, gained = len(_of(found, ControlChange.LOST)), len(_of(found, ControlChange.GAINED))
    contested = len(_of(found, ControlChange.CONTESTED))
    outside = sum(a.inside is False for a in found.attacks)
    inside = sum(a.inside is True for a in found.attacks)
    fought = f", and {plural(contested, 'place')} fought over" if contested else ""
    name = isolated(scope.mask(found.actor))
    text = (
        f"{name}: {plural(lost, 'place')} lost and {plural(gained, 'place')} gained{fought}; "
        f"beside them {plural(outside, 'attack')} outside of its territory and {plural(inside, 'attack')} inside"
    )
    return _words(found, text, None, scope)


def _attacks(found: Territory, scope: Scope) -> Answer:
    outside = sum(a.inside is False for a in found.attacks)
    inside = sum(a.inside is True for a in found.attacks)
    unplaced = len(found.attacks) - outside - inside
    more = f", {unplaced} without a place" if unplaced else ""
    text = f"{plural(outside, 'attack')} outside and {plural(inside, 'attack')} inside{more}"
    cited = support(found, scope)
    if not cited:
        raise Unsupported(f"no attack of {found.actor} is in this brief", "widen the brief's period")
    return Answer.words(text, Marked(scope.notes.marks(text, cited)), event_ids=events_of(found, scope))


def _model(found: Territory, scope: Scope) -> Answer:
    if found.model is None:
        text = f"No model can lay the attacks beside the losses: {found.no_model}"
        return _words(found, text, None, scope)
    return _words(found, found.model.sentence.removesuffix("."), None, scope)


def _checks(found: Territory, scope: Scope) -> Answer:
    """The model's numbers and checks as a table, with its assumptions under it."""
    if found.model is None:
        raise Unsupported(f"there is no model: {found.no_model}")
    model = found.model
    cited = Marked(scope.notes.marks("model", support(found, scope) or [""]))
    unit = found.unit
    rows = [
        (f"{effect.lag} {unit}s after a loss" if effect.lag > 1 else f"1 {unit} after a loss", effect)
        for effect in model.lags
    ]
    rows += [("all together", model.total), ("check: losses that come only afterwards", model.leads)]
    told = [(name, f"{e.ratio:.2f} ({e.low:.2f} to {e.high:.2f})") for name, e in rows]
    told += [
        ("check: shifted series that show as much", f"{model.shifted:.0%} of {model.shifts}"),
        ("check: without one period of losses", f"{model.without_one[0]:.2f} to {model.without_one[1]:.2f}"),
        ("dispersion", f"{model.dispersion:.2f}"),
        ("rests on", f"{model.periods} {unit}s, {model.attacks} attacks outside, {model.losses} losses"),
    ]
    table = Table(
        header=((Text("What"),), (Text("Attacks outside, times as many (95 % interval)"),)),
        rows=tuple(((Text(name),), (Text(value), cited)) for name, value in told),
    )
    assumed = Paragraph(children=(Text(f"Assumed: {' '.join(model.assumptions)}"),), role="basis")
    return Answer(blocks=(table, assumed), event_ids=events_of(found, scope))


def _changes(found: Territory, scope: Scope) -> Answer:
    if not found.moves:
        raise Unsupported(f"no change of territory of {found.actor} is told")
    header = tuple((Text(words),) for words in ("When", "Place", "What", "By whose word"))
    return Answer(blocks=(Table(header=header, rows=tuple(_row(move, scope) for move in found.moves)),))


def _row(move: ControlMove, scope: Scope) -> tuple[tuple[Inline, ...], ...]:
    cited = [i for i in move.statement_ids if i in scope.footings]
    marks = (Marked(scope.notes.marks(move.place, cited)),) if cited else ()
    source = shortened(one_line(scope.mask(move.source or move.speaker)), _SOURCE)
    row = f" (territory file, line {move.row})" if move.row else ""
    return (
        (Text(date_words(move.when) if move.when else "undated"),),
        (Text(isolated(scope.mask(move.place)) or "not told"),),
        (Text(str(move.change)), *marks),
        (Text(f"{isolated(source)}{row}"),),
    )


_FIELDS: dict[str, tuple[str, Callable[[Territory, Scope], Answer]]] = {
    "": ("how many places were lost and gained, beside how many attacks", _whole),
    "lost": ("which places were lost, and when", _counted(ControlChange.LOST, "lost")),
    "gained": ("which places were gained, and when", _counted(ControlChange.GAINED, "gained")),
    "contested": ("which places are fought over", _counted(ControlChange.CONTESTED, "fights for")),
    "attacks": ("how many attacks outside and inside", _attacks),
    "changes": ("every change with its time and by whose word, as a table", _changes),
    "model": ("what the lagged count model says, or why there is none", _model),
    "checks": ("the model's estimates, placebo checks and assumptions, as a table", _checks),
}


def _territory(target: str, field: str, scope: Scope) -> Answer:
    return _FIELDS[field][1](find_territory(territory_asked(target), scope), scope)


TERRITORY = Kind(
    name="territory",
    resolve=_territory,
    fields={name: words for name, (words, _) in _FIELDS.items()},
    target="an actor's name; `by week` and `inside place` may follow",
)
