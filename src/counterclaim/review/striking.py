"""Words of judgements struck out when a document is forgotten: the chain keeps who decided what, and not the words.

A struck judgement keeps the digest that it was recorded under. The judgement that forgets the document names that
digest and the digest of what is left, so that nothing else can be struck out, or put in its place, unnoticed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from counterclaim.model import STRUCK, STRUCK_OUT, Anchor, Judgement, Verdict

_SPARED = (Verdict.SAMPLE, Verdict.FORGET)
"""These name documents by their digest alone, and say nothing of what stands in them."""
_SEVERAL = (Verdict.MERGE, Verdict.SPLIT)
_GIVING = (Verdict.ADD, Verdict.CORRECT, Verdict.ADJUDICATE)


def strike(judgements: Sequence[Judgement], items: Collection[str], names: Collection[str]) -> dict[str, Judgement]:
    """What is left of those judgements that hold words of forgotten documents, by their digest.

    Args:
        judgements: all, in the order of the chain.
        items: SHA-256 of the forgotten documents' bytes.
        names: names that these documents alone told.
    """
    left: dict[str, Judgement] = {}
    names = frozenset(names) - _told_elsewhere(judgements, items, names)
    for judgement in judgements:
        if judgement.verdict in _SPARED:
            continue
        undoes = judgement.verdict is Verdict.UNDO and any(anchor.value in left for anchor in judgement.anchors)
        if undoes or _tells(judgement, items, names):
            left[judgement.digest] = _without(judgement, items, names)
    return left


def struck_by(judgements: Sequence[Judgement]) -> dict[str, str]:
    """Digest of what is left by digest as recorded, of all that forgettings struck out; the last one counts."""
    return {
        old: new
        for judgement in judgements
        if judgement.verdict is Verdict.FORGET
        for field, old, new in judgement.changes
        if field == STRUCK_OUT
    }


def legible(judgement: Judgement) -> Judgement | None:
    """What of a judgement can still be carried out, None where nothing can."""
    if not judgement.struck:
        return judgement
    anchors = tuple(anchor for anchor in judgement.anchors if anchor != STRUCK)
    if not anchors or (judgement.verdict in _SEVERAL and len(anchors) < 2):
        return None
    if judgement.verdict is Verdict.RESOLVE and not judgement.changes:
        return None
    return replace(judgement, anchors=anchors)


def _told_elsewhere(judgements: Sequence[Judgement], items: Collection[str], names: Collection[str]) -> set[str]:
    """Names that a person gave to a statement of another document: they are words of that one too."""
    said = [
        word.casefold()
        for judgement in judgements
        if judgement.verdict in _GIVING and not any(anchor.item_sha256 in items for anchor in judgement.anchors)
        for word in (
            *(word for anchor in judgement.anchors for word in (anchor.value, anchor.speaker)),
            *(new for _, _, new in judgement.changes),
        )
    ]
    return {name for name in names if any(name.casefold() in word for word in said)}


def _tells(judgement: Judgement, items: Collection[str], names: Collection[str]) -> bool:
    if any(anchor.item_sha256 in items for anchor in judgement.anchors):
        return True
    words = [judgement.reason, *(new for _, _, new in judgement.changes)]
    words += [word for anchor in judgement.anchors for word in (anchor.value, anchor.speaker)]
    return any(_holds(word, names) for word in words)


def _without(judgement: Judgement, items: Collection[str], names: Collection[str]) -> Judgement:
    anchors = tuple(STRUCK if _gone(anchor, items, names) else anchor for anchor in judgement.anchors)
    alone = all(anchor == STRUCK for anchor in anchors)
    changes = () if alone else tuple(c for c in judgement.changes if not any(_holds(word, names) for word in c))
    return replace(judgement, anchors=anchors, changes=changes, reason="", struck=judgement.digest)


def _gone(anchor: Anchor, items: Collection[str], names: Collection[str]) -> bool:
    return anchor.item_sha256 in items or any(_holds(word, names) for word in (anchor.value, anchor.speaker))


def _holds(word: str, names: Collection[str]) -> bool:
    folded = word.casefold()
    return any(name.casefold() in folded for name in names)


def confirmed(judgement: Judgement, struck: Mapping[str, str]) -> bool:
    """Whether what is left of a struck judgement is what the chain says was left."""
    return struck.get(judgement.struck) == judgement.content_digest
