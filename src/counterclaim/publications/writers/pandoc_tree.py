"""pandoc's own types from the document model; each note is a footnote where it is first marked, a link afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from counterclaim.publications.display import by_isolate, language_tag
from counterclaim.publications.figures import Figure
from counterclaim.publications.notefile.front import direction_of_text
from counterclaim.publications.notes import Note
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
from counterclaim.publications.paper.lowering import address, lowered, numbers, published_words

_NO_ATTRIBUTES: list[Any] = ["", [], []]


def words(text: str) -> list[Any]:
    """A text as pandoc's inlines; names between direction isolates keep their own direction."""
    parts = ([directed(part)] if isolated else _plain(part) for part, isolated in by_isolate(text))
    return [node for part in parts for node in part]


def _plain(text: str) -> list[Any]:
    return [{"t": "Space"} if part.isspace() else {"t": "Str", "c": part} for part in re.split(r"(\s+)", text) if part]


def directed(text: str, language: str = "") -> Any:  # noqa: ANN401 - pandoc's own tree
    """A text in its own direction, and its language where that is known."""
    tag = language_tag(language)
    attributes = [["dir", direction_of_text(text)], *([["lang", tag]] if tag else [])]
    return {"t": "Span", "c": [["", [], attributes], _plain(text)]}


def line(inlines: Iterable[Inline]) -> list[Any]:
    """Inlines without marks of notes."""
    return [node for inline in inlines for node in _unmarked(inline, line)]


def para(nodes: list[Any], direction: str = "ltr") -> Any:  # noqa: ANN401
    """A paragraph, set from right to left where asked."""
    made = {"t": "Para", "c": nodes}
    return {"t": "Div", "c": [["", [], [["dir", direction]]], [made]]} if direction == "rtl" else made


def heading(level: int, text: str, anchor: str) -> Any:  # noqa: ANN401
    """A heading of plain words."""
    return {"t": "Header", "c": [level, [anchor, [], []], words(text)]}


def code(text: str) -> Any:  # noqa: ANN401
    """Words as a program has them."""
    return {"t": "Code", "c": [_NO_ATTRIBUTES, text]}


def meta(text: str) -> Any:  # noqa: ANN401
    """A value of the document's metadata."""
    return {"t": "MetaInlines", "c": _plain(text)}


def _unmarked(inline: Inline, inner: Any) -> list[Any]:  # noqa: ANN401 - the function that sets what is within
    match inline:
        case Text():
            return words(inline.text)
        case Strong() | Withheld():
            return [{"t": "Strong", "c": inner(inline.children) if isinstance(inline, Strong) else words(inline.text)}]
        case Emphasis():
            return [{"t": "Emph", "c": inner(inline.children)}]
        case Isolated():
            return [{"t": "Span", "c": [["", [], [["dir", "ltr"], ["lang", "en"]]], inner(inline.children)]}]
        case Code():
            return [code(inline.text)]
        case Link():
            return [{"t": "Link", "c": [_NO_ATTRIBUTES, inner(inline.children), [inline.href, ""]]}]
        case Break():
            return [{"t": "LineBreak"}]
    return []


