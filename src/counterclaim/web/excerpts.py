"""A passage with the words around it, as a page may show them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim.model import Passage
from counterclaim.model.desk import DocumentView

_BLANK = re.compile(r"\n\s*\n")
AROUND = 420
"""Code points shown before and after a passage, as far as its paragraphs go."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage in its paragraphs; what is fenced is left out of all three."""

    before: str
    quote: str
    after: str
    graphic: bool
    language: str


def excerpt(view: DocumentView, passage: Passage) -> Excerpt:
    """The passage with what stands around it; the quote alone where the text is not kept."""
    text = view.document.text
    touched = [s for s in view.segments if s.start < passage.end and passage.start < s.end]
    graphic = any(s.graphic for s in touched)
    language = view.document.language
    if not text or not touched:
        return Excerpt(passage.prefix, passage.quote, passage.suffix, graphic, language)
    paragraphs = {s.paragraph for s in touched}
    near = [s for s in view.segments if paragraphs & {s.paragraph - 1, s.paragraph, s.paragraph + 1} and not s.fenced]
    calm = [s for s in near if graphic or not s.graphic]
    start = max(min((s.start for s in calm), default=passage.start), passage.start - AROUND)
    end = min(max((s.end for s in calm), default=passage.end), passage.end + AROUND)
    before = _without(view, min(start, passage.start), passage.start, graphic)
    after = _without(view, passage.end, max(end, passage.end), graphic)
    return Excerpt(before, passage.quote, after, graphic, language)


def _without(view: DocumentView, start: int, end: int, graphic: bool) -> str:
    """The words from ``start`` to ``end`` without what must not be shown, or not unasked."""
    text, parts, at = view.document.text, [], start
    for segment in view.segments:
        if (segment.fenced or (segment.graphic and not graphic)) and segment.end > at and segment.start < end:
            parts += [text[at : max(at, segment.start)], " […] "]
            at = min(segment.end, end)
    return _BLANK.sub("\n", "".join([*parts, text[at:end]]))
