"""Sentences analysed with the verbs of taking, losing and holding among their verbs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from counterclaim.model import CodingInput, Segment
from counterclaim.statements.analysis import Reader
from counterclaim.statements.outlook.verbs import with_verbs
from counterclaim.statements.phrases import Sentence


@dataclass(frozen=True, slots=True)
class OutlookReader(Reader):
    """As the reader of events, which takes "retook" for a part of a name."""

    analysed: Mapping[int, Sentence] = field(default_factory=dict)
    """Sentences that the reader of events has analysed, by their numbers: only their verbs are looked at again."""

    def reading_only(self, numbers: frozenset[int]) -> OutlookReader:
        """The same for these sentences alone."""
        return replace(self, only=numbers)

    def sentences(self, source: CodingInput) -> list[Sentence]:
        """Analyse all segments that are not fenced, notes left out."""
        rest = replace(self, only=self.only - self.analysed.keys()) if self.only is not None else self
        known = {n: with_verbs(s) for n, s in self.analysed.items() if self.only is None or n in self.only}
        return [known.get(s.number, s) for s in Reader.sentences(rest, source)]

    def sentence(self, text: str, segment: Segment, number: int, *, upper: bool) -> Sentence:
        """Analyse one segment."""
        # A class with slots is another one than that which super() without arguments would ask for.
        return with_verbs(Reader.sentence(self, text, segment, number, upper=upper))
