"""Dates in running text, each with its place, its words and no more precision than the words give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from counterclaim.model import DateInterval
from counterclaim.statements.cleaning.anchored_dates import anchored_dates
from counterclaim.statements.cleaning.calendars import calendar_dates
from counterclaim.statements.cleaning.date_words import LANGUAGES
from counterclaim.statements.cleaning.feasts import feast_dates
from counterclaim.statements.cleaning.partial_dates import Partial, partial_dates
from counterclaim.statements.cleaning.relative_dates import last_month_named, relative_dates

_TO = re.compile(
    r"\s*(?:,?\s*(?:to|until|till|through|au|à|bis|hasta|al|a)|-|–|—)\s*(?:the\s+|le\s+|el\s+)?", re.IGNORECASE
)
_AND = re.compile(r"\s*(?:and|et|y|und)\s*(?:the\s+|le\s+|el\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|entre|zwischen)\s+(?:the\s+|le\s+|el\s+)?$", re.IGNORECASE)
_BY = re.compile(
    r"\b(?:by|no later than)\s+(?:the\s+|about\s+|around\s+)?(?:(?:end|middle|start|beginning)\s+of\s+)?$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:since|depuis|seit|desde|ever since)\s+(?:the\s+|about\s+|le\s+|el\s+|dem\s+)?$", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"\n\s*\n|\n\s*[-•*]\s")
_BACK = re.compile(
    r"\b(?:since|until|till|before|ever since|as of|prior to|depuis|jusqu['’]en|seit|vor|desde|antes "
    r"de)\s+(?:the\s+|early\s+|late\s+)?$",
    re.IGNORECASE,
)
_LAST = re.compile(r"\blast\s+$", re.IGNORECASE)
_NAMED_DAY = re.compile(r"(?:September 11|11 September)(?:th)?,? (?:terror(?:ist)? )?(?:attacks|hijack)", re.IGNORECASE)
"""A date that English uses as the name of one event, whatever is being told around it."""
_OF_YEAR = re.compile(r",?\s+(?:of\s+)?(?P<which>this|last|the same|that) year\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at code points ``start`` to ``end`` of the text. ``relative``: worked out from the publication's date."""

    start: int
    end: int
    interval: DateInterval
    words: str
    relative: bool = False
    completed: bool = False
    """Whether the year was left out by the text and filled in from its context."""
    reckoning: str = ""
    """From which day it was counted, or from which calendar it was turned over; empty where it is as written."""


def find_dates(
    text: str,
    *,
    published: DateInterval | None = None,
    language: str = "en",
    reference: DateInterval | None = None,
) -> tuple[FoundDate, ...]:
    """All dates of ``text`` that can be told, in order of place.

    Reads absolute and relative dates in English, French, Spanish and German (``language`` "en", "fr", "es", "de";
    any other language is read for ISO dates and bare years only). Relative dates need ``published`` to the day.
    A date without its year takes it from the nearest date before it in its paragraph, else from the publication, else
    from ``reference`` (what the text is about), else from the year that most dates of the text have; where there is
    none, it is left out. "By 5 May" is open to the left, "since 5 May" to the right.
    """
    known = language if language in LANGUAGES else "en"
    day = published.earliest if published and published.precision == "day" else None
    partials = list(partial_dates(text, known))
    relative = [] if day is None else list(relative_dates(text, day, known))
    feasts = list(feast_dates(text, day)) if known == "en" else []
    partials = _free(partials, feasts)
    turned = calendar_dates(text) if known == "en" else []
    partials = _free(partials, [(start, end, interval) for start, end, interval, _ in turned])
    apart = _apart(relative, [(start, end) for start, end, _ in feasts])
    relative = sorted([*apart, *feasts], key=lambda found: found[:2])
    dated = [(p.start, p.end) for p in partials if p.day]
    relative = _apart(relative, dated)
    partials = _free(partials, relative)
    absolute = _joined(list(_completed(text, partials, published, reference)), text)
    relative = _apart(relative, [(f.start, f.end) for f in absolute])
    counted = "" if day is None else f"counted from the day of publication, {day}, in the publisher's own time zone"
    found = [*absolute, *(FoundDate(s, e, i, text[s:e], relative=True, reckoning=counted) for s, e, i in relative)]
    found += [FoundDate(s, e, i, text[s:e], reckoning=how) for s, e, i, how in turned]
    if known == "en":
        closed = (f for f in found if f.interval.latest and f.interval.earliest)
        anchors = sorted(((f.start, f.end, f.interval) for f in closed), key=lambda a: a[:2])
        found += [
            FoundDate(s, e, i, text[s:e], completed=True, reckoning="counted from the date told before it")
            for s, e, i in anchored_dates(text, anchors)
        ]
    return tuple(sorted((_opened(f, text) for f in found), key=lambda f: (f.start, f.end)))


