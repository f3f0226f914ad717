"""The ledger as one object: the same verbs as the command line."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

import pandas as pd

from counterclaim.assessments.changes import Change
from counterclaim.backends.endpoints import Endpoint, FileMemory
from counterclaim.backends.search import Found, SearchHit
from counterclaim.backends.storage import Storage, logical_digest, open_storage
from counterclaim.documents import ReadLimits
from counterclaim.errors import ConfigError
from counterclaim.events.parameters import Parameters
from counterclaim.model import Anchor, Calibration, CorrectedBrief, EventView, Handling, Hints, Judgement, Verdict
from counterclaim.model.desk import EventQuery, SearchFilters
from counterclaim.model.territory import Territory
from counterclaim.narratives import Period
from counterclaim.pipeline import frames, judging, marking, publishing
from counterclaim.pipeline.asking import Asking, Confirm, asks_model
from counterclaim.pipeline.calibrating import calibrate
from counterclaim.pipeline.capturing import AddReport, Capturing, adopt_codebooks, own_files
from counterclaim.pipeline.changes import changes_of
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.coding import CodingStage, DocumentCoder
from counterclaim.pipeline.data_sets import Lead, RowChange, leads, row_changes
from counterclaim.pipeline.decisions import Decisions, decisions
from counterclaim.pipeline.deriving import LINKER, DerivingStage
from counterclaim.pipeline.desk.choosing import few_events
from counterclaim.pipeline.desk.finding import search_filter
from counterclaim.pipeline.desk.narrow import narrow
from counterclaim.pipeline.desk.queries import asked_period
from counterclaim.pipeline.desk.searching import Searching
from counterclaim.pipeline.double_coding import ALPHA, Agreed, DoubleCoding, estimates
from counterclaim.pipeline.editing import write_draft
from counterclaim.pipeline.forecasting import Forecasting
from counterclaim.pipeline.forgetting import ForgetReport, Forgetting
from counterclaim.pipeline.giving import Stages, given_for
from counterclaim.pipeline.handling import Published
from counterclaim.pipeline.marking import MarkedDocument
from counterclaim.pipeline.narrating import Narrating
from counterclaim.pipeline.progress import Progress, Silent
from counterclaim.pipeline.publications import BriefCheck, check_brief, chosen, corrected_briefs
from counterclaim.pipeline.publishing import BriefReport, BriefWish
from counterclaim.pipeline.remembering import LinkingFile
from counterclaim.pipeline.running import RunReport
from counterclaim.pipeline.shipped_meaning import shipped_meaning
from counterclaim.pipeline.tallying import Tallying
from counterclaim.pipeline.territory import Counted, Inside, TerritoryStage
from counterclaim.pipeline.verifying import VerifyReport, verify
from counterclaim.pipeline.views import EventFilter, Reading
from counterclaim.publications.corrections import drafted
from counterclaim.publications.exports.atomic import check_target, write_atomically
from counterclaim.publications.figures.intervals import interval_figure
from counterclaim.publications.figures.link import link_figure
from counterclaim.publications.figures.prevalence import prevalence_figure
from counterclaim.publications.figures.reliability import reliability_diagram
from counterclaim.publications.figures.territory import territory_figure
from counterclaim.publications.figures.verdict import verdict_figure
from counterclaim.publications.given import Given
from counterclaim.publications.notefile.lines import Source
from counterclaim.review import consents
from counterclaim.review.agreement.comparison import SAFE, TENTATIVE
from counterclaim.review.rules import ENDPOINT
from counterclaim.review.tombstones import tombstones
from counterclaim.settings import LedgerAddress, LedgerFiles, ledger_path
from counterclaim.sources import Archive, FetchOptions
from counterclaim.statements import default_coder
from counterclaim.version import VERSION

ABOUT_STATEMENTS = (Verdict.ACCEPT, Verdict.CORRECT, Verdict.REJECT)
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def open_ledger(path: str | Path | None = None, *, create: bool = True, clock: Clock = utc_now) -> Ledger:
    """Open a ledger, making it if it does not exist.

    Args:
        path: the ledger's file, or "postgresql://user@host/database"; without it ``COUNTERCLAIM_LEDGER``, else
            ``counterclaim.db`` in the current folder.
        create: whether to make a ledger where none is.
        clock: where the times of captures and judgements come from.

    Raises:
        StorageError: the file or database is no ledger, is newer than this program, is locked, damaged or out of
            reach.
    """
    return Ledger(ledger_path(path), create=create, clock=clock)


class Ledger:
    """A ledger of sourced statements: add reports, run, look, judge, publish.

    Results come as data frames (``events``, ``statements``, ``documents``, ``problems``) and as types of
    ``counterclaim.model`` (``show``, ``views``). Use it as a context manager, or call ``close``.
    """

    def __init__(self, path: LedgerAddress, *, create: bool = True, clock: Clock = utc_now) -> None:
        self.files = LedgerFiles(path)
        self._clock = clock
        self._storage: Storage = open_storage(path, create=create)
        self._archive = Archive(self.files.archive)
        self._codebook = Codebook(self.files.codebook)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give up the file."""
        self._storage.close()

    # --- filling -------------------------------------------------------------------------------------------------
    def add(
        self,
        *targets: str | Path,
        options: FetchOptions | None = None,
        limits: ReadLimits | None = None,
        hints: Hints | None = None,
        table_map: str | Path | None = None,
        forgotten: bool = False,
        progress: Progress | None = None,
    ) -> AddReport:
        """Capture and read files, folders, addresses and feeds; what is already there adds nothing.

        ``hints`` say what the files themselves do not: a PDF's outlet, date of publication or language. Tables of event
        data sets are named "ucdp:FILE" and so on; ``table_map`` is the file that says what the columns of "csv:FILE"
        are. What was forgotten is refused, unless ``forgotten`` says that it may come back.
        What is refused is in the report's ``problems`` and in ``Ledger.problems()``; the rest of the batch goes on.
        """
        names = [str(target) for target in targets]
        adopted, refused = adopt_codebooks(names, self._codebook)
        self._storage.add_problems(refused)
        self._codebook = Codebook(self.files.codebook)
        capturing = Capturing(
            storage=self._storage,
            archive=self._archive,
            codebook=self._codebook,
            coder=DocumentCoder(self._codebook),
            limits=limits or ReadLimits(),
            again=forgotten,
        )
        options = options or FetchOptions(clock=self._clock)
        options = replace(options, leave_out=own_files(self.files), hints=hints or options.hints)
        if table_map is not None:
            options = replace(options, table_map=self._codebook.keep_map(Path(table_map)))
        report = capturing.add(names, options, progress or Silent())
        report.codebook_files = adopted
        report.problems[:0] = refused
        return report

    def run(
        self,
        *,
        coder: str = "",
        price: tuple[float, float] | None = None,
        confirm: Confirm | None = None,
        relink: bool = False,
        progress: Progress | None = None,
    ) -> RunReport:
        """Code what is new, link statements into events and weigh them. A stopped run goes on where it was.

        In a ledger of a thousand mentions and more only what is new or changed, and what it touches, is linked anew, by
        the weights estimated when half as many mentions or fewer had come since; ``relink`` estimates and links it all.

        ``coder`` is as `load_coder` takes it, empty for the default. A document that was coded by another coder is
        coded anew, one that a person coded is not. For a coder that asks
        a model ("llm:MODEL@ADDRESS"), ``price`` is what a million tokens cost, in and out, and ``confirm`` is shown
        what is expected before a text is sent; it may raise.

        Raises:
            ConsentMissing: the model is on another machine, and no standing judgement consents to that.
        """
        watch, coder = progress or Silent(), coder or default_coder()
        asking = None
        if asks_model(coder):
            standing, memory = consents(self._storage.judgements()), FileMemory(self.files.answers)
            asking = Asking.opened(coder, standing, memory=memory, price=price, confirm=confirm)
        document_coder = DocumentCoder(self._codebook, coder, asking)
        coded = CodingStage(self._storage, document_coder).run(watch)
        kept = LinkingFile(self.files.linking, LINKER)
        deriving = DerivingStage(self._storage, self._codebook, document_coder.key, VERSION, kept)
        relinked = deriving.run(watch, relink=relink)
        self.narrating(progress=watch).look()
        changes = self.tallying().changes() if self._codebook.tallies.tallies else ()
        return RunReport.of(self._storage, coded=coded, relinked=relinked, tallies=changes)

    def judge(
        self,
        verdict: Verdict | str,
        *subjects: str,
        reason: str,
        by: str = "",
        changes: Mapping[str, str] | None = None,
        new: bool = False,
    ) -> Judgement:
        """Record a decision: append-only, chained, and input to the next run.

        Args:
            verdict: accept, correct or reject (one statement id), add, finish or mark (a document's id), merge (event
                ids), split (an event id, then the ids of the mentions or documents to set apart), unmask (a person's
                name), resolve (an event id), identify (a name of an actor), adjudicate (one statement id), undo (a
                judgement's digest).
            subjects: what it is about.
            reason: why; required.
            by: who decides; the login name if empty.
            changes: for a correction, the new values by field (value, act, speaker, speaker_kind, property);
                for an addition these and quote, or start and end, and event (an event's or mention's id, or "new");
                for a resolution, one property and what turned out to be true of it ("open" takes it back);
                for a mark "handling" (clear, green, amber or red) and "keep_until" (an ISO day, or empty for none);
                for an identification, "actor" and an actor's id or name, "apart" or "open";
                for an adjudication "decision" (accept, correct or reject) with the corrected fields, or "as" with the
                name of the person whose reading holds.
            new: whether a resolution or identification may use a name that no text and no codebook has.

        Raises:
            ConfigError: unknown id, missing reason, or changes that do not fit.
        """
        if not reason.strip():
            raise ConfigError("a judgement needs a reason", remedy="say why, with --reason")
        kind, reading = Verdict(verdict), self.reading()
        if kind in ABOUT_STATEMENTS and self._storage.index.state().current:
            # Only the statement's own document is read.
            reading = narrow(self._storage, self._codebook, subjects)
        anchors, recorded = judging.prepare(reading, kind, subjects, changes or {}, new=new)
        return judging.record(
            self._storage,
            Judgement(
                verdict=kind,
                anchors=anchors,
                by=by or getpass.getuser(),
                at=self._clock(),
                reason=reason,
                changes=recorded,
            ),
        )

    def consent(self, address: str, *, reason: str, by: str = "", withdraw: bool = False) -> Judgement:
        """Record that texts may be sent to a language model on another machine, or that they no longer may.

        Raises:
            ConfigError: no address, or no reason.
        """
        return judging.record(
            self._storage,
            Judgement(
                verdict=Verdict.REJECT if withdraw else Verdict.CONSENT,
                anchors=(Anchor(property=ENDPOINT, value=str(Endpoint.parse(address))),),
                by=by or getpass.getuser(),
                at=self._clock(),
                reason=reason,
            ),
        )

    def forget(self, *documents: str, reason: str, by: str = "", progress: Progress | None = None) -> ForgetReport:
        """Remove documents: bytes, text, index and every copy in derived tables; a tombstone stays in the chain.

        At once they are found nowhere any more, and words about them are struck out of judgements. The events that they
        told of are then linked and weighed anew, if the ledger was run before. The same call again does what a crash
        left undone.

        Args:
            documents: ids, or how they begin.
            reason: why; it stays, so it must not repeat what is forgotten.
            by: who decides; the login name if empty.
            progress: told of each capture that is looked into.

        Raises:
            ConfigError: no such document, or no reason.
        """
        watch = progress or Silent()
        who = by or getpass.getuser()
        forgetting = Forgetting(self._storage, self._archive, self.files)
        report = forgetting.forget(documents, reason=reason, by=who, at=self._clock(), watch=watch)
        manifest = self._storage.manifest()
        if manifest is not None and self._storage.stale():
            kept = LinkingFile(self.files.linking, LINKER)
            DerivingStage(self._storage, self._codebook, manifest.coder, VERSION, kept).run(watch)
        return report

    def marked(self) -> list[MarkedDocument]:
        """Documents that are marked, with who may see each and until when it is kept."""
        return marking.marked(self._storage)

    def due(self, on: date | None = None) -> list[MarkedDocument]:
        """Documents whose last day of keeping lies before ``on`` (today, if not given)."""
        return marking.due(self._storage, on or self._clock().date())

    def forgotten(self) -> list[Judgement]:
        """The tombstones: what was forgotten, when, by whom and why, in the order of the chain."""
        return tombstones(self._storage)

    # --- looking -------------------------------------------------------------------------------------------------
    def reading(self) -> Reading:
        """One consistent look at what is stored, with judgements applied."""
        return Reading(self._storage, self._codebook)

    def views(
        self,
        *,
        contested: bool = False,
        since: str | None = None,
        until: str | None = None,
        place: str = "",
        actor: str = "",
    ) -> list[EventView]:
        """Events with their statements and assessments; ``since`` and ``until`` are ISO dates, months or years."""
        first, last = asked_period(since, until)
        wanted = EventFilter(
            contested=contested,
            since=first,
            until=last,
            place=place,
            actor=actor,
        )
        reading = self.reading()
        if contested or since or until or place or actor:
            query = EventQuery(
                contested=contested or None, since=since or "", until=until or "", place=place, actor=actor
            )  # fmt: skip
            chosen = few_events(self._storage, self._codebook, query)
            if chosen is not None:
                return reading.views_apart(chosen)
        return reading.matching(wanted)

    def events(
        self,
        *,
        contested: bool = False,
        since: str | None = None,
        until: str | None = None,
        place: str = "",
        actor: str = "",
    ) -> pd.DataFrame:
        """One row per event; the same filters as ``views``."""
        return frames.event_frame(self.views(contested=contested, since=since, until=until, place=place, actor=actor))

    def show(self, event_id: str) -> EventView:
        """One event by its id, the beginning of its id, or an id that has since been merged away."""
        return judging.find_event(self.reading(), event_id)

    def statements(self) -> pd.DataFrame:
        """One row per statement of every event."""
        return frames.statement_frame(self.views())

    def documents(self) -> pd.DataFrame:
        """One row per document."""
        return frames.document_frame(self._storage.documents())

    def problems(self) -> pd.DataFrame:
        """One row per problem: what was refused or needs a look, and the remedy."""
        return frames.problem_frame(self._storage.problems())

    def names(self, *, every: bool = False) -> pd.DataFrame:
        """One row per name that cannot be resolved and actor that it may mean, likeliest first.

        With ``every`` also names that are like no name of the codebook, with an empty candidate.
        """
        return frames.name_frame(self.reading().open_names(every=every))

    def judgements(self) -> list[Judgement]:
        """All judgements in the order of the chain."""
        return self._storage.judgements()

    def changes(self) -> tuple[Change, ...]:
        """What the last run found otherwise than the one before, and why; empty before the second run."""
        return changes_of(self._storage)

    def revisions(self) -> tuple[RowChange, ...]:
        """The rows of data sets that a later file changed or withdrew, cell by cell."""
        return row_changes(self.reading())

    def leads(self) -> tuple[Lead, ...]:
        """What leads (GDELT) say of responsibility, with the addresses at which it can be read."""
        return leads(self.reading())

    def decisions(self, view: EventView) -> Decisions:
        """Which merges and splits concern an event: who decided them, and why."""
        return decisions(self.reading(), view)

    @property
    def double_coding(self) -> DoubleCoding:
        """Samples that several people code, and how far people agree."""
        return DoubleCoding(self._storage, self._codebook, self._clock)

    def draw_agreement(self, out: str | Path, found: Agreed) -> bool:
        """Write alpha with its intervals as SVG; returns False where alpha is defined for nothing."""
        return publishing.draw(Path(out), interval_figure(estimates(found), (TENTATIVE, SAFE), axis=ALPHA))

    def draw_why(self, view: EventView, out: str | Path) -> bool:
        """Write the waterfall of an event's verdict as SVG; returns False where there is nothing to draw."""
        return publishing.draw(Path(out), verdict_figure(view))

    def draw_links(self, view: EventView, out: str | Path) -> bool:
        """Write the waterfall of an event's weakest link as SVG; returns False where no mention was linked."""
        return publishing.draw(Path(out), link_figure(view.event.links, Parameters.shipped().threshold_bits))

    def narrating(self, *, progress: Progress | None = None) -> Narrating:
        """Framings, formulas and outlets of the ledger's texts; new texts are looked at when first asked for."""
        return Narrating(self.reading(), self.files.narratives, shipped_meaning(), progress or Silent())

    def tallying(self) -> Tallying:
        """The ledger's saved questions of number, and what they come to."""
        return Tallying(self.reading(), self.files.tallies)

    def forecasting(self) -> Forecasting:
        """The ledger's forecasts: looked at, registered, revised, settled and scored."""
        return Forecasting(self.reading(), self.tallying(), self._clock())

    def territory(
        self,
        actor: str,
        *,
        unit: Period = Period.MONTH,
        counted: Counted = Counted.SAID,
        inside: Inside = Inside.COUNTRY,
        lags: int = 3,
    ) -> Territory:
        """An actor's losses and gains of territory beside its attacks, with a lagged count model where there is enough.

        Raises:
            ConfigError: nothing tells of its territory.
        """
        return TerritoryStage(self.reading()).of(actor, unit=unit, counted=counted, inside=inside, lags=lags)

    def draw_territory(self, out: str | Path, found: Territory) -> bool:
        """Write territory beside attacks as SVG; returns False where nothing is dated exactly enough."""
        return publishing.draw(Path(out), territory_figure(found)[0])

    def draw_prevalence(self, out: str | Path, found: Narrating, period: Period = Period.MONTH) -> bool:
        """Write the prevalence of framings over time as SVG; returns False where no dated text carries one."""
        names = {framing.id: framing.name for framing in found.book}
        return publishing.draw(Path(out), prevalence_figure(found.shares(period), names, period)[0])

    def calibration(self) -> Calibration:
        """How well probabilities did on what has since been resolved."""
        return calibrate(self.reading())

    def draw_calibration(self, out: str | Path, found: Calibration) -> bool:
        """Write the reliability diagram as SVG; returns False, and writes nothing, where nothing is resolved."""
        return publishing.draw(Path(out), reliability_diagram(found))

    def search(self, query: str, *, limit: int = 20, filters: SearchFilters | None = None) -> list[SearchHit]:
        """Documents that match a query, best first; statements' quotes where the filters ask for them.

        See ``counterclaim.pipeline.desk.Desk.search`` for what a query may hold.
        """
        return list(self.find(query, limit=limit, filters=filters).hits)

    def find(self, query: str, *, limit: int = 20, filters: SearchFilters | None = None) -> Found:
        """As ``search``, with how many there are altogether and by kind, outlet, language, year, act and actor."""
        searching = Searching(self._storage, self._codebook, self.files.index)
        searching.catch_up()
        return searching.find(query, search_filter(filters or SearchFilters()), limit=limit)

    # --- publishing ----------------------------------------------------------------------------------------------
    def brief(
        self,
        out: str | Path,
        *,
        since: str | None = None,
        until: str | None = None,
        title: str = "",
        note: str | Path | None = None,
        draft: bool = False,
        strict: bool = False,
        style: str | Path | None = None,
        fonts: Sequence[str | Path] = (),
        up_to: Handling | str = Handling.CLEAR,
    ) -> BriefReport:
        """Write a footnoted brief as HTML, PDF, DOCX or Markdown, by the ending of ``out``; private persons are masked.

        Args:
            out: the file.
            since: events from this day, month or year on.
            until: events up to then.
            title: its title, in place of the note's.
            note: a Markdown file with references, see docs/reference/notes.md; without it the automatic brief.
            draft: keep sentences whose references have no support, marked, and mark the whole as a draft.
            strict: write nothing where a sentence has no support; otherwise it is withheld and told in ``problems``.
            style: a CSL style for the bibliography, in place of the shipped one.
            fonts: folders with fonts for a PDF, beside those of the system.
            up_to: documents marked above this are left out, and the events that rest on them weighed without them.
        """
        wish = BriefWish(
            title=title,
            since=since or "",
            until=until or "",
            note=Path(note) if note else None,
            draft=draft,
            strict=strict,
            style=Path(style) if style else None,
            fonts=tuple(Path(folder) for folder in fonts),
        )
        published = self._published(up_to)
        return publishing.brief(published, Path(out), wish, partial(self._given, published), self._clock())

    def _given(self, published: Published, source: Source | None) -> Given:
        reading, hidden = published.reading, published.hidden
        tallying = Tallying(reading, self.files.tallies, hidden)
        stages = Stages(
            narrating=lambda: replace(self.narrating(), reading=reading, hidden=hidden),
            tallying=lambda: tallying,
            territory=lambda: TerritoryStage(reading, hidden),
            forecasting=lambda: Forecasting(reading, tallying, self._clock()),
        )
        return given_for(source, published, stages)

    def check_brief(self, file: str | Path) -> BriefCheck:
        """Whether a brief's file is as it was published, and all that it rests on is still here.

        Raises:
            VerificationError: it is no brief that this ledger published.
        """
        return check_brief(self._published(Handling.CLEAR), Path(file))

    def corrections(self, brief: str = "", *, up_to: Handling | str = Handling.CLEAR) -> list[CorrectedBrief]:
        """Published briefs that say otherwise than the ledger does now, with what was said, what is so, and why.

        ``brief`` is a file's name or the beginning of a digest; without it all are looked at.
        """
        return chosen(corrected_briefs(self._published(up_to)), brief)

    def draft_corrections(self, out: str | Path, found: Sequence[CorrectedBrief]) -> None:
        """Write a dated correction as a note that can be edited and published."""
        check_target(Path(out))
        write_atomically(Path(out), drafted(found, self._clock().date()).encode("utf-8"))

    def edit_brief(
        self,
        out: str | Path,
        *,
        since: str | None = None,
        until: str | None = None,
        up_to: Handling | str = Handling.CLEAR,
    ) -> int:
        """Write the automatic brief as a note, to be edited and published again; returns how many events it has."""
        return write_draft(self._published(up_to), Path(out), since or "", until or "")

    def export(
        self, format_name: str, out: str | Path, *, table: str = "statements", up_to: Handling | str = Handling.CLEAR
    ) -> list[Path]:
        """Write what may be published in one of ``publications.FORMATS``; returns the files written.

        Most formats hold all in one file. CSV and Parquet write one ``table`` to a file, or all of them where ``out``
        is a folder or ends in ``.zip``. Private persons are masked, formulas in cells neutralised. Documents marked
        above ``up_to`` are left out, as in a brief.
        """
        return publishing.export(self._published(up_to), format_name, Path(out), table=table)

    def _published(self, up_to: Handling | str) -> Published:
        try:
            limit = Handling(up_to)
        except ValueError as error:
            raise ConfigError(f"there is no mark {up_to!r}", remedy=f"marks are {', '.join(Handling)}") from error
        return Published(self.reading(), marking.hidden(self._storage, limit))

    def verify(self, *, progress: Progress | None = None) -> VerifyReport:
        """Check every digest, every quote's place, the judgement chain and the database."""
        return verify(self._storage, self._archive, progress or Silent())

    def logical_digest(self) -> str:
        """SHA-256 over the ledger's content without capture times: equal ledgers have equal digests."""
        return logical_digest(self._storage)
