"""Where framings were found, kept beside the ledger without the words, so that only new texts are looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from counterclaim.model import Passage
from counterclaim.model.narrative import NarrativeMatch

_KEY = b"counterclaim.key"
_SCHEMA = pa.schema(
    [
        ("document_id", pa.string()),
        ("framing", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("score", pa.float64()),
        ("by", pa.string()),
        ("from", pa.int64()),
        ("to", pa.int64()),
    ]
)
"""One row a match; a document without any has one row with an empty framing. ``from`` and ``to`` are the words."""


@dataclass(frozen=True)
class MatchesFile:
    """One Parquet file; where it is missing, damaged or made with other framings, everything is looked at anew."""

    path: Path
    key: str
    """Changes with the framings and the model of meaning."""

    def load(self) -> dict[str, tuple[NarrativeMatch, ...]]:
        """By document id the matches found before; their passages hold blanks in place of the words."""
        try:
            table = pq.read_table(self.path)
        except (OSError, pa.ArrowException):
            return {}
        if (table.schema.metadata or {}).get(_KEY) != self.key.encode() or not table.schema.equals(_SCHEMA):
            return {}
        found: dict[str, list[NarrativeMatch]] = {}
        for row in table.to_pylist():
            own = found.setdefault(row["document_id"], [])
            if row["framing"]:
                own.append(_match(row))
        return {document: tuple(own) for document, own in found.items()}

    def save(self, found: Mapping[str, Sequence[NarrativeMatch]]) -> None:
        """Write all matches anew, whole or not at all."""
        rows = [row for document in sorted(found) for row in _rows(document, found[document])]
        table = pa.Table.from_pylist(rows, schema=_SCHEMA.with_metadata({_KEY: self.key.encode()}))
        partial = self.path.with_name(self.path.name + ".new")
        pq.write_table(table, partial)
        partial.replace(self.path)


def _rows(document: str, matches: Sequence[NarrativeMatch]) -> list[dict[str, object]]:
    if not matches:
        return [dict.fromkeys(_SCHEMA.names, None) | {"document_id": document, "framing": ""}]
    return [
        {
            "document_id": document,
            "framing": m.framing,
            "start": m.passage.start,
            "end": m.passage.end,
            "score": m.score,
            "by": m.by,
            "from": m.words_at[0],
            "to": m.words_at[1],
        }
        for m in matches
    ]


def _match(row: Mapping[str, object]) -> NarrativeMatch:
    start, end = int(str(row["start"])), int(str(row["end"]))
    return NarrativeMatch(
        framing=str(row["framing"]),
        passage=Passage(document_id=str(row["document_id"]), start=start, end=end, quote=" " * (end - start)),
        score=float(str(row["score"])),
        by=str(row["by"]),
        words_at=(int(str(row["from"])), int(str(row["to"]))),
    )
