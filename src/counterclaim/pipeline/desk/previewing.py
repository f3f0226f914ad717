"""What a merge or split would come to, before anybody decides it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counterclaim.assessments import weigh
from counterclaim.codebooks import ActorBook
from counterclaim.errors import ConfigError
from counterclaim.events import days_told, event_title
from counterclaim.model import EventView, Evidence, Judgement, Property, Verdict
from counterclaim.model.desk import Outlook, Preview
from counterclaim.pipeline import judging
from counterclaim.pipeline.desk.event_rows import event_row
from counterclaim.pipeline.desk.narrow import Narrow
from counterclaim.pipeline.evidence import Context, Naming
from counterclaim.review import in_force
from counterclaim.review.rules import PART

_SHOWN = (Property.PERPETRATOR, Property.DATE, Property.PLACE, Property.TYPE, Property.FATALITIES)


def preview(narrow: Narrow, naming: Naming, verdict: Verdict, subjects: Sequence[str]) -> Preview:
    """What a merge or split would come to; raises ConfigError where it could not be recorded either."""
    if verdict not in (Verdict.MERGE, Verdict.SPLIT):
        raise ConfigError(f"{verdict} has no preview", remedy="merge and split have")
    anchors, _ = judging.prepare(narrow, verdict, subjects, {})
    split = verdict is Verdict.SPLIT
    views = [judging.find_event(narrow, subject) for subject in (subjects[:1] if split else subjects)]
    gone = {(a.item_sha256, a.start, a.end, a.value) for a in anchors if a.property == PART}
    sides: dict[bool, set[str]] = {False: set(), True: set()}
    for view in views:
        for m in view.mentions:
            anchor = (narrow.documents[m.document_id].item_sha256, m.anchor.start, m.anchor.end, f"#{m.number}")
            sides[split and anchor in gone].add(m.id)
    groups = [sides[False], sides[True]] if split else [sides[False]]
    evidence = _evidence(narrow, naming)
    return Preview(
        before=tuple(event_row(view) for view in views),
        after=tuple(_outlook(narrow, views, group, evidence) for group in groups),
        against=_against(narrow, verdict, {a.item_sha256 for a in anchors}),
    )


def _evidence(narrow: Narrow, naming: Naming) -> dict[str, list[Evidence]]:
    """Evidence by mention, of all that the reading holds."""
    book: ActorBook = narrow.codebook.actors
    relations = narrow.storage.relations_of(narrow.part.ids)
    context = Context.of(narrow.documents, narrow.sources, relations, book)
    verdicts = narrow.applied.verdicts
    found: dict[str, list[Evidence]] = {}
    for coding in narrow.applied.codings:
        days = days_told(coding, verdicts)
        for s in coding.statements:
            made = context.evidence(s, naming, verdicts.get(s.id), days.get(s.mention_id))
            found.setdefault(s.mention_id, []).append(made)
    return found


def _outlook(
    narrow: Narrow, views: Sequence[EventView], group: set[str], evidence: dict[str, list[Evidence]]
) -> Outlook:
    said = [i for v in views for i in v.statements if i.statement.mention_id in group]
    told = [m for v in views for m in v.mentions if m.id in group]
    own = [e for mention in sorted(group) for e in evidence.get(mention, ())]
    weighed = weigh(views[0].event.id, own, narrow.codebook.priors)
    return Outlook(
        title=event_title(weighed, [i.statement for i in said]),
        mentions=len(told),
        documents=len({m.document_id for m in told}),
        statements=len(said),
        assessments=tuple(a for a in weighed if a.property in _SHOWN),
    )


def _against(narrow: Narrow, verdict: Verdict, items: Iterable[str]) -> tuple[Judgement, ...]:
    """Standing judgements of the other kind that concern two of these documents' mentions or more."""
    other, wanted = (Verdict.SPLIT if verdict is Verdict.MERGE else Verdict.MERGE), set(items)
    standing = in_force(narrow.part.judgements)
    return tuple(
        j for j in standing if j.verdict is other and len({a for a in j.anchors if a.item_sha256 in wanted}) > 1
    )
