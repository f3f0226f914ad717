"""Weighing of tables beside other tools: speed, memory, accuracy and calibration.

    python truth_peers.py --also benchmarks/weigh_ours.py --also-python .venv/bin/python    (the peers' own harness)
    python benchmarks/weigh_ours.py --data weather --folder DATA --peers-python PEERS/bin/python
    python benchmarks/weigh_ours.py --data all ... ; python benchmarks/weigh_ours.py --data copied

Every set has one fixed normalisation and one metric (see ``SETS``); all methods get the same normalised table. The gold
is used for the score and for nothing else; one configuration serves all sets. The peers run in an environment of their
own, named by --peers-python: they are no dependency of counterclaim.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

Question = tuple[str, str]
Claim = tuple[Question, str, str]


# Measured beside the peers of the harness --------------------------------------------------------------------------


def _timed(copies: bool) -> Callable[[Any], None]:
    def peer(run: Any) -> None:  # noqa: ANN401 - the harness's own type
        import benchlib
        from make_claims import load_claims

        from counterclaim.assessments.arrays import claims_of
        from counterclaim.assessments.methods.hierarchical import Hierarchical
        from counterclaim.version import VERSION

        def weigh(source: np.ndarray, obj: np.ndarray, value: np.ndarray, objects: int) -> tuple[Any, Any]:
            claims = claims_of(obj, source, value, questions=objects, domain=run.options.values)
            return claims, Hierarchical(copies=copies).fit(claims).predict(claims)

        claims = load_claims(run.n, benchlib.cache_dir(), run.options.values)
        # Loads the loops' machine code (compiled once a machine), as the harness's own numba peer does: not timed.
        rng = np.random.default_rng(0)
        weigh(*(rng.integers(0, 4, 400).astype(np.int32) for _ in range(3)), 4)
        with run.timed("fit"):
            coded, beliefs = weigh(claims.source, claims.object, claims.value, len(claims.truth))
        order = np.lexsort((-beliefs.probability, coded.cell_question))
        asked = np.flatnonzero(np.diff(coded.cell_start) > 0)
        best = coded.value[order[coded.cell_start[asked]]]
        run.version = VERSION
        run.accuracy = round(float((best == claims.truth[asked]).mean()), 4)

    return peer


PEERS = {"counterclaim": _timed(False), "counterclaim-copying": _timed(True)}


# Real sets ---------------------------------------------------------------------------------------------------------


class Set(NamedTuple):
    """A set of claims with gold answers to some questions, normalised."""

    claims: list[Claim]
    gold: dict[Question, str]
    kinds: dict[str, str]
    """Kind of values per property for ours; the peers take every value as a word."""
    metric: str


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _number(cell: str) -> str:
    digits = re.sub(r"[^0-9.\-]", "", cell)
    try:
        return f"{float(digits):g}" if abs(float(digits)) < 1e6 else str(round(float(digits)))
    except ValueError:
        return ""


def _clock(cell: str) -> str:
    """Minutes of the day: "9:10 AM, Dec 04", "Dec 04 - 9:10am" and "12/04/2011 09:10 AM" are one."""
    found = re.search(r"(\d{1,2}):(\d{2})\s*([ap])?\.?\s*m?", cell, re.IGNORECASE)
    if not found:
        return ""
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return str(hour * 60 + minute)


def _gate(cell: str) -> str:
    """Letters and digits of the gate itself: "C27/C" and "Terminal C Gate C27" are "c27"."""
    found = re.findall(r"\b([a-z]?\d+[a-z]?)\b", cell.casefold())
    return str(found[-1]) if found else ""


def _last_names(cell: str) -> str:
    """Sorted last names: of "Last, First" parts the first word group, else the last word."""
    text = re.sub(r"\(.*?\)|\bnot available\b|\bet al\b\.?", "", cell.casefold())
    people = re.split(r"\s*(?:;|&|/|\band\b)\s*", text)
    if len(people) == 1 and text.count(",") > 1:
        people = text.split(",")
    names = set()
    for person in people:
        last = person.split(",")[0] if "," in person else (person.split() or [""])[-1]
        last = re.sub(r"[^a-z\u00c0-\u024f\- ]", "", last).strip()
        if len(last) > 1:
            names.add(last.split()[-1])
    return ";".join(sorted(names))


def _fusion(folder: Path, name: str, read: Callable[[Question, str], str]) -> tuple[list[Claim], dict[Question, str]]:
    place = folder / f"td_{name}"
    claims = []
    for row in _rows(place / "claims.csv.gz"):
        question = (row["ObjectID"], row["PropertyID"])
        if value := read(question, row["PropertyValue"]):
            claims.append((question, row["SourceID"], value))
    gold = {
        (row["ObjectID"], row["PropertyID"]): read((row["ObjectID"], row["PropertyID"]), row["PropertyValue"])
        for row in _rows(place / "gold.csv")
    }
    return claims, gold


def _population(folder: Path) -> Set:
    claims, gold = _fusion(folder, "population", lambda _, cell: _number(cell))
    claims = [((city, "population"), source, value) for (city, source, value) in
              (("|".join(q), s, v) for q, s, v in claims)]  # fmt: skip
    gold = {("|".join(q), "population"): value for q, value in gold.items()}
    return Set(claims, gold, {"": "number"}, "exact number")


def _weather(folder: Path) -> Set:
    claims, gold = _fusion(folder, "weather", lambda _, cell: _number(cell))
    return Set(claims, gold, {"": "number"}, "exact number")


def _flights(folder: Path) -> Set:
    claims, gold = _fusion(folder, "flights", lambda q, cell: _gate(cell) if "Gate" in q[1] else _clock(cell))
    return Set(claims, gold, {"": "text"}, "exact minute or gate")


def _book(folder: Path) -> Set:
    place = folder / "td_book"
    claims = [((row["isbn"], "authors"), row["source"], names) for row in _rows(place / "claims.csv.gz")
              if (names := _last_names(row["authors"]))]  # fmt: skip
    gold = {(row["isbn"], "authors"): _last_names(row["authors"]) for row in _rows(place / "gold.csv")}
    return Set(claims, gold, {"": "set"}, "exact set of last names")


def _crowd(name: str) -> Callable[[Path], Set]:
    def load(folder: Path) -> Set:
        place = folder / f"td_crowd_{name}"
        claims = [((row["object"], "label"), row["worker"], row["label"]) for row in _rows(place / "labels.csv")]
        gold = {(row["object"], "label"): row["label"] for row in _rows(place / "gold.csv")}
        return Set(claims, gold, {"": "text"}, "label")

    return load


SETS: dict[str, Callable[[Path], Set]] = {
    "population": _population,
    "weather": _weather,
    "crowd_barzanmozafari": _crowd("barzanmozafari"),
    "crowd_hitspam": _crowd("hitspam"),
    "book": _book,
    "flights": _flights,
}

PEER_METHODS = ("MajorityVote", "Wawa", "ZeroBasedSkill", "MACE", "GLAD", "OneCoinDawidSkene", "DawidSkene")
_DENSE = {"OneCoinDawidSkene": 2e7, "DawidSkene": 2e7, "MACE": 1e6, "GLAD": 1e6}
"""They hold questions x values, or worse: left out above so many, where memory or an hour does not suffice."""

_PEER_PROGRAM = """
import json, sys
import pandas as pd
from crowdkit import aggregation
frame = pd.read_json(sys.argv[1], dtype=False)
for name in sys.argv[2].split(","):
    try:
        decided = getattr(aggregation, name)().fit_predict(frame)
        print(json.dumps({"name": name, "decided": {str(k): str(v) for k, v in decided.items()}}), flush=True)
    except Exception as error:
        print(json.dumps({"name": name, "error": repr(error)[:200]}), flush=True)
