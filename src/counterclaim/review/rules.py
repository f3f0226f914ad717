"""What makes a judgement well-formed: who, why, and about what."""

from __future__ import annotations

from counterclaim.errors import ConfigError
from counterclaim.model import Anchor, Judgement, Verdict
from counterclaim.review.fields import ACTOR, APART, CORRECTABLE, DECISION, KINDS, OPEN, RESOLVABLE, misfit

__all__ = [
    "ACTOR",
    "APART",
    "CORRECTABLE",
    "DECISION",
    "DOCUMENT",
    "ENDPOINT",
    "FORECAST",
    "JUDGEMENT",
    "KINDS",
    "OPEN",
    "PART",
    "RESOLVABLE",
    "REST",
    "check_judgement",
    "misfit",
]

REST, PART = "rest", "part"
"""Sides of a split, in the ``property`` of its anchors: what stays one event, and what is set apart from all of it.

Anchors without a side: the first one is the rest.
"""

ENDPOINT = "endpoint"
"""``property`` of the anchor of a consent, or of the rejection that takes it back; ``value`` is the address."""

JUDGEMENT = "judgement"
"""``property`` of the anchor of an undoing; ``value`` is the digest of the judgement that is taken back."""

DOCUMENT = "document"
"""``property`` of an anchor that means a document whole; ``start`` and ``end`` are 0."""

_SEVERAL = (Verdict.MERGE, Verdict.SPLIT, Verdict.RESOLVE, Verdict.SAMPLE, Verdict.FORGET)
_WHOLE = (Verdict.FINISH, Verdict.MARK, Verdict.FORGET)
FORECAST = "forecast"
"""``property`` of the anchor of a forecast and of its settling; ``value`` is the forecast's id, and the place in an
item is where it was taken up from."""

_NAMED = (Verdict.UNMASK, Verdict.CONSENT, Verdict.IDENTIFY, Verdict.UNDO)


def check_judgement(judgement: Judgement) -> None:
    """Raise ConfigError where a judgement could not be understood later, or says too little to be one."""
    if not judgement.reason.strip():
        raise ConfigError("a judgement needs a reason", remedy="say why, with --reason")
    if not judgement.by.strip():
        raise ConfigError("a judgement needs an author", remedy="say who decides, with --by")
    if judgement.at.tzinfo is None:
        raise ConfigError("a judgement's time needs a time zone", remedy="give it in UTC")
    _check_count(judgement)
    for anchor in judgement.anchors:
        _check_anchor(judgement.verdict, anchor)
    fault = misfit(judgement)
    if fault:
        raise ConfigError(fault, remedy=f"see `{_command(judgement.verdict)} --help`")


def _command(verdict: Verdict) -> str:
    """The command by which a person gives such a verdict: forecasts have verbs of their own."""
    verbs = {Verdict.FORECAST: "forecast add", Verdict.SETTLE: "forecast resolve", Verdict.IDENTIFY: "judge name"}
    return f"counterclaim {verbs.get(verdict, f'judge {verdict}')}"


def _check_count(judgement: Judgement) -> None:
    verdict, count = judgement.verdict, len(judgement.anchors)
    if verdict in (Verdict.MERGE, Verdict.SPLIT) and count < 2:
        raise ConfigError(f"{verdict} concerns at least two mentions, not {count}")
    if verdict is Verdict.RESOLVE and not count:
        raise ConfigError("a resolution concerns an event's mentions")
    if verdict is Verdict.SAMPLE and not count:
        raise ConfigError("a sample has at least one document or statement")
    if verdict is Verdict.FORGET and not count:
        raise ConfigError("a forgetting names the bytes that are gone")
    if verdict is Verdict.ADD and count not in (1, 2):
        raise ConfigError(f"an addition concerns one statement and at most one event, not {count} things")
    if verdict not in (*_SEVERAL, Verdict.ADD) and count != 1:
        raise ConfigError(f"{verdict} concerns one thing, not {count}")
    sides = {anchor.property for anchor in judgement.anchors}
    if verdict is Verdict.SPLIT and sides not in ({""}, {REST, PART}):
        raise ConfigError("a split needs what stays and what is set apart", remedy="leave at least one mention in it")


def _check_anchor(verdict: Verdict, anchor: Anchor) -> None:
    named = bool(anchor.value.strip()) and not anchor.item_sha256
    placed = bool(anchor.item_sha256) and 0 <= anchor.start < anchor.end
    whole = bool(anchor.item_sha256) and anchor.property == DOCUMENT and anchor.start == anchor.end == 0
    if verdict is Verdict.UNMASK and not named:
        raise ConfigError("an unmasking concerns a name", remedy="give the person's name as the text has it")
    if verdict is Verdict.CONSENT and not (named and anchor.property == ENDPOINT):
        raise ConfigError("a consent concerns a model's address", remedy="write it as https://models.example/v1")
    if verdict is Verdict.IDENTIFY and not (named and anchor.property == ACTOR):
        raise ConfigError("an identification concerns a name", remedy="give the name as the texts have it")
    if verdict is Verdict.UNDO and not (named and anchor.property == JUDGEMENT):
        raise ConfigError("an undoing concerns a judgement", remedy="give its digest, as `judge list` shows it")
    if verdict in _WHOLE and not whole:
        raise ConfigError(f"{verdict} concerns a document whole", remedy="give the document's id")
    if verdict is Verdict.SAMPLE and not (whole or placed):
        raise ConfigError("a sample is of documents or statements", remedy="draw it with `counterclaim sample draw`")
    foretold = (Verdict.FORECAST, Verdict.SETTLE)
    if verdict in foretold and not (anchor.value.strip() and anchor.property == FORECAST):
        raise ConfigError(f"{verdict} concerns a forecast", remedy="use `counterclaim forecast`")
    free = (*_NAMED, *_WHOLE, *foretold, Verdict.SAMPLE)
    if verdict not in free and not placed and not (verdict is Verdict.REJECT and named):
        raise ConfigError(f"{verdict} needs a place in a document")
