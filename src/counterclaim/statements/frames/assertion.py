"""From "Y did it" to an act: who says so, how surely, and of whom."""

from __future__ import annotations

from counterclaim.model import Act, SpeakerKind
from counterclaim.statements.frames.base import Context
from counterclaim.statements.reporting import HIDDEN, TEXT
from counterclaim.statements.who import ARMED, Who
from counterclaim.statements.wordlists import word_list

_CIVILIANS = word_list("assertion_civilians")
_FORCES = word_list("assertion_forces")
_HONOURED = word_list("assertion_honoured")
_CALLS = word_list("assertion_calls")
_UNASSERTED = word_list("assertion_unasserted")
_OWN_PEOPLE = word_list("assertion_own_people")


def assert_deed(
    c: Context,
    who: Who,
    start: int,
    end: int,
    trigger: int,
    *,
    negated: bool = False,
    hedged: bool = False,
    hidden: bool = False,
    phrase_words: tuple[str, ...] = (),
    probability: float = 0.7,
) -> None:
    """Turn a proposition that ``who`` did a deed into a finding.

    ``hidden``: the wording hides who thinks so ("is believed to have"). A report around the proposition gives speaker
    and stance; without one the text speaks.
    """
    speaker, stance, report = c.voice(trigger)
    if report is not None:
        start, end = min(start, report.from_), max(end, min(report.to, end) if report.start <= start else report.to)
        negated = negated != (report.negated and stance in ("say", "believe"))
        hedged = hedged or report.hedged
    if any(t.low in ("whether", "if", "unless") for t in c.s.tokens[max(0, trigger - 9) : trigger]):
        return
    if report is None and _content_of_noun(c, trigger):
        return
    own = _own(c, who, speaker, phrase_words)
    if own is not None:
        who = own
    if not who.name or who.generic or who.place:
        return
    if (
        report is None
        and who.speaker_kind in (SpeakerKind.MEDIA, SpeakerKind.COURT, SpeakerKind.EXPERT)
        and who.kind != "state"
    ):
        return
    if who.vague and report is None and not hidden and not hedged and not _force_against_civilians(c, who, start, end):
        return
    if report is not None and report.negated and stance in ("deny", "doubt"):
        stance = "admit" if speaker.speaks_for(who) else "say"
    act = _act(speaker, who, stance, negated=negated, hedged=hedged or hidden)
    if act is Act.ATTRIBUTES and _admits(speaker, who, stance):
        act = Act.CLAIMS
    if act is Act.ATTRIBUTES and _anonymous(c, speaker, who):
        act, speaker = Act.CLAIMS, who
    if act is None:
        return
    if report is None and hidden:
        speaker = HIDDEN
    if who.vague and report is None and speaker is not TEXT and act is Act.ATTRIBUTES:
        return
    if act is Act.REPORTS_AS_FACT and speaker is not TEXT:
        act = Act.ATTRIBUTES
    if act is Act.DENIES and speaker is TEXT:
        return
    joint = (
        report.joint if report is not None and act is Act.CLAIMS and any(w.key == who.key for w in report.joint) else ()
    )
    if not joint and report is not None and act is Act.ATTRIBUTES and any(w.key == who.key for w in report.joint):
        joint = report.joint
    for each in joint:
        c.add(Act.CLAIMS, each, each, start, end, trigger, probability=probability)
    if joint:
        return
    c.add(
        act, speaker, who, start, end, trigger, certainty=0.5 if act is Act.SUSPECTS else 1.0, probability=probability
    )


def _force_against_civilians(c: Context, who: Who, start: int, end: int) -> bool:
    """Such as "police shot dead three protesters": a force told by what it is, and people who fought nobody."""
    if not set(who.name.casefold().split()) & _FORCES or c.strikes_back(start, end):
        return False
    return any(t.low in _CIVILIANS for t in c.s.tokens[start:end])


def _content_of_noun(c: Context, trigger: int) -> bool:
    """Such as "no proof that it was behind the attack", "rejected the claim by X that it ...": nobody asserts this."""
    tokens = c.s.tokens
    for i in range(trigger - 1, max(0, trigger - 12), -1):
        if tokens[i].low == "that" and any(t.low in _UNASSERTED for t in tokens[max(0, i - 5) : i]):
            return True
    return False


def _admits(speaker: Who, who: Who, stance: str) -> bool:
    """An official who acknowledges a deed of state forces speaks of his own, unless another state is named."""
    official = speaker.speaker_kind in (SpeakerKind.STATE, SpeakerKind.AUTHORITY)
    forces = who.speaker_kind in (SpeakerKind.STATE, SpeakerKind.AUTHORITY)
    return (
        stance == "admit"
        and official
        and forces
        and not (speaker.country and who.country and speaker.country != who.country)
    )


def _anonymous(c: Context, speaker: Who, who: Who) -> bool:
    """A caller or letter without a name that gives a group as the doer: the group's claim, under that name."""
    if not speaker.generic or speaker.speaker_kind is not SpeakerKind.UNKNOWN or who.kind != "organisation":
        return False
    return any(t.low in _CALLS or t.low.startswith("telephon") for t in c.s.tokens)


_OWNERS = frozenset({"its", "their", "our"})
_PERSONAL = frozenset({"my", "his", "her"})


def _own(c: Context, who: Who, speaker: Who, words: tuple[str, ...]) -> Who | None:
    """The speaker's own people: "its men" are a group's or an army's, "a soldier of the caliphate" a group's."""
    armed = speaker.speaker_kind is ARMED
    if not (armed or speaker.kind == "state") or not (who.generic or not who.name or who.vague):
        return None
    owners = _OWNERS | _PERSONAL if armed else _OWNERS
    owned = bool(set(words) & owners) and bool(set(words) & _OWN_PEOPLE)
    if not owned and not (armed and set(words) & _HONOURED):
        return None
    return side_of(c, speaker)


def side_of(c: Context, speaker: Who) -> Who:
    """The actor that a speaker speaks for: a spokesman's group, a minister's state, or the speaker itself."""
    if speaker.side:
        best = c.registry.by_key(speaker.side)
        if best is not None:
            return best
    return speaker


def _act(speaker: Who, who: Who, stance: str, *, negated: bool, hedged: bool) -> Act | None:
    if stance == "deny":
        return None if negated else Act.DENIES
    if stance == "doubt":
        return Act.DOUBTS
    if negated:
        return Act.DOUBTS if hedged or stance == "believe" else Act.DENIES
    if speaker.name and speaker.key and speaker.speaks_for(who):
        return Act.CLAIMS
    if stance == "believe" or hedged:
        return Act.SUSPECTS
    return Act.REPORTS_AS_FACT if stance == "fact" else Act.ATTRIBUTES
