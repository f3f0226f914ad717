"""The tables of an export: one list for CSV, JSON and Parquet."""

from __future__ import annotations

from counterclaim.publications.exports.assessments import ASSESSMENT, WEIGHT, assessment_rows, weight_rows
from counterclaim.publications.exports.cells import Cell, Record, Table
from counterclaim.publications.exports.documents import (
    CITATION,
    DOCUMENT,
    SOURCE,
    citation_rows,
    document_row,
    source_rows,
)
from counterclaim.publications.exports.events import EVENT, event_row
from counterclaim.publications.exports.statements import STATEMENT, statement_row

__all__ = ["TABLES", "Cell", "Record", "Table"]

TABLES = (
    Table("events", EVENT, lambda m: (event_row(e, m.calibration) for e in m.events)),
    Table("statements", STATEMENT, lambda m: (statement_row(e, s) for e in m.events for s in e.statements)),
    Table("assessments", ASSESSMENT, assessment_rows),
    Table("weights", WEIGHT, weight_rows),
    Table("documents", DOCUMENT, lambda m: map(document_row, m.documents)),
    Table("sources", SOURCE, source_rows),
    Table("citations", CITATION, citation_rows),
)
"""Every table, in the order in which they are written."""