"""


def kept_peers(data: Set, python: Path, chosen: Sequence[str], kept: Path | None) -> dict[str, dict[Question, str]]:
    """The peers' answers, from the file ``kept`` where it is there; else they are run, and kept there."""
    if kept is not None and kept.is_file():
        stored = json.loads(kept.read_text())
        return {name: {(q[0], q[1]): v for q, v in decided} for name, decided in stored.items()}
    found = by_peers(data, python, chosen)
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps({name: sorted(decided.items()) for name, decided in found.items()}))
    return found


def by_peers(data: Set, python: Path, chosen: Sequence[str] = PEER_METHODS) -> dict[str, dict[Question, str]]:
    """Decided value per question and method of crowd-kit; a method that cannot is left out and told of."""
    tasks = {question: f"t{i}" for i, question in enumerate(sorted({q for q, _, _ in data.claims}))}
    values = len({v for _, _, v in data.claims})
    wanted = [m for m in chosen if len(tasks) * values <= _DENSE.get(m, np.inf)]
    for left in sorted(set(chosen) - set(wanted)):
        print(f"  crowd-kit {left}: left out, {len(tasks)} questions x {values} values are too many for it")
    rows = [{"worker": s, "task": tasks[q], "label": v} for q, s, v in data.claims]
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "claims.json"
        table.write_text(json.dumps(rows))
        done = subprocess.run(
            [python, "-W", "ignore", "-c", _PEER_PROGRAM, table, ",".join(wanted)],
            capture_output=True, text=True, check=False, env={**os.environ, "OMP_NUM_THREADS": "1"},
        )  # fmt: skip
    found = {}
    for line in done.stdout.splitlines():
        result = json.loads(line)
        if "error" in result:
            print(f"  crowd-kit {result['name']}: {result['error']}")
        else:
            found[f"crowd-kit {result['name']}"] = {q: result["decided"].get(t, "") for q, t in tasks.items()}
    if not found:
        sys.exit(f"the peers did not run: {done.stderr.strip().splitlines()[-1:]}")
    return found


