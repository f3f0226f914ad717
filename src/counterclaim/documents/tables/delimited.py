"""Text of a table to numbered rows of cells (CSV, TSV and the like), whatever its line ends and quotation marks."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from counterclaim.documents.decoding import decode
from counterclaim.documents.draft import Refused
from counterclaim.documents.tables.lines import Line

DELIMITERS = (",", "\t", ";", "|")
_LONGEST_CELL = 1_000_000
_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_LINE = re.compile(rb"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
"""A line that ends as Unix, Windows or old Macintosh programs end it."""
_UNCLOSED = "has a quotation mark that is not closed"

Whole = Callable[[Sequence[str]], bool]
"""Whether cells are, beyond doubt, a row of the table."""


@dataclass(slots=True)
class Oddities:
    """Numbers of the lines of a file that hold what text should not."""

    foreign: list[int] = field(default_factory=list)
    """With characters that are no UTF-8."""
    nul: list[int] = field(default_factory=list)
    """With NUL bytes, which are left out."""

    def clear(self) -> None:
        """Forget what was found: the file is read again."""
        self.foreign.clear()
        self.nul.clear()

    def remarks(self) -> Iterator[Refused]:
        """What was found, in words."""
        if self.foreign:
            message = f"holds letters that are no UTF-8 in {_lines(self.foreign)}; they were read as Windows-1252"
            yield Refused("metadata", message, "check their letters, or save the file as UTF-8")
        if self.nul:
            message = f"holds NUL bytes in {_lines(self.nul)}; they were left out"
            yield Refused("metadata", message, "check that the file was not cut off or written over")


def _lines(numbers: Sequence[int]) -> str:
    return f"line {numbers[0]}" if len(numbers) == 1 else f"{len(numbers)} lines, the first of them line {numbers[0]}"


def delimited(data: bytes, delimiter: str, found: Oddities, whole: Whole | None = None) -> Iterator[Line]:
    """Rows of text, empty ones left out; lines that are no UTF-8 are read as Windows-1252 and noted in ``found``.

    A quotation mark that is never closed would make one cell of all the rows after it. Where ``whole`` knows one of a
    row's further lines for a row of its own, the row is cut off before it and is at fault, and those after it are read.
    """
    csv.field_size_limit(_LONGEST_CELL)
    feed = _Feed(_text_lines(data, found))
    reader = csv.reader(feed, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        feed.taken.clear()
        try:
            cells, fault = next(reader), ""
        except StopIteration:
            return
        except csv.Error:
            cells, fault = [], f"has a cell of more than {_LONGEST_CELL:,} characters"
        rest = _row_within(feed.taken, delimiter, whole) if whole and len(feed.taken) > 1 else None
        if rest is not None:
            fault = _UNCLOSED
            feed.put_back(rest)
        if fault:
            yield Line(number, _unquoted("".join(feed.taken), delimiter), fault)
        elif any(cell.strip() for cell in cells):
            yield Line(number, cells)


@dataclass(slots=True)
class _Feed:
    """Lines one after another, with those that the row at hand has taken; they can be put back."""

    lines: Iterator[str]
    taken: list[str] = field(default_factory=list)
    _again: deque[str] = field(default_factory=deque)

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self.lines)
        self.taken.append(line)
        return line

    def put_back(self, at: int) -> None:
        """Give back the lines taken from ``at`` on."""
        self._again.extendleft(reversed(self.taken[at:]))
        del self.taken[at:]


def _row_within(taken: Sequence[str], delimiter: str, whole: Whole) -> int | None:
    """The place of the first line after the first that is a row of its own, with quotation marks or without."""
    for at, line in enumerate(taken[1:], 1):
        if whole(_alone(line, delimiter)) or whole(_unquoted(line, delimiter)):
            return at
    return None


def _alone(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _unquoted(text: str, delimiter: str) -> list[str]:
    """Cells cut at every delimiter: as much as can be said of a row whose quotation marks are damaged."""
    return text.rstrip("\r\n").split(delimiter)


def _text_lines(data: bytes, found: Oddities) -> Iterator[str]:
    if data.startswith(_WIDE):
        yield from io.StringIO(decode(data), newline="")
        return
    for number, match in enumerate(_LINE.finditer(data.removeprefix(_BOM)), 1):
        raw = match.group()
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            # Windows-1252 holds all printed characters of Latin-1, and leaves five bytes without one.
            text = raw.decode("cp1252", "replace")
            found.foreign.append(number)
        if "\x00" in text:
            found.nul.append(number)
            text = text.replace("\x00", "")
        yield text
