"""Measure the coder on coded texts: shared by the gate and by benchmarks/articles.py."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from counterclaim.codebooks import ActorBook, Gazetteer
from counterclaim.documents import segment
from counterclaim.model import Coding, CodingInput, DateInterval
from counterclaim.statements import Coder, load_coder
from counterclaim.statements.records import to_record

FILES = ("articles/articles.jsonl", "articles/gold.jsonl", "day_after/note.txt", "day_after/gold.json")


def missing(data: Path) -> list[str]:
    """Files of the coded texts that are not there."""
    return [name for name in FILES if not (data / name).is_file()]


def digest(data: Path) -> str:
    """SHA-256 over the coded texts and their codings: figures of other data are other figures."""
    whole = hashlib.sha256()
    for name in FILES:
        whole.update((data / name).read_bytes())
    return whole.hexdigest()


def texts(data: Path) -> Iterator[dict[str, Any]]:
    """The texts as records with id, text, title, published and lang."""
    for line in (data / FILES[0]).read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)
    note = (data / FILES[2]).read_text(encoding="utf-8")
    ident = json.loads((data / FILES[3]).read_text(encoding="utf-8"))["id"]
    yield {"id": ident, "text": note, "title": note.split("\n", 1)[0], "published": None, "lang": "en"}


def gold(data: Path) -> dict[str, Any]:
    """The hand-made codings by id."""
    records = [json.loads(line) for line in (data / FILES[1]).read_text(encoding="utf-8").splitlines() if line.strip()]
    records.append(json.loads((data / FILES[3]).read_text(encoding="utf-8")))
    return {str(r["id"]): r for r in records}


def code(coder: Coder, text: dict[str, Any]) -> dict[str, Any]:
    """Code one text into the record that is scored."""
    return to_record(str(text["id"]), coding(coder, text))


def coding(coder: Coder, text: Mapping[str, Any]) -> Coding:
    """Code one text."""
    published = text.get("published")
    language = text.get("lang") or "en"
    source = CodingInput(
        document_id=str(text["id"]),
        text=text["text"],
        title=text.get("title") or "",
        published=DateInterval.parse(published) if published else None,
        language=language,
        segments=segment(text["text"], language),
    )
    return coder.code(source)


def load_scorer(path: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("statements_score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: cannot be loaded as a scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(
    data: Path, scorer: Path, *, name: str = "", errors: int = 0
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The score over all texts together of the coder called ``name``, or the default, and the records scored."""
    coder = load_coder(name, gazetteer=Gazetteer.load(), actors=ActorBook.load())
    listed = list(texts(data))
    began = time.perf_counter()
    records = [code(coder, text) for text in listed]
    seconds = time.perf_counter() - began
    plain = {str(t["id"]): t["text"] for t in listed}
    result: dict[str, Any] = load_scorer(scorer).score(gold(data), {r["id"]: r for r in records}, plain, errors)
    result["documents_per_second"] = round(len(listed) / seconds, 1)
    return result, records
