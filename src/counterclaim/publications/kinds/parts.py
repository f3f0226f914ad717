"""References that stand for a whole part of the automatic brief: `{summary}`, `{findings}`, `{events}` and so on."""

from __future__ import annotations

from counterclaim.model import Property
from counterclaim.publications.figures import WATERFALLS
from counterclaim.publications.kinds.base import Answer, Kind, Scope, Unsupported
from counterclaim.publications.kinds.events import event_part
from counterclaim.publications.material import Material, PublishedDocument
from counterclaim.publications.methods import methods
from counterclaim.publications.paper.blocks import FindingsPart, MethodsPart, OutletRow, SourcesPart, SummaryPart
from counterclaim.publications.paper.inlines import spaced
from counterclaim.publications.summary import SENTENCES, findings, summary


def _summary(target: str, field: str, scope: Scope) -> Answer:
    ids = tuple(e.id for e in scope.events)
    if not field:
        return Answer(blocks=(SummaryPart(summary=summary(scope.material, scope.notes)),), event_ids=ids)
    told = list(SENTENCES[field](scope.events, scope.notes)) if scope.events else []
    if not told:
        raise Unsupported(f"no event of this period gives a sentence on {field}")
    return Answer(inlines=spaced(told), event_ids=ids)


def _findings(target: str, field: str, scope: Scope) -> Answer:
    part = FindingsPart(findings=findings(scope.material, scope.notes))
    return Answer(blocks=(part,), event_ids=tuple(e.id for e in scope.events))


def _events(target: str, field: str, scope: Scope) -> Answer:
    contested = [e for e in scope.events if e.contested and e.assessment(Property.PERPETRATOR)]
    contested.sort(key=lambda e: (-max(a.voices for a in e.assessments), e.number))
    drawn = {e.id for e in contested[:WATERFALLS]}
    shown = [e for e in scope.events if e.contested] if field == "contested" else scope.events
    parts = tuple(event_part(event, scope, drawn=event.id in drawn) for event in shown)
    return Answer(blocks=parts, event_ids=tuple(e.id for e in shown))


def _methods(target: str, field: str, scope: Scope) -> Answer:
    return Answer(blocks=(MethodsPart(methods=methods(scope.material, scope.options)),))


def _sources(target: str, field: str, scope: Scope) -> Answer:
    scope.once("the list of sources")
    return Answer(blocks=(SourcesPart(outlets=outlet_rows(scope.material)),))


def outlet_rows(material: Material) -> tuple[OutletRow, ...]:
    """The outlets of all documents behind the events, by name, with their documents by date."""
    groups: dict[str, list[PublishedDocument]] = {}
    for document in material.documents:
        groups.setdefault(document.outlet, []).append(document)
    return tuple(
        OutletRow(
            outlet=outlet,
            kind=group[0].outlet_kind.replace("_", " "),
            affiliation=group[0].affiliation,
            documents=tuple(sorted(group, key=lambda d: (str(d.published or "9"), d.title, d.id))),
        )
        for outlet, group in sorted(groups.items(), key=lambda entry: entry[0].casefold())
    )


PARTS = (
    Kind(
        name="summary",
        resolve=_summary,
        fields={
            "": "the summary, and what is contested",
            "coverage": "how many documents, outlets and events, as a sentence",
            "outcomes": "how many events are answered, disputed, unknown",
            "opposed": "in how many somebody denies or doubts",
            "unclaimed": "of how many a source says that nobody claimed them",
            "tolls": "dead and injured of all events together",
        },
    ),
    Kind(name="findings", resolve=_findings, fields={"": "the table of findings"}),
    Kind(
        name="events",
        resolve=_events,
        fields={"": "every event with all that is said of it", "contested": "contested events only"},
    ),
    Kind(name="methods", resolve=_methods, fields={"": "how the brief was made and what it does not know"}),
    Kind(name="sources", resolve=_sources, fields={"": "the outlets with the documents behind the events"}),
)
