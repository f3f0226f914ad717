"""What a linking leaves for the next one, so that only what changed is compared and joined anew."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

import numpy as np

from counterclaim.events.arrays import Columns, Flags, Ints
from counterclaim.events.blocking import Index
from counterclaim.events.common import Common
from counterclaim.events.parameters import Parameters
from counterclaim.events.record_memory import RecordMemory
from counterclaim.model import MentionProfile

GROWTH = 1.5
"""When there are so many times as many mentions, the weights are estimated anew."""
_FORM = 1
_MARK = 16

Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Memory:
    """The mentions of a linking in order of their founding, and what was estimated and found."""

    bits: Mapping[tuple[str, str], float]
    """Weights as estimated, by field and level."""
    prior_bits: float
    common: Common
    ids: tuple[str, ...]
    marks: tuple[bytes, ...]
    """Digest of each mention's profile."""
    first: Ints
    last: Ints
    root: Ints
    """Component of each mention, by its least: no event reaches beyond."""
    hints: tuple[tuple[str, ...], ...]
    sole: Flags
    known: frozenset[str]
    """Narrow places that mentions tell."""
    index: Index
    strong: tuple[Ints, Ints]
    """Pairs of reports that weigh enough for a link, sorted."""
    together: frozenset[Pair]
    apart: frozenset[Pair]
    records: RecordMemory | None
    """What was estimated from rows of data sets; None where there were fewer than two."""

    def parameters(self, shipped: Parameters) -> Parameters:
        """The parameters with the weights as estimated."""
        return replace(shipped, bits=dict(self.bits))

    def fits(self, mentions: int, shipped: Parameters) -> bool:
        """Whether it can be used for so many mentions, under parameters with the same levels."""
        return mentions <= GROWTH * self.common.mentions and self.bits.keys() == shipped.bits.keys()

    def packed(self) -> bytes:
        """As bytes: a zip file of JSON and of plain arrays."""
        told = {
            "form": _FORM,
            "bits": [[*key, value] for key, value in sorted(self.bits.items())],
            "prior_bits": self.prior_bits,
            "common": {
                "mentions": self.common.mentions,
                "words": dict(self.common.words),
                "places": sorted(self.common.places),
                "actors": sorted(self.common.actors),
                "targets": sorted(self.common.targets),
            },
            "ids": self.ids,
            "hints": self.hints,
            "known": sorted(self.known),
            "together": sorted(self.together),
            "apart": sorted(self.apart),
            "records": self.records.told() if self.records else None,
        }
        arrays = {
            "marks": np.frombuffer(b"".join(self.marks), dtype=np.uint8),
            "first": self.first,
            "last": self.last,
            "root": self.root,
            "sole": self.sole,
            "key": self.index.key,
            "row": self.index.row,
            "left": self.strong[0],
            "right": self.strong[1],
            **(self.records.arrays() if self.records else {}),
        }
        out = io.BytesIO()
        held = io.BytesIO()
        np.savez(held, **arrays)  # type: ignore[arg-type]
        parts = {"told.json": json.dumps(told, ensure_ascii=False).encode(), "arrays.npz": held.getvalue()}
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in parts.items():
                # With no time of writing in it: the same memory is the same bytes.
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 1)
        return out.getvalue()

    @classmethod
    def unpacked(cls, content: bytes) -> Memory | None:
        """From bytes; None where they are of another version of this program, or damaged."""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                told = json.loads(archive.read("told.json"))
                # Never pickles: a ledger may come from anybody.
                with np.load(io.BytesIO(archive.read("arrays.npz")), allow_pickle=False) as held:
                    arrays = {name: held[name] for name in held.files}
            return _made(told, arrays) if told["form"] == _FORM else None
        except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError):
            return None


def _made(told: Mapping[str, Any], arrays: Mapping[str, Any]) -> Memory:
    common, marks = told["common"], arrays["marks"].tobytes()
    return Memory(
        bits={(field, level): value for field, level, value in told["bits"]},
        prior_bits=told["prior_bits"],
        common=Common(
            mentions=common["mentions"],
            words=common["words"],
            places=frozenset(common["places"]),
            actors=frozenset(common["actors"]),
            targets=frozenset(common["targets"]),
        ),
        ids=tuple(told["ids"]),
        marks=tuple(marks[at : at + _MARK] for at in range(0, len(marks), _MARK)),
        first=arrays["first"],
        last=arrays["last"],
        root=arrays["root"],
        hints=tuple(map(tuple, told["hints"])),
        sole=arrays["sole"],
        known=frozenset(told["known"]),
        index=Index(arrays["key"], arrays["row"]),
        strong=(arrays["left"], arrays["right"]),
        together=frozenset((a, b) for a, b in told["together"]),
        apart=frozenset((a, b) for a, b in told["apart"]),
        records=RecordMemory.made(told["records"], arrays) if told["records"] else None,
    )


def mark(p: MentionProfile) -> bytes:
    """Digest of all that linking sees of a mention."""
    return blake2b(repr(p).encode("utf-8", "surrogatepass"), digest_size=_MARK).digest()


def hinted(table: Columns) -> list[tuple[str, ...]]:
    """The names of the places that each mention speaks of."""
    return [tuple(sorted(table.names[code] for code in codes)) for codes in table.hints]


def ids_of(pairs: Sequence[tuple[int, int]], ids: Sequence[str]) -> frozenset[Pair]:
    """Pairs of rows as pairs of mention ids."""
    return frozenset((ids[a], ids[b]) for a, b in pairs)
