"""Three event data sets to one: the example of MELTT, beside the integration that MELTT publishes.

    python benchmarks/meltt.py [DATA]        (DATA, or COUNTERCLAIM_DATA, holds meltt_crashmd/)

MELTT (Donnay, Dunford, McGrath, Backer and Cunningham 2019, Integrating Conflict Event Data, Journal of Conflict
Resolution 63) prints of its 195 rows 140 unique ones, 34 matches and 55 duplicates removed. It matches records of one
day only with records of one day, and records of several days only with such; pairs across are flagged for a person.
Both ways are computed here, with that rule and without it, and every row on which we differ is printed.

The car's class stands as type (and its wider class as group), colour and damage together in the place of the actor.
Nothing is set for these data: all weights are estimated from them, from the same starting values as everywhere.
"""

from __future__ import annotations

import csv
import os
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np

from counterclaim.events.kernel.calibration import calibrate
from counterclaim.events.kernel.clustering import cluster
from counterclaim.events.kernel.explaining import explained
from counterclaim.events.kernel.rows import Pairs, Rows, codes, rows

PUBLISHED = (140, 34, 55)
_SETS = ("crash_data1", "crash_data2", "crash_data3")


def read(folder: Path) -> tuple[list[dict[str, str]], Rows]:
    """The rows as they stand, and as typed rows with the taxonomies' common categories."""
    told = [row for name in _SETS for row in _table(folder / f"{name}.csv")]
    levels = {
        (name, *list(row.values())[:2]): list(row.values())[2:]
        for name in ("model", "color", "damage")
        for row in _table(folder / f"taxonomy_{name}_tax.csv")
    }
    model, color, damage = (
        [levels[name, row["dataset"], row[f"{name}_tax"]] for row in told] for name in ("model", "color", "damage")
    )
    typed = rows(
        first=[date.fromisoformat(row["date"]).toordinal() for row in told],
        last=[date.fromisoformat(row["enddate"]).toordinal() for row in told],
        latitude=[float(row["latitude"]) for row in told],
        longitude=[float(row["longitude"]) for row in told],
        type=codes(["/".join(level[:2]) for level in model])[0],
        group=codes([level[1] for level in model])[0],
        actor=codes(["/".join((*one, *other)) for one, other in zip(color, damage, strict=True)])[0],
        source=codes([row["dataset"] for row in told])[0],
    )
    return told, typed


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def across(typed: Rows) -> Pairs:
    """Pairs of a record of one day and one of several."""
    several = typed.first != typed.last
    left, right = np.triu_indices(typed.size, 1)
    mixed = several[left] != several[right]
    return left[mixed].astype(np.int32), right[mixed].astype(np.int32)


def counted(label: np.ndarray) -> tuple[int, int, int]:
    """Unique rows, those of them with a match, and rows that repeat another."""
    sizes = Counter(label.tolist())
    return len(sizes), sum(size > 1 for size in sizes.values()), len(label) - len(sizes)


def main() -> None:
    """Compare and print."""
    data = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("COUNTERCLAIM_DATA", "")
    folder = Path(data) / "meltt_crashmd"
    if not data or not folder.is_dir():
        raise SystemExit("no meltt_crashmd: give the data folder as argument or in COUNTERCLAIM_DATA")
    told, typed = read(folder)
    measure = calibrate(typed)
    apart = cluster(typed, calibration=measure, apart=across(typed)).label
    free = cluster(typed, calibration=measure).label
    print(f"published by MELTT: {PUBLISHED[0]} unique, {PUBLISHED[1]} matches, {PUBLISHED[2]} duplicates")
    for name, label in (("one day and several kept apart, as there", apart), ("without that rule", free)):
        print("{}: {} unique, {} matches, {} duplicates".format(name, *counted(label)))
    print("pairs joined only without the rule:")
    for left, right in zip(*np.triu_indices(typed.size, 1), strict=True):
        if free[left] == free[right] and apart[left] != apart[right] and typed.source[left] != typed.source[right]:
            print(f"  {_line(told[left])} | {_line(told[right])}")
            fields = explained(typed, int(left), int(right), measure)
            print("      " + ", ".join(f"{field} {bits:+.1f} ({level})" for field, bits, level in fields))
    print("pairs joined that differ in a category, or lie more than 4 km or 2 days apart:")
    for left, right in zip(*np.triu_indices(typed.size, 1), strict=True):
        if apart[left] == apart[right] and odd(typed, int(left), int(right)):
            print(f"  {_line(told[left])} | {_line(told[right])}")


def odd(typed: Rows, left: int, right: int) -> bool:
    """Whether two rows differ in more than MELTT's windows and taxonomies let pass."""
    north = (typed.latitude[left] - typed.latitude[right]) * 111.195
    east = (typed.longitude[left] - typed.longitude[right]) * 111.195 * np.cos(np.radians(typed.latitude[left]))
    same = typed.type[left] == typed.type[right] and typed.actor[left] == typed.actor[right]
    return not same or np.hypot(north, east) > 4 or abs(int(typed.first[left]) - int(typed.first[right])) > 2


def _line(row: dict[str, str]) -> str:
    days = row["date"] if row["date"] == row["enddate"] else f"{row['date']} to {row['enddate']}"
    point = f"{float(row['latitude']):.3f} {float(row['longitude']):.3f}"
    return (
        f"{row['dataset']} {row['event']}, {days}, {point}, {row['model_tax']}, {row['color_tax']}, {row['damage_tax']}"
    )


if __name__ == "__main__":
    main()
