"""The compiled codebook of actors: one JSON file, one line an actor, made by tools/build_actors.py."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from counterclaim.codebooks.actor_types import ALWAYS, Actor, Alias, Period, Relation
from counterclaim.codebooks.files import DATA
from counterclaim.errors import ConfigError

COMPILED = DATA / "actors.json"


def dump(actors: Iterable[Actor], relations: Iterable[Relation]) -> str:
    """The text of the compiled file: actors in their order, fields that say something, aliases by basis."""
    lines = ",\n".join(_line(_packed(actor)) for actor in actors)
    ties = ",\n".join(_line([r.kind, r.one, r.other, r.basis, r.year, r.note]) for r in relations)
    return f'{{"actors":[\n{lines}\n],"relations":[\n{ties}\n]}}\n'


@cache
def shipped(path: Path = COMPILED) -> tuple[tuple[Actor, ...], tuple[Relation, ...]]:
    """Actors and relations of the compiled file; raises ConfigError where it is damaged."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_unpacked(entry) for entry in data["actors"]), tuple(
            Relation(*entry) for entry in data["relations"]
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        remedy = "install the package anew, or make the file with tools/build_actors.py"
        raise ConfigError(f"is no compiled codebook of actors: {error}", where=str(path), remedy=remedy) from error


def _line(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _packed(actor: Actor) -> dict[str, Any]:
    names: dict[str, list[Any]] = {}
    for alias in actor.aliases:
        dated = alias.period != ALWAYS
        names.setdefault(alias.basis, []).append([alias.name, *_years(alias.period)] if dated else alias.name)
    told: dict[str, Any] = {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "basis": actor.name_basis,
        "names": names,
        "affiliation": actor.affiliation,
        "period": _years(actor.period),
        "seen": _years(actor.seen),
        "countries": list(actor.countries),
        "codes": dict(actor.codes),
        "quiet": not actor.in_text,
    }
    return {key: value for key, value in told.items() if value}


def _years(period: Period) -> list[Any]:
    return [] if period == ALWAYS else [period.since, period.until, period.basis]


def _unpacked(told: dict[str, Any]) -> Actor:
    aliases = [
        Alias(name, basis) if isinstance(name, str) else Alias(name[0], basis, _period(name[1:]))
        for basis, names in told.get("names", {}).items()
        for name in names
    ]
    return Actor(
        id=told["id"],
        name=told["name"],
        kind=told["kind"],
        aliases=tuple(aliases),
        affiliation=told.get("affiliation", ""),
        period=_period(told.get("period", ())),
        seen=_period(told.get("seen", ())),
        countries=tuple(told.get("countries", ())),
        codes=tuple(told.get("codes", {}).items()),
        in_text=not told.get("quiet", False),
        name_basis=told.get("basis", ""),
    )


def _period(told: Sequence[Any]) -> Period:
    return Period(*told) if told else ALWAYS
