"""Places of a sentence: gazetteer names that stand where a place stands, read in the text's own country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.codebooks.folding import fold
from counterclaim.codebooks.gazetteer import Candidate, Gazetteer
from counterclaim.model import Place
from counterclaim.statements import place_wording
from counterclaim.statements.deeds import LocatedPlace
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.namesakes import Surroundings, weighed, with_alternatives
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.place_wording import Wording
from counterclaim.statements.registry import Registry
from counterclaim.statements.tagging import Tag
from counterclaim.statements.wordlists import word_list

_PLACE_PREPOSITIONS = word_list("locations_place_prepositions")
_PARTS = frozenset(
    {
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "north-eastern",
        "north-western",
        "south-eastern",
        "south-western",
        "north",
        "south",
        "east",
        "west",
        "near",
        "outside",
        "greater",
    }
)
_SOIL = word_list("locations_soil")
_FACILITIES = word_list("locations_facilities")
_NOT_PLACES = word_list("locations_not_places")
_BIG = 60_000
_KNOWN = 5_000
_OPENING = 100_000
"""People of a town whose name alone may open a sentence and still be read as a place."""
_PRESS = word_list("locations_press")
_STANDS_IN = frozenset({"in", "at", "near", "outside", "across", "around", "inside", "throughout"})
_AWAY = frozenset({"of", "from", "to", "against", "toward", "towards", "between", "over"})
_AREAS = word_list("locations_areas")
_DATELINE_REACH = 14
_LEADING, _FOLLOWING = 12, 4
"""Words before and after a name that say how exact it is."""
_FEW_COUNTRIES = 3
"""Where a text names its countries less often, its towns of one meaning say where its homonyms lie."""
_DATELINE_MARKS = frozenset({"-", "--", "—", "–", "_", ">"})


class Locator:
    """Finds places, with the countries that the text speaks of as context for homonyms."""

    def __init__(
        self, gazetteer: Gazetteer, lexicon: Lexicon, registry: Registry, sentences: Sequence[Sentence], title: str
    ) -> None:
        self._gazetteer = gazetteer
        self._lexicon = lexicon
        self._registry = registry
        self.countries = self._spoken_of(sentences, title)
        self._around = Surroundings(self._towns_of(sentences) + self.countries, self._regions(sentences))

    def find(self, s: Sentence) -> list[LocatedPlace]:
        """Places of one sentence in order, none inside the name of an actor."""
        found: list[LocatedPlace] = []
        taken = {i for a, (b, _) in s.known.items() for i in range(a, b)}
        opening = dateline_end(s)
        i = 0
        while i < len(s.tokens):
            if s.tags[i] is not Tag.NAME or i in taken:
                i += 1
                continue
            soil = self._soil(s, i)
            if soil is not None:
                found.append(soil)
                i += 2
                continue
            count, candidates = self._match(s, i)
            candidates = self._qualified(s, i + count, candidates) if count else candidates
            if count and i < opening:
                found.append(replace(self._located(s, i, i + count, candidates, found), dateline=True))
            elif count and self._stands_as_place(s, i, i + count, candidates, found):
                self._put(s, self._located(s, i, i + count, candidates, found), found)
            elif not (count > 1 and candidates[0].kind in ("country", "area")):
                count = 1
            i += count
        return found

    def _put(self, s: Sentence, place: LocatedPlace, found: list[LocatedPlace]) -> None:
        """Append a place, or make one stretch of it and the one before: "between A and B"."""
        last = found[-1] if found else None
        stretch = self._stretch(s, last, place) if last is not None and not last.dateline else None
        if stretch is None:
            found.append(place)
        else:
            found[-1] = stretch

    def _stretch(self, s: Sentence, first: LocatedPlace, second: LocatedPlace) -> LocatedPlace | None:
        if any(p.place.precision not in (place_wording.EXACT, place_wording.LOOSE) for p in (first, second)):
            return None
        a, b = first.token, second.token
        ends = a + len(first.place.name.split()) if s.tokens[a].start == first.start else a + 1
        joint = [t.low for t in s.tokens[ends:b] if t.low != "the"]
        if len(joint) != 1 or not place_wording.is_line(_before(s, a), joint[0]):
            return None
        words = s.text(a, b + len(second.place.name.split()))
        line = place_wording.line(first.place, second.place, words)
        return None if line is None else replace(first, end=second.end, place=line, words=words, away=False)

    def _qualified(self, s: Sentence, end: int, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Of the homonyms those in the region or country named behind a comma, as in "Lindo, Varland"; else all."""
        if len(candidates) < 2 or end + 1 >= len(s.tokens) or s.tokens[end].text != ",":
            return candidates
        if s.tags[end + 1] is not Tag.NAME:
            return candidates
        count, wider = self._match(s, end + 1)
        wide = [c for c in wider if c.kind in ("country", "region", "area")] if count else []
        if not wide:
            return candidates
        names = {c.place.name.casefold() for c in wide if c.kind == "region"}
        within = [c for c in candidates if c.parent and c.parent.casefold() in names]
        codes = {code for c in wide if c.kind != "region" for code in c.place.countries}
        within = within or [c for c in candidates if c.kind != "country" and codes & set(c.place.countries)]
        return tuple(within) or candidates

    def home(self) -> Place | None:
        """The country that the text speaks of in more than half of all cases, None where there is no such one."""
        ordered = sorted(self.countries.items(), key=lambda pair: (-pair[1], pair[0]))
        if not ordered or ordered[0][1] * 2 <= sum(self.countries.values()):
            return None
        return self._country(ordered[0][0])

    def country(self, place: Place) -> Place | None:
        """The one country that a place lies in; None for contested and unplaced ones."""
        return self._country(place.countries[0]) if len(place.countries) == 1 else None

    def _country(self, code: str) -> Place | None:
        named = self._gazetteer.lookup(self._gazetteer.country_name(code))
        return named[0] if named else None

    def _soil(self, s: Sentence, i: int) -> LocatedPlace | None:
        """Such as "On Iranian soil", "in the Kenyan capital": the country by its adjective."""
        if i + 1 >= len(s.tokens) or s.tokens[i + 1].low not in _SOIL:
            return None
        if s.tokens[i + 1].text[:1].isupper() and not s.upper:
            # "the Israeli Border Police" is a force, not soil.
            return None
        codes = self._gazetteer.country_of_demonym(s.tokens[i].low)
        if len(codes) != 1:
            return None
        place = Place(name=self._gazetteer.country_name(codes[0]), words=s.text(i, i + 2), countries=codes)
        named = self._gazetteer.lookup(place.name)
        if named:
            place = replace(named[0], words=place.words)
        return LocatedPlace(i, s.tokens[i].start, s.tokens[i + 1].end, place, place.words)

    def in_title(self, title: str) -> list[Place]:
        """Places in a title, the largest first where several fit."""
        words = title.replace(",", " ,").replace("'s", "").replace(":", " :").split()
        found: list[Place] = []
        i = 0
        while i < len(words):
            count, candidates = self._gazetteer.longest_match(words, i) if words[i][:1].isupper() else (0, ())
            if count and (
                candidates[0].population >= 1000 or candidates[0].kind in ("country", "area", "region", "facility")
            ):
                best = self._choose(candidates)
                led = i > 0 and words[i - 1].casefold() in _PLACE_PREPOSITIONS
                if self._plausible(best, count) and (
                    led
                    or best.population >= 15_000
                    or best.kind in ("country", "area", "region")
                    or len(words) <= 3
                    or best.place.gazetteer_id.startswith("own")
                ):
                    found.append(best.place)
            i += max(1, count)
        return found

    def _plausible(self, best: Candidate, count: int) -> bool:
        at_home = bool(set(best.place.countries) & set(self.countries)) or not self.countries
        return (
            best.kind in ("country", "area")
            or at_home
            or best.population >= 300_000
            or (count > 1 and best.population >= _BIG)
        )

    def _spoken_of(self, sentences: Sequence[Sentence], title: str) -> Counter[str]:
        counts: Counter[str] = Counter()
        for s in sentences:
            i = 0
            while i < len(s.tokens):
                count = 1
                if s.tags[i] is Tag.NAME:
                    low = s.tokens[i].low
                    codes = self._gazetteer.country_of_demonym(low)
                    if not codes and len(low) > 2:
                        words = [t.text for t in s.tokens[i : i + 4]]
                        taken, best = self._gazetteer.reviewed_match(words)
                        count = max(1, taken)
                        codes = best[0].place.countries if best and best[0].kind in ("country", "area") else ()
                    counts.update(codes[:2])
                i += count
        for word in title.split():
            codes = self._gazetteer.country_of_demonym(word)
            counts.update(code for code in codes[:1] for _ in range(2))
        return counts

    def _towns_of(self, sentences: Sequence[Sentence]) -> Counter[str]:
        """Countries of the towns that can be in one country only, for a text that hardly names a country."""
        counts: Counter[str] = Counter()
        if self.countries.total() >= _FEW_COUNTRIES:
            return counts
        for s in sentences:
            for i in range(1, len(s.tokens)):
                if s.tags[i] is not Tag.NAME or s.tokens[i - 1].low not in _STANDS_IN:
                    continue
                candidates = self._match(s, i)[1]
                codes = {c.place.countries for c in candidates if c.main or c.population >= _BIG}
                if len(codes) == 1 and candidates[0].population >= _KNOWN:
                    counts.update(next(iter(codes)))
        return counts

    def _regions(self, sentences: Sequence[Sentence]) -> frozenset[str]:
        """First-order areas that the text names by their rank: "Antioquia department", "the province of Sulu"."""
        found: set[str] = set()
        for s in sentences:
            if place_wording.RANKS.isdisjoint(t.low for t in s.tokens):
                continue
            for i in range(len(s.tokens)):
                if s.tags[i] is Tag.NAME:
                    count, candidates = self._match(s, i)
                    if count and _rank(s, i, i + count) == "region":
                        found.update(fold(c.place.name) for c in candidates if c.kind == "region")
        return frozenset(found)

    def _match(self, s: Sentence, i: int) -> tuple[int, tuple[Candidate, ...]]:
        words = []
        for j in range(i, min(i + 6, len(s.tokens))):
            if not s.tokens[j].is_word or (s.tags[j] is Tag.POSS):
                break
            words.append(s.tokens[j].text)
        count, candidates = self._gazetteer.longest_match(words, 0) if words else (0, ())
        while count > 1 and s.tags[i + count - 1] not in (Tag.NAME, Tag.NUM):
            count -= 1
            candidates = self._gazetteer.candidates(" ".join(words[:count]))
        return (count, candidates) if candidates else (0, ())

    def _stands_as_place(
        self, s: Sentence, a: int, b: int, candidates: tuple[Candidate, ...], found: list[LocatedPlace]
    ) -> bool:
        if s.tokens[a].low.split("-")[0] in self._lexicon.words["number_words"]:
            return False
        if b == a + 1 and (self._gazetteer.country_of_demonym(s.tokens[a].low) or s.tokens[a].low in _NOT_PLACES):
            return False
        best = self._choose(candidates, _rank(s, a, b))
        if self._part_of_name(s, a, b, best):
            return False
        phrase = s.at.get(a)
        who = self._registry.who(s, phrase) if phrase is not None and phrase.kind == "np" else None
        if phrase is not None and b == phrase.end and all(w in _PARTS for w in s.lows(phrase.start, a)):
            who = None if who is not None and who.kind == "person" else who
        before = s.tokens[a - 1].low if a else ""
        j = a - 1
        while j >= 0 and (
            s.tags[j] is Tag.DET
            or s.tokens[j].low in _PARTS
            or (phrase is not None and j >= phrase.start and s.tags[j] in (Tag.NOUN,))
        ):
            j -= 1
        lead = s.tokens[j].low if j >= 0 else ""
        after_place = before == "," and bool(found) and found[-1].token + 3 >= a - 1
        if lead in _STANDS_IN and b < len(s.tags) and s.tags[b] is Tag.POSS and best.population >= _BIG:
            return True
        prepositional = lead in _PLACE_PREPOSITIONS or after_place or (before in ("and", "or") and bool(found))
        if who is not None and who.kind in ("organisation", "person") and not who.place and phrase is not None:
            head = s.tokens[phrase.head].low
            if b <= phrase.head and (head in _FACILITIES or head in self._lexicon.deeds) and a - phrase.start <= 2:
                return best.population >= 1000 or best.kind != "city"
            inner = b < phrase.end and s.tags[phrase.head] is Tag.NAME
            if inner or (who.kind == "person" and " " in who.name) or not prepositional:
                return False
        if s.upper and best.kind not in ("country", "area") and not prepositional:
            return False
        if best.kind in ("country", "area"):
            return prepositional
        most = max(self.countries.values(), default=0)
        spoken = max((self.countries.get(code, 0) for code in best.place.countries), default=0)
        stray = self.countries and spoken * 3 < most and best.population < 15_000
        if stray and best.place.countries and not best.place.gazetteer_id.startswith("own"):
            return False
        first_word = a == 0 and b == 1 and not s.upper and not best.place.gazetteer_id.startswith("own")
        if first_word and best.population < _OPENING:
            # Every sentence begins with a capital: "Time sheets show" names no town.
            return False
        return prepositional or (self._plausible(best, b - a) and best.population >= 5000)

    def _away(self, s: Sentence, first: int, found: Sequence[LocatedPlace]) -> bool:
        """Whether "of", "from" or "to" before the name tells of something else than where a deed was done."""
        j = first - 1
        while j >= 0 and s.tags[j] is Tag.DET:
            j -= 1
        lead = s.tokens[j].low if j >= 0 else ""
        if lead in ("and", "or", ",") and found and first - found[-1].token <= 5:
            return found[-1].away
        if lead not in _AWAY:
            return False
        noun = s.tokens[j - 1].low if j else ""
        return lead != "of" or not (
            noun in _SOIL or noun in _PARTS or noun in _FACILITIES or noun in _AREAS or noun in self._lexicon.deeds
        )

    def _part_of_name(self, s: Sentence, a: int, b: int, best: Candidate) -> bool:
        """Whether the word is only part of the name of a paper or house: "The New York Times", "Tree of Life"."""
        if b >= len(s.tokens) or s.tags[b] is Tag.POSS:
            return False
        if s.tags[b] is Tag.NAME and s.tokens[b].low in _PRESS:
            return True
        named = s.tokens[b].low == "of" and b + 1 < len(s.tags) and s.tags[b + 1] is Tag.NAME
        return named and best.kind == "city" and b == a + 1

    def _choose(self, candidates: tuple[Candidate, ...], rank: str = "") -> Candidate:
        return weighed(candidates, self._around, rank)[0][0]

    def _located(
        self, s: Sentence, a: int, b: int, candidates: tuple[Candidate, ...], found: Sequence[LocatedPlace]
    ) -> LocatedPlace:
        first = a
        while first > 0 and s.tokens[first - 1].low in _PARTS:
            first -= 1
        words = s.text(first, b)
        name = s.text(a, b)
        wording = Wording(_before(s, a), _after(s, b))
        choice = weighed(candidates, self._around, wording.rank)
        shouted = name.isupper() and len(name) > 3 and not s.upper
        best = place_wording.placed(with_alternatives(choice), choice[0][0].kind, wording)
        place = replace(best, name=name.title() if shouted else name, words=words)
        return LocatedPlace(
            a, s.tokens[first].start, s.tokens[b - 1].end, place, words, away=self._away(s, first, found)
        )


