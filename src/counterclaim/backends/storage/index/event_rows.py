"""An event as a row of the index, with what it is ordered by."""

from __future__ import annotations

from typing import Any

from counterclaim.backends.storage.index.entries import bounds, event_key
from counterclaim.model.desk import EventRow
from counterclaim.model.values.actor_name import name_key


def as_row(row: EventRow) -> dict[str, Any]:
    """The row of an event, with what it is ordered by."""
    first, last = bounds(row.earliest, row.latest)
    return {
        "event_id": row.id, "title": row.title, "title_key": name_key(row.title)[:200],
        "date_key": event_key(row.earliest, row.latest), "first_day": first, "last_day": last, "date_text": row.when,
        "place": row.place, "countries": list(row.countries), "latitude": row.latitude, "longitude": row.longitude,
        "radius_m": row.radius_m, "located": int(row.latitude is not None and row.longitude is not None),
        "type": row.type, "outcome": row.outcome, "probability": row.probability,
        "chance": -1.0 if row.probability is None else row.probability, "estimative": row.estimative,
        "contested": row.contested, "unclaimed": row.unclaimed, "statements": row.statements, "voices": row.voices,
        "documents": row.documents, "toll_low": row.toll_low, "toll_best": row.toll_best, "toll_high": row.toll_high,
        "toll": toll(row.toll_best),
    }  # fmt: skip


def toll(words: str) -> int:
    """The lower bound of a count for ordering, -1 where none is told."""
    digits = words.split("..")[0].rstrip("+")
    return min(int(digits), 1 << 60) if digits.isdecimal() else -1
