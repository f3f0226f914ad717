"""Whose desk a request gets: who codes something blind gets one that does not show how others read it."""

from __future__ import annotations

from fastapi import Request

from counterclaim.model import Handling
from counterclaim.model.account import TeamRole
from counterclaim.pipeline.desk import Desk
from counterclaim.pipeline.desk.blind import BlindDesk
from counterclaim.pipeline.desk.cleared import ClearedDesk
from counterclaim.web.security import Viewer

CLEARANCE = {
    TeamRole.READER: Handling.GREEN,
    TeamRole.CODER: Handling.AMBER,
    TeamRole.ADJUDICATOR: Handling.RED,
    TeamRole.ADMIN: Handling.RED,
}
"""The highest handling mark of documents that each role may see."""
_MOST = 500
"""People whose desks are kept."""


class Sights:
    """The desk of each person, worked out anew after each change of the ledger."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[str, tuple[int, Desk]] = {}

    def desk_for(self, viewer: Viewer) -> Desk:
        """The desk of a person; the ledger's own where nothing is hidden from them."""
        if not viewer.known:
            return self._desk
        change = self._desk.last_change()
        known = self._known.get(viewer.name)
        if known is None or known[0] != change:
            known = change, self._made(viewer)
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[viewer.name] = known
        return known[1]

    def _made(self, viewer: Viewer) -> Desk:
        desk = self._desk
        if viewer.judges:
            sight = desk.double_coding.sight(viewer.name)
            desk = BlindDesk(desk, sight) if sight.documents or sight.statements else desk
        withheld = self._desk.above(CLEARANCE[viewer.role])
        return ClearedDesk(desk, withheld) if withheld else desk


def own_desk(request: Request) -> Desk:
    """The desk of who asks; one for all of a request."""
    found: Desk | None = getattr(request.state, "desk", None)
    if found is None:
        sights: Sights = request.app.state.sights
        found = request.state.desk = sights.desk_for(request.state.viewer)
    return found
