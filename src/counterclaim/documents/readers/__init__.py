"""One reader per format; the table below is the whole list.

A reader of a plain format has ``read(part, limits) -> Draft``; a reader of a container has ``unpack(part, desk)`` and
hands each member to the desk. A module is imported when its format is first met, so the child starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from counterclaim.documents.draft import Desk, Draft, Part, Refused
from counterclaim.documents.limits import ReadLimits
from counterclaim.documents.sniffing import sniff, sniff_table

PLAIN = {
    "docx": "counterclaim.documents.readers.docx",
    "html": "counterclaim.documents.readers.html",
    "markdown": "counterclaim.documents.readers.markdown",
    "pdf": "counterclaim.documents.readers.pdf",
    "text": "counterclaim.documents.readers.text",
}
CONTAINERS = {
    "eml": "counterclaim.documents.readers.eml",
    "feed": "counterclaim.documents.readers.feed",
    "gzip": "counterclaim.documents.readers.gzip",
    "json": "counterclaim.documents.readers.json_lines",
    "jsonl": "counterclaim.documents.readers.json_lines",
    "table": "counterclaim.documents.readers.table",
    "warc": "counterclaim.documents.readers.warc",
    "zip": "counterclaim.documents.readers.zip",
}


def read_part(part: Part, desk: Desk) -> None:
    """Read ``part`` with the reader that its bytes ask for; a refusal goes to ``desk.complain``."""
    try:
        kind = sniff_table(part) if part.hints.data_set else sniff(part)
        if kind in CONTAINERS:
            if part.depth > desk.limits.max_depth:
                remedy = "unpack it yourself and add the files that you need"
                raise Refused("nested", f"lies more than {desk.limits.max_depth} containers deep", remedy)
            import_module(CONTAINERS[kind]).unpack(part, desk)
        elif desk.begin(part.member):
            desk.keep(part, read_plain(kind, part, desk.limits))
    except Refused as refusal:
        desk.complain(part.member, refusal)
    except (MemoryError, RecursionError) as error:
        what = "memory" if isinstance(error, MemoryError) else "depth"
        desk.complain(
            part.member, Refused("bomb", f"needs more {what} than a document may", "add its plain text instead")
        )


def read_plain(kind: str, part: Part, limits: ReadLimits) -> Draft:
    """Read a part of a plain format; raises Refused."""
    return cast(Draft, import_module(PLAIN[kind]).read(part, limits))
