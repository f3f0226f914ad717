"""The compiled gazetteer file: two Arrow tables in a ZIP, read into flat arrays and searched by bisection."""

from __future__ import annotations

import zipfile
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.ipc

from counterclaim.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Row:
    """One place as compiled. ``main`` is False where the name it was found by is only an alternate."""

    id: int
    name: str
    kind: str
    country: str
    population: int
    latitude: float
    longitude: float
    radius_m: float
    parent: str
    main: bool = True


class Strings:
    """A column of strings, read one at a time out of Arrow's own buffers."""

    def __init__(self, column: pa.Array) -> None:
        _, offsets, data = column.buffers()
        self.offsets = np.frombuffer(offsets, np.int32)[: len(column) + 1]
        self.data: bytes = data.to_pybytes()
        self._at = memoryview(self.offsets.data)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def raw(self, index: int) -> bytes:
        """The UTF-8 of one row."""
        return self.data[self._at[index] : self._at[index + 1]]

    def text(self, index: int) -> str:
        """One row as text."""
        return self.raw(index).decode()


class SortedKeys(Strings):
    """Sorted strings with their first eight bytes as integers beside them, so that most of a search is in C."""

    def __init__(self, column: pa.Array) -> None:
        super().__init__(column)
        data = np.frombuffer(self.data + bytes(8), np.uint8)
        starts, lengths = self.offsets[:-1], np.diff(self.offsets)
        heads = np.zeros(len(starts), np.uint64)
        for k in range(8):
            heads = (heads << np.uint64(8)) | np.where(lengths > k, data[starts + k], 0).astype(np.uint64)
        self._heads = memoryview(heads.data)

    def position(self, key: bytes) -> int:
        """Where ``key`` stands, or would stand."""
        head = int.from_bytes(key[:8].ljust(8, b"\0"), "big")
        low = bisect_left(self._heads, head)
        if len(key) <= 8 or low == len(self) or self._heads[low] != head:
            return low
        return bisect_left(range(len(self)), key, low, bisect_right(self._heads, head, low), key=self.raw)


class GazetteerTable:
    """Names to places; a lookup takes microseconds, a load under a second."""

    def __init__(self, path: Path) -> None:
        try:
            with zipfile.ZipFile(path) as archive:
                places, names = (_table(archive.read(f"{part}.arrow")) for part in ("places", "names"))
        except (OSError, KeyError, zipfile.BadZipFile, pa.ArrowInvalid) as error:
            raise ConfigError(
                f"the compiled gazetteer cannot be read: {error}",
                where=str(path),
                remedy="reinstall counterclaim, or rebuild the file with tools/build_gazetteer.py",
            ) from error
        self._keys = SortedKeys(names["key"])
        rows = names["rows"]
        self._starts = memoryview(rows.buffers()[1]).cast("i")[: len(rows) + 1]
        self._rows = memoryview(rows.values.buffers()[1]).cast("i")
        self._names = Strings(places["name"])
        self._columns = {
            c: places[c].to_numpy(zero_copy_only=False)
            for c in ("id", "population", "latitude", "longitude", "radius_m")
        }
        self._words = {c: (places[c].indices.to_numpy(), places[c].dictionary.to_pylist()) for c in
                       ("kind", "countries", "parent")}  # fmt: skip

    def __len__(self) -> int:
        return len(self._names)

    def starts(self, key: str) -> bool:
        """Whether any name is ``key`` or goes on after it with a further word."""
        data = key.encode()
        at = self._keys.position(data)
        if at < len(self._keys) and self._keys.raw(at) == data:
            return True
        data += b" "
        at = self._keys.position(data)
        return at < len(self._keys) and self._keys.raw(at).startswith(data)

    def find(self, key: str) -> list[Row]:
        """All places of this folded name, by falling population, main names before alternates."""
        data = key.encode()
        at = self._keys.position(data)
        if at >= len(self._keys) or self._keys.raw(at) != data:
            return []
        refs = self._rows[self._starts[at] : self._starts[at + 1]]
        return [self.row(ref >> 1, main=not ref & 1) for ref in refs]

    def row(self, index: int, *, main: bool = True) -> Row:
        """One place."""
        number = {c: column[index] for c, column in self._columns.items()}
        word = {c: words[indices[index]] for c, (indices, words) in self._words.items()}
        return Row(
            int(number["id"]), self._names.text(index), word["kind"], word["countries"], int(number["population"]),
            round(float(number["latitude"]), 4), round(float(number["longitude"]), 4), float(number["radius_m"]),
            word["parent"], main,
        )  # fmt: skip

    def of_kind(self, kind: str) -> list[Row]:
        """All places of one kind."""
        indices, words = self._words["kind"]
        wanted = words.index(kind)
        return [self.row(int(i)) for i in (indices == wanted).nonzero()[0]]


def _table(data: bytes) -> dict[str, Any]:
    with pa.ipc.open_file(pa.BufferReader(data)) as reader:
        table = reader.read_all()
    return {name: table[name].chunk(0) for name in table.column_names}
