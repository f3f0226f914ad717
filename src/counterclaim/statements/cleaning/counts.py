"""Numbers of people killed and injured in running text, each with its place, bounds and whom it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterclaim.model import CountRange
from counterclaim.statements.cleaning import count_patterns as patterns
from counterclaim.statements.cleaning.counts_foreign import foreign_counts
from counterclaim.statements.cleaning.found_count import FoundCount
from counterclaim.statements.cleaning.quantities import Quantity, added, quantities

__all__ = ["FoundCount", "find_counts"]


def find_counts(text: str, *, language: str = "en") -> tuple[FoundCount, ...]:
    """All counts of killed and injured people in ``text``, in order of place.

    Reads English of any case; for "fr", "es" and "de" only numbers beside the nouns for dead and injured.
    People in one list are added ("two soldiers and a civilian were killed" is 3), attackers apart from the others.
    """
    if language != "en":
        return foreign_counts(text, language)
    found: list[FoundCount] = []
    for start, end in _sentences(text):
        if patterns.CUE.search(text, start, end):
            found.extend(_in_sentence(text, start, end))
    return tuple(_on_top(sorted(found, key=lambda f: (f.start, f.end))))


def _on_top(found: list[FoundCount]) -> Iterator[FoundCount]:
    """Keep "additional" only where a number of that kind was told before: "17 more" may stand alone."""
    told: set[str] = set()
    for count in found:
        yield count if count.kind in told or not count.additional else replace(count, additional=False)
        told.add(count.kind)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in patterns.SENTENCE_END.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _in_sentence(text: str, start: int, end: int) -> Iterator[FoundCount]:
    groups = _groups(text, list(quantities(text, start, end)))
    found: list[FoundCount] = []
    kind = ""
    for group in groups:
        for part in _predicated(text, group, start, end, kind):
            kind = part.kind
            found.append(replace(part, risen=patterns.RISEN.match(part.words) is not None))
    yield from _taken_back(text, start, end, found)
    yield from _attackers(text, start, end, found)
    yield from _named(text, start, end, found)


def _taken_back(text: str, start: int, end: int, found: list[FoundCount]) -> Iterator[FoundCount]:
    """Flag the figures right after words such as "an earlier toll of"; "but" and "later" bring the one that stands."""
    withdrawn = patterns.WITHDRAWN.search(text, start, end)
    if withdrawn is None:
        return iter(found)
    stands = patterns.STANDS.search(text, withdrawn.end(), end)
    last = stands.start() if stands else end
    return iter(
        [
            replace(
                f,
                withdrawn=withdrawn.start() < f.end
                and f.start < last
                and f.end > withdrawn.start()
                and f.start >= withdrawn.start() - 12,
            )
            for f in found
        ]
    )


def _groups(text: str, found: list[Quantity]) -> list[list[Quantity]]:
    """Lists of people joined by commas and "and"; a lone comma after "a raid"-like openings joins nothing."""
    groups: list[list[Quantity]] = []
    for quantity in found:
        between = text[groups[-1][-1].end : quantity.start] if groups else ""
        if groups and patterns.JOIN.fullmatch(between) and not quantity.none:
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    split: list[list[Quantity]] = []
    for group in groups:
        commas_only = len(group) > 1 and not re.search(
            r"and|as well as|plus|with", text[group[-2].end : group[-1].start], re.IGNORECASE
        )
        split.extend([[q] for q in group] if commas_only else [group])
    return split


def _kind(match: re.Match[str]) -> str:
    return "fatalities" if match["killed"] else "injured"


def _predicated(text: str, group: list[Quantity], start: int, end: int, last_kind: str) -> Iterator[FoundCount]:
    """Which of a list were killed, which hurt: the verb before rules all, the one after it what is next to it."""
    first, last = group[0], group[-1]
    if first.definite and not (
        len(group) > 1 or patterns.BEFORE.search(text[max(start, first.start - 70) : first.start])
    ):
        return
    lead = text[max(start, first.start - 70) : first.start]
    before = None if patterns.INFINITIVE.search(lead) else patterns.BEFORE.search(lead)
    after = patterns.AFTER.match(text, last.end, end)
    part = bool(patterns.PART.search(lead))
    also = bool(patterns.ALSO.search(lead.rstrip("( ") + " "))
    noun = next((m for q in reversed(group) if (m := patterns.NOUN.search(q.noun))), None)
    told = _kind(noun) if noun else _kind(before) if before else ""
    if before is not None and after is not None and len(group) > 1 and _kind(before) != _kind(after):
        yield from _counted(text, group[:-1], _kind(before), before, part=part)
        yield from _counted(text, group[-1:], _kind(after), None, end=after.end())
        return
    if after is not None and not told:
        told = _kind(after)
        negated = " not " in f" {after.group(0).lower()} "
        if not negated:
            yield from _counted(text, group, told, None, end=after.end(), part=part)
        return
    if told:
        yield from _counted(text, group, told, before, part=part)
    elif last_kind and patterns.EACH.match(text, last.end, end):
        yield from _counted(text, group, last_kind, None, part=part, also=True, limit=end)
    elif (part or also) and last_kind and not first.article:
        yield from _counted(text, group, last_kind, None, part=part and not also, also=also, limit=end)
    elif first.none and re.search(r"casualt", first.noun, re.IGNORECASE):
        for kind in ("fatalities", "injured"):
            yield from _counted(text, group, kind, None)


def _counted(
    text: str, group: Sequence[Quantity], kind: str, before: re.Match[str] | None, *,
    end: int = 0, part: bool = False, also: bool = False, limit: int = 0,
) -> Iterator[FoundCount]:  # fmt: skip
    """One count for the attackers of a list and one for everybody else in it."""
    for attackers in (False, True):
        chosen = [q for q in group if (q.who == "attackers") == attackers]
        if not chosen:
            continue
        ranges = [_each(text, q, limit) for q in chosen]
        lead = len(before.group(0)) if before else 0
        first, last = group[0].start - lead, max(end, group[-1].end)
        who = "attackers" if attackers else "unknown" if any(q.who == "unknown" for q in chosen) else "victims"
        yield FoundCount(
            first, last, kind, added(ranges), who, text[first:last], part=part,
            additional=also or chosen[0].additional, vague=any(q.vague for q in chosen),
        )  # fmt: skip
    if before is not None and before["self"]:
        yield FoundCount(
            group[0].start - len(before.group(0)),
            group[0].start,
            kind,
            CountRange.exactly(1),
            "attackers",
            before.group(0).strip(),
        )


def _each(text: str, quantity: Quantity, limit: int) -> CountRange:
    """The sum of "two each from the army and the police": as many times as the list is long."""
    each = patterns.EACH.match(text, quantity.end, limit) if limit else None
    if each is None:
        return quantity.range
    times = 1 + len(re.findall(r",\s+and\b|\band\b|,", each["where"]))
    return added([quantity.range] * times)


def _attackers(text: str, start: int, end: int, found: Sequence[FoundCount]) -> Iterator[FoundCount]:
    """The one attacker's own death."""
    for match in patterns.ATTACKER.finditer(text, start, end):
        covered = any(f.who == "attackers" and f.start < match.end() and match.start() < f.end for f in found)
        told = match["part"] or re.search(r"\b(?:killed|dead|died)$", match.group(0), re.IGNORECASE)
        near = any(f.kind == "fatalities" and f.start <= match.start() < f.end + 40 for f in found)
        if not covered and told and (near or not match["part"]):
            words = match.group(0)
            yield FoundCount(
                match.start(),
                match.end(),
                "fatalities",
                CountRange.exactly(1),
                "attackers",
                words,
                part=bool(match["part"]),
            )


