"""From views to published files: briefs and exports."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from markupsafe import Markup

from counterclaim.errors import ConfigError, PublicationRefused
from counterclaim.model import Problem, Publication
from counterclaim.pipeline.calibrating import calibrate
from counterclaim.pipeline.desk.queries import asked_period
from counterclaim.pipeline.handling import Published
from counterclaim.pipeline.outputs import unwritable
from counterclaim.pipeline.publications import remember
from counterclaim.pipeline.views import EventFilter
from counterclaim.publications import Brief, BriefOptions, ExportOptions, render_brief
from counterclaim.publications import export as export_views
from counterclaim.publications.exports.atomic import check_target, write_atomically
from counterclaim.publications.given import Given
from counterclaim.publications.notefile.lines import Source, read_note
from counterclaim.publications.options import Format
from counterclaim.publications.words import listed
from counterclaim.review import chain_head

ENDINGS = (".html", ".pdf", ".docx", ".md")
GivenFor = Callable[[Source | None], Given]
"""Gives what a note refers to beside events; None stands for the automatic brief."""

BRIEF_FORMATS: Mapping[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".markdown": "md",
    ".pdf": "pdf",
    ".docx": "docx",
}
"""Forms of a brief by the ending of its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefWish:
    """What a brief is asked to be."""

    title: str = ""
    since: str = ""
    until: str = ""
    note: Path | None = None
    """The analyst's note; the automatic brief without one."""
    draft: bool = False
    """Keep sentences without support, marked, and mark the whole as a draft."""
    strict: bool = False
    """Write nothing at all where a sentence has no support."""
    style: Path | None = None
    """A CSL style for the bibliography, in place of the shipped one."""
    fonts: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefReport:
    """A written brief: what it rests on, and the sentences that were not published."""

    path: Path
    publication: Publication
    problems: tuple[Problem, ...]


def brief(published: Published, out: Path, wish: BriefWish, given: GivenFor, now: datetime) -> BriefReport:
    """Write a brief in the form that the ending of ``out`` names.

    ``given`` hands over results of other stages for a note that refers to them. The ledger remembers the brief as of
    ``now``; a draft it does not.

    Raises:
        ConfigError: no form has that ending, or the note cannot be read.
        PublicationRefused: with ``strict``, a sentence has no support.
    """
    reading = published.reading
    kind = BRIEF_FORMATS.get(out.suffix.casefold())
    if kind is None:
        raise ConfigError(
            f"no brief format for {out.name!r}", where="--out", remedy=f"end it in {listed(ENDINGS, 'or')}"
        )
    check_target(out)
    if wish.note and out.exists() and out.samefile(wish.note):
        remedy = "give --out another name: the note would be lost"
        raise ConfigError("is the note itself", where=f"--out {out}", remedy=remedy)
    source = read_note(wish.note) if wish.note else None
    front = source.front if source else {}
    since, until = wish.since or str(front.get("since") or ""), wish.until or str(front.get("until") or "")
    first, last = asked_period(since or None, until or None)
    views = published.views(reading.matching(EventFilter(since=first, until=last)))
    options = BriefOptions(
        title=wish.title,
        since=since,
        until=until,
        format=kind,
        chain_head=chain_head(reading.storage.judgements()),
        manifest=reading.storage.manifest(),
        unmasked=reading.applied.unmasked,
        sources=published.sources,
        citations=published.citations,
        withheld=len(published.hidden),
        problems=len(reading.storage.problems()),
        calibration=calibrate(reading),
        outline=next(iter(reading.codebook.outlines), None),
        source=source,
        draft=wish.draft,
        given=given(source),
        redirects=dict(reading.storage.redirects()),
        folder=f"{out.stem}.figures",
        style=wish.style,
        fonts=wish.fonts,
    )
    made = render_brief(views, options)
    if made.problems and wish.strict:
        raise refusal(made.problems)
    _write(out, made)
    if not wish.draft:
        remember(published, out.name, made, now)
    return BriefReport(path=out, publication=made.publication, problems=made.problems)


def _write(out: Path, made: Brief) -> None:
    if made.beside:
        folder = out.with_name(f"{out.stem}.figures")
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise unwritable(folder, error) from error
        for name, data in made.beside.items():
            write_atomically(folder / name, data)
    write_atomically(out, made.data)


def refusal(problems: Sequence[Problem]) -> PublicationRefused:
    """The error that tells of all sentences without support."""
    told = "; ".join(f"{', '.join(filter(None, (p.subject, p.place)))}: {p.message}" for p in problems)
    return PublicationRefused(told, remedy="no file was written; mend the note, or publish without --strict")


def draw(out: Path, svg: Markup | str) -> bool:
    """Write a figure as an SVG file; returns False, and writes nothing, where there is nothing to draw."""
    if out.suffix.casefold() != ".svg":
        raise ConfigError(f"no figure format for {out.name!r}", where="--figure", remedy="end it in .svg")
    check_target(out)
    if svg:
        write_atomically(out, str(svg).encode("utf-8"))
    return bool(svg)


def export(published: Published, format_name: str, out: Path, *, table: str) -> list[Path]:
    """Write the published tables of the whole ledger."""
    check_target(out, folder_allowed=True)
    reading = published.reading
    views = published.views(reading.views(reading.storage.events()))
    options = ExportOptions(
        sources=published.sources,
        citations=published.citations,
        unmasked=reading.applied.unmasked,
        chain_head=chain_head(reading.storage.judgements()),
        calibration=calibrate(reading),
        table=table,
    )
    return list(export_views(views, format_name, out, options))
