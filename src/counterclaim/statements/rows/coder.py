"""The coder of rows: finds the data set's own reading of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from counterclaim.codebooks.data_sets import DataSet, data_sets
from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.codebooks.table_maps import TableMap
from counterclaim.errors import CodingError
from counterclaim.model import Citation, Coding, Statement
from counterclaim.model.row import row_parts
from counterclaim.statements.rows import acled, gdelt, gtd, mapped, polecat, ucdp
from counterclaim.statements.rows.base import RowReading

Maps = Callable[[str], TableMap | None]
"""A map by its digest, None where it is not kept."""
VERSION = 2

_Say = Callable[[RowReading], Iterator[Statement]]
_Cite = Callable[[RowReading], tuple[Citation, ...]]

CODERS: Mapping[str, tuple[_Say, _Cite]] = {
    "ucdp": (ucdp.statements, ucdp.cited),
    "ucdp-candidate": (ucdp.statements, ucdp.cited),
    "acled": (acled.statements, acled.cited),
    "gtd": (gtd.statements, gtd.cited),
    "gdelt": (gdelt.statements, gdelt.cited),
    "gdelt-mentions": (gdelt.mention_statements, gdelt.cited),
    "polecat": (polecat.statements, polecat.cited),
}
"""How each data set is read: its statements, and what it cites."""


def _no_maps(_: str) -> TableMap | None:
    return None


@dataclass(frozen=True)
class RowCoder:
    """Makes statements of a row's cells; the same row gives the same statements, whatever else is in the ledger."""

    gazetteer: Gazetteer
    maps: Maps = field(default=_no_maps)

    def code(self, document_id: str, text: str, media_type: str) -> Coding:
        """All that one row says.

        Raises:
            CodingError: the row is of a data set that is not known, or its map is gone.
        """
        key, digest = row_parts(media_type)
        if digest:
            told = self.maps(digest)
            if told is None:
                raise CodingError(f"the map {digest} of the rows of {key!r} is gone", remedy="add the table again")
            reading = self._reading(document_id, text, told.data_set)
            return coding(reading, mapped.statements(reading, told), ())
        if key not in CODERS:
            raise CodingError(
                f"rows of {key!r} cannot be read", remedy="use the version of the program that added them"
            )
        say, cite = CODERS[key]
        reading = self._reading(document_id, text, data_sets()[key])
        return coding(reading, say(reading), cite(reading))

    def _reading(self, document_id: str, text: str, data_set: DataSet) -> RowReading:
        return RowReading(document_id, text, data_set, self.gazetteer, f"{data_set.key}/{VERSION}")


def coding(reading: RowReading, found: Iterator[Statement], cited: tuple[Citation, ...]) -> Coding:
    """A coding of one mention."""
    return Coding(
        document_id=reading.document_id,
        coder=reading.coder,
        mentions=(reading.mention,),
        statements=tuple(found),
        citations=cited,
    )