def _before(s: Sentence, a: int) -> str:
    """The words that lead up to a token, with what parts them from it."""
    start = max(0, a - _LEADING)
    return s.text(start, a) + (" " if a and s.tokens[a - 1].end < s.tokens[a].start else "")


def _after(s: Sentence, b: int) -> str:
    spaced = b < len(s.tokens) and s.tokens[b - 1].end < s.tokens[b].start
    return (" " if spaced else "") + s.text(b, b + _FOLLOWING)


def _rank(s: Sentence, a: int, b: int) -> str:
    return Wording(_before(s, a), _after(s, b)).rank


def dateline_end(s: Sentence) -> int:
    """Tokens of a line that tells whence a report was sent: "LINDO, June 3 (Agency) -"; 0 where there is none."""
    if not s.tokens or not s.tokens[0].text.isupper() or len(s.tokens[0].text) < 3:
        return 0
    for i, token in enumerate(s.tokens[1:_DATELINE_REACH], 1):
        if token.text in _DATELINE_MARKS or (token.text == ":" and not s.upper and i <= 4):
            dated = any(t.text[0].isdigit() for t in s.tokens[:i])
            return i + 1 if dated or not s.upper else 0
        if token.is_word and not (token.text[0].isupper() or token.text[0].isdigit()):
            return 0
    return 0
