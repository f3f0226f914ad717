"""Markdown (CommonMark with tables): its words without its marks; footnotes become numbered notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from counterclaim.documents.decoding import decode
from counterclaim.documents.draft import Draft, Part
from counterclaim.documents.front_matter import split_front_matter
from counterclaim.documents.limits import ReadLimits
from counterclaim.documents.readers.text import with_front_matter

_NOTE_TEXT = re.compile(r"^\[\^(\w+)\]:[ \t]*", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^(\w+)\]")


def read(part: Part, limits: ReadLimits) -> Draft:  # noqa: ARG001 - all readers take limits
    """Read Markdown; raises Refused where it cannot be decoded."""
    front, source = split_front_matter(decode(part.data))
    source = _NOTE_MARK.sub(r"[\1]", _NOTE_TEXT.sub(r"\\[\1\\] ", source))
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    blocks = [block for block in _blocks(tokens) if block.strip()]
    title = next((_inline(after) for token, after in pairwise(tokens) if token.tag == "h1"), "")
    return with_front_matter("\n\n".join(blocks), front, "text/markdown", title)


def _blocks(tokens: list[Token]) -> Iterator[str]:
    counters: list[int] = []
    mark = ""
    row: list[str] | None = None
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            counters.append(int(token.attrGet("start") or 1) if token.type.startswith("ordered") else 0)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            counters.pop()
        elif token.type == "list_item_open":
            mark = f"{counters[-1]}. " if counters[-1] else "- "
            counters[-1] += 1 if counters[-1] else 0
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield " | ".join(row)
            row = None
        elif token.type == "inline" and row is not None:
            row.append(_inline(token))
        elif token.type in ("inline", "code_block", "fence"):
            yield mark + (_inline(token) if token.type == "inline" else token.content.rstrip("\n"))
            mark = ""


def _inline(token: Token) -> str:
    pieces = []
    for child in token.children or ():
        if child.type in ("text", "code_inline", "text_special"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif child.type == "image":
            pieces.append(child.content)
    return "".join(pieces)
