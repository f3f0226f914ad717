"""Scores of coreference: MUC, B-cubed, CEAFe, their mean (CoNLL), and LEA, for gold mentions.

Key and response are partitions of the same mentions: each a list of clusters, singletons included. Where a figure has
no denominator (no links at all) it is 0.

Sources: MUC (Vilain et al. 1995), B-cubed (Bagga and Baldwin 1998), CEAFe (Luo 2005, phi 4), CoNLL (Pradhan et al.
2012), LEA (Moosavi and Strube 2016; a singleton's one link is to itself).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

Clusters = Sequence[frozenset[Hashable]]
Score = tuple[float, float, float]
"""Precision, recall and F1."""


def clusters_of(labels: Mapping[Hashable, Hashable]) -> list[frozenset[Hashable]]:
    """The clusters of a labelling, in order of their first mention."""
    found: dict[Hashable, list[Hashable]] = {}
    for mention, label in labels.items():
        found.setdefault(label, []).append(mention)
    return [frozenset(members) for members in found.values()]


def muc(key: Clusters, response: Clusters) -> Score:
    """Links that hold a cluster together: mentions less parts."""
    return _score(_muc_recall(response, key), _muc_recall(key, response))


def b_cubed(key: Clusters, response: Clusters) -> Score:
    """Mean over mentions of the share of each one's cluster that is right."""
    return _score(_overlap(response, key), _overlap(key, response))


def ceaf_e(key: Clusters, response: Clusters) -> Score:
    """The best one-to-one matching of clusters, each pair worth its Dice coefficient."""
    worth = np.zeros((len(key), len(response)))
    place = _home(response)
    for row, cluster in enumerate(key):
        for column in {place[mention] for mention in cluster if mention in place}:
            other = response[column]
            worth[row, column] = 2 * len(cluster & other) / (len(cluster) + len(other))
    total = float(worth[linear_sum_assignment(-worth)].sum())
    return _score(total / max(len(response), 1), total / max(len(key), 1))


def lea(key: Clusters, response: Clusters) -> Score:
    """Links resolved, each cluster weighed by its size."""
    return _score(_lea_recall(response, key), _lea_recall(key, response))


MEASURES: Mapping[str, Callable[[Clusters, Clusters], Score]] = {
    "MUC": muc,
    "B-cubed": b_cubed,
    "CEAFe": ceaf_e,
    "LEA": lea,
}


def conll(key: Clusters, response: Clusters) -> float:
    """Mean F1 of MUC, B-cubed and CEAFe."""
    return sum(measure(key, response)[2] for measure in (muc, b_cubed, ceaf_e)) / 3


def _home(clusters: Clusters) -> dict[Hashable, int]:
    return {mention: place for place, cluster in enumerate(clusters) for mention in cluster}


def _muc_recall(key: Clusters, response: Clusters) -> float:
    home = _home(response)
    held = total = 0
    for cluster in key:
        parts = len({home[m] for m in cluster if m in home}) + sum(m not in home for m in cluster)
        held += len(cluster) - parts
        total += len(cluster) - 1
    return held / total if total else 0.0


def _overlap(key: Clusters, response: Clusters) -> float:
    home = _home(response)
    told = [len(cluster & response[home[m]]) / len(cluster) for cluster in key for m in cluster if m in home]
    return sum(told) / max(sum(len(cluster) for cluster in key), 1)


def _lea_recall(key: Clusters, response: Clusters) -> float:
    home = _home(response)
    resolved = 0.0
    for cluster in key:
        if len(cluster) == 1:
            [only] = cluster
            resolved += float(only in home and len(response[home[only]]) == 1)
            continue
        common = (len(cluster & response[place]) for place in {home[m] for m in cluster if m in home})
        links = sum(size * (size - 1) / 2 for size in common)
        resolved += len(cluster) * links / (len(cluster) * (len(cluster) - 1) / 2)
    return resolved / max(sum(len(cluster) for cluster in key), 1)


def _score(precision: float, recall: float) -> Score:
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def lines(key: Iterable[frozenset[Hashable]], response: Iterable[frozenset[Hashable]]) -> list[str]:
    """All scores, one a line."""
    gold, found = list(key), list(response)
    told = [
        f"{name}: precision {p:.3f}, recall {r:.3f}, F1 {f:.3f}"
        for name, m in MEASURES.items()
        for p, r, f in [m(gold, found)]
    ]
    return [*told, f"CoNLL F1 {conll(gold, found):.3f}"]
