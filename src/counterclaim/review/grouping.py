"""Mentions judged to be one event or two, as pairs that never contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from counterclaim.model import Anchor, Coding, Judgement, Verdict
from counterclaim.review.anchoring import match_mention
from counterclaim.review.orphans import Orphan
from counterclaim.review.rules import PART, REST

Pair = tuple[str, str]
"""Two mention ids, the lesser first."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """What merges and splits come to."""

    together: tuple[Pair, ...]
    apart: tuple[Pair, ...]
    orphans: tuple[Orphan, ...]
    by: Mapping[Pair, Judgement]
    """The judgement behind each pair."""


def group(judgements: Sequence[Judgement], concerned: Mapping[str, Sequence[Coding]]) -> Grouping:
    """Pairs of mentions that are one event or two; where judgements contradict each other the later one holds.

    A merge joins all its anchors. A split joins what is to stay and sets all of it apart from each part, and says
    nothing of the parts among themselves. Where its anchors name no side, its first one stays and the others go.
    """
    orphans: list[Orphan] = []
    wishes: list[tuple[bool, Pair]] = []
    latest: dict[tuple[bool, Pair], Judgement] = {}
    for judgement in judgements:
        for wish in _wishes(judgement, concerned, orphans):
            wishes.append(wish)
            latest[wish] = judgement
    together, apart = consistent(wishes)
    by = {pair: latest[joined, pair] for joined, pairs in ((True, together), (False, apart)) for pair in pairs}
    return Grouping(tuple(sorted(together)), tuple(sorted(apart)), tuple(orphans), by)


def consistent(wishes: Sequence[tuple[bool, Pair]]) -> tuple[set[Pair], set[Pair]]:
    """The latest wishes (True: together) that can hold at once: what chains of "together" imply counts as said."""
    parent: dict[str, str] = {}
    together: set[Pair] = set()
    apart: set[Pair] = set()
    foes: dict[str, set[str]] = defaultdict(set)

    def root(mention: str) -> str:
        while (above := parent.setdefault(mention, mention)) != mention:
            parent[mention] = parent[above]
            mention = parent[mention]
        return mention

    for joined, (left, right) in reversed(wishes):
        one, other = root(left), root(right)
        if joined and other not in foes[one]:
            together.add((left, right))
            if one != other:
                parent[one] = other
                for foe in foes.pop(one):
                    foes[foe].discard(one)
                    foes[foe].add(other)
                    foes[other].add(foe)
        elif not joined and one != other:
            apart.add((left, right))
            foes[one].add(other)
            foes[other].add(one)
    return together, apart


def _wishes(
    judgement: Judgement, concerned: Mapping[str, Sequence[Coding]], orphans: list[Orphan]
) -> Iterator[tuple[bool, Pair]]:
    found: list[tuple[str, str]] = []
    for place, anchor in enumerate(judgement.anchors):
        side = anchor.property or (PART if place else REST)
        mentions = [(side, mention) for mention in _mentions(anchor, concerned.get(anchor.item_sha256, ()))]
        found.extend(mentions)
        if not mentions:
            reason = "no single mention of an event is found at its place any more"
            orphans.append(Orphan(judgement=judgement, anchor=anchor, reason=reason))
    if judgement.verdict is Verdict.MERGE:
        stay, go = [mention for _, mention in found], []
    else:
        stay, go = ([mention for side, mention in found if side == wanted] for wanted in (REST, PART))
    for left, right in pairwise(dict.fromkeys(stay)):
        yield True, _pair(left, right)
    # After the joins, for the later wish holds.
    for kept, gone in product(stay, go):
        if kept != gone:
            yield False, _pair(kept, gone)


def _mentions(anchor: Anchor, codings: Sequence[Coding]) -> Iterator[str]:
    for coding in codings:
        found = match_mention(anchor, coding.mentions)
        if found is not None:
            yield found.id


def _pair(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)
