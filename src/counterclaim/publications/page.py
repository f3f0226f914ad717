"""The whole brief as data: what every writer prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from operator import itemgetter

from counterclaim.errors import PublicationRefused
from counterclaim.model import DateInterval, EventView, Problem, Publication, Verdict
from counterclaim.publications.digest import content_digest, publication_content
from counterclaim.publications.facts import event_dates
from counterclaim.publications.kinds import Scope
from counterclaim.publications.kinds.parts import outlet_rows
from counterclaim.publications.material import Material
from counterclaim.publications.notefile.composing import Composer
from counterclaim.publications.notefile.front import Front, front_of
from counterclaim.publications.notefile.lines import Source, lines_of
from counterclaim.publications.notes import Note, Notes
from counterclaim.publications.options import BriefOptions
from counterclaim.publications.paper.blocks import Block, Heading, OutletRow
from counterclaim.publications.paper.inlines import plain_text
from counterclaim.publications.prepare import prepared
from counterclaim.publications.printed import Printed
from counterclaim.publications.words import date_words, plural

AUTOMATIC = "the automatic brief"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything that a brief prints."""

    title: str
    period: str
    note: str
    front: Front
    own: bool
    """Whether an analyst wrote the note; the automatic brief is made from the one that is shipped."""
    draft: bool
    invented: bool
    body: tuple[Block, ...]
    outlets: tuple[OutletRow, ...]
    notes: tuple[Note, ...]
    material: Material
    publication: Publication
    content: str
    """What the digest is of."""
    printed: tuple[Printed, ...]
    problems: tuple[Problem, ...]

    @property
    def vitals(self) -> tuple[tuple[str, int], ...]:
        """The four figures of the masthead; for an analyst's note, of what it refers to."""
        events = self.material.events
        documents = {d.id: d.outlet for d in self.material.documents}
        if self.own:
            cited = {event for printed in self.printed for event in printed.event_ids}
            events = tuple(e for e in events if e.id in cited)
            documents = {n.statement.document.id: n.statement.document.outlet for n in self.notes}
        outlets = len(set(documents.values()))
        return (
            ("events" if len(events) != 1 else "event", len(events)),
            ("contested", sum(event.contested for event in events)),
            ("documents" if len(documents) != 1 else "document", len(documents)),
            ("outlets" if outlets != 1 else "outlet", outlets),
        )

    @property
    def contents(self) -> tuple[tuple[str, str], ...]:
        """(anchor, heading) of each section."""
        return tuple((b.anchor, plain_text(b.children)) for b in self.body if isinstance(b, Heading) and b.level == 2)


def build_page(views: Sequence[EventView], options: BriefOptions) -> Page:
    """Lay out a brief.

    Raises:
        PublicationRefused: a sentence of the program has no support, a masked name would show, or the period asked
            for cannot be read.
        ConfigError: the note's front matter cannot be read.
    """
    source = options.source or automatic()
    front, problems = front_of(source.front, source.lines[0].file if source.lines else "note")
    options = replace(
        options,
        since=options.since or front.since,
        until=options.until or front.until,
        title=options.title or front.title or "Who says who did it",
    )
    period = _period(options)
    material, redactor = prepared(
        views,
        sources=options.sources,
        citations=options.citations,
        unmasked=options.unmasked,
        title=options.title,
        note=options.note or front.summary,
        calibration=options.calibration,
        given=options.given,
    )
    notes = Notes(material.events, material.passages)
    scope = Scope(
        material=material,
        notes=notes,
        options=options,
        given=options.given,
        mask=redactor.text,
        withdrawn=withdrawn_of(views),
    )
    composer = Composer(
        source.lines,
        scope,
        draft=options.draft,
        automatic=options.source is None,
        isolated=front.direction == "rtl",
    )
    body = composer.compose()
    _refuse_names(redactor.shown(" x ".join(_own_words(body))))
    footnotes = notes.footnotes()
    event_ids = _rests_on(composer.printed, material) if options.source else tuple(e.id for e in material.events)
    content = publication_content(material, event_ids, footnotes, composer.printed if options.source else ())
    return Page(
        title=material.title,
        period=period or _covered(material),
        note=material.note,
        front=front,
        own=options.source is not None,
        draft=options.draft,
        invented=options.invented or material.invented,
        body=body,
        outlets=outlet_rows(material),
        notes=tuple(notes.all()),
        material=material,
        publication=Publication(
            title=material.title,
            since=options.since,
            until=options.until,
            event_ids=event_ids,
            footnotes=footnotes,
            chain_head=options.chain_head,
            digest=content_digest(content),
        ),
        content=content,
        printed=tuple(composer.printed),
        problems=(*source.problems, *problems, *composer.problems),
    )


@cache
def automatic() -> Source:
    """The note that is shipped: it refers to every part."""
    text = files("counterclaim.publications").joinpath("templates/brief.note.md").read_text("utf-8")
    return lines_of(text, AUTOMATIC)


def _rests_on(printed: Sequence[Printed], material: Material) -> tuple[str, ...]:
    cited = {event for found in printed for event in found.event_ids}
    return tuple(event.id for event in material.events if event.id in cited)


def withdrawn_of(views: Sequence[EventView]) -> Mapping[str, str]:
    """By id of a statement that may not be published: why."""
    gone = {}
    for view in views:
        for item in view.statements:
            if item.verdict is Verdict.REJECT:
                gone[item.statement.id] = "a reviewer rejected it"
            elif item.fenced:
                gone[item.statement.id] = "its passage holds instructions for harm"
    return gone


def _own_words(body: Sequence[Block]) -> list[str]:
    return [plain_text(children) for block in body if (children := getattr(block, "children", ()))]


def _refuse_names(found: Sequence[str]) -> None:
    if found:
        raise PublicationRefused(
            f"{plural(len(found), 'masked name')} would show in the note’s own words",
            where="note",
            remedy="write the name in one piece, without markup within it",
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
    begun = [(d.earliest, d) for d in dated if d.earliest]
    ended = [(d.latest, d) for d in dated if d.latest]
    if not begun or not ended:
        return "period not told"
    first, last = min(begun, key=itemgetter(0)), max(ended, key=itemgetter(0))
    undated = len(material.events) - len(dated)
    also = f", and {plural(undated, 'event')} without a date" if undated else ""
    return f"{_span(first, last)}{also}"


def _span(first: tuple[date, DateInterval], last: tuple[date, DateInterval]) -> str:
    """From one date to another; where a text tells a month or year and no day, it is not narrowed to one."""
    if first[1] == last[1]:
        return date_words(first[1])
    if not (_whole(first[1]) or _whole(last[1])):
        return date_words(DateInterval(earliest=first[0], latest=last[0]))
    told = (i if _whole(i) else DateInterval(earliest=day, latest=day) for day, i in (first, last))
    return " – ".join(map(date_words, told))


def _whole(interval: DateInterval) -> bool:
    return interval.precision in ("month", "year")
