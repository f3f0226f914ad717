"""The rules of a tally, one by one: whether an event meets each, and which statements say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from counterclaim.codebooks.scales import estimative
from counterclaim.model import (
    DISPUTED,
    DateInterval,
    EventView,
    Place,
    Property,
    Statement,
    StatementView,
    Verdict,
)
from counterclaim.model.tally import Standing, TallyRules
from counterclaim.model.values.actor_name import name_key
from counterclaim.model.vocabulary import Act, EventType

IN, OPEN, OUT = Standing.IN, Standing.OPEN, Standing.OUT

SURE_PLACE = 0.9
"""A name that means the wanted place with less than this probability leaves the place open."""

_CONTRARY = (Act.DENIES, Act.DOUBTS, Act.RETRACTS)
_UNSPECIFIC = (EventType.ATTACK, EventType.OTHER)
_BY_HAND = (Verdict.ACCEPT, Verdict.CORRECT, Verdict.ADD, Verdict.ADJUDICATE)


class Known(Protocol):
    """What a tally must look up: who is who, and what a place is."""

    def same_actor(self, statement: Statement, names: Sequence[str]) -> bool:
        """Whether a statement's perpetrator is one of the named actors."""
        ...

    def town(self, place: Place) -> tuple[bool, int] | None:
        """Whether a place is a town, and how many people live there; None where it is not known."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How an event stands to one rule."""

    rule: str
    standing: Standing
    reason: str = ""
    """Why it is open; empty where it is not."""
    statement_ids: tuple[str, ...] = ()


def counting(view: EventView, rules: TallyRules) -> tuple[StatementView, ...]:
    """The statements about an event that count by the rules; rejected ones never do."""
    return tuple(item for item in view.statements if _counts(item, rules))


def _counts(item: StatementView, rules: TallyRules) -> bool:
    statement = item.statement
    return (
        item.verdict is not Verdict.REJECT
        and not item.fenced
        and (not rules.speakers or statement.speaker_kind in rules.speakers)
        and statement.probability >= rules.read
        and (not rules.accepted or item.verdict in _BY_HAND)
    )


def findings(view: EventView, rules: TallyRules, known: Known) -> Iterator[Finding]:
    """How an event stands to each rule that is given, in a fixed order."""
    own = counting(view, rules)
    if rules.since or rules.until:
        yield _period(view, own, rules)
    if rules.countries or rules.places or rules.cities:
        yield _place(own, rules, known)
    if rules.kinds:
        yield _kind(view, own, rules)
    if rules.targets:
        yield _target(own, rules)
    if rules.actors and (rules.acts or not rules.outcome):
        yield _said(own, rules, known)
    if rules.outcome:
        yield _outcome(view, own, rules, known)
    if not own:
        yield Finding(rule="statements", standing=OUT)


def _told(own: Sequence[StatementView], prop: Property) -> list[Statement]:
    return [item.statement for item in own if item.statement.property is prop]


def _ids(statements: Sequence[Statement]) -> tuple[str, ...]:
    return tuple(s.id for s in statements)


# --- when -------------------------------------------------------------------------------------------------------------
def _period(view: EventView, own: Sequence[StatementView], rules: TallyRules) -> Finding:
    dated = [s for s in _told(own, Property.DATE) if s.act not in _CONTRARY and s.value]
    wanted = DateInterval(earliest=rules.since, latest=rules.until)
    weighed = view.assessment(Property.DATE)
    best = weighed.best or (weighed.candidates[0].value if weighed.candidates else "") if weighed else ""
    when = _bounded(DateInterval.parse(best), view) if best else _bounded(None, view)
    if when is None or not dated:
        outside = when is not None and not when.overlaps(wanted)
        return Finding(rule="period", standing=OUT if outside else OPEN, reason="no day is told")
    if not when.overlaps(wanted):
        return Finding(rule="period", standing=OUT)
    others = [d for s in dated if not (d := DateInterval.parse(s.value)).overlaps(wanted)]
    if others:
        return Finding(rule="period", standing=OPEN, reason=f"a source dates it {others[0]}", statement_ids=_ids(dated))
    if not _within(when, wanted):
        reason = f"it is dated {when}, which may lie outside of the period"
        return Finding(rule="period", standing=OPEN, reason=reason, statement_ids=_ids(dated))
    return Finding(rule="period", standing=IN, statement_ids=_ids(dated))


def _bounded(when: DateInterval | None, view: EventView) -> DateInterval | None:
    """An event has happened by the day on which the first text that tells of it came out."""
    published = [p.latest for v in view.statements if (p := v.document.published) is not None and p.latest]
    if not published or (when is not None and when.latest is not None):
        return when
    first = min(published)
    earliest = when.earliest if when else None
    return when if earliest is not None and earliest > first else DateInterval(earliest=earliest, latest=first)


def _within(when: DateInterval, wanted: DateInterval) -> bool:
    after = wanted.earliest is None or (when.earliest is not None and when.earliest >= wanted.earliest)
    before = wanted.latest is None or (when.latest is not None and when.latest <= wanted.latest)
    return after and before


# --- where ------------------------------------------------------------------------------------------------------------
def _place(own: Sequence[StatementView], rules: TallyRules, known: Known) -> Finding:
    placed = [s for s in _told(own, Property.PLACE) if s.act not in _CONTRARY and s.value]
    if not placed:
        return Finding(rule="place", standing=OPEN, reason="no place is told")
    seen = [(s, *_at(s, rules, known)) for s in placed]
    standings = {standing for _, standing, _ in seen}
    if standings == {OUT}:
        return Finding(rule="place", standing=OUT)
    if standings == {IN}:
        return Finding(rule="place", standing=IN, statement_ids=_ids(placed))
    doubtful = next((reason for _, standing, reason in seen if standing is OPEN), "")
    reason = doubtful or f"one source places it at {next(s.value for s, standing, _ in seen if standing is OUT)}"
    return Finding(rule="place", standing=OPEN, reason=reason, statement_ids=_ids(placed))


