"""Releases of a data set, one after another: which rows stand now, and which changed or are gone.

A file that has at least half of the rows that an earlier file has is a new release of it: a row that it has otherwise
replaces the former one, and a row that it no longer has is withdrawn. A file that shares fewer rows (another country,
a month, mended rows) adds to what is there, and replaces only the rows that it has itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.model import Release

SAME = 0.5
"""Share of an earlier file's standing rows from which a later one is a new release of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One row that a later file has otherwise, or no longer has."""

    data_set: str
    record: str
    was: str
    """Document id of the row as it was."""
    now: str
    """Document id of the row as it is, "" where it was withdrawn."""
    capture_id: str
    """The file that brought the change."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of all data sets."""

    rows: Mapping[str, str] = field(default_factory=dict)
    """Data set by document id, for every row that stands."""
    retired: Mapping[str, str] = field(default_factory=dict)
    """For every row that no longer stands the document id of what stands in its place, "" where nothing does."""
    revisions: tuple[Revision, ...] = ()
    """In the order of the files, then by row."""


def standing(releases: Sequence[Release]) -> Standing:
    """What stands after all releases, in the order in which they were added."""
    present: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    everything: dict[str, tuple[str, str]] = {}
    revisions: list[Revision] = []
    for release in releases:
        rows = present[release.data_set]
        told = dict(release.records)
        found = []
        for record in _withdrawn(rows, told):
            was, _ = rows.pop(record)
            found.append(_revision(release, record, was, ""))
        for record, document in release.records:
            before = rows.get(record)
            if before is not None and before[0] != document:
                found.append(_revision(release, record, before[0], document))
            rows[record] = (document, release.capture_id)
            everything[document] = (release.data_set, record)
        revisions += sorted(found, key=lambda revision: revision.record)
    stands = {document: key for key, rows in present.items() for document, _ in rows.values()}
    retired = {
        document: present[key][record][0] if record in present[key] else ""
        for document, (key, record) in everything.items()
        if document not in stands
    }
    return Standing(stands, retired, tuple(revisions))


def _withdrawn(rows: Mapping[str, tuple[str, str]], told: Mapping[str, str]) -> list[str]:
    """Rows of the files that a new one replaces which it does not have."""
    by_file: dict[str, list[str]] = defaultdict(list)
    for record, (_, capture) in rows.items():
        by_file[capture].append(record)
    gone: list[str] = []
    for records in by_file.values():
        left = [record for record in records if record not in told]
        if len(records) - len(left) >= SAME * len(records):
            gone += left
    return sorted(gone)


def _revision(release: Release, record: str, was: str, now: str) -> Revision:
    return Revision(data_set=release.data_set, record=record, was=was, now=now, capture_id=release.capture_id)
