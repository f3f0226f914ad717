"""Who may see a document, and until when it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterclaim.model.judgement import Judgement
from counterclaim.model.vocabulary import Handling


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """What people's marks come to for one document."""

    handling: Handling = Handling.CLEAR
    keep_until: date | None = None
    """The last day on which it is kept; None where no day is set."""
    judgement: Judgement | None = None
    """The last one that set either; None where nobody marked it."""

    def due(self, on: date) -> bool:
        """Whether it should be gone by that day."""
        return self.keep_until is not None and on > self.keep_until
