"""Which documents repeat which: ten outlets with one agency's report are one voice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from counterclaim.documents.shingles import Shingler, runs
from counterclaim.model import Document, DocumentRelation

COPY = 0.5
PARTIAL = 0.2
"""Shares of a document's runs of words that stand in the other, too."""
OWN_PATTERN = 0.8
"""The share for a copy where one outlet repeats itself on another day: it may write by a pattern (claims, tolls)."""
_EARLIEST = 8
"""How many of the earliest holders of a run its later holders are compared with: keeps the work linear."""
_TRIED = 5
"""How many of the likeliest origins are compared exactly."""
_MIN_SHARED = 3
"""A text of fewer shared runs repeats nobody: a phrase is no copy. Texts that are identical need none."""


@dataclass(frozen=True, slots=True)
class _Text:
    id: str
    order: tuple[date, date, bool, int, str]
    outlet: str
    tokens: bytes
    runs: NDArray[np.uint64]


def relate(documents: Iterable[Document]) -> tuple[DocumentRelation, ...]:
    """One relation for each document that repeats an earlier one, sorted by document id.

    The measure is containment (Broder, 1997): the share of the later document's five-word runs found in the other.
    Later is what was published later; on one day, what credits another's agency, then the shorter, then the greater
    id; undated documents come last. ``origin_id`` is the root: a copy of a copy points to the first, while a document
    that repeats another only in part stays a root of its own. Documents without text are passed over. Time is near
    linear.
    """
    texts = _ordered(documents)
    candidates = _candidates(texts)
    roots: dict[str, str] = {}
    relations = []
    for number, text in enumerate(texts):
        found = _best(text, [texts[other] for other in candidates.get(number, ())])
        if found is None:
            continue
        origin, kind, similarity = found
        root = roots.get(origin.id, origin.id)
        if kind != "partial":
            roots[text.id] = root
        relations.append(DocumentRelation(document_id=text.id, origin_id=root, kind=kind, similarity=similarity))
    return tuple(sorted(relations, key=lambda relation: relation.document_id))


def _ordered(documents: Iterable[Document]) -> list[_Text]:
    shingler = Shingler()
    texts = {}
    for document in documents:
        tokens = shingler.tokens(document.text)
        if len(tokens) and document.id not in texts:
            texts[document.id] = _text(document, tokens)
    return sorted(texts.values(), key=lambda text: text.order)


def _text(document: Document, tokens: NDArray[np.uint64]) -> _Text:
    found = runs(tokens)
    published = document.published
    last = (published.latest or published.earliest) if published else None
    first = (published.earliest or published.latest) if published else None
    credited = bool(document.agency) and document.agency.casefold() != document.outlet.casefold()
    order = (last or date.max, first or date.max, credited, -len(found), document.id)
    return _Text(document.id, order, document.source_id, tokens.tobytes(), found)


def _candidates(texts: Sequence[_Text]) -> dict[int, list[int]]:
    """For each text the numbers of the earlier ones that share most runs with it, likeliest first."""
    if len(texts) < 2:
        return {}
    hashed = np.concatenate([text.runs for text in texts])
    owner = np.repeat(np.arange(len(texts), dtype=np.int64), [len(text.runs) for text in texts])
    order = np.argsort(hashed, kind="stable")  # stable: within one run the owners stay in order of publication
    hashed, owner = hashed[order], owner[order]
    starts = np.flatnonzero(np.concatenate(([True], hashed[1:] != hashed[:-1])))
    group = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(hashed))))
    place = np.arange(len(hashed)) - starts[group]
    codes = []
    for rank in range(_EARLIEST):
        later = np.flatnonzero(place > rank)
        codes.append(owner[later] * len(texts) + owner[starts[group[later]] + rank])
    pairs, shared = np.unique(np.concatenate(codes), return_counts=True)
    found: dict[int, list[int]] = {}
    for number in np.lexsort((pairs, -shared)):
        later_text, earlier = divmod(int(pairs[number]), len(texts))
        chosen = found.setdefault(later_text, [])
        if len(chosen) < _TRIED:
            chosen.append(earlier)
    return found


def _best(text: _Text, others: Sequence[_Text]) -> tuple[_Text, str, float] | None:
    best: tuple[float, _Text] | None = None
    for other in others:
        if other.tokens == text.tokens:
            return other, "identical", 1.0
        shared = len(np.intersect1d(text.runs, other.runs, assume_unique=True))
        share = shared / len(text.runs)
        if shared >= _MIN_SHARED and share >= PARTIAL and (best is None or share > best[0]):
            best = (share, other)
    if best is None:
        return None
    share, other = best
    own = bool(text.outlet) and text.outlet == other.outlet and text.order[:2] != other.order[:2]
    return other, "copy" if share >= (OWN_PATTERN if own else COPY) else "partial", round(share, 4)
