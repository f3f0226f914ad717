"""Sentences of a paragraph: which words share a sentence with a reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from counterclaim.publications.paper.inlines import Inline, Text, plain_text

_END = re.compile(r"[.!?…؟۔]+[\"'”’»)\]]*(?=\s|$)|[。！？]+[」』”’]*")
_CLOSED = re.compile(r"[.!?…؟۔。！？][\"'”’»)\]」』]*\s*$")
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|St|vs|cf|No|ca|approx)|e\.g|i\.e)\.$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a reference has no support, and what to do about it."""

    written: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a paragraph that stays together, and the references in it that have no support."""

    inlines: tuple[Inline, ...]
    line: int
    """Place of the line among the lines of the note, from 0."""
    faults: tuple[Fault, ...] = ()
    asked: tuple[int, ...] = ()
    """Places of its references among those of the paragraph."""

    @property
    def words(self) -> str:
        """Its text, if it is nothing but text that may be cut; empty otherwise."""
        only = self.inlines[0] if len(self.inlines) == 1 else None
        return only.text if isinstance(only, Text) and not self.faults else ""


def sentences(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces grouped by sentence; text that ends one and begins the next is cut in two."""
    groups: list[list[Piece]] = [[]]
    for piece in pieces:
        if not piece.words:
            groups[-1].append(piece)
            if _CLOSED.search(plain_text(piece.inlines)):
                groups.append([])
            continue
        parts = _cut(piece.words)
        for place, part in enumerate(parts):
            if part:
                groups[-1].append(replace(piece, inlines=(Text(part),)))
            if place < len(parts) - 1:
                groups.append([])
    return [group for group in groups if group]


def _cut(text: str) -> list[str]:
    """``text`` after each end of a sentence; the last part is what is still open, perhaps empty."""
    parts, start = [], 0
    for match in _END.finditer(text):
        if not _ABBREVIATION.search(text, start, match.end()):
            parts.append(text[start : match.end()])
            start = match.end()
    return [*parts, text[start:]]


def words_of(group: Sequence[Piece]) -> str:
    """A sentence's words on one line."""
    return " ".join("".join(plain_text(piece.inlines) for piece in group).split())
