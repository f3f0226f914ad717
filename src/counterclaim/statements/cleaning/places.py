"""Places in running English text: gazetteer names that stand where a place can stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.codebooks.actors import ActorBook
from counterclaim.codebooks.gazetteer import Candidate, Gazetteer
from counterclaim.model import Place
from counterclaim.statements.cleaning import place_context as rules
from counterclaim.statements.cleaning.place_context import Word, after, before, words_of

_AT_HOME = 500.0
"""How much likelier a homonym is in a country that the text speaks of (ours)."""
_KNOWN_TOWN = 5_000
"""Inhabitants from which a bare name counts as a place without a word such as "in" before it (ours)."""
_BIG_TOWN = 150_000
_LEAST_TOWN = 2_000
_METROPOLIS = 1_000_000
"""A name of so large a town means it nearly wherever it is read: the pull of the text's countries is a tenth."""
_NEAR_M = 25_000.0
_ALTERNATIVES = 4
_FEW_COUNTRIES = 3


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place at code points ``start`` to ``end``, "near" and "northern" included, as the best reading of its name."""

    start: int
    end: int
    place: Place
    """With ``words`` as the text has them; near a place the radius is 25 km at least."""
    alternatives: tuple[Place, ...]
    """Other places of the same name, the next best first."""
    words: str
    kind: str
    """country, region, district, city, area or facility."""
    locative: bool
    """Whether it stands after a word such as "in" or behind another place, and so says where something is."""


def find_places(
    text: str,
    gazetteer: Gazetteer,
    *,
    actors: ActorBook | None = None,
    context: Sequence[str] = (),
    upper: bool | None = None,
) -> tuple[FoundPlace, ...]:
    """Places of ``text`` in order; reads English, and names in any script that GeoNames holds.

    Names inside names of organisations, persons, streets and newspapers are left out as far as English wording and
    ``actors`` show them. Homonyms go to the countries that the text speaks of and to ``context`` (ISO codes).
    ``upper``: the text is in capitals throughout; found out where it is None.
    """
    words = words_of(text)
    capitals = _in_capitals(text) if upper is None else upper
    scan = _Scan(text, words, gazetteer, capitals)
    masked = _masked(words, actors) if actors is not None else frozenset()
    home = scan.home(context)
    found = scan.places(home, masked)
    if home.total() < _FEW_COUNTRIES:
        # Where the text names hardly a country, its towns of one meaning say where its homonyms lie.
        home.update(code for place in found if _certain(place) for code in place.place.countries)
        found = scan.places(home, masked)
    return tuple(found)


def _certain(found: FoundPlace) -> bool:
    return all(set(p.countries) <= set(found.place.countries) for p in found.alternatives)


def _in_capitals(text: str) -> bool:
    sample = [c for c in text[:2000] if c.isalpha()]
    return len(sample) > 20 and sum(c.isupper() for c in sample) > 0.9 * len(sample)


def _masked(words: Sequence[Word], actors: ActorBook) -> frozenset[int]:
    """Words inside names of actors that are not states: no place is to be read there."""
    inside: set[int] = set()
    texts = [word.text for word in words]
    for at in range(len(words)):
        if at in inside or not words[at].capital:
            continue
        count, known = actors.longest_match(texts[at : at + 9])
        if count > 1 and any(actor.kind != "state" for actor in known):
            inside.update(range(at, at + count))
    return frozenset(inside)


class _Scan:
    """One text with all that deciding about its names needs."""

    def __init__(self, text: str, words: list[Word], gazetteer: Gazetteer, capitals: bool) -> None:
        self.text, self.words, self.gazetteer, self.capitals = text, words, gazetteer, capitals

    def home(self, context: Sequence[str]) -> Counter[str]:
        """Countries that the text speaks of, by how often."""
        counts: Counter[str] = Counter(dict.fromkeys(context, 3))
        for word in self.words:
            if not word.capital or (self.capitals and len(word.text) < 4):
                continue
            codes = self.gazetteer.country_of_demonym(word.text)
            if not codes:
                best = self.gazetteer.reviewed(word.text)
                codes = best[0].place.countries if best else ()
            if len(codes) <= 2:
                counts.update(codes)
        return counts

    def places(self, home: Counter[str], masked: frozenset[int]) -> list[FoundPlace]:
        """All places, with ``home`` to choose among namesakes."""
        found: list[FoundPlace] = []
        at = 0
        while at < len(self.words):
            at += max(1, 0 if at in masked else self.place(at, home, found, masked))
        return found

    def place(self, at: int, home: Counter[str], found: list[FoundPlace], masked: frozenset[int]) -> int:
        """Read the name that begins at word ``at``, append it if it is a place, and say how many words it takes."""
        count, candidates = self._match(at, masked)
        if not count:
            return 0
        follows = bool(found) and self.words[at].after_comma and found[-1].end >= self.words[at - 1].end
        best = self._choose(at, count, candidates, home)
        locative = follows or self._locative(at, found)
        if follows and best.kind in ("country", "region", "area"):
            self._narrow(found, best)
        if not self._stands(at, count, best, locative, home):
            return 1
        found.append(self._found(at, count, best, candidates, locative))
        return count

    def _match(self, at: int, masked: frozenset[int]) -> tuple[int, tuple[Candidate, ...]]:
        first = self.words[at]
        if (
            not first.capital
            or (self.capitals and first.low == "us")
            or (first.low in rules.COMMON and not after(self.words, at))
        ):
            return 0, ()
        run = [first.text]
        for k in range(at + 1, min(at + 6, len(self.words))):
            word = self.words[k]
            if not word.glued or k in masked or not (word.capital or word.low in rules.LINKS):
                break
            run.append(word.text)
        reads_all = not self.capitals or first.after_comma or self._locative(at, [])
        count, candidates = self.gazetteer.longest_match(run) if reads_all else self.gazetteer.reviewed_match(run)
        while count > 1 and not self.words[at + count - 1].capital:
            count -= 1
            candidates = self.gazetteer.candidates(" ".join(run[:count]))
        if count == 1 and (first.low in rules.COMMON or self.gazetteer.country_of_demonym(first.text)):
            country = candidates and candidates[0].kind == "country" and first.low not in rules.COMMON
            return (1, candidates) if country and not _is_adjective(first.text, candidates[0]) else (0, ())
        return (count, candidates) if candidates else (0, ())

    def _choose(self, at: int, count: int, candidates: tuple[Candidate, ...], home: Counter[str]) -> Candidate:
        """The best reading: by weight, by the text's countries, and by "province" or "city" beside the name."""
        if candidates[0].weight >= 1e9:
            return candidates[0]
        last, lead = after(self.words, at + count - 1), before(self.words, at)
        rank = rules.RANK_OF.get(last.low, "") if last else ""
        if lead and lead.low == "of" and at >= 2:
            rank = rank or rules.RANK_OF.get(self.words[at - 2].low, "")
        most = max(home.values(), default=0)

        pull = _AT_HOME if candidates[0].population < _METROPOLIS else _AT_HOME / 10

        def weight(candidate: Candidate) -> float:
            share = max((home[code] / most for code in candidate.place.countries), default=0.0) if most else 0.0
            return candidate.weight * (1 + pull * share) * (50.0 if rank and candidate.kind == rank else 1.0)

        return max(candidates[:40], key=weight)

    def _locative(self, at: int, found: list[FoundPlace]) -> bool:
        k = at
        while (
            k > 0
            and self.words[k].glued
            and (self.words[k - 1].low in rules.PARTS or self.words[k - 1].low in ("the", "both"))
        ):
            k -= 1
        the = k < at and self.words[k].low == "the"
        lead = before(self.words, k)
        if lead is None:
            return False
        if lead.low == "of":
            return k >= 2 and (self.words[k - 2].low in rules.OF_PLACE or not self.words[k - 2].capital)
        joined = lead.low in ("and", "or") and bool(found) and found[-1].locative and lead.start - found[-1].end <= 2
        return joined or lead.low in (rules.SURE_LOCATIVE if self.capitals or the else rules.LOCATIVE)

    def _stands(self, at: int, count: int, best: Candidate, locative: bool, home: Counter[str]) -> bool:
        """Whether the name can be a place here."""
        last, lead = after(self.words, at + count - 1), before(self.words, at)
        if self._inside_name(at, lead, last, locative):
            return False
        if best.kind in ("country", "area", "facility") or best.weight >= 1e9:
            return True
        the = lead is not None and lead.low == "the" and (best.kind == "city" or self.capitals)
        at_home = any(home[code] for code in best.place.countries) or not home
        follows = self.words[at].after_comma and locative
        if not at_home and not follows and (the or not best.main or best.population < _BIG_TOWN):
            return False
        if self.capitals:
            known = best.population >= _LEAST_TOWN or best.kind != "city" or count > 1
            return not the and known and (locative or (count > 1 and best.main))
        if locative and not the:
            return True
        least = _KNOWN_TOWN if at_home or count > 1 else _BIG_TOWN
        return (
            best.main
            and best.population >= least
            and not (self.words[at].opens and count == 1 and best.population < _BIG_TOWN)
        )

    def _inside_name(self, at: int, lead: Word | None, last: Word | None, locative: bool) -> bool:
        if lead is not None and lead.low == "of" and at >= 2 and self.words[at - 1].glued:
            head = self.words[at - 2]
            if head.capital and not self.capitals and head.low not in rules.OF_PLACE:
                return True
        if self.capitals:
            return bool(last and last.low in rules.NOT_PLACE_AFTER)
        if last is not None and last.capital and last.low not in rules.CALENDAR:
            if last.low in rules.NOT_PLACE_AFTER:
                return True
            if last.low not in rules.IN_PLACE and not self.gazetteer.country_of_demonym(last.text) and not locative:
                return True
        if (
            lead is None
            or not lead.capital
            or lead.low in rules.PARTS
            or lead.low in rules.CALENDAR
            or lead.low in rules.LOCATIVE
        ):
            return False
        function_word = self.words[at - 1].opens and lead.low in rules.COMMON
        return not function_word and not lead.text.isupper() and lead.low not in rules.RANK_OF

    def _found(
        self, at: int, count: int, best: Candidate, candidates: Sequence[Candidate], locative: bool
    ) -> FoundPlace:
        first, last = at, at + count - 1
        while first > 0 and self.words[first].glued and self.words[first - 1].low in rules.PARTS | rules.NEAR:
            first -= 1
        start, end = self.words[first].start, self.words[last].end
        words = self.text[start:end]
        near = any(self.words[k].low in rules.NEAR for k in range(first, at))
        radius = max(best.place.radius_m or 0.0, _NEAR_M) if near else best.place.radius_m
        place = replace(best.place, words=words, radius_m=radius)
        others = [c.place for c in candidates if c.place.gazetteer_id != best.place.gazetteer_id]
        return FoundPlace(start, end, place, tuple(others[:_ALTERNATIVES]), words, best.kind, locative)

    def _narrow(self, found: list[FoundPlace], wider: Candidate) -> None:
        """Choose among namesakes by what follows the comma: "Jolo, Philippines"."""
        last = found[-1]
        if last.place.gazetteer_id.startswith(("own:", "area:")) or set(last.place.countries) & set(
            wider.place.countries
        ):
            return
        fitting = [p for p in last.alternatives if set(p.countries) & set(wider.place.countries)]
        if fitting:
            others = (last.place, *(p for p in last.alternatives if p is not fitting[0]))
            found[-1] = replace(last, place=replace(fitting[0], words=last.words), alternatives=others)


def _is_adjective(word: str, country: Candidate) -> bool:
    """Whether a word that is both ("Argentine") is rather the adjective; a country's own name is the country."""
    return word.casefold() != country.place.name.casefold() and not word.isupper()
