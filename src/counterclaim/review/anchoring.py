"""Places in documents that survive a re-run: made from statements and mentions, and found again in new ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counterclaim.model import Anchor, Mention, Passage, Statement
from counterclaim.model.values.actor_name import name_key

MIN_OVERLAP = 0.5
"""Share of the shorter span that must be common: a coder may cut a passage differently, not elsewhere."""


def anchor_statement(statement: Statement, item_sha256: str) -> Anchor:
    """The anchor of a statement in the document with these bytes."""
    return Anchor(
        item_sha256=item_sha256,
        start=statement.passage.start,
        end=statement.passage.end,
        property=str(statement.property),
        act=str(statement.act),
        value=statement.value,
        speaker=statement.speaker.name,
    )


def anchor_mention(mention: Mention, item_sha256: str) -> Anchor:
    """The anchor of a mention; its number within the document tells mentions of one passage apart."""
    return Anchor(
        item_sha256=item_sha256, start=mention.anchor.start, end=mention.anchor.end, value=f"#{mention.number}"
    )


def match(anchor: Anchor, statements: Sequence[Statement]) -> Statement | None:
    """The statement of the anchor's document that the anchor means, None where there is none or no single one.

    Property and act must be the same and half of the shorter span common. Of several, the one with the anchor's
    value goes first, then the one with its speaker, then the one that overlaps best; a tie is left to a person.
    """
    found = best_matches(anchor, statements)
    return found[0] if len({statement.id for statement in found}) == 1 else None


def best_matches(anchor: Anchor, statements: Iterable[Statement]) -> list[Statement]:
    """The statements that fit an anchor equally well and better than all others."""
    best: tuple[bool, bool, float] | None = None
    found: list[Statement] = []
    for statement in statements:
        if (statement.property, statement.act) != (anchor.property, anchor.act):
            continue
        share = max(overlap(anchor, passage) for passage in (statement.passage, *statement.also))
        if share == 0:
            continue
        rank = (same_value(anchor, statement), same_speaker(anchor, statement), share)
        if best is None or rank > best:
            best, found = rank, []
        if rank == best:
            found.append(statement)
    return found


def match_mention(anchor: Anchor, mentions: Iterable[Mention]) -> Mention | None:
    """The mention of the anchor's document that the anchor means, None where there is none or no single one."""
    ranked = [(overlap(anchor, m.anchor), f"#{m.number}" == anchor.value, m) for m in mentions]
    best = max((rank[:2] for rank in ranked), default=(0.0, False))
    found = [mention for share, number, mention in ranked if (share, number) == best]
    return found[0] if best[0] > 0 and len(found) == 1 else None


def overlap(anchor: Anchor, passage: Passage) -> float:
    """Common share of both spans together (Jaccard), 0 where less than half of the shorter one is common."""
    common = min(anchor.end, passage.end) - max(anchor.start, passage.start)
    lengths = anchor.end - anchor.start, passage.end - passage.start
    if common <= 0 or common < MIN_OVERLAP * min(lengths):
        return 0.0
    return common / (sum(lengths) - common)


def same_value(anchor: Anchor, statement: Statement) -> bool:
    """Whether the anchor's value is the statement's, in any form that the statement knows; no value fits all."""
    return not anchor.value or _among(anchor.value, (statement.value, *statement.value_aliases))


def same_speaker(anchor: Anchor, statement: Statement) -> bool:
    """Whether the anchor's speaker is the statement's, in any form that the statement knows; none fits all."""
    return not anchor.speaker or _among(anchor.speaker, statement.speaker.forms)


def _among(name: str, forms: Iterable[str]) -> bool:
    # Keys drop signs that carry meaning in counts and dates ("20+", "../2017"), so those must be the same text.
    if not any(c.isalpha() for c in name):
        return name in forms
    return name_key(name) in {name_key(form) for form in forms}
