"""Typst markup from the document model. Every text goes in as a string, so that none of it can be markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from counterclaim.publications.display import by_isolate, language_tag
from counterclaim.publications.figures import Figure
from counterclaim.publications.notefile.front import direction_of_text
from counterclaim.publications.notes import Mark, Note
from counterclaim.publications.page import Page
from counterclaim.publications.paper.blocks import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Picture,
    Preformatted,
    Quote,
    Rule,
    Table,
)
from counterclaim.publications.paper.inlines import (
    Break,
    Code,
    Emphasis,
    Inline,
    Isolated,
    Link,
    Marked,
    Strong,
    Text,
    Withheld,
    plain_text,
)
from counterclaim.publications.paper.lowering import address, lowered, published_words

_WIDE = re.compile(r"<svg[^>]*\swidth=\"([\d.]+)")


def quoted(text: str) -> str:
    """A text as a string of Typst."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", " ").replace("\n", " ")
    return f'"{escaped}"'


def words(text: str) -> str:
    """A text as content; names between direction isolates keep their own direction."""
    return "".join(directed(part) if isolated else _string(part) for part, isolated in by_isolate(text))


def directed(text: str, language: str = "") -> str:
    """A text in its language where that is known; one from right to left between marks that keep its neighbours apart.

    Typst lays out direction by UAX #9 without isolates, so that numbers after Arabic words would join them: a
    left-to-right mark on either side (U+200E) is what holds.
    """
    tag = language_tag(language).split("-")[0].casefold()
    kept = f"\u200e{text}\u200e" if direction_of_text(text) == "rtl" else text
    return f'#text(lang: "{tag}")[{_string(kept)}]' if len(tag) in (2, 3) else _string(kept)


def english(text: str) -> str:
    """Words of the program, which run from left to right whatever the note around them does."""
    return f"#english[{_string(text)}]"


def _string(text: str) -> str:
    return f"#{quoted(text)};" if text else ""


def line(inlines: Iterable[Inline]) -> str:
    """Inlines as content."""
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:
    match inline:
        case Text():
            return words(inline.text)
        case Strong():
            return f"#strong[{line(inline.children)}]"
        case Emphasis():
            return f"#emph[{line(inline.children)}]"
        case Isolated():
            return f'#text(lang: "en", dir: ltr)[{line(inline.children)}]'
        case Code():
            return f"#raw({quoted(inline.text)})"
        case Link():
            if inline.href.startswith("#"):
                return line(inline.children)
            return f"#link({quoted(inline.href)})[{line(inline.children)}]"
        case Marked():
            return marks(inline.marks)
        case Break():
            return "#linebreak()"
        case Withheld():
            return f"#lost[{_string(inline.text)}]"


def marks(found: Sequence[Mark]) -> str:
    """Marks of notes as raised links to them."""
    links = [f"#link(<note-{mark.number}>)[{_string(mark.label)}]" for mark in found]
    return f"#super[{'#sym.space.thin;'.join(links)}]" if links else ""


def block(found: Block, images: dict[str, bytes]) -> str:
    """A block as content; drawings are added to ``images`` by file name."""
    match found:
        case Heading():
            return f"#heading(level: {found.level - 1})[{line(found.children)}]"
        case Paragraph():
            return _paragraph(found)
        case Bullets():
            items = ", ".join(f"[{_all(item, images)}]" for item in found.items)
            if found.start is None:
                return f"#list({items})"
            return f"#enum(start: {found.start}, {items})"
        case Quote():
            return f"#quote(block: true)[{_all(found.blocks, images)}]"
        case Table():
            return _table(found)
        case Preformatted():
            return f"#raw(block: true, {_raw(found.text)})"
        case Rule():
            return "#line(length: 100%, stroke: 0.5pt)"
        case Picture():
            return picture(found.figure, images)
    raise AssertionError(f"{type(found).__name__} was not lowered")


def _all(blocks: Iterable[Block], images: dict[str, bytes]) -> str:
    return "\n".join(block(found, images) for found in blocks)


def _raw(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "").replace("\n", "\\n")
    return f'"{escaped}"'


def _paragraph(found: Paragraph) -> str:
    content = f"#par[{line(found.children)}]"
    if found.role in ("basis", "withheld"):
        content = f"#aside[{content}]"
    return f"#set text(dir: {direction_of_text(plain_text(found.children))});{content}".join(("#[", "]"))


def _table(found: Table) -> str:
    width = len(found.header)
    head = "".join(f"[#strong[{line(cell)}]], " for cell in found.header)
    rows = "".join("".join(f"[{line(cell)}], " for cell in row) + "\n" for row in found.rows)
    caption = f"#aside[{words(found.caption)}]\n" if found.caption else ""
    return f"{caption}#lines({width}, table.header({head}), {rows})"


def picture(figure: Figure, images: dict[str, bytes]) -> str:
    """A figure: the drawing as vectors, its legend and its caption."""
    if not figure.svg:
        return f"#aside[{words(figure.caption)}]"
    name = f"{figure.id}.svg"
    images[name] = str(figure.svg).encode("utf-8")
    legend = "  ".join(f"{sign.mark} {said}" for sign, said in figure.legend)
    told = words(figure.caption) + marks(figure.marks)
    told += f" #linebreak(){_string(legend)}" if legend else ""
    alt = quoted(f"{figure.heading}. {figure.caption}")
    return f"#drawing({quoted(name)}, {_width(str(figure.svg)):.0f}pt, {alt}, [#english[{told}]])"


def _width(svg: str) -> float:
    """The width of a drawing in points, at three quarters of a point for each of its pixels."""
    match = _WIDE.search(svg)
    return 0.75 * float(match[1]) if match else 600.0


def note(found: Note) -> str:
    """A footnote: quote, outlet, title, date, address, place and digest."""
    statement, document = found.statement, found.statement.document
    quote = directed(f"“{statement.quote}”", document.language)
    speaker = "" if statement.own_voice else f" Speaker: {statement.speaker}."
    kept = "" if document.kept else "; not kept"
    cites = "".join(words(f" The document cites: [{c.number}] {c.text}") for c in statement.cites)
    return (
        f"#note({found.number})[{quote} {directed(document.outlet)}{_string(', “')}"
        f"{directed(document.title, document.language)}{_string(f'”, {published_words(document.published)}.')}"
        f"{words(speaker)}{cites} {line(address(document))}"
        f"{_string(f'code points {statement.start}–{statement.end}; capture SHA-256 ')}"
        f"#raw({quoted(document.capture_sha256)}){_string(kept + '.')}]"
    )


def body(page: Page, images: dict[str, bytes]) -> str:
    """All blocks of a page."""
    return "\n\n".join(block(found, images) for found in lowered(page.body))