def _named(text: str, start: int, end: int, found: Sequence[FoundCount]) -> Iterator[FoundCount]:
    """A person told of by name: "Ivan Petrov was shot dead"."""
    cue = patterns.NAMED_CUE.search(text, start, end)
    for match in patterns.NAMED.finditer(text, start, end) if cue else ():
        if any(f.start < match.end() and match.start() < f.end for f in found) or re.search(
            r"\b(?:attacker|bomber|assailant|gunman|perpetrator|hijacker|shooter|group|attack|which|that|"
            r"who|it|report|operation)s?\b",
            match["who"],
            re.IGNORECASE,
        ):
            continue
        kind = "injured" if match["hurt"] else "fatalities"
        count = CountRange.exactly(0 if match["not"] else 1)
        yield FoundCount(match.start(), match.end(), kind, count, "victims", match.group(0), named=True)
    for match in patterns.NAMED_OBJECT.finditer(text, start, end):
        name = match["name"] or match["object"]
        plural = name.endswith("s") and not name.endswith("ss")
        people = re.match(r"\s+(?:and\s+(?:[a-z]|\d)|\w+(?:s|men|people|personnel)\b)", text[match.end() :][:30])
        if not plural and not people and not any(f.start < match.end() and match.start() < f.end for f in found):
            yield FoundCount(
                match.start(), match.end(), "fatalities", CountRange.exactly(1), "victims", match.group(0), named=True
            )
