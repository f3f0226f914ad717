"""What the statements' coder reads in news records, as evidence on who did an incident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from counterclaim.codebooks import ActorBook, Gazetteer
from counterclaim.documents import segment
from counterclaim.model import Act, CodingInput, Property, SpeakerKind, Statement
from counterclaim.statements import GRAMMAR, load_coder
from counterclaim.statements.coder import GrammarCoder
from counterclaim.statements.encoder.guilt import Said
from counterclaim.statements.encoder.model import shipped_folder
from counterclaim.statements.hybrid.coder import read_calibration, with_calibration

LEAST = 0.03
"""Statements below this probability are no evidence."""
LABELS = {
    Act.CLAIMS: "claimed",
    Act.ATTRIBUTES: "accused",
    Act.SUSPECTS: "possible",
    Act.REPORTS_AS_FACT: "fact",
}
OFFICIAL = (SpeakerKind.AUTHORITY, SpeakerKind.STATE, SpeakerKind.COURT)


class StatementReader:
    """Reads a record's text with the trained coder, unsure statements too."""

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or shipped_folder()
        grammar = load_coder(GRAMMAR, gazetteer=Gazetteer.load(), actors=ActorBook.load())
        assert isinstance(grammar, GrammarCoder)
        self._coder = with_calibration(grammar, folder, replace(read_calibration(folder), threshold=LEAST))

    def said(self, record: Mapping[str, Any]) -> list[Said]:
        """The record's statements on who did something."""
        text = record["text"]
        source = CodingInput(
            document_id=record["id"], text=text, title="", published=None, language="en", segments=segment(text, "en")
        )
        found = self._coder.code(source).statements
        return [as_said(s) for s in found if s.property is Property.PERPETRATOR and s.act in LABELS]


def as_said(s: Statement) -> Said:
    """A statement as evidence."""
    label = LABELS[s.act]
    if s.act is Act.ATTRIBUTES and s.speaker_kind in OFFICIAL:
        label = "accused_by_authorities"
    return Said((s.value, *s.value_aliases), label, s.probability, s.passage.start, s.passage.end)
