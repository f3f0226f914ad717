"""The summary in plain sentences, and the table of findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.model import Act, Property
from counterclaim.publications.chances import term
from counterclaim.publications.display import isolated
from counterclaim.publications.facts import bounds, event_dates, event_place, event_toll, status, unclaimed
from counterclaim.publications.material import Material, PublishedEvent
from counterclaim.publications.matrix import speaker_label, voices
from counterclaim.publications.notes import Mark, Notes, Sentence
from counterclaim.publications.words import (
    act_phrases,
    count_words,
    date_words,
    is_unsure,
    listed,
    percent,
    plural,
    sentence,
    spelled,
    unsure_words,
)

_DISPUTES = 8
"""Contested events that the summary tells of; the rest stand in their sections."""
_VOICES = 6
"""Voices that one sentence of it can carry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One row of the table of findings."""

    number: int
    title: str
    when: str
    where: str
    who: str
    status: str
    chance: tuple[str, ...]
    killed: str
    tags: tuple[str, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One contested event in the summary: what each voice says of it, in one sentence."""

    number: int
    title: str
    told: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Paragraphs of sentences, and the contested events with the most voices."""

    paragraphs: tuple[tuple[Sentence, ...], ...]
    disputes: tuple[Dispute, ...]
    more: Sentence | None
    """How many contested events the summary leaves to the sections; None where it leaves none."""


def summary(material: Material, notes: Notes) -> Summary:
    """What the period holds, in sentences that each rest on statements."""
    events = material.events
    if not events:
        return Summary(paragraphs=(), disputes=(), more=None)
    parts = (("coverage", "outcomes", "opposed", "unclaimed"), ("tolls",))
    paragraphs = tuple(tuple(s for name in names for s in SENTENCES[name](events, notes)) for names in parts)
    contested = sorted((e for e in events if e.contested), key=lambda e: (-len(voices(e)), e.number))
    chosen = sorted(contested[:_DISPUTES], key=lambda e: e.number)
    disputes = tuple(_dispute(event, notes) for event in chosen if voices(event))
    return Summary(
        paragraphs=tuple(p for p in paragraphs if p),
        disputes=disputes,
        more=_more(contested[_DISPUTES:], notes),
    )


def _more(left: Sequence[PublishedEvent], notes: Notes) -> Sentence | None:
    if not left:
        return None
    told = "one more contested event is" if len(left) == 1 else f"{plural(len(left), 'more contested event')} are"
    return notes.sentence(sentence(f"{told} in the sections below"), [i for e in left for i in _support(e)])


def _dispute(event: PublishedEvent, notes: Notes) -> Dispute:
    groups = voices(event)
    sure = [kept for g in groups if (kept := [s for s in g if not is_unsure(s)])]
    # What is likelier misread than not is no news of a person: it is left, marked, to the section with its quote.
    told_of = sure or groups
    shown = told_of[:_VOICES]
    clauses = [f"{isolated(speaker_label(g))} {listed(act_phrases(g))}" for g in shown]
    if len(told_of) > len(shown):
        clauses.append(plural(len(told_of) - len(shown), "further voice speaks", "further voices speak") + " to it")
    left = sum(map(len, groups)) - sum(map(len, told_of))
    if left:
        clauses.append(plural(left, "uncertain reading is", "uncertain readings are") + " left to its section")
    told = notes.sentence(sentence("; ".join(clauses)), [s.id for g in groups for s in g])
    return Dispute(number=event.number, title=event.title, told=told)


def _coverage(events: Sequence[PublishedEvent], notes: Notes) -> Iterable[Sentence]:
    documents = {s.document.id: s.document for e in events for s in e.statements}
    origins = {d.origin_id for d in documents.values()}
    outlets = {d.outlet for d in documents.values()}
    told = plural(len(documents), "document")
    verb = "tells" if len(documents) == 1 else "tell"
    text = f"{told} from {plural(len(outlets), 'outlet')} {verb} of {plural(len(events), 'event')}"
    copies = len(documents) - len(origins)
    if copies == 1:
        text += "; one document repeats another's text and counts once with it"
    elif copies:
        text += f"; {plural(copies, 'document')} repeat another's text and count once with it"
    yield notes.sentence(sentence(text), (e.statements[0].id for e in events))


_OUTCOMES = {
    "answered": "In {count} the statements carry an answer to who did it",
    "disputed": "In {count} who did it stays disputed: incompatible answers stand",
    "unknown": "In {count} nobody who was read establishes who did it",
}


def _outcomes(events: Sequence[PublishedEvent], notes: Notes) -> Iterable[Sentence]:
    for state, text in _OUTCOMES.items():
        chosen = [e for e in events if status(e) == state]
        if chosen:
            yield notes.sentence(
                sentence(text.format(count=plural(len(chosen), "event"))), [i for e in chosen for i in _support(e)]
            )


def _support(event: PublishedEvent) -> list[str]:
    told = [s.id for s in event.about(Property.PERPETRATOR)]
    return told or [event.statements[0].id]


def _contested(events: Sequence[PublishedEvent], notes: Notes) -> Iterable[Sentence]:
    against = (Act.DENIES, Act.DOUBTS, Act.RETRACTS)
    told = [[s for s in e.about(Property.PERPETRATOR) if s.act in against] for e in events]
    opposed = [found for found in told if found]
    if opposed:
        text = f"In {plural(len(opposed), 'event')} somebody denies, doubts or takes back an answer"
        unsure = sum(bool(unsure_words(found)) for found in opposed)
        text += f" (in {spelled(unsure)} by uncertain readings alone)" if unsure else ""
        yield notes.sentence(sentence(text), [s.id for found in opposed for s in found])


def _unclaimed(events: Sequence[PublishedEvent], notes: Notes) -> Iterable[Sentence]:
    chosen = [e for e in events if unclaimed(e)]
    if chosen:
        text = f"Of {plural(len(chosen), 'event')} a source says that nobody has claimed it"
        yield notes.sentence(sentence(text), [s.id for e in chosen for s in unclaimed(e)])


def _tolls(events: Sequence[PublishedEvent], notes: Notes) -> Iterable[Sentence]:
    for prop, verb in ((Property.FATALITIES, "killed"), (Property.INJURED, "injured")):
        told = [(e, toll) for e in events if (toll := event_toll(e, prop)) and e.about(prop)]
        if not told:
            continue
        ranges = [bounds(toll) for _, toll in told]
        low, best = sum(r[0] for r in ranges), sum(r[1] for r in ranges)
        top = f"{sum(r[2] for r in ranges):,}" + (" or more" if any(r[3] for r in ranges) else "")
        span = f" (lowest figures together {low:,}, highest {top})" if (low, top) != (best, f"{best:,}") else ""
        text = (
            f"In the {plural(len(told), 'event')} with a figure, {best:,} people were {verb} by the best figures{span}"
            "; an event that stands twice here counts twice"
        )
        yield notes.sentence(sentence(text), [s.id for e, _ in told for s in e.about(prop)])


SENTENCES: Mapping[str, Callable[[Sequence[PublishedEvent], Notes], Iterable[Sentence]]] = {
    "coverage": _coverage,
    "outcomes": _outcomes,
    "opposed": _contested,
    "unclaimed": _unclaimed,
    "tolls": _tolls,
}
"""The sentences of the summary by the names under which a note can ask for them."""


def findings(material: Material, notes: Notes) -> tuple[Finding, ...]:
    """One row for each event, in the order of the material."""
    return tuple(_finding(event, notes) for event in material.events)


def _finding(event: PublishedEvent, notes: Notes) -> Finding:
    dates = event_dates(event)
    place = event_place(event)
    toll = event_toll(event, Property.FATALITIES)
    killed = ""
    if toll:
        killed = count_words(toll.best)
        if toll.disagree:
            killed += f" ({count_words(toll.low)} – {count_words(toll.high)})"
    who, chance = _who(event)
    return Finding(
        number=event.number,
        title=event.title,
        when=" or ".join(date_words(d) for d in dates) or "not told",
        where=isolated(place.name) if place else "not told",
        who=who,
        status=status(event),
        chance=chance,
        killed=killed or "not told",
        tags=_tags(event),
        marks=notes.marks(event.title, _support(event)),
    )


def _who(event: PublishedEvent) -> tuple[str, tuple[str, ...]]:
    weighed = event.assessment(Property.PERPETRATOR)
    state = status(event)
    named = {s.actor for s in event.about(Property.PERPETRATOR)}
    ranked = [c for c in weighed.candidates if c.value in named] if weighed else []
    if state == "unknown":
        return "Not known", ()
    if state == "disputed":
        return "Disputed", tuple(f"{isolated(c.value)} {percent(c.probability)}" for c in ranked[:2])
    assert weighed is not None
    chosen = next((c for c in weighed.candidates if c.value == weighed.outcome), weighed.candidates[0])
    return isolated(weighed.outcome), (f"{term(chosen.probability)}, {percent(chosen.probability)}",)


def _tags(event: PublishedEvent) -> tuple[str, ...]:
    tags = []
    if event.contested:
        tags.append("contested")
    if unclaimed(event):
        tags.append("no claim")
    return tuple(tags)
