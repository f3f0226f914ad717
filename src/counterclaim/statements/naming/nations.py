"""States, nations and their short forms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

import yaml

from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.model import SpeakerKind
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Phrase, Sentence
from counterclaim.statements.speakers import speaker_kind
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import Who, key_of

_BIG_PLACE = 20_000
_NATIONAL = ("ian", "ean", "ish", "ese")
"""How English forms adjectives of nations, those endings left out in which family names end as often."""
_SHORTEST = 5


@lru_cache(maxsize=1)
def metonyms() -> dict[str, str]:
    """Seats of government that stand for their state, lower case, to ISO codes."""
    source = resources.files("counterclaim.statements").joinpath("lexicons").joinpath("metonyms.yaml")
    return dict(yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))  # noqa: S506 - strings only


@dataclass(frozen=True, slots=True)
class Nations:
    """Reads states in words, with what the gazetteer knows of countries and places."""

    lexicon: Lexicon
    gazetteer: Gazetteer

    def before(self, s: Sentence, phrase: Phrase) -> Who | None:
        """The state whose demonym or short form modifies the head of ``phrase`` ("the US airstrike")."""
        for i in range(phrase.start, phrase.head):
            codes = self.codes_at(s, i)
            if codes and (
                self.gazetteer.country_of_demonym(s.tokens[i].low) or s.tokens[i].text.replace(".", "").isupper()
            ):
                name = self.gazetteer.country_name(codes[0])
                return self.state(name, codes[0], "", [])
            if s.tokens[i].low.endswith("coalition"):
                return Who(
                    name=s.text(i, i + 1), key=key_of(s.text(i, i + 1)), kind="state", speaker_kind=SpeakerKind.STATE
                )
        return None

    def read(self, s: Sentence, start: int, end: int) -> Who | None:
        """The state that the tokens tell of as a whole, None for none."""
        words = s.lows(start, end)
        head = words[-1]
        text = s.text(start, end)
        if " ".join(words) in metonyms():
            return self.state(text, metonyms()[" ".join(words)], "", words)
        if "coalition" in words and (len(words) > 1):
            return Who(name=text, key=key_of(text), kind="state", speaker_kind=SpeakerKind.STATE)
        whole = [c for c in self.gazetteer.candidates(text) if c.kind == "country"] if s.tags[start] is Tag.NAME else []
        if whole:
            return self.state(text, whole[0].place.countries[0] if whole[0].place.countries else "", "", words)
        if not any(self.lexicon.noun_is(w, "state_nouns") for w in (head, " ".join(words[-2:]))):
            return None
        countries = [(i, code) for i in range(start, end) for code in self.codes_at(s, i)[:1]]
        if countries:
            return self.state(text, countries[0][1], head, words)
        nation = self._unknown_nation(s, start, end)
        return replace(self.state(text, "", head, words), key=key_of(nation)) if nation else None

    def _unknown_nation(self, s: Sentence, start: int, end: int) -> str:
        """The adjective in "the Norvanian army": formed like a nation's, though the gazetteer knows no such nation.

        A state is a state to the grammar whether or not a list holds it; empty where the words rather tell a name.
        """
        names = [i for i in range(start, end) if s.tags[i] is Tag.NAME]
        head = s.tokens[end - 1].low
        if names != [start] or end - start < 2 or s.upper or self.lexicon.noun_is(head, "armed_nouns"):
            return ""
        word = s.tokens[start].low
        formed = word.endswith(_NATIONAL) and len(word) > _SHORTEST and word.isalpha()
        return word if formed and word not in self.lexicon.words["ideologies"] and not self.is_place(word) else ""

    def codes_at(self, s: Sentence, i: int) -> tuple[str, ...]:
        """ISO codes of the country that one token names, by demonym or name, alone or in a pair ("South Korean")."""
        low = s.tokens[i].low
        word = s.tokens[i].text
        if not (s.tags[i] is Tag.NAME or s.upper):
            return ()
        codes = self._of_pair(s, i) or self.gazetteer.country_of_demonym(low)
        if codes:
            return codes
        found = self.gazetteer.candidates(word)
        if found and found[0].kind == "country":
            return found[0].place.countries
        return ()

    def _of_pair(self, s: Sentence, i: int) -> tuple[str, ...]:
        """Of a demonym of two words, the first or second of which stands at ``i``."""
        pairs = (" ".join(s.lows(a, a + 2)) for a in (i, i - 1) if a >= 0)
        return next((codes for pair in pairs if (codes := self.gazetteer.country_of_demonym(pair))), ())

    def state(self, text: str, code: str, head: str, words: list[str]) -> Who:
        """The state of ``code``, told of by ``text``."""
        country = self.gazetteer.country_name(code) if code else ""
        hardware = self.lexicon.noun_is(head, "hardware")
        name = country if hardware and country else text
        kind = speaker_kind(words, self.lexicon)
        if kind not in (SpeakerKind.AUTHORITY, SpeakerKind.COURT, SpeakerKind.EXPERT, SpeakerKind.MEDIA):
            kind = SpeakerKind.STATE
        aliases = tuple(a for a in (country, text) if a and a != name)
        return Who(
            name=name, key=key_of(country or text), kind="state", speaker_kind=kind, aliases=aliases, country=code
        )

    def is_place(self, text: str) -> bool:
        """Whether a place of some size has this name."""
        found = self.gazetteer.candidates(text)
        return bool(found) and found[0].population >= _BIG_PLACE
