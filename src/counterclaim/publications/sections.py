"""One section for each event: the verdict in words, the chances, who says what, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.model import DISPUTED, Property
from counterclaim.publications.chances import estimate, term, that_clause
from counterclaim.publications.display import isolated
from counterclaim.publications.facts import event_dates, event_place, event_toll, status, unclaimed
from counterclaim.publications.material import PublishedAssessment, PublishedEvent, PublishedStatement
from counterclaim.publications.matrix import Matrix, evidence_matrix, outlets, speaker_label, voices
from counterclaim.publications.notes import Notes, Sentence
from counterclaim.publications.words import (
    act_phrase,
    count_words,
    listed,
    percent,
    place_words,
    plural,
    sentence,
    value_words,
)

_SHOWN = 3
"""Hypotheses named in a verdict sentence; the bars show all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """One answer with its probability: percentages as numbers for the bar, and in words."""

    value: str
    percent: int
    low: int
    high: int
    words: str
    term: str
    flat: str
    """The probability had all answers been equal beforehand and all speakers alike; empty where not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One property of the event: its weighed value, and each distinct figure with those who give it."""

    label: str
    value: str
    told: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSection:
    """All that is printed of one event."""

    number: int
    id: str
    title: str
    status: str
    contested: bool
    nobody_claimed: Sentence | None
    verdict: Sentence
    basis: str
    settled: str
    """What a judgement settled, in words; empty where none did."""
    chances: tuple[Chance, ...]
    says: tuple[Sentence, ...]
    """Who says what, where there is no matrix to say it."""
    matrix: Matrix | None
    facts: tuple[Fact, ...]
    why: Sentence | None
    withheld: str


def event_section(event: PublishedEvent, notes: Notes) -> EventSection:
    """Build one section; raises PublicationRefused where a sentence would stand on nothing."""
    weighed = event.assessment(Property.PERPETRATOR)
    matrix = evidence_matrix(event, notes) if event.contested else None
    return EventSection(
        number=event.number,
        id=event.id,
        title=event.title,
        status=status(event),
        contested=event.contested,
        verdict=verdict(event, notes),
        nobody_claimed=_nobody_claimed(event, notes),
        basis=_basis(event, weighed),
        settled=_settled(event),
        chances=_chances(event, weighed),
        says=() if matrix else tuple(_says(group, notes) for group in voices(event)),
        matrix=matrix,
        facts=tuple(_facts(event, notes)),
        why=_why(event, weighed, notes),
        withheld=_withheld(event),
    )


def verdict(event: PublishedEvent, notes: Notes) -> Sentence:
    """Who did it, as far as the statements carry, with the estimative term and the number behind it."""
    weighed = event.assessment(Property.PERPETRATOR)
    told = [s.id for s in event.about(Property.PERPETRATOR)]
    if weighed is None or not weighed.candidates or not told:
        return notes.sentence("No source that was read says who did it.", _first_of_each_document(event))
    return notes.sentence(sentence(_verdict_words(event, weighed)), told)


def _verdict_words(event: PublishedEvent, weighed: PublishedAssessment) -> str:
    named = {s.actor for s in event.about(Property.PERPETRATOR)}
    ranked = [c for c in weighed.candidates if c.value in named][:_SHOWN]
    parts = [f"{isolated(c.value)}, {estimate(c.probability)}" for c in ranked]
    if weighed.outcome == DISPUTED:
        return f"who did it is disputed: {'; '.join(parts)}"
    if status(event) == "unknown":
        return f"who did it is not known; named are {'; '.join(parts)}" if parts else "who did it is not known"
    chosen = next((c for c in weighed.candidates if c.value == weighed.outcome), weighed.candidates[0])
    name = isolated(chosen.value)
    if chosen.probability < weighed.candidates[0].probability:
        likelier = f"{isolated(weighed.candidates[0].value)}: {estimate(weighed.candidates[0].probability)}"
        return (
            f"{name} is what the texts leave standing, yet by weight it is {estimate(chosen.probability)}; {likelier}"
        )
    return f"{that_clause(chosen.probability)} that {name} did it"


def _first_of_each_document(event: PublishedEvent) -> list[str]:
    first: dict[str, str] = {}
    for statement in event.statements:
        first.setdefault(statement.document.id, statement.id)
    return list(first.values())


def _nobody_claimed(event: PublishedEvent, notes: Notes) -> Sentence | None:
    told = unclaimed(event)
    if not told:
        return None
    claims = any(s.act == "claims" for s in event.about(Property.PERPETRATOR))
    text = "Nobody had claimed it when this was written" + (
        "; a claim is reported elsewhere." if claims else f", according to {outlets(s.document for s in told)}."
    )
    return notes.sentence(text, (s.id for s in told))


