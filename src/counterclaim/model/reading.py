"""What passes between fetching, reading and coding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counterclaim.model.problem import Problem
from counterclaim.model.values.date_interval import DateInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the surroundings of an item say about it: a feed entry, a JSON Lines record, a registered outlet."""

    title: str = ""
    author: str = ""
    outlet: str = ""
    published: DateInterval | None = None
    language: str = ""
    uri: str = ""
    data_set: str = ""
    """Key of the event data set that the item is a table of; empty for a document."""
    table_map: str = ""
    """The text of the map by which a table of no known data set is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """Bytes from a file or an address, as they came."""

    data: bytes
    uri: str
    """The web address, or empty for a local file."""
    name: str
    """How messages call it: the address, or the path as the user gave it."""
    media_type: str
    """As declared by the server or guessed from the name; readers trust the bytes more. Empty if unknown."""
    retrieved: datetime
    """UTC, from the injected clock."""
    headers: tuple[tuple[str, str], ...] = ()
    hints: Hints = Hints()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadItem:
    """One item read from captured bytes: a plain file holds one, a container as many as it has members."""

    member: str
    item_sha256: str
    uri: str
    text: str
    title: str
    author: str
    outlet: str
    published: DateInterval | None
    language: str
    media_type: str
    agency: str = ""
    invented: bool = False
    record: str = ""
    """A data set's own id of the row that the item is; empty for anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A row of a table that was refused, as it stands, so that it can be mended and added again."""

    subject: str
    """The file."""
    place: str
    """Row and column."""
    columns: tuple[str, ...]
    cells: tuple[str, ...]
    message: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """What came out of one capture, and what of it was refused."""

    items: tuple[ReadItem, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused_rows: tuple[RefusedRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One sentence, heading, list item or note of a text: code points ``start`` to ``end`` (exclusive).

    ``kind`` is "sentence", "heading", "item" or "note"; ``paragraph`` counts from 0. A fenced segment holds
    instructions for harm: it is never coded, shown or exported.
    """

    start: int
    end: int
    paragraph: int
    kind: str = "sentence"
    fenced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingInput:
    """A text with all that a coder may know of it."""

    document_id: str
    text: str
    title: str
    published: DateInterval | None
    language: str
    segments: tuple[Segment, ...]
    author: str = ""
    outlet: str = ""
    affiliation: str = ""
    """The actor that the outlet speaks for, empty if none is known."""
