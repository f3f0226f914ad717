"""JSON: all tables in one document, described by ``data/export.schema.json``."""

from __future__ import annotations

import json
from typing import Any

from counterclaim.publications.exports.tables import TABLES, Table
from counterclaim.publications.material import Material

FORMAT = "counterclaim-export/1"


def json_bytes(material: Material, chain_head: str) -> bytes:
    """Every table as a list of objects; the same material gives the same bytes."""
    body = {
        "format": FORMAT,
        "invented": material.invented,
        "masked_persons": material.masked,
        "chain_head": chain_head,
        **{table.name: [dict(row) for row in table.rows(material)] for table in TABLES},
    }
    return (json.dumps(body, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")


_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "int": {"type": ["integer", "null"]},
    "float": {"type": ["number", "null"]},
    "bool": {"type": "boolean"},
    "list": {"type": "array", "items": {"type": "string"}},
}


def schema() -> dict[str, Any]:
    """The JSON Schema of an export, made from the tables; the shipped file is this, and a test holds them equal."""
    properties: dict[str, Any] = {
        "format": {"const": FORMAT},
        "invented": {"type": "boolean", "description": "Whether any document labels itself as an invented example."},
        "masked_persons": {"type": "integer", "minimum": 0},
        "chain_head": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        **{table.name: {"type": "array", "items": _row_schema(table)} for table in TABLES},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "counterclaim export",
        "description": "Events, statements, assessments and their sources. Private persons are masked in every text.",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _row_schema(table: Table) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: _TYPES[kind] for name, kind in table.columns.items()},
        "required": list(table.columns),
        "additionalProperties": False,
    }
