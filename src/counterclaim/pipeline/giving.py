"""What a note refers to beside events, looked up only where it does: the results of other stages.

Nothing that is handed over rests on a document that may not be published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim.errors import ConfigError
from counterclaim.model import EventView, Passage, Statement
from counterclaim.model.forecast import Forecast, ForecastScore
from counterclaim.model.narrative import FormulaFamily, Framed, NarrativeMatch, OutletProfile
from counterclaim.model.territory import Territory
from counterclaim.narratives import Period
from counterclaim.pipeline.forecasting import Forecasting
from counterclaim.pipeline.handling import Published
from counterclaim.pipeline.narrating import Narrating
from counterclaim.pipeline.tallying import Tallying
from counterclaim.pipeline.territory import Inside, TerritoryStage
from counterclaim.publications.given import Carried, Foreseen, Given
from counterclaim.publications.kinds.asked import SharesAsked, TerritoryAsked, asked_of_figure, territory_asked
from counterclaim.publications.notefile.lines import Source
from counterclaim.publications.notefile.references import REFERENCE, Reference


def references(source: Source | None) -> Iterable[Reference]:
    """Every reference in a note, also such as stand in code; none in the automatic brief."""
    for line in source.lines if source else ():
        for match in REFERENCE.finditer(line.text):
            yield Reference.parse(match[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The stages that a note may ask, each looked at only where it is asked."""

    narrating: Callable[[], Narrating]
    tallying: Callable[[], Tallying]
    territory: Callable[[], TerritoryStage]
    forecasting: Callable[[], Forecasting]


def given_for(source: Source | None, published: Published, stages: Stages) -> Given:
    """All that the references of a note need beside events."""
    return _Giver(published, stages).given(list(references(source)))


