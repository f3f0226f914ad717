"""Mentions judged to be one event or two, as pairs that never contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from counterclaim.model import Anchor, Coding, Judgement, Verdict
from counterclaim.review.anchoring import match_mention
from counterclaim.review.orphans import Orphan

Pair = tuple[str, str]
"""Two mention ids, the lesser first."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """What merges and splits come to."""

    together: tuple[Pair, ...]
    apart: tuple[Pair, ...]
    orphans: tuple[Orphan, ...]


def group(judgements: Sequence[Judgement], concerned: Mapping[str, Sequence[Coding]]) -> Grouping:
    """Pairs of mentions that are one event or two; where judgements contradict each other the later one holds.

    A merge joins all its anchors. A split sets its first anchor apart from each of the others, and says nothing of
    the others among themselves.
    """
    orphans: list[Orphan] = []
    wishes: list[tuple[bool, Pair]] = []
    for judgement in judgements:
        wishes.extend(_wishes(judgement, concerned, orphans))
    together, apart = consistent(wishes)
    return Grouping(tuple(sorted(together)), tuple(sorted(apart)), tuple(orphans))


def consistent(wishes: Sequence[tuple[bool, Pair]]) -> tuple[set[Pair], set[Pair]]:
    """The latest wishes (True: together) that can hold at once: what chains of "together" imply counts as said."""
    parent: dict[str, str] = {}
    together: set[Pair] = set()
    apart: set[Pair] = set()

    def root(mention: str) -> str:
        while (above := parent.setdefault(mention, mention)) != mention:
            parent[mention] = parent[above]
            mention = parent[mention]
        return mention

    for joined, (left, right) in reversed(wishes):
        ends = {root(left), root(right)}
        if joined and not any({root(a), root(b)} == ends for a, b in apart):
            together.add((left, right))
            parent[root(left)] = root(right)
        elif not joined and len(ends) == 2:
            apart.add((left, right))
    return together, apart


def _wishes(
    judgement: Judgement, concerned: Mapping[str, Sequence[Coding]], orphans: list[Orphan]
) -> Iterator[tuple[bool, Pair]]:
    found: list[list[str]] = []
    for anchor in judgement.anchors:
        mentions = list(_mentions(anchor, concerned.get(anchor.item_sha256, ())))
        found.append(mentions)
        if not mentions:
            reason = "no single mention of an event is found at its place any more"
            orphans.append(Orphan(judgement=judgement, anchor=anchor, reason=reason))
    if judgement.verdict is Verdict.MERGE:
        for left, right in pairwise([mention for mentions in found for mention in mentions]):
            yield True, _pair(left, right)
        return
    for kept in found[0]:
        for mention in (mention for mentions in found[1:] for mention in mentions):
            if mention != kept:
                yield False, _pair(kept, mention)


def _mentions(anchor: Anchor, codings: Sequence[Coding]) -> Iterator[str]:
    for coding in codings:
        found = match_mention(anchor, coding.mentions)
        if found is not None:
            yield found.id


def _pair(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)
