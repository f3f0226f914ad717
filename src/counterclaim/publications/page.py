"""The whole brief as data: what the HTML and the Markdown template both print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.errors import PublicationRefused
from counterclaim.model import DateInterval, EventView, Publication
from counterclaim.publications.digest import publication_digest
from counterclaim.publications.facts import event_dates
from counterclaim.publications.material import Material, PublishedDocument
from counterclaim.publications.methods import Paragraph, methods
from counterclaim.publications.notes import Note, Notes
from counterclaim.publications.options import BriefOptions
from counterclaim.publications.prepare import prepare
from counterclaim.publications.sections import EventSection, event_section
from counterclaim.publications.summary import Finding, Summary, findings, summary
from counterclaim.publications.words import date_words, plural


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRow:
    """One outlet of the sources list with its documents."""

    outlet: str
    kind: str
    affiliation: str
    documents: tuple[PublishedDocument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything that a brief prints."""

    title: str
    period: str
    note: str
    invented: bool
    summary: Summary
    findings: tuple[Finding, ...]
    sections: tuple[EventSection, ...]
    methods: tuple[Paragraph, ...]
    outlets: tuple[OutletRow, ...]
    notes: tuple[Note, ...]
    material: Material
    publication: Publication

    @property
    def vitals(self) -> tuple[tuple[str, int], ...]:
        """The four figures of the masthead."""
        events = self.material.events
        documents = self.material.documents
        return (
            ("events" if len(events) != 1 else "event", len(events)),
            ("contested", sum(event.contested for event in events)),
            ("documents" if len(documents) != 1 else "document", len(documents)),
            ("outlets" if len(self.outlets) != 1 else "outlet", len(self.outlets)),
        )


def build_page(views: Sequence[EventView], options: BriefOptions) -> Page:
    """Lay out a brief.

    Raises:
        PublicationRefused: a sentence has no support, or the period asked for cannot be read.
    """
    period = _period(options)
    material = prepare(
        views,
        sources=options.sources,
        citations=options.citations,
        unmasked=options.unmasked,
        title=options.title,
        note=options.note,
        calibration=options.calibration,
    )
    notes = Notes(material.events)
    told = summary(material, notes)
    rows = findings(material, notes)
    sections = tuple(event_section(event, notes) for event in material.events)
    footnotes = notes.footnotes()
    return Page(
        title=material.title,
        period=period or _covered(material),
        note=material.note,
        invented=options.invented or material.invented,
        summary=told,
        findings=rows,
        sections=sections,
        methods=methods(material, options),
        outlets=_outlets(material),
        notes=tuple(notes.all()),
        material=material,
        publication=Publication(
            title=material.title,
            since=options.since,
            until=options.until,
            event_ids=tuple(event.id for event in material.events),
            footnotes=footnotes,
            chain_head=options.chain_head,
            digest=publication_digest(material, footnotes),
        ),
    )


def _period(options: BriefOptions) -> str:
    try:
        since = DateInterval.parse(options.since) if options.since else None
        until = DateInterval.parse(options.until) if options.until else None
        if since is None and until is None:
            return ""
        return date_words(
            DateInterval(earliest=since.earliest if since else None, latest=until.latest if until else None)
        )
    except ValueError as error:
        raise PublicationRefused(
            str(error), where="period", remedy="give since and until as 2017, 2017-06 or 2017-06-02"
        ) from error


def _covered(material: Material) -> str:
    dated = [dates[0] for event in material.events if (dates := event_dates(event))]
    firsts = [d.earliest for d in dated if d.earliest]
    lasts = [d.latest for d in dated if d.latest]
    if not firsts or not lasts:
        return "period not told"
    undated = len(material.events) - len(dated)
    also = f", and {plural(undated, 'event')} without a date" if undated else ""
    return f"{date_words(DateInterval(earliest=min(firsts), latest=max(lasts)))}{also}"


def _outlets(material: Material) -> tuple[OutletRow, ...]:
    groups: dict[str, list[PublishedDocument]] = {}
    for document in material.documents:
        groups.setdefault(document.outlet, []).append(document)
    return tuple(
        OutletRow(
            outlet=outlet,
            kind=group[0].outlet_kind.replace("_", " "),
            affiliation=group[0].affiliation,
            documents=tuple(sorted(group, key=lambda d: (str(d.published or "9"), d.title, d.id))),
        )
        for outlet, group in sorted(groups.items(), key=lambda entry: entry[0].casefold())
    )
