"""That nobody claimed an attack: weak evidence about those who usually claim theirs (methods 11.3)."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.assessments.hypotheses import Hypothesis
from counterclaim.assessments.numbers import Numbers
from counterclaim.assessments.position import Position
from counterclaim.assessments.records import NO_RECORDS, Records
from counterclaim.assessments.voices import standing
from counterclaim.model import Act, Evidence, Property


def silence_ratio(claim_share: float, false_claim_share: float) -> float:
    """LR of silence, p(silent | did it) / p(silent | did not), from the shares of own and of others' acts claimed."""
    return (1 - claim_share) / (1 - false_claim_share)


def silences(
    evidence: Sequence[Evidence],
    hyps: Sequence[Hypothesis],
    found: Sequence[Position],
    numbers: Numbers,
    records: Records = NO_RECORDS,
    event_id: str = "",
) -> tuple[Position, ...]:
    """One position per organisation or state that is named and, as the texts say, did not claim, by its own record."""
    told = standing(evidence, Property.UNCLAIMED)
    if not told:
        return ()
    claimants = {p.hypothesis for p in found if p.act is Act.CLAIMS}
    strength = numbers.value("claim.some.alpha") + numbers.value("claim.some.beta")

    def ratio(h: Hypothesis) -> float:
        share = records.claim_share(h.parts | {h.key}, event_id, numbers.value_for("claims.share", h.name), strength)
        return silence_ratio(min(share, 0.99), numbers.value_for("claims.false_share", h.name))

    return tuple(
        Position(
            voice=f"silence of {h.name}",
            hypothesis=h.key,
            act=Act.DOUBTS,
            ratio=ratio(h),
            flat=1.0,
            sureness=1.0,
            dependence=1.0,
            basis="silence",
            stake="none",
            reason="did not claim it; most attacks are never claimed",
            statement_ids=tuple(sorted({e.statement.id for e in told})),
            origins=tuple(sorted({e.origin_id for e in told})),
        )
        for h in hyps
        if h.kind in ("organisation", "state") and h.key not in claimants
    )
