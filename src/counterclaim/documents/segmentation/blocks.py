"""Paragraphs, headings, list items and numbered notes of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_NOTE = re.compile(r"\s*(?:\[\d{1,4}\]|\[\^\w{1,8}\]|[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]*)\s*\S")
_ITEM = re.compile(r"\s*(?:[-*+•‣▪●○–—·]\s+|\(?(?:\d{1,3}[.)]|[a-zA-Z]\)|[ivxIVX]{2,5}[.)])\s+)\S")
_SURE_ITEM = re.compile(r"\s*(?:[-*+•‣▪●○·]\s+|\(?\d{1,3}[.)]\s+)\S")
_ENDS_SENTENCE = re.compile(r"[.!?…:;,。！？؟۔।॥։።」』”\"»)\]]$")
_MARKUP_HEADING = re.compile(r"#{1,6}\s+\S")
_MAX_HEADING = 140
_UNWRAPPED = 130
"""Lines longer than this, in code points, are paragraphs, not wrapped lines."""


@dataclass(frozen=True, slots=True)
class Block:
    """Code points ``start`` to ``end`` of one paragraph, heading, item or note, white space trimmed."""

    start: int
    end: int
    paragraph: int
    kind: str


def find_blocks(text: str) -> Iterator[Block]:
    """All blocks of ``text`` in order. A paragraph ends at a blank line, or at a line end that no wrapping explains."""
    width = _wrap_width(text)
    number = 0
    chunks = list(_chunks(text))
    for index, (start, end) in enumerate(chunks):
        lines = _lines(text, start, end, width)
        for position, (first, last) in enumerate(lines):
            followed = position + 1 < len(lines) or index + 1 < len(chunks)
            yield Block(first, last, number, _kind(text[first:last], heading_may_be=position == 0 and followed))
            number += 1


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BLANK.finditer(text):
        if span := _trimmed(text, start, gap.start()):
            yield span
        start = gap.end()
    if span := _trimmed(text, start, len(text)):
        yield span


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _wrap_width(text: str) -> int:
    """The column at which lines were wrapped, 0 for a text whose lines are whole paragraphs."""
    lengths = sorted(len(line.rstrip()) for line in text.split("\n") if line.strip())
    if len(lengths) < 4:
        return 0
    width = lengths[int(len(lengths) * 0.95)]
    return width if 30 <= width <= _UNWRAPPED else 0


def _lines(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """The lines of one chunk, joined again where they were only wrapped."""
    joined: list[tuple[int, int]] = []
    position = start
    previous = ""
    for line in text[start:end].split("\n"):
        span = _trimmed(text, position, position + len(line))
        position += len(line) + 1
        if span is None:
            continue
        if joined and width and not _starts_anew(previous, text[span[0] : span[1]], width):
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
        previous = text[span[0] : span[1]]
    return joined


def _starts_anew(previous: str, line: str, width: int) -> bool:
    """Whether ``line`` begins a block: it is marked as item or note, or would have fitted on the line before."""
    if _NOTE.match(line) or _SURE_ITEM.match(line):
        return True
    first_word = line.split(None, 1)[0]
    fitted = len(previous) + 1 + len(first_word) < width * 0.7
    return fitted and not line[0].islower() and not previous.endswith(("-", ","))


def _kind(words: str, *, heading_may_be: bool) -> str:
    if _NOTE.match(words):
        return "note"
    if _ITEM.match(words) and "\n" not in words.strip()[:2]:
        return "item"
    if _MARKUP_HEADING.match(words):
        return "heading"
    short = len(words) <= _MAX_HEADING and "\n" not in words
    if heading_may_be and short and not _ENDS_SENTENCE.search(words) and not words[0].islower():
        return "heading"
    return "sentence"
