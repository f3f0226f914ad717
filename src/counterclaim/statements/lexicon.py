"""The reviewed word lists of the English grammar, with inflected forms generated from base forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from counterclaim.errors import ConfigError
from counterclaim.statements.wordlists import word_list

_VOWELS = "aeiou"
_AUXILIARIES = word_list("lexicon_auxiliaries")
_PREDICATES = [
    "say",
    "say_that",
    "believe",
    "believe_that",
    "acquit",
    "admit",
    "deny",
    "accuse",
    "attribute",
    "convict",
    "charge",
    "doubt",
    "retract",
    "apologise",
    "identify",
    "respond",
    "attack_with_deed",
    "attack_with_weapon",
    "attack_on_target",
    "common",
]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All words the grammar knows, in lower case.

    ``forms`` maps an inflected verb to its (base, form) pairs, form being base, s, ing, past or part. ``classes``
    maps a base verb, with particle where it has one, to what it does. ``nouns`` maps singular and plural nouns to
    their classes; ``deeds`` maps nouns, and ``attack_verbs`` base verbs, to the type of event that they tell of.
    """

    forms: dict[str, tuple[tuple[str, str], ...]]
    classes: dict[str, frozenset[str]]
    particles: dict[str, frozenset[str]]
    attack_verbs: dict[str, str]
    deeds: dict[str, str]
    nouns: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]
    ordinary: frozenset[str] = field(init=False)
    """All plain words of the lists: what is none of them may be a name."""

    def __post_init__(self) -> None:
        listed = (w for found in self.words.values() for w in found)
        object.__setattr__(self, "ordinary", frozenset({*self.forms, *self.nouns, *listed, *_AUXILIARIES}))

    def verb_is(self, lemma: str, name: str) -> bool:
        """Whether the base verb ``lemma`` belongs to the class ``name``."""
        return name in self.classes.get(lemma, ())

    def noun_is(self, word: str, name: str) -> bool:
        """Whether the noun ``word``, singular or plural, belongs to the class ``name``."""
        return name in self.nouns.get(word, ())


def _inflect(base: str, doubling: frozenset[str]) -> Iterator[tuple[str, str]]:
    yield base, "base"
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "oe")) else base
    if base.endswith("y") and base[-2] not in _VOWELS:
        yield base[:-1] + "ies", "s"
        past = base[:-1] + "ied"
    else:
        yield base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"), "s"
        past = base + base[-1] + "ed" if base in doubling else stem + "ed"
    yield (base + base[-1] if base in doubling else stem) + "ing", "ing"
    yield past, "past"
    yield past, "part"


def plural(noun: str) -> str:
    """The regular plural of ``noun``, the last word of a compound inflected."""
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


def _all_forms(data: dict[str, Any], bases: Iterable[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    doubling = frozenset(data["doubling"])
    irregular = {base: tuple(forms) for base, forms in data["irregular"].items()}
    table: dict[str, dict[tuple[str, str], None]] = {}
    for base in sorted(bases):
        forms = list(_inflect(base, doubling))
        if base in irregular:
            forms = [f for f in forms if f[1] not in ("past", "part")]
            forms += [(irregular[base][0], "past"), (irregular[base][1], "part")]
        if base == "lie":
            forms = [f for f in forms if f[1] != "ing"] + [("lying", "ing")]
        for word, form in forms:
            table.setdefault(word, {})[base, form] = None
    return {word: tuple(pairs) for word, pairs in table.items()}


def _read(name: str) -> dict[str, Any]:
    source = resources.files("counterclaim.statements").joinpath("lexicons").joinpath(name)
    loaded = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - strings only
    if not isinstance(loaded, dict):
        raise ConfigError("is not a mapping of word lists", where=name, remedy="install the package again")
    return loaded


def _verbs(data: dict[str, Any]) -> tuple[dict[str, set[str]], dict[str, str]]:
    classes: dict[str, set[str]] = {}
    for name in _PREDICATES:
        for verb in data[name]:
            classes.setdefault(str(verb), set()).add(name)
    kinds: dict[str, str] = {}
    for kind, verbs in data["attack_plain"].items():
        for verb in verbs:
            classes.setdefault(str(verb), set()).add("attack_plain")
            kinds[str(verb)] = kind
    return classes, kinds


def _nouns(data: dict[str, Any]) -> tuple[dict[str, set[str]], dict[str, str]]:
    deeds: dict[str, str] = {}
    for kind, names in data["deeds"].items():
        for noun in names:
            deeds.setdefault(noun, kind)
            deeds.setdefault(plural(noun), kind)
    nouns: dict[str, set[str]] = {noun: {"deed"} for noun in deeds}
    for name, listed in data.items():
        if name == "deeds":
            continue
        for noun in listed:
            nouns.setdefault(str(noun), set()).add(name)
            nouns.setdefault(plural(str(noun)), set()).add(name)
    return nouns, deeds


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read the shipped word lists once per process; raises ConfigError if one is damaged."""
    verbs, words = _read("verbs.yaml"), _read("words.yaml")
    classes, kinds = _verbs(verbs)
    nouns, deeds = _nouns(_read("nouns.yaml"))
    bases = {verb.split()[0] for verb in classes}
    particles: dict[str, set[str]] = {}
    for verb in classes:
        base, _, particle = verb.partition(" ")
        if particle:
            particles.setdefault(base, set()).add(particle)
    return Lexicon(
        forms=_all_forms(verbs, bases),
        classes={verb: frozenset(names) for verb, names in classes.items()},
        particles={base: frozenset(found) for base, found in particles.items()},
        attack_verbs=kinds,
        deeds=deeds,
        nouns={noun: frozenset(names) for noun, names in nouns.items()},
        words={name: frozenset(str(w) for w in listed) for name, listed in words.items()},
    )
