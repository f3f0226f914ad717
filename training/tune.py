"""Choose the thresholds on development texts: `python -m training.tune --model FOLDER --gold dev.jsonl --scorer muc4_score.py`.

Coordinate ascent over the thresholds; the readings are made once. With --write the thresholds go into config.json.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.muc4_statements import StatementReader

from counterclaim.statements.encoder.blaming.weights import Blaming
from counterclaim.statements.encoder.incidents import Bars, Incident, Witnesses
from counterclaim.statements.encoder.model import Encoder
from counterclaim.statements.encoder.news import predict, readings
from counterclaim.statements.encoder.reading import Reader
from counterclaim.statements.encoder.settings import Setting, setting_of

STEPS = (-0.2, -0.07, 0.07, 0.2)
FLOORS = {"ree": 51.5, "rme_phi3": 33.0, "document": 85.3}
"""What a figure must not fall below for the sake of another: each point short costs a point."""


def load_scorer(path: Path) -> ModuleType:
    """The scorer's functions."""
    spec = importlib.util.spec_from_file_location("muc4_score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{path}: no scorer there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Bench:
    """Scores thresholds on a file of records with keys."""

    def __init__(self, model: Path, gold: Path, scorer: Path) -> None:
        self.scorer = load_scorer(scorer)
        encoder = Encoder(model)
        records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
        self.gold = {r["id"]: r for r in records}
        self.reader = Reader(encoder.heads("muc4"))
        self.readings = list(readings(records, encoder))
        statements = StatementReader(model)
        blaming = Blaming.read(model)
        self.heard = {record["id"]: Witnesses(statements.said(record), blaming) for record in records}
        self._settings: dict[tuple[object, ...], Setting] = {}

    def setting(self, incident: Incident, text: str, record: Mapping[str, Any]) -> Setting:
        """The setting of an incident, remembered: it takes most of the time."""
        key = (record["id"], tuple(sorted(f.spans for f in incident.fillers)))
        if key not in self._settings:
            self._settings[key] = setting_of(incident, text, record)
        return self._settings[key]

    def predictions(self, bars: Bars) -> dict[str, Any]:
        """Predictions by id."""
        return {
            record["id"]: predict(record, self.reader, reading, bars, self.setting, self.heard[record["id"]])
            for record, reading in self.readings
        }

    def figures(self, bars: Bars) -> dict[str, float]:
        """The figures of the issue's table."""
        pred = self.predictions(bars)
        s = self.scorer
        attribution = s.score_incidents(self.gold, pred)
        hits = sum(bool(g["templates"]) and bool(pred[i]["incidents"]) for i, g in self.gold.items())
        truth = sum(bool(g["templates"]) for g in self.gold.values())
        told = sum(bool(p["incidents"]) for p in pred.values())
        ree = s.score_ree(self.gold, pred, "first")
        return {
            "attribution": attribution["attribution"]["label"]["micro"]["f1"],
            "found": attribution["attribution"]["found"]["f1"],
            "accuracy": attribution["attribution"]["accuracy"],
            "ree": ree["micro_avg"]["f1"],
            "gtt": s.score_gtt(self.gold, pred, "first")["micro_avg"]["f1"],
            "rme_phi3": s.score_rme_mentions(self.gold, pred)["f1"],
            "document": round(200 * hits / max(1, truth + told), 2),
            "aligned": attribution["aligned"]["f1"],
            **{f"ree.{role}": ree[role]["f1"] for role in s.ROLES},
        }

    def worth(self, bars: Bars) -> float:
        """What is climbed: the mean of the headline figures, attribution and roles counting double; see FLOORS."""
        f = self.figures(bars)
        mean = (2 * f["attribution"] + 2 * f["ree"] + f["gtt"] + f["rme_phi3"] + 0.5 * f["document"]) / 6.5
        return float(mean - sum(max(0.0, floor - f[name]) for name, floor in FLOORS.items()))


def moves(bars: Bars) -> list[Callable[[Bars, float], Bars]]:
    """Ways to move one threshold by a step."""

    def plain(name: str) -> Callable[[Bars, float], Bars]:
        return lambda b, d: replace(b, **{name: min(0.98, max(0.02, getattr(b, name) + d))})

    def entry(name: str, key: str, scale: float, low: float) -> Callable[[Bars, float], Bars]:
        def move(b: Bars, d: float) -> Bars:
            mapping = dict(getattr(b, name))
            mapping[key] = min(0.95 if low >= 0 else 3.0, max(low, mapping[key] + scale * d))
            return replace(b, **{name: mapping})

        return move

    def blame(name: str) -> Callable[[Bars, float], Bars]:
        def move(b: Bars, d: float) -> Bars:
            value = getattr(b.blame, name) + 3 * d
            return replace(b, blame=replace(b.blame, **{name: value if name == "bias" else max(0.0, value)}))

        return move

    def degree(label: str) -> Callable[[Bars, float], Bars]:
        def move(b: Bars, d: float) -> Bars:
            value = b.blame.certainty[label] + 5 * d
            return replace(b, blame=replace(b.blame, certainty={**b.blame.certainty, label: value}))

        return move

    return [
        *(plain(name) for name in ("relevant", "together", "joins", "tags", "alias", "alone")),
        *(blame(name) for name in ("bias", "attributed", "named", "said", "label", "signs")),
        *(degree(label) for label in bars.blame.certainty),
        *(entry("role", role, 1.0, 0.02) for role in bars.role),
        *(entry("kind", kind, 5.0, -3.0) for kind in bars.kind),
    ]


def climb(bench: Bench, bars: Bars, rounds: int = 2) -> Bars:
    """Coordinate ascent."""
    best = bench.worth(bars)
    for _ in range(rounds):
        before = best
        for move in moves(bars):
            trials = [move(bars, step) for step in STEPS]
            scored = [(bench.worth(t), -i) for i, t in enumerate(trials)]
            top, at = max(scored)
            if top > best + 0.05:
                best, bars = top, trials[-at]
        print(round(best, 2), bench.figures(bars), flush=True)
        if best - before < 0.1:
            break
    return bars


def main() -> None:
    """Tune."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    bench = Bench(args.model, args.gold, args.scorer)
    config = json.loads((args.model / "config.json").read_text())
    start = Bars.of(config.get("muc4", {}).get("bars", {}))
    print("start", bench.figures(start), flush=True)
    bars = climb(bench, start)
    print(json.dumps(asdict(bars)))
    if args.write:
        config.setdefault("muc4", {})["bars"] = asdict(bars)
        (args.model / "config.json").write_text(json.dumps(config, indent=1) + "\n")


if __name__ == "__main__":
    main()
