"""Tallies: questions of number with their inclusion rules, and what a ledger answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counterclaim.model.passage import Passage
from counterclaim.model.values.count_range import CountRange
from counterclaim.model.vocabulary import Act, EventType, SpeakerKind


class Measure(StrEnum):
    """What a tally counts."""

    EVENTS = "events"
    KILLED = "killed"
    INJURED = "injured"


class Standing(StrEnum):
    """Whether an event meets a rule, or all rules of a tally."""

    IN = "in"
    OPEN = "open"
    """It may: the ledger does not tell, or its sources disagree."""
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyRules:
    """What an event must be to count. A rule that is empty admits all; all rules that are given must hold."""

    since: date | None = None
    until: date | None = None
    countries: frozenset[str] = frozenset()
    """ISO 3166-1 alpha-2 codes, those of the named regions among them."""
    places: tuple[str, ...] = ()
    """Names of places, any of which is meant."""
    cities: bool = False
    """Only events in a town; with ``population`` one of at least so many people, as the gazetteer counts them."""
    population: int = 0
    kinds: frozenset[EventType] = frozenset()
    targets: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    """Names of actors, any of which is meant."""
    acts: frozenset[Act] = frozenset()
    """What must have been said of an actor and the event, such as "claims"."""
    outcome: float = 0.0
    """The least probability that an actor did it, as weighed; 0 asks for none."""
    speakers: frozenset[SpeakerKind] = frozenset()
    """Whose statements count."""
    read: float = 0.0
    """The least probability that a statement was read right, for it to count."""
    accepted: bool = False
    """Whether only statements count that a person accepted, corrected or added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A saved query."""

    id: str
    name: str
    wording: str
    """The sentence that it is to bear out, or the question in words."""
    measure: Measure
    rules: TallyRules
    told: CountRange | None = None
    """The number that ``wording`` gives."""
    told_by: tuple[str, ...] = ()
    """Phrases, as in framings, by which sentences are found that give the same total."""
    where: str = ""
    """File and line of its definition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyCase:
    """One event as a tally sees it."""

    event_id: str
    title: str
    standing: Standing
    low: int
    """What it adds for certain, where it counts; 0 or 1 for a count of events."""
    high: int | None
    """What it adds at most; None where no figure is told, or only a least one."""
    reasons: tuple[str, ...]
    """For an open case which rules are open and why, for one that counts what of its figure is open."""
    statement_ids: tuple[str, ...]
    """What a footnote to it cites, by rule in their order, each statement once."""


def between(low: int, high: int | None) -> str:
    """Bounds in figures: "3", "3 to 5", "at least 3"."""
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTotal:
    """A sentence that gives a total of its own."""

    passage: Passage
    outlet: str
    count: CountRange
    """"hundreds" is at least 200, the least that the plural can mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyResult:
    """What a ledger answers: between ``low`` and ``high``, ``high`` None where nothing bounds it."""

    tally: Tally
    low: int
    high: int | None
    members: tuple[TallyCase, ...]
    contested: tuple[TallyCase, ...]
    left_out: tuple[tuple[str, int], ...]
    """How many events each rule left out, most first; an event that fails several counts at each."""
    told: tuple[ToldTotal, ...] = ()

    @property
    def answer(self) -> str:
        """How ``tally.told`` stands: "borne out", "not reached", "exceeded", "open"; empty where it tells no number."""
        told = self.tally.told
        if told is None:
            return ""
        least, most = told.low or 0, told.high
        if self.high is not None and self.high < least:
            return "not reached"
        if most is not None and self.low > most:
            return "exceeded"
        sure = self.low >= least and (most is None or (self.high is not None and self.high <= most))
        return "borne out" if sure else "open"

    @property
    def total(self) -> str:
        """The total in figures: "3", "3 to 5", "at least 3"."""
        return between(self.low, self.high)

    @property
    def cases(self) -> tuple[TallyCase, ...]:
        """Members, then contested cases."""
        return (*self.members, *self.contested)

    @property
    def state(self) -> TallyState:
        """What is kept of the answer, to tell later what changed."""
        return TallyState(rules=repr((self.tally.measure, self.tally.rules)), total=self.total, cases=self.cases)


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyState:
    """An answer as it is kept until the next."""

    rules: str
    """Measure and rules in one text."""
    total: str
    cases: tuple[TallyCase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyChange:
    """How an answer differs from the one before it."""

    tally_id: str
    before: str
    after: str
    """Totals in figures."""
    entered: tuple[tuple[str, str, str], ...] = ()
    """(event id, title, standing now) of events that were not among members and contested cases."""
    left: tuple[tuple[str, str, str], ...] = ()
    """(event id, title, standing before)."""
    moved: tuple[tuple[str, str, str], ...] = ()
    """(event id, title, "open -> in" and the like, or how its figure changed)."""
    rules: bool = False
    """Whether the tally itself was changed in between."""

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.before != self.after or self.entered or self.left or self.moved or self.rules)
