"""What a published brief said and the ledger no longer says: found value by value, and drafted as a note."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from counterclaim.model import Act, CorrectedBrief, Correction, Property, PublishedBrief
from counterclaim.publications.chances import term
from counterclaim.publications.material import Material, PublishedEvent, PublishedStatement
from counterclaim.publications.paper.lowering import published_words
from counterclaim.publications.words import act_phrase, count_words, value_words

_WHAT = {
    Property.PERPETRATOR: "who did it",
    Property.FATALITIES: "killed",
    Property.INJURED: "injured",
    Property.DATE: "date",
    Property.PLACE: "place",
    Property.TYPE: "kind of event",
}
_FIELD = {
    "who did it": "verdict",
    "killed": "killed",
    "injured": "injured",
    "date": "date",
    "place": "place",
    "kind of event": "type",
}
"""The field of a reference that prints what is so now."""
NOTHING = "nothing is told of it any more"
SUPPORT = "support"
_MARKUP = "\\`*_{}[]<>#|"


def corrections(
    brief: PublishedBrief, material: Material, redirects: Mapping[str, str], withdrawn: Mapping[str, str]
) -> tuple[Correction, ...]:
    """All that a brief said otherwise than its events are weighed now, by event and property.

    Args:
        brief: what was published.
        material: its events as they may be published now.
        redirects: present ids of events that merged or split since.
        withdrawn: by id of a statement that may not be published: why.
    """
    content: dict[str, Any] = json.loads(brief.content)
    present = {event.id: event for event in material.events}
    found: list[Correction] = []
    for former, told in content["events"].items():
        event = present.get(redirects.get(former, former))
        was = [a for a in content["assessments"] if a["event"] == former]
        found += _Compared(event, told, withdrawn).corrections(was)
    return tuple(found)


class _Compared:
    """One event as it was published and as it is now."""

    def __init__(self, event: PublishedEvent | None, told: Mapping[str, Any], withdrawn: Mapping[str, str]) -> None:
        self._event = event
        self._title = event.title if event else str(told["title"])
        then = set(told["statements"])
        here = {s.id: s for s in event.statements} if event else {}
        self._fresh = [s for i, s in here.items() if i not in then]
        self._gone = tuple(sorted(then - here.keys()))
        self._withdrawn = {i: withdrawn[i] for i in self._gone if i in withdrawn}

    def corrections(self, was: Sequence[dict[str, Any]]) -> Iterator[Correction]:
        """What is otherwise, property by property; what lost support without moving anything comes as such."""
        now = {a.property: asdict(a) for a in self._event.assessments} if self._event else {}
        retracting = [s for s in self._fresh if s.act is Act.RETRACTS]
        moved = False
        for entry in was:
            prop = Property(entry["property"])
            if prop not in _WHAT:
                continue
            before, after = _value(prop, entry), _value(prop, now[prop]) if prop in now else NOTHING
            if before != after:
                moved = True
                causes = [s for s in self._fresh if s.property is prop]
                yield self._correction(_WHAT[prop], before, after, causes or retracting)
        if not moved and (retracting or self._withdrawn):
            words = "; ".join(map(_said, retracting)) or "statements that carried it no longer stand"
            yield self._correction(SUPPORT, "as printed", words, retracting)

    def _correction(self, what: str, was: str, now: str, causes: Sequence[PublishedStatement]) -> Correction:
        reasons = [_said(s) for s in causes]
        reasons += [f"statement {i} no longer stands: {why}" for i, why in self._withdrawn.items()]
        lost = len(self._gone) - len(self._withdrawn)
        if lost:
            reasons.append(f"statements that the ledger no longer holds: {lost}")
        return Correction(
            event_id=self._event.id if self._event else "",
            title=self._title,
            what=what,
            was=was,
            now=now,
            because=tuple(s.id for s in causes),
            gone=self._gone,
            reasons=tuple(reasons) or ("weighed anew: records of speakers, priors or codebooks are others",),
        )


def _value(prop: Property, entry: Mapping[str, Any]) -> str:
    """What a brief prints of one property, from an assessment as plain data."""
    if prop is Property.PERPETRATOR:
        chosen = next((c for c in entry["candidates"] if c["value"] == entry["outcome"]), None)
        return f"{entry['outcome']}, {term(chosen['probability'])}" if chosen else str(entry["outcome"])
    if prop in (Property.FATALITIES, Property.INJURED):
        low, best, high = entry["low"], entry["best"], entry["high"]
        span = f" (lowest {count_words(low)}, highest {count_words(high)})" if len({low, best, high}) > 1 else ""
        return f"{count_words(best)}{span}"
    return value_words(prop, entry["best"] or entry["outcome"])


def _said(statement: PublishedStatement) -> str:
    perpetrator = statement.property is Property.PERPETRATOR
    told = act_phrase(statement) if perpetrator else f"says {value_words(statement.property, statement.value)}"
    return f"{statement.speaker} {told} ({statement.document.outlet}, {published_words(statement.document.published)})"


def drafted(found: Sequence[CorrectedBrief], today: date) -> str:
    """A dated correction as a note that can be edited and published: what was said, what is so now, and why."""
    parts = [f"---\ntitle: Corrections\ndate: {today}\nlanguage: en\n---"]
    for item in found:
        parts.append(f"## {_plain(item.brief.title)}")
        when = f"{item.brief.published.day} {item.brief.published:%B %Y}"
        parts.append(f"Published on {when} as {', '.join(map(_plain, item.names))}; digest `{item.brief.digest}`.")
        for correction in item.corrections:
            parts += _paragraphs(correction)
    return "\n\n".join(parts) + "\n"


def _paragraphs(correction: Correction) -> Iterator[str]:
    yield f"### {_plain(correction.title)}: {correction.what}"
    yield f"We wrote: “{_plain(correction.was)}”."
    field = _FIELD.get(correction.what)
    if not correction.event_id:
        yield f"Now: {NOTHING}."
    elif field == "verdict":
        yield f"Now: {{event:{correction.event_id}|verdict}}"
    elif field and correction.now != NOTHING:
        yield f"Now: {{event:{correction.event_id}|{field}}}."
    else:
        yield f"Now: {_plain(correction.now)}."
    told = [f"- {{statement:{i}|said}}: {{statement:{i}}}." for i in correction.because]
    rest = [f"- {_plain(reason)}." for reason in correction.reasons[len(correction.because) :]]
    yield "Why:\n\n" + "\n".join([*told, *rest])


def _plain(text: str) -> str:
    """A text without what a note reads as markup."""
    return "".join(f"\\{char}" if char in _MARKUP else char for char in " ".join(text.split()))
