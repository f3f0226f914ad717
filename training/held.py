"""The held-out hand-coded texts in the form that the scorer of statements reads.

    python training/held.py OUT [--data DIR] [FILE...]

Writes OUT/texts.jsonl and OUT/gold.jsonl: the documents that training leaves out (see `training.examples.held_out`), one
reading of each. They hold texts: they stay in the folder of work.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from training.examples import HERE, held_out, records


def scored(gold: Mapping[str, Any], text: str) -> dict[str, Any]:
    """A compiled coding with words in place of offsets."""

    def words(span: Any) -> str | None:
        return span if span is None or isinstance(span, str) else text[slice(*span)]

    events = []
    for e in gold["events"]:
        event = {k: e[k] for k in ("eid", "role", "type", "date")}
        event["place"] = {"name": words(e["place"]), "country": e["country"]} if e["place"] or e["country"] else None
        event["statements"] = [
            {
                "act": s["act"],
                "speaker": words(s["speaker"]),
                "speaker_kind": s["speaker_kind"],
                "perpetrator": words(s["perpetrator"]),
                "quote": words(s["quote"]),
                "also": [words(a) for a in s["also"]],
            }
            for s in e["statements"]
        ]
        events.append(event)
    return {"id": gold["id"], "set": gold["set"], "events": events}


def main() -> int:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--data", type=Path)
    args = parser.parse_args()
    files = args.files or [*sorted((HERE / "gold").glob("*.jsonl")), *sorted((HERE / "reports").glob("*.jsonl"))]
    args.out.mkdir(parents=True, exist_ok=True)
    seen: set[str] = set()
    with (args.out / "texts.jsonl").open("w") as texts, (args.out / "gold.jsonl").open("w") as golds:
        for gold, record in records(files, args.data, 1):
            if gold["id"] in seen or not held_out(gold["id"].split("#")[0]):
                continue
            seen.add(gold["id"])
            kept = {k: record.get(k) for k in ("text", "title", "published")}
            texts.write(json.dumps({"id": gold["id"], **kept}, ensure_ascii=False) + "\n")
            golds.write(json.dumps(scored(gold, record["text"]), ensure_ascii=False) + "\n")
    print(f"{len(seen)} documents")
    return 0


if __name__ == "__main__":
    sys.exit(main())
