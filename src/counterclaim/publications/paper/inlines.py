"""What stands within a line: words, emphasis, links, and the marks of footnotes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.publications.notes import Mark, Sentence


@dataclass(frozen=True, slots=True)
class Text:
    """Words. Names that run from right to left stand between direction isolates (U+2068, U+2069)."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words in bold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words in italics."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Isolated:
    """Words of the program within a note that is written from right to left: they keep their own direction."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Words as a program has them."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: "#anchor" within the brief, or an http(s) address."""

    children: tuple[Inline, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Marked:
    """The marks of footnotes."""

    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A new line within a paragraph."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """In place of a sentence that is not published, or around what a draft marks as without support."""

    text: str


Inline = Text | Strong | Emphasis | Isolated | Code | Link | Marked | Break | Withheld


def said(sentence: Sentence) -> tuple[Inline, ...]:
    """A sentence of the program with its marks."""
    return (Text(sentence.text), Marked(sentence.marks)) if sentence.marks else (Text(sentence.text),)


def spaced(sentences: Iterable[Sentence]) -> tuple[Inline, ...]:
    """Sentences of the program one after the other."""
    out: list[Inline] = []
    for sentence in sentences:
        out += ([Text(" ")] if out else []) + list(said(sentence))
    return tuple(out)


def plain_text(inlines: Iterable[Inline]) -> str:
    """The words alone, without marks."""
    parts = []
    for inline in inlines:
        if isinstance(inline, Text | Code | Withheld):
            parts.append(inline.text)
        elif isinstance(inline, Strong | Emphasis | Isolated | Link):
            parts.append(plain_text(inline.children))
        elif isinstance(inline, Break):
            parts.append("\n")
    return "".join(parts)
