"""The table of events."""

from __future__ import annotations

from counterclaim.model import Property
from counterclaim.publications.exports.cells import PLACE, Cell, place_cells
from counterclaim.publications.facts import event_dates, event_place, event_toll, status, unclaimed
from counterclaim.publications.material import PublishedEvent


def event_row(event: PublishedEvent, calibration: str) -> dict[str, Cell]:
    """One event with its weighed values, and how well such probabilities did."""
    weighed = event.assessment(Property.PERPETRATOR)
    chosen = next((c for c in weighed.candidates if c.value == weighed.outcome), None) if weighed else None
    dates = event_dates(event)
    kind = event.assessment(Property.TYPE)
    return {
        "event_id": event.id,
        "title": event.title,
        "type": kind.outcome if kind else "",
        "date": str(dates[0]) if dates else "",
        "date_earliest": str(dates[0].earliest or "") if dates else "",
        "date_latest": str(dates[0].latest or "") if dates else "",
        "date_alternatives": tuple(str(d) for d in dates[1:]),
        **place_cells(event_place(event)),
        "outcome": weighed.outcome if weighed else "unknown",
        "status": status(event),
        "probability": chosen.probability if chosen else None,
        "estimative": chosen.estimative if chosen else "",
        "confidence": weighed.confidence if weighed else "",
        "voices": weighed.voices if weighed else 0,
        "contested": event.contested,
        "unclaimed": bool(unclaimed(event)),
        **_tolls(event),
        "statements": len(event.statements),
        "documents": len({s.document.id for s in event.statements}),
        "invented": any(s.document.invented for s in event.statements),
        "calibration": calibration,
    }


def _tolls(event: PublishedEvent) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for prop in (Property.FATALITIES, Property.INJURED):
        toll = event_toll(event, prop)
        for bound in ("low", "best", "high"):
            cells[f"{prop}_{bound}"] = getattr(toll, bound) if toll else ""
    return cells


EVENT = {
    "event_id": "text",
    "title": "text",
    "type": "text",
    "date": "text",
    "date_earliest": "text",
    "date_latest": "text",
    "date_alternatives": "list",
    **PLACE,
    "outcome": "text",
    "status": "text",
    "probability": "float",
    "estimative": "text",
    "confidence": "text",
    "voices": "int",
    "contested": "bool",
    "unclaimed": "bool",
    "fatalities_low": "text",
    "fatalities_best": "text",
    "fatalities_high": "text",
    "injured_low": "text",
    "injured_best": "text",
    "injured_high": "text",
    "statements": "int",
    "documents": "int",
    "invented": "bool",
    "calibration": "text",
}
