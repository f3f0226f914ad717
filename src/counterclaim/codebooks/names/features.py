"""How two place names agree, as a row of numbers; symmetric in the two."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Levenshtein

from counterclaim.codebooks.names.words import consonants, core, edits, heavy

_NUMBER = re.compile(r"\d+")
_UNSEEN_EDIT = -0.5
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Tables:
    """What the learning part of the pairs says of words and letters."""

    names: int = 1
    """Distinct names that were counted."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """In how many of them each generic word stands."""
    word_bits: Mapping[str, float] = field(default_factory=dict)
    """Log odds that names which agree otherwise are one place's though only one of them has the word."""
    edit_bits: Mapping[str, float] = field(default_factory=dict)
    """Log ratio of how often an edit stands between spellings of one place and of two."""

    def rarity(self, word: str) -> float:
        """0 to 1: how much a word tells."""
        return math.log((self.names + 1) / (self.counts.get(word, 0) + 1)) / math.log(self.names + 1)


def features(one: str, other: str, tables: Tables) -> dict[str, float]:
    """All features of a pair of folded names."""
    (a, more_a), (b, more_b) = core(one, tables.counts), core(other, tables.counts)
    found = {**_whole(one, other, tables), **_cores(a, b, tables)}
    differing = [tables.word_bits.get(word, 0.0) for word in more_a ^ more_b]
    found |= {
        "words differ": float(len(differing)),
        "words shared": float(len(more_a & more_b)),
        "words sum": math.fsum(differing),
        "words least": min(differing, default=0.0),
        "words most": max(differing, default=0.0),
    }
    return found | _numbers(one, other)


def _whole(one: str, other: str, tables: Tables) -> dict[str, float]:
    x, y = one.replace(" ", ""), other.replace(" ", "")
    left, right = one.split(), other.split()
    covered = sorted((_covered(left, right, tables), _covered(right, left, tables)))
    return {
        "jaro-winkler": JaroWinkler.similarity(one, other),
        "ratio": fuzz.ratio(one, other),
        "token set": fuzz.token_set_ratio(one, other),
        "token sort": fuzz.token_sort_ratio(one, other),
        "partial": fuzz.partial_ratio(one, other),
        "joined jaro-winkler": JaroWinkler.similarity(x, y),
        "joined ratio": fuzz.ratio(x, y),
        "heavy jaro-winkler": JaroWinkler.similarity(heavy(x), heavy(y)),
        "heavy ratio": fuzz.ratio(heavy(x), heavy(y)),
        "covered least": covered[0],
        "covered most": covered[1],
        "lengths differ": float(abs(len(one) - len(other))),
        "words": float(max(len(left), len(right))),
    }


def _cores(a: str, b: str, tables: Tables) -> dict[str, float]:
    steps = [tables.edit_bits.get(step, _UNSEEN_EDIT) for step in edits(*sorted((a, b)))]
    x, y = heavy(a), heavy(b)
    return {
        "core jaro-winkler": JaroWinkler.similarity(a, b),
        "core ratio": fuzz.ratio(a, b),
        "core partial": fuzz.partial_ratio(a, b),
        "core heavy jaro-winkler": JaroWinkler.similarity(x, y),
        "core heavy ratio": fuzz.ratio(x, y),
        "core heavy partial": fuzz.partial_ratio(x, y),
        "core consonants": fuzz.ratio(consonants(a), consonants(b)),
        "core edits": float(len(steps)),
        "core edits share": len(steps) / max(len(a), len(b), 1),
        "core heavy edits": float(Levenshtein.distance(x, y)),
        "core edit bits": math.fsum(steps),
        "core worst edit": min(steps, default=0.0),
        "core first": float(a[:1] == b[:1]),
        "core heavy first": float(x[:1] == y[:1]),
        "core shorter": float(min(len(a), len(b))),
        "core lengths differ": float(abs(len(a) - len(b))),
    }


def _numbers(one: str, other: str) -> dict[str, float]:
    left, right = set(_NUMBER.findall(one)), set(_NUMBER.findall(other))
    return {
        "numbers clash": float(bool(left) and bool(right) and not left & right),
        "numbers shared": float(bool(left & right)),
        "number missing": float(bool(left) != bool(right)),
    }


def _covered(left: Sequence[str], right: Sequence[str], tables: Tables) -> float:
    """How much of what the left words tell has a like in the right ones (soft tf-idf, Cohen and others 2003)."""
    weights = [tables.rarity(word) for word in left]
    best = [max((JaroWinkler.similarity(word, w) for w in right), default=0.0) for word in left]
    told = math.fsum(w * max(0.0, (s - _ALIKE) / (1 - _ALIKE)) for w, s in zip(weights, best, strict=True))
    total = math.fsum(weights)
    return told / total if total else 0.0
