"""What a note refers to beside events, looked up only where it does: the results of other stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from counterclaim.errors import ConfigError
from counterclaim.model.territory import Territory
from counterclaim.narratives import Period
from counterclaim.pipeline.narrating import Narrating
from counterclaim.pipeline.tallying import Tallying
from counterclaim.publications.given import Given
from counterclaim.publications.notefile.lines import Source
from counterclaim.publications.notefile.references import REFERENCE, Reference


def references(source: Source | None) -> Iterable[Reference]:
    """Every reference in a note, also such as stand in code; none in the automatic brief."""
    for line in source.lines if source else ():
        for match in REFERENCE.finditer(line.text):
            yield Reference.parse(match[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The stages that a note may ask, each looked at only where it is asked."""

    narrating: Callable[[], Narrating]
    tallying: Callable[[], Tallying]
    territory: Callable[[str], Territory]


def given_for(source: Source | None, stages: Stages) -> Given:
    """All that the references of a note need beside events."""
    found = list(references(source))
    given = Given()
    if any(r.kind == "figure" and r.target.split(" ")[0] == "prevalence" for r in found):
        narrating = stages.narrating()
        names = {framing.id: framing.name for framing in narrating.book}
        given = replace(given, shares=tuple(narrating.shares(Period.MONTH)), framings=names)
    if any(r.kind == "tally" for r in found):
        given = replace(given, tallies=dict(stages.tallying().results))
    actors = {r.target.split(" ", 1)[1] for r in found if r.kind == "figure" and r.target.startswith("territory ")}
    return replace(given, territory={a: t for a in sorted(actors) if (t := _territory(a, stages)) is not None})


def _territory(actor: str, stages: Stages) -> Territory | None:
    """One actor's territory; None where nothing tells of it, which the reference then says by line."""
    try:
        return stages.territory(actor.strip())
    except ConfigError:
        return None
