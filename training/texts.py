"""The texts that codings belong to, by set and id, from a folder of data that is no part of this repository."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any


class MissingDataError(Exception):
    """The folder of data is not there."""


def data_folder(given: Path | None = None) -> Path:
    """The folder named by ``given`` or COUNTERCLAIM_DATA."""
    named = given or (Path(os.environ["COUNTERCLAIM_DATA"]) if os.environ.get("COUNTERCLAIM_DATA") else None)
    if named is None or not named.is_dir():
        raise MissingDataError(
            f"no data at {named}: give --data or set COUNTERCLAIM_DATA to the folder that holds muc4/"
        )
    return named


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file, packed or not."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")  # noqa: SIM115 - the next line is the manager
    with opened as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


@cache
def texts_of(name: str, data: Path) -> dict[str, dict[str, Any]]:
    """All texts of the set ``name`` by id, each with text, title and published (ISO or None)."""
    corpus, _, part = name.partition("/")
    if corpus == "muc4":
        return {r["id"]: _muc(r) for r in json_lines(data / "muc4" / f"{part}.jsonl")}
    if corpus == "ecbplus":
        return {r["doc_id"]: _ecb(r) for r in json_lines(data / "ecbplus" / f"{part}_docs.jsonl.gz")}
    if corpus == "gum":
        return {p.stem: _gum(p) for p in sorted((data / "gum").glob("*.conll"))}
    raise MissingDataError(f"there is no set called {name!r}: use muc4/train, ecbplus/train, gum or ours")


def _muc(record: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": record["id"],
        "text": record["text"],
        "title": "",
        "published": record["date"] if record["date"] and "?" not in record["date"] else None,
    }


def _ecb(record: dict[str, Any]) -> dict[str, Any]:
    text = "\n".join(" ".join(tokens) for tokens in record["sentences"])
    return {"id": record["doc_id"], "text": text, "title": "", "published": None}


def _gum(path: Path) -> dict[str, Any]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    words = [row[1] for row in rows if len(row) > 2]
    return {"id": path.stem, "text": " ".join(words), "title": "", "published": None}
