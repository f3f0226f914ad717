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
from counterclaim.publications.notes import Mark, Notes, Sentence
from counterclaim.publications.words import (
    act_phrases,
    count_words,
    listed,
    percent,
    place_words,
    plural,
    sentence,
    sentences_of,
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
    marks: tuple[Mark, ...]
    """Notes of who names this answer; of all who speak to the question, where nobody does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One property of the event: its weighed value, and each distinct figure with those who give it."""

    label: str
    value: str
    marks: tuple[Mark, ...]
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
    basis: Sentence
    settled: Sentence | None
    """What a judgement settled, in words; None where none did."""
    chances: tuple[Chance, ...]
    says: tuple[Sentence, ...]
    """Who says what, where there is no matrix to say it."""
    matrix: Matrix | None
    facts: tuple[Fact, ...]
    why: tuple[Sentence, ...]
    withheld: str


def event_section(event: PublishedEvent, notes: Notes) -> EventSection:
    """Build one section; raises PublicationRefused where a sentence would stand on nothing."""
    weighed = event.assessment(Property.PERPETRATOR)
    # Notes are numbered as they are asked for: in the order in which the parts are printed.
    told, nobody = verdict(event, notes), _nobody_claimed(event, notes)
    basis, settled, ranked = _basis(event, weighed, notes), _settled(event, notes), chances(event, notes)
    matrix = evidence_matrix(event, notes) if event.contested else None
    says = () if matrix else tuple(says_sentence(group, notes) for group in voices(event))
    why = why_sentences(event, notes)
    return EventSection(
        number=event.number,
        id=event.id,
        title=event.title,
        status=status(event),
        contested=event.contested,
        verdict=told,
        nobody_claimed=nobody,
        basis=basis,
        settled=settled,
        chances=ranked,
        says=says,
        matrix=matrix,
        facts=tuple(facts(event, notes)),
        why=why,
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


def _basis(event: PublishedEvent, weighed: PublishedAssessment | None, notes: Notes) -> Sentence:
    documents = {s.document.id: s.document for s in event.statements}
    origins = {d.origin_id for d in documents.values()}
    read = plural(len(documents), "document")
    if len(origins) < len(documents):
        read += (
            f", of which {plural(len(origins), 'is an independent text', 'are independent texts').removeprefix('no ')}"
        )
    text = f"Read: {read}."
    if weighed is not None and weighed.voices:
        text = f"Basis: {weighed.confidence}; {plural(weighed.voices, 'distinct voice')} in {read}."
    return notes.sentence(text, _first_of_each_document(event))


def _settled(event: PublishedEvent, notes: Notes) -> Sentence | None:
    settled = [a for a in event.assessments if a.resolved]
    if not settled:
        return None
    told = "; ".join(f"{a.property}: {isolated(a.resolved)}" for a in settled)
    ids = [s.id for a in settled for s in event.about(a.property)]
    return notes.sentence(
        f"Settled by judgement, and no part of what is weighed here: {told}.", ids or _first_of_each_document(event)
    )


def chances(event: PublishedEvent, notes: Notes) -> tuple[Chance, ...]:
    """The answers to who did it, likeliest first; none where nobody says anything of it."""
    weighed = event.assessment(Property.PERPETRATOR)
    told = event.about(Property.PERPETRATOR)
    if weighed is None or not told:
        return ()
    naming = {c.value: [s.id for s in told if s.actor == c.value] for c in weighed.candidates}
    return tuple(
        Chance(
            marks=notes.marks(c.value, naming[c.value] or (s.id for s in told)),
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


def says_sentence(group: Sequence[PublishedStatement], notes: Notes) -> Sentence:
    """What one voice says of who did it, in one sentence."""
    speaker = isolated(speaker_label(group))
    text = f"{speaker} {listed(act_phrases(group))} [{outlets(s.document for s in group)}]"
    return notes.sentence(sentence(text), (s.id for s in group))


def facts(event: PublishedEvent, notes: Notes) -> list[Fact]:
    """When, where, how many, how and with what proof, as weighed, each with who tells it."""
    found = []
    dates = event_dates(event)
    if dates:
        words = [value_words(Property.DATE, str(d)) for d in dates]
        found.append(_fact(event, Property.DATE, "When", listed(words, "or"), notes))
    place = event_place(event)
    if place:
        found.append(_fact(event, Property.PLACE, "Where", place_words(place), notes))
    for prop, label in ((Property.FATALITIES, "Killed"), (Property.INJURED, "Injured")):
        toll = event_toll(event, prop)
        if toll:
            span = f" (lowest {count_words(toll.low)}, highest {count_words(toll.high)})" if toll.disagree else ""
            found.append(_fact(event, prop, label, f"best figure {count_words(toll.best)}{span}", notes))
    for prop, label in _FURTHER:
        if event.about(prop):
            values = dict.fromkeys(s.value or s.evidence for s in event.about(prop))
            found.append(_fact(event, prop, label, "; ".join(isolated(v) for v in values if v), notes))
    return found


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
    marks = notes.marks(f"{label}: {value}", (s.id for s in event.about(prop)))
    told = tuple(_told(prop, value, group, notes) for value, group in groups.items() if value)
    return Fact(label=label, value=value, marks=marks, told=told)


def _told(prop: Property, value: str, group: Sequence[PublishedStatement], notes: Notes) -> Sentence:
    speakers = list(dict.fromkeys(s.speaker for s in group))
    text = f"{value_words(prop, value)}: {', '.join(isolated(s) for s in speakers)}"
    return notes.sentence(text, (s.id for s in group))


def why_sentences(event: PublishedEvent, notes: Notes) -> tuple[Sentence, ...]:
    """Why the verdict is what it is, each sentence with the notes of the speakers that it names, else of all."""
    weighed = event.assessment(Property.PERPETRATOR)
    told = [s.id for s in event.about(Property.PERPETRATOR)]
    if weighed is None or not weighed.explanation or not (weighed.weights or told):
        return ()
    every = [i for w in weighed.weights for i in w.statement_ids] or told
    found = []
    for text in sentences_of(weighed.explanation):
        named = [i for w in weighed.weights if w.speaker and w.speaker in text for i in w.statement_ids]
        found.append(notes.sentence(text, named or every))
    return tuple(found)


def _withheld(event: PublishedEvent) -> str:
    parts = []
    if event.fenced:
        parts.append(f"{plural(event.fenced, 'statement')} withheld, since the passage holds instructions for harm")
    if event.rejected:
        parts.append(f"{plural(event.rejected, 'statement')} left out, since a reviewer rejected the reading")
    return sentence("; ".join(parts))
