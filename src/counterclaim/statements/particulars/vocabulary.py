"""The reviewed vocabularies of weapons, targets, proof and channels (``lexicons/particulars.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from counterclaim.errors import ConfigError
from counterclaim.statements.lexicon import plural
from counterclaim.statements.phrases import Sentence

_SEATS = ("office", "headquarter", "building", "premises", "plant")


@dataclass(frozen=True, slots=True)
class Term:
    """One value of a vocabulary: its kind of thing, the wider value it gives way to, and the value of its offices."""

    value: str
    kind: str = ""
    under: str = ""
    seat: str = ""
    ramming: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens ``start`` to ``end`` (exclusive) of a sentence name ``term``."""

    start: int
    end: int
    term: Term


class Matcher:
    """Finds the longest listed words in a sentence; linear, since no entry has more than five words."""

    def __init__(self, entries: Iterable[tuple[str, Term]]) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], Term]] = {}
        for words, term in entries:
            key = tuple(words.casefold().split())
            self._by_first.setdefault(key[0], {}).setdefault(key, term)
        self._longest = {first: max(map(len, found)) for first, found in self._by_first.items()}

    def find(self, s: Sentence) -> list[Hit]:
        """All hits in order; of hits that overlap the longer, else the earlier."""
        hits: list[Hit] = []
        lows = s.low
        end = 0
        for i in [i for i, low in enumerate(lows) if low in self._by_first]:
            hit = self._at(lows, i) if i >= end else None
            if hit is not None:
                hits.append(hit)
                end = hit.end
        return hits

    def _at(self, lows: Sequence[str], i: int) -> Hit | None:
        found = self._by_first[lows[i]]
        for size in range(min(self._longest[lows[i]], len(lows) - i), 0, -1):
            term = found.get(tuple(lows[i : i + size]))
            if term is not None:
                return Hit(i, i + size, term)
        return None


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """All matchers, and the words that single rules need."""

    weapons: Matcher
    weapon_acts: Mapping[str, Term]
    """Base verbs that imply a weapon."""
    weapon_deeds: Matcher
    weapon_people: Matcher
    targets: Matcher
    proof: Matcher
    terms: Mapping[str, Term]
    """Every value of weapons and targets; where both have one, the weapon's under ``weapon:``."""
    mediums: Matcher
    outlets: frozenset[str]
    speakers: frozenset[str]

    def family(self, term: Term) -> str:
        """The widest value above a term's: "bomb" for dynamite."""
        above = self.terms.get(f"weapon:{term.under}", self.terms.get(term.under)) if term.under else None
        return self.family(above) if above is not None else term.value


@lru_cache(maxsize=1)
def load_vocabularies() -> Vocabularies:
    """Read the shipped vocabularies once per process; raises ConfigError where they are damaged."""
    source = resources.files("counterclaim.statements").joinpath("lexicons").joinpath("particulars.yaml")
    try:
        data: dict[str, dict[str, Any]] = yaml.safe_load(source.read_text(encoding="utf-8"))
        return _build(data)
    except (KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise ConfigError(
            f"is damaged: {error}", where="particulars.yaml", remedy="install the package again"
        ) from error


def _build(data: Mapping[str, Mapping[str, Any]]) -> Vocabularies:
    weapons = {value: _term(value, entry) for value, entry in data["weapons"].items()}
    targets = {value: _term(value, entry) for value, entry in data["targets"].items()}
    proof = {value: Term(value, entry["use"]) for value, entry in data["evidence"].items()}
    channels = data["channels"]
    return Vocabularies(
        weapons=Matcher(_words(data["weapons"], weapons, "words")),
        weapon_acts={verb: weapons[v] for v, e in data["weapons"].items() for verb in e.get("acts", ())},
        weapon_deeds=Matcher(_words(data["weapons"], weapons, "deeds")),
        weapon_people=Matcher([*_words(data["weapons"], weapons, "people"), ("gunmen", weapons["firearm"])]),
        targets=Matcher([*_words(data["targets"], targets, "words"), *_seats(data["targets"], targets)]),
        proof=Matcher(_words(data["evidence"], proof, "words")),
        terms={**targets, **{f"weapon:{v}": t for v, t in weapons.items()}},
        mediums=Matcher((w, Term("medium")) for one in channels["mediums"] for w in (one, plural(one))),
        outlets=frozenset(channels["outlets"]),
        speakers=frozenset(channels["speakers"]),
    )


def _term(value: str, entry: Mapping[str, Any]) -> Term:
    return Term(
        value, entry.get("class", ""), entry.get("under", ""), entry.get("seat", ""), bool(entry.get("ramming"))
    )


def _words(data: Mapping[str, Mapping[str, Any]], terms: Mapping[str, Term], key: str) -> Iterable[tuple[str, Term]]:
    for value, entry in data.items():
        for word in entry.get(key, ()):
            yield word, terms[value]
            yield plural(word), terms[value]
        for word in entry.get("plural_words", ()) if key == "words" else ():
            yield word, terms[value]


def _seats(data: Mapping[str, Mapping[str, Any]], terms: Mapping[str, Term]) -> Iterable[tuple[str, Term]]:
    for value, entry in data.items():
        if terms[value].seat:
            for word in entry["words"]:
                for seat in _SEATS:
                    for form in (seat, plural(seat)):
                        yield f"{word} {form}", terms[terms[value].seat]
