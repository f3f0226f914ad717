"""One voice's word on one answer, as a likelihood ratio with its reason."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from counterclaim.model import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One voice's word on one answer by one act. ``ratio`` is its likelihood ratio before tempering by r and d."""

    voice: str
    hypothesis: str
    act: Act
    ratio: float
    """p(voice says this | hypothesis) / p(voice says this | not): above 1 supports."""
    flat: float
    """The same with no regard to interest and access."""
    sureness: float
    """r in [0, 1]: how surely it was said, times how surely it was read."""
    dependence: float
    """d in (0, 1]; 1 where the voice leans on no other."""
    basis: str
    """fact, court, admission, claim, accusation, denial or doubt."""
    stake: str
    """none, party or own: the speaker's interest in this answer."""
    reason: str
    statement_ids: tuple[str, ...]
    origins: tuple[str, ...]
    said: float = 1.0
    """How surely the speaker says it, in [0, 1], whatever the reading."""
    read: float = 1.0
    """Probability that it was read right."""
    rule: str = ""
    """Key of the line of priors that gave the ratio."""
    tried: float = 0.0
    """Resolved questions, decayed with age, that the ratio rests on besides that line."""
    spread: float = 0.0
    """Standard deviation of the logarithm of the ratio, as a share of it."""

    @property
    def log_ratio(self) -> float:
        """Natural logarithm of LR^(r d)."""
        return self.sureness * self.dependence * math.log(self.ratio)

    @property
    def flat_log_ratio(self) -> float:
        """The same with no regard to interest and access."""
        return self.sureness * self.dependence * math.log(self.flat)

    @property
    def deviation(self) -> float:
        """Standard deviation of the tempered logarithm."""
        return self.spread * abs(self.log_ratio)

    @property
    def as_said(self) -> Position:
        """The same as if it had been read beyond doubt: what the rules for outcomes hear."""
        return replace(self, sureness=self.said)

    @property
    def decibans(self) -> float:
        """10 log10 of LR^(r d)."""
        return 10 * self.log_ratio / math.log(10)
