"""What a note refers to beside events, looked up only where it does: the results of other stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from counterclaim.narratives import Period
from counterclaim.pipeline.narrating import Narrating
from counterclaim.publications.given import Given
from counterclaim.publications.notefile.lines import Source
from counterclaim.publications.notefile.references import REFERENCE, Reference


def references(source: Source | None) -> Iterable[Reference]:
    """Every reference in a note, also such as stand in code; none in the automatic brief."""
    for line in source.lines if source else ():
        for match in REFERENCE.finditer(line.text):
            yield Reference.parse(match[0])


def given_for(source: Source | None, narrating: Callable[[], Narrating]) -> Given:
    """All that the references of a note need beside events."""
    wanted = {(r.kind, r.target.split(" ")[0]) for r in references(source)}
    if ("figure", "prevalence") not in wanted:
        return Given()
    found = narrating()
    names = {framing.id: framing.name for framing in found.book}
    return Given(shares=tuple(found.shares(Period.MONTH)), framings=names)
