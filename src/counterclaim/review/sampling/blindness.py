"""What a coder may see while they are to code something without knowing how others, or the machine, read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.model import Anchor, Judgement, Statement, Verdict
from counterclaim.review.anchoring import overlap
from counterclaim.review.rules import DOCUMENT
from counterclaim.review.sampling.progress import Progress

_OPEN = (Verdict.FINISH, Verdict.UNDO)


@dataclass(frozen=True)
class Sight:
    """What is hidden from one person."""

    coder: str
    documents: frozenset[str] = frozenset()
    """Digests of the bytes of documents of which they see the text and what they said themselves, nothing else."""
    statements: tuple[Anchor, ...] = ()
    """Statements of which they see the passage and what is asked, not how anybody reads it."""

    def of_document(self, item_sha256: str) -> bool:
        """Whether they may see what others and the machine read in a document."""
        return item_sha256 not in self.documents

    def of_statement(self, statement: Statement, item_sha256: str) -> bool:
        """Whether they may see how a statement is read; their own they always may."""
        if statement.coder == f"human/{self.coder}":
            return True
        return self.of_document(item_sha256) and not any(
            anchor.item_sha256 == item_sha256
            and anchor.property == statement.property
            and overlap(anchor, statement.passage) > 0
            for anchor in self.statements
        )

    def of_judgement(self, judgement: Judgement) -> bool:
        """Whether they may see a judgement: their own, and what is about nothing that is hidden from them."""
        if judgement.by == self.coder or judgement.verdict in _OPEN:
            return True
        if judgement.verdict is Verdict.SAMPLE:
            # The anchors of statements say how the machine read them; those of documents say nothing.
            return not set(judgement.anchors) & set(self.statements)
        return not any(self._hides(anchor) for anchor in judgement.anchors)

    def _hides(self, anchor: Anchor) -> bool:
        return anchor.item_sha256 in self.documents or any(
            unit.item_sha256 == anchor.item_sha256 and unit.start < anchor.end and anchor.start < unit.end
            for unit in self.statements
        )


def visible_to(coder: str, found: Iterable[Progress]) -> Sight:
    """What a person may see: nothing of what they code blind, until all who are to code it have.

    So a unit stays hidden from who has coded it while others still do: nobody can come round to another's reading.
    """
    documents: set[str] = set()
    statements: list[Anchor] = []
    for one in found:
        if not one.sample.plan.blind:
            continue
        for number, (unit, people) in enumerate(zip(one.sample.units, one.sample.coders, strict=True)):
            if coder not in people or one.complete(number):
                continue
            if unit.property == DOCUMENT:
                documents.add(unit.item_sha256)
            else:
                statements.append(unit)
    return Sight(coder=coder, documents=frozenset(documents), statements=tuple(statements))
