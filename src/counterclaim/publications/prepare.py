"""From the ledger's views to what may be published: one place where every text is cleaned, masked and cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace

from counterclaim.errors import PublicationRefused
from counterclaim.model import (
    THE_TEXT,
    UNCALIBRATED,
    UNNAMED,
    Assessment,
    Calibration,
    Citation,
    Document,
    EventView,
    Hosting,
    Passage,
    Place,
    Property,
    Source,
    StatementView,
    Verdict,
)
from counterclaim.model.values.actor_name import name_key
from counterclaim.publications.actors import Cast, cast_of
from counterclaim.publications.display import one_line, shortened
from counterclaim.publications.given import Carried, Given
from counterclaim.publications.links import live_link, shown_address
from counterclaim.publications.material import (
    Cited,
    Material,
    PublishedAssessment,
    PublishedCandidate,
    PublishedDocument,
    PublishedEvent,
    PublishedPassage,
    PublishedStatement,
    PublishedWeight,
)
from counterclaim.publications.redaction import Redactor
from counterclaim.publications.words import plural

DIGEST_QUOTE = 300
"""Code points shown of a quote from an outlet whose items are kept as digest only."""
SPARING_QUOTE = 160
"""Code points shown of a passage that tells of no event, from an outlet that speaks for an actor."""


_NOTHING = Given()
_BY_WAY = re.compile(r"^(?:through|via|by way of|in|on|by|over)\s+", re.IGNORECASE)
"""How a coder's words for a channel may begin; a footnote says so itself."""


def prepare(
    views: Sequence[EventView],
    *,
    sources: Sequence[Source] = (),
    citations: Sequence[Citation] = (),
    unmasked: Sequence[str] = (),
    title: str = "",
    note: str = "",
    calibration: Calibration = UNCALIBRATED,
) -> Material:
    """Turn views into material; fenced and rejected statements stay behind, as do events with nothing left.

    Raises:
        PublicationRefused: a masked name would show after all.
    """
    return prepared(
        views,
        sources=sources,
        citations=citations,
        unmasked=unmasked,
        title=title,
        note=note,
        calibration=calibration,
    )[0]


def prepared(
    views: Sequence[EventView],
    *,
    sources: Sequence[Source] = (),
    citations: Sequence[Citation] = (),
    unmasked: Sequence[str] = (),
    title: str = "",
    note: str = "",
    calibration: Calibration = UNCALIBRATED,
    given: Given = _NOTHING,
) -> tuple[Material, Redactor]:
    """As ``prepare``, with the redactor that masks any other text of the same publication alike.

    ``given`` holds the passages that sentences about something else than events rest on.
    """
    redactor = Redactor.of(views, unmasked, citations, given)
    shown = {item.document.id for view in views for item in view.statements}
    shown |= {carried.document.id for carried in given.carried}
    maker = _Maker(redactor, {s.id: s for s in sources}, [c for c in citations if c.document_id in shown])
    events: list[PublishedEvent] = []
    withheld: list[str] = []
    for view in views:
        event = maker.event(view, len(events) + 1)
        if event.statements:
            events.append(event)
        else:
            withheld.append(event.id)
    material = Material(
        title=redactor.text(title),
        note=redactor.text(note),
        events=tuple(events),
        cited=tuple(c for group in maker.cited.values() for c in group),
        masked=redactor.persons,
        withheld_events=tuple(withheld),
        passages=tuple(map(maker.passage, given.carried)),
        calibration=calibration.sentence,
    )
    _refuse_names(material, redactor)
    return material, redactor


def _refuse_names(material: Material, redactor: Redactor) -> None:
    """The last look: no masked name of two words or more stands anywhere in what is to be published."""
    # A letter between texts, so that two of them cannot make up a name.
    found = redactor.shown(" x ".join(_texts(material, set(), set())))
    if found:
        raise PublicationRefused(
            f"{plural(len(found), 'masked name')} would show",
            where="publication",
            remedy="no file was written; please report this as a bug",
        )