class _Giver:
    """Asks the stages that references name, and gathers the passages that footnotes will lead to."""

    def __init__(self, published: Published, stages: Stages) -> None:
        self._published = published
        self._reading = published.reading
        self._stages = stages
        self._carried: dict[str, Carried] = {}
        self._statements: dict[str, Statement] = {}

    def given(self, found: Sequence[Reference]) -> Given:
        """What the references need."""
        given = self._narrated(found)
        if any(r.kind in ("forecast", "forecasts") for r in found):
            given = replace(given, forecasts=tuple(self._forecasts(self._stages.forecasting())))
        if any(r.kind == "tally" for r in found):
            given = replace(given, tallies=dict(self._stages.tallying().results))
        wanted = {a for a in map(_asked, found) if isinstance(a, TerritoryAsked)}
        territory: dict[tuple[str, str, str], Territory] = {
            asked: told for asked in sorted(wanted) if (told := self._territory(asked)) is not None
        }
        named = {c.document.id for c in self._carried.values()}
        persons = tuple(p for c in self._reading.applied.codings if c.document_id in named for p in c.persons)
        return replace(given, territory=territory, carried=tuple(self._carried.values()), persons=persons)

    # --- narratives, formulas, outlets ----------------------------------------------------------------------------
    def _narrated(self, found: Sequence[Reference]) -> Given:
        kinds = {r.kind for r in found}
        periods = {a.unit for a in map(_asked, found) if isinstance(a, SharesAsked)}
        if not periods and not kinds & {"narrative", "narratives", "formula", "formulas", "outlet", "outlets"}:
            return Given()
        narrating = self._stages.narrating()
        given = Given(framings={framing.id: framing.name for framing in narrating.book})
        if periods:
            given = replace(given, shares={p: tuple(narrating.shares(Period(p))) for p in sorted(periods)})
        wanted = _framings(found, given.framings)
        framed = {
            framing: narrating.framed(framing) for framing in narrating.used if wanted is None or framing in wanted
        }
        given = replace(given, narratives={f: self._carry_framed(told) for f, told in framed.items()})
        if kinds & {"formula", "formulas", "outlet", "outlets"}:
            views = self._views()
            if kinds & {"formula", "formulas"}:
                given = replace(given, formulas=tuple(map(self._carry_formula, narrating.formulas(views))))
            if kinds & {"outlet", "outlets"}:
                profiles = narrating.outlets(views)
                given = replace(given, outlets={p.name: self._carry_outlet(p) for p in profiles})
        return given

    def _views(self) -> list[EventView]:
        return self._published.views(self._reading.views(self._reading.storage.events()))

    def _carry_framed(self, framed: Framed) -> Framed:
        return replace(framed, matches=tuple(map(self._carry_match, framed.matches)))

    def _carry_match(self, match: NarrativeMatch) -> NarrativeMatch:
        passage = match.passage
        if self._sparing(passage.document_id) and match.words:
            passage = _within(passage, *match.words_at)
        return replace(match, passage=self._carry(passage), words_at=(0, 0))

    def _carry_formula(self, family: FormulaFamily) -> FormulaFamily:
        for use in (*family.uses, *family.quoted):
            for passage in use.passages:
                self._carry(passage)
        return family

    def _carry_outlet(self, profile: OutletProfile) -> OutletProfile:
        for passage in profile.told_in:
            self._carry(passage)
        return profile

    # --- forecasts --------------------------------------------------------------------------------------------------
    def _forecasts(self, forecasting: Forecasting) -> Iterator[Foreseen]:
        """Registered ones first, then those of texts that nobody has taken up; none of a document that is hidden."""
        scores, hidden = forecasting.scores(), self._published.hidden
        taken: set[str] = set()
        for forecast in forecasting.forecasts:
            source = forecast.passage
            if source is not None and source.document_id in hidden:
                continue
            if source is not None:
                taken.add(source.id)
                self._carry(source, speaker=forecast.forecaster)
            yield _registered(forecast, scores.get(forecast.id))
        for statement in forecasting.told:
            if statement.passage.id not in taken and statement.passage.document_id not in hidden:
                forecaster = forecasting.forecaster(statement)
                self._carry(statement.passage, speaker=forecaster)
                yield Foreseen(
                    id=statement.id,
                    question=statement.value,
                    forecaster=forecaster,
                    words=str(forecasting.chance(statement) or statement.words),
                    passage_id=statement.passage.id,
                )

    # --- territory --------------------------------------------------------------------------------------------------
    def _territory(self, asked: TerritoryAsked) -> Territory | None:
        """One actor's territory; None where nothing tells of it, which the reference then says by line."""
        stage = self._stages.territory()
        try:
            found = stage.of(asked.actor, unit=Period(asked.unit), inside=Inside(asked.inside))
        except ConfigError:
            return None
        if not self._statements:
            self._statements = {s.id: s for s in stage.statements()}
        for move in found.moves:
            for statement_id in move.statement_ids:
                self._carry_statement(self._statements[statement_id])
        return found

    # --- passages ---------------------------------------------------------------------------------------------------
    def _carry_statement(self, statement: Statement) -> None:
        speaker = statement.speaker.name if statement.speaker.name not in ("the text", "unnamed", "") else ""
        self._carry(statement.passage, statement.id, speaker)

    def _carry(self, passage: Passage, carried_id: str = "", speaker: str = "") -> Passage:
        document = self._reading.documents[passage.document_id]
        made = Carried(
            id=carried_id or passage.id,
            passage=passage,
            document=document,
            capture_sha256=self._reading.captures[document.capture_id],
            origin_id=self._reading.origins.get(document.id, document.id),
            speaker=speaker,
            sparing=self._sparing(document.id),
        )
        self._carried.setdefault(made.id, made)
        return passage

    def _sparing(self, document_id: str) -> bool:
        source = self._reading.sources[self._reading.documents[document_id].source_id]
        return bool(source.affiliation) or source.kind == "armed_group_media"


def _asked(reference: Reference) -> TerritoryAsked | SharesAsked | None:
    if reference.kind == "territory":
        return territory_asked(reference.target)
    return asked_of_figure(reference.target) if reference.kind == "figure" else None


def _framings(found: Sequence[Reference], names: Mapping[str, str]) -> set[str] | None:
    """Ids of the framings that references name; None where one asks for all."""
    wanted: set[str] = set()
    for reference in found:
        asked = _asked(reference)
        if reference.kind == "narratives" or (isinstance(asked, SharesAsked) and not asked.framing):
            return None
        if isinstance(asked, SharesAsked):
            wanted.add(asked.framing)
        if reference.kind == "narrative":
            wanted |= {f for f, name in names.items() if reference.target.casefold() in (f, name.casefold())}
    return wanted


def _registered(forecast: Forecast, score: ForecastScore | None) -> Foreseen:
    return Foreseen(
        id=forecast.id,
        question=forecast.question,
        forecaster=forecast.forecaster,
        words=str(forecast.now.chance),
        passage_id=forecast.passage.id if forecast.passage else "",
        lost=bool(forecast.item_sha256) and forecast.passage is None,
        registered=forecast,
        score=score,
    )


def _within(passage: Passage, start: int, end: int) -> Passage:
    """A part of a passage, without the words around it."""
    return Passage(
        document_id=passage.document_id,
        start=passage.start + start,
        end=passage.start + end,
        quote=passage.quote[start:end],
    )
