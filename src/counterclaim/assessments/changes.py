"""What is other than in the run before, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.model import Assessment, Property, RunManifest

LEAST = 0.01
"""Probabilities that move by less have not changed."""
_LEAST_DECIBANS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How the assessment of one property moved from one run to the next."""

    event_id: str
    property: Property
    was: str
    """The outcome then; empty where it was not weighed."""
    now: str
    probabilities: tuple[tuple[str, float | None, float | None], ...]
    """(value, then, now) for each value that moved; None where it was or is no candidate."""
    reasons: tuple[str, ...]


def changes(
    before: Sequence[Assessment],
    now: Sequence[Assessment],
    present: Mapping[str, str],
    manifests: tuple[RunManifest | None, RunManifest | None],
) -> tuple[Change, ...]:
    """All assessments that moved, by event and property.

    Args:
        before: the assessments of the run before.
        now: those of the last run.
        present: present event id by former one, for events that merged or split since.
        manifests: of the run before and of the last one.
    """
    then = {(present.get(a.event_id, a.event_id), a.property): a for a in before}
    here = {(a.event_id, a.property): a for a in now}
    general = _general(*manifests)
    found = [_change(key, then.get(key), here.get(key), general) for key in sorted({*then, *here})]
    return tuple(change for change in found if change is not None)


def _change(
    key: tuple[str, Property], was: Assessment | None, now: Assessment | None, general: Sequence[str]
) -> Change | None:
    moved = _moved(was, now)
    outcomes = (was.outcome if was else "", now.outcome if now else "")
    if outcomes[0] == outcomes[1] and not moved:
        return None
    own = _voices(was, now)
    return Change(
        event_id=key[0],
        property=key[1],
        was=outcomes[0],
        now=outcomes[1],
        probabilities=tuple(moved),
        reasons=(*own, *general) or ("the event's statements were joined otherwise",),
    )


def _moved(was: Assessment | None, now: Assessment | None) -> list[tuple[str, float | None, float | None]]:
    then = {c.value: c.probability for c in was.candidates} if was else {}
    here = {c.value: c.probability for c in now.candidates} if now else {}
    values = sorted({*then, *here}, key=lambda v: (-here.get(v, 0.0), v))
    return [
        (v, then.get(v), here.get(v)) for v in values if abs(here.get(v, 0.0) - then.get(v, 0.0)) >= LEAST
    ]  # fmt: skip


def _voices(was: Assessment | None, now: Assessment | None) -> list[str]:
    then, here = _weights(was), _weights(now)
    told = []
    for speaker, value in sorted({*then, *here}):
        old, new = then.get((speaker, value)), here.get((speaker, value))
        about = f"{speaker} on {value}"
        if old is None and new is not None:
            told.append(f"new: {about} ({new[0]:+.1f} dB)")
        elif new is None and old is not None:
            told.append(f"gone: {about} ({old[0]:+.1f} dB)")
        elif old and new and abs(old[0] - new[0]) >= _LEAST_DECIBANS:
            more = len(new[1] - old[1])
            by = f", {more} more statements" if more else ""
            told.append(f"moved: {about} ({old[0]:+.1f} to {new[0]:+.1f} dB{by})")
    return told


def _weights(assessment: Assessment | None) -> dict[tuple[str, str], tuple[float, frozenset[str]]]:
    sums: dict[tuple[str, str], float] = defaultdict(float)
    statements: dict[tuple[str, str], set[str]] = defaultdict(set)
    for w in assessment.weights if assessment else ():
        sums[w.speaker, w.hypothesis] += w.decibans
        statements[w.speaker, w.hypothesis].update(w.statement_ids)
    return {key: (total, frozenset(statements[key])) for key, total in sums.items()}


_PARTS = (
    ("version", "the program is of another version"),
    ("coder", "another coder read the texts"),
    ("linker", "the linker changed"),
    ("weigher", "the method of weighing changed"),
    ("codebook_digest", "codebooks or priors changed"),
    ("documents_digest", "documents were added or removed"),
    ("chain_head", "judgements were recorded"),
)


def _general(was: RunManifest | None, now: RunManifest | None) -> Sequence[str]:
    if was is None or now is None:
        return ()
    return [words for name, words in _PARTS if getattr(was, name) != getattr(now, name)]


def of_event(found: Iterable[Change], event_id: str) -> tuple[Change, ...]:
    """The changes of one event."""
    return tuple(change for change in found if change.event_id == event_id)
