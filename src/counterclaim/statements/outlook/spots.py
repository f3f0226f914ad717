"""Places that a verb of control may take: what the locator finds, bare names beside such a verb, and "the town"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.codebooks.gazetteer import Candidate, Gazetteer
from counterclaim.model import Place
from counterclaim.statements.locations import Locator
from counterclaim.statements.outlook.found import Spot
from counterclaim.statements.outlook.verbs import is_control
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.registry import Registry
from counterclaim.statements.tagging import Tag

LEAST = 1_000
"""People of a town whose bare name beside a verb of control is read as the town."""
_BACK = frozenset({"retook", "retaken", "recaptured", "regained", "captured", "liberated", "reconquered"})
"""What is done to a place and seldom to anything else, so that "it" means one."""


def spots_of(s: Sentence, locator: Locator, gazetteer: Gazetteer, registry: Registry) -> list[Spot]:
    """The places of a sentence by their tokens, in order, without that of a dateline."""
    spots: list[Spot] = []
    dateline = 0
    for found in locator.find(s):
        inside = [i for i, t in enumerate(s.tokens) if found.start <= t.start and t.end <= found.end]
        if inside and found.dateline:
            dateline = inside[-1] + 1
        elif inside:
            spots.append(Spot(start=inside[0], end=inside[-1] + 1, place=found.place))
    taken = {i for spot in spots for i in range(spot.start, spot.end)}
    spots += [
        b for b in _bare(s, gazetteer, registry) if b.start >= dateline and not taken & set(range(b.start, b.end))
    ]
    return sorted(spots, key=lambda spot: spot.start)


def _bare(s: Sentence, gazetteer: Gazetteer, registry: Registry) -> Iterator[Spot]:
    """Names straight before or behind a verb of control: "took Iskerford", "Kobani is held"."""
    for verb in s.verbs:
        if not is_control(verb):
            continue
        for phrase in (s.at.get(verb.end), s.at.get(verb.start - 1)):
            if phrase is None or s.tags[phrase.start] is not Tag.NAME:
                continue
            if registry.who(s, phrase).kind in ("organisation", "state") or phrase.start in s.known:
                continue
            words = [t.text for t in s.tokens[phrase.start : phrase.end]]
            count, candidates = gazetteer.longest_match(words)
            if count == len(words) and _settled(candidates):
                yield Spot(start=phrase.start, end=phrase.end, place=candidates[0].place)


def _settled(candidates: Sequence[Candidate]) -> bool:
    best = candidates[0] if candidates else None
    return best is not None and (
        best.population >= LEAST or best.place.gazetteer_id.startswith(("own", "area")) or best.kind == "country"
    )


def meant(s: Sentence, spots: Sequence[Spot], last: Place | None) -> list[Spot]:
    """What "the town" and "it" mean where no place is named before them in the sentence: the place named last."""
    found: list[Spot] = []
    for i, low in enumerate(s.low):
        before = [spot.place for spot in spots if spot.end <= i]
        place = before[-1] if before else last
        if place is not None and low in ("town", "city", "village") and i and s.low[i - 1] == "the":
            if s.low[i + 1 : i + 2] != ["of"]:
                found.append(Spot(start=i, end=i + 1, place=place, meant=True))
        elif (
            place is not None and low == "it" and i and (s.low[i - 1] in _BACK or s.low[i - 2 : i] == ["control", "of"])
        ):
            found.append(Spot(start=i, end=i + 1, place=place, meant=True))
    return found
