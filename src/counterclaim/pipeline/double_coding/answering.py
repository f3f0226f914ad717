"""What a coder says of a statement of a sample, without having to see how it was read before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from counterclaim.model import Anchor, Statement, Verdict
from counterclaim.model.values.actor_name import name_key
from counterclaim.review.anchoring import same_speaker, same_value
from counterclaim.review.fields import CORRECTABLE, Changes


def answer(unit: Anchor, now: Statement | None, said: Mapping[str, str] | None) -> tuple[Verdict, Changes]:
    """The verdict on a statement as it was drawn, and what it corrects.

    Who reads it as the machine did accepts it, without having known; who reads it otherwise corrects it.

    Args:
        unit: the statement as it was drawn.
        now: what the machine reads there now; None where it no longer reads it.
        said: value, act, speaker, speaker_kind and property as the coder reads them, those that were given; None where
            the passage says nothing of the kind.
    """
    if said is None:
        return Verdict.REJECT, ()
    before = {name: getattr(unit, name) for name in ("property", "act", "value", "speaker")}
    if now is not None:
        before["speaker_kind"] = str(now.speaker_kind)
    changes = tuple(
        (name, before[name], " ".join(said[name].split()))
        for name in sorted(CORRECTABLE)
        if name in before
        and said.get(name, "").strip()
        and not _same(unit, now, name, said[name].strip(), before[name])
    )
    return (Verdict.CORRECT if changes else Verdict.ACCEPT), changes


def _same(unit: Anchor, now: Statement | None, name: str, said: str, before: str) -> bool:
    """Whether two words for a field mean the same: a name in any form that is known of it."""
    if said == before:
        return True
    if name not in ("value", "speaker") or not any(c.isalpha() for c in before):
        return False
    if name_key(said) == name_key(before):
        return True
    if now is None:
        return False
    if name == "value":
        return all(same_value(replace(unit, value=word), now) for word in (before, said))
    return all(same_speaker(replace(unit, speaker=word), now) for word in (before, said))
