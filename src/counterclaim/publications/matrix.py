"""The evidence matrix: who says what about which answer, each distinct speaker one row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.model import THE_TEXT, Act, Property
from counterclaim.publications.chances import grade_words
from counterclaim.publications.facts import unclaimed
from counterclaim.publications.material import (
    PublishedAssessment,
    PublishedDocument,
    PublishedEvent,
    PublishedStatement,
)
from counterclaim.publications.notes import Mark, Notes
from counterclaim.publications.words import ACT_SYMBOLS, ACT_WORDS, KIND_WORDS, unsure_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act of one speaker towards one answer."""

    act: str
    symbol: str
    words: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one speaker says of one answer, and how much that weighed, in decibans; None where it was not weighed."""

    entries: tuple[Entry, ...]
    decibans: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One distinct speaker."""

    speaker: str
    kind: str
    grade: str
    grade_words: str
    outlets: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Rows of speakers against columns of answers."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def evidence_matrix(event: PublishedEvent, notes: Notes) -> Matrix | None:
    """The matrix of one event; None where nobody says anything of a perpetrator."""
    groups = voices(event)
    if not groups:
        return None
    weighed = event.assessment(Property.PERPETRATOR)
    columns = _columns(event, weighed)
    rows = [_row(group, columns, weighed, notes) for group in groups]
    return Matrix(columns=columns, rows=(*rows, *_silence(event, columns, weighed, notes)))


def voices(event: PublishedEvent) -> list[list[PublishedStatement]]:
    """Statements on the perpetrator, one list for each distinct speaker, by date of publication."""
    told = sorted(event.about(Property.PERPETRATOR), key=lambda s: str(s.document.published or "9"))
    groups: dict[str, list[PublishedStatement]] = {}
    for statement in told:
        groups.setdefault(statement.voice, []).append(statement)
    return list(groups.values())


def _columns(event: PublishedEvent, weighed: PublishedAssessment | None) -> tuple[str, ...]:
    named = {s.actor for s in event.about(Property.PERPETRATOR) if s.actor}
    ranked = [c.value for c in weighed.candidates] if weighed else []
    return tuple(dict.fromkeys([*(v for v in ranked if v in named), *sorted(named)])) or ("an earlier statement",)


def _row(
    group: Sequence[PublishedStatement],
    columns: tuple[str, ...],
    weighed: PublishedAssessment | None,
    notes: Notes,
) -> Row:
    ids = {s.id for s in group}
    weights = [w for w in weighed.weights if ids.intersection(w.statement_ids)] if weighed else []
    grade = next((w.admiralty for w in weights if w.admiralty), "")
    cells = []
    for column in columns:
        own = [w.decibans for w in weights if w.hypothesis == column]
        said = [s for s in group if (s.actor or columns[0]) == column]
        cells.append(Cell(entries=_entries(said, notes), decibans=sum(own) if own else None))
    name = next((w.speaker for w in weights if not w.speaker.startswith(THE_TEXT)), "")
    return Row(
        speaker=name or speaker_label(group),
        kind=KIND_WORDS[group[0].speaker_kind],
        grade=grade,
        grade_words=grade_words(grade),
        outlets=outlets(s.document for s in group),
        cells=tuple(cells),
    )


def speaker_label(group: Sequence[PublishedStatement]) -> str:
    """The name that most statements of one voice give it; what texts say themselves is marked so."""
    names = Counter(s.speaker for s in group)
    name = min(names, key=lambda n: (-names[n], -len(n), n))
    return f"{name} (in its own words)" if all(s.own_voice for s in group) else name


def _silence(
    event: PublishedEvent, columns: tuple[str, ...], weighed: PublishedAssessment | None, notes: Notes
) -> list[Row]:
    """One row for what nobody said: that no claim was made weighs against those who usually claim."""
    told = {s.id: s for s in unclaimed(event)}
    weights = [
        w for w in (weighed.weights if weighed else ()) if w.statement_ids and told.keys() >= set(w.statement_ids)
    ]
    if not weights:
        return []
    cells = []
    for column in columns:
        own = [w for w in weights if w.hypothesis == column]
        marks = notes.marks("no claim", (i for w in own for i in w.statement_ids)) if own else ()
        entry = Entry(act="silence", symbol="∅", words="no claim", marks=marks)
        cells.append(Cell(entries=(entry,) if own else (), decibans=sum(w.decibans for w in own) if own else None))
    carriers = outlets(s.document for s in told.values())
    return [Row(speaker="Nobody claimed it", kind="", grade="", grade_words="", outlets=carriers, cells=tuple(cells))]


def _entries(said: Sequence[PublishedStatement], notes: Notes) -> tuple[Entry, ...]:
    acts: dict[Act, list[PublishedStatement]] = {}
    for statement in said:
        acts.setdefault(statement.act, []).append(statement)
    return tuple(
        Entry(
            act=str(act),
            symbol=ACT_SYMBOLS[act],
            words=f"{ACT_WORDS[act]}{unsure_words(carriers)}",
            marks=notes.marks(ACT_WORDS[act], (s.id for s in carriers)),
        )
        for act, carriers in acts.items()
    )


def outlets(documents: Iterable[PublishedDocument]) -> str:
    """The outlets that carry a voice, copies of one text together: "A (copied by B, C); D"."""
    groups: dict[str, list[PublishedDocument]] = {}
    for document in documents:
        group = groups.setdefault(document.origin_id, [])
        if document not in group:
            group.append(document)
    parts = []
    for group in groups.values():
        first = min(group, key=lambda d: d.copied)
        copies = sorted({d.outlet for d in group if d is not first and d.outlet != first.outlet})
        parts.append(f"{first.outlet} (copied by {', '.join(copies)})" if copies else first.outlet)
    return "; ".join(dict.fromkeys(parts))
