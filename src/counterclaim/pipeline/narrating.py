"""Which framings the ledger's texts carry, and what follows from it: the stage behind ``narratives`` and its kin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from counterclaim.codebooks.framings import FramingBook
from counterclaim.documents import segment
from counterclaim.model import (
    THE_TEXT,
    UNNAMED,
    Act,
    Coding,
    DateInterval,
    Document,
    EventView,
    Passage,
    Property,
    Segment,
)
from counterclaim.model.narrative import (
    Appearance,
    Burst,
    ChangePoint,
    FormulaFamily,
    Framed,
    FramingCandidate,
    NarrativeMatch,
    OutletProfile,
    Share,
)
from counterclaim.model.row import is_row
from counterclaim.model.values.actor_name import name_key
from counterclaim.narratives import (
    Carrier,
    Claimed,
    Period,
    Refusal,
    ToldOf,
    appearances,
    bursts,
    candidates,
    change_points,
    formulas,
    match,
    profiles,
    shares,
)
from counterclaim.narratives.candidates import Loose
from counterclaim.narratives.matching import Meaning
from counterclaim.narratives.prevalence import series
from counterclaim.narratives.told_formulas import with_told
from counterclaim.narratives.voices import Names, with_voices
from counterclaim.pipeline.candidates_file import candidates_file
from counterclaim.pipeline.matches_file import MatchesFile
from counterclaim.pipeline.progress import Progress, Silent
from counterclaim.pipeline.views import Reading
from counterclaim.publications.exports.atomic import check_target, write_atomically

BATCH = 500
"""Documents whose texts are held at once."""
WELL_KNOWN = 200
"""Organisations of the ledger by whose names a passage's voice is looked for in every text."""


_GOES_ON = re.compile(r"(?:It|The (?:agency|magazine|newspaper|paper|channel|station|site|outlet|bulletin|weekly))\b")
"""How a sentence begins that still speaks of the outlet that the one before it named."""


