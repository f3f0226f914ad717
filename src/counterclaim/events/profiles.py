"""What linking sees of each mention, gathered from its statements."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from counterclaim.events.actors import ActorResolver
from counterclaim.events.place_readings import DATELINE
from counterclaim.model import (
    Coding,
    CountRange,
    DateInterval,
    Document,
    DocumentRelation,
    EventType,
    Mention,
    MentionProfile,
    Place,
    Property,
    Role,
    Statement,
    Verdict,
)
from counterclaim.model.values.actor_name import name_key
from counterclaim.model.vocabulary import Act

T = TypeVar("T")

_AGAINST = frozenset({Act.DENIES, Act.DOUBTS, Act.RETRACTS})
_VAGUE = frozenset({EventType.ATTACK, EventType.OTHER})
_WIDE_M = 100_000.0
_DATELINE = re.compile(r"(?:, [^\W\d]{3,9}\.?(?: [0-9]{1,2})?)? ?(?:\([^()\n]{2,40}\))? ?[-\u2013\u2014] ")
"""What follows the place of a dateline: "(Reuters) - ", ", June 2 (AP) - "."""
_EVEN = 0.5
"""A value that its coder read with no more than even chance (a byline's day, a section's town) tells nothing."""


def profiles(
    codings: Iterable[Coding],
    documents: Mapping[str, Document],
    relations: Iterable[DocumentRelation],
    resolver: ActorResolver,
    verdicts: Mapping[str, Verdict] | None = None,
    distinct: Mapping[str, str] | None = None,
) -> tuple[MentionProfile, ...]:
    """One profile a mention, sorted by mention id; what no statement tells is None or empty.

    Partial copies do not share an origin: only what is the same text, near enough, does. ``verdicts`` are people's, by
    statement id: what they rejected does not count, what they accepted or corrected is read right. ``distinct`` gives,
    by document id, the key of the data set that the document is of, where that declares its rows distinct events.
    """
    judged = verdicts or {}
    origins = {r.document_id: r.origin_id for r in relations if r.kind != "partial"}
    found: list[MentionProfile] = []
    for coding in codings:
        said: dict[str, list[Statement]] = defaultdict(list)
        for statement in coding.statements:
            verdict = judged.get(statement.id)
            if verdict is not Verdict.REJECT:
                sure = statement if verdict is None else replace(statement, probability=1.0)
                said[statement.mention_id].append(sure)
        document = documents.get(coding.document_id)
        published = document.published if document else None
        origin = origins.get(coding.document_id, coding.document_id)
        title = document.title if document else ""
        events = (m for m in coding.mentions if m.role is not Role.OUTLOOK)
        told = (profile(m, said[m.id], published, origin, resolver, title) for m in events)
        key = (distinct or {}).get(coding.document_id, "")
        found.extend(replace(p, declared_distinct=key) if key else p for p in told)
    return tuple(sorted(found, key=lambda p: p.mention_id))


def profile(
    mention: Mention,
    said: Sequence[Statement],
    published: DateInterval | None,
    origin_id: str,
    resolver: ActorResolver,
    title: str = "",
) -> MentionProfile:
    """The profile of one mention from its statements; the title of its document speaks of what it is mainly about."""
    main = mention.role is Role.MAIN
    sure = [s for s in said if s.value and s.act not in _AGAINST and s.probability > _EVEN]
    of = {prop: [s for s in sure if s.property is prop] for prop in Property}
    named = [s for s in said if s.property is Property.PERPETRATOR and s.value]
    low, high = _toll(_read(CountRange.parse, of[Property.FATALITIES]))
    when = _date(_read(DateInterval.parse, of[Property.DATE]))
    on = day_within_year(when)
    return MentionProfile(
        mention_id=mention.id,
        document_id=mention.document_id,
        published=published,
        origin_id=origin_id,
        date=when,
        place=_place([_told_place(s) for s in of[Property.PLACE]]),
        type=_type(_read(EventType, of[Property.TYPE])),
        actors=tuple(sorted({resolver.key(s.value, s.value_aliases, s.value_id, on) for s in named} - {""})),
        targets=tuple(sorted({name_key(s.value) for s in of[Property.TARGET]} - {""})),
        fatalities_low=low,
        fatalities_high=high,
        main=main,
        anchor_words=f"{title} {mention.anchor.quote}".strip() if main else mention.anchor.quote,
    )


def _told_place(statement: Statement) -> Place:
    """The place of a statement; that of a dateline says so, as it tells where a report was filed."""
    place = statement.place or Place(name=statement.value)
    filed = statement.words.isupper() and _DATELINE.match(statement.passage.quote.removeprefix(statement.words))
    return replace(place, basis=DATELINE) if filed else place


def day_within_year(when: DateInterval | None) -> date | None:
    """The first day of an interval that lies in one year; None where no year is told."""
    if when is None or when.earliest is None or when.latest is None or when.earliest.year != when.latest.year:
        return None
    return when.earliest


def days_told(coding: Coding, verdicts: Mapping[str, Verdict] | None = None) -> dict[str, date | None]:
    """By mention id the day of `day_within_year`, of mentions that tell a date: whom a name means depends on it."""
    told: dict[str, list[Statement]] = defaultdict(list)
    for statement in coding.statements:
        verdict = (verdicts or {}).get(statement.id)
        sure = verdict is not None or statement.probability > _EVEN
        counts = statement.act not in _AGAINST and verdict is not Verdict.REJECT
        if statement.property is Property.DATE and sure and counts:
            told[statement.mention_id].append(statement)
    return {mention: day_within_year(_date(_read(DateInterval.parse, said))) for mention, said in told.items()}


def _read(parse: Callable[[str], T], said: Sequence[Statement]) -> list[T]:
    """The values that can be read; what cannot says nothing about which event it is."""
    found = []
    for statement in said:
        try:
            found.append(parse(statement.value))
        except ValueError:
            continue
    return found


def _date(told: Sequence[DateInterval]) -> DateInterval | None:
    """The intersection of the first date with all that meet it."""
    if not told:
        return None
    first = told[0]
    for other in told[1:]:
        if first.overlaps(other):
            starts = [d for d in (first.earliest, other.earliest) if d]
            ends = [d for d in (first.latest, other.latest) if d]
            first = DateInterval(earliest=max(starts, default=None), latest=min(ends, default=None))
    return first


def _place(told: Sequence[Place]) -> Place | None:
    """The most precise place: one with a point before one without, then the smaller radius, then the first told."""
    ranked = sorted(enumerate(told), key=lambda pair: (not pair[1].located, pair[1].radius_m or _WIDE_M, pair[0]))
    return ranked[0][1] if ranked else None


def _type(told: Sequence[EventType]) -> EventType | None:
    """The first type that says more than "attack"; else the first."""
    return next((t for t in told if t not in _VAGUE), told[0] if told else None)


def _toll(told: Sequence[CountRange]) -> tuple[int | None, int | None]:
    """Smallest low and largest high; None where a bound is open in every figure or, for the high, in any."""
    if not told:
        return None, None
    lows = [f.low for f in told if f.low is not None]
    highs = [f.high for f in told if f.high is not None]
    return min(lows, default=None), max(highs) if highs and len(highs) == len(told) else None
