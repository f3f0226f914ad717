"""A ledger's statements of control, territory files and attacks, as one series for an actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from counterclaim.codebooks.scales import bands
from counterclaim.errors import ConfigError
from counterclaim.model import Act, DateInterval, EventView, Property, Statement, Verdict
from counterclaim.model.territory import CountModel, Territory, TerritoryAttack, TerritoryPeriod
from counterclaim.model.values.actor_name import name_key
from counterclaim.model.values.control import Control
from counterclaim.narratives.prevalence import Period
from counterclaim.narratives.territory import (
    Refused,
    joined,
    lagged_model,
    moves_of_spans,
    moves_of_statements,
    periods,
)
from counterclaim.pipeline.handling import Published
from counterclaim.pipeline.views import Reading, event_date


class Counted(StrEnum):
    """Which events count as the actor's attacks."""

    SAID = "said"
    """Somebody claims or attributes it."""
    CLAIMED = "claimed"
    LIKELY = "likely"
    """It is at least likely, as weighed."""


class Inside(StrEnum):
    """What counts as inside of the territory."""

    COUNTRY = "country"
    PLACE = "place"


_LIKELY = next(b.low for b in bands() if b.term == "likely")
_SAID = (Act.CLAIMS, Act.ATTRIBUTES, Act.REPORTS_AS_FACT, Act.SUSPECTS)


@dataclass(frozen=True)
class TerritoryStage:
    """Territory and attacks of one ledger."""

    reading: Reading
    hidden: frozenset[str] = frozenset()
    """Ids of documents that nothing may rest on."""

    def of(
        self,
        actor: str,
        *,
        unit: Period,
        counted: Counted = Counted.SAID,
        inside: Inside = Inside.COUNTRY,
        lags: int = 3,
    ) -> Territory:
        """One actor's territory beside its attacks.

        Raises:
            ConfigError: neither a statement nor a territory file tells of its territory.
        """
        book = self.reading.codebook.territory
        spans = [s for s in book.spans if self._same(s.actor, actor)]
        written = moves_of_spans(book.spans, lambda name: self._same(name, actor), self._countries)
        told = moves_of_statements(self.statements(), self._published, lambda s, _: self._is(s, actor))
        moves = joined(written, told)
        if not moves and not spans:
            known = ", ".join(sorted({*(s.actor for s in book.spans), *(_named(s) for s in self.statements())}))
            remedy = f"told of: {known}" if known else "add a territory.csv, or texts that tell who took what"
            raise ConfigError(f"nothing tells of territory of {actor!r}", remedy=remedy)
        places = {name_key(p) for p in (*(s.place for s in spans), *(m.place for m in moves))}
        countries = {c for m in moves for c in m.countries} | {c for s in spans for c in self._countries(s.place)}
        attacks = [
            TerritoryAttack(
                event_id=view.event.id,
                when=event_date(view),
                inside=_inside(view, countries if inside is Inside.COUNTRY else set(), places),
                statement_ids=telling,
            )
            for view in self._views()
            if (telling := self._telling(view, actor, counted))
        ]
        series, undated = periods(moves, spans, attacks, unit)
        model, why = _model(series, lags)
        return Territory(
            actor=actor,
            unit=unit,
            moves=tuple(moves),
            periods=series,
            undated=undated,
            model=model,
            no_model=why,
            attacks=tuple(attacks),
        )

    def statements(self) -> list[Statement]:
        """The statements of control, none of them rejected."""
        applied = self.reading.applied
        return [
            s
            for coding in applied.codings
            if coding.document_id not in self.hidden
            for s in coding.statements
            if s.property is Property.CONTROL and applied.verdicts.get(s.id) is not Verdict.REJECT
        ]

    def _views(self) -> Sequence[EventView]:
        return Published(self.reading, self.hidden).views(self.reading.views(self.reading.storage.events()))

    def _published(self, statement: Statement) -> DateInterval | None:
        return self.reading.documents[statement.passage.document_id].published

    def _same(self, name: str, actor: str) -> bool:
        key = self.reading.resolver.key
        return name_key(name) == name_key(actor) or key(name, (), "") == key(actor, (), "")

    def _is(self, statement: Statement, actor: str) -> bool:
        named = _named(statement)
        own = self.reading.resolver.key(named, statement.value_aliases, statement.value_id)
        forms = {name_key(form) for form in (named, *statement.value_aliases)}
        return name_key(actor) in forms or own == self.reading.resolver.key(actor, (), "")

    def _countries(self, place: str) -> tuple[str, ...]:
        found = self.reading.codebook.gazetteer.lookup(place)
        return found[0].countries if found else ()

    def _telling(self, view: EventView, actor: str, counted: Counted) -> tuple[str, ...]:
        """The statements by which an event counts as the actor's attack; none where it does not."""
        key = self.reading.resolver.key
        wanted = key(actor, (), "")
        acts = (Act.CLAIMS,) if counted is Counted.CLAIMED else _SAID
        telling = [
            s
            for item in view.statements
            if (s := item.statement).property is Property.PERPETRATOR
            and s.act in acts
            and item.verdict is not Verdict.REJECT
            and (key(s.value, s.value_aliases, s.value_id) == wanted or name_key(s.value) == name_key(actor))
        ]
        weighed = view.assessment(Property.PERPETRATOR)
        if counted is Counted.LIKELY:
            named = {s.value for s in telling}
            candidates = weighed.candidates if weighed else ()
            if not any(c.value in named and c.probability >= _LIKELY for c in candidates):
                return ()
        return tuple(s.id for s in telling)


def _named(statement: Statement) -> str:
    return Control.parse(statement.value).actor


def _inside(view: EventView, countries: set[str], places: set[str]) -> bool | None:
    """Whether an event lies in these countries or at these places; None where no place is told."""
    told = [
        item.statement
        for item in view.statements
        if item.statement.property is Property.PLACE and item.verdict is not Verdict.REJECT and item.statement.place
    ]
    if not told:
        return None
    return any(bool(countries & set(s.place.countries if s.place else ())) or name_key(s.value) in places for s in told)


def _model(series: Sequence[TerritoryPeriod], lags: int) -> tuple[CountModel | None, str]:
    try:
        return lagged_model(series, lags), ""
    except Refused as refused:
        return None, str(refused)
