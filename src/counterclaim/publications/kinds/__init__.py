"""The kinds of references that a note can hold: one table, and a module for each family."""

from counterclaim.publications.kinds.base import Answer, Kind, Scope, Unsupported, near
from counterclaim.publications.kinds.drawings import FIGURE
from counterclaim.publications.kinds.events import EVENT
from counterclaim.publications.kinds.forecasts import FORECAST, FORECASTS
from counterclaim.publications.kinds.formulas import FORMULA, FORMULAS
from counterclaim.publications.kinds.narratives import NARRATIVE, NARRATIVES
from counterclaim.publications.kinds.outlets import OUTLET, OUTLETS
from counterclaim.publications.kinds.parts import PARTS
from counterclaim.publications.kinds.statements import ACTOR, SOURCE, STATEMENT
from counterclaim.publications.kinds.tallies import TALLY
from counterclaim.publications.kinds.territory import TERRITORY

__all__ = ["KINDS", "Answer", "Kind", "Scope", "Unsupported", "near"]

_WORDS = (EVENT, STATEMENT, ACTOR, SOURCE, TALLY, NARRATIVE, FORMULA, OUTLET, TERRITORY, FORECAST)
_TABLES = (NARRATIVES, FORMULAS, OUTLETS, FORECASTS)
KINDS = {kind.name: kind for kind in (*_WORDS, FIGURE, *PARTS, *_TABLES)}
"""Every kind by the word before the colon. A new one is a ``Kind`` in a module of its own and its name here."""
