"""The coder of rows: finds the data set's own reading of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType

from counterclaim.codebooks.data_sets import DataSet, data_sets
from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.codebooks.table_maps import TableMap
from counterclaim.errors import CodingError
from counterclaim.model import Citation, Coding, Statement
from counterclaim.model.row import row_parts
from counterclaim.statements.rows import ucdp
from counterclaim.statements.rows.base import RowReading

Maps = Callable[[str], TableMap | None]
"""A map by its digest, None where it is not kept."""
VERSION = 1

_MODULES: Mapping[str, ModuleType] = {
    "ucdp": ucdp,
    "ucdp-candidate": ucdp,
}


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
        key, _ = row_parts(media_type)
        data_set = data_sets().get(key)
        module = _MODULES.get(key)
        if data_set is None or module is None:
            raise CodingError(
                f"rows of {key!r} cannot be read", remedy="use the version of the program that added them"
            )
        reading = self._reading(document_id, text, data_set)
        return coding(reading, module.statements(reading), module.cited(reading))

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
