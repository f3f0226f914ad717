"""What a reference asks of other stages in its target: "Commons Front by week inside place", "endurance by week"."""

from __future__ import annotations

import re
from typing import NamedTuple

_BY = re.compile(r"(?P<rest>.*?)\s*\bby (?P<unit>week|month|year)$")
_INSIDE = re.compile(r"(?P<rest>.*?)\s*\binside (?P<inside>country|place)$")


class TerritoryAsked(NamedTuple):
    """An actor's territory by periods, and what counts as inside of it."""

    actor: str
    unit: str
    inside: str


class SharesAsked(NamedTuple):
    """A framing, or all where it is empty, by periods."""

    framing: str
    unit: str


def territory_asked(target: str) -> TerritoryAsked:
    """Actor, period ("month" where none is told) and inside ("country" where none is told), in either order."""
    unit, inside = "month", "country"
    rest = target.strip()
    for _ in range(2):
        if found := _BY.fullmatch(rest):
            rest, unit = found["rest"], found["unit"]
        if found := _INSIDE.fullmatch(rest):
            rest, inside = found["rest"], found["inside"]
    return TerritoryAsked(rest, unit, inside)


def shares_asked(target: str) -> SharesAsked:
    """Framing and period ("month" where none is told)."""
    found = _BY.fullmatch(target.strip())
    return SharesAsked(found["rest"], found["unit"]) if found else SharesAsked(target.strip(), "month")


def asked_of_figure(target: str) -> TerritoryAsked | SharesAsked | None:
    """What a figure's target asks of other stages; None for a figure of events."""
    name, _, rest = target.partition(" ")
    if name == "territory":
        return territory_asked(rest)
    return shares_asked(rest) if name == "prevalence" else None
