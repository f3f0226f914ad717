"""Briefs as text: one set of data, two templates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from counterclaim.model import DateInterval, EventView
from counterclaim.publications.display import language_tag
from counterclaim.publications.figures import figures, waterfalls
from counterclaim.publications.markdown import escaped
from counterclaim.publications.options import Brief, BriefOptions
from counterclaim.publications.page import build_page
from counterclaim.publications.words import date_words


def render_brief(views: Sequence[EventView], options: BriefOptions) -> Brief:
    """Make a brief from events, in the order given.

    The HTML form is one page that asks no host for anything and needs no script. Private persons are masked.

    Raises:
        PublicationRefused: a sentence has no statement under it, the period cannot be read, or a masked name
            would show.
        ConfigError: the outline for the map is not GeoJSON.
    """
    page = build_page(views, options)
    if options.format == "html":
        css = Markup(files("counterclaim.publications").joinpath("templates/brief.css").read_text("utf-8"))  # noqa: S704 - ours
        text = (
            _environment(html=True)
            .get_template("brief.html.j2")
            .render(
                page=page,
                css=css,
                figures=figures(page.material, options.outline),
                waterfalls=waterfalls(page.material.events),
            )
        )
    else:
        text = _environment(html=False).get_template("brief.md.j2").render(page=page)
    return Brief(format=options.format, text=text, publication=page.publication)


@cache
def _environment(*, html: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("counterclaim.publications"),
        autoescape=html,  # noqa: S701 - Markdown has no HTML to escape; `md` escapes its own markup
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["tag"] = language_tag
    environment.filters["when"] = _when
    environment.filters["md"] = escaped
    return environment


def _when(published: DateInterval | None) -> str:
    return date_words(published) if published else "undated"
