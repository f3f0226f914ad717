"""Narratives: which framing a passage carries, how framings and formulas run through time, outlets and languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterclaim.model.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeMatch:
    """One framing found in one passage."""

    framing: str
    """The framing's id in the codebook."""
    passage: Passage
    score: float
    """0 to 1: how far such matches were right on labelled passages of other texts."""
    by: str
    """"pattern" or "meaning"."""
    words_at: tuple[int, int] = (0, 0)
    """Code points of the passage's quote that a pattern met; empty for a match by meaning."""
    voice: str = ""
    """Whom the passage gives the framing to, empty where it cannot be told."""
    voice_basis: str = ""
    """"named in the passage", "named before it" or "outlet"."""

    @property
    def words(self) -> str:
        """The words that a pattern met, empty for a match by meaning."""
        return self.passage.quote[slice(*self.words_at)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of the documents collected in one cell carry a framing.

    A cell is a period, an outlet and a language, each empty where it is summed over. ``low`` and ``high`` are the 95 %
    interval of the share of distinct texts (Wilson 1927); copies of one text count once there.
    """

    framing: str
    start: date | None
    end: date | None
    outlet: str
    language: str
    carrying: int
    collected: int
    distinct_carrying: int
    distinct: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Share of distinct texts that carry the framing."""
        return self.distinct_carrying / self.distinct if self.distinct else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """The first document in which an outlet carries a framing."""

    framing: str
    outlet: str
    language: str
    document_id: str
    earliest: date
    latest: date
    after: int
    """Days at least since the framing's first appearance anywhere; 0 for the first, and where dates overlap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """Periods in a row in which a framing was more frequent than before (Kleinberg 2002)."""

    framing: str
    start: date
    end: date
    weight: float
    """By how much the burst explains the counts better than none, in natural logarithms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePoint:
    """A period from which on a framing's share was another."""

    framing: str
    start: date
    before: float
    after: float
    gain: float
    """How much better two shares explain the counts than one, in natural logarithms, beyond the penalty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """All that is found of one framing: its passages, how frequent it is, and how it spread."""

    id: str
    name: str
    definition: str
    matches: tuple[NarrativeMatch, ...]
    """In order of date."""
    whole: Share
    """Over all dates, outlets and languages."""
    by_outlet: tuple[Share, ...]
    by_language: tuple[Share, ...]
    appearances: tuple[Appearance, ...]
    bursts: tuple[Burst, ...]
    change_points: tuple[ChangePoint, ...]

    @property
    def voices(self) -> tuple[str, ...]:
        """Whom its passages give it to, most passages first."""
        counts: dict[str, int] = {}
        for match in self.matches:
            if match.voice:
                counts[match.voice] = counts.get(match.voice, 0) + 1
        return tuple(sorted(counts, key=lambda voice: (-counts[voice], voice)))


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulaUse:
    """One use of a formula: the words as they stand in one document."""

    passages: tuple[Passage, ...]
    outlet: str
    published: date | None
    event_id: str
    """The event that the use claims, empty where none is linked."""
    voice: str
    copy: bool
    """Whether the document repeats another document, so that this use is no recycling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulaFamily:
    """Near-identical wording that returns in claims about different events.

    One without ``uses`` is only told of: passages say that claims return in these words; no such claim was collected.
    """

    id: str
    core: str
    """The longest words that all uses share."""
    template: str
    """The wording with what varies between its uses as "…"."""
    uses: tuple[FormulaUse, ...]
    quoted: tuple[FormulaUse, ...]
    """Where passages that claim nothing hold it."""
    events: int
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletProfile:
    """One outlet of the ledger, or one that texts only tell of."""

    name: str
    kind: str
    affiliation: str
    collected: int
    """Documents of it in the ledger; 0 for an outlet that is only told of."""
    languages: tuple[tuple[str, int], ...]
    """Language tags of its documents with counts."""
    languages_told: tuple[str, ...]
    """Languages that texts say it publishes in."""
    media: tuple[str, ...]
    """text, image, audio, video, as its documents are or texts tell."""
    first: date | None
    last: date | None
    gaps: tuple[tuple[date, date], ...]
    """Periods between its first and last document, first and last day each, from which nothing was collected."""
    per_month: tuple[tuple[date, int], ...]
    claims: int
    denials: int
    held: int
    """Claims of it, or relayed by it, whose event's outcome is what was claimed."""
    not_held: int
    """Claims whose event's outcome is another actor."""
    undecided: int
    told_in: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FramingCandidate:
    """Passages alike in words and meaning that no framing covers: offered for naming, never published."""

    number: int
    words: tuple[str, ...]
    """What sets them apart."""
    passages: tuple[Passage, ...]
    documents: int
    outlets: int
