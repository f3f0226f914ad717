"""Texts cut into sentences, headings, list items and notes, with exact offsets; instructions for harm are fenced."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.documents.segmentation.blocks import find_blocks
from counterclaim.documents.segmentation.fencing import find_instructions
from counterclaim.documents.segmentation.sentences import split_sentences
from counterclaim.model import Segment

__all__ = ["row_lines", "row_segments", "segment"]


def segment(text: str, language: str) -> tuple[Segment, ...]:
    """Cut ``text`` (in ``language``, a BCP 47 tag or "und") into segments in reading order.

    Offsets are Unicode code points of exactly ``text``. Segments never overlap, never start or end with white space,
    and together hold every other character of the text. Time grows in proportion to the text.
    """
    segments: list[Segment] = []
    for block in find_blocks(text):
        whole = block.kind in ("heading", "note")
        spans = [(block.start, block.end)] if whole else split_sentences(text, block.start, block.end, language)
        segments += [Segment(start=start, end=end, paragraph=block.paragraph, kind=block.kind) for start, end in spans]
    fenced = find_instructions(text, segments)
    return tuple(replace(item, fenced=True) if number in fenced else item for number, item in enumerate(segments))


def row_segments(text: str) -> tuple[Segment, ...]:
    """The fenced lines of a data set's row, () for nearly all rows: cells are no sentences and are not cut further."""
    return tuple(line for line in row_lines(text) if line.fenced)


def row_lines(text: str) -> tuple[Segment, ...]:
    """All lines of a data set's row, a cell each."""
    lines, start = [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            lines.append(Segment(start=start, end=start + len(line), paragraph=number, kind="item"))
        start += len(line) + 1
    fenced = find_instructions(text, lines)
    return tuple(replace(line, fenced=True) if number in fenced else line for number, line in enumerate(lines))
