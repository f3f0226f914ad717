"""Forecasts out of the chain of judgements: registered, revised and settled by appending only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from counterclaim.model import Anchor, Judgement, Verdict
from counterclaim.model.forecast import Answer, Chance, Forecast, Settlement, TallyRule, Version
from counterclaim.model.identity import content_id
from counterclaim.review.rules import FORECAST
from counterclaim.review.undoing import undone_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What is said once of a forecast, and never changed."""

    question: str
    rule: str
    forecaster: str
    topic: str
    opens: date
    closes: date
    chance: Chance
    tally_rule: TallyRule | None = None
    made: date | None = None
    """The day on which a text gave it."""
    item_sha256: str = ""
    start: int = 0
    end: int = 0

    @property
    def id(self) -> str:
        """Content id over question, rule, horizon, forecaster and place: the same forecast again is the same one."""
        parts = (self.question, self.rule, self.forecaster, self.opens, self.closes, self.tally_rule or "")
        return content_id("fct", *map(str, parts), self.item_sha256, self.start, self.end)

    @property
    def anchor(self) -> Anchor:
        """The anchor of its judgement."""
        return Anchor(item_sha256=self.item_sha256, start=self.start, end=self.end, property=FORECAST, value=self.id)

    @property
    def changes(self) -> tuple[tuple[str, str, str], ...]:
        """The fields of its judgement."""
        tally = self.tally_rule
        told = {
            "question": self.question,
            "rule": self.rule,
            "forecaster": self.forecaster,
            "topic": self.topic,
            "opens": str(self.opens),
            "closes": str(self.closes),
            "tally": tally.tally if tally else "",
            "least": str(tally.least) if tally else "",
            "made": str(self.made or ""),
        }
        return (*((name, "", value) for name, value in told.items() if value), *chance_changes(self.chance))


def chance_changes(chance: Chance) -> tuple[tuple[str, str, str], ...]:
    """A probability as fields of a judgement."""
    told = {"low": repr(chance.low), "high": repr(chance.high), "words": chance.words}
    return tuple((name, "", value) for name, value in told.items() if value)


@dataclass(slots=True)
class _Story:
    """A forecast while the chain is read."""

    made: Forecast
    versions: list[Version] = field(default_factory=list)
    settlement: Settlement | None = None


def forecasts(judgements: Iterable[Judgement]) -> list[Forecast]:
    """All forecasts of a chain, in the order of their registration, withdrawn ones too."""
    known = list(judgements)
    undone = undone_by(known)
    stories: dict[str, _Story] = {}
    for judgement in known:
        if judgement.verdict is Verdict.FORECAST:
            _forecast(judgement, stories, back=judgement.digest in undone)
        elif judgement.verdict is Verdict.SETTLE and judgement.digest not in undone:
            _settle(judgement, stories)
    return [replace(s.made, versions=tuple(s.versions), settlement=s.settlement) for s in stories.values()]


def _told(judgement: Judgement) -> dict[str, str]:
    return {name: value for name, _, value in judgement.changes}


def _forecast(judgement: Judgement, stories: dict[str, _Story], *, back: bool) -> None:
    anchor, told = judgement.anchors[0], _told(judgement)
    story = stories.get(anchor.value)
    if story is None and "question" in told:
        story = stories[anchor.value] = _Story(_made(anchor, told))
    if story is None or (back and story.versions):  # a revision that was taken back
        return
    if back:
        story.made = replace(story.made, withdrawn=True)
    elif story.made.withdrawn and "question" in told:  # registered again
        story.made, story.versions = replace(story.made, withdrawn=False), []
    story.versions.append(_version(judgement, told))


def _made(anchor: Anchor, told: Mapping[str, str]) -> Forecast:
    tally = TallyRule(tally=told["tally"], least=int(told["least"])) if told.get("tally") else None
    return Forecast(
        id=anchor.value,
        question=told["question"],
        rule=told.get("rule", ""),
        tally_rule=tally,
        opens=date.fromisoformat(told["opens"]),
        closes=date.fromisoformat(told["closes"]),
        forecaster=told["forecaster"],
        topic=told.get("topic", ""),
        versions=(),
        item_sha256=anchor.item_sha256,
        start=anchor.start,
        end=anchor.end,
    )


def _version(judgement: Judgement, told: Mapping[str, str]) -> Version:
    return Version(
        chance=Chance(low=float(told["low"]), high=float(told["high"]), words=told.get("words", "")),
        at=judgement.at,
        by=judgement.by,
        reason=judgement.reason,
        judgement=judgement.digest,
        made=date.fromisoformat(told["made"]) if told.get("made") else None,
    )


def _settle(judgement: Judgement, stories: Mapping[str, _Story]) -> None:
    story, told = stories.get(judgement.anchors[0].value), _told(judgement)
    if story is None:
        return
    answer = Answer(told["answer"])
    if answer is Answer.OPEN:
        story.settlement = None
        return
    story.settlement = Settlement(
        answer=answer,
        at=judgement.at,
        by=judgement.by,
        reason=judgement.reason,
        judgement=judgement.digest,
        on=date.fromisoformat(told["on"]) if told.get("on") else None,
    )