def _free(partials: list[Partial], relative: list[tuple[int, int, DateInterval]]) -> list[Partial]:
    """The absolute dates that no relative one covers ("last November" is one date, not two)."""
    starts = {position for start, end, _ in relative for position in range(start, end)}
    return [p for p in partials if p.start not in starts and p.end - 1 not in starts]


def _apart(
    relative: list[tuple[int, int, DateInterval]], taken: list[tuple[int, int]]
) -> list[tuple[int, int, DateInterval]]:
    """The relative dates that share no character with what is taken; both come in order of place."""
    kept, at = [], 0
    for found in relative:
        while at < len(taken) and taken[at][1] <= found[0]:
            at += 1
        if at == len(taken) or taken[at][0] >= found[1]:
            kept.append(found)
    return kept


def _completed(
    text: str, partials: Sequence[Partial], published: DateInterval | None, reference: DateInterval | None
) -> Iterator[FoundDate]:
    """Fill in missing years; a year given earlier in the paragraph counts before the publication does."""
    home = reference or _home(partials)
    near: DateInterval | None = None
    near_end = 0
    for place, partial in enumerate(partials):
        interval, end, completed = partial.interval(), partial.end, partial.year is None
        anchor: DateInterval | None = None
        if completed:
            following = partials[place + 1] if place + 1 < len(partials) else None
            anchor = near if near is not None and not _PARAGRAPH.search(text, near_end, partial.start) else None
            interval, end = _filled(text, partial, following, anchor, published, home)
        how = _year_from(anchor, published, home) if completed else ""
        if interval is None:
            continue
        if _anchors(text, partial, published):
            near, near_end = interval, end
        yield FoundDate(partial.start, end, interval, text[partial.start : end], completed=completed, reckoning=how)


def _year_from(anchor: DateInterval | None, published: DateInterval | None, home: DateInterval | None) -> str:
    told = (
        f"{anchor}, told before it" if anchor is not None
        else f"the publication, {published}" if published is not None
        else f"{home}, of which the text tells"
    )  # fmt: skip
    return f"the year is not written; it is taken from {told}"


def _anchors(text: str, partial: Partial, published: DateInterval | None) -> bool:
    """Whether dates that follow may take their year from this one.

    Not from "since 2014", nor, in a text whose own date is known, from a bare month or year: news give those for what
    lies back.
    """
    if partial.decade or _BACK.search(text[max(0, partial.start - 24) : partial.start]):
        return False
    return partial.day is not None or (published is None and partial.year is not None)


def _home(partials: Sequence[Partial]) -> DateInterval | None:
    """The year that most full dates of the text have; the first of them in a tie."""
    dated = [p for p in partials if p.year is not None and p.interval() is not None]
    years = [p.year for p in dated if p.year is not None and p.month is not None]
    years = years or [p.year for p in dated if p.year is not None and not p.decade]
    if not years:
        return None
    best = max(dict.fromkeys(years), key=years.count)
    return DateInterval(earliest=date(best, 1, 1), latest=date(best, 12, 31))


