"""How far people are with what they were given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.model import Anchor, Judgement, Verdict
from counterclaim.review.anchoring import MIN_OVERLAP
from counterclaim.review.corrections import corrected_anchor
from counterclaim.review.rules import DOCUMENT
from counterclaim.review.sampling.samples import Sample
from counterclaim.review.undoing import in_force

_READ = (Verdict.ACCEPT, Verdict.CORRECT, Verdict.REJECT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Who of a sample's coders has coded which unit, and when the last of them had."""

    sample: Sample
    done: tuple[Mapping[str, int], ...]
    """By unit: for each person who has coded it the number in the chain of the judgement that first did, from 0."""

    def of(self, coder: str) -> tuple[int, int]:
        """(units that a person has coded, units that they are to code)."""
        given = [found for found, people in zip(self.done, self.sample.coders, strict=True) if coder in people]
        return sum(coder in found for found in given), len(given)

    @property
    def whole(self) -> int:
        """Units that all who are to code them have coded."""
        return sum(self.complete(number) for number in range(len(self.done)))

    def complete(self, number: int) -> bool:
        """Whether all who are to code a unit have."""
        return set(self.sample.coders[number]) <= self.done[number].keys()

    def waiting(self, coder: str) -> tuple[int, ...]:
        """The numbers of the units that a person has still to code, in the order of the draw."""
        pairs = enumerate(zip(self.done, self.sample.coders, strict=True))
        return tuple(number for number, (found, people) in pairs if coder in people and coder not in found)


def progress(found: Iterable[Sample], judgements: Sequence[Judgement]) -> list[Progress]:
    """How far each sample is, from the whole chain.

    A statement is coded by who accepts, corrects or rejects it; a document by who says that they finished it.
    """
    standing = {judgement.digest for judgement in in_force(judgements)}
    by_item: dict[str, list[tuple[int, Judgement]]] = defaultdict(list)
    for number, judgement in enumerate(judgements):
        if judgement.anchors and judgement.digest in standing and judgement.verdict in (*_READ, Verdict.FINISH):
            by_item[judgement.anchors[0].item_sha256].append((number, judgement))
    return [
        Progress(sample=sample, done=tuple(_done(unit, by_item.get(unit.item_sha256, ())) for unit in sample.units))
        for sample in found
    ]


def cut_of(found: Progress, number: int) -> int | None:
    """The number in the chain of the judgement with which the last person had coded a unit; None while one has not.

    What each says until then, they say without the others.
    """
    if not found.complete(number):
        return None
    return max(found.done[number][coder] for coder in found.sample.coders[number])


def _done(unit: Anchor, judged: Sequence[tuple[int, Judgement]]) -> dict[str, int]:
    first: dict[str, int] = {}
    for place in concerning(unit, [judgement for _, judgement in judged]):
        number, judgement = judged[place]
        first.setdefault(judgement.by, number)
    return first


def concerning(unit: Anchor, judged: Sequence[Judgement]) -> list[int]:
    """The places of the judgements that are about a unit: the document whole, or the statement where it is.

    A statement is known by what it was when it was drawn, and by what anybody has corrected it to since.
    """
    if unit.property == DOCUMENT:
        item = unit.item_sha256
        return [n for n, j in enumerate(judged) if j.verdict is Verdict.FINISH and j.anchors[0].item_sha256 == item]
    forms = {_said(unit)}
    found = []
    for number, judgement in enumerate(judged):
        anchor = judgement.anchors[0]
        if judgement.verdict not in _READ or anchor.item_sha256 != unit.item_sha256 or not same_place(anchor, unit):
            continue
        if _said(anchor) in forms or _said(corrected_anchor(judgement)) in forms:
            forms |= {_said(anchor), _said(corrected_anchor(judgement))}
            found.append(number)
    return found


def _said(anchor: Anchor) -> tuple[str, str, str, str]:
    return anchor.property, anchor.act, anchor.value, anchor.speaker


def same_place(one: Anchor, other: Anchor) -> bool:
    """Whether half of the shorter of two spans is common."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return common > 0 and common >= MIN_OVERLAP * min(one.end - one.start, other.end - other.start)
