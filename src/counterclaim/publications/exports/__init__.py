"""Exports: the published tables as CSV, JSON and Parquet, one file per format in this room."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from counterclaim.errors import ConfigError
from counterclaim.model import EventView
from counterclaim.publications.exports.atomic import write_atomically
from counterclaim.publications.exports.bibtex import bibtex_bytes
from counterclaim.publications.exports.claimreview import claimreview_bytes
from counterclaim.publications.exports.csl import csl_bytes
from counterclaim.publications.exports.csv_ import csv_bytes
from counterclaim.publications.exports.ftm import ftm_bytes
from counterclaim.publications.exports.geojson import geojson_bytes
from counterclaim.publications.exports.gtd import gtd_bytes
from counterclaim.publications.exports.json_ import json_bytes
from counterclaim.publications.exports.options import ExportOptions
from counterclaim.publications.exports.parquet_ import parquet_bytes
from counterclaim.publications.exports.stix import stix_bytes
from counterclaim.publications.exports.tables import TABLES, Table
from counterclaim.publications.material import Material
from counterclaim.publications.prepare import prepare

__all__ = ["FORMATS", "TABLE_NAMES", "ExportOptions", "export", "write_atomically"]

FORMATS = ("csv", "json", "parquet", "gtd", "geojson", "stix", "claimreview", "ftm", "bibtex", "csl")
TABLE_NAMES = tuple(table.name for table in TABLES)


def _alone(make: Callable[[Material], bytes]) -> Callable[[Material, str], bytes]:
    """A format that does not print the head of the chain."""
    return lambda material, _: make(material)


_WHOLE: dict[str, Callable[[Material, str], bytes]] = {
    "json": json_bytes,
    "gtd": _alone(gtd_bytes),
    "geojson": _alone(geojson_bytes),
    "stix": _alone(stix_bytes),
    "claimreview": claimreview_bytes,
    "ftm": _alone(ftm_bytes),
    "bibtex": _alone(bibtex_bytes),
    "csl": _alone(csl_bytes),
}
"""Formats that hold everything in one file: made from the material and the head of the chain."""
ENDINGS = {
    "json": "export.json",
    "gtd": "gtd.csv",
    "geojson": "events.geojson",
    "stix": "stix.json",
    "claimreview": "claimreview.jsonld",
    "ftm": "entities.ftm.json",
    "bibtex": "documents.bib",
    "csl": "documents.csl.json",
}
"""Name of the file where a folder is given."""
_TABULAR: dict[str, Callable[[Table, Material], bytes]] = {"csv": csv_bytes, "parquet": parquet_bytes}
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP can hold: no clock enters the bytes."""


def export(views: Sequence[EventView], fmt: str, out: Path, options: ExportOptions | None = None) -> tuple[Path, ...]:
    """Write the published tables; returns the files written.

    Every format but CSV and Parquet holds all in one file. CSV and Parquet hold ``options.table`` in a single file; all
    tables go into ``out`` where it is an existing folder (one file each) or ends in ``.zip``. Each file appears whole
    or not at all, private persons are masked, and the same input gives the same bytes.

    Raises:
        ConfigError: the format or table is not known, or ``out`` cannot be written.
    """
    options = options or ExportOptions()
    if fmt not in FORMATS:
        raise ConfigError(f"no export format {fmt!r}", where="export", remedy=f"choose one of {', '.join(FORMATS)}")
    material = prepare(
        views,
        sources=options.sources,
        citations=options.citations,
        unmasked=options.unmasked,
        calibration=options.calibration,
    )
    if fmt in _WHOLE:
        path = out / ENDINGS[fmt] if out.is_dir() else out
        write_atomically(path, _WHOLE[fmt](material, options.chain_head))
        return (path,)
    return _write_tables(fmt, out, material, options.table)


def _write_tables(fmt: str, out: Path, material: Material, wanted: str) -> tuple[Path, ...]:
    make = _TABULAR[fmt]
    if out.is_dir():
        paths = [(out / f"{table.name}.{fmt}", table) for table in TABLES]
        for path, table in paths:
            write_atomically(path, make(table, material))
        return tuple(path for path, _ in paths)
    if out.suffix.lower() == ".zip":
        write_atomically(out, _zipped({f"{table.name}.{fmt}": make(table, material) for table in TABLES}))
        return (out,)
    chosen = next((table for table in TABLES if table.name == wanted), None)
    if chosen is None:
        raise ConfigError(f"no table {wanted!r}", where="export", remedy=f"choose one of {', '.join(TABLE_NAMES)}")
    write_atomically(out, make(chosen, material))
    return (out,)


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()
