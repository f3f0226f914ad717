"""A ledger's tallies: counted over its events as they stand, and compared with what they came to before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from counterclaim.documents import segment
from counterclaim.errors import ConfigError
from counterclaim.model import EventView, Passage, Place, Statement, StatementView
from counterclaim.model.identity import sha256_hex
from counterclaim.model.row import is_row
from counterclaim.model.tally import Tally, TallyChange, TallyResult, ToldTotal
from counterclaim.model.values.actor_name import name_key
from counterclaim.narratives.tallies import change, count, told_totals
from counterclaim.pipeline.handling import Published
from counterclaim.pipeline.tallies_file import Kept, TalliesFile
from counterclaim.pipeline.views import Reading
from counterclaim.review import chain_head

BATCH = 500
"""Documents whose texts are held at once."""
_DONE = "attack*|bombing*|shooting*|strike*|raid*|killing*|kidnapping*|assassination*"
_COUNTED = {
    "events": f"({_DONE}|incident*|massacre*|assault*|stabbing*)",
    "killed": "(people|persons|civilians|soldiers|deaths|dead|killed|victims|lives|fatalities)",
    "injured": "(people|persons|civilians|soldiers|injured|wounded|injuries|hurt)",
}
"""What the number of a told total must count."""


@dataclass(frozen=True)
class Tallying:
    """The tallies of one ledger, as it stands now."""

    reading: Reading
    file: Path
    """Where answers are kept until the next; derived."""
    hidden: frozenset[str] = frozenset()
    """Ids of documents that no count may rest on."""

    @property
    def tallies(self) -> Mapping[str, Tally]:
        """The tallies that can be counted, by id."""
        return self.reading.codebook.tallies.tallies

    @property
    def refused(self) -> tuple[ConfigError, ...]:
        """Why the others cannot."""
        return self.reading.codebook.tallies.refused

    def find(self, tally_id: str) -> Tally:
        """A tally by its id; raises ConfigError naming the known ones where there is none."""
        if tally_id not in self.tallies:
            known = ", ".join(self.tallies) or "none; write a tallies.yaml and `add` it"
            raise ConfigError(f"no tally {tally_id!r}", remedy=f"there are: {known}")
        return self.tallies[tally_id]

    @cached_property
    def views(self) -> list[EventView]:
        """All events, as far as they rest on documents that are not hidden."""
        return Published(self.reading, self.hidden).views(self.reading.views(self.reading.storage.events()))

    @cached_property
    def results(self) -> Mapping[str, TallyResult]:
        """What each tally comes to, by id."""
        known = _Known(self.reading)
        told = self._told()
        return {name: count(t, self.views, known, told.get(name, ())) for name, t in self.tallies.items()}

    def result(self, tally_id: str) -> TallyResult:
        """What one tally comes to; raises ConfigError where there is none of that id."""
        return self.results[self.find(tally_id).id]

    def cited(self, result: TallyResult) -> dict[str, StatementView]:
        """The statements that the cases of a result cite, by id."""
        wanted = {statement for case in result.cases for statement in case.statement_ids}
        events = {case.event_id for case in result.cases}
        return {
            item.statement.id: item
            for view in self.views
            if view.event.id in events
            for item in view.statements
            if item.statement.id in wanted
        }

    def changes(self) -> tuple[TallyChange, ...]:
        """How each tally's answer differs from the one in the ledger's last other state; nothing at its first count.

        What the tallies now come to is kept for the next time.
        """
        file, state = TalliesFile(self.file), self._state
        kept = file.load()
        fresh: dict[str, Kept] = {}
        found: list[TallyChange] = []
        for name, result in self.results.items():
            former = kept.get(name)
            before = former and (former.before if former.ledger == state else former.now)
            fresh[name] = Kept(ledger=state, now=result.state, before=before or None)
            if before:
                found.append(change(name, before, result.state))
        if fresh != kept:
            file.save(fresh)
        return tuple(found)

    @property
    def _state(self) -> str:
        storage = self.reading.storage
        book = sorted(self.reading.codebook.files("tallies.yaml"))
        parts = (repr(storage.manifest()), chain_head(storage.judgements()), *(path.stem for path in book))
        return sha256_hex("\n".join(parts).encode())

    def _told(self) -> dict[str, list[ToldTotal]]:
        """By tally the sentences that give its total in words of their own."""
        asked = [t for t in self.tallies.values() if t.told_by]
        found: dict[str, list[ToldTotal]] = {t.id: [] for t in asked}
        for sentences in self._sentences() if asked else ():
            for tally in asked:
                near = _COUNTED[tally.measure]
                found[tally.id] += told_totals(tally.told_by, sentences, near=near)
        return found

    def _sentences(self) -> Iterator[Sequence[tuple[Passage, str]]]:
        """The sentences of each text with its outlet."""
        kept = (d for d in self.reading.documents.values() if d.id not in self.hidden)
        texts = sorted(d.id for d in kept if not is_row(d.media_type))
        for first in range(0, len(texts), BATCH):
            for document in self.reading.storage.documents(texts[first : first + BATCH], with_text=True):
                parts = segment(document.text, document.language) if document.text else ()
                yield [
                    (Passage.cut(document.id, document.text, s.start, s.end), document.outlet)
                    for s in parts
                    if not s.fenced
                ]


@dataclass(frozen=True)
class _Known:
    """Who is who and what a place is, by the ledger's codebooks."""

    reading: Reading

    def same_actor(self, statement: Statement, names: Sequence[str]) -> bool:
        """Whether a perpetrator is one of the named actors, by the resolver or by a form of its name."""
        resolver = self.reading.resolver
        own = resolver.key(statement.value, statement.value_aliases, statement.value_id)
        forms = {name_key(form) for form in (statement.value, *statement.value_aliases)}
        return any(own == resolver.key(name, (), "") or name_key(name) in forms for name in names)

    def town(self, place: Place) -> tuple[bool, int] | None:
        """Whether a place is a town, and its people, as the gazetteer has it."""
        for found in self.reading.codebook.gazetteer.candidates(place.name):
            if found.place.gazetteer_id == place.gazetteer_id:
                return found.kind == "city", found.population
        return None
