"""What of a ledger a sample can be drawn from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from counterclaim.backends.storage.base import Storage
from counterclaim.errors import ConfigError
from counterclaim.model import Coding, Document, Statement
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.part import Part
from counterclaim.review import anchor_statement
from counterclaim.review.sampling import DOCUMENTS, STATEMENTS, Unit
from counterclaim.review.whole import whole

AT_ONCE = 500
"""Documents that are looked at together."""

_OF_DOCUMENT: Mapping[str, Callable[[Document], str]] = {
    "": lambda _: "",
    "outlet": lambda document: document.outlet,
    "language": lambda document: document.language,
    "year": lambda document: _year(document),
}
_OF_STATEMENT: Mapping[str, Callable[[Statement], str]] = {
    "property": lambda statement: str(statement.property),
    "act": lambda statement: str(statement.act),
    "speaker_kind": lambda statement: str(statement.speaker_kind),
}
STRATA = (*filter(None, _OF_DOCUMENT), *_OF_STATEMENT)
"""What units may be drawn by: of documents the first three, of statements all."""


def _year(document: Document) -> str:
    when = document.published
    day = (when.earliest or when.latest) if when else None
    return str(day.year) if day else ""


def population(storage: Storage, codebook: Codebook, kind: str, strata: str) -> list[Unit]:
    """All units of a kind: documents whose text is kept, or statements as a machine read them, of what counts.

    Raises:
        ConfigError: no such kind, or units of it cannot be told apart by ``strata``.
    """
    if strata not in _OF_DOCUMENT and not (kind == STATEMENTS and strata in _OF_STATEMENT):
        known = [s for s in STRATA if kind == STATEMENTS or s in _OF_DOCUMENT]
        raise ConfigError(f"{kind} cannot be drawn by {strata!r}", where="--by-stratum", remedy=", ".join(known))
    return [unit for part in _parts(storage, codebook) for unit in _units(part, kind, strata)]


def _parts(storage: Storage, codebook: Codebook) -> Iterator[Part]:
    last = ""
    while ids := storage.ids_after("document", last, AT_ONCE):
        yield Part(storage, codebook, frozenset(ids))
        last = ids[-1]


def _units(part: Part, kind: str, strata: str) -> Iterator[Unit]:
    for coding in part.coded:
        document = part.documents[coding.document_id]
        if kind == DOCUMENTS:
            yield Unit(anchor=whole(document), stratum=_OF_DOCUMENT[strata](document))
        else:
            yield from _statements(coding, document, strata)


def _statements(coding: Coding, document: Document, strata: str) -> Iterator[Unit]:
    of_document, of_statement = _OF_DOCUMENT.get(strata), _OF_STATEMENT.get(strata)
    for statement in coding.statements:
        stratum = of_document(document) if of_document else of_statement(statement) if of_statement else ""
        yield Unit(anchor=anchor_statement(statement, document.item_sha256), stratum=stratum)
