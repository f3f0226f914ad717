"""The bibliography: the documents that notes lead to, set by a style of the Citation Style Language."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from counterclaim.publications.display import isolated
from counterclaim.publications.exports.csl import csl_items
from counterclaim.publications.material import PublishedDocument
from counterclaim.publications.page import Page
from counterclaim.publications.paper.inlines import Emphasis, Inline, Strong, Text
from counterclaim.publications.writers.pandoc import pandoc_json, pandoc_path

_BATCH = 1000
"""References that one process of pandoc sets; the time grows faster than their number."""


def bibliography(page: Page, style: Path | None = None) -> tuple[tuple[Inline, ...], ...]:
    """One entry for each document cited, set by ``style``, a CSL file, or by the shipped one.

    Empty where pandoc is not installed: then the notes and the list of sources stand alone.

    Raises:
        ConfigError: the style is no CSL.
    """
    documents = sorted({n.statement.document.id: n.statement.document for n in page.notes}.values(), key=_order)
    if not documents or not pandoc_path():
        return ()
    shipped = files("counterclaim.publications").joinpath("data/counterclaim.csl")
    with as_file(shipped) as own:
        chosen = style or own
        batches = [documents[at : at + _BATCH] for at in range(0, len(documents), _BATCH)]
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            found = pool.map(lambda batch: list(_set(batch, chosen)), batches)
            return tuple(entry for entries in found for entry in entries)


def _order(document: PublishedDocument) -> tuple[str, str, str, str]:
    return (document.outlet.casefold(), str(document.published or ""), document.title, document.id)


def _set(documents: Sequence[PublishedDocument], style: Path) -> Iterator[tuple[Inline, ...]]:
    items = [{key: _isolated(key, value) for key, value in item.items()} for item in csl_items(documents)]
    given = json.dumps(items, ensure_ascii=False)
    tree = pandoc_json(["-f", "csljson", "--citeproc", "--csl", str(style)], given)
    for block in _entries(tree["blocks"]):
        yield tuple(_merged(_inlines(block)))


def _isolated(key: str, value: Any) -> Any:  # noqa: ANN401 - a field of any kind
    """Names and titles that run from right to left keep their own direction within an entry."""
    return isolated(value) if key in ("title", "container-title", "source") else value


def _entries(blocks: Sequence[Any]) -> Iterator[list[Any]]:
    for block in blocks:
        if block["t"] == "Div":
            yield from _entries(block["c"][1])
        elif block["t"] in ("Para", "Plain"):
            yield block["c"]


def _inlines(nodes: Sequence[Any]) -> Iterator[Inline]:
    for node in nodes:
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            yield Text(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield Text(" ")
        elif kind == "Emph":
            yield Emphasis(tuple(_merged(_inlines(content))))
        elif kind == "Strong":
            yield Strong(tuple(_merged(_inlines(content))))
        elif kind == "Link":
            # An address is live only where a note's own rules let it be; here it is text.
            yield from _inlines(content[1])
        elif kind == "Quoted":
            left, right = ("‘", "’") if content[0]["t"] == "SingleQuote" else ("“", "”")
            yield from (Text(left), *_inlines(content[1]), Text(right))
        elif kind in ("Span", "SmallCaps", "Superscript", "Subscript", "Underline"):
            yield from _inlines(content[1] if kind == "Span" else content)


def _merged(inlines: Iterator[Inline]) -> Iterator[Inline]:
    """Neighbouring words as one text."""
    held = ""
    for inline in inlines:
        if isinstance(inline, Text):
            held += inline.text
            continue
        if held:
            yield Text(held)
        held = ""
        yield inline
    if held:
        yield Text(held)
