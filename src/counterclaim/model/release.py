"""Releases of event data sets: the same rows come again, changed, or no more."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One file of a data set: which rows it has, and the document that each row is.

    A row that stands unchanged in two releases is one document.
    """

    capture_id: str
    data_set: str
    records: tuple[tuple[str, str], ...]
    """(the data set's own id of a row, document id), sorted."""
