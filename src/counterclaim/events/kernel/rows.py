"""Records of events as typed arrays: the form in which millions are compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.uint8]
Pairs = tuple[Ints, Ints]
"""Left and right row of each pair."""

UNTOLD = -1


class Rows(NamedTuple):
    """One row a record. Codes are indices into vocabularies of the caller's, -1 where untold.

    A row whose day or point is untold is never met in the sweep; what else is untold weighs nothing.
    """

    first: Ints
    """Earliest day, as a count from any epoch."""
    last: Ints
    """Latest day."""
    latitude: Floats
    """WGS 84 degrees, NaN where there is no point."""
    longitude: Floats
    radius: Floats
    """Told precision in kilometres, NaN where none is told."""
    type: Ints
    group: Ints
    """The wider group that the type belongs to."""
    actor: Ints
    """Code of the actor's name as told."""
    toll: Ints
    """Dead, as told."""
    source: Ints
    """Source that declares its rows distinct events; -1 where the row's source does not."""

    @property
    def size(self) -> int:
        """Number of rows."""
        return len(self.first)

    def take(self, rows: npt.NDArray[Any]) -> Rows:
        """Some rows, in the order given."""
        return Rows(*(column[rows] for column in self))

    def extended(self, other: Rows) -> Rows:
        """These rows and then the others, whose codes are of the same vocabularies."""
        both: Iterable[tuple[npt.NDArray[Any], npt.NDArray[Any]]] = zip(self, other, strict=True)
        return Rows(*(np.concatenate(pair) for pair in both))


def rows(
    *,
    first: npt.ArrayLike,
    latitude: npt.ArrayLike,
    longitude: npt.ArrayLike,
    last: npt.ArrayLike | None = None,
    **told: npt.ArrayLike,
) -> Rows:
    """Rows from columns of equal length; columns that are not given are untold in every row.

    Raises ValueError where lengths differ, a latitude or longitude is out of range or a record ends before it begins.
    """
    begun = np.asarray(first, dtype=np.int32)
    size = len(begun)
    untold = np.full(size, UNTOLD, dtype=np.int32)
    columns: dict[str, npt.NDArray[Any]] = {
        "first": begun,
        "last": begun if last is None else np.asarray(last, dtype=np.int32),
        "latitude": np.asarray(latitude, dtype=np.float64),
        "longitude": np.asarray(longitude, dtype=np.float64),
        "radius": np.asarray(told.pop("radius", np.full(size, np.nan)), dtype=np.float64),
    }
    for name in ("type", "group", "actor", "toll", "source"):
        columns[name] = np.asarray(told.pop(name, untold), dtype=np.int32)
    if told:
        raise ValueError(f"no such columns: {', '.join(sorted(told))}")
    _check(columns, size)
    return Rows(**columns)


def _check(columns: dict[str, npt.NDArray[Any]], size: int) -> None:
    uneven = [name for name, column in columns.items() if column.shape != (size,)]
    if uneven:
        raise ValueError(f"columns of another length than first: {', '.join(uneven)}")
    for name, bound in (("latitude", 90.0), ("longitude", 360.0)):
        wrong = np.flatnonzero(np.abs(columns[name]) > bound)
        if len(wrong):
            raise ValueError(f"{name} {columns[name][wrong[0]]} of row {wrong[0]} is out of range")
    backwards = np.flatnonzero(columns["last"] < columns["first"])
    if len(backwards):
        raise ValueError(f"row {backwards[0]} ends before it begins")


def codes(values: Sequence[Any] | npt.NDArray[Any], untold: str = "") -> tuple[Ints, list[str]]:
    """Codes of some words, sorted, and the vocabulary; ``untold`` gets -1."""
    import pyarrow

    encoded = pyarrow.array(values).dictionary_encode()
    words = [str(word) for word in encoded.dictionary.to_pylist()]
    order = sorted(range(len(words)), key=words.__getitem__)
    told = [place for place in order if words[place] != untold]
    new = np.full(len(words), UNTOLD, dtype=np.int32)
    new[told] = np.arange(len(told), dtype=np.int32)
    return new[encoded.indices.to_numpy()], [words[place] for place in told]