def _texts(value: object, seen: set[str], done: set[int]) -> Iterator[str]:
    """Every text in ``value`` once; a document that many statements share is gone through once."""
    if isinstance(value, str):
        if value not in seen:
            seen.add(value)
            yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part, seen, done)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _texts(part, seen, done)
    elif is_dataclass(value) and id(value) not in done:
        done.add(id(value))
        for field in fields(value):
            yield from _texts(getattr(value, field.name), seen, done)


class _Maker:
    def __init__(self, redactor: Redactor, sources: Mapping[str, Source], citations: Sequence[Citation]) -> None:
        self._redactor = redactor
        self._sources = sources
        self._documents: dict[str, PublishedDocument] = {}
        self._voices: dict[str, str] = {}
        self.cited: dict[str, list[Cited]] = {}
        for citation in citations:
            self.cited.setdefault(citation.document_id, []).append(self._cited(citation))

    def _line(self, text: str) -> str:
        return one_line(self._redactor.text(text))

    def _cited(self, citation: Citation) -> Cited:
        passage = citation.passage
        return Cited(
            document_id=citation.document_id,
            number=citation.number,
            text=self._line(citation.text),
            start=passage.start if passage else None,
            end=passage.end if passage else None,
        )

    def event(self, view: EventView, number: int) -> PublishedEvent:
        shown = [v for v in view.statements if not v.fenced and v.verdict is not Verdict.REJECT]
        cast = cast_of(view)
        hidden = {v.statement.id for v in view.statements if v not in shown}
        return PublishedEvent(
            id=view.event.id,
            number=number,
            title=self._line(view.title) or "Event without a title",
            contested=view.contested,
            statements=tuple(self._statement(v, cast) for v in shown),
            assessments=tuple(self._assessment(a, cast.labels, hidden) for a in view.assessments),
            fenced=sum(v.fenced for v in view.statements),
            rejected=sum(v.verdict is Verdict.REJECT for v in view.statements),
        )

    def _statement(self, view: StatementView, cast: Cast) -> PublishedStatement:
        statement, passage = view.statement, view.statement.passage
        document = self._document(view.document, view.origin_id, view.capture_sha256)
        own_voice = statement.speaker.name in (THE_TEXT, "")
        quote = self._redactor.text(passage.quote)
        return PublishedStatement(
            id=statement.id,
            mention_id=statement.mention_id,
            property=statement.property,
            act=statement.act,
            value=self._line(statement.value),
            actor=self._line(cast.actors.get(statement.id, "")),
            voice=self._voice(cast.voices[statement.id]),
            own=statement.id in cast.own,
            value_kind=statement.value_kind,
            speaker=document.outlet if own_voice else _speaker(self._line(statement.speaker.name)),
            speaker_kind=statement.speaker_kind,
            own_voice=own_voice,
            channel=_BY_WAY.sub("", self._line(statement.channel)),
            certainty=statement.certainty,
            probability=statement.probability,
            evidence=self._line(statement.evidence),
            quote=quote if document.kept else shortened(quote, DIGEST_QUOTE),
            prefix=self._redactor.text(_whole_words_after(passage.prefix, passage.start)) if document.kept else "",
            suffix=self._redactor.text(_whole_words_before(passage.suffix)) if document.kept else "",
            start=passage.start,
            end=passage.end,
            place=self._place(statement.place),
            reckoning=self._line(statement.reckoning),
            document=document,
            verdict=str(view.verdict or ""),
            coder=statement.coder,
            cites=self._cites((passage, *statement.also)),
        )

    def passage(self, carried: Carried) -> PublishedPassage:
        """A passage that is no statement on an event."""
        passage = carried.passage
        document = self._document(carried.document, carried.origin_id, carried.capture_sha256)
        quote, spare = self._redactor.text(passage.quote), carried.sparing or not document.kept
        if spare:
            quote = shortened(quote, SPARING_QUOTE if carried.sparing else DIGEST_QUOTE)
        return PublishedPassage(
            id=carried.id,
            quote=quote,
            prefix="" if spare else self._redactor.text(_whole_words_after(passage.prefix, passage.start)),
            suffix="" if spare else self._redactor.text(_whole_words_before(passage.suffix)),
            start=passage.start,
            end=passage.end,
            document=document,
            own_voice=not carried.speaker,
            speaker=self._line(carried.speaker),
            cites=self._cites((passage,)),
        )

    def _voice(self, key: str) -> str:
        """A short key of its own for each voice, since a speaker's key may hold a name."""
        return self._voices.setdefault(key, f"voice-{len(self._voices) + 1}")

    def _cites(self, passages: Sequence[Passage]) -> tuple[Cited, ...]:
        spans = [(p.start, p.end) for p in passages]
        return tuple(
            c
            for c in self.cited.get(passages[0].document_id, ())
            if c.start is not None
            and c.end is not None
            and any(c.start < end and start < c.end for start, end in spans)
        )

    def _place(self, place: Place | None) -> Place | None:
        return place and replace(place, name=self._line(place.name), words=self._line(place.words))

    def _document(self, document: Document, origin_id: str, capture_sha256: str) -> PublishedDocument:
        known = self._documents.get(document.id)
        if known is None:
            known = self._documents[document.id] = self._new_document(document, origin_id, capture_sha256)
        return known

    def _new_document(self, document: Document, origin_id: str, capture_sha256: str) -> PublishedDocument:
        source = self._sources.get(document.source_id)
        address, withheld = shown_address(document, self._redactor)
        return PublishedDocument(
            id=document.id,
            origin_id=origin_id,
            source_id=document.source_id,
            outlet=self._line(document.outlet) or "an unnamed outlet",
            outlet_kind=source.kind if source else "unknown",
            affiliation=self._line(source.affiliation) if source else "",
            title=self._line(document.title) or "Untitled",
            published=document.published,
            language=document.language,
            media_type=document.media_type,
            uri=address,
            uri_withheld=withheld,
            link=live_link(address, source),
            member="" if self._redactor.hides(document.member) else self._line(document.member),
            item_sha256=document.item_sha256,
            capture_sha256=capture_sha256,
            kept=source is None or source.hosting != Hosting.DIGEST,
            invented=document.invented,
            agency=self._line(document.agency),
        )

    def _assessment(self, assessment: Assessment, labels: Mapping[str, str], hidden: set[str]) -> PublishedAssessment:
        def named(value: str) -> str:
            return one_line(self._redactor.text(labels.get(value) or labels.get(name_key(value), value), any_case=True))

        candidates = tuple(
            PublishedCandidate(
                value=named(c.value),
                probability=c.probability,
                low=c.low,
                high=c.high,
                estimative=c.estimative,
                flat=c.flat,
            )
            for c in assessment.candidates
        )
        weights = tuple(
            PublishedWeight(
                speaker=named(w.speaker),
                statement_ids=tuple(i for i in w.statement_ids if i not in hidden),
                hypothesis=named(w.hypothesis),
                decibans=w.decibans,
                reason=self._line(w.reason),
                admiralty=w.admiralty,
            )
            for w in assessment.weights
        )
        return PublishedAssessment(
            property=assessment.property,
            candidates=candidates,
            outcome=named(assessment.outcome),
            weights=weights,
            voices=assessment.voices,
            method=assessment.method,
            confidence=assessment.confidence,
            low=assessment.low,
            best=assessment.best if assessment.property is not Property.PLACE else named(assessment.best),
            high=assessment.high,
            explanation=self._line(assessment.explanation),
            resolved=named(assessment.resolved) if assessment.resolved else "",
        )


def _speaker(name: str) -> str:
    return "an unnamed speaker" if name == UNNAMED else name


def _whole_words_after(prefix: str, start: int) -> str:
    """``prefix`` without a word that its beginning cuts in two: half a name is still a name."""
    if len(prefix) >= start or not prefix or prefix[0].isspace():
        return prefix
    return prefix[len(prefix.split(maxsplit=1)[0]) :]


def _whole_words_before(suffix: str) -> str:
    if not suffix or suffix[-1].isspace() or not suffix[-1].isalnum():
        return suffix
    cut = len(suffix.rstrip()) - len(suffix.rstrip().rsplit(maxsplit=1)[-1])
    return suffix[:cut]
