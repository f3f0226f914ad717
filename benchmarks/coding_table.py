"""The whole table of how well texts are coded: measure, figure, floor, goal, and what kind of figure it is.

    python benchmarks/coding_table.py DATA [--scores FOLDER] [--test3] [--without ROW ...] [--coders CODER ...]

DATA holds ``muc4/``, ``articles/``, ``day_after/`` and ``emergent_stance/``, FOLDER (else DATA/../score) the scorers
``muc4_score.py`` and ``statements_score.py``. "Development" texts were looked at while the coders were made or their
thresholds chosen, "held out" ones were not: expect less than a development figure on any other text. Read ``--test3``
and the row ``stance`` seldom (``--without stance``), or they will be held out no more.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.muc4 import Predictor, shipped_folder, write
from benchmarks.stance import measure as measure_stance

from counterclaim.errors import CounterclaimError
from counterclaim.pipeline.coding_files import code_files
from counterclaim.pipeline.progress import Silent

CODERS = ("grammar-en", "encoder-en")
ROWS = ("muc4", "articles", "incident", "stance")
DEVELOPMENT, HELD_OUT = "development", "held out"
MUC = (
    ("attribution.label.micro", (0.38, 0.40), (0.52, 0.55)),
    ("ree.micro_avg", (0.50, 0.46), (0.58, 0.56)),
    ("template.gtt.micro_avg", (None, 0.45), (None, 0.53)),
    ("template.rme_phi3", (0.30, None), (0.42, None)),
)
"""Path in the scorer's result, floors and goals for dev and test3."""


@dataclass(frozen=True)
class Line:
    """One line of the table; all figures between 0 and 1."""

    measure: str
    value: float
    floor: float | None
    goal: float | None
    kind: str


def records(path: Path) -> list[dict[str, Any]]:
    """JSON Lines, or one JSON object."""
    text = path.read_text(encoding="utf-8").strip()
    return [json.loads(text)] if path.suffix == ".json" else [json.loads(x) for x in text.splitlines() if x.strip()]


def loaded(path: Path) -> ModuleType:
    """A scorer as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: cannot be loaded as a scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reached(result: dict[str, Any], path: str) -> float:
    """The figure at "a.b.c" of a scorer's result in percent, as a share; its F1 where several are given."""
    found: Any = result
    for key in path.split("."):
        found = found[key]
    while isinstance(found, dict):
        found = next(found[key] for key in ("f1", "micro", "micro_avg") if key in found)
    return float(found) / 100


def muc_lines(data: Path, scorer: ModuleType, *, test3: bool) -> Iterator[Line]:
    """Incidents of the shipped encoder against MUC-4's keys."""
    predictor = Predictor(shipped_folder())
    for at, part in enumerate(("dev", "test3") if test3 else ("dev",)):
        gold = records(data / "muc4" / f"{part}.jsonl")
        found = list(predictor.predictions(gold))
        result = scorer.score({r["id"]: r for r in gold}, {r["id"]: r for r in found})
        kind = f"{HELD_OUT}, read seldom" if part == "test3" else f"{DEVELOPMENT}: thresholds were chosen on it"
        for path, floors, goals in MUC:
            yield Line(f"MUC-4 {part} {path}", reached(result, path), floors[at], goals[at], kind)
        yield incident_line(
            f"MUC-4 {part} incident or not, muc4 head", gold, {r["id"]: r["incidents"] for r in found}, kind
        )


