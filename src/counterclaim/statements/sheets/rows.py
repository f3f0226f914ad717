"""One filled row of a sheet to what it tells; the first cell that does not hold refuses the row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from counterclaim.model import THE_TEXT, Act, CodingInput, EventType, Property, Role, SpeakerKind
from counterclaim.statements.quotes import QuoteFinder, Span
from counterclaim.statements.sheets.cells import is_error, read_count, read_date, read_number
from counterclaim.statements.sheets.columns import BETWEEN, FILLED, NOTHING, SheetRow
from counterclaim.statements.told import Told

LONGEST_QUOTE = 600
MOST_EVENTS = 500
VALUE_KINDS = ("organisation", "state", "person", "description")
_NO = frozenset({"", "no", "n", "false", "0"})
_YES = frozenset({"yes", "y", "true", "1", "x"})
_FACTS = (
    Property.TYPE,
    Property.DATE,
    Property.PLACE,
    Property.FATALITIES,
    Property.INJURED,
    Property.UNCLAIMED,
)
T = TypeVar("T", bound=StrEnum)
_FIND = "copy the quote from the text as it stands there, in one piece"


class BadCell(Exception):  # noqa: N818 - an answer about one row, turned into a Problem
    """A cell that does not hold."""

    def __init__(self, column: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.column = column
        self.message = message
        self.remedy = remedy


class RowReader:
    """Reads the rows of one text in their order; ``roles`` is filled on the way."""

    def __init__(self, source: CodingInput, finder: QuoteFinder, roles: dict[int, Role]) -> None:
        self._source = source
        self._finder = finder
        self._roles = roles
        self._fenced = [(s.start, s.end) for s in source.segments if s.fenced]

    def read(self, row: SheetRow) -> tuple[list[Told], dict[str, str]]:
        """What the row tells, and its cells as they are to be kept; raises BadCell."""
        cells = {column: row.cell(column) for column in FILLED}
        for column, cell in cells.items():
            if is_error(cell):
                raise BadCell(column, f"holds a spreadsheet's error, {cell}", "write the cell's words anew, as text")
        home = self._passage(row)
        kept = {**cells, "start": str(home[0])}
        number = self._event(cells)
        if number is None:
            return [], {**kept, "event": NOTHING if cells["event"] else ""}
        kept["event"] = str(number)
        role = self._role(number, cells)
        quotes = self._quotes(cells, home)
        values = self._values(cells)
        told = [*self._statement(number, cells, quotes), *self._told_facts(number, cells, values, quotes, home)]
        if role is not None:
            kept["role"] = str(role)
            self._roles[number] = role
        kept.update({str(prop): value for prop, value in values.items()})
        return told or [Told(event=number, spans=quotes)], kept

    def _event(self, cells: Mapping[str, str]) -> int | None:
        cell = cells["event"]
        if cell.lower() in (NOTHING, "0"):
            if any(cells[column] for column in FILLED if column not in ("event", "note")):
                raise BadCell("event", "says that there is none, but the row tells of one", "give the event a number")
            return None
        if not cell and not any(cells[column] for column in FILLED if column != "note"):
            return None
        number = read_number(cell.lower().removeprefix("e"))
        if number is None or not 1 <= number <= MOST_EVENTS:
            raise BadCell("event", f"{cell!r} is no number of an event", f"1, 2, ... or {NOTHING}")
        return number

    def _role(self, number: int, cells: Mapping[str, str]) -> Role | None:
        if not cells["role"]:
            return None
        role = _word(Role, cells, "role")
        if self._roles.get(number, role) is not role:
            raise BadCell(
                "role", f"event {number} is {self._roles[number]} in an earlier row", "give an event one role"
            )
        return role

    def _values(self, cells: Mapping[str, str]) -> dict[Property, str]:
        """The row's facts in canonical form."""
        values: dict[Property, str] = {}
        for prop in _FACTS:
            cell = cells[str(prop)]
            if not cell:
                continue
            if prop is Property.TYPE:
                values[prop] = str(_word(EventType, cells, "type"))
            elif prop is Property.UNCLAIMED:
                if _yes(cell):
                    values[prop] = "yes"
            else:
                values[prop] = _checked(prop, cell)
        return values

    def _statement(self, number: int, cells: Mapping[str, str], quotes: tuple[Span, ...]) -> Iterable[Told]:
        if not cells["act"]:
            for column in ("perpetrator", "perpetrator_kind"):
                if cells[column]:
                    raise BadCell("act", "is empty, but a perpetrator is named", f"one of {_listed(Act)}")
            return
        act = _word(Act, cells, "act")
        if not cells["perpetrator"] and act is not Act.RETRACTS:
            raise BadCell("perpetrator", "is empty", "name whom the statement is about, as the text names them")
        kind = cells["perpetrator_kind"].lower()
        if kind and kind not in VALUE_KINDS:
            raise BadCell("perpetrator_kind", f"{kind!r} is not known", f"one of {', '.join(VALUE_KINDS)}")
        speaker, speaker_kind = _speaker(cells)
        yield Told(
            event=number,
            spans=quotes,
            property=Property.PERPETRATOR,
            value=" ".join(cells["perpetrator"].split()),
            act=act,
            speaker=speaker,
            speaker_kind=speaker_kind,
            value_kind=kind,
        )

    def _told_facts(
        self,
        number: int,
        cells: Mapping[str, str],
        values: Mapping[Property, str],
        quotes: tuple[Span, ...],
        home: Span,
    ) -> Iterable[Told]:
        """Facts stand in the row's quote and are its speaker's; beside a statement, in its passage and the text's."""
        beside = bool(cells["act"])
        speaker, kind = (THE_TEXT, SpeakerKind.MEDIA) if beside else _speaker(cells)
        for prop, value in values.items():
            yield Told(
                event=number,
                spans=(self._allowed(home, "text"),) if beside else quotes,
                property=prop,
                value=value,
                act=Act.REPORTS_AS_FACT if speaker == THE_TEXT else Act.ATTRIBUTES,
                speaker=speaker,
                speaker_kind=kind,
            )

    def _passage(self, row: SheetRow) -> Span:
        """The passage that the row stands beside: as its offsets say, else as its words do."""
        start, end = read_number(row.cell("start")), read_number(row.cell("end"))
        text = self._source.text
        if start is not None and end is not None and start < end <= len(text):
            return start, end
        found = self._finder.find(row.cell("text"))
        if found is None:
            raise BadCell("start", "its passage cannot be told", "keep the columns start, end and text as exported")
        return found

    def _quotes(self, cells: Mapping[str, str], home: Span) -> tuple[Span, ...]:
        """The quote (the whole passage where none is given) and the further ones."""
        spans = [self._quote(cells["quote"], "quote", home[0]) if cells["quote"] else self._allowed(home, "quote")]
        spans += [self._quote(also.strip(), "also", 0) for also in cells["also"].split(BETWEEN.strip()) if also.strip()]
        return tuple(dict.fromkeys(spans))

    def _quote(self, words: str, column: str, near: int) -> Span:
        span = self._finder.find(words, near=near)
        if span is None:
            shown = words if len(words) <= 60 else f"{words[:57]}..."
            raise BadCell(column, f"{shown!r} is not in the text", _FIND)
        return self._allowed(span, column)

    def _allowed(self, span: Span, column: str) -> Span:
        if span[1] - span[0] > LONGEST_QUOTE:
            raise BadCell(column, f"is longer than {LONGEST_QUOTE} characters", "quote the words that say it")
        if any(start < span[1] and span[0] < end for start, end in self._fenced):
            raise BadCell(column, "holds instructions for harm, which are not kept", "quote other words")
        return span


