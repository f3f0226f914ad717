"""Actors told of without a name: "rebel fighters", "neo-fascists", "a banned organisation"."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.naming.nations import Nations
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.speakers import speaker_kind
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import ARMED, Who, key_of
from counterclaim.statements.wordlists import word_list

_LOOSE = frozenset(
    {
        "extremists",
        "radicals",
        "dissidents",
        "settlers",
        "soldiers",
        "policemen",
        "cartels",
        "paramilitaries",
        "drugs",
        "deaths",
        "traffickers",
    }
)
_GROUPS = frozenset(
    {"group", "organisation", "organization", "faction", "outfit", "militia", "movement", "guerrilla", "cell"}
)
_CIVIL = word_list("naming_civil")
POWERS = word_list("naming_powers")
"""Words for sides of a conflict: "government", "rebel"."""


@dataclass(frozen=True, slots=True)
class Descriptions:
    """Reads descriptions."""

    lexicon: Lexicon
    nations: Nations

    def read(self, s: Sentence, start: int, end: int, alias: str = "") -> Who:
        """The description that the tokens are; generic where it tells nobody apart."""
        lex, words, text = self.lexicon, s.lows(start, end), s.text(start, end)
        head, pair = words[-1], " ".join(words[-2:])
        kind = speaker_kind(words, lex)
        marked = [w for w in words[:-1] if w in lex.words["ideologies"]]
        vague = head in lex.words["definite_vague"] or pair in lex.words["definite_vague"] or self._of_power(words)
        armed = lex.noun_is(head, "armed_nouns")
        if not marked and start and s.tokens[start - 1].low in ("a", "an") and self._told_apart(words):
            return Who(name=text, key=key_of(text), kind="description", speaker_kind=ARMED)
        if marked and (armed or vague):
            return Who(name=text, key=key_of(text), kind="description", speaker_kind=ARMED if armed else kind)
        if not vague and self.are_believers(s, start, end) and head not in _LOOSE:
            return Who(name=text, key=key_of(text), kind="description", speaker_kind=ARMED)
        if s.upper and len(words) > 2 and lex.noun_is(head, "organisation_heads") and not marked:
            return Who(
                name=text, key=key_of(text), kind="organisation", speaker_kind=ARMED, aliases=(alias,) if alias else ()
            )
        if s.upper and not armed and head not in lex.nouns and len(words) <= 4 and head not in lex.forms:
            office = any(lex.noun_is(w, "office") for w in words[:-1])
            return Who(
                name=text,
                key=key_of(text),
                kind="person" if office else "description",
                speaker_kind=kind,
                generic=not office,
            )
        vague = vague and not any(t is Tag.NUM for t in s.tags[start:end])
        return Who(name=text, key=key_of(text), kind="description", speaker_kind=kind, vague=vague, generic=not vague)

    def are_believers(self, s: Sentence, start: int, end: int) -> bool:
        """Such as "Islamic Marxists", "neo-fascists": people told by what they believe, in the plural."""
        listed = self.lexicon.words["ideologies"]
        last = s.tokens[end - 1].low
        return (
            last.endswith("s")
            and last[:-1] in listed
            and all(s.tokens[i].low in listed or self.nations.codes_at(s, i) for i in range(start, end - 1))
            and not any(self.nations.codes_at(s, i) for i in range(end - 1, end))
        )

    def _of_power(self, words: list[str]) -> bool:
        """Such as "government forces", "rebel fighters": a side, though not by name."""
        return any(w in POWERS for w in words[:-1]) and (
            self.lexicon.noun_is(words[-1], "state_nouns") or self.lexicon.noun_is(words[-1], "armed_nouns")
        )

    def _told_apart(self, words: list[str]) -> bool:
        """Such as "banned organisation", "little-known group": more than "an armed group", less than a name."""
        plain = self.lexicon.words["stop_modifiers"]
        return (
            words[-1] in _GROUPS
            and any(w not in plain for w in words[:-1])
            and not any(w in _CIVIL or w in self.lexicon.words["number_words"] for w in words[:-1])
        )