@dataclass(frozen=True)
class Narrating:
    """Framings, formulas and outlets of one ledger, as it stands now."""

    reading: Reading
    file: Path
    """Where matches are kept between looks; derived."""
    meaning: Meaning | None = None
    progress: Progress = field(default_factory=Silent)
    hidden: frozenset[str] = frozenset()
    """Ids of documents that nothing may rest on."""

    @property
    def book(self) -> FramingBook:
        """The framings that are followed."""
        return self.reading.codebook.framings

    # --- what is read ----------------------------------------------------------------------------------------------
    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """Documents that framings are looked for in: texts, without the rows of data sets."""
        kept = (d for d in self.reading.documents.values() if d.id not in self.hidden)
        return {d.id: d for d in kept if not is_row(d.media_type)}

    @cached_property
    def _found(self) -> tuple[dict[str, tuple[NarrativeMatch, ...]], tuple[Refusal, ...]]:
        """By document id its matches, without voices, and what could not be looked at."""
        kept = MatchesFile(self.file, self._key)
        before = kept.load()
        known = {d: rows for d, rows in before.items() if d in self.documents}
        missing = sorted(self.documents.keys() - known.keys())
        refused: list[Refusal] = []
        if missing:
            self.progress.stage("narratives", len(missing))
        for first in range(0, len(missing), BATCH):
            for document in self.reading.storage.documents(missing[first : first + BATCH], with_text=True):
                matches, refusals = match(document, self._segments(document), self.book, self.meaning)
                known[document.id] = tuple(matches)
                refused += refusals
                self.progress.step(document.title)
        if missing:
            kept.save({**{d: rows for d, rows in before.items() if d in self.hidden}, **known})
        return known, tuple(refused)

    @property
    def _key(self) -> str:
        return f"{self.book.digest}:{getattr(self.meaning, 'version', '')}"

    def _segments(self, document: Document) -> Sequence[Segment]:
        return segment(document.text, document.language) if document.text else ()

    def look(self) -> int:
        """Look at the texts that no look has seen with these framings; returns how many texts carry a framing."""
        return sum(bool(matches) for matches in self._found[0].values())

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """Patterns that took too long on a passage, where they were tried just now."""
        return self._found[1]

    @cached_property
    def matches(self) -> tuple[NarrativeMatch, ...]:
        """All matches in the order of outlets' dates, with whom each is given to."""
        found = self._found[0]
        carrying = [d for d in found if found[d]]
        named = self._names(set(carrying))
        out: list[NarrativeMatch] = []
        for first in range(0, len(carrying), BATCH):
            batch = sorted(carrying)[first : first + BATCH]
            for document in self.reading.storage.documents(batch, with_text=True):
                whole = [_with_passage(m, document) for m in found[document.id]]
                names = Names(document.text, named.get(document.id, {}))
                out += with_voices(whole, names, self.reading.sources[document.source_id].affiliation)
        return tuple(sorted(out, key=self._order))

    def _order(self, found: NarrativeMatch) -> tuple[str, str, int, str]:
        document = self.documents[found.passage.document_id]
        return (_day(document.published), document.id, found.passage.start, found.framing)

    def _names(self, wanted: set[str]) -> dict[str, dict[str, str]]:
        """By document the forms of the actors that its coding names, with the form to show."""
        named: dict[str, dict[str, str]] = defaultdict(dict)
        for coding in self.reading.applied.codings:
            if coding.document_id in wanted:
                own = {form: self._shown.get(name_key(name), name) for form, name in _forms(coding).items()}
                named[coding.document_id].update(own)
        for document in wanted:
            for form, name in self._well_known.items():
                named[document].setdefault(form, name)
        return named

    @cached_property
    def _well_known(self) -> dict[str, str]:
        """Forms of the actors that outlets speak for, and of the organisations of which the ledger tells most.

        A text may give a framing to an actor without saying anything of an attack by it.
        """
        counts: dict[str, int] = defaultdict(int)
        forms: dict[str, dict[str, str]] = defaultdict(dict)
        for coding in self.reading.applied.codings:
            if coding.document_id in self.documents:
                for name, own in _organisations(coding):
                    counts[name] += 1
                    forms[name].update(own)
        common = sorted(counts, key=lambda name: (-counts[name], name))[:WELL_KNOWN]
        found = {form: name for name in common for form, name in forms[name].items()}
        sides = {source.affiliation: source.affiliation for source in self.reading.sources.values()}
        every = {form: self._shown.get(name_key(name), name) for form, name in (sides | found).items()}
        return {form: name for form, name in every.items() if form}

    @cached_property
    def _shown(self) -> dict[str, str]:
        """By each folded name of an organisation the one that is shown: "ISIS" and "Islamic State" are one."""
        key = self.reading.resolver.key
        counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for coding in self.reading.applied.codings:
            for s in coding.statements:
                if s.property is Property.PERPETRATOR and s.value_kind == "organisation" and s.value:
                    counts[key(s.value, s.value_aliases, s.value_id)][s.value] += 1
        best = {who: max(sorted(names), key=lambda n: names[n]) for who, names in counts.items()}
        return {name_key(name): best[who] for who, names in counts.items() for name in names}

    @cached_property
    def carriers(self) -> tuple[Carrier, ...]:
        """Every document that was looked at, with the framings that it carries."""
        found = self._found[0]
        return tuple(
            Carrier(
                document_id=d.id,
                origin_id=self.reading.origins.get(d.id, d.id),
                outlet=d.outlet,
                language=d.language,
                published=d.published,
                framings=frozenset(m.framing for m in found[d.id]),
            )
            for d in sorted(self.documents.values(), key=lambda d: d.id)
        )

    # --- what follows ----------------------------------------------------------------------------------------------
    @cached_property
    def used(self) -> tuple[str, ...]:
        """Framings that any text carries, most documents first."""
        counts: dict[str, int] = defaultdict(int)
        for carrier in self.carriers:
            for framing in carrier.framings:
                counts[framing] += 1
        return tuple(sorted(counts, key=lambda f: (-counts[f], f)))

    def shares(
        self, period: Period | None = Period.MONTH, *, by_outlet: bool = False, by_language: bool = False
    ) -> list[Share]:
        """Prevalence of the framings in use; see `counterclaim.narratives.shares`."""
        return shares(self.carriers, self.used, period=period, by_outlet=by_outlet, by_language=by_language)

    def framed(self, framing: str, period: Period = Period.WEEK) -> Framed:
        """All that is found of one framing in use."""
        own = self.book.framings[framing]

        def rows(*, by_outlet: bool = False, by_language: bool = False) -> tuple[Share, ...]:
            return tuple(shares(self.carriers, (framing,), period=None, by_outlet=by_outlet, by_language=by_language))

        return Framed(
            id=framing,
            name=own.name,
            definition=own.definition,
            matches=tuple(m for m in self.matches if m.framing == framing),
            whole=rows()[0],
            by_outlet=tuple(row for row in rows(by_outlet=True) if row.carrying),
            by_language=tuple(row for row in rows(by_language=True) if row.carrying),
            appearances=tuple(self.appearances(framing)),
            bursts=tuple(self.bursts(framing, period)),
            change_points=tuple(self.change_points(framing, period)),
        )

    def appearances(self, framing: str) -> list[Appearance]:
        """Where a framing came up first, outlet by outlet."""
        return appearances(self.carriers, framing)

    def bursts(self, framing: str, period: Period = Period.WEEK) -> list[Burst]:
        """When a framing was more frequent than before."""
        starts, carrying, collected = series(self.shares(period), framing)
        return [
            Burst(framing=framing, start=starts[b.first], end=period.last(starts[b.last]), weight=b.weight)
            for b in bursts(carrying, collected)
        ]

    def change_points(self, framing: str, period: Period = Period.WEEK) -> list[ChangePoint]:
        """From when on a framing's share was another."""
        starts, carrying, collected = series(self.shares(period), framing)
        return [
            ChangePoint(framing=framing, start=starts[c.at], before=c.before, after=c.after, gain=c.gain)
            for c in change_points(carrying, collected)
        ]

    def formulas(self, views: Sequence[EventView]) -> list[FormulaFamily]:
        """Wording that returns in claims about different events, then wording that texts only tell of as returning."""
        claimed = list(self._claims(views))
        taken = {(c.passage.document_id, c.passage.start) for c in claimed}
        found = formulas(claimed, (self._as_claimed(p) for p in self._sentences(taken)))
        return with_told(found, (self._as_claimed(p) for p in self._sentences(set())))

    def _as_claimed(self, passage: Passage, event_id: str = "", voice: str = "") -> Claimed:
        document = self.documents[passage.document_id]
        origin = self.reading.origins.get(document.id, document.id)
        return Claimed(
            passage=passage,
            origin_id=origin,
            outlet=document.outlet,
            published=document.published.earliest if document.published else None,
            event_id=event_id,
            voice=voice,
            copy=origin != document.id,
        )

    def _claims(self, views: Sequence[EventView]) -> Iterator[Claimed]:
        """Sentences that claim an event, and all others of a text in which an actor's own outlet claims one."""
        claiming: dict[str, list[tuple[Passage, str, str]]] = defaultdict(list)
        for view in views:
            for item in view.statements:
                statement = item.statement
                claims = statement.property is Property.PERPETRATOR and statement.act is Act.CLAIMS
                if claims and item.document.id in self.documents:
                    claiming[item.document.id].append((statement.passage, view.event.id, statement.speaker.name))
        for document in self.reading.storage.documents(sorted(claiming), with_text=True):
            own = claiming[document.id]
            for passage in self._passages(document):
                told = next((c for c in own if c[0].start < passage.end and passage.start < c[0].end), None)
                if told is not None or self._speaks_for(document):
                    yield self._as_claimed(passage, *(told or own[0])[1:])

    def _passages(self, document: Document) -> Iterator[Passage]:
        """Every sentence of a text that is not fenced."""
        for part in self._segments(document):
            if not part.fenced and part.kind in ("sentence", "item"):
                yield Passage.cut(document.id, document.text, part.start, part.end)

    def _speaks_for(self, document: Document) -> bool:
        source = self.reading.sources[document.source_id]
        return bool(source.affiliation) or source.kind == "armed_group_media"

    def _sentences(self, leave_out: set[tuple[str, int]]) -> Iterator[Passage]:
        """Every sentence of every text but those left out."""
        ids = sorted(self.documents)
        for first in range(0, len(ids), BATCH):
            for document in self.reading.storage.documents(ids[first : first + BATCH], with_text=True):
                yield from (p for p in self._passages(document) if (p.document_id, p.start) not in leave_out)

    def outlets(self, views: Sequence[EventView]) -> list[OutletProfile]:
        """What each outlet puts out, and outlets that texts only tell of."""
        return profiles(self.reading.sources.values(), self.documents.values(), views, self._told_of())

    def _told_of(self) -> Iterator[ToldOf]:
        """Sentences of others that name an outlet: a registered one, or one of the actors' codebook."""
        kinds, forms = self._outlets_known()
        if not forms:
            return
        before: tuple[str, str] = ("", "")
        for passage in self._sentences(set()):
            found = Names(passage.quote, forms).within(0, len(passage.quote))
            if not found and before[0] == passage.document_id and _GOES_ON.match(passage.quote):
                found = before[1]
            before = (passage.document_id, found)
            if found and found != self.documents[passage.document_id].outlet:
                yield ToldOf(name=found, kind=kinds[found], passage=passage)

    def _outlets_known(self) -> tuple[dict[str, str], dict[str, str]]:
        """By outlet its kind, and by form of name the outlet."""
        kinds = {s.name: s.kind for s in self.reading.codebook.registry.sources}
        forms = {name: name for name in kinds}
        actors = self.reading.codebook.actors
        for actor in actors:
            if actor.kind in ("outlet", "media_wing"):
                kinds.setdefault(actor.name, actor.kind)
                for form in (actor.name, *actors.aliases(actor.id, verified=True)):
                    forms.setdefault(form, actor.name)
        return kinds, forms

    def told(self, found: NarrativeMatch) -> dict[str, object]:
        """A match for a reader: where it stands and by whose word.

        The sentence itself is given only from outlets that speak for nobody; of others the words that were met.
        """
        document = self.documents[found.passage.document_id]
        own = self._speaks_for(document)
        shown = f"… {found.words} …" if own and found.words else "" if own else found.passage.quote
        where = f"{document.published or 'undated'}  {document.outlet}"
        voice = f" [{found.voice}, {found.voice_basis}]" if found.voice else ""
        return {
            "document": document.id,
            "outlet": document.outlet,
            "language": document.language,
            "published": str(document.published or ""),
            "start": found.passage.start,
            "end": found.passage.end,
            "shown": shown,
            "voice": found.voice,
            "voice_basis": found.voice_basis,
            "by": found.by,
            "score": found.score,
            "line": f"    {where}{voice}: {' '.join(shown.split()) or 'by meaning; not reprinted'}",
        }

    def write_candidates(self, out: Path) -> int:
        """Write candidates for new framings as a file that can be edited into a framings.yaml; returns how many."""
        check_target(out)
        found = self.candidates()
        write_atomically(out, candidates_file(found, self.documents).encode("utf-8"))
        return len(found)

    def candidates(self) -> list[FramingCandidate]:
        """Groups of like passages of outlets that speak for an actor, or in quotation marks, that no framing covers."""
        covered = {(m.passage.document_id, m.passage.start) for m in self.matches}
        loose = [
            Loose(
                passage=p,
                origin_id=self.reading.origins.get(p.document_id, p.document_id),
                outlet=self.documents[p.document_id].outlet,
            )
            for p in self._sentences(covered)
            if len(p.quote) >= 40 and (self._speaks_for(self.documents[p.document_id]) or _quotes(p.quote))
        ]
        return candidates(loose)


