"""Which sentences of a text the coder reads."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from counterclaim.model import CodingInput, Segment
from counterclaim.statements.screening.model import Weights, load_weights
from counterclaim.statements.screening.words import split
from counterclaim.statements.wordlists import word_list

_OPENING = 2
"""Sentences at the start of a text that are read wherever anything is: who, where and when."""
_SURE = 1.0
"""How far above the bar a sentence stands in a text of which more is read than such sentences (ours)."""
_STRONG, _LITTLE = 2.0, 1.0
"""How far above the bar a sentence stands beside which one so little below it is read (ours)."""
_ALIAS = re.compile(r"[(\[][\"“']?[A-Z][A-Z0-9-]{1,9}[\"”']?[)\]]")
"""A short form introduced in brackets, by which later sentences may call a group."""
_PERSONS = word_list("persons_private") | word_list("persons_convicted")
"""Words that show a person to be private: what is masked must not hang on what is coded."""


@dataclass(frozen=True)
class Screen:
    """The first pass over a text; see `read`."""

    weights: Weights

    def read(self, source: CodingInput) -> frozenset[int] | None:
        """Numbers of the sentences to read, among those that are neither fenced nor notes; None for all.

        A sentence is read where its score reaches the bar. Where one is well above it, so are the opening, headings,
        those a little below the bar next to one far above it, sentences that introduce a short form, and those that
        show somebody to be a private person. What an outlet says that speaks for an actor is read whole.
        """
        if source.affiliation:
            return None
        kept = readable(source.segments)
        headings = {number for number, s in enumerate(kept) if s.kind == "heading"}
        return self.chosen([source.text[s.start : s.end] for s in kept], headings)

    def chosen(self, sentences: Sequence[str], headings: Collection[int] = ()) -> frozenset[int]:
        """As `read`, from the sentences of a text in order."""
        scores = self.weights.score(sentences)
        hot = np.flatnonzero(scores >= self.weights.bar).tolist()
        if not hot or scores.max() < self.weights.bar + _SURE:
            return frozenset(hot)
        read = {*hot, *headings, *range(min(_OPENING, len(sentences))), *self._beside(scores)}
        told = {number for number, sentence in enumerate(sentences) if number not in read and _told_of(sentence)}
        return frozenset(read | told)

    def _beside(self, scores: NDArray[np.float32]) -> list[int]:
        """Sentences a little below the bar next to one far above it: what is told goes on there."""
        strong = np.concatenate([[False], scores >= self.weights.bar + _STRONG, [False]])
        near = (strong[:-2] | strong[2:]) & (scores >= self.weights.bar - _LITTLE)
        return [int(number) for number in np.flatnonzero(near)]


def _told_of(sentence: str) -> bool:
    return bool(_ALIAS.search(sentence)) or not _PERSONS.isdisjoint(split(sentence))


def readable(segments: Sequence[Segment]) -> list[Segment]:
    """The sentences that a coder may read, in order."""
    return [s for s in segments if not s.fenced and s.kind != "note"]


def shown(source: CodingInput, read: frozenset[int] | None) -> CodingInput:
    """``source`` with spaces in place of all that is not read, so that places in the text stay what they are.

    Line breaks stay: a paragraph's end keeps the dates of one paragraph from lending their year to the next.
    """
    if read is None:
        return source
    parts, at = [], 0
    for number, segment in enumerate(readable(source.segments)):
        if number in read:
            parts += [_blank(source.text[at : segment.start]), source.text[segment.start : segment.end]]
            at = segment.end
    return replace(source, text="".join(parts) + _blank(source.text[at:]))


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))


def load_screen() -> Screen:
    """The first pass with the shipped weights."""
    return Screen(load_weights())
