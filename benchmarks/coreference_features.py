"""What two mentions of events, or two documents, have in common: words weighed by how rare they are, names, numbers."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rapidfuzz.distance import JaroWinkler

from counterclaim.events.kernel.joining import Rules, join

Document = Mapping[str, Any]
_STOP = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "and",
        "or",
        "but",
        "with",
        "by",
        "from",
        "as",
        "is",
        "was",
        "were",
        "are",
        "be",
        "been",
        "has",
        "had",
        "have",
        "it",
        "its",
        "his",
        "her",
        "their",
        "he",
        "she",
        "they",
        "that",
        "this",
        "which",
        "who",
        "will",
        "would",
        "said",
        "after",
        "before",
        "not",
        "into",
        "over",
        "about",
        "up",
        "out",
        "s",
        "t",
    }
)
_SUFFIXES = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ings", ""), ("edly", ""), ("ed", ""), ("es", ""), ("s", ""))
NAME_WEIGHT = NUMBER_WEIGHT = 1.5
_WINDOW, _NEXT = 6, 4


def stem(word: str) -> str:
    """A word without its commonest endings."""
    low = word.lower()
    for suffix, instead in _SUFFIXES:
        if low.endswith(suffix) and len(low) - len(suffix) >= 3 and not low.endswith("ss"):
            low = low[: -len(suffix)] + instead
            if len(low) > 3 and low[-1] == low[-2] and low[-1] not in "lsz":
                low = low[:-1]
            break
    return low[:-1] if low.endswith("e") and len(low) > 3 else low


def _is_word(word: str) -> bool:
    return bool(re.match(r"\w", word)) and word.lower() not in _STOP


def _sentences(document: Document) -> list[Sequence[str]]:
    """All but the web address that stands first in some."""
    return [s for s in document["sentences"] if list(s[:2]) != ["http", ":"]]


def likeness(documents: Sequence[Document]) -> np.ndarray:
    """Cosine of tf-idf vectors of each two documents (Salton and Buckley 1988); names and numbers count more."""
    bags = []
    for document in documents:
        counts: Counter[str] = Counter()
        weight: dict[str, float] = {}
        for sentence in _sentences(document):
            for place, word in enumerate(sentence):
                if _is_word(word):
                    key = stem(word)
                    special = (
                        NAME_WEIGHT if word[0].isupper() and place else NUMBER_WEIGHT if word[0].isdigit() else 1.0
                    )
                    weight[key] = max(weight.get(key, 0.0), special)
                    counts[key] += 1
        bags.append({key: (1 + math.log(n)) * weight[key] for key, n in counts.items()})
    held = Counter(key for bag in bags for key in bag)
    column = {key: place for place, key in enumerate(sorted(key for key, n in held.items() if n > 1))}
    table = np.zeros((len(bags), len(column)))
    for row, bag in enumerate(bags):
        for key in bag.keys() & column.keys():
            table[row, column[key]] = bag[key] * math.log((len(bags) + 1) / held[key])
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    return table @ table.T


def grouped(alike: np.ndarray, threshold: float) -> np.ndarray:
    """Documents grouped by average link, through the kernel's joining."""
    left, right = np.triu_indices(len(alike), 1)
    weights = alike[left, right] - threshold
    return join(len(alike), left.astype(np.int32), right.astype(np.int32), weights, Rules(0.0, -1.0, 0.0))


@dataclass(frozen=True)
class Mention:
    """A gold mention with what stands around it."""

    id: str
    chain: str
    topic: int
    document: int
    sentence: int
    text: str
    head: str
    stems: frozenset[str]
    bag: frozenset[str]
    window: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    rarity: float


def rarities(documents: Sequence[Document]) -> dict[str, float]:
    """Inverse document frequency of each stem (Sparck Jones 1972)."""
    held: Counter[str] = Counter()
    for document in documents:
        held.update({stem(word) for sentence in document["sentences"] for word in sentence})
    return {key: math.log((len(documents) + 1) / n) for key, n in held.items()}


