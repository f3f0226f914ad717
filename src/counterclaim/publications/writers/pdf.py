"""A brief as PDF by Typst, offline: PDF/A-2b, in which a character without a glyph is an error and never a box."""

from __future__ import annotations

import calendar
import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Literal

from counterclaim.errors import ConfigError, install
from counterclaim.model import DateInterval, Problem
from counterclaim.publications.display import language_tag
from counterclaim.publications.notefile.lines import Line
from counterclaim.publications.page import Page
from counterclaim.publications.paper.inlines import Inline
from counterclaim.publications.words import date_words
from counterclaim.publications.writers import scripts
from counterclaim.publications.writers import typst_text as typeset
from counterclaim.publications.writers.wording import BANNER, DRAFT, TO_CHECK

STANDARD: Literal["a-2b"] = "a-2b"
_EPOCH = date(1970, 1, 1)
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


def pdf(
    page: Page, bibliography: Sequence[tuple[Inline, ...]], lines: Sequence[Line], fonts: Sequence[Path] = ()
) -> tuple[bytes, tuple[Problem, ...]]:
    """The page as PDF, and the texts that were left out since no font has their script, by line or footnote.

    The same page gives the same bytes with the same fonts. ``lines`` are those of the note.

    Raises:
        ConfigError: the extra ``pdf`` is not installed.
    """
    images: dict[str, bytes] = {}
    text = source(page, bibliography, images)
    stamp = stamp_of(page)
    try:
        return compiled(text, images, fonts, stamp), ()
    except MissingGlyph:
        gone = missing([text, *(data.decode("utf-8") for data in images.values())], fonts)
    images = {name: scripts.svg_without(data, gone) for name, data in images.items()}
    made = compiled(scripts.without(text, gone), images, fonts, stamp)
    return made, tuple(scripts.problems(gone, lines, page.notes))


class MissingGlyph(Exception):  # noqa: N818 - a question answered, not a fault
    """A character for which no font has a glyph."""


def missing(texts: Iterable[str], fonts: Sequence[Path] = ()) -> frozenset[str]:
    """Characters of ``texts`` for which no font has a glyph, asked of Typst one after the other."""
    asked = scripts.characters(texts)
    gone: set[str] = set()
    while asked:
        try:
            compiled(f"#set document(date: datetime(year: 1970, month: 1, day: 1))\n#{_probe(asked)};", {}, fonts)
            break
        except MissingGlyph as error:
            found = scripts.named_in(str(error)) & asked
            gone |= found or asked
            if len(gone) > scripts.MOST:
                gone |= {c for c in asked if scripts.script_of(c) in {scripts.script_of(g) for g in gone}}
            asked -= gone
    return frozenset(gone)


def _probe(chars: Iterable[str]) -> str:
    return typeset.quoted(" ".join(sorted(chars)))


def compiled(text: str, images: dict[str, bytes], fonts: Sequence[Path] = (), stamp: datetime = _UNDATED) -> bytes:
    """Typst source as PDF.

    Raises:
        MissingGlyph: a character has no glyph in any font.
        ConfigError: the extra ``pdf`` is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise ConfigError("a PDF needs the extra pdf", where="brief", remedy=install("pdf")) from error
    with tempfile.TemporaryDirectory() as folder:
        for name, data in images.items():
            (Path(folder) / name).write_bytes(data)
        main = Path(folder) / "brief.typ"
        main.write_text(text, "utf-8")
        try:
            made = typst.compile(
                str(main),
                root=folder,
                font_paths=[str(path) for path in fonts],
                format="pdf",
                pdf_standards=[STANDARD],
                timestamp=stamp,
            )
        except typst.TypstError as error:
            if scripts.named_in(str(error)):
                raise MissingGlyph(str(error)) from error
            raise
    return bytes(made)


def source(page: Page, bibliography: Sequence[tuple[Inline, ...]], images: dict[str, bytes]) -> str:
    """The page as Typst source; drawings are added to ``images`` by file name."""
    look = files("counterclaim.publications").joinpath("templates/brief.typ").read_text("utf-8")
    parts = [look, _document(page), _title(page), typeset.body(page, images)]
    if page.notes:
        parts += ["#heading(level: 1)[Notes]", '#set text(lang: "en", dir: ltr)', *map(typeset.note, page.notes)]
    if bibliography:
        entries = "\n".join(f"#par(hanging-indent: 1em)[{typeset.line(entry)}]" for entry in bibliography)
        parts += ["#heading(level: 1)[Bibliography]", f"#text(size: 9pt)[{entries}]"]
    parts.append(_colophon(page))
    return "\n".join(parts) + "\n"


def _document(page: Page) -> str:
    authors = ", ".join(typeset.quoted(author) for author in page.front.authors)
    when = stamp_of(page)
    day = f"datetime(year: {when.year}, month: {when.month}, day: {when.day})"
    tag = language_tag(page.front.language).split("-")[0] or "en"
    told = f"title: {typeset.quoted(page.title)}, author: ({authors}{',' if authors else ''}), date: {day}"
    return f'#set document({told})\n#set text(lang: "{tag}", dir: {page.front.direction})'


def _title(page: Page) -> str:
    byline = " · ".join(filter(None, (", ".join(page.front.authors), _day(page.front.date))))
    parts = [f"#block(below: 0.8em, text(size: 22pt, weight: 600)[{typeset.directed(page.title)}])"]
    parts.append(f"#text(size: 13pt, fill: muted)[{typeset.english(page.period)}]")
    parts += [f"#parbreak()\n{typeset.words(byline)}"] if byline else []
    parts += [f"#notice[{typeset.english(BANNER)}]"] if page.invented else []
    parts += [f"#notice[{typeset.english(DRAFT)}]"] if page.draft else []
    parts += [f"#par[{typeset.directed(page.note)}]"] if page.note else []
    return "\n".join([*parts, "#line(length: 100%, stroke: 1pt)"])


def _colophon(page: Page) -> str:
    rows = (
        ("Judgement chain, head", page.publication.chain_head),
        ("Digest of this brief", page.publication.digest),
    )
    told = "\n".join(f"#par[{typeset.words(name + ': ')}#raw({typeset.quoted(value)})]" for name, value in rows)
    return f"#line(length: 100%, stroke: 1pt)\n#aside[{told}\n#par[{typeset.words(TO_CHECK.replace('`', ''))}]]"


def stamp_of(page: Page) -> datetime:
    """When a brief's file is dated: as its front matter has it, else as the newest document cited; no clock enters."""
    days = [note.statement.document.published for note in page.notes]
    dates = [DateInterval.parse(page.front.date)] if page.front.date else [d for d in days if d]
    last = max((d.latest or d.earliest or _EPOCH for d in dates), default=_EPOCH)
    return datetime.fromtimestamp(calendar.timegm(last.timetuple()), UTC)


def _day(text: str) -> str:
    return date_words(DateInterval.parse(text)) if text else ""
