"""Names of private persons, taken out of what a reader sees by the rules of everything that is published."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from counterclaim.model import EventView
from counterclaim.pipeline.masking import redacting
from counterclaim.web.security import Viewer

Mask = Callable[[str], str]


def mask_for(viewer: Viewer, views: Sequence[EventView]) -> Mask | None:
    """What stands in place of each text for a viewer: pseudonyms for private persons' names; None for no change."""
    return redacting(views) if viewer.masked else None
