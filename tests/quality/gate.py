"""Hold the pinned floors: ``python -m tests.quality.gate DATA [--scorer FILE]``.

Exit code 0 where every floor holds, 1 where one does not, 2 where data or scorer is missing or the data is other
than the pinned. Floors are only ever changed by hand in floors.json, with the reason in the change.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from tests.quality.measuring import digest, measure, missing

FLOORS = Path(__file__).parent / "floors.json"


def figure(result: dict[str, Any], name: str) -> float:
    """A figure by its dotted name, such as "full.f1"."""
    value: Any = result
    for part in name.split("."):
        value = value[part]
    return float(value or 0.0)


def breaches(result: dict[str, Any], floors: dict[str, Any]) -> list[str]:
    """One line for each floor or ceiling that does not hold."""
    low = [f"{n}: {figure(result, n)} is below {v}" for n, v in floors["at_least"].items() if figure(result, n) < v]
    high = [f"{n}: {figure(result, n)} is above {v}" for n, v in floors["at_most"].items() if figure(result, n) > v]
    return low + high


def main() -> int:
    """Measure and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--scorer", type=Path)
    args = parser.parse_args()
    scorer = args.scorer or args.data.parent / "score" / "statements_score.py"
    absent = [str(args.data / name) for name in missing(args.data)] + ([] if scorer.is_file() else [str(scorer)])
    if absent:
        print(f"quality: not found: {', '.join(absent)}; give the folder of the coded texts", file=sys.stderr)
        return 2
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    if digest(args.data) != floors["data_sha256"]:
        print(
            f"quality: {args.data} is not the data the floors were pinned on ({floors['data_sha256'][:12]}…)",
            file=sys.stderr,
        )
        return 2
    broken = [line for coder, bars in floors["coders"].items() for line in held(args.data, scorer, coder, bars)]
    for line in broken:
        print(f"quality: BROKEN {line}", file=sys.stderr)
    return 1 if broken else 0


def held(data: Path, scorer: Path, coder: str, floors: dict[str, Any]) -> list[str]:
    """Measure one coder, print its figures, and give a line for each floor that does not hold."""
    result, _ = measure(data, scorer, name=coder)
    for name in (*floors["at_least"], *floors["at_most"]):
        print(f"quality: {coder} {name} = {figure(result, name)}")
    return [f"{coder} {line}" for line in breaches(result, floors)]


if __name__ == "__main__":
    sys.exit(main())
