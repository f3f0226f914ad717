"""All findings of a text, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from counterclaim.model import CodingInput
from counterclaim.statements.analysis import Reader
from counterclaim.statements.authorship import author_of, writer_of
from counterclaim.statements.frames import Context, Finding, find_all
from counterclaim.statements.frames.responsibility import unclaimed_at
from counterclaim.statements.naming import Namer
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.quoting import QuoteState
from counterclaim.statements.registry import Registry
from counterclaim.statements.reporting import Reported, reported_spans
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import Who


@dataclass(slots=True)
class Reading:
    """Sentences, who is who, what was found, and where it is said that nobody claimed."""

    sentences: list[Sentence]
    registry: Registry
    findings: list[Finding] = field(default_factory=list)
    unclaimed: list[tuple[int, int, int]] = field(default_factory=list)
    """(sentence, first token, token after the last)."""
    spans: dict[int, list[Reported]] = field(default_factory=dict)
    author: Who | None = None
    """Whose statement the document is; None for news and books."""


def read(source: CodingInput, reader: Reader) -> Reading:
    """Read a text from its first sentence to its last, remembering speakers and names."""
    return read_sentences(source, reader, reader.sentences(source))


def read_sentences(source: CodingInput, reader: Reader, sentences: list[Sentence], *, deeds: bool = True) -> Reading:
    """As `read`, from sentences that ``reader`` has analysed; without ``deeds`` only who is who and who speaks."""
    namer = Namer(reader.lexicon, reader.gazetteer, reader.actors)
    registry = Registry(namer, reader.lexicon)
    author = author_of(source, sentences, reader, namer)
    reading = Reading(sentences, registry, author=author)
    registry.writer = author or writer_of(source, sentences)
    quotes = QuoteState()
    speaker: Who | None = None
    for s in sentences:
        registry.read_sentence(s)
        continued = quotes.enter(s)
        quoted = speaker if continued else None
        if quotes.open and not _has_speech(s, reader):
            coming = _coming_speaker(sentences[s.number + 1 : s.number + 4], s, registry, reader)
            quoted = coming or quoted
        spans = reported_spans(s, registry, reader.lexicon, quoted)
        reading.spans[s.number] = spans
        if deeds:
            _find(reading, s, reader)
        told = [span.speaker for span in spans if span.speaker.name and span.speaker.kind]
        speaker = told[0] if told else speaker
    return reading


def _find(reading: Reading, s: Sentence, reader: Reader) -> None:
    context = Context(
        s, reading.registry, reader.lexicon, reading.spans[s.number], reading.findings[-60:], reading.author
    )
    reading.findings.extend(find_all(context))
    nobody = unclaimed_at(context)
    if nobody is not None:
        reading.unclaimed.append((s.number, *nobody))


def _has_speech(s: Sentence, reader: Reader) -> bool:
    return any(
        reader.lexicon.verb_is(v.lemma, "say") and s.tags[v.start - 1] in (Tag.QUOTE, Tag.COMMA)
        for v in s.verbs
        if v.start
    )


def _coming_speaker(following: Sequence[Sentence], s: Sentence, registry: Registry, reader: Reader) -> Who | None:
    """The speaker named where a quotation that opens in ``s`` closes ("... Nobody did," said X)."""
    for later in following:
        if later.paragraph != s.paragraph:
            return None
        registry.read_sentence(later)
        if any(t.text in '”»"' for t in later.tokens):
            spans = [
                span
                for span in reported_spans(later, registry, reader.lexicon, None)
                if span.start == 0 and span.speaker.name
            ]
            return spans[0].speaker if spans else None
    return None