def _filled(
    text: str, partial: Partial, following: Partial | None, anchor: DateInterval | None,
    published: DateInterval | None, other: DateInterval | None,
) -> tuple[DateInterval | None, int]:  # fmt: skip
    """The interval of a date without its year, and where its words end."""
    said = _OF_YEAR.match(text, partial.end)
    if said and published and published.latest and said["which"].lower() in ("this", "last"):
        return partial.in_year(published.latest.year - (said["which"].lower() == "last")).interval(), said.end()
    if partial.day is None and _LAST.search(text[max(0, partial.start - 8) : partial.start]):
        day = published.latest if published else None
        return (last_month_named(partial.month, day) if day and partial.month else None), partial.end
    if following and following.year and following.month and _linked(text, partial, following):
        first, second = partial.in_year(following.year).interval(), following.interval()
        if first and second and first.earliest and second.latest and first.earliest > second.latest:
            return partial.in_year(following.year - 1).interval(), partial.end
        return first, partial.end
    if _NAMED_DAY.match(text, partial.start):
        return partial.in_year(2001).interval(), partial.end
    if anchor is not None:
        return _nearest(partial, anchor), partial.end
    if published is not None:
        return _latest_before(partial, published), partial.end
    return (_nearest(partial, other) if other is not None else None), partial.end


def _linked(text: str, first: Partial, second: Partial) -> bool:
    between = text[first.end : second.start]
    return bool(_TO.fullmatch(between) or _AND.fullmatch(between))


def _nearest(partial: Partial, near: DateInterval) -> DateInterval | None:
    """The year that brings a date closest to ``near``; within it, if ``near`` is a whole year or more."""
    first, last = near.earliest or near.latest, near.latest or near.earliest
    if first is None or last is None:
        return None
    if (last - first).days > 360:
        return partial.in_year(last.year).interval()
    tried = [partial.in_year(year).interval() for year in (first.year, first.year - 1, first.year + 1)]
    return min((t for t in tried if t), key=lambda t: abs(((t.earliest or first) - first).days), default=None)


def _latest_before(partial: Partial, published: DateInterval) -> DateInterval | None:
    """The latest such date that began by the publication; a week ahead is still taken as this year's."""
    last = published.latest or published.earliest or date.max
    for year in (last.year, last.year - 1):
        interval = partial.in_year(year).interval()
        if interval and interval.earliest and (interval.earliest - last).days <= 7:
            return interval
    return partial.in_year(last.year - 1).interval()


def _joined(found: list[FoundDate], text: str) -> list[FoundDate]:
    """Make one range of "30 April to 2 May 2016" and of "between March and May 2016"."""
    joined: list[FoundDate] = []
    for date_found in found:
        before = joined[-1] if joined else None
        if before and _one_range(before, date_found, text):
            first, last = before.interval.earliest, date_found.interval.latest
            interval = DateInterval(earliest=first, latest=last)
            joined[-1] = replace(
                before, end=date_found.end, interval=interval, words=text[before.start : date_found.end]
            )
        else:
            joined.append(date_found)
    return joined


def _one_range(first: FoundDate, second: FoundDate, text: str) -> bool:
    between = text[first.end : second.start]
    linked = _TO.fullmatch(between) or (
        _AND.fullmatch(between) and _BETWEEN.search(text[max(0, first.start - 16) : first.start])
    )
    if not linked or first.interval.earliest is None or second.interval.latest is None:
        return False
    same_kind = first.interval.precision == second.interval.precision or "days" in (
        first.interval.precision,
        second.interval.precision,
    )
    return same_kind and first.interval.earliest < second.interval.latest


def _opened(found: FoundDate, text: str) -> FoundDate:
    """Open an interval that only bounds the event: "by 5 May", "since March 2015"."""
    before = text[max(0, found.start - 30) : found.start]
    for pattern, by in ((_BY, True), (_SINCE, False)):
        cue = pattern.search(before)
        if cue:
            start = found.start - len(before) + cue.start()
            bound = found.interval.latest if by else found.interval.earliest
            interval = DateInterval(earliest=None if by else bound, latest=bound if by else None)
            return replace(found, start=start, interval=interval, words=text[start : found.end])
    return found