def by_ours(data: Set, method: str = "hierarchical") -> tuple[dict[Question, str], dict[Question, float]]:
    """Decided value and its probability per question."""
    import counterclaim

    table = {
        "object": [q[0] for q, _, _ in data.claims],
        "property": [q[1] for q, _, _ in data.claims],
        "source": [s for _, s, _ in data.claims],
        "value": [v for _, _, v in data.claims],
    }
    weighed = counterclaim.weigh(table, property="property", method=method, kinds=data.kinds)
    frame = weighed.values
    keys = list(zip(frame.object, frame.property, strict=True))
    values = [";".join(sorted(v.split(";"))) if data.kinds.get("") == "set" else v for v in frame.value]
    return dict(zip(keys, values, strict=True)), dict(zip(keys, frame.probability, strict=True))


def expected_calibration_error(right: np.ndarray, chance: np.ndarray, bins: int = 10) -> float:
    """Mean distance of confidence from accuracy over bins of equal width, weighed by their numbers."""
    place = np.minimum((chance * bins).astype(int), bins - 1)
    return float(sum(abs(right[place == b].mean() - chance[place == b].mean()) * (place == b).mean()
                     for b in np.unique(place)))  # fmt: skip


def paired_interval(ours: np.ndarray, theirs: np.ndarray, draws: int = 10_000) -> tuple[float, float]:
    """95 % bootstrap interval of the difference of accuracies on the same questions."""
    rng = np.random.default_rng(1)
    apart = ours.astype(float) - theirs.astype(float)
    means = np.array([apart[rng.integers(0, len(apart), len(apart))].mean() for _ in range(draws)])
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))


