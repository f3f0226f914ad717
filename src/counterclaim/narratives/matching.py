"""Passages to framings: by the patterns of the passage's language, and by meaning where a model of it is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import regex

from counterclaim.codebooks.framing_patterns import find, plain
from counterclaim.codebooks.framings import Framing, FramingBook
from counterclaim.model import Document, Passage, Segment
from counterclaim.model.narrative import NarrativeMatch

PATTERN_SCORE = 0.85
"""Share of matches by pattern that were right on labelled passages held apart (.85 over 448, .90 over those in plain
wording); `benchmarks/narratives.py` measures it."""

SHORTEST, LONGEST = 12, 1500
"""Characters of a passage that is looked at: shorter ones are labels, longer ones are no sentences."""


class Meaning(Protocol):
    """A model of which framings sentences carry."""

    languages: frozenset[str]
    """The languages that it reads."""

    def trained(self, book: FramingBook) -> frozenset[str]:
        """The framings of a book that it knows; the others are matched by their patterns alone."""
        ...

    def scores(self, sentences: Sequence[str]) -> list[dict[str, float]]:
        """For each sentence the framings that it carries, by id, with their scores 0 to 1."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A pattern that took too long on a passage; the framing's other patterns and the rest of the text went on."""

    framing: str
    language: str
    passage: Passage


def match(
    document: Document, segments: Iterable[Segment], book: FramingBook, meaning: Meaning | None = None
) -> tuple[list[NarrativeMatch], list[Refusal]]:
    """The framings of a document's passages in reading order, and what could not be looked at.

    Fenced segments are never looked at. A passage carries a framing once, by its pattern where one met it. In a
    language that a framing has no patterns for, and that the model does not read, it is not found.
    """
    passages = [_cut(document, s) for s in segments if not s.fenced and SHORTEST <= s.end - s.start <= LONGEST]
    found, refused = _by_pattern(passages, _within(document, book), document.language)
    if meaning is not None and document.language in meaning.languages:
        found += _by_meaning(passages, meaning, {(m.passage.start, m.framing) for m in found}, book)
    return sorted(found, key=lambda m: (m.passage.start, m.framing)), refused


def _cut(document: Document, segment: Segment) -> Passage:
    return Passage.cut(document.id, document.text, segment.start, segment.end)


def _within(document: Document, book: FramingBook) -> list[Framing]:
    """The framings that the text as a whole may carry: most texts carry none, and one look over all of it says so."""
    whole = plain(document.text)
    return [f for f in book if _may_carry(whole, f.compiled(document.language)[0])]


def _may_carry(whole: str, wanted: Sequence[regex.Pattern[str]]) -> bool:
    try:
        return find(wanted, whole) is not None
    except TimeoutError:  # a long text: its passages will tell
        return True


def _by_pattern(
    passages: Sequence[Passage], framings: Iterable[Framing], language: str
) -> tuple[list[NarrativeMatch], list[Refusal]]:
    found: list[NarrativeMatch] = []
    refused: list[Refusal] = []
    for framing in framings:
        wanted, unwanted = framing.compiled(language)
        for passage in passages:
            try:
                hit = _hit(plain(passage.quote), wanted, unwanted)
            except TimeoutError:
                refused.append(Refusal(framing=framing.id, language=language, passage=passage))
                continue
            if hit is not None:
                found.append(_pattern_match(framing, passage, hit))
    return found, refused


def _hit(
    text: str, wanted: Sequence[regex.Pattern[str]], unwanted: Sequence[regex.Pattern[str]]
) -> regex.Match[str] | None:
    hit = find(wanted, text)
    return None if hit is None or find(unwanted, text) is not None else hit


def _pattern_match(framing: Framing, passage: Passage, hit: regex.Match[str]) -> NarrativeMatch:
    return NarrativeMatch(framing=framing.id, passage=passage, score=PATTERN_SCORE, by="pattern", words_at=hit.span())


def _by_meaning(
    passages: Sequence[Passage], meaning: Meaning, known: set[tuple[int, str]], book: FramingBook
) -> Iterator[NarrativeMatch]:
    trained = meaning.trained(book)
    for passage, scores in zip(passages, meaning.scores([p.quote for p in passages]), strict=True):
        for framing, score in sorted(scores.items()):
            if framing in trained and (passage.start, framing) not in known:
                yield NarrativeMatch(framing=framing, passage=passage, score=score, by="meaning")
