"""Numbered notes of a text and the sentences that cite them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.model import Citation, CodingInput, Passage, Segment

_NOTE = re.compile(r"\[(\d{1,3})\]\s*(\S.*)", re.DOTALL)
_MARK = re.compile(r"\[(\d{1,3})\]")
_LONGEST = 600


def find_citations(source: CodingInput) -> tuple[Citation, ...]:
    """The notes "[1] ...", each with the first sentence that carries its mark.

    A note is a segment that begins with its number in square brackets; a mark that opens a sentence belongs to the
    sentence before it.
    """
    if "[" not in source.text:
        return ()
    notes: dict[int, str] = {}
    marked: dict[int, Passage] = {}
    previous: Segment | None = None
    for segment in source.segments:
        words = source.text[segment.start : segment.end]
        note = _NOTE.match(words)
        if note and (segment.kind == "note" or previous is None or segment.paragraph != previous.paragraph):
            number = int(note[1])
            if number not in notes:
                notes[number] = _whole_note(source, segment, note.start(2))
                previous = segment
                continue
        if not (notes and segment.kind == "note"):
            for number, carrier in _marks(words, segment, previous):
                marked.setdefault(number, _passage(source, carrier))
        previous = segment
    return tuple(
        Citation(document_id=source.document_id, number=number, text=text, passage=marked.get(number))
        for number, text in sorted(notes.items())
    )


def _marks(words: str, segment: Segment, previous: Segment | None) -> Iterator[tuple[int, Segment]]:
    for match in _MARK.finditer(words):
        leading = not words[: match.start()].strip(" []0123456789")
        yield int(match[1]), previous if leading and previous is not None else segment


def _passage(source: CodingInput, segment: Segment) -> Passage:
    return Passage.cut(source.document_id, source.text, segment.start, min(segment.end, segment.start + _LONGEST))


def _whole_note(source: CodingInput, segment: Segment, offset: int) -> str:
    """A note's words to the end of its paragraph: a note may run over several sentences."""
    following = [s for s in source.segments if s.paragraph == segment.paragraph and s.start >= segment.start]
    end = max((s.end for s in following), default=segment.end)
    body = source.text[segment.start + offset : end]
    stop = _MARK.search(body)
    while stop is not None and body[: stop.start()].rstrip(" ")[-1:] not in ("\n", ""):
        stop = _MARK.search(body, stop.end())
    return (body[: stop.start()] if stop else body).strip()
