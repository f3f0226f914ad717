"""Gzip: a packed WARC file, or one packed file of another kind."""

from __future__ import annotations

import zlib

from counterclaim.documents.draft import Desk, Part, Refused
from counterclaim.documents.limits import RATIO_FLOOR


def unpack(part: Part, desk: Desk) -> None:
    """Hand a WARC to its reader as it is, unpack anything else and read that; raises Refused."""
    if zlib.decompressobj(31).decompress(part.data, 5) == b"WARC/":
        from counterclaim.documents.readers import warc

        warc.unpack(part, desk)
        return
    data = _unpacked(part.data, desk)
    desk.room_for(len(data))
    inner = (part.member or part.name).removesuffix(".gz")
    desk.open(
        Part(
            data=data,
            name=inner,
            member=inner if part.member else "",
            uri=part.uri,
            web=part.web,
            depth=part.depth + 1,
            hints=part.hints,
        )
    )


def _unpacked(data: bytes, desk: Desk) -> bytes:
    limit = desk.limits.max_item_bytes
    out = bytearray()
    try:
        while data:
            stream = zlib.decompressobj(31)
            out += stream.decompress(data, limit + 1 - len(out))
            if len(out) > limit or len(out) > max(RATIO_FLOOR, desk.limits.max_ratio * len(data)):
                raise Refused("bomb", f"unpacks to more than {limit >> 20} MB or far beyond its size", "leave it out")
            if not stream.eof:
                raise Refused("truncated", "is a cut-off gzip file", "fetch or copy it again")
            data = stream.unused_data.lstrip(b"\x00")
    except zlib.error:
        raise Refused("truncated", "is a damaged gzip file", "fetch or copy it again") from None
    return bytes(out)
