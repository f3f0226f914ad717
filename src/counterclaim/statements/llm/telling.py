"""What a model said and the text does not, in words for the user."""

from __future__ import annotations

from collections.abc import Mapping

from counterclaim.model import CodingInput, Problem
from counterclaim.statements.llm.answers import MISSHAPEN, NOT_NAMED, NOT_QUOTED, UNFINISHED

_REASONS = {
    NOT_QUOTED: "with a quote that is not in the text",
    NOT_NAMED: "with a name that is not in the text",
    MISSHAPEN: "not in the form that was asked for",
    UNFINISHED: "cut off by its limit of length",
}


def dropped_remark(source: CodingInput, dropped: Mapping[str, int]) -> Problem | None:
    """A remark on what was dropped; None where nothing was."""
    counted = [f"{dropped[reason]} {words}" for reason, words in _REASONS.items() if dropped.get(reason)]
    if not counted:
        return None
    return Problem(
        stage="code",
        subject=source.title or source.document_id,
        place="",
        message=f"of the model's answers were dropped: {', '.join(counted)}",
        remedy="nothing to do; where it is much, use another model",
        code="dropped",
    )
