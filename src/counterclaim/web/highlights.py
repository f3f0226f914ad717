"""A text cut into runs, so that statements can be seen at their places, those that overlap too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from counterclaim.model import Act, StatementView, Verdict
from counterclaim.model.desk import DocumentView, ShownSegment

_AGAINST = (Act.DENIES, Act.DOUBTS, Act.RETRACTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text under the same statements; ``start`` in code points of the whole text."""

    start: int
    text: str
    statements: tuple[str, ...] = ()
    """Ids of those that stand on it."""
    against: bool = False
    """Whether one of them denies, doubts or takes back."""
    rejected: bool = False
    """Whether all of them were rejected."""
    begins: tuple[str, ...] = ()
    """Ids of those that begin here: links to them lead to this run."""

    @property
    def depth(self) -> int:
        """How many statements lie over each other, as far as it can be shown."""
        return min(len(self.statements), 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A segment's runs, how it is to be shown, and what stands between it and the next."""

    kind: str
    fenced: bool = False
    graphic: bool = False
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Segments that stand together."""

    kind: str
    parts: list[Part] = field(default_factory=list)


def paragraphs(view: DocumentView, first: int, last: int) -> list[Paragraph]:
    """The paragraphs of a text from segment ``first`` to ``last`` (exclusive)."""
    found: list[Paragraph] = []
    number, at = -1, None
    for segment in view.segments[first:last]:
        if segment.paragraph != number:
            found.append(Paragraph(segment.kind))
            number, at = segment.paragraph, None
        begin = segment.start if at is None else at
        found[-1].parts.append(_part(view, segment, begin))
        at = segment.end
    return found


def _part(view: DocumentView, segment: ShownSegment, begin: int) -> Part:
    if segment.fenced:
        return Part(kind=segment.kind, fenced=True)
    runs = tuple(_runs(view.document.text, begin, segment.end, view.statements))
    return Part(kind=segment.kind, graphic=segment.graphic, runs=runs)


def _runs(text: str, start: int, end: int, statements: Sequence[StatementView]) -> list[Run]:
    """Runs from ``start`` to ``end``; a new one begins wherever a passage does or ends."""
    spans = [(p.start, p.end, v) for v in statements for p in (v.statement.passage, *v.statement.also)]
    here = [(s, e, v) for s, e, v in spans if s < end and start < e]
    cuts = sorted({start, end, *(p for s, e, _ in here for p in (s, e) if start < p < end)})
    return [_run(text, left, right, here) for left, right in pairwise(cuts)]


def _run(text: str, left: int, right: int, spans: Sequence[tuple[int, int, StatementView]]) -> Run:
    over = {v.statement.id: v for s, e, v in spans if s <= left and right <= e}
    starts = {v.statement.id: v.statement.passage.start for v in over.values()}
    return Run(
        start=left,
        text=text[left:right],
        statements=tuple(over),
        against=any(v.statement.act in _AGAINST for v in over.values()),
        rejected=bool(over) and all(v.verdict is Verdict.REJECT for v in over.values()),
        begins=tuple(i for i in over if starts[i] == left),
    )