def coded(texts: Sequence[dict[str, Any]], coder: str) -> dict[str, dict[str, Any]]:
    """The texts as the command ``code`` writes them, by id."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "texts.jsonl", Path(folder) / "coded.jsonl"
        write(source, ({k: t[k] for k in ("id", "text", "title", "published", "lang") if t.get(k)} for t in texts))
        code_files([str(source)], target, coder=coder, progress=Silent())
        return {r["id"]: r for r in records(target)}


def article_lines(data: Path, scorer: ModuleType, coder: str) -> Iterator[Line]:
    """Statements and outcomes of the articles and the note; neither grammar nor weights were trained on them."""
    gold = [*records(data / "articles" / "gold.jsonl"), *records(data / "day_after" / "gold.json")]
    note = (data / "day_after" / "note.txt").read_text(encoding="utf-8")
    texts = [
        *records(data / "articles" / "articles.jsonl"),
        {"id": gold[-1]["id"], "text": note, "title": note.split("\n", 1)[0], "lang": "en"},
    ]
    found = coded(texts, coder)
    plain = {t["id"]: t["text"] for t in texts}
    result = scorer.score({g["id"]: g for g in gold}, found, plain, 0)
    kind = f"{DEVELOPMENT}: the grammar was written with them in view"
    yield Line(f"articles and note, full F1, {coder}", result["full"]["f1"], 0.55, 0.75, kind)
    yield Line(f"articles and note, outcome share, {coder}", result["outcome"], 0.55, 0.75, kind)
    yield Line(f"articles and note, unsupported quotes, {coder}", result["unsupported"], 0, 0, kind)


def incident_line(measure: str, gold: Sequence[dict[str, Any]], found: dict[str, list[Any]], kind: str) -> Line:
    """F1 of "this document tells of an incident"."""
    truth = {g["id"] for g in gold if g["templates"]}
    said = {name for name, incidents in found.items() if incidents}
    hits = len(truth & said)
    return Line(measure, 2 * hits / max(1, len(truth) + len(said)), 0.85, 0.92, kind)


def coded_incident_line(data: Path, coder: str) -> Line:
    """The same for a coder of statements: does it find an event in the text?"""
    gold = records(data / "muc4" / "dev.jsonl")
    texts = [{"id": g["id"], "text": g["text"], "published": g.get("date"), "lang": "en"} for g in gold]
    found = {name: record["events"] for name, record in coded(texts, coder).items()}
    return incident_line(f"MUC-4 dev incident or not, {coder}", gold, found, DEVELOPMENT)


def table(
    data: Path, scores: Path, *, test3: bool, without: Sequence[str], coders: Sequence[str] = CODERS
) -> Iterator[Line]:
    """The lines, as they are worked out."""
    if "muc4" not in without:
        yield from muc_lines(data, loaded(scores / "muc4_score.py"), test3=test3)
    for coder in coders:
        if "articles" not in without:
            yield from article_lines(data, loaded(scores / "statements_score.py"), coder)
        if "incident" not in without:
            yield coded_incident_line(data, coder)
    if "stance" not in without:
        yield from stance_lines(data)


def stance_lines(data: Path) -> Iterator[Line]:
    """Headlines towards claims, by frames that were written without these headlines."""
    found, kind = measure_stance(data), f"{HELD_OUT}: nothing was trained on it; one row was seen"
    yield Line("Emergent stance, accuracy", found["accuracy"], None, 0.70, kind)
    yield Line("Emergent stance, macro-F1", found["macro_f1"], None, None, kind)


def printed(line: Line) -> str:
    """A line as text."""
    floor, goal = ("-" if x is None else f"{x:.2f}" for x in (line.floor, line.goal))
    return f"{line.measure:<58} {line.value:>6.3f} {floor:>6} {goal:>6}  {line.kind}"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--scores", type=Path, help="the scorers' folder")
    parser.add_argument("--test3", action="store_true", help="also MUC-4's test part")
    parser.add_argument("--without", nargs="*", choices=ROWS, default=[], help="rows to leave out")
    parser.add_argument("--coders", nargs="+", default=CODERS)
    args = parser.parse_args()
    scores = args.scores or args.data.parent / "score"
    needed = [args.data / "muc4", args.data / "articles", args.data / "day_after", scores / "muc4_score.py"]
    absent = [str(path) for path in needed if not path.exists()]
    if absent:
        print(f"not found: {', '.join(absent)}; give the folder of the labelled texts and --scores", file=sys.stderr)
        return 2
    print(f"{'measure':<58} {'figure':>6} {'floor':>6} {'goal':>6}  kind of figure")
    try:
        for line in table(args.data, scores, test3=args.test3, without=args.without, coders=args.coders):
            print(printed(line), flush=True)
    except CounterclaimError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
