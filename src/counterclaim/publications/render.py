"""Briefs as files: one page, a writer for each form."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model import EventView, Problem
from counterclaim.publications.options import Brief, BriefOptions
from counterclaim.publications.page import build_page
from counterclaim.publications.writers.bibliography import bibliography
from counterclaim.publications.writers.docx import docx
from counterclaim.publications.writers.html import html
from counterclaim.publications.writers.markdown import markdown, pictures
from counterclaim.publications.writers.pdf import pdf

FIGURES = "figures"
"""Name of the folder beside a Markdown brief in which its figures lie, where no other is given."""


def render_brief(views: Sequence[EventView], options: BriefOptions) -> Brief:
    """Make a brief from events, in the order given. Private persons are masked in all its forms.

    Raises:
        PublicationRefused: a sentence has no statement under it, the period cannot be read, or a masked name
            would show.
        ConfigError: the outline for the map is not GeoJSON, or the note's front matter cannot be read.
    """
    page = build_page(views, options)
    works = bibliography(page, options.style)
    left_out: tuple[Problem, ...] = ()
    beside: dict[str, bytes] = {}
    match options.format:
        case "html":
            data = html(page, works).encode("utf-8")
        case "pdf":
            lines = options.source.lines if options.source else ()
            data, left_out = pdf(page, works, lines, options.fonts)
        case "docx":
            data = docx(page, works)
        case "md":
            data, beside = markdown(page, works, options.folder or FIGURES).encode("utf-8"), pictures(page)
    return Brief(
        format=options.format,
        data=data,
        publication=page.publication,
        content=page.content,
        printed=page.printed,
        problems=(*page.problems, *left_out),
        beside=beside,
    )
