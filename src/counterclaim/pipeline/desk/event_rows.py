"""An event as one row: what lists, timelines and maps show of it."""

from __future__ import annotations

from counterclaim.model import EventView, Place, Property
from counterclaim.model.desk import EventRow
from counterclaim.pipeline.frames import countries_of
from counterclaim.pipeline.views import event_date


def event_row(view: EventView) -> EventRow:
    """The row of an event."""
    perpetrator, deaths = view.assessment(Property.PERPETRATOR), view.assessment(Property.FATALITIES)
    place, kind = view.assessment(Property.PLACE), view.assessment(Property.TYPE)
    # Where the outcome is no candidate (disputed, unknown) there is no chance to give with it.
    leading = next((c for c in perpetrator.candidates if c.value == perpetrator.outcome), None) if perpetrator else None
    when, point = event_date(view), _point(view)
    return EventRow(
        id=view.event.id,
        title=view.title,
        earliest=when.earliest if when else None,
        latest=when.latest if when else None,
        when=str(when) if when else "",
        precision=when.precision if when else "",
        place=place.outcome if place else "",
        countries=countries_of(view),
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        radius_m=point.radius_m if point else None,
        type=kind.outcome if kind else "",
        outcome=perpetrator.outcome if perpetrator else "unknown",
        probability=leading.probability if leading else None,
        estimative=leading.estimative if leading else "",
        contested=view.contested,
        unclaimed=view.assessment(Property.UNCLAIMED) is not None,
        statements=len(view.statements),
        voices=perpetrator.voices if perpetrator else 0,
        documents=len({mention.document_id for mention in view.mentions}),
        toll_low=deaths.low if deaths else "",
        toll_best=deaths.best if deaths else "",
        toll_high=deaths.high if deaths else "",
    )


def _point(view: EventView) -> Place | None:
    """The first located reading of the weighed place; None where the place is disputed, unknown or has no point."""
    weighed = view.assessment(Property.PLACE)
    if weighed is None:
        return None
    for item in view.statements:
        statement = item.statement
        if statement.property is Property.PLACE and statement.value == weighed.outcome and statement.place:
            return statement.place if statement.place.located else None
    return None
