"""Make register.csv and territory.csv, an invented register of attacks and of who held which village, week by week.

    python make_register.py

The rule by which it is made is the key to it: in each week the Commons Front makes a number of attacks outside of its
villages that is drawn from a Poisson distribution with the mean BASE, times FACTOR for each village that it lost in the
three weeks before.
"""

from __future__ import annotations

import csv
import math
import random
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
FIRST, WEEKS, SEED = date(2029, 9, 3), 78, 7
BASE, FACTOR = 0.45, 1.7
"""Over its three weeks a village lost makes three times FACTOR: the summed ratio is FACTOR to the third power, 4.9."""
FRONT, ARMY = "Commons Front of the Mereld", "Army of Ardelune"
VILLAGES = (
    "Aldersluice", "Brinefold", "Carrowmere", "Dunlode", "Eelpool", "Fenhollow", "Gravelhythe", "Hernwick", "Ivelgate",
    "Kelpstone", "Lowmarch", "Mirewater", "Nettlesea", "Osierholt", "Pikewater", "Reedmouth",
)  # fmt: skip
LOST = (6, 13, 14, 22, 29, 35, 36, 44, 51, 57, 63, 70)
"""Weeks in which a village is lost, chosen by hand: after Aldersluice each in the order of the alphabet."""
TOWNS = (("Halvermouth", -36.32, -21.35), ("Quarrenhaven", -36.05, -21.75), ("Saint-Orvance", -35.7, -24.9))


def drawn(mean: float, chance: random.Random) -> int:
    """A Poisson number (Knuth)."""
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product, count = product * chance.random(), count + 1
    return count


def attacks(chance: random.Random) -> list[dict[str, object]]:
    """The attacks, in order of time."""
    lost = [LOST.count(week) for week in range(WEEKS)]
    rows: list[dict[str, object]] = []
    for week in range(WEEKS):
        before = sum(lost[week - lag] for lag in (1, 2, 3) if week >= lag)
        for _ in range(drawn(BASE * FACTOR**before, chance)):
            town, latitude, longitude = TOWNS[chance.randrange(len(TOWNS))]
            day = FIRST + timedelta(days=7 * week + chance.randrange(7))
            rows.append(
                {
                    "case": f"MR-{len(rows) + 1:03d}", "day": day, "town": town, "lat": latitude, "lon": longitude,
                    "what": "bomb", "dead": chance.choice((0, 0, 0, 1, 2)), "blamed": FRONT, "blamed_by": "police",
                }
            )  # fmt: skip
    return rows


def spans() -> list[tuple[object, ...]]:
    """Who held which village from when to when."""
    rows: list[tuple[object, ...]] = []
    for number, village in enumerate(VILLAGES):
        if number < len(LOST):
            day = FIRST + timedelta(days=7 * LOST[number] + 2)
            rows.append((village, FRONT, FIRST, day - timedelta(days=1), "Mereld Register, invented"))
            rows.append((village, ARMY, day, "", "Mereld Register, invented"))
        else:
            rows.append((village, FRONT, FIRST, "", "Mereld Register, invented"))
    return rows


def main() -> None:
    """Write both files."""
    rows = attacks(random.Random(SEED))
    with (HERE / "register.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    with (HERE / "territory.csv").open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(("place", "actor", "since", "until", "source"))
        lines.writerows(spans())


if __name__ == "__main__":
    main()
