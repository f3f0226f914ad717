"""The automatic brief as a note: references in place of what they print, for an analyst to write around."""

from __future__ import annotations

from pathlib import Path

from counterclaim.errors import ConfigError
from counterclaim.model import Property
from counterclaim.pipeline.desk.queries import asked_period
from counterclaim.pipeline.handling import Published
from counterclaim.pipeline.views import EventFilter
from counterclaim.publications.exports.atomic import check_target, write_atomically
from counterclaim.publications.facts import event_toll, status, unclaimed
from counterclaim.publications.material import PublishedEvent
from counterclaim.publications.prepare import prepare

_HEAD = """---
title: Who says who did it
authors: []
date:
language: en
summary:
since: {since}
until: {until}
---

## Summary

{{summary:coverage}} {{summary:outcomes}}
"""
_SENTENCES = ("opposed", "unclaimed", "tolls")


def write_draft(published: Published, out: Path, since: str, until: str) -> int:
    """Write the note to ``out``; returns how many events it refers to."""
    check_target(out)
    if out.exists():
        # A second draft under the same name would take the analyst's own words with it.
        raise ConfigError("there is a note already", where=f"--edit {out}", remedy="give another name, or move it away")
    first, last = asked_period(since or None, until or None)
    reading = published.reading
    views = published.views(reading.matching(EventFilter(since=first, until=last)))
    material = prepare(views, unmasked=reading.applied.unmasked, citations=published.citations)
    write_atomically(out, note_text(material.events, since, until).encode("utf-8"))
    return len(material.events)


def note_text(events: tuple[PublishedEvent, ...], since: str, until: str) -> str:
    """The note on some events."""
    head = _HEAD.format(since=since, until=until).replace("{summary:", "{summary|")
    against = ("denies", "doubts", "retracts")
    present = {
        "opposed": any(s.act in against for e in events for s in e.about(Property.PERPETRATOR)),
        "unclaimed": any(unclaimed(e) for e in events),
        "tolls": any(event_toll(e, p) for e in events for p in (Property.FATALITIES, Property.INJURED)),
    }
    parts = [head.rstrip() + "".join(f"\n{{summary|{name}}}" for name in _SENTENCES if present[name])]
    parts += ["## When and where", "{figure:timeline}", "{figure:map}", "## The events"]
    parts += [_event(event) for event in events]
    parts += ["## Methods", "{methods}", "## Sources", "{sources}"]
    return "\n\n".join(parts) + "\n"


def _event(event: PublishedEvent) -> str:
    lines = [f"### {event.title}", f"{{event:{event.id}|verdict}}{_tolls(event)}"]
    if event.contested and status(event) != "unknown":
        lines.append(f"{{event:{event.id}|why}}")
    if event.contested:
        lines.append(f"{{event:{event.id}|matrix}}")
    elif event.about(Property.PERPETRATOR):
        lines.append(f"{{event:{event.id}|says}}")
    return "\n\n".join(lines)


def _tolls(event: PublishedEvent) -> str:
    told = [p for p in (Property.FATALITIES, Property.INJURED) if event.about(p) and event_toll(event, p)]
    return f" Told are {{event:{event.id}|tolls}}." if told else ""