def mentions(documents: Sequence[Document], told: Sequence[Mapping[str, Any]]) -> list[Mention]:
    """The mentions of the documents."""
    place, rare = {d["doc_id"]: row for row, d in enumerate(documents)}, rarities(documents)
    return [_mention(m, place[m["doc_id"]], documents[place[m["doc_id"]]], rare) for m in told]


def _mention(m: Mapping[str, Any], row: int, document: Document, rare: Mapping[str, float]) -> Mention:
    number = document["sentence_numbers"].index(m["sentence"])
    words, own = document["sentences"][number], m["tokens"]
    first, last = own[0], own[-1]

    def around(begin: int, end: int) -> frozenset[str]:
        places = range(max(0, begin), min(end, len(words)))
        return frozenset(stem(words[i]) for i in places if i not in own and _is_word(words[i]))

    stems = frozenset(stem(words[i]) for i in own)
    address = list(document["sentences"][0][:2]) == ["http", ":"]
    return Mention(
        id=m["mention_id"],
        chain=m["chain"],
        topic=m["topic"],
        document=row,
        sentence=number - address,
        text=m["text"].lower(),
        head=stem(m["text"].split()[-1]),
        stems=stems,
        bag=around(0, len(words)),
        window=around(first - _WINDOW, last + _WINDOW + 1),
        before=around(first - _NEXT, first),
        after=around(last + 1, last + 1 + _NEXT),
        names=frozenset(w.lower() for i, w in enumerate(words) if w[0].isupper() and i not in own and _is_word(w)),
        numbers=frozenset(w for w in words if w[0].isdigit()),
        rarity=max((rare.get(key, 5.0) for key in stems), default=5.0),
    )


Affinity = tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]


def affinity(found: Sequence[Mention], pairs: Sequence[tuple[int, int]]) -> Affinity:
    """How often two heads were one event, and how often they met, in labelled pairs."""
    one: Counter[tuple[str, str]] = Counter()
    met: Counter[tuple[str, str]] = Counter()
    for left, right in pairs:
        key = _key(found[left].head, found[right].head)
        met[key] += 1
        one[key] += found[left].chain == found[right].chain
    return one, met


def _key(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _cosine(one: frozenset[str], other: frozenset[str], rare: Mapping[str, float]) -> float:
    shared = one & other
    if not shared:
        return 0.0
    weight = [sum(rare.get(key, 5.0) ** 2 for key in sorted(each)) for each in (shared, one, other)]
    return weight[0] / math.sqrt(weight[1] * weight[2])


def features(a: Mention, b: Mention, alike: float, rare: Mapping[str, float], known: Affinity) -> list[float]:
    """What speaks for and against two mentions being one event."""
    key, same = _key(a.head, b.head), float(a.head == b.head)
    seen = known[1][key]
    share = (known[0][key] + 3 * (0.45 if same else 0.03)) / (seen + 3)
    bag, window = _cosine(a.bag, b.bag, rare), _cosine(a.window, b.window, rare)
    names, common = min(len(a.names & b.names), 4) / 4, bool(a.numbers & b.numbers)
    here = float(a.document == b.document)
    words = [same, a.text == b.text, bool(a.stems & b.stems), JaroWinkler.similarity(a.head, b.head)]
    learned = [math.log(share / (1 - share)), min(seen, 20) / 20]
    context = [bag, window, _cosine(a.before, b.before, rare), _cosine(a.after, b.after, rare), names]
    numbers = [common, bool(a.numbers) and bool(b.numbers) and not common]
    places = [alike, here, here * (a.sentence == b.sentence), min(a.sentence, 5) / 5, min(b.sentence, 5) / 5]
    leading, rarity = a.sentence <= 1 and b.sentence <= 1, (a.rarity + b.rarity) / 10
    crossed = [same * bag, same * alike, same * rarity, same * names, same * window]
    inside = [b.head in a.window, bool(a.bag & b.stems), bool(b.bag & a.stems)]
    rest = [leading, rarity, abs(a.rarity - b.rarity) / 5]
    return [float(x) for x in (*words, *learned, *context, *numbers, *places, *rest, *crossed, *inside)]
