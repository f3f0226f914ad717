"""The digest by which a reader can tell that a publication was made from what it says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from counterclaim.model import Footnote
from counterclaim.model.identity import sha256_hex
from counterclaim.publications.material import Material
from counterclaim.publications.printed import Printed


def publication_digest(material: Material, footnotes: Sequence[Footnote], printed: Sequence[Printed] = ()) -> str:
    """SHA-256 over canonical JSON of the published assessments, footnotes and values of references, 64 hex digits."""
    body = {
        "assessments": [
            {"event": event.id, **asdict(assessment)} for event in material.events for assessment in event.assessments
        ],
        "footnotes": [{**asdict(note), "published": str(note.published or "")} for note in footnotes],
        **({"references": [asdict(found) for found in printed]} if printed else {}),
    }
    return sha256_hex(json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
