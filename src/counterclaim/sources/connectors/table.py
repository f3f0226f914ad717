"""Tables of event data sets: ``ucdp:FILE``, and ``csv:FILE`` with a map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from counterclaim.codebooks.data_sets import MAPPED, data_sets
from counterclaim.model import Fetched
from counterclaim.sources.connectors.base import Connector, Report
from counterclaim.sources.connectors.file import FileConnector
from counterclaim.sources.options import FetchOptions


class TableConnector(Connector):
    """Reads a file, or a folder's files, as tables of the data set that stands before the colon."""

    def __init__(self, options: FetchOptions, report: Report) -> None:
        super().__init__(options, report)
        self._files = FileConnector(replace(options, max_bytes=options.max_table_bytes), report)

    @classmethod
    def takes(cls, target: str) -> bool:
        """Whatever begins with a data set's key and a colon."""
        key, colon, rest = target.partition(":")
        return bool(colon and rest) and (key == MAPPED or key in data_sets())

    def fetch(self, target: str) -> Iterator[Fetched]:
        """One item for each file; a mapped table without a map is refused."""
        key, _, path = target.partition(":")
        table_map = self.options.table_map if key == MAPPED else ""
        if key == MAPPED and not table_map:
            remedy = "give one with --map MAP.yaml: see docs/how-to/add-data-sets.md"
            self.refuse(target, "no_map", "a table needs a map that tells what its columns are", remedy)
            return
        if path.startswith(("http:", "https:")):
            self.refuse(target, "unsupported", "a data set is added from a file", "download it, and name the file")
            return
        for fetched in self._files.fetch(path):
            yield replace(fetched, hints=replace(fetched.hints, data_set=key, table_map=table_map))
