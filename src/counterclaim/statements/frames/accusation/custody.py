"""Steps of the law short of a verdict: "X was arrested over the bombing", "X faces murder charges", "X is on trial"."""

from __future__ import annotations

from counterclaim.model import Act, SpeakerKind
from counterclaim.statements.clauses import subjects
from counterclaim.statements.frames.accusation.accusing import accuse, accused_phrase
from counterclaim.statements.frames.accusation.speakers import accusers
from counterclaim.statements.frames.base import Context
from counterclaim.statements.frames.verdicts import accused_people
from counterclaim.statements.phrases import Phrase, VerbGroup
from counterclaim.statements.who import Who

HIDDEN_POLICE = Who(name="unnamed police", key="unnamed police", kind="", speaker_kind=SpeakerKind.AUTHORITY)
HIDDEN_PROSECUTOR = Who(
    name="unnamed prosecutor", key="unnamed prosecutor", kind="", speaker_kind=SpeakerKind.AUTHORITY
)
ARRESTS = frozenset({"arrest", "detain", "apprehend", "remand", "capture", "hold", "question"})
HUNTS = frozenset({"search", "hunt", "look", "want", "seek"})
_GROUNDS = (
    ("in", "connection", "with"),
    ("in", "connection", "to"),
    ("on", "suspicion", "of"),
    ("as", "a", "suspect", "in"),
    ("suspected", "of"),
    ("accused", "of"),
    ("over",),
    ("for",),
)
_CHARGES = frozenset({"charge", "charges", "count", "counts", "indictment", "trial"})
_REACH, _DEED = 16, 10


def find_custody(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "police arrested X in connection with the attack", "X is wanted for it": a suspicion of the police."""
    reduced = verb.form in ("past", "part") and verb.start == verb.head and c.s.at.get(verb.end) is None
    hidden = verb.passive or (verb.lemma != "search" and reduced)
    if verb.lemma in ("want", "seek") and not hidden:
        return
    if verb.negated or verb.infinitive or not _on_grounds(c, verb.end, c.clause(verb) + 2):
        return
    found = subjects(c.s, k, c.lexicon)
    if hidden:
        speakers, start = accusers(c, k, verb, HIDDEN_POLICE) if verb.passive else ([HIDDEN_POLICE], verb.start)
        target = found
        start = found[0].start if found and found[0].start < verb.start else start
    else:
        speakers, start = accusers(c, k, verb, HIDDEN_POLICE)
        target = [p for p in (_sought(c, verb),) if p is not None]
    speakers = [w for w in speakers if w.speaker_kind in (SpeakerKind.AUTHORITY, SpeakerKind.STATE)] or (
        [HIDDEN_POLICE] if hidden else []
    )
    accused = [w for p in target for w in accused_people(c, p)]
    accuse(c, speakers, accused, Act.SUSPECTS, start, c.clause(verb), verb, 0.6)


def _sought(c: Context, verb: VerbGroup) -> Phrase | None:
    """The object, behind "for" where the verb wants it: "are searching for X"."""
    if verb.lemma in HUNTS and c.s.lows(verb.end, verb.end + 1) == ["for"]:
        phrase = c.s.at.get(verb.end + 1)
        return phrase if phrase is not None and phrase.kind == "np" else None
    return accused_phrase(c, 0, verb) if verb.lemma not in ("search", "look") else None


def _on_grounds(c: Context, start: int, end: int) -> bool:
    """Whether the words tell for what deed: "in connection with the bombing", "on murder charges"."""
    words = c.s.lows(start, min(end, start + _REACH))
    for i in range(len(words)):
        for ground in _GROUNDS:
            if tuple(words[i : i + len(ground)]) == ground:
                return c.has_deed(start + i + len(ground), min(end, start + i + len(ground) + _DEED))
        if words[i] == "on" and _CHARGES & set(words[i + 1 : i + 6]):
            return c.has_deed(start + i, min(end + _DEED, start + i + _DEED))
    return False


def find_trial(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "X faces murder charges", "X is on trial for the killings", "X stood trial over the bombing"."""
    words = c.s.lows(verb.end, verb.end + 8)
    faces = verb.lemma == "face" and bool(_CHARGES & set(words))
    tried = verb.lemma in ("be", "go", "stand") and "trial" in words[:2]
    if verb.negated or verb.infinitive or not (faces or tried) or not c.has_deed(verb.end, c.clause(verb) + 2):
        return
    found = subjects(c.s, k, c.lexicon)
    accused = [w for p in found for w in accused_people(c, p)]
    start = found[0].start if found and found[0].start < verb.start else verb.start
    accuse(c, [HIDDEN_PROSECUTOR], accused, Act.SUSPECTS, start, c.clause(verb), verb, 0.6)