class Tree:
    """The blocks of one page; ``images`` fill with its drawings by file name."""

    def __init__(self, page: Page, images: dict[str, bytes]) -> None:
        self._page = page
        self._images = images
        self._notes = {note.number: note for note in page.notes}
        self._set: set[int] = set()

    def blocks(self) -> list[Any]:
        """All blocks, in order."""
        return self._blocks(lowered(self._page.body))

    def _blocks(self, blocks: Iterable[Block]) -> list[Any]:
        return [self._block(block) for block in blocks]

    def _block(self, block: Block) -> Any:  # noqa: ANN401
        match block:
            case Heading():
                return {"t": "Header", "c": [block.level - 1, [block.anchor, [], []], self._line(block.children)]}
            case Paragraph():
                return para(self._line(block.children), direction_of_text(plain_text(block.children)))
            case Bullets():
                items = [self._blocks(item) for item in block.items]
                if block.start is None:
                    return {"t": "BulletList", "c": items}
                return {"t": "OrderedList", "c": [[block.start, {"t": "Decimal"}, {"t": "Period"}], items]}
            case Quote():
                return {"t": "BlockQuote", "c": self._blocks(block.blocks)}
            case Table():
                return self._table(block)
            case Preformatted():
                return {"t": "CodeBlock", "c": [_NO_ATTRIBUTES, block.text]}
            case Rule():
                return {"t": "HorizontalRule"}
            case Picture():
                return self._picture(block.figure)
        raise AssertionError(f"{type(block).__name__} was not lowered")

    def _line(self, inlines: Iterable[Inline]) -> list[Any]:
        out: list[Any] = []
        for inline in inlines:
            out += self._marks(inline) if isinstance(inline, Marked) else _unmarked(inline, self._line)
        return out

    def _marks(self, marked: Marked) -> list[Any]:
        out: list[Any] = []
        for number in numbers(marked.marks):
            if out:
                out.append({"t": "Superscript", "c": _plain(", ")})
            out.append(self._mark(number))
        return out

    def _mark(self, number: int) -> Any:  # noqa: ANN401
        if number not in self._set:
            self._set.add(number)
            return {"t": "Note", "c": [{"t": "Para", "c": self._note(self._notes[number])}]}
        link = {"t": "Link", "c": [_NO_ATTRIBUTES, _plain(str(number)), [f"#note-{number}", ""]]}
        return {"t": "Superscript", "c": [link]}

    def _note(self, note: Note) -> list[Any]:
        found, document = note.statement, note.statement.document
        speaker = "" if found.own_voice else f" Speaker: {found.speaker}."
        cites = "".join(f" The document cites: [{c.number}] {c.text}" for c in found.cites)
        quote = {"t": "Span", "c": [[f"note-{note.number}", [], []], [directed(f"“{found.quote}”", document.language)]]}
        return [
            quote,
            *words(f" {_isolate(document.outlet)}, “"),
            directed(document.title, document.language),
            *words(f"”, {published_words(document.published)}.{speaker}{cites} "),
            *line(address(document)),
            *words(f"code points {found.start}–{found.end}; capture SHA-256 "),
            code(document.capture_sha256),
            *words("." if document.kept else "; not kept."),
        ]

    def _table(self, table: Table) -> Any:  # noqa: ANN401
        caption = [{"t": "Plain", "c": words(table.caption)}] if table.caption else []
        columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": 1 / len(table.header)}] for _ in table.header]
        head = [_NO_ATTRIBUTES, [self._row(table.header)]]
        rows = [self._row(row) for row in table.rows]
        body = [_NO_ATTRIBUTES, 0, [], rows]
        return {"t": "Table", "c": [_NO_ATTRIBUTES, [None, caption], columns, head, [body], [_NO_ATTRIBUTES, []]]}

    def _row(self, cells: Sequence[tuple[Inline, ...]]) -> Any:  # noqa: ANN401
        made = []
        for cell in cells:
            content = [{"t": "Plain", "c": self._line(cell)}]
            made.append([_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, content])
        return [_NO_ATTRIBUTES, made]

    def _picture(self, figure: Figure) -> Any:  # noqa: ANN401
        if not figure.svg:
            return para(words(figure.caption))
        name = f"{figure.id}.svg"
        self._images[name] = str(figure.svg).encode("utf-8")
        legend = "  ".join(f"{sign.mark} {said}" for sign, said in figure.legend)
        told = [*words(figure.caption), *self._marks(Marked(figure.marks)), *words(f" {legend}".rstrip())]
        caption = [{"t": "Plain", "c": told}]
        alt = words(f"{figure.heading}. {figure.caption}")
        size = [["width", "100%" if not figure.id.startswith("waterfall") else "50%"]]
        image = {"t": "Image", "c": [["", [], size], alt, [name, ""]]}
        return {"t": "Figure", "c": [[figure.id, [], []], [None, caption], [{"t": "Plain", "c": [image]}]]}


def _isolate(text: str) -> str:
    return f"\u2068{text}\u2069"
