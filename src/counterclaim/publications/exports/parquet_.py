"""Parquet: one typed table, the same bytes for the same material and library version."""

from __future__ import annotations

import io

from counterclaim.publications.exports.tables import Table
from counterclaim.publications.material import Material


def parquet_bytes(table: Table, material: Material) -> bytes:
    """One table as Parquet, lists as lists, missing numbers as nulls."""
    # Arrow takes a while to load, which commands that write no Parquet should not wait for.
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {
        "text": pa.string(),
        "int": pa.int64(),
        "float": pa.float64(),
        "bool": pa.bool_(),
        "list": pa.list_(pa.string()),
    }
    schema = pa.schema([(name, kinds[kind]) for name, kind in table.columns.items()])
    rows = list(table.rows(material))
    arrays = [
        pa.array([list(v) if isinstance(v := row[name], tuple) else v for row in rows], type=schema.field(name).type)
        for name in table.columns
    ]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), out, compression="zstd")
    return out.getvalue()
