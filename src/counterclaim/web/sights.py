"""Whose desk a request gets: who codes something blind gets one that does not show how others read it."""

from __future__ import annotations

from fastapi import Request

from counterclaim.model import Handling
from counterclaim.model.account import TeamRole
from counterclaim.model.desk import LedgerCounts
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
_LEAST = CLEARANCE[TeamRole.READER]
_MOST = 500
"""People whose desks are kept."""


class Sights:
    """The desk of each person: the ledger's own until something is hidden, then worked out anew after each change."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._open: int | None = None
        """How many judgements on what people may see there were when nothing was hidden from anybody."""
        self._known: dict[str, tuple[int, Desk]] = {}

    def at_hand(self, viewer: Viewer, counts: LedgerCounts | None) -> Desk | None:
        """The desk of a person where nothing has to be read to know it."""
        unhidden = counts is not None and counts.veils == self._open
        return self._desk if not viewer.known or unhidden else None

    def desk_for(self, viewer: Viewer, counts: LedgerCounts | None = None) -> Desk:
        """The desk of a person; the ledger's own where nothing is hidden from them.

        Args:
            viewer: who asks.
            counts: how often the ledger had changed when the request came; looked up if not given.
        """
        now = counts or self._desk.counts()
        known = self.at_hand(viewer, now)
        if known is not None:
            return known
        if not self._desk.veils(_LEAST):
            self._open = now.veils
            return self._desk
        return self._own(viewer, now.changes)

    def _own(self, viewer: Viewer, change: int) -> Desk:
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


def desk_at_hand(request: Request) -> Desk | None:
    """The desk of who asks, where nothing has to be read to know it; one for all of a request."""
    found: Desk | None = getattr(request.state, "desk", None)
    if found is None:
        sights: Sights = request.app.state.sights
        found = request.state.desk = sights.at_hand(request.state.viewer, getattr(request.state, "counts", None))
    return found


def own_desk(request: Request) -> Desk:
    """The desk of who asks; one for all of a request."""
    found = desk_at_hand(request)
    if found is None:
        sights: Sights = request.app.state.sights
        found = sights.desk_for(request.state.viewer, getattr(request.state, "counts", None))
        request.state.desk = found
    return found