def _at(statement: Statement, rules: TallyRules, known: Known) -> tuple[Standing, str]:
    """How one told place stands to the rules, with why it is open."""
    place = statement.place
    if rules.places and not _named(statement, rules.places):
        return OUT, ""
    if place is None or (rules.countries and not place.countries and not place.alternatives):
        return OPEN, f"the country of {statement.value} is not settled"
    if rules.countries:
        inside = bool(rules.countries & set(place.countries))
        elsewhere = any(bool(rules.countries & set(o.countries)) != inside for o in place.alternatives)
        if elsewhere and place.probability < SURE_PLACE:
            return OPEN, f"{statement.value} may be another place of that name"
        if not inside:
            return OUT, ""
        if not set(place.countries) <= rules.countries:
            return OPEN, f"{statement.value} is given to several countries"
    return _town(statement.value, place, rules, known) if rules.cities else (IN, "")


def _named(statement: Statement, names: Sequence[str]) -> bool:
    forms = {name_key(statement.value), name_key(statement.place.name) if statement.place else ""}
    return any(name_key(name) in forms for name in names)


def _town(name: str, place: Place, rules: TallyRules, known: Known) -> tuple[Standing, str]:
    found = known.town(place)
    if found is None:
        return OPEN, f"it is not known whether {name} is a city"
    town, people = found
    if not town:
        whole = (place.precision or 1) >= 3
        return (OPEN, f"only {name} is told, no town in it") if whole else (OUT, "")
    return (IN, "") if people >= rules.population else (OUT, "")


# --- what -------------------------------------------------------------------------------------------------------------
def _kind(view: EventView, own: Sequence[StatementView], rules: TallyRules) -> Finding:
    told = [s for s in _told(own, Property.TYPE) if s.act not in _CONTRARY]
    weighed = view.assessment(Property.TYPE)
    outcome = weighed.outcome if weighed else ""
    wanted = {str(kind) for kind in rules.kinds}
    if outcome in wanted:
        return Finding(rule="kind", standing=IN, statement_ids=_ids(told))
    if outcome in ("", DISPUTED, *_UNSPECIFIC) or any(s.value in wanted for s in told):
        reason = f"it is told as {', '.join(sorted({s.value for s in told})) or 'no kind'} only"
        return Finding(rule="kind", standing=OPEN, reason=reason, statement_ids=_ids(told))
    return Finding(rule="kind", standing=OUT)


def _target(own: Sequence[StatementView], rules: TallyRules) -> Finding:
    told = [s for s in _told(own, Property.TARGET) if s.act not in _CONTRARY]
    wanted = [name_key(target) for target in rules.targets]
    hit = [s for s in told if any(w in name_key(s.value) for w in wanted)]
    if hit:
        return Finding(rule="target", standing=IN, statement_ids=_ids(hit))
    return Finding(rule="target", standing=OUT if told else OPEN, reason="no target is told")


# --- who --------------------------------------------------------------------------------------------------------------
def _said(own: Sequence[StatementView], rules: TallyRules, known: Known) -> Finding:
    """Whether a wanted actor was named by one of the wanted acts; without acts, by any that affirms."""
    acts = rules.acts or frozenset(Act) - frozenset(_CONTRARY)
    rule = "actor" if not rules.acts else " or ".join(sorted(rules.acts))
    named = [s for s in _told(own, Property.PERPETRATOR) if known.same_actor(s, rules.actors)]
    affirmed = [s for s in named if s.act in acts]
    if not affirmed:
        return Finding(rule=rule, standing=OUT)
    against = [s for s in named if s.act in _CONTRARY and s.act not in acts]
    own_denial = [s for s in against if any(s.speaker.name == a.speaker.name for a in affirmed)]
    if own_denial:
        reason = f"{own_denial[0].speaker} both says and denies it"
        return Finding(rule=rule, standing=OPEN, reason=reason, statement_ids=_ids([*affirmed, *own_denial]))
    return Finding(rule=rule, standing=IN, statement_ids=_ids(affirmed))


def _outcome(view: EventView, own: Sequence[StatementView], rules: TallyRules, known: Known) -> Finding:
    """Whether some wanted actor (any named one without names) did it with the asked probability, as weighed."""
    weighed = view.assessment(Property.PERPETRATOR)
    said = [s for s in _told(own, Property.PERPETRATOR) if not rules.actors or known.same_actor(s, rules.actors)]
    if weighed is None or not said:
        return Finding(rule="outcome", standing=OUT)
    names = {s.value for s in said} | {a for s in said for a in s.value_aliases}
    mine = [c for c in weighed.candidates if c.value in names]
    best = max(mine, key=lambda c: c.probability, default=None)
    if best is None:
        return Finding(rule="outcome", standing=OUT)
    if best.probability >= rules.outcome and weighed.outcome != DISPUTED:
        return Finding(rule="outcome", standing=IN, statement_ids=_ids(said))
    if best.high >= rules.outcome or weighed.outcome == DISPUTED:
        word = estimative(min(max(best.probability, 0.01), 0.99))
        disputed = "who did it is disputed; " if weighed.outcome == DISPUTED else ""
        reason = f"{disputed}{best.value} is {word} ({best.probability:.0%}, at most {best.high:.0%})"
        return Finding(rule="outcome", standing=OPEN, reason=reason, statement_ids=_ids(said))
    return Finding(rule="outcome", standing=OUT)
