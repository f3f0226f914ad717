"""The digest by which a reader can tell that a publication was made from what it says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from counterclaim.model import Footnote
from counterclaim.model.identity import sha256_hex
from counterclaim.publications.material import Material
from counterclaim.publications.printed import Printed


def publication_content(
    material: Material, event_ids: Sequence[str], footnotes: Sequence[Footnote], printed: Sequence[Printed] = ()
) -> str:
    """Canonical JSON of all that a publication rests on.

    It holds the assessments and statement ids of its events, its footnotes with the SHA-256 of their quotes in place
    of the quotes, and what the references of a note printed.
    """
    events = [event for event in material.events if event.id in set(event_ids)]
    body = {
        "assessments": [
            {"event": event.id, **asdict(assessment)} for event in events for assessment in event.assessments
        ],
        "events": {
            event.id: {"title": event.title, "statements": [s.id for s in event.statements]} for event in events
        },
        "footnotes": [_footnote(note) for note in footnotes],
        **({"references": [asdict(found) for found in printed]} if printed else {}),
    }
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def content_digest(content: str) -> str:
    """SHA-256 of a publication's content, 64 hex digits."""
    return sha256_hex(content.encode("utf-8"))


def _footnote(note: Footnote) -> dict[str, object]:
    told = {**asdict(note), "published": str(note.published or "")}
    return {**told, "quote": sha256_hex(note.quote.encode("utf-8"))}
