"""Places of a sentence: gazetteer names that stand where a place stands, read in the text's own country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.codebooks.gazetteer import Candidate, Gazetteer
from counterclaim.model import Place
from counterclaim.statements.deeds import LocatedPlace
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Sentence
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
_FAMOUS = 1_000_000
"""People of a town so well known that its bare name means no small namesake."""
_BIG = 60_000


class Locator:
    """Finds places, with the countries that the text speaks of as context for homonyms."""

    def __init__(
        self, gazetteer: Gazetteer, lexicon: Lexicon, registry: Registry, sentences: Sequence[Sentence], title: str
    ) -> None:
        self._gazetteer = gazetteer
        self._lexicon = lexicon
        self._registry = registry
        self.countries = self._spoken_of(sentences, title)

    def find(self, s: Sentence) -> list[LocatedPlace]:
        """Places of one sentence in order, none inside the name of an actor."""
        found: list[LocatedPlace] = []
        taken = {i for a, (b, _) in s.known.items() for i in range(a, b)}
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
            if count and self._stands_as_place(s, i, i + count, candidates, found):
                found.append(self._located(s, i, i + count, self._choose(candidates, s.text(i, i + count))))
                i += count
            else:
                i += 1
        return found

    def home(self) -> Place | None:
        """The country that the text speaks of in more than half of all cases, None where there is no such one."""
        ordered = sorted(self.countries.items(), key=lambda pair: (-pair[1], pair[0]))
        if not ordered or ordered[0][1] * 2 <= sum(self.countries.values()):
            return None
        named = self._gazetteer.lookup(self._gazetteer.country_name(ordered[0][0]))
        return named[0] if named else None

    def _soil(self, s: Sentence, i: int) -> LocatedPlace | None:
        """Such as "On Iranian soil", "in the Kenyan capital": the country by its adjective."""
        if i + 1 >= len(s.tokens) or s.tokens[i + 1].low not in _SOIL:
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
                best = self._choose(candidates, " ".join(words[i : i + count]))
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
            for i in range(len(s.tokens)):
                if s.tags[i] is Tag.NAME:
                    low = s.tokens[i].low
                    codes = self._gazetteer.country_of_demonym(low)
                    if not codes and len(low) > 2:
                        best = self._gazetteer.candidates(s.tokens[i].text)
                        codes = best[0].place.countries if best and best[0].kind in ("country", "area") else ()
                    counts.update(codes[:2])
        for word in title.split():
            codes = self._gazetteer.country_of_demonym(word)
            counts.update(code for code in codes[:1] for _ in range(2))
        return counts

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
        best = self._choose(candidates, s.text(a, b))
        phrase = s.at.get(a)
        who = self._registry.who(s, phrase) if phrase is not None and phrase.kind == "np" else None
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
        stray = self.countries and not set(best.place.countries) & set(self.countries) and best.population < 15_000
        if stray and best.place.countries and not best.place.gazetteer_id.startswith("own"):
            return False
        return prepositional or (self._plausible(best, b - a) and best.population >= 5000)

    def _choose(self, candidates: tuple[Candidate, ...], words: str) -> Candidate:
        if (
            candidates[0].kind in ("country", "area")
            and candidates[0].place.name.casefold()[:4] == words.casefold()[:4]
        ):
            return candidates[0]
        if candidates[0].place.gazetteer_id.startswith(("own", "iso", "area")):
            return candidates[0]
        for candidate in candidates[:8]:
            if any(self.countries.get(code, 0) for code in candidate.place.countries):
                at_home = self.countries.most_common(1)[0][0] in candidate.place.countries
                famous = candidates[0].population >= _FAMOUS
                if candidate.population * 40 >= candidates[0].population or (at_home and not famous):
                    return candidate
        return candidates[0]

    def _located(self, s: Sentence, a: int, b: int, best: Candidate) -> LocatedPlace:
        first = a
        while first > 0 and s.tokens[first - 1].low in _PARTS:
            first -= 1
        words = s.text(first, b)
        place = replace(best.place, name=s.text(a, b), words=words)
        return LocatedPlace(a, s.tokens[first].start, s.tokens[b - 1].end, place, words)
