"""A brief as one HTML page that asks no host for anything and needs no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from counterclaim.model import DateInterval
from counterclaim.publications.display import language_tag
from counterclaim.publications.page import Page
from counterclaim.publications.paper.blocks import (
    Block,
    EventPart,
    FindingsPart,
    Heading,
    MethodsPart,
    SourcesPart,
    SummaryPart,
)
from counterclaim.publications.paper.inlines import Inline, plain_text
from counterclaim.publications.paper.lowering import published_words
from counterclaim.publications.words import date_words

_STYLES: dict[type, str] = {
    SummaryPart: "summary",
    FindingsPart: "findings",
    EventPart: "events",
    MethodsPart: "methods",
    SourcesPart: "sources",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of level 2 and what follows it; no anchor for what stands before the first."""

    anchor: str
    heading: str
    style: str
    blocks: tuple[Block, ...]


def html(page: Page, bibliography: Sequence[tuple[Inline, ...]]) -> str:
    """The page as HTML."""
    css = Markup(files("counterclaim.publications").joinpath("templates/brief.css").read_text("utf-8"))  # noqa: S704 - ours
    template = _environment().get_template("brief.html.j2")
    return template.render(page=page, css=css, sections=sections(page.body), bibliography=bibliography)


def sections(body: Sequence[Block]) -> tuple[Section, ...]:
    """The body cut at its headings of level 2."""
    groups: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in body:
        if isinstance(block, Heading) and block.level == 2:
            groups.append((block, []))
        else:
            groups[-1][1].append(block)
    return tuple(_section(heading, blocks) for heading, blocks in groups if heading or blocks)


def _section(heading: Heading | None, blocks: Sequence[Block]) -> Section:
    style = next((_STYLES[type(block)] for block in blocks if type(block) in _STYLES), "text")
    return Section(
        anchor=heading.anchor if heading else "",
        heading=plain_text(heading.children) if heading else "",
        style=style,
        blocks=tuple(blocks),
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("counterclaim.publications"), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["tag"] = language_tag
    environment.filters["when"] = published_words
    environment.filters["day"] = _day
    environment.filters["kind"] = lambda value: type(value).__name__
    return environment


def _day(text: str) -> str:
    return date_words(DateInterval.parse(text))
