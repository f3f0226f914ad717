"""From views to published files: briefs and exports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from counterclaim.errors import ConfigError
from counterclaim.model import EventView, Publication
from counterclaim.pipeline.calibrating import calibrate
from counterclaim.pipeline.handling import Published
from counterclaim.publications import BriefOptions, ExportOptions, render_brief
from counterclaim.publications import export as export_views
from counterclaim.publications.exports.atomic import check_target, write_atomically
from counterclaim.review import chain_head

BRIEF_FORMATS = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md"}


def brief(
    published: Published, views: Sequence[EventView], out: Path, *, title: str, since: str, until: str
) -> Publication:
    """Write a brief on some events, in the format that the ending of ``out`` names."""
    reading = published.reading
    kind = BRIEF_FORMATS.get(out.suffix.casefold())
    if kind is None:
        raise ConfigError(f"no brief format for {out.name!r}", where="--out", remedy="end it in .html or .md")
    check_target(out)
    options = BriefOptions(
        title=title or "Who says who did it",
        since=since,
        until=until,
        format="html" if kind == "html" else "md",
        chain_head=chain_head(reading.storage.judgements()),
        manifest=reading.storage.manifest(),
        unmasked=reading.applied.unmasked,
        sources=published.sources,
        citations=published.citations,
        withheld=len(published.hidden),
        problems=len(reading.storage.problems()),
        calibration=calibrate(reading),
        outline=next(iter(reading.codebook.outlines), None),
    )
    made = render_brief(published.views(views), options)
    write_atomically(out, made.text.encode("utf-8"))
    return made.publication


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
