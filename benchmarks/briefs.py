"""How long a brief takes beyond the run: many events, from views in memory to a file in each form.

    python benchmarks/briefs.py [EVENTS] [FORM ...]

Made-up events, each told of by five documents with claims, denials and tolls: 2,000 events are 10,000 documents.
Printed are seconds of work (CPU) for the page and a whole brief in each form; reading the ledger is not in it.
"""

from __future__ import annotations

import sys
import time

from tests.factories import (
    assessment,
    candidate,
    document,
    event_view,
    fact,
    place,
    statement,
    statement_view,
    weight,
)

from counterclaim.model import Act, DateInterval, EventView, Property
from counterclaim.publications import BriefOptions, render_brief
from counterclaim.publications.page import build_page

EACH = 5
"""Documents that tell of an event."""
TOWNS = ("Mosul", "Stonehaven Bar", "Iskerford", "Tarrowby", "Fennimouth")
SIDES = ("Tidewater Front", "Northern Brigade", "Harbour Watch")


def view(number: int) -> EventView:
    """One made-up event."""
    day = f"2031-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    town = TOWNS[number % 5]
    told, weights = [], []
    for k in range(EACH):
        one = document(f"{number}-{k}", outlet=f"Outlet {(number + k) % 40}", published=DateInterval.parse(day))
        side = SIDES[(number + k) % 3]
        act = (Act.CLAIMS, Act.ATTRIBUTES, Act.DENIES)[k % 3]
        said = statement(
            f"the {side} spoke of attack {number} in report {k}", of=one, act=act, value=side, speaker=side
        )
        weights.append(weight(side, [said], side, 6.0 - k))
        rest = (
            fact(Property.FATALITIES, str(3 + k % 2), f"{3 + k % 2} died in attack {number}", of=one),
            fact(Property.DATE, day, f"on {day}", of=one),
            fact(Property.PLACE, town, f"in {town}", of=one, place=place(town)),
        )
        told += [statement_view(made, one) for made in (said, *rest)]
    weighed = (
        assessment(
            Property.PERPETRATOR,
            candidate(SIDES[0], 0.6, term="likely"),
            candidate(SIDES[1], 0.3, term="unlikely"),
            weights=tuple(weights),
            explanation=f"{SIDES[0]} weighs most. It is told by several.",
        ),
        assessment(Property.DATE, candidate(day, 0.9)),
        assessment(Property.FATALITIES, candidate("3", 0.6), candidate("4", 0.4), low="3", best="3", high="4"),
    )
    return event_view(told, weighed, id=f"evt_{number}", title=f"Attack {number}, {town}, {day}")


def main() -> None:
    """Time the page and each form."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    forms = sys.argv[2:] or ["html", "md"]
    views = [view(number) for number in range(events)]
    start = time.process_time()
    page = build_page(views, BriefOptions())
    print(f"page: {time.process_time() - start:.1f} s, {len(page.notes)} notes")
    for form in forms:
        start = time.process_time()
        made = render_brief(views, BriefOptions(format=form))
        print(f"{form}: {time.process_time() - start:.1f} s, {len(made.data) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
