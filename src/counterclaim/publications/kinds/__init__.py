"""The kinds of references that a note can hold: one table, and a module for each family."""

from counterclaim.publications.kinds.base import Answer, Kind, Scope, Unsupported, near
from counterclaim.publications.kinds.drawings import FIGURE
from counterclaim.publications.kinds.events import EVENT
from counterclaim.publications.kinds.parts import PARTS
from counterclaim.publications.kinds.statements import ACTOR, SOURCE, STATEMENT
from counterclaim.publications.kinds.tallies import TALLY

__all__ = ["KINDS", "Answer", "Kind", "Scope", "Unsupported", "near"]

KINDS = {kind.name: kind for kind in (EVENT, STATEMENT, ACTOR, SOURCE, TALLY, FIGURE, *PARTS)}
"""Every kind by the word before the colon. A new one is a ``Kind`` in a module of its own and its name here."""