def _with_passage(found: NarrativeMatch, document: Document) -> NarrativeMatch:
    passage = Passage.cut(document.id, document.text, found.passage.start, found.passage.end)
    return replace(found, passage=passage)


def _forms(coding: Coding) -> dict[str, str]:
    """Every form of the actors that statements name, with the fullest form of each."""
    forms: dict[str, str] = {}
    for statement in coding.statements:
        if statement.speaker.name not in (THE_TEXT, UNNAMED):
            for form in (statement.speaker.name, *statement.speaker.aliases):
                forms.setdefault(form, statement.speaker.name)
        if statement.property is Property.PERPETRATOR and statement.value_kind in ("organisation", "state"):
            for form in (statement.value, *statement.value_aliases):
                forms.setdefault(form, statement.value)
    return {form: name for form, name in forms.items() if form}


def _organisations(coding: Coding) -> Iterator[tuple[str, dict[str, str]]]:
    """The organisations that a coding takes for perpetrators, with the forms of their names."""
    for statement in coding.statements:
        if statement.property is Property.PERPETRATOR and statement.value_kind == "organisation" and statement.value:
            yield statement.value, dict.fromkeys((statement.value, *statement.value_aliases), statement.value)


def _quotes(text: str) -> bool:
    return any(mark in text for mark in '"\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}')


def _day(when: DateInterval | None) -> str:
    return str(when.earliest or when.latest) if when else "9999"
