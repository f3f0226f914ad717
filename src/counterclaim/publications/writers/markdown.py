"""A brief as Markdown: footnotes as most readers of Markdown know them, figures in files beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from counterclaim.model import DateInterval
from counterclaim.publications.display import isolated, one_line
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
)
from counterclaim.publications.paper.lowering import address, lowered, numbers, published_words
from counterclaim.publications.words import date_words
from counterclaim.publications.writers.wording import BANNER, DRAFT, TO_CHECK

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!$@^])|(?<=\w)(:)(?=//)|(?<=www)(\.)", re.IGNORECASE)


def escaped(text: str) -> str:
    """``text`` on one line with every character that Markdown could read as markup or a link set back."""
    return _at_line_start(_escaped_within(one_line(text)))


def _escaped_within(text: str) -> str:
    return _MARKUP.sub(lambda match: "\\" + match.group(0), text)


def _at_line_start(line: str) -> str:
    return re.sub(r"^([-+=]|\d+[.)])", r"\\\1", line)


def markdown(page: Page, bibliography: Sequence[tuple[Inline, ...]], folder: str) -> str:
    """The page as Markdown; ``folder`` is the name of the folder beside it in which its figures lie."""
    parts = [f"# {escaped(page.title)}", escaped(page.period)]
    byline = " · ".join([*(", ".join(page.front.authors),), *([_day(page.front.date)] if page.front.date else [])])
    parts += [escaped(byline)] if byline.strip(" ·") else []
    parts += [f"> **{BANNER}**"] if page.invented else []
    parts += [f"> **{DRAFT}**"] if page.draft else []
    parts += [escaped(page.note)] if page.note else []
    parts += _blocks(lowered(page.body), folder)
    if bibliography:
        parts += ["## Bibliography", "\n".join(f"- {_line(entry)}" for entry in bibliography)]
    parts += ["## Notes", *(_note(note) for note in page.notes)] if page.notes else []
    parts += [
        "---",
        f"Judgement chain, head: `{page.publication.chain_head}`",
        f"Digest of this brief: `{page.publication.digest}`",
        TO_CHECK,
    ]
    return "\n\n".join(parts) + "\n"


def pictures(page: Page) -> dict[str, bytes]:
    """The figures of a page by file name."""
    drawn = (b.figure for b in lowered(page.body) if isinstance(b, Picture) and b.figure.svg)
    return {f"{figure.id}.svg": str(figure.svg).encode("utf-8") for figure in drawn}


def _blocks(blocks: Iterable[Block], folder: str) -> list[str]:
    return [text for block in blocks if (text := _block(block, folder))]


def _block(block: Block, folder: str) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {_line(block.children)}"
        case Paragraph():
            return _at_line_start(_line(block.children))
        case Bullets():
            return _bullets(block, folder)
        case Quote():
            return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(_blocks(block.blocks, folder)).split("\n"))
        case Table():
            return _table(block)
        case Preformatted():
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", block.text)), default=0))
            return f"{fence}\n{block.text.rstrip()}\n{fence}"
        case Rule():
            return "---"
        case Picture():
            caption = escaped(block.figure.caption) + _line((Marked(block.figure.marks),))
            if not block.figure.svg:
                return caption
            return f"![{escaped(block.figure.heading)}]({folder}/{block.figure.id}.svg)\n\n{caption}"
    raise AssertionError(f"{type(block).__name__} was not lowered")


def _bullets(block: Bullets, folder: str) -> str:
    out = []
    for place, item in enumerate(block.items):
        sign = "-" if block.start is None else f"{block.start + place}."
        inner = _blocks(item, folder)
        gap = "\n" if all(isinstance(b, Paragraph | Bullets) for b in item) else "\n\n"
        indent = " " * (len(sign) + 1)
        out.append(f"{sign} " + gap.join(inner).replace("\n", f"\n{indent}"))
    return "\n".join(out)


def _table(table: Table) -> str:
    lines = [_row(table.header), "|" + "---|" * len(table.header), *(_row(row) for row in table.rows)]
    return "\n".join(([escaped(table.caption), ""] if table.caption else []) + lines)


def _row(cells: Sequence[tuple[Inline, ...]]) -> str:
    return "|" + "".join(f" {_line(cell)} |" for cell in cells)


def _line(inlines: Iterable[Inline]) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:
    match inline:
        case Text() | Withheld():
            return _escaped_within(re.sub(r"\s+", " ", inline.text))
        case Strong():
            return f"**{_line(inline.children)}**"
        case Emphasis():
            return f"*{_line(inline.children)}*"
        case Isolated():
            return f"\u2068{_line(inline.children)}\u2069"
        case Code():
            return f"`{inline.text}`"
        case Link():
            words = _line(inline.children)
            return f"<{inline.href}>" if words == _escaped_within(inline.href) else f"[{words}](<{inline.href}>)"
        case Marked():
            return "".join(f"[^{number}]" for number in numbers(inline.marks))
        case Break():
            return "  "


def _note(note: Note) -> str:
    found, document = note.statement, note.statement.document
    speaker = f" Speaker: {escaped(found.speaker)}" if not found.own_voice else ""
    if speaker:
        speaker += (f", through {escaped(found.channel)}" if found.channel else "") + "."
    cites = "".join(f" The document cites: \\[{c.number}\\] {escaped(c.text)}" for c in found.cites)
    return (
        f"[^{note.number}]: “{escaped(isolated(found.quote))}” {escaped(isolated(document.outlet))}, "
        f"“{escaped(isolated(document.title))}”, {published_words(document.published)}.{speaker}{cites} "
        f"{_line(address(document))}code points {found.start}–{found.end}; capture SHA-256 "
        f"`{document.capture_sha256}`{'' if document.kept else '; not kept'}."
    )


def _day(text: str) -> str:
    return date_words(DateInterval.parse(text))
