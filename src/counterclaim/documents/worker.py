"""The child process: parses one capture at a time and sends back items and refusals as JSON frames."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, cast

from counterclaim.backends.sandboxed import Emit, serve
from counterclaim.documents.draft import Desk, Draft, Part, Refused
from counterclaim.documents.finishing import finish
from counterclaim.documents.limits import ReadLimits
from counterclaim.documents.readers import read_part
from counterclaim.model import DateInterval, Hints, ReadItem


def handle(header: dict[str, object], data: bytes, emit: Emit) -> None:
    """Read ``data`` as ``header`` describes it; each leaf is announced first, so that a death can be blamed on it."""
    fields = cast(dict[str, Any], header)

    def complain(place: str, refusal: Refused) -> None:
        emit({"refused": [place, refusal.code, refusal.message, refusal.remedy]})

    def keep(part: Part, draft: Draft, item_sha256: str) -> None:
        try:
            item = finish(part, draft, item_sha256)
        except Refused as refusal:
            complain(part.member, refusal)
            return
        for remark in draft.remarks:
            complain(part.member, remark)
        emit({"item": item_to_json(item)})

    def put_aside(place: str, refusal: Refused, columns: Sequence[str], cells: Sequence[str]) -> None:
        emit({"row": [place, list(columns), list(cells), refusal.message, refusal.remedy]})

    desk = Desk(
        limits=ReadLimits(**fields["limits"]),
        announce=lambda member: emit({"begin": member}),
        keep_draft=keep,
        complain=complain,
        open_part=read_part,
        put_aside=put_aside,
        resume_after=fields["resume_after"],
    )
    hints = dict(fields["hints"])
    hints["published"] = DateInterval.parse(hints["published"]) if hints["published"] else None
    read_part(
        Part(
            data=data,
            name=fields["name"],
            media_type=fields["media_type"],
            uri=fields["uri"],
            web=fields["uri"].startswith(("http://", "https://")),
            hints=Hints(**hints),
        ),
        desk,
    )
    if len(data) > 1 << 20:
        gc.collect()


def item_to_json(item: ReadItem) -> dict[str, object]:
    """An item as JSON values; the date as its canonical text."""
    fields = asdict(item)
    fields["published"] = str(item.published) if item.published else ""
    return fields


if __name__ == "__main__":
    serve(handle)
