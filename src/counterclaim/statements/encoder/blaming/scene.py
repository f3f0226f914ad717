"""A text as words in sentences, in which an organisation, its rivals and an incident's entities stand as placeholders."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from counterclaim.statements.encoder.tokenising import TokenisedText

Span = tuple[int, int]
ORGANISATION, RIVAL = "<ORG>", "<OTHER>"
WORD = re.compile(r"[A-Z0-9]+(?:['-][A-Z0-9]+)*|[.,;:\"\[\]()?!]|--")
FAR = 9
"""As far as sentences can be apart."""


class Page:
    """A text's words, capitalised, with their sentences; what stands before the first blank line is its header."""

    def __init__(self, text: TokenisedText) -> None:
        self.text = text.text.upper()
        self.header, _, _ = self.text.partition("\n\n")
        self._ends = [int(text.ends[past - 1]) for _, past in text.sentences]
        found = list(WORD.finditer(self.text, len(self.header)))
        self.words = [m.group() for m in found]
        self._starts = [m.start() for m in found]
        self._past = [m.end() for m in found]
        self.sentences: dict[int, list[int]] = {}
        for i, start in enumerate(self._starts):
            self.sentences.setdefault(self.sentence(start), []).append(i)
        self.first = min(self.sentences, default=0)

    def sentence(self, place: int) -> int:
        """The number of the sentence of a character."""
        return min(bisect_right(self._ends, place), max(len(self._ends) - 1, 0))

    def within(self, span: Span) -> range:
        """The words that touch a span of characters, at least one."""
        first = bisect_left(self._past, span[0] + 1)
        return range(first, max(bisect_left(self._starts, span[1]), first + 1))


@dataclass(frozen=True)
class Suspect:
    """An organisation that a text names: its names and where it is named (characters)."""

    names: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Scene:
    """An organisation before an incident: its rivals, the incident's entities by role, the incident's type."""

    page: Page
    suspect: Suspect
    rivals: Sequence[Suspect]
    incident: Mapping[str, Sequence[Span]]
    kind: str

    @cached_property
    def incident_sentences(self) -> list[int]:
        """Where the incident is told; by its place only if nothing else is known of it."""
        told = [s for role, spans in self.incident.items() if role != "Place" for s in spans]
        told = told or [s for spans in self.incident.values() for s in spans]
        return sorted({self.page.sentence(a) for a, _ in told})

    @cached_property
    def sentences(self) -> list[int]:
        """Where the organisation is named, those nearest to the incident first."""
        return sorted({self.page.sentence(a) for a, _ in self.suspect.spans}, key=self.away)

    def away(self, sentence: int) -> int:
        """How many sentences a sentence is from the incident."""
        return min((abs(sentence - s) for s in self.incident_sentences), default=FAR)

    @cached_property
    def _placeholders(self) -> dict[int, str | None]:
        """By word: the placeholder read in its place; None for a further word of the same entity."""
        out: dict[int, str | None] = {}

        def put(spans: Sequence[Span], placeholder: str) -> None:
            for span in spans:
                words = self.page.within(span)
                for i in words:
                    out.setdefault(i, placeholder if i == words[0] else None)

        put(_joined(self.suspect.spans), ORGANISATION)
        put(_joined([s for rival in self.rivals for s in rival.spans]), RIVAL)
        for role, spans in self.incident.items():
            put(spans, f"<{role}>")
        return out

    def read(self, sentence: int) -> list[str]:
        """A sentence's words, with placeholders."""
        at = self.page.sentences.get(sentence, [])
        words = (self._placeholders.get(i, self.page.words[i]) for i in at)
        return [word for word in words if word is not None]


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Spans with nothing but a bracket or a space between them, as in "FRONT [FMLN]", are one."""
    out: list[Span] = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1] + 2:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out
