"""What is said of a claim or accusation itself: baseless, a forgery, credible, an error, withdrawn."""

from __future__ import annotations

from counterclaim.model import Act
from counterclaim.statements.clauses import direct_object, inherited, subjects
from counterclaim.statements.frames.assertion import side_of
from counterclaim.statements.frames.base import Context, Finding
from counterclaim.statements.phrases import Phrase, VerbGroup
from counterclaim.statements.reporting import HIDDEN, TEXT
from counterclaim.statements.who import ARMED, Who
from counterclaim.statements.wordlists import word_list

_MEDIUMS = word_list("responsibility_mediums")
_FALSE = word_list("branding_false")
_TRUE = word_list("branding_true")
_WRONG = word_list("branding_wrong")
_BRAND = word_list("branding_verbs")
_OTHERS = frozenset({"other", "others", "rival", "both"})
_TEXTS = frozenset(
    {
        "text",
        "statement",
        "announcement",
        "message",
        "one",
        "communique",
        "post",
        "note",
        "claim",
        "confession",
        "denial",
        "assessment",
        "report",
        "version",
        "account",
    }
)


def find_brands(c: Context) -> None:
    """All brands of the sentence: "called the claim baseless", "the report was false", "the claim is withdrawn"."""
    for k, verb in enumerate(c.s.verbs):
        if verb.negated or verb.modal or verb.infinitive:
            continue
        if verb.lemma in _BRAND:
            _branded(c, k, verb)
        elif verb.lemma == "be":
            _was_false(c, k, verb)
        if c.lexicon.verb_is(verb.lemma, "retract") or verb.lemma == "correct":
            _taken_back(c, k, verb)


def _branded(c: Context, k: int, verb: VerbGroup) -> None:
    found = subjects(c.s, k, c.lexicon)
    if verb.passive or not found:
        return
    target = direct_object(c.s, verb)
    end = c.clause(verb)
    if target is None or not _about(c, target):
        return
    words = c.s.lows(target.start, min(end, target.after + 8))
    if c.s.tokens[found[0].head].low in _MEDIUMS or c.lexicon.noun_is(c.s.tokens[found[0].head].low, "statements"):
        report = c.report_at(found[0].head)
        found = inherited(c.s, k, c.lexicon) or found
        speaker = (
            report.speaker if report is not None else next((w for w in (c.actor(p) for p in found) if w.name), TEXT)
        )
    else:
        speaker = next((w for w in c.speakers(found) if w.name), TEXT)
    start = found[0].start if found[0].start < verb.start and _straight(c, found[0], verb) else verb.start
    if any(w in _WRONG for w in words) and _is_text(c, target):
        _retract(c, speaker, start, end, verb)
    elif any(w in _FALSE for w in words):
        for who in _doubted(c, speaker, target):
            c.add(Act.DENIES, speaker, who, start, end, verb.head, probability=0.6)
    elif any(w in _TRUE for w in words):
        for who in _doubted(c, speaker, target):
            if not speaker.speaks_for(who):
                c.add(Act.SUSPECTS, speaker, who, start, end, verb.head, certainty=0.6, probability=0.5)


def _was_false(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "police said the claim was a hoax", "the accusation is absurd"."""
    words = c.s.lows(verb.end, min(c.clause(verb), verb.end + 5))
    found = subjects(c.s, k, c.lexicon)
    report = c.report_at(verb.head)
    if report is None or not report.speaker.name or not found or not any(w in _FALSE for w in words):
        return
    if c.lexicon.noun_is(c.s.tokens[found[0].head].low, "statements") and not report.negated:
        for who in _doubted(c, report.speaker, found[0]):
            c.add(
                Act.DENIES,
                report.speaker,
                who,
                min(report.from_, found[0].start),
                c.clause(verb),
                verb.head,
                probability=0.6,
            )


def _taken_back(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "X recanted", "the claim is withdrawn", "the statement was corrected"."""
    found = subjects(c.s, k, c.lexicon)
    if not found:
        return
    if verb.passive and _is_text(c, found[0]):
        speaker, _, report = c.voice(verb.head)
        past = [f.speaker for f in c.history if f.act in (Act.CLAIMS, Act.DENIES, Act.ATTRIBUTES)]
        if speaker is TEXT or speaker is HIDDEN:
            speaker = past[-1] if past else speaker
        _retract(c, speaker, min(found[0].start, report.from_) if report else found[0].start, c.clause(verb), verb)
    elif verb.lemma in ("recant", "backtrack") and verb.finite and direct_object(c.s, verb) is None:
        speaker = c.actor(found[0])
        if speaker.name and not speaker.generic:
            _retract(c, speaker, found[0].start, c.clause(verb), verb)


def _retract(c: Context, speaker: Who, start: int, end: int, verb: VerbGroup) -> None:
    past = [f for f in (*c.history, *c.found) if f.speaker.speaks_for(speaker) or speaker.speaks_for(f.speaker)]
    claims = [f for f in c.history if f.act is Act.CLAIMS and not f.speaker.generic]
    if not past and speaker.generic:
        past = claims
    if past and not (speaker is TEXT or speaker is HIDDEN):
        who = past[-1].perpetrator
        c.add(
            Act.RETRACTS, past[-1].speaker if speaker.generic else speaker, who, start, end, verb.head, probability=0.6
        )


def _straight(c: Context, phrase: Phrase, verb: VerbGroup) -> bool:
    return not any(v.finite and phrase.after <= v.start < verb.start for v in c.s.verbs)


def _about(c: Context, target: Phrase) -> bool:
    """Whether what is branded is something said."""
    head = c.s.tokens[target.head].low
    said = any(c.lexicon.noun_is(w, "statements") for w in c.s.lows(target.start, target.end))
    return target.kind == "pron" or said or head in _TEXTS or head in ("this", "that")


def _is_text(c: Context, target: Phrase) -> bool:
    words = c.s.lows(target.start, target.end)
    return any(w in _TEXTS or c.lexicon.noun_is(w, "statements") for w in words)


def _doubted(c: Context, speaker: Who, target: Phrase) -> list[Who]:
    """Whom the branded words name: rivals with claims, the accused speaker itself, or the last one named."""
    past: list[Finding] = [
        f
        for f in (*c.history, *c.found)
        if f.act in (Act.CLAIMS, Act.ATTRIBUTES, Act.SUSPECTS) and not f.speaker.speaks_for(speaker)
    ]
    side = side_of(c, speaker)
    words = c.s.lows(target.start, target.end)
    if _OTHERS & set(words):
        rivals = {
            f.perpetrator.key: f.perpetrator for f in past if f.act is Act.CLAIMS and f.perpetrator.key != side.key
        }
        return list(rivals.values())
    owner = c.registry.owner(c.s, target)
    if owner.kind in ("organisation", "state") and any(f.perpetrator.key == owner.key for f in past):
        return [owner]
    accused = [f for f in past if f.act is not Act.CLAIMS and f.perpetrator.key == side.key]
    if accused or (speaker.speaker_kind is ARMED and any(f.perpetrator.key == side.key for f in past)):
        return [side]
    claim = any(w.startswith("claim") for w in words)
    named = [f for f in past if f.act is Act.CLAIMS] if claim else past
    return [named[-1].perpetrator] if named else []
