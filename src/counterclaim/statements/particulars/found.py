"""What a rule found in a sentence, before it belongs to an incident."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.statements.particulars.vocabulary import Term


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens ``start`` to ``end`` name ``term``; ``at`` is the token of the verb or noun that it belongs to.

    ``implied``: no word names it, the deed's own word tells it ("shot"); it gives way to what is named.
    """

    term: Term
    at: int
    start: int
    end: int
    probability: float
    implied: bool = False
