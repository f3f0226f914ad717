"""A number of dead or injured as the text gives it."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model import CountRange


@dataclass(frozen=True, slots=True)
class FoundCount:
    """A number of people killed ("fatalities") or hurt ("injured") at code points ``start`` to ``end``."""

    start: int
    end: int
    kind: str
    """"fatalities" or "injured"."""
    range: CountRange
    who: str
    """"victims", "attackers" (their own dead and hurt) or "unknown" (fighters of some side)."""
    words: str
    part: bool = False
    """A part of a number told just before ("including three children"): not to be added."""
    additional: bool = False
    """Told as coming on top of a number before it ("another", "a further")."""
    withdrawn: bool = False
    """A toll that the text takes back or that a later one replaces ("an earlier toll of 27")."""
    risen: bool = False
    """A toll that takes the place of what was told before it ("the death toll has risen to 14")."""
    vague: bool = False
    """Only a lower bound read from a vague word: dozens 24, scores 40, hundreds 200, several 3 (ours)."""
    named: bool = False
    """One person, told of by name or description and not counted by the text."""
