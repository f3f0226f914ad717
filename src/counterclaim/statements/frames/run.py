"""All frames over one sentence, and what they found cleaned of repeats."""

from __future__ import annotations

from counterclaim.model import Act
from counterclaim.statements.frames.accusation import find_accusations
from counterclaim.statements.frames.base import Context, Finding
from counterclaim.statements.frames.branding import find_brands
from counterclaim.statements.frames.deeds import find_deeds
from counterclaim.statements.frames.doubts import find_doubts
from counterclaim.statements.frames.responsibility import find_claims, find_denials
from counterclaim.statements.frames.retracting import find_retractions
from counterclaim.statements.frames.verdicts import find_acquittals
from counterclaim.statements.frames.victims import note_victims

_WEAKER = {
    Act.REPORTS_AS_FACT: (Act.SUSPECTS, Act.ATTRIBUTES, Act.CLAIMS, Act.DENIES, Act.DOUBTS),
    Act.ATTRIBUTES: (Act.SUSPECTS,),
}


def find_all(c: Context) -> list[Finding]:
    """What the sentence says about who did it, in order of the words."""
    note_victims(c)
    find_claims(c)
    find_accusations(c)
    find_deeds(c)
    find_denials(c)
    find_acquittals(c)
    find_brands(c)
    find_doubts(c)
    find_retractions(c)
    kept: dict[tuple[str, str, str], Finding] = {}
    for finding in sorted(c.found, key=lambda f: (-f.probability, f.start)):
        kept.setdefault((finding.act, finding.speaker.key, finding.perpetrator.key), finding)
    return sorted(
        (f for f in kept.values() if not _overruled(f, list(kept.values()))), key=lambda f: (f.trigger, f.act)
    )


def _overruled(finding: Finding, others: list[Finding]) -> bool:
    """A weaker reading of the same words about the same actor gives way."""
    for other in others:
        same = other.perpetrator.key == finding.perpetrator.key and other.trigger == finding.trigger
        doubted = (
            other.act is Act.DOUBTS
            and finding.act in (Act.ATTRIBUTES, Act.REPORTS_AS_FACT)
            and other.perpetrator.key == finding.perpetrator.key
        )
        if doubted and other.speaker.key == finding.speaker.key:
            return True
        if same and other is not finding and other.act in _WEAKER.get(finding.act, ()):
            return True
    return False
