"""Tables as releases of their data sets: what they are called, and which of their rows are which documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from counterclaim.codebooks.data_sets import DataSet, data_sets
from counterclaim.codebooks.table_maps import table_map
from counterclaim.documents.revisions import standing
from counterclaim.documents.tables.cells import tidied
from counterclaim.model import Capture, Document, Fetched, Hints, ReadItem, RefusedRow, Release
from counterclaim.model.identity import sha256_hex
from counterclaim.model.row import row_parts

NO_HINTS = Hints()


def address_of(fetched: Fetched) -> str:
    """The address as asked for; of a table also how it was read, as the same bytes can be read by another map."""
    name = fetched.uri or Path(fetched.name).name
    hints = fetched.hints
    if not hints.data_set:
        return name
    how = f"?map={sha256_hex(hints.table_map.encode())[:12]}" if hints.table_map else ""
    return f"{hints.data_set}:{name}{how}"


def release_of(capture: Capture, items: Sequence[ReadItem], documents: Sequence[Document]) -> Release | None:
    """Which rows a table has; None for what is no table."""
    rows = {
        item.record: (row_parts(item.media_type)[0], document.id)
        for item, document in zip(items, documents, strict=True)
        if item.record
    }
    if not rows:
        return None
    data_set = next(iter(rows.values()))[0]
    return Release(
        capture_id=capture.id,
        data_set=data_set,
        records=tuple(sorted((record, document) for record, (_, document) in rows.items())),
    )


def as_they_were(release: Release, refused: Sequence[RefusedRow], hints: Hints, earlier: Sequence[Release]) -> Release:
    """The release with refused rows as an earlier file has them: what is damaged in a new file was not withdrawn."""
    known: DataSet = table_map(hints.table_map, "the map").data_set if hints.table_map else data_sets()[hints.data_set]
    stands = standing([r for r in earlier if r.data_set == release.data_set]).rows
    before = {record: d for r in earlier for record, d in r.records if d in stands}
    told = dict(release.records)
    for row in refused:
        cells = dict(zip(row.columns, row.cells, strict=False))
        record = " | ".join(tidied(cells.get(column, "").strip(), known.kind(column)) for column in known.id)
        if record in before:
            told.setdefault(record, before[record])
    return replace(release, records=tuple(sorted(told.items())))