def _speaker(cells: Mapping[str, str]) -> tuple[str, SpeakerKind]:
    name = " ".join(cells["speaker"].split())
    own = name.casefold() in ("", THE_TEXT)
    if cells["speaker_kind"]:
        return THE_TEXT if own else name, _word(SpeakerKind, cells, "speaker_kind")
    if not own:
        raise BadCell("speaker_kind", "is empty", f"one of {_listed(SpeakerKind)}")
    return THE_TEXT, SpeakerKind.MEDIA


def _checked(prop: Property, cell: str) -> str:
    """A date, count or place in canonical form."""
    readers: dict[Property, tuple[Callable[[str], str], str]] = {
        Property.DATE: (read_date, "write it as 2017-06-02, 2017-06, 2017 or a/b, in a column formatted as text"),
        Property.FATALITIES: (read_count, "write it as 36, 20+ (at least), ..40 (up to) or 9..10"),
        Property.INJURED: (read_count, "write it as 36, 20+ (at least), ..40 (up to) or 9..10"),
    }
    if prop not in readers:
        return " ".join(cell.split())
    read, remedy = readers[prop]
    try:
        return read(cell)
    except ValueError as error:
        raise BadCell(str(prop), str(error), remedy) from None


def _yes(cell: str) -> bool:
    if cell.lower() not in _YES | _NO:
        raise BadCell("unclaimed", f"{cell!r} is neither yes nor no", "yes, or leave it empty")
    return cell.lower() in _YES


def _word(kind: type[T], cells: Mapping[str, str], column: str) -> T:
    word = "_".join(cells[column].lower().split())
    try:
        return kind(word)
    except ValueError:
        raise BadCell(column, f"{cells[column]!r} is no word of the codebook", f"one of {_listed(kind)}") from None


def _listed(kind: type[StrEnum]) -> str:
    return ", ".join(str(word) for word in kind)
