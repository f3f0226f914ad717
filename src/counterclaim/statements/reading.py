"""All findings of a text, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from counterclaim.model import CodingInput
from counterclaim.statements.analysis import Reader
from counterclaim.statements.authorship import author_of
from counterclaim.statements.frames import Context, Finding, find_all
from counterclaim.statements.frames.responsibility import unclaimed_at
from counterclaim.statements.naming import Namer
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.quoting import QuoteState
from counterclaim.statements.registry import Registry
from counterclaim.statements.reporting import Reported, reported_spans
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


def read(source: CodingInput, reader: Reader) -> Reading:
    """Read a text from its first sentence to its last, remembering speakers and names."""
    sentences = reader.sentences(source)
    namer = Namer(reader.lexicon, reader.gazetteer, reader.actors)
    registry = Registry(namer, reader.lexicon)
    author = author_of(source, sentences, reader, namer)
    reading = Reading(sentences, registry)
    quotes = QuoteState()
    speaker: Who | None = None
    for s in sentences:
        registry.read_sentence(s)
        quoted = speaker if quotes.enter(s) else None
        spans = reported_spans(s, registry, reader.lexicon, quoted)
        reading.spans[s.number] = spans
        context = Context(s, registry, reader.lexicon, spans, reading.findings, author)
        reading.findings.extend(find_all(context))
        nobody = unclaimed_at(context)
        if nobody is not None:
            reading.unclaimed.append((s.number, *nobody))
        told = [span.speaker for span in spans if span.speaker.name and span.speaker.kind]
        speaker = told[0] if told else speaker
    return reading
