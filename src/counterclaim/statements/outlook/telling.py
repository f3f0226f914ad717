"""From a text to its forecasts and statements of control."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.model import CodingInput, Mention, Statement
from counterclaim.statements.cleaning.dates import FoundDate
from counterclaim.statements.locations import Locator
from counterclaim.statements.outlook.control import may_hold
from counterclaim.statements.outlook.cues import outlook_sentences, with_context
from counterclaim.statements.outlook.foretelling import may_foretell
from counterclaim.statements.outlook.fought import may_be_fought
from counterclaim.statements.outlook.reading import OutlookReader
from counterclaim.statements.outlook.statements import outlook_statements
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.reading import read_sentences

Dated = Callable[[Sequence[Sentence]], Mapping[int, Sequence[FoundDate]]]
"""The dates of a text by the sentences that they stand in."""


def read_outlook(
    source: CodingInput, reader: OutlookReader, gazetteer: Gazetteer, dated: Dated, coder: str
) -> tuple[tuple[Mention, ...], tuple[Statement, ...]]:
    """Who holds what, and what is foretold: read apart, with verbs that the lexicon of deeds does not know.

    Most texts have a cue of either and say neither: those are told by their verbs, before anybody is named.
    """
    wanted = outlook_sentences(source)
    if not wanted:
        return (), ()
    reader = reader.reading_only(with_context(wanted))
    sentences = reader.sentences(source)
    if not any(s.number in wanted and _may_tell(s) for s in sentences):
        return (), ()
    reading = read_sentences(source, reader, sentences, deeds=False)
    locator = Locator(gazetteer, reader.lexicon, reading.registry, sentences, source.title)
    return outlook_statements(source, reading, wanted, locator, gazetteer, lambda: dated(sentences), coder)


def _may_tell(s: Sentence) -> bool:
    return may_hold(s) or may_be_fought(s) or may_foretell(s)
