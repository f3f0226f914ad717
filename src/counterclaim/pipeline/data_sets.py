"""What a reader wants to know of a ledger's data sets: what their releases changed, and where their leads lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.documents.revisions import Revision
from counterclaim.model import Document, Problem, Property
from counterclaim.model.row import read_row
from counterclaim.pipeline.views import Reading

Cells = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One row that a later file of its data set has otherwise, or no longer has."""

    data_set: str
    record: str
    """The data set's own id of the row."""
    title: str
    file: str
    """The file that brought the change, with the word that it was added under."""
    withdrawn: bool
    cells: Cells
    """(column, then, now) of each cell that is another; empty for a row that was withdrawn."""
    event_id: str
    """The event that the row now speaks of, "" where it speaks of none any more, or no run has been since."""
    document_id: str
    """The row as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What a lead says, and the address at which it can be read."""

    data_set: str
    record: str
    date: str
    act: str
    who: str
    speaker: str
    place: str
    address: str
    document_id: str


def row_changes(reading: Reading) -> tuple[RowChange, ...]:
    """All changes of rows, in the order of the files that brought them, then by row."""
    revisions = reading.evidential.standing.revisions
    if not revisions:
        return ()
    wanted = {document for r in revisions for document in (r.was, r.now) if document}
    documents = {d.id: d for d in reading.storage.documents(wanted, with_text=True)}
    files = {c.id: c.uri for c in reading.storage.captures()}
    homes = _homes(reading)
    return tuple(_change(r, documents, files[r.capture_id], homes.get(r.now, "")) for r in revisions)


def _change(revision: Revision, documents: dict[str, Document], file: str, event_id: str) -> RowChange:
    was = documents[revision.was]
    now = documents.get(revision.now)
    return RowChange(
        data_set=revision.data_set,
        record=revision.record,
        title=was.title,
        file=file,
        withdrawn=now is None,
        cells=_other_cells(was.text, now.text) if now else (),
        event_id=event_id,
        document_id=was.id,
    )


def _other_cells(was: str, now: str) -> Cells:
    then, here = read_row(was), read_row(now)
    columns = dict.fromkeys([*here, *then])
    pairs = ((c, then[c].value if c in then else "", here[c].value if c in here else "") for c in sorted(columns))
    return tuple((c, before, after) for c, before, after in pairs if not _same(before, after))


def _same(one: str, other: str) -> bool:
    """Whether two cells say the same: "19.0" is 19."""
    if one == other:
        return True
    try:
        return float(one) == float(other)
    except ValueError:
        return False


def _homes(reading: Reading) -> dict[str, str]:
    """By document id the event of a row's mention."""
    event_of = {mention: event.id for event in reading.storage.events() for mention in event.mention_ids}
    return {
        mention.document_id: event_of[mention.id]
        for coding in reading.applied.codings
        for mention in coding.mentions
        if mention.id in event_of and coding.document_id in reading.evidential.standing.rows
    }


def leads(reading: Reading) -> tuple[Lead, ...]:
    """What leads say of responsibility, by date, then record: places to look, not evidence."""
    ids = reading.evidential.leads & reading.evidential.standing.rows.keys()
    return tuple(sorted(_leads(reading, sorted(ids)), key=lambda lead: (lead.date, lead.record, lead.act)))


def _leads(reading: Reading, ids: Sequence[str]) -> Iterator[Lead]:
    for coding in reading.storage.codings(ids):
        document = reading.documents[coding.document_id]
        first = {s.property: s.value for s in reversed(coding.statements)}
        for statement in coding.statements:
            if statement.property is Property.PERPETRATOR:
                yield Lead(
                    data_set=reading.evidential.standing.rows[document.id],
                    record=document.title.removeprefix(f"{document.outlet} "),
                    date=first.get(Property.DATE, ""),
                    act=str(statement.act),
                    who=statement.value,
                    speaker=statement.speaker.name,
                    place=first.get(Property.PLACE, ""),
                    address=coding.citations[0].text if coding.citations else "",
                    document_id=document.id,
                )


def revised(revisions: Sequence[Revision], files: dict[str, str]) -> list[Problem]:
    """A remark for each file that changed or withdrew rows of an earlier one."""
    counts: dict[str, list[int]] = {}
    for revision in revisions:
        told = counts.setdefault(revision.capture_id, [0, 0])
        told[0 if revision.now else 1] += 1
    return [
        Problem(
            stage="link",
            subject=files[capture],
            place="",
            message=f"changed {changed} rows of an earlier file and withdrew {withdrawn}",
            remedy="see `counterclaim revisions` for the rows and `counterclaim changes` for what became of verdicts",
            code="revised",
        )
        for capture, (changed, withdrawn) in counts.items()
    ]
