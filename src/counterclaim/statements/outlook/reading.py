"""Sentences analysed with the verbs of taking, losing and holding among their verbs."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model import Segment
from counterclaim.statements.analysis import Reader
from counterclaim.statements.outlook.verbs import with_verbs
from counterclaim.statements.phrases import Sentence


@dataclass(frozen=True, slots=True)
class OutlookReader(Reader):
    """As the reader of events, which takes "retook" for a part of a name."""

    def sentence(self, text: str, segment: Segment, number: int, *, upper: bool) -> Sentence:
        """Analyse one segment."""
        # A class with slots is another one than that which super() without arguments would ask for.
        return with_verbs(Reader.sentence(self, text, segment, number, upper=upper))
