"""How well a ledger's probabilities did on what has since been resolved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim.assessments import Records, court_findings, forecast, learn, score
from counterclaim.model import Calibration, Evidence, Resolution, SpeakerKind, Verdict
from counterclaim.pipeline.evidence import Context, evidence_by_event, keyed
from counterclaim.pipeline.views import Reading
from counterclaim.review import resolutions


@dataclass(frozen=True)
class Settled:
    """The evidence of all events, what is resolved of them, and what speakers' records say."""

    evidence: Mapping[str, Sequence[Evidence]]
    resolutions: tuple[Resolution, ...]
    records: Records

    @classmethod
    def of(cls, reading: Reading) -> Settled:
        """Gather from a ledger; judgements go before what courts in the texts found."""
        events = reading.storage.events()
        applied = reading.applied
        context = Context.of(reading.documents, reading.sources, reading.storage.relations(), reading.codebook.actors)
        evidence = evidence_by_event(events, applied.codings, context, reading.resolver, applied.verdicts)
        judged = resolutions(reading.storage.judgements(), applied.codings, reading.documents, events)
        known = {(r.event_id, r.property) for r in judged}
        courts = court_findings(evidence, reading.codebook.priors)
        settled = (
            *keyed(judged, reading.resolver), *(r for r in courts if (r.event_id, r.property) not in known)
        )  # fmt: skip
        return cls(evidence, settled, learn(evidence, settled, reading.codebook.priors))


def calibrate(reading: Reading) -> Calibration:
    """Score the leading answer of every resolved question, weighed without what settled it."""
    if not _anything(reading):
        return Calibration(count=0)
    settled = Settled.of(reading)
    priors = reading.codebook.priors
    found = [forecast(settled.evidence.get(r.event_id, ()), r, priors, settled.records) for r in settled.resolutions]
    scored = [f for f in found if f is not None]
    return replace(score(scored), unscored=len(found) - len(scored))


def _anything(reading: Reading) -> bool:
    """Whether a question can have been resolved: a quick look, since every brief and every event asks."""
    storage = reading.storage
    if storage.judgements_with(Verdict.RESOLVE) or storage.has_speaker(SpeakerKind.COURT):
        return True
    written = (
        j for verdict in (Verdict.CORRECT, Verdict.ADD, Verdict.ADJUDICATE) for j in storage.judgements_with(verdict)
    )
    return any(name == "speaker_kind" and new == SpeakerKind.COURT for j in written for name, _, new in j.changes)