def _basis(event: PublishedEvent, weighed: PublishedAssessment | None) -> str:
    documents = {s.document.id: s.document for s in event.statements}
    origins = {d.origin_id for d in documents.values()}
    read = plural(len(documents), "document")
    if len(origins) < len(documents):
        read += (
            f", of which {plural(len(origins), 'is an independent text', 'are independent texts').removeprefix('no ')}"
        )
    if weighed is None or not weighed.voices:
        return f"Read: {read}."
    return f"Basis: {weighed.confidence}; {plural(weighed.voices, 'distinct voice')} in {read}."


def _settled(event: PublishedEvent) -> str:
    told = [f"{a.property}: {isolated(a.resolved)}" for a in event.assessments if a.resolved]
    return f"Settled by judgement, and no part of what is weighed here: {'; '.join(told)}." if told else ""


def _chances(event: PublishedEvent, weighed: PublishedAssessment | None) -> tuple[Chance, ...]:
    if weighed is None or not event.about(Property.PERPETRATOR):
        return ()
    return tuple(
        Chance(
            value=c.value,
            percent=_whole(c.probability),
            low=_whole(min(c.low, c.probability)),
            high=_whole(max(c.high, c.probability)),
            words=f"{percent(c.probability)} ({percent(min(c.low, c.probability))[:-2]}–"
            f"{percent(max(c.high, c.probability))})",
            term=term(c.probability),
            flat=percent(c.flat) if c.flat is not None else "",
        )
        for c in weighed.candidates
    )


def _whole(probability: float) -> int:
    return min(99, max(1, round(probability * 100)))


def _says(group: Sequence[PublishedStatement], notes: Notes) -> Sentence:
    phrases = dict.fromkeys(act_phrase(s) for s in group)
    speaker = isolated(speaker_label(group))
    text = f"{speaker} {listed(list(phrases))} [{outlets(s.document for s in group)}]"
    return notes.sentence(sentence(text), (s.id for s in group))


def _facts(event: PublishedEvent, notes: Notes) -> list[Fact]:
    facts = []
    dates = event_dates(event)
    if dates:
        words = [value_words(Property.DATE, str(d)) for d in dates]
        facts.append(_fact(event, Property.DATE, "When", listed(words, "or"), notes))
    place = event_place(event)
    if place:
        facts.append(_fact(event, Property.PLACE, "Where", place_words(place), notes))
    for prop, label in ((Property.FATALITIES, "Killed"), (Property.INJURED, "Injured")):
        toll = event_toll(event, prop)
        if toll:
            span = f" (lowest {count_words(toll.low)}, highest {count_words(toll.high)})" if toll.disagree else ""
            facts.append(_fact(event, prop, label, f"best figure {count_words(toll.best)}{span}", notes))
    for prop, label in _FURTHER:
        if event.about(prop):
            values = dict.fromkeys(s.value or s.evidence for s in event.about(prop))
            facts.append(_fact(event, prop, label, listed([isolated(v) for v in values if v], "; "), notes))
    return facts


_FURTHER = (
    (Property.INVOLVEMENT, "Involvement"),
    (Property.TARGET, "Target"),
    (Property.WEAPON, "Weapon"),
    (Property.EVIDENCE, "Proof offered"),
)


def _fact(event: PublishedEvent, prop: Property, label: str, value: str, notes: Notes) -> Fact:
    groups: dict[str, list[PublishedStatement]] = {}
    for statement in event.about(prop):
        groups.setdefault(statement.value or statement.evidence, []).append(statement)
    told = tuple(_told(prop, value, group, notes) for value, group in groups.items() if value)
    return Fact(label=label, value=value, told=told)


def _told(prop: Property, value: str, group: Sequence[PublishedStatement], notes: Notes) -> Sentence:
    speakers = list(dict.fromkeys(s.speaker for s in group))
    text = f"{value_words(prop, value)}: {', '.join(isolated(s) for s in speakers)}"
    return notes.sentence(text, (s.id for s in group))


def _why(event: PublishedEvent, weighed: PublishedAssessment | None, notes: Notes) -> Sentence | None:
    if weighed is None or not weighed.explanation or not (weighed.weights or event.about(Property.PERPETRATOR)):
        return None
    carried = [i for w in weighed.weights for i in w.statement_ids]
    return notes.sentence(weighed.explanation, carried or (s.id for s in event.about(Property.PERPETRATOR)))


def _withheld(event: PublishedEvent) -> str:
    parts = []
    if event.fenced:
        parts.append(f"{plural(event.fenced, 'statement')} withheld, since the passage holds instructions for harm")
    if event.rejected:
        parts.append(f"{plural(event.rejected, 'statement')} left out, since a reviewer rejected the reading")
    return sentence("; ".join(parts))
