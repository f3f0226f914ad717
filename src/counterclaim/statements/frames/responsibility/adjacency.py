"""Whether a subject stands right before its verb."""

from __future__ import annotations

from counterclaim.statements.frames.base import Context
from counterclaim.statements.phrases import Phrase, VerbGroup
from counterclaim.statements.tagging import Tag


def adjacent(c: Context, phrase: Phrase, verb: VerbGroup) -> bool:
    """Whether no finite clause stands between the phrase and the verb."""
    return not any(
        v.finite and phrase.after <= v.start < verb.start and c.s.tags[v.start - 1] is not Tag.REL for v in c.s.verbs
    )
