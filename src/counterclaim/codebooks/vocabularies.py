"""Definitions of the closed vocabularies for people, with crosswalks to other codebooks (data/vocabularies.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.codebooks.files import DATA, read_yaml

CODEBOOKS = ("gtd", "acled", "ucdp_ged", "plover")
"""Codebooks that event types are crosswalked to."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary: its definition, a note on its use, and the nearest categories elsewhere."""

    word: str
    definition: str
    note: str = ""
    crosswalk: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def nearest(self, codebook: str) -> tuple[str, ...]:
        """Categories of another codebook ("gtd", "acled", "ucdp_ged", "plover"), nearest first; empty if none fits."""
        return dict(self.crosswalk).get(codebook, ())


@cache
def vocabularies() -> dict[str, tuple[Term, ...]]:
    """All vocabularies by name: acts, speaker_kinds, properties, involvement, roles, verdicts, hosting, event_types."""
    data: dict[str, dict[str, Any]] = read_yaml(DATA / "vocabularies.yaml")
    return {name: tuple(_term(word, entry) for word, entry in terms.items()) for name, terms in data.items()}


def definition(vocabulary: str, word: str) -> str:
    """The definition of one word; raises KeyError for a word that the vocabulary does not hold."""
    for term in vocabularies()[vocabulary]:
        if term.word == word:
            return term.definition
    raise KeyError(f"{word!r} is no word of {vocabulary}")


def _term(word: str, entry: dict[str, Any]) -> Term:
    crosswalk = tuple((book, tuple(entry[book])) for book in CODEBOOKS if book in entry)
    return Term(str(word), entry["definition"], entry.get("note", ""), crosswalk)
