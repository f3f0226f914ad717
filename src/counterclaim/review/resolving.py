"""What people's judgements settled: each found again on the event that its mentions now belong to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from counterclaim.model import Coding, Document, Event, Judgement, Mention, Property, Resolution, Verdict
from counterclaim.review.anchoring import match_mention
from counterclaim.review.rules import OPEN
from counterclaim.review.undoing import in_force


def resolutions(
    judgements: Sequence[Judgement],
    codings: Sequence[Coding],
    documents: Mapping[str, Document],
    events: Sequence[Event],
) -> tuple[Resolution, ...]:
    """One per event and property, the last judgement counting; ``value_key`` is left to who resolves actors.

    A judgement holds for the event that most of the mentions it was made about belong to; of equal ones, the first.
    """
    settling = [j for j in in_force(judgements) if j.verdict is Verdict.RESOLVE]
    if not settling:
        return ()
    wanted = {anchor.item_sha256 for judgement in settling for anchor in judgement.anchors}
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for coding in codings:
        item = documents[coding.document_id].item_sha256
        if item in wanted:
            mentions[item].extend(coding.mentions)
    event_of = {mention: event.id for event in events for mention in event.mention_ids}
    found: dict[tuple[str, Property], Resolution] = {}
    for judgement in settling:
        event_id = _event(judgement, mentions, event_of)
        prop, _, value = judgement.changes[0]
        key = (event_id, Property(prop))
        if not event_id:
            continue
        found.pop(key, None)
        if value != OPEN:
            found[key] = Resolution(
                event_id=event_id,
                property=Property(prop),
                value=value,
                value_key=value,
                by=judgement.by,
                on=judgement.at.date(),
                reason=judgement.reason,
            )
    return tuple(found[key] for key in sorted(found))


def _event(judgement: Judgement, mentions: Mapping[str, Sequence[Mention]], event_of: Mapping[str, str]) -> str:
    matched = [match_mention(anchor, mentions.get(anchor.item_sha256, ())) for anchor in judgement.anchors]
    told = Counter(event_of[m.id] for m in matched if m is not None and m.id in event_of)
    return min(told, key=lambda event: (-told[event], event), default="")
