"""Forecasts of a ledger: registered, revised, settled by a person or a tally, and scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from counterclaim.assessments.foretelling import scored, track_records
from counterclaim.backends.storage import Storage
from counterclaim.codebooks.estimation import estimative_words
from counterclaim.errors import ConfigError
from counterclaim.model import Anchor, Document, Judgement, Passage, Property, Statement, Verdict
from counterclaim.model.forecast import Answer, Chance, Forecast, ForecastScore, TallyRule, TrackRecord
from counterclaim.pipeline import judging
from counterclaim.pipeline.tallying import Tallying
from counterclaim.pipeline.views import Reading
from counterclaim.review.forecasts import Registration, chance_changes, forecasts
from counterclaim.review.rules import FORECAST

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked for a new forecast; what is empty is taken from the statement that it is taken up from."""

    question: str = ""
    rule: str = ""
    opens: date | None = None
    closes: date | None = None
    chance: Chance | None = None
    topic: str = ""
    forecaster: str = ""
    tally_rule: TallyRule | None = None
    statement: str = ""
    """Id of a statement that foretells; empty for a forecast made here."""
    made: date | None = None
    """The day on which the text gave it; the last day of its publication if not told."""


@dataclass(frozen=True)
class Forecasting:
    """The forecasts of one ledger. What is written is appended to the chain of judgements."""

    reading: Reading
    tallying: Tallying
    now: datetime

    @property
    def _storage(self) -> Storage:
        return self.reading.storage

    @property
    def today(self) -> date:
        """The present day, UTC."""
        return self.now.date()

    # --- looking --------------------------------------------------------------------------------------------------
    @cached_property
    def forecasts(self) -> tuple[Forecast, ...]:
        """All that were registered, first one first, with the sentences that they were taken up from."""
        return tuple(replace(f, passage=self._passage(f)) for f in forecasts(self._storage.judgements()))

    def _passage(self, forecast: Forecast) -> Passage | None:
        if not forecast.item_sha256:
            return None
        held = sorted(d for d, item in self._storage.with_items([forecast.item_sha256]).items() if item)
        for document in self._storage.documents(held, with_text=True):
            if document.text:
                return Passage.cut(document.id, document.text, forecast.start, forecast.end)
        return None

    def find(self, wanted: str) -> Forecast:
        """A forecast by its id or the beginning of it; raises ConfigError where there is none, or more than one."""
        found = [f for f in self.forecasts if f.id == wanted] or [
            f for f in self.forecasts if wanted and f.id.startswith(wanted)
        ]
        if len(found) != 1:
            what = (
                f"no forecast has the id {wanted!r}" if not found else f"{len(found)} forecasts begin with {wanted!r}"
            )
            raise ConfigError(what, remedy="`counterclaim forecast list` lists them")
        return found[0]

    @cached_property
    def told(self) -> tuple[Statement, ...]:
        """The statements of texts that foretell, none of them rejected, in the order of documents and words."""
        found = [
            s
            for coding in self.reading.applied.codings
            for s in coding.statements
            if s.property is Property.FORECAST and self.reading.applied.verdicts.get(s.id) is not Verdict.REJECT
        ]
        return tuple(sorted(found, key=lambda s: (s.passage.document_id, s.passage.start, s.id)))

    def taken_up(self, statement: Statement) -> Forecast | None:
        """The forecast that was registered from a statement, None where none was."""
        item = self.reading.documents[statement.passage.document_id].item_sha256
        place = item, statement.passage.start, statement.passage.end
        return next((f for f in self.forecasts if (f.item_sha256, f.start, f.end) == place and not f.withdrawn), None)

    def scores(self) -> dict[str, ForecastScore]:
        """The scores of the settled forecasts, by id."""
        return {f.id: s for f in self.forecasts if (s := scored(f)) is not None}

    def records(self) -> list[TrackRecord]:
        """How forecasters did, by topic."""
        return track_records(self.forecasts, self.today)

    # --- writing --------------------------------------------------------------------------------------------------
    def add(self, asked: Question, *, reason: str, by: str) -> Forecast:
        """Register a forecast.

        Raises:
            ConfigError: it lacks a rule, a horizon, a probability or a question; its tally is not there; or it is
                registered already.
        """
        made = self._registration(asked, by)
        standing = next((f for f in self.forecasts if f.id == made.id and not f.withdrawn), None)
        if standing is not None:
            remedy = f"to give it another probability: `counterclaim forecast update {made.id[:12]}`"
            raise ConfigError("this forecast is registered already", where=made.id, remedy=remedy)
        self._append(Verdict.FORECAST, made.anchor, made.changes, reason, by)
        return self._again(made.id)

    def _registration(self, asked: Question, by: str) -> Registration:
        statement = judging.find_statement(self.reading, asked.statement) if asked.statement else None
        if statement is not None and statement.property is not Property.FORECAST:
            raise ConfigError("this statement foretells nothing", where=statement.id, remedy=_FOUND)
        rule = asked.rule or (str(asked.tally_rule) if asked.tally_rule else "")
        if not rule.strip():
            remedy = "say how it will be told what came of it: --rule, or --tally with --least"
            raise ConfigError("a forecast without a rule is none", where="--rule", remedy=remedy)
        if asked.tally_rule is not None:
            self.tallying.find(asked.tally_rule.tally)
        question = _given(asked.question or (statement.value if statement else ""), "question")
        chance = _given(asked.chance or (self.chance(statement) if statement else None), "p")
        document = self.reading.documents[statement.passage.document_id] if statement else None
        return Registration(
            question=" ".join(question.split()),
            rule=" ".join(rule.split()),
            forecaster=asked.forecaster or (self.forecaster(statement) if statement else by),
            topic=asked.topic,
            opens=_given(asked.opens, "opens"),
            closes=_given(asked.closes, "closes"),
            chance=chance,
            tally_rule=asked.tally_rule,
            made=self._made(asked, document),
            item_sha256=document.item_sha256 if document else "",
            start=statement.passage.start if statement else 0,
            end=statement.passage.end if statement else 0,
        )

    def _made(self, asked: Question, document: Document | None) -> date | None:
        """When a text gave its forecast: on the told day, which may not lie after the text; None of one made here."""
        if document is None:
            if asked.made is not None:
                remedy = "only a text can show that a forecast is older: take it up with --from"
                raise ConfigError("a forecast that is made here is made now", where="--made", remedy=remedy)
            return None
        latest = document.published.latest if document.published else None
        if asked.made is not None and latest is not None and asked.made > latest:
            raise ConfigError(f"the text is of {document.published}", where="--made", remedy="give an earlier day")
        return asked.made or latest

    def forecaster(self, statement: Statement) -> str:
        """Who foretells in a text: the speaker, or the outlet in whose own voice it stands."""
        if statement.speaker.name not in ("the text", "unnamed"):
            return statement.speaker.name
        return self.reading.documents[statement.passage.document_id].outlet

    @staticmethod
    def chance(statement: Statement) -> Chance | None:
        """The band of a statement's words of estimation; None where they have none."""
        words = " ".join(statement.words.split()).casefold()
        band = estimative_words().get(words)
        return Chance(low=band[0], high=band[1], words=words) if band else None

    def update(self, wanted: str, chance: Chance, *, reason: str, by: str) -> Forecast:
        """Give a forecast another probability, from now on; raises ConfigError where it is no longer open."""
        forecast = self.find(wanted)
        if forecast.status != "open":
            raise ConfigError(f"this forecast is {forecast.status}", where=forecast.id, remedy="register another")
        if self.today > forecast.closes:
            raise ConfigError(f"its horizon ended on {forecast.closes}", where=forecast.id, remedy="settle it")
        self._append(Verdict.FORECAST, self._anchor(forecast), chance_changes(chance), reason, by)
        return self._again(forecast.id)

    def resolve(self, wanted: str, answer: Answer, *, reason: str, by: str, on: date | None = None) -> Forecast:
        """Say what came of a forecast; ``on`` is the day on which that was decided, the horizon's last if not given.

        Raises:
            ConfigError: "no" before the horizon has ended, a day outside of the horizon, or a withdrawn forecast.
        """
        forecast = self.find(wanted)
        if forecast.withdrawn:
            raise ConfigError("this forecast was withdrawn", where=forecast.id, remedy="register it again")
        if answer is Answer.NO and self.today <= forecast.closes:
            raise ConfigError(
                f"its horizon ends on {forecast.closes}: until then it may still come true", where=forecast.id,
                remedy="wait, or call it void with the reason",
            )  # fmt: skip
        if on is not None and not forecast.opens <= on <= min(forecast.closes, self.today):
            raise ConfigError(f"{on} is no day of its horizon that has come", where="--on", remedy="give one")
        if on is None and answer is Answer.YES and self.today <= forecast.closes:
            on = self.today
        changes = (("answer", "", str(answer)), *((("on", "", str(on)),) if on else ()))
        self._append(Verdict.SETTLE, self._anchor(forecast), changes, reason, by)
        return self._again(forecast.id)

    def resolve_by_rule(self, *, by: str) -> list[tuple[Forecast, str]]:
        """Let tallies decide the open forecasts that they can; returns those with a tally, with what was found."""
        found: list[tuple[Forecast, str]] = []
        for forecast in [f for f in self.forecasts if f.status == "open" and f.tally_rule is not None]:
            answer, why = self._answer(forecast)
            if answer is None:
                found.append((forecast, why))
            else:
                found.append((self.resolve(forecast.id, answer, reason=why, by=by), why))
        return found

    def _answer(self, forecast: Forecast) -> tuple[Answer | None, str]:
        rule = forecast.tally_rule
        assert rule is not None
        if rule.tally not in self.tallying.tallies:
            return None, f"its tally {rule.tally} is not there"
        result = self.tallying.result(rule.tally)
        said = f"tally {rule.tally} comes to {result.total}, asked is at least {rule.least}"
        if result.low >= rule.least:
            return Answer.YES, said
        if self.today <= forecast.closes:
            return None, f"{said}; the horizon ends on {forecast.closes}"
        if result.high is not None and result.high < rule.least:
            return Answer.NO, said
        return None, f"{said}: contested cases decide it, so a person must"

    @staticmethod
    def _anchor(forecast: Forecast) -> Anchor:
        return Anchor(
            item_sha256=forecast.item_sha256,
            start=forecast.start,
            end=forecast.end,
            property=FORECAST,
            value=forecast.id,
        )

    def _append(
        self, verdict: Verdict, anchor: Anchor, changes: Sequence[tuple[str, str, str]], reason: str, by: str
    ) -> None:
        made = Judgement(verdict=verdict, anchors=(anchor,), by=by, at=self.now, reason=reason, changes=tuple(changes))
        judging.record(self._storage, made)

    def _again(self, forecast_id: str) -> Forecast:
        """The forecast as the chain now has it."""
        return Forecasting(self.reading, self.tallying, self.now).find(forecast_id)


_FOUND = "`counterclaim forecast found` lists the statements that do"


def _given(value: T | None, option: str) -> T:
    """What was given; raises ConfigError where nothing was."""
    if not value:
        raise ConfigError(f"a forecast needs --{option}", remedy="see `counterclaim forecast add --help`")
    return value
