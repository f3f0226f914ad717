"""Fill the slots of invented reports with names, differently each time, so that no name can be learnt by heart."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_SLOT = re.compile(r"\{([A-Z]\d*)([as]?)\}")
_REAL = 0.35
"""Share of armed groups that get a name of the actor codebook instead of an invented one (ours)."""


@cache
def names() -> dict[str, Any]:
    """The fillers."""
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "reports" / "names.yaml").read_text("utf-8"))
    return loaded


def realise(record: Mapping[str, Any], seed: int, known: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
    """``record`` with each slot filled; the same ``seed`` fills alike.

    ``known`` are (name, short form or "") of armed groups from a codebook.
    """
    rng = random.Random(f"{record['id']}/{seed}")
    raw = json.dumps(record, ensure_ascii=False)
    kinds = record.get("slots") or {}
    fills: dict[str, dict[str, str]] = {}
    for slot in sorted({m[1] for m in _SLOT.finditer(raw)}, key=lambda s: (s[0] != "C", s)):
        fills[slot] = _fill(slot, kinds.get(slot, ""), rng, known, fills)
    filled = _SLOT.sub(lambda m: json.dumps(fills[m[1]][m[2]], ensure_ascii=False)[1:-1], raw)
    result: dict[str, Any] = json.loads(filled)
    return _without_double_articles(result)


def _fill(
    slot: str, kind: str, rng: random.Random, known: Sequence[tuple[str, str]], before: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    used = {fill[""] for fill in before.values()}
    for _ in range(20):
        fill = _draw(slot, kind, rng, known)
        if fill[""] not in used:
            break
    return fill


def _draw(slot: str, kind: str, rng: random.Random, known: Sequence[tuple[str, str]]) -> dict[str, str]:
    n = names()
    letter = slot[0]
    if letter == "C" or kind in ("state", "country"):
        country, adjective = rng.choice(n["countries"])
        return {"": country, "a": adjective, "s": country}
    if letter in ("P", "R", "O"):
        name = rng.choice(n[{"P": "towns", "R": "regions", "O": "outlets"}[letter]])
        return {"": name, "a": name, "s": name}
    if letter == "N" or kind == "person":
        first, last = rng.choice(n["first"]), rng.choice(n["last"])
        return {"": f"{first} {last}", "a": last, "s": last}
    name, short = _body(kind, rng, known)
    return {"": name, "a": name, "s": short}


_PATTERNS = {
    "militia": "militias",
    "army": "armies",
    "coalition": "coalitions",
    "party": "parties",
    "agency": "agencies",
}


def _body(kind: str, rng: random.Random, known: Sequence[tuple[str, str]]) -> tuple[str, str]:
    n = names()
    table = _PATTERNS.get(kind, "groups")
    if table == "groups" and known and rng.random() < _REAL:
        name, short = rng.choice(known)
        return name, short or name
    region = rng.choice(n["regions"]).removeprefix("the ")
    name = rng.choice(n[table]).format(
        r=region,
        w=rng.choice(n["words"]),
        x=rng.choice(n["crosses"]),
        d=rng.choice(n["dates"]),
        c=rng.choice(n["countries"])[1],
    )
    return name, _short(name)


def _short(name: str) -> str:
    words = [w for w in re.split(r"[\s\-]+", re.sub(r"\(.*\)", "", name)) if w[:1].isupper()]
    return "".join(w[0] for w in words) if len(words) > 2 else words[0] if words else name


def _without_double_articles(value: Any) -> Any:
    """Such as "the the Evening Courier", where a text has an article and the filler too."""
    if isinstance(value, str):
        value = re.sub(r"\b([Tt]he) the\b", r"\1", value)
        return re.sub(
            r"\b([Aa])n? ([AEIOaeio])(?=[a-z])",
            r"\1n \2",
            re.sub(r"\b([Aa])n ([^AEIOUaeiouhH\W\d])(?=[a-z])", r"\1 \2", value),
        )
    if isinstance(value, list):
        return [_without_double_articles(v) for v in value]
    if isinstance(value, dict):
        return {k: _without_double_articles(v) for k, v in value.items()}
    return value
