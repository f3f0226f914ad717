"""What a person decided: append-only and chained by hash."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from counterclaim.model.identity import sha256_hex
from counterclaim.model.vocabulary import Verdict

GENESIS = "0" * 64
"""``previous`` of the first judgement of a ledger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a judgement is about, in terms that survive a re-run.

    For a statement: document digest, span, property and act. For a merge or split: one anchor per mention concerned;
    in a split, ``property`` is "rest" for what stays one event and "part" for what is set apart.
    For an addition the statement, then, unless it tells of an event of its own, the mention that it belongs to.
    For an unmasking or an identification: the name alone, in ``value``. For the undoing of a judgement: its digest, in
    ``value``. For a whole document: its digest, with ``property`` "document". ``STRUCK`` is what is left of an anchor
    in a document that was forgotten.
    """

    item_sha256: str = ""
    start: int = 0
    end: int = 0
    property: str = ""
    act: str = ""
    value: str = ""
    speaker: str = ""


STRUCK_OUT = "struck"
"""Field of a forgetting's changes: (it, digest as recorded, digest of what is left)."""
STRUCK = Anchor(property=STRUCK_OUT)
"""In place of an anchor whose words were struck out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a request to judge is known by, so that one that is sent again records nothing again."""

    key: str
    """Whose request, and which; the same again is the same request."""
    request: str
    """Digest of what was asked for: a key that comes back with something else is a mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision: who, when, what, why. ``previous`` is the digest of the judgement before it in the ledger."""

    verdict: Verdict
    anchors: tuple[Anchor, ...]
    by: str
    at: datetime
    reason: str
    changes: tuple[tuple[str, str, str], ...] = ()
    """For a correction: (field, old value, new value) of each changed field; for an addition ("speaker_kind", "", kind)
    and, of a perpetrator, ("value_kind", "", kind); for a resolution one: (property, outcome
    as weighed then, what is true); for an identification one: ("actor", "", whose the name is); for an adjudication
    ("decision", "", accept, correct or reject), then the fields that it corrects; for a sample how it was drawn and who
    codes it; for a mark (field, what stood before, what holds now) of ``handling`` and ``keep_until``; for a forgetting
    ("document", id, ""), ("capture", SHA-256, "") of captured bytes that are gone, and ("struck", digest, digest of
    what is left) of each judgement of which words were struck out."""
    previous: str = GENESIS
    struck: str = ""
    """Its digest as it was recorded, where words of it have been struck out since; empty otherwise."""

    def canonical(self) -> str:
        """Canonical JSON: sorted keys, no spaces, UTC times; the digest is taken over its UTF-8."""
        body = {
            "verdict": str(self.verdict),
            "anchors": [{name: getattr(a, name) for name in Anchor.__slots__} for a in self.anchors],
            "by": self.by,
            "at": self.at.isoformat(),
            "reason": self.reason,
            "changes": [list(change) for change in self.changes],
            "previous": self.previous,
        }
        return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @property
    def digest(self) -> str:
        """What it is known by and the next judgement's ``previous``: SHA-256 of its canonical JSON when recorded."""
        return self.struck or self.content_digest

    @property
    def content_digest(self) -> str:
        """SHA-256 of the canonical JSON as it now is, 64 hex digits."""
        return sha256_hex(self.canonical().encode("utf-8"))
