"""Made worlds of reports and rows of data sets, dense enough that mentions get in each other's way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from counterclaim.model import DateInterval, EventType, MentionProfile, Place

KINDS = ("bombing", "shooting", "kidnapping", "attack")


def world(events: int, seed: int, towns: int = 12, days: int = 60, records: bool = True) -> list[MentionProfile]:
    """Two to six mentions of each event: reports with and without a day or a place, and rows of two data sets."""
    rng = np.random.default_rng(seed)
    made: list[MentionProfile] = []
    for event in range(events):
        town, day = int(rng.integers(towns)), int(rng.integers(days))
        kind, toll, actor = KINDS[rng.integers(len(KINDS))], int(rng.integers(12)), f"column {rng.integers(6)}"
        for telling in range(int(rng.integers(2, 7))):
            row = records and telling < 2
            made.append(_mention(rng, f"m{event}-{telling}", town, day, kind, toll, actor, telling if row else -1))
    return made


def _mention(
    rng: np.random.Generator, name: str, town: int, day: int, kind: str, toll: int, actor: str, source: int
) -> MentionProfile:
    told = _place(town)
    happened = DateInterval.of_day(_date(day + int(rng.integers(2))))
    words = " ".join(f"word{w}" for w in rng.integers(200, size=8)) + f" {kind} in town{town}"
    p = MentionProfile(
        mention_id=name,
        document_id=f"doc-{name}",
        published=DateInterval.of_day(_date(day + 2 + int(rng.integers(4)))),
        origin_id=f"doc-{name}",
        date=happened,
        place=told,
        type=EventType(kind),
        actors=(actor,),
        fatalities_low=toll,
        fatalities_high=toll,
        anchor_words=words,
        declared_distinct=f"set{source}" if source >= 0 else "",
    )
    if source < 0 and rng.random() < 0.2:
        p = replace(p, date=None)
    if source < 0 and rng.random() < 0.2:
        p = replace(p, place=None)
    return p


def _date(day: int) -> date:
    return date(2031, 3, 1) + timedelta(days=day)


def _place(town: int) -> Place:
    return Place(
        name=f"Town{town}",
        countries=("XE",) if town % 3 else ("XF",),
        latitude=-35.0 - 0.4 * (town % 4),
        longitude=-22.0 - 0.4 * (town // 4),
        radius_m=3_000,
        basis="named",
    )
