"""Parts that the program makes, as plain blocks: for the forms that have no layout of their own for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from counterclaim.model import DateInterval
from counterclaim.publications.material import PublishedDocument
from counterclaim.publications.matrix import Cell, Matrix, Row
from counterclaim.publications.notes import Mark
from counterclaim.publications.paper.blocks import (
    Block,
    Bullets,
    ChancesPart,
    EventPart,
    FindingsPart,
    Heading,
    MatrixPart,
    MethodsPart,
    OutletRow,
    Paragraph,
    Picture,
    SourcesPart,
    SummaryPart,
    Table,
)
from counterclaim.publications.paper.inlines import Code, Inline, Link, Marked, Strong, Text, said, spaced
from counterclaim.publications.sections import Chance, EventSection, Fact
from counterclaim.publications.summary import Finding, Summary
from counterclaim.publications.words import date_words

STATUS_WORDS = {"answered": "answer stands", "disputed": "disputed", "unknown": "not known"}
NOTHING = "No event of this period has a statement that may be shown."


def lowered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """``blocks`` with every part as plain blocks."""
    return tuple(plain for block in blocks for plain in _lower(block))


def _lower(block: Block) -> Iterable[Block]:
    match block:
        case SummaryPart():
            return _summary(block.summary)
        case FindingsPart():
            return (_findings(block.findings),)
        case EventPart():
            return _event(block)
        case ChancesPart():
            return _chances(block.chances, block.calibration)
        case MatrixPart():
            return (_matrix(block.matrix),)
        case MethodsPart():
            return tuple(
                Paragraph(children=(Strong((Text(f"{m.heading}."),)), Text(f" {m.text}"))) for m in block.methods
            )
        case SourcesPart():
            return (Bullets(items=tuple(_outlet(row) for row in block.outlets)),) if block.outlets else ()
        case _:
            return (block,)


def _summary(summary: Summary) -> Iterator[Block]:
    if not summary.paragraphs:
        yield Paragraph(children=(Text(NOTHING),))
    for sentences in summary.paragraphs:
        yield Paragraph(children=spaced(sentences))
    if summary.disputes:
        yield Heading(level=3, children=(Text("What is contested"),))
        yield Bullets(
            items=tuple(
                (Paragraph(children=(Strong((Text(f"{d.title}."),)), Text(" "), *said(d.told))),)
                for d in summary.disputes
            )
        )
    if summary.more:
        yield Paragraph(children=said(summary.more), role="basis")


def _findings(findings: Sequence[Finding]) -> Table:
    heads = ("No.", "Event", "When", "Where", "Who did it", "Chance", "Killed")
    return Table(
        header=tuple((Text(head),) for head in heads),
        rows=tuple(_finding(f) for f in findings),
        caption="The events in order of date. Chances are the answer’s estimated probability with its term.",
    )


def _finding(found: Finding) -> tuple[tuple[Inline, ...], ...]:
    title = found.title + (f" ({', '.join(found.tags)})" if found.tags else "")
    chance = "; ".join(found.chance) or "–"
    return (
        (Text(str(found.number)),),
        (Text(title), Marked(found.marks)),
        (Text(found.when),),
        (Text(found.where),),
        (Text(found.who),),
        (Text(chance),),
        (Text(found.killed),),
    )


def _event(part: EventPart) -> Iterator[Block]:
    section = part.section
    title = f"{section.number}. {section.title} ({STATUS_WORDS[section.status]})"
    yield Heading(level=3, children=(Text(title),), anchor=f"event-{section.number}")
    yield Paragraph(children=said(section.verdict), role="verdict")
    if section.nobody_claimed:
        yield Paragraph(children=said(section.nobody_claimed))
    yield Paragraph(children=said(section.basis), role="basis")
    if section.settled:
        yield Paragraph(children=said(section.settled), role="basis")
    yield from _chances(section.chances, part.calibration)
    if part.waterfall:
        yield Picture(figure=part.waterfall)
    yield from _matrix_or_says(section)
    if section.why:
        yield Paragraph(children=(Strong((Text("Why:"),)), Text(" "), *spaced(section.why)), role="why")
    if section.facts:
        yield Bullets(items=tuple(fact_item(f) for f in section.facts))
    if section.withheld:
        yield Paragraph(children=(Text(section.withheld),), role="withheld")


def fact_item(fact: Fact) -> tuple[Block, ...]:
    """One property of an event with what each tells of it, as the content of a list's item."""
    head = Paragraph(children=(Text(f"{fact.label}: {fact.value}"), Marked(fact.marks)))
    items = tuple((Paragraph(children=said(sentence)),) for sentence in fact.told)
    return (head, Bullets(items=items)) if items else (head,)


