"""Judgements that no longer match anything: shown, never dropped."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model import Anchor, Judgement, Problem, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """One anchor of a judgement that has lost its object."""

    judgement: Judgement
    anchor: Anchor
    reason: str
    document_id: str = ""
    """The document it was about, empty where the ledger has none with these bytes."""
    subject: str = ""
    """How messages call the document."""

    def problem(self) -> Problem:
        """The orphan as a problem for ``counterclaim problems``."""
        verdict = self.judgement.verdict
        return Problem(
            stage="link" if verdict in (Verdict.MERGE, Verdict.SPLIT) else "code",
            subject=self.subject or self.document_id or self.anchor.item_sha256,
            place=f"{self.anchor.start}-{self.anchor.end}",
            message=f"judgement {self.judgement.digest[:12]} ({verdict}, by {self.judgement.by}): {self.reason}",
            remedy="judge the passage as it reads now with `counterclaim judge`",
            code="orphaned_judgement",
        )
