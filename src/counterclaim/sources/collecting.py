"""Targets to captured bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace

from counterclaim.model import Fetched, Hints, Problem
from counterclaim.sources.connectors import Connector, connectors
from counterclaim.sources.options import FetchOptions


def collect(targets: Sequence[str], options: FetchOptions, on_problem: Callable[[Problem], None]) -> Iterator[Fetched]:
    """Fetch each target in turn: a file, a folder, an http or https address, a feed's address.

    Items come as they are read, so memory holds one at a time. What cannot be had goes to ``on_problem`` (stage
    "capture") and the rest goes on. Nothing is raised for bad input.
    """
    ready: dict[type[Connector], Connector] = {}
    for target in targets:
        kind = next((kind for kind in connectors() if kind.takes(target)), None)
        if kind is None:
            message, remedy = "an empty name was given", "name a file, a folder or an address"
            on_problem(
                Problem(stage="capture", subject=target, place="", message=message, remedy=remedy, code="missing")
            )
            continue
        if kind not in ready:
            ready[kind] = kind(options, on_problem)
        for fetched in ready[kind].fetch(target):
            yield replace(fetched, hints=_filled(fetched.hints, options.hints))


def _filled(own: Hints, told: Hints) -> Hints:
    """``own`` with its gaps filled from ``told``."""
    gaps = {field.name: getattr(told, field.name) for field in fields(Hints) if not getattr(own, field.name)}
    return replace(own, **gaps)