def score(
    name: str,
    folder: Path,
    python: Path | None,
    own: Sequence[str] = ("vote",),
    chosen: Sequence[str] = PEER_METHODS,
    keep: Path | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Print one set's table; returns, per gold question, whether ours is right and how sure it was."""
    data = SETS[name](folder)
    asked = {q for q, _, _ in data.claims}
    gold = {q: v for q, v in data.gold.items() if q in asked and v}
    print(f"{name}: {len(data.claims)} claims, {len(asked)} questions, {len(gold)} with gold; metric: {data.metric}")
    decided, chance = by_ours(data)
    right = np.array([decided.get(q) == v for q, v in gold.items()])
    sure = np.array([chance.get(q, 0.0) for q in gold])
    for method in own:
        by_method = by_ours(data, method)[0]
        hit = np.array([by_method.get(q) == v for q, v in gold.items()])
        print(f"  counterclaim {method:12s} {hit.sum():5d} {hit.mean():.4f}")
    print(f"  counterclaim hierarchical {right.sum():5d} {right.mean():.4f}   ECE "
          f"{expected_calibration_error(right, sure):.3f}, mean probability {sure.mean():.3f}")  # fmt: skip
    if python is not None:
        peers = {
            n: np.array([d.get(q) == v for q, v in gold.items()])
            for n, d in kept_peers(data, python, chosen, keep and keep / f"{name}.json").items()
        }
        for peer, found in peers.items():
            print(f"  {peer:28s} {found.sum():5d} {found.mean():.4f}")
        best = max(peers, key=lambda peer: peers[peer].mean())
        low, high = paired_interval(right, peers[best])
        verdict = "wholly above" if low > 0 else "wholly below" if high < 0 else "holds 0"
        apart = right.mean() - peers[best].mean()
        print(f"  ours less best peer ({best}): {apart:+.4f} [{low:+.4f}, {high:+.4f}] {verdict}")
    return right, sure


def copied() -> None:
    """Error on invented claims with sources that copy, beside Dawid and Skene's."""
    from copied_claims import accuracy, copied_claims

    from counterclaim.assessments.methods.dawid_skene import DawidSkene
    from counterclaim.assessments.methods.hierarchical import Hierarchical

    for seed in range(7, 12):
        made = copied_claims(seed=seed)
        claims, known = made.claims()
        ours, theirs = (
            1 - accuracy(claims, method.fit(claims, known).predict(claims).probability, made)
            for method in (Hierarchical(), DawidSkene())
        )
        print(f"copied seed {seed}: error ours {ours:.4f}, Dawid-Skene {theirs:.4f}, ratio {ours / theirs:.3f}")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", required=True, choices=[*SETS, "all", "copied"])
    parser.add_argument("--folder", type=Path, default=os.environ.get("COUNTERCLAIM_DATA"), help="where td_* lie")
    parser.add_argument("--peers-python", type=Path, help="interpreter of an environment with crowd-kit 1.4.2")
    parser.add_argument("--peer", action="append", choices=PEER_METHODS, help="run only this one (repeatable)")
    parser.add_argument("--keep", type=Path, help="folder that keeps the peers' answers for later calls")
    parser.add_argument("--every", action="store_true", help="score our forms of the other methods, too")
    options = parser.parse_args(arguments)
    if options.data == "copied":
        copied()
        return 0
    if options.folder is None or not Path(options.folder).is_dir():
        parser.error("say with --folder or COUNTERCLAIM_DATA where the sets lie")
    own = ("vote", "dawid-skene", "truthfinder", "crh", "accu") if options.every else ("vote",)
    found = [score(name, Path(options.folder), options.peers_python, own, options.peer or PEER_METHODS,
                   options.keep)
             for name in (SETS if options.data == "all" else [options.data])]  # fmt: skip
    if len(found) > 1:
        right, sure = (np.concatenate(part) for part in zip(*found, strict=True))
        each = [expected_calibration_error(r, s) for r, s in found]
        print(f"ECE over all gold: {expected_calibration_error(right, sure):.3f}; mean over sets {np.mean(each):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
