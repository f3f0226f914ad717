"""Footnotes: every sentence's way back to the quoted passage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from counterclaim.errors import PublicationRefused
from counterclaim.model import Footnote
from counterclaim.publications.material import Footing, PublishedEvent, PublishedPassage

RUN = 3
"""From this many consecutive notes on, marks are printed as one range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One printed reference mark: ``label`` is "4" or "4–9"; it leads to note ``number``."""

    number: int
    numbers: tuple[int, ...]
    label: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with the marks of the notes that carry it."""

    text: str
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class Note:
    """One footnote: a statement or passage, and the anchors of the places that refer to it."""

    number: int
    statement: Footing
    back: list[str] = field(default_factory=list)


class Notes:
    """Numbers statements, and passages that are none, in the order in which sentences first use them."""

    def __init__(self, events: Sequence[PublishedEvent], passages: Sequence[PublishedPassage] = ()) -> None:
        self._footings: dict[str, Footing] = {s.id: s for event in events for s in event.statements}
        self._footings.update((passage.id, passage) for passage in passages)
        self._notes: dict[str, Note] = {}
        self._order: list[Note] = []
        self._anchors = 0

    def sentence(self, text: str, statement_ids: Iterable[str]) -> Sentence:
        """A sentence resting on statements.

        Raises:
            PublicationRefused: it rests on none, or on one that is not in the material.
        """
        return Sentence(text=text, marks=self.marks(text, statement_ids))

    def marks(self, what: str, statement_ids: Iterable[str]) -> tuple[Mark, ...]:
        """The marks for a sentence or table cell ``what``; raises PublicationRefused as ``sentence`` does."""
        ids = tuple(dict.fromkeys(statement_ids))
        if not ids:
            raise PublicationRefused(
                f"nothing supports “{what}”", where="brief", remedy="run `counterclaim run` again, then publish"
            )
        numbers = sorted({self._note(i, what).number for i in ids})
        return tuple(self._mark(run) for run in _runs(numbers))

    def _note(self, statement_id: str, what: str) -> Note:
        if statement_id not in self._notes:
            if statement_id not in self._footings:
                raise PublicationRefused(
                    f"“{what}” refers to {statement_id}, which is not among the statements",
                    where="brief",
                    remedy="run `counterclaim run` again, then publish",
                )
            self._notes[statement_id] = Note(len(self._notes) + 1, self._footings[statement_id])
            self._order.append(self._notes[statement_id])
        return self._notes[statement_id]

    def _mark(self, run: list[int]) -> Mark:
        self._anchors += 1
        anchor = _anchor(self._anchors)
        for number in run:
            self._order[number - 1].back.append(anchor)
        label = str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}"
        return Mark(number=run[0], numbers=tuple(run), label=label, anchor=anchor)

    def checkpoint(self) -> tuple[int, int]:
        """Where the numbering stands, for ``back_to``."""
        return len(self._order), self._anchors

    def back_to(self, checkpoint: tuple[int, int]) -> None:
        """Take back all marks since ``checkpoint``: of a sentence that is not printed after all."""
        notes, anchors = checkpoint
        if self._anchors == anchors:
            return
        for note in self._order[notes:]:
            del self._notes[note.statement.id]
        del self._order[notes:]
        gone = {_anchor(number) for number in range(anchors + 1, self._anchors + 1)}
        for note in self._order:
            if note.back and note.back[-1] in gone:
                note.back[:] = [anchor for anchor in note.back if anchor not in gone]
        self._anchors = anchors

    def all(self) -> list[Note]:
        """The notes in use, by number."""
        return list(self._order)

    def footnotes(self) -> tuple[Footnote, ...]:
        """The notes as the publication keeps them: masked, as they are printed."""
        return tuple(
            Footnote(
                number=note.number,
                statement_id=note.statement.id,
                quote=note.statement.quote,
                document_id=note.statement.document.id,
                outlet=note.statement.document.outlet,
                title=note.statement.document.title,
                published=note.statement.document.published,
                uri=note.statement.document.uri,
                capture_sha256=note.statement.document.capture_sha256,
                start=note.statement.start,
                end=note.statement.end,
            )
            for note in self.all()
        )


def _anchor(number: int) -> str:
    return f"ref-{number}"


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Consecutive numbers together where they are ``RUN`` or more, single ones apart."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [part for run in runs for part in ([run] if len(run) >= RUN else [[n] for n in run])]