def _chances(chances: Sequence[Chance], calibration: str) -> Iterator[Block]:
    if not chances:
        return
    yield Table(
        header=((Text("Answer"),), (Text("Chance"),), (Text("Flat priors"),)),
        rows=tuple(
            ((Text(c.value), Marked(c.marks)), (Text(f"{c.term}, {c.words}"),), (Text(c.flat or "–"),)) for c in chances
        ),
    )
    yield Paragraph(children=(Text(calibration),), role="basis")


def _matrix_or_says(section: EventSection) -> Iterator[Block]:
    if section.matrix:
        yield _matrix(section.matrix)
    elif section.says:
        yield Bullets(items=tuple((Paragraph(children=said(s)),) for s in section.says))


def _matrix(matrix: Matrix) -> Table:
    return Table(
        header=((Text("Speaker"),), *((Text(column),) for column in matrix.columns)),
        rows=tuple((_speaker(row), *(_cell(cell) for cell in row.cells)) for row in matrix.rows),
        caption="Each row is one distinct speaker, with the outlets that carry it; each column an answer.",
    )


def _speaker(row: Row) -> tuple[Inline, ...]:
    told = ", ".join(part for part in (row.speaker, row.kind) if part)
    grade = f", {row.grade} ({row.grade_words})" if row.grade else ""
    return (Text(f"{told}{grade} [{row.outlets}]"),)


def _cell(cell: Cell) -> tuple[Inline, ...]:
    parts: list[Inline] = []
    for entry in cell.entries:
        parts += [Text("; ")] if parts else []
        parts += [Text(f"{entry.symbol} {entry.words}"), Marked(entry.marks)]
    if cell.decibans is not None:
        parts.append(Text(f" ({cell.decibans:+.1f} dB)"))
    return tuple(parts) or (Text("–"),)


def _outlet(row: OutletRow) -> tuple[Block, ...]:
    speaks = f"; speaks for {row.affiliation}" if row.affiliation else ""
    head = Paragraph(children=(Strong((Text(row.outlet),)), Text(f" ({row.kind}{speaks})")))
    return (head, Bullets(items=tuple((Paragraph(children=_document(d)),) for d in row.documents)))


def _document(document: PublishedDocument) -> tuple[Inline, ...]:
    invented = " (invented)" if document.invented else ""
    return (
        Text(f"{document.title}, {published_words(document.published)}{invented}; "),
        *address(document),
        Text("SHA-256 "),
        Code(document.capture_sha256),
    )


def address(document: PublishedDocument) -> tuple[Inline, ...]:
    """A document's address, live where it may be followed, and a semicolon after it; nothing where there is none."""
    if document.link:
        return (Link((Text(document.uri),), document.link), Text("; "))
    shown = document.uri or document.uri_withheld
    return (Text(f"{shown}; "),) if shown else ()


def published_words(published: DateInterval | None) -> str:
    """When a document was published, in words."""
    return date_words(published) if published else "undated"


def numbers(marks: Sequence[Mark]) -> list[int]:
    """The numbers of all notes that some marks lead to."""
    return [number for mark in marks for number in mark.numbers]
