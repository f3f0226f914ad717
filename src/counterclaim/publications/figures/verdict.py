"""The waterfall of one event's verdict, as a file of its own."""

from __future__ import annotations

from markupsafe import Markup

from counterclaim.model import EventView, Property
from counterclaim.publications.figures.waterfall import draw_waterfall, waterfall


def verdict_figure(view: EventView) -> Markup | str:
    """The drawing for the analyst's own eyes, with names as the sources give them; empty where nothing is weighed."""
    weighed = view.assessment(Property.PERPETRATOR)
    found = waterfall(weighed.candidates, weighed.weights, weighed.outcome) if weighed else None
    return draw_waterfall(found, name="waterfall", headed=True) if found else ""
