"""The English grammar coder: lexicon, shallow grammar and gazetteer, no training, no network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.model import Coding, CodingInput, DateInterval, Mention, Role, Statement
from counterclaim.statements.actorbook import KnownActors
from counterclaim.statements.analysis import Reader
from counterclaim.statements.building import perpetrator_statements
from counterclaim.statements.citations import find_citations
from counterclaim.statements.cleaning.counts import FoundCount, find_counts
from counterclaim.statements.cleaning.dates import FoundDate, find_dates
from counterclaim.statements.facts import Facts
from counterclaim.statements.incidents import Grouper, Incident
from counterclaim.statements.lexicon import load_lexicon
from counterclaim.statements.locations import Locator
from counterclaim.statements.outlook import OutlookReader, read_outlook
from counterclaim.statements.particulars import Particulars
from counterclaim.statements.passages import passage_of
from counterclaim.statements.persons import find_persons
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.reading import Reading, read
from counterclaim.statements.screening.screen import Screen, shown

NAME = "grammar-en/1"
T = TypeVar("T", FoundDate, FoundCount)
_UNTOLD = frozenset({"", "und", "mul", "zxx"})


Revision = Callable[[CodingInput, Reading], None]
"""Changes the findings of a reading before incidents are made of them."""


@dataclass(frozen=True)
class GrammarCoder:
    """Codes English texts; see `code`. A ``revision`` has the last word on who did it: the trained coder's head.

    With a ``screen`` only those sentences are read, by grammar and head, that it lets pass.
    """

    gazetteer: Gazetteer
    actors: KnownActors
    name: str = NAME
    languages: frozenset[str] = frozenset({"en"})
    revision: Revision | None = None
    screen: Screen | None = None

    def code(self, source: CodingInput) -> Coding:
        """Find incidents and statements; a text in another language comes back with ``abstained`` and citations."""
        language = source.language.split("-")[0].casefold()
        if language not in self.languages and language not in _UNTOLD:
            return Coding(
                document_id=source.document_id,
                coder=self.name,
                citations=find_citations(source),
                abstained=f"{self.name} reads English only; this text is in '{language}'",
            )
        if not source.text.strip() or not source.segments:
            return Coding(document_id=source.document_id, coder=self.name, abstained="the text is empty")
        began = perf_counter()
        only = self.screen.read(source) if self.screen is not None else None
        if only is not None and not only:
            held, foretold = self._outlook(source, ())
            return Coding(
                document_id=source.document_id,
                coder=self.name,
                mentions=held,
                statements=foretold,
                citations=find_citations(source),
            )
        screened = perf_counter()
        reading = read(source, Reader(load_lexicon(), self.gazetteer, self.actors, only))
        grammar = perf_counter()
        seen = shown(source, only)
        if self.revision is not None:
            self.revision(seen, reading)
        revised = perf_counter()
        mentions, statements = self._events(source, seen.text, reading)
        held, foretold = self._outlook(source, reading.sentences)
        return Coding(
            document_id=source.document_id,
            coder=self.name,
            mentions=(*mentions, *held),
            statements=(*statements, *foretold),
            citations=find_citations(source),
            persons=find_persons(source, reading),
            seconds={
                "screening": screened - began,
                "grammar": grammar - screened,
                "encoder": revised - grammar,
                "events": perf_counter() - revised,
            },
        )

    def _outlook(
        self, source: CodingInput, analysed: Sequence[Sentence]
    ) -> tuple[tuple[Mention, ...], tuple[Statement, ...]]:
        """Who holds what, and what is foretold; ``analysed`` are the sentences that were read for events."""

        def dated(sentences: Sequence[Sentence]) -> dict[int, list[FoundDate]]:
            found = find_dates(source.text, published=source.published, reference=_year_of_writing(source))
            return _by_sentence(sentences, found)

        known = {s.number: s for s in analysed if s.tokens}
        reader = OutlookReader(load_lexicon(), self.gazetteer, self.actors, analysed=known)
        return read_outlook(source, reader, self.gazetteer, dated, self.name)

    def _events(
        self, source: CodingInput, seen: str, reading: Reading
    ) -> tuple[tuple[Mention, ...], tuple[Statement, ...]]:
        locator = Locator(self.gazetteer, load_lexicon(), reading.registry, reading.sentences, source.title)
        dates = _by_sentence(
            reading.sentences, find_dates(seen, published=source.published, reference=_year_of_writing(source))
        )
        counts = _by_sentence(reading.sentences, find_counts(seen))
        grouper = Grouper(source, reading, load_lexicon(), locator, dates)
        every = grouper.run()
        incidents = [i for i in every if _told(i)]
        particulars = Particulars(source, reading, every, load_lexicon(), self.name)
        facts = Facts(
            source, reading, locator, counts, incidents, dates, _triggers(incidents), grouper.places, self.name
        )
        mentions: list[Mention] = []
        statements: list[Statement] = []
        for number, incident in enumerate(incidents, 1):
            mention = _mention(source, incident, number)
            mentions.append(mention)
            said = perpetrator_statements(source, reading, incident, mention.id, self.name)
            statements += map(particulars.completed, said)
            statements += facts.of(incident, mention.id)
            statements += particulars.of(incident, mention.id)
        return tuple(mentions), tuple(statements)


def _triggers(incidents: Sequence[Incident]) -> dict[int, list[tuple[int, int]]]:
    table: dict[int, list[tuple[int, int]]] = {}
    for incident in incidents:
        for deed in incident.deeds:
            table.setdefault(deed.sentence, []).append((incident.number, deed.trigger))
    return table


def _told(incident: Incident) -> bool:
    """Whether an incident is kept: main ones always, others where the text says who did it or that nobody claims it."""
    return incident.main or bool(incident.findings) or bool(incident.unclaimed)


def _mention(source: CodingInput, incident: Incident, number: int) -> Mention:
    role = Role.MAIN if incident.main else Role.BACKGROUND
    anchor = passage_of(source, incident.first, 0, len(incident.first.tokens))
    return Mention(document_id=source.document_id, number=number, role=role, anchor=anchor)


def _by_sentence(sentences: Sequence[Sentence], found: Sequence[T]) -> dict[int, list[T]]:
    table: dict[int, list[T]] = {}
    position = 0
    for item in found:
        while position < len(sentences) - 1 and sentences[position].end <= item.start:
            position += 1
        if sentences and sentences[position].start <= item.start < sentences[position].end:
            table.setdefault(sentences[position].number, []).append(item)
    return table


def _year_of_writing(source: CodingInput) -> DateInterval | None:
    """A year for dates that leave theirs out: the title's, else that of the newest of the text's numbered sources."""
    found = find_dates(source.title) if source.title else ()
    if found or source.published is not None:
        return found[0].interval if found else None
    cited = [day for c in find_citations(source) for d in find_dates(c.text) if (day := d.interval.latest)]
    return DateInterval.parse(str(max(cited).year)) if cited else None
