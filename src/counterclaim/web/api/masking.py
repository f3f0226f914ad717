"""Names of private persons, taken out of what readers get."""

from __future__ import annotations

import contextlib
import secrets
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from counterclaim.errors import ConfigError
from counterclaim.model import EventView, Judgement
from counterclaim.pipeline.desk import Desk
from counterclaim.pipeline.masking import as_view
from counterclaim.web.api.answering import Mask
from counterclaim.web.masking import mask_for
from counterclaim.web.security import Viewer
from counterclaim.web.security.refusals import Refusal

WITHHELD = "[withheld]"
"""In place of what coders wrote, for readers: it may name anybody."""


def mask_of_events(viewer: Viewer, desk: Desk, ids: Iterable[str]) -> Mask | None:
    """The mask for rows of events."""
    if not viewer.masked:
        return None
    return mask_for(viewer, desk.whole_events(ids))


def mask_of_documents(viewer: Viewer, desk: Desk, ids: Iterable[str]) -> Mask | None:
    """The mask for quotes of documents."""
    if not viewer.masked:
        return None
    views: list[EventView] = []
    for document_id in dict.fromkeys(ids):
        with contextlib.suppress(ConfigError):
            views.append(as_view(desk.document(document_id)))
    return mask_for(viewer, views)


def judgement_for(viewer: Viewer, judgement: Judgement) -> dict[str, object]:
    """A judgement as a viewer may see it: readers see who decided what about which passage, and not the words."""
    hides = viewer.masked
    return {
        "digest": judgement.digest,
        "verdict": str(judgement.verdict),
        "by": judgement.by,
        "at": judgement.at,
        "reason": WITHHELD if hides else judgement.reason,
        "anchors": [
            {
                "item_sha256": anchor.item_sha256,
                "start": anchor.start,
                "end": anchor.end,
                "property": anchor.property,
                "act": anchor.act,
                "value": WITHHELD if hides and anchor.value else anchor.value,
                "speaker": WITHHELD if hides and anchor.speaker else anchor.speaker,
            }
            for anchor in judgement.anchors
        ],
        "changes": [
            (name, WITHHELD if hides and old else old, WITHHELD if hides and new else new)
            for name, old, new in judgement.changes
        ],
        "previous": judgement.previous,
    }


class Veil:
    """Cursors for readers: a cursor may hold words of a title, so they get a random word that stands for it here."""

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def put_on(self, viewer: Viewer, cursor: str) -> str:
        """The cursor as this viewer gets it."""
        if not cursor or not viewer.masked:
            return cursor
        word = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[word] = cursor
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return word

    def take_off(self, viewer: Viewer, cursor: str) -> str:
        """The cursor behind what the viewer sent.

        Raises:
            Refusal: it is unknown, or of before the server started.
        """
        if not cursor or not viewer.masked:
            return cursor
        with self._lock:
            found = self._kept.get(cursor)
        if found is None:
            raise Refusal(422, "no page begins there", why="cursor", remedy="begin at the first page")
        return found
