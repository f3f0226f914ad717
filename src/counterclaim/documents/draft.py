"""What passes inside the child: parts that come out of containers, drafts that come out of readers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from counterclaim.documents.limits import ReadLimits
from counterclaim.model import DateInterval, Hints
from counterclaim.model.identity import sha256_hex

NO_HINTS = Hints()

INVENTED_LABEL = "counterclaim-invented"
"""Stands among a PDF's or DOCX's keywords, a feed entry's categories, or as a meta name: an invented example."""


class Refused(Exception):  # noqa: N818 - a reader's answer about its input, turned into a Problem
    """A reader will not read this: why, and what the user can do about it."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Bytes to be read: a whole capture (``member`` empty) or one member of a container."""

    data: bytes
    name: str
    media_type: str = ""
    member: str = ""
    uri: str = ""
    web: bool = False
    """Whether ``uri`` is where the bytes really came from; a page's own claims never override it then."""
    depth: int = 0
    hints: Hints = NO_HINTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Text and metadata as one reader found them, before language, dateline and clean-up."""

    text: str
    media_type: str
    title: str = ""
    author: str = ""
    outlet: str = ""
    published: DateInterval | None = None
    language: str = ""
    """As the item declares it, trusted: a record's or front matter's own field."""
    language_hint: str = ""
    """As markup has it, often a template's default: used only where the text is too short to tell."""
    uri: str = ""
    agency: str = ""
    invented: bool = False
    remarks: tuple[Refused, ...] = ()
    """What was wrong with the item's metadata though its text could be read."""
    record: str = ""
    """A data set's own id of the row that this is: its cells say all there is, nothing is looked for in its words."""
    verbatim: bool = False
    """Line ends are kept as they are, as the text was given as a string and quotes must be found in it again."""


Keep = Callable[[Part, Draft, str], None]
"""Takes part, draft and the item's SHA-256."""
Complain = Callable[[str, Refused], None]
"""Takes the place inside the capture and the refusal."""
PutAside = Callable[[str, Refused, Sequence[str], Sequence[str]], None]
"""Takes place, refusal, column names and cells of a refused row."""


def _nowhere(_: str, __: Refused, ___: Sequence[str], ____: Sequence[str]) -> None:
    """Refused rows are not asked for."""


@dataclass(slots=True)
class Desk:
    """What the readers of containers work with: it counts, skips what is done, keeps and complains."""

    limits: ReadLimits
    announce: Callable[[str], None]
    keep_draft: Keep
    complain: Complain
    open_part: Callable[[Part, Desk], None]
    put_aside: PutAside = _nowhere
    resume_after: int = 0
    """Leaves up to this number were answered before the child died, or caused its death."""
    leaves: int = 0
    unpacked: int = 0
    _stopped: bool = field(default=False)

    def begin(self, member: str) -> bool:
        """Announce the next leaf; False if it is to be skipped."""
        self.leaves += 1
        if self.leaves <= self.resume_after:
            return False
        self.announce(member)
        return True

    def keep(self, part: Part, draft: Draft, data: bytes | None = None) -> None:
        """Hand over a finished draft; ``data`` are the item's own bytes where they are not the part's."""
        self.keep_draft(part, draft, sha256_hex(part.data if data is None else data))

    def open(self, part: Part) -> None:
        """Read a member, whatever it is; its refusal is a complaint, never an end of the container."""
        self.open_part(part, self)

    def room_for(self, count: int) -> None:
        """Count unpacked bytes and members; raises Refused when the container as a whole is too much."""
        self.unpacked += count
        if self.unpacked > self.limits.max_total_bytes:
            raise Refused(
                "bomb",
                f"unpacks to more than {self.limits.max_total_bytes >> 20} MB",
                "unpack it yourself and add the files that you need",
            )
        if self.leaves > self.limits.max_members:
            raise Refused(
                "bomb",
                f"holds more than {self.limits.max_members} items",
                "split it into smaller files and add those",
            )
