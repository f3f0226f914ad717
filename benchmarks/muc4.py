"""Predict incidents for a file like those of MUC-4, with the encoder that ships.

    python benchmarks/muc4.py IN.jsonl OUT.jsonl [--model FOLDER]

Writes the form that muc4_score.py reads. Keys in IN, if there are any, are not looked at.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.muc4_statements import StatementReader

from counterclaim.statements.encoder.incidents import Bars
from counterclaim.statements.encoder.model import Encoder, shipped_folder
from counterclaim.statements.encoder.news import predict, readings
from counterclaim.statements.encoder.reading import Reader


def write(path: Path, records: Iterable[dict[str, Any]]) -> None:
    """JSON Lines."""
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")


def main() -> None:
    """Predict."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--model", type=Path, help="a folder in place of the shipped one")
    args = parser.parse_args()
    encoder = Encoder(args.model or shipped_folder())
    bars = Bars.of(encoder.config.get("muc4", {}).get("bars", {}))
    reader, statements = Reader(encoder.heads("muc4")), StatementReader(args.model)
    records = [json.loads(line) for line in args.source.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = (
        predict(record, reader, reading, bars, said=statements.said(record))
        for record, reading in readings(records, encoder)
    )
    write(args.target, found)


if __name__ == "__main__":
    main()
