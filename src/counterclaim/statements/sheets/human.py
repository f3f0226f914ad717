"""A person as a coder: the rows that they filled, behind the same interface as a machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from counterclaim.errors import ConfigError
from counterclaim.model import Coding, CodingInput, Problem, Role
from counterclaim.statements.interface import Coder
from counterclaim.statements.quotes import QuoteFinder
from counterclaim.statements.sheets.columns import NOTHING, SheetRow, is_filled
from counterclaim.statements.sheets.reading import problem
from counterclaim.statements.sheets.rows import BadCell, RowReader
from counterclaim.statements.sheets.writing import text_digest
from counterclaim.statements.told import Assembler, Told, signed

PREFIX = "human/"


def human_name(name: str) -> str:
    """The coder's name of a person; raises ConfigError for a name that cannot stand in one."""
    plain = " ".join(name.split())
    if not plain or "/" in plain or len(plain) > 80:
        raise ConfigError("a human coder needs a short name without '/'", remedy="give it with --coder-name")
    return PREFIX + plain


@dataclass(frozen=True)
class HumanCoder:
    """Codes the texts that one person filled in a sheet.

    ``base`` finds what nobody is asked to fill: the document's own footnotes, and persons to be masked.
    """

    name: str
    sheet: str
    rows: Mapping[str, Sequence[SheetRow]]
    """By document id."""
    assembler: Assembler
    base: Coder
    languages: frozenset[str] = field(default=frozenset())

    def code(self, source: CodingInput) -> Coding:
        """What the person found; ``abstained`` where they filled nothing for this text."""
        return self.read(source)[0]

    def read(self, source: CodingInput) -> tuple[Coding, tuple[Problem, ...]]:
        """As `code`, with a problem for each row that was refused."""
        coding, problems, _ = self.accept(source)
        return coding, problems

    def accept(self, source: CodingInput) -> tuple[Coding, tuple[Problem, ...], list[dict[str, str]]]:
        """As `read`, with the accepted rows as they are to be kept: repaired, and with the place they belong to."""
        filled = [row for row in self.rows.get(source.document_id, ()) if is_filled(row.cells)]
        stale = self._stale(source, filled)
        if stale or not filled:
            why = "the sheet is of another version of the text" if stale else "nothing is filled in for it"
            return Coding(document_id=source.document_id, coder=self.name, abstained=why), stale, []
        told: list[Told] = []
        roles: dict[int, Role] = {}
        kept: list[dict[str, str]] = []
        problems: list[Problem] = []
        reader = RowReader(source, QuoteFinder(source.text), roles)
        for row in filled:
            try:
                found, cells = reader.read(row)
            except BadCell as bad:
                problems.append(problem(self.sheet, row.line, bad.column, bad.message, bad.remedy))
                continue
            told += found
            kept.append(cells)
        if not told and not any(cells.get("event") == NOTHING for cells in kept):
            empty = Coding(document_id=source.document_id, coder=self.name, abstained="none of its rows is usable")
            return empty, tuple(problems), []
        coding = self.assembler.coding(source, told, roles, self.base.code(source))
        return signed(replace(coding, seconds={}), self.name), tuple(problems), kept

    def _stale(self, source: CodingInput, rows: Sequence[SheetRow]) -> tuple[Problem, ...]:
        now = text_digest(source.text)
        for row in rows:
            if row.cell("digest") not in ("", now):
                message = "was exported from another version of this text"
                remedy = "export the sheet again with --prefill and fill in what is missing"
                return (problem(self.sheet, row.line, "digest", message, remedy),)
        return ()
