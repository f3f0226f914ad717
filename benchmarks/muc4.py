"""Predict incidents for a file like those of MUC-4, with the encoder that ships.

    python benchmarks/muc4.py IN.jsonl OUT.jsonl [--model FOLDER]

Writes the form that muc4_score.py reads. Keys in IN, if there are any, are not looked at.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.muc4_statements import StatementReader

from counterclaim.statements.encoder.blaming.weights import Blaming
from counterclaim.statements.encoder.incidents import Bars, Witnesses
from counterclaim.statements.encoder.model import Encoder, shipped_folder
from counterclaim.statements.encoder.news import predict, readings
from counterclaim.statements.encoder.reading import Reader


def write(path: Path, records: Iterable[dict[str, Any]]) -> None:
    """JSON Lines."""
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")


class Predictor:
    """The encoder of a folder, its statements' coder and its weights on who is blamed."""

    def __init__(self, folder: Path) -> None:
        self._encoder = Encoder(folder)
        self._bars = Bars.of(self._encoder.config.get("muc4", {}).get("bars", {}))
        self._reader, self._statements = Reader(self._encoder.heads("muc4")), StatementReader(folder)
        self._blaming = Blaming.read(folder)

    def predictions(self, records: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The records' incidents, in the scorer's form."""
        for record, reading in readings(records, self._encoder):
            heard = Witnesses(self._statements.said(record), self._blaming)
            yield predict(record, self._reader, reading, self._bars, heard=heard)


def main() -> None:
    """Predict."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--model", type=Path, help="a folder in place of the shipped one")
    args = parser.parse_args()
    records = [json.loads(line) for line in args.source.read_text(encoding="utf-8").splitlines() if line.strip()]
    write(args.target, Predictor(args.model or shipped_folder()).predictions(records))


if __name__ == "__main__":
    main()
