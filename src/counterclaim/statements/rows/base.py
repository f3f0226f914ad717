"""What the coders of all data sets share: a row's cells, its passages, and the statements made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from counterclaim.codebooks.data_sets import DataSet
from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.model import (
    THE_TEXT,
    Act,
    ActorName,
    Citation,
    Mention,
    Passage,
    Place,
    Property,
    Role,
    SpeakerKind,
    Statement,
)
from counterclaim.model.row import Cell, read_row
from counterclaim.statements.lexicon import load_lexicon
from counterclaim.statements.speakers import speaker_kind

_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*\.?")
_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")
_DIVISION = re.compile(r"\s+(?:state|province|region|district|division|county|governorate|oblast)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says what a row tells."""

    name: str
    kind: SpeakerKind
    channel: str = ""


class RowReading:
    """One row: its cells by column, and the event as it tells it."""

    def __init__(self, document_id: str, text: str, data_set: DataSet, gazetteer: Gazetteer, coder: str) -> None:
        self.document_id = document_id
        self.text = text
        self.data_set = data_set
        self.gazetteer = gazetteer
        self.coder = coder
        self.cells: dict[str, Cell] = read_row(text)

    @cached_property
    def mention(self) -> Mention:
        """The event: the whole row is its anchor."""
        whole = Passage.cut(self.document_id, self.text, 0, len(self.text))
        return Mention(document_id=self.document_id, number=1, role=Role.MAIN, anchor=whole)

    @property
    def own(self) -> Speaker:
        """The data set itself: people who coded reports by a codebook."""
        return Speaker(THE_TEXT, SpeakerKind.EXPERT)

    def __getitem__(self, column: str) -> str:
        """The value of a cell, "" where it is empty."""
        cell = self.cells.get(column)
        return cell.value if cell else ""

    def whole(self, column: str) -> int | None:
        """The whole number of a cell; None where it is empty or the codebook's unknown (-9, -99)."""
        value = self[column]
        if not value or value in ("-9", "-99"):
            return None
        return int(float(value))

    def passages(self, columns: Sequence[str]) -> tuple[Passage, ...]:
        """The lines of the columns that are filled: the first column's with what adjoins it, then the others."""
        told = sorted({(c.start, c.end) for name in columns if (c := self.cells.get(name))})
        joined: list[list[int]] = []
        for start, end in told:
            if joined and start == joined[-1][1] + 1:
                joined[-1][1] = end
            else:
                joined.append([start, end])
        first = next((c for name in columns if (c := self.cells.get(name))), None)
        if first is None:
            return (self.mention.anchor,)
        joined.sort(key=lambda span: not span[0] <= first.start < span[1])
        return tuple(Passage.cut(self.document_id, self.text, start, end) for start, end in joined)

    def say(
        self,
        prop: Property,
        value: str,
        *columns: str,
        by: Speaker | None = None,
        act: Act = Act.REPORTS_AS_FACT,
        kind: str = "",
        place: Place | None = None,
        words: str = "",
        certainty: float = 1.0,
        evidence: str = "",
    ) -> Statement:
        """A statement that the cells of some columns carry."""
        speaker = by or self.own
        first, *rest = self.passages(columns)
        return Statement(
            mention_id=self.mention.id,
            property=prop,
            act=act,
            value=value,
            passage=first,
            speaker=ActorName(name=speaker.name),
            speaker_kind=speaker.kind,
            value_kind=kind,
            place=place,
            words=words,
            certainty=certainty,
            channel=speaker.channel,
            evidence=evidence,
            also=tuple(rest),
            coder=self.coder,
        )

    def countries(self, *names: str) -> tuple[str, ...]:
        """ISO codes of the country called by one of the names; () where none is known."""
        for name in names:
            for form in _forms(name):
                found = [c.place.countries for c in self.gazetteer.reviewed(form) if c.kind == "country"]
                if found:
                    return found[0]
        return ()

    def disputed(self, countries: tuple[str, ...], division: str) -> tuple[str, ...]:
        """Several codes where the division of the country is disputed, else the country's."""
        if len(countries) != 1 or not division:
            return countries
        for candidate in self.gazetteer.candidates(_DIVISION.sub("", division)):
            if len(candidate.place.countries) > 1 and countries[0] in candidate.place.countries:
                return candidate.place.countries
        return countries


def _forms(name: str) -> Iterator[str]:
    """A name, and what stands outside and inside of its brackets: "DR Congo (Zaire)"."""
    if name:
        yield name
        if match := _BRACKET.search(name):
            yield _BRACKET.sub("", name)
            yield match[1]


def told_by(name: str) -> SpeakerKind:
    """What kind of voice a data set's words for its source tell of."""
    return speaker_kind([word.casefold() for word in _WORD.findall(name)], load_lexicon())


def parted(cell: str) -> tuple[str, ...]:
    """The entries of a cell of several, between semicolons outside of quotation marks; each once."""
    parts: list[str] = [""]
    quoted = False
    for character in cell:
        if character == '"':
            quoted = not quoted
        if character == ";" and not quoted:
            parts.append("")
        else:
            parts[-1] += character
    return tuple(dict.fromkeys(entry for part in parts if (entry := " ".join(part.strip().strip('"').split()))))


def citations(reading: RowReading, column: str) -> tuple[Citation, ...]:
    """What a row cites in one of its columns, in its order."""
    (passage, *_) = reading.passages((column,))
    entries = parted(reading[column])
    return tuple(
        Citation(document_id=reading.document_id, number=number, text=entry, passage=passage)
        for number, entry in enumerate(entries, 1)
    )
