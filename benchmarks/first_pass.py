"""What the first pass leaves unread, what that costs, and how fast it is.

    python benchmarks/first_pass.py DATA [--weights FILE.npz] [FILE...]

DATA holds muc4/, gum/ and ecbplus/. FILEs are hand-coded texts; without any, those in training/gold and
training/reports. Only texts that were held out of training are looked at, and muc4/dev. "skipped" is the share of the
sentences with nothing to code that neither grammar nor encoder reads; a statement is "lost" if none of its sentences
is read. In muc4/dev the key's fillers stand for statements. "stream" is the share skipped of a stream in which nine
sentences of ten have nothing to code: the texts of "dev" among as many calm ones as that takes. Exit code 1 where a
floor is not held.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from training.screening_texts import HAND_CODED, Screened, corpus, keyed
from training.texts import json_lines

from counterclaim.statements.screening.model import load_weights, read_weights
from counterclaim.statements.screening.screen import Screen

TRAINING = Path(__file__).parents[1] / "training"
CALM = ("ecbplus/calm", "gum/calm")
FLOORS = {"stream": 0.7, "lost": 0.01, "words_a_second": 500_000}
"""What the shipped weights hold."""


def tally(texts: Iterable[Screened], screen: Screen) -> dict[str, int]:
    """Sentences with nothing to code, those of them skipped, statements, those of them lost."""
    counts = dict.fromkeys(("something", "nothing", "skipped", "statements", "lost"), 0)
    for text in texts:
        read = screen.chosen(text.sentences)
        idle = [k for k, label in enumerate(text.labels) if label == 0]
        counts["something"] += len(text.labels) - len(idle)
        counts["nothing"] += len(idle)
        counts["skipped"] += sum(k not in read for k in idle)
        carried = [c for c in text.statements if c]
        counts["statements"] += len(carried)
        counts["lost"] += sum(not read.intersection(c) for c in carried)
    return counts


def words_a_second(texts: list[Screened], screen: Screen) -> int:
    """Words that the pass goes through in a second of CPU time."""
    words = sum(len(sentence.split()) for text in texts for sentence in text.sentences)
    best = 1e9
    for _ in range(7):
        began = time.process_time()
        for text in texts:
            screen.chosen(text.sentences)
        best = min(best, time.process_time() - began)
    return round(words / best)


def added(every: Iterable[dict[str, int]]) -> dict[str, float]:
    """The sums, with shares."""
    total: dict[str, float] = {}
    for counts in every:
        for name, n in counts.items():
            total[name] = total.get(name, 0) + n
    return total | {
        "share_skipped": round(total["skipped"] / max(1, total["nothing"]), 4),
        "share_lost": round(total["lost"] / max(1, total["statements"]), 4),
    }


def stream(texts: list[dict[str, int]], calm: list[dict[str, int]]) -> float:
    """The share skipped of a stream of ``texts`` with so many ``calm`` ones that nine sentences of ten have nothing."""
    ours, others = added(texts), added(calm)
    wanted = max(0.0, 9 * ours["something"] - ours["nothing"])
    return round((ours["skipped"] + wanted * others["share_skipped"]) / (ours["nothing"] + wanted), 4)


def measure(data: Path, files: list[Path], screen: Screen) -> dict[str, Any]:
    """The whole table."""
    texts = list(corpus(data, files, held=True))
    texts += [keyed(record, None, "muc4/dev") for record in json_lines(data / "muc4" / "dev.jsonl")]
    by_set = {name: tally([t for t in texts if t.set == name], screen) for name in sorted({t.set for t in texts})}
    dev = [name for name in by_set if name != "muc4/key"]
    return {
        "sets": {name: added([counts]) for name, counts in by_set.items()},
        "dev": added([by_set[name] for name in dev]),
        "hand-coded": added([by_set[name] for name in dev if name in HAND_CODED]),
        "stream": stream([by_set[name] for name in dev if name not in CALM], [by_set[name] for name in CALM]),
        "words_a_second": words_a_second(texts, screen),
    }


def main() -> int:
    """Measure, print JSON, and hold the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--weights", type=Path)
    args = parser.parse_args()
    if not (args.data / "muc4" / "dev.jsonl").is_file():
        print(f"no {args.data}/muc4/dev.jsonl: give the folder that holds muc4/, gum/ and ecbplus/", file=sys.stderr)
        return 2
    files = args.files or sorted([*(TRAINING / "gold").glob("*.jsonl"), *(TRAINING / "reports").glob("*.jsonl")])
    found = measure(args.data, files, Screen(read_weights(args.weights) if args.weights else load_weights()))
    print(json.dumps(found, indent=1))
    held = (
        found["stream"] >= FLOORS["stream"]
        and found["hand-coded"]["share_lost"] <= FLOORS["lost"]
        and found["words_a_second"] >= FLOORS["words_a_second"]
    )
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
