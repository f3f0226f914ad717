"""Check and compile hand-coded texts.

    python training/gold.py check FILE... [--data DIR]
    python training/gold.py compile FILE... [--data DIR] [--out training]
    python training/gold.py agree FILE FILE [--data DIR]

``check`` prints each quote that does not match its text. ``compile`` writes ``gold/<set>.jsonl`` (offsets and
digests) and, for texts of the set "ours", ``reports/<file>.jsonl`` with the invented text itself; documents with
problems are left out and named. ``agree`` compares two readers on the documents that both coded.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from training.agreement import compare
from training.coded import Compiler
from training.texts import MissingDataError, data_folder, texts_of

HERE = Path(__file__).parent


def compiled(record: dict[str, Any], data: Path | None) -> tuple[dict[str, Any], list[str], str]:
    """One working record compiled, its problems, and its text."""
    try:
        if record["set"] == "ours":
            text = record["text"]
        else:
            text = texts_of(record["set"], data_folder(data))[record["id"]]["text"]
        compiler = Compiler(record, text)
        return compiler.run(), compiler.problems, text
    except KeyError as error:
        return {}, [f"{record.get('id')}: no {error} in the record, or no such document in its set"], ""


def read(
    files: Iterable[Path], data: Path | None
) -> tuple[list[tuple[Path, dict[str, Any], dict[str, Any]]], list[str]]:
    """All records of ``files`` that compile, as (file, working, compiled), and all problems."""
    kept, problems = [], []
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                problems.append(f"{path.name}:{number}: no JSON: {error}")
                continue
            result, wrong, _ = compiled(record, data)
            problems += [f"{path.name}:{number}: {w}" for w in wrong]
            if not wrong:
                kept.append((path, record, result))
    return kept, problems


def write(kept: Sequence[tuple[Path, dict[str, Any], dict[str, Any]]], out: Path) -> None:
    """Write compiled codings by set and reader, and invented reports by file."""
    tables: dict[Path, list[dict[str, Any]]] = {}
    for path, working, result in kept:
        if working["set"] == "ours":
            tables.setdefault(out / "reports" / path.name, []).append(working)
        else:
            name = f"{working['set'].replace('/', '-')}-{working['reader']}.jsonl"
            tables.setdefault(out / "gold" / name, []).append(result)
    for table, records in sorted(tables.items()):
        table.parent.mkdir(parents=True, exist_ok=True)
        ordered = sorted(records, key=lambda r: r["id"])
        lines = "".join(json.dumps(r, ensure_ascii=False, separators=(",", ":")) + "\n" for r in ordered)
        table.write_text(lines, encoding="utf-8")
        print(f"{table}: {len(ordered)} documents")


def main() -> int:
    """Run one of the three verbs; 1 where a document has problems, 2 where the data are missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=("check", "compile", "agree"))
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, default=HERE)
    args = parser.parse_args()
    try:
        kept, problems = read(args.files, args.data)
    except MissingDataError as error:
        print(error, file=sys.stderr)
        return 2
    for problem in problems:
        print(problem)
    counted = sum(len(e["statements"]) for _, _, r in kept for e in r["events"])
    print(f"{len(kept)} documents without problems, {counted} statements; {len(problems)} problems")
    if args.verb == "compile":
        write(kept, args.out)
    if args.verb == "agree":
        one = {r["id"]: r for p, _, r in kept if p == args.files[0]}
        other = {r["id"]: r for p, _, r in kept if p == args.files[-1]}
        texts = {
            r["id"]: w.get("text") or texts_of(w["set"], data_folder(args.data))[r["id"]]["text"] for _, w, r in kept
        }
        print(json.dumps(compare(one, other, texts), indent=1))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
