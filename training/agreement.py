"""How far two readers of the same texts agree: F1 of matched statements, and alpha of the act on those."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from counterclaim.review.agreement import reliability
from training.coded import statements

Record = Mapping[str, Any]


def level(one: Mapping[str, Any], other: Mapping[str, Any], text: str) -> int:
    """0 no common quote, 1 found, 2 act agrees, 3 perpetrator too, 4 speaker or its kind too."""
    if not any(_overlap(a, b) for a, b in product(_quotes(one), _quotes(other))):
        return 0
    if one["act"] != other["act"]:
        return 1
    if not _alike(one["perpetrator"], other["perpetrator"], text):
        return 2
    same = one["speaker_kind"] == other["speaker_kind"] or _alike(one["speaker"], other["speaker"], text)
    return 4 if same else 3


def compare(one: Mapping[str, Record], other: Mapping[str, Record], texts: Mapping[str, str]) -> dict[str, Any]:
    """Agreement over the documents that both coded."""
    both = sorted(set(one) & set(other))
    hits, pairs = Counter[int](), []
    counts = [sum(1 for d in both for _ in statements(side[d])) for side in (one, other)]
    for doc in both:
        left, right = [s for _, s in statements(one[doc])], [s for _, s in statements(other[doc])]
        if not left or not right:
            continue
        grid = np.array([[level(a, b, texts[doc]) for b in right] for a in left])
        for i, j in zip(*linear_sum_assignment(-grid), strict=True):
            hits.update(range(1, grid[i, j] + 1))
            if grid[i, j]:
                pairs.append((left[i]["act"], right[j]["act"]))
    names = {1: "found", 2: "act", 3: "perpetrator", 4: "full"}
    scores = {name: round(2 * hits[k] / sum(counts), 4) if sum(counts) else None for k, name in names.items()}
    return {
        "documents": len(both),
        "statements": counts,
        "f1": scores,
        "alpha_act_on_matched": alpha(pairs),
        "matched": len(pairs),
    }


def alpha(pairs: list[tuple[str, str]]) -> float | None:
    """Krippendorff's alpha, nominal, two coders without gaps; None where it is not defined."""
    codes = {label: place for place, label in enumerate(sorted({label for pair in pairs for label in pair}))}
    found = reliability([[codes[a], codes[b]] for a, b in pairs]).alpha if len(pairs) > 1 else None
    return None if found is None else round(found, 4)


def _quotes(s: Mapping[str, Any]) -> list[tuple[int, int]]:
    return [tuple(s["quote"]), *(tuple(a) for a in s["also"])]


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    short, long = sorted((a[1] - a[0], b[1] - b[0]))
    return shared >= 0.5 * short and shared >= 0.15 * long


def _alike(a: Any, b: Any, text: str) -> bool:
    if a is None or b is None or isinstance(a, str) or isinstance(b, str):
        return bool(a == b)
    one, other = (set(text[s[0] : s[1]].casefold().replace("-", " ").split()) - _SMALL for s in (a, b))
    return bool(one & other) and len(one & other) >= 0.6 * min(len(one), len(other))


_SMALL = {"the", "a", "an", "of", "and", "group", "members", "organization", "movement"}
