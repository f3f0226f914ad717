"""What a coding must not carry out of a text: instructions for harm, fenced at segmentation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.documents import segment
from counterclaim.model import Citation, Coding, Document, Mention, Passage, PersonMention, Segment, Statement

Span = tuple[int, int]


def keep_out(coding: Coding, segments: Sequence[Segment]) -> Coding:
    """Drop what was quoted from fenced segments, and cut the context of what stands beside them.

    Coders are not shown fenced segments; this holds for every coder, those that answer from elsewhere included.
    """
    fenced = [(segment.start, segment.end) for segment in segments if segment.fenced]
    if not fenced:
        return coding
    mentions = {m.id: m for m in coding.mentions if not _touches(m.anchor, fenced)}
    return replace(
        coding,
        mentions=tuple(_mention(m, fenced) for m in mentions.values()),
        statements=tuple(_statement(s, fenced) for s in coding.statements if _stays(s, mentions, fenced)),
        citations=tuple(_citation(c, fenced) for c in coding.citations),
        persons=tuple(_person(p, fenced) for p in coding.persons if not _touches(p.passage, fenced)),
    )


def veiled(document: Document) -> Document:
    """The document with spaces in place of what is fenced, so that every offset stays."""
    text = document.text
    for part in segment(text, document.language):
        if part.fenced:
            text = text[: part.start] + " " * (part.end - part.start) + text[part.end :]
    return document if text == document.text else replace(document, text=text)


def _touches(passage: Passage, fenced: Sequence[Span]) -> bool:
    return any(start < passage.end and passage.start < end for start, end in fenced)


def _stays(statement: Statement, mentions: dict[str, Mention], fenced: Sequence[Span]) -> bool:
    return statement.mention_id in mentions and not _touches(statement.passage, fenced)


def _cut(passage: Passage, fenced: Sequence[Span]) -> Passage:
    """The same passage with as much of its prefix and suffix as lies outside every fence."""
    before = max((end for _, end in fenced if end <= passage.start), default=0)
    after = min((start for start, _ in fenced if start >= passage.end), default=passage.end + len(passage.suffix))
    room = passage.start - before
    return replace(
        passage,
        prefix=passage.prefix[-room:] if 0 < room < len(passage.prefix) else passage.prefix if room else "",
        suffix=passage.suffix[: after - passage.end],
    )


def _mention(mention: Mention, fenced: Sequence[Span]) -> Mention:
    return replace(mention, anchor=_cut(mention.anchor, fenced))


def _statement(statement: Statement, fenced: Sequence[Span]) -> Statement:
    also = tuple(_cut(passage, fenced) for passage in statement.also if not _touches(passage, fenced))
    return replace(statement, passage=_cut(statement.passage, fenced), also=also)


def _citation(citation: Citation, fenced: Sequence[Span]) -> Citation:
    if citation.passage is None or _touches(citation.passage, fenced):
        return replace(citation, passage=None)
    return replace(citation, passage=_cut(citation.passage, fenced))


def _person(person: PersonMention, fenced: Sequence[Span]) -> PersonMention:
    return replace(person, passage=_cut(person.passage, fenced))
