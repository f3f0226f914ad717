"""Doubts: words that weaken a claim."""

from __future__ import annotations

from counterclaim.model import Act
from counterclaim.statements.clauses import after_preposition, subjects
from counterclaim.statements.frames.assertion import side_of
from counterclaim.statements.frames.base import Context, Finding
from counterclaim.statements.phrases import VerbGroup
from counterclaim.statements.reporting import TEXT
from counterclaim.statements.who import NOBODY, Who
from counterclaim.statements.wordlists import word_list

_PROOF = frozenset({"evidence", "proof", "indication", "indications", "sign", "signs", "confirmation", "trace"})
_MEANS = word_list("doubts_means")
_SHOW = frozenset({"suggest", "indicate", "link", "connect", "show", "prove", "tie"})
_BACK = frozenset({"admit", "claim", "accept", "take", "acknowledge", "confess", "concede"})


def find_doubts(c: Context) -> None:
    """Doubts about a claim or attribution that the text has told of, or tells of here."""
    for k, verb in enumerate(c.s.verbs):
        if (
            (
                verb.lemma == "cast"
                or "doubt" in c.s.lows(verb.end, verb.end + 3)
                or "doubts" in c.s.lows(verb.end, verb.end + 3)
            )
            and not {"no", "little"} & set(c.s.lows(verb.end, verb.end + 2))
        ) or verb.lemma in ("doubt", "question", "dispute", "challenge", "contest"):
            _plain(c, k, verb)
        elif (verb.negated or _impossible(c, verb)) and verb.lemma in (
            "provide",
            "offer",
            "present",
            "verify",
            "confirm",
            "corroborate",
            "substantiate",
            "give",
            "authenticate",
            "produce",
            "supply",
        ):
            _unproved(c, k, verb)
        elif verb.lemma in ("say", "consider", "think", "believe", "be", "describe", "call", "deem"):
            _unlikely(c, k, verb)
        elif verb.lemma in ("claim", "say", "state", "report", "assert") and any(
            t.low in ("wrongly", "falsely", "erroneously", "incorrectly", "inaccurately")
            for t in c.s.tokens[verb.start : verb.head + 2]
        ):
            _wrongly(c, k, verb)
        elif verb.lemma == "inspire" and verb.passive:
            _inspired(c, k, verb)
        if verb.lemma in ("have", "lack", "possess", "be"):
            _incapable(c, k, verb)
    _no_evidence(c)


def _target(c: Context, start: int, end: int) -> Who:
    """Whom the doubted words name: an actor among them, else the last one claimed or accused."""
    for phrase in c.s.phrases:
        if start <= phrase.start < end:
            who = c.actor(phrase)
            if who.kind == "organisation" and not who.generic:
                return who
            owner = c.registry.owner(c.s, phrase)
            if owner.kind in ("organisation", "state") and not owner.generic:
                return owner
    return _last(c)


def _last(c: Context) -> Who:
    past: list[Finding] = [*c.history, *c.found]
    claims = [f for f in past if f.act is Act.CLAIMS]
    named = claims or [f for f in past if f.act in (Act.ATTRIBUTES, Act.SUSPECTS)]
    return named[-1].perpetrator if named else NOBODY


def _speaker(c: Context, k: int, verb: VerbGroup) -> tuple[Who, int]:
    if verb.passive or _impossible(c, verb):
        return c.voice(verb.head)[0], max(0, verb.start - 5)
    found = subjects(c.s, k, c.lexicon)
    for phrase in found:
        who = c.actor(phrase)
        thing = c.lexicon.noun_is(c.s.tokens[phrase.head].low, "deed") or c.s.tokens[phrase.head].low in _PROOF
        if who.name and not thing and phrase.kind != "rel":
            return who, phrase.start if phrase.start < verb.start else verb.start
    return c.voice(verb.head)[0], found[0].start if found and found[0].start < verb.start else verb.start


def _about_claim(c: Context, start: int, end: int) -> bool:
    words = c.s.lows(start, end)
    return any(
        c.lexicon.noun_is(w, "statements")
        or c.lexicon.noun_is(w, "involvement")
        or c.lexicon.noun_is(w, "responsibility")
        or w in ("whether", "behind", "responsible", "involved", "carried", "linked")
        for w in words
    )


def _plain(c: Context, k: int, verb: VerbGroup) -> None:
    end = c.clause(verb)
    if verb.negated or not _about_claim(c, verb.end, end):
        return
    speaker, start = _speaker(c, k, verb)
    if speaker.generic and speaker.speaker_kind.value == "unknown":
        speaker = TEXT
    who = _target(c, verb.end, end)
    if not speaker.speaks_for(who):
        c.add(
            Act.DOUBTS,
            speaker if speaker.kind or speaker is TEXT else TEXT,
            who,
            start,
            end,
            verb.head,
            certainty=0.5,
            probability=0.6,
        )


def _unproved(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "X did not provide any proof" (the text doubts X), "police could not verify the claim" (police do)."""
    end = c.clause(verb)
    words = set(c.s.lows(verb.end, end))
    found = subjects(c.s, k, c.lexicon)
    who = c.actor(found[0]) if found else NOBODY
    if words & _PROOF and verb.lemma in ("provide", "offer", "present", "give", "produce", "supply"):
        if who.name and not who.generic:
            report = c.report_at(verb.head)
            speaker = report.speaker if report is not None and report.speaker.name else TEXT
            claimed = side_of(c, who)
            accuser = [f for f in (*c.history, *c.found) if f.speaker.key == who.key and f.act is Act.ATTRIBUTES]
            target = (
                accuser[-1].perpetrator
                if accuser and not any(f.act is Act.CLAIMS and f.speaker.key == who.key for f in c.history)
                else claimed
            )
            if not speaker.speaks_for(target):
                c.add(Act.DOUBTS, speaker, target, found[0].start, end, verb.head, certainty=0.5, probability=0.7)
    elif (
        verb.lemma in ("verify", "confirm", "corroborate", "substantiate", "authenticate")
        and (verb.passive or _about_claim(c, verb.end, end))
        and _claimish(c, k, verb)
    ):
        speaker, start = _speaker(c, k, verb)
        c.add(Act.DOUBTS, speaker, _target(c, verb.end, end), start, end, verb.head, certainty=0.5, probability=0.5)


def _impossible(c: Context, verb: VerbGroup) -> bool:
    """Such as "it was not possible to verify", "unable to confirm"."""
    before = c.s.lows(verb.start - 5, verb.start)
    return verb.infinitive and (
        "impossible" in before or "unable" in before or ("not" in before and ("possible" in before or "able" in before))
    )


def _claimish(c: Context, k: int, verb: VerbGroup) -> bool:
    """Whether what is not verified is a claim of responsibility, by its words or by what was told before."""
    found = subjects(c.s, k, c.lexicon) if verb.passive else []
    words = [w for p in found for w in c.s.lows(p.start, p.end)] + c.s.lows(verb.end, c.clause(verb))
    return any(w.startswith(("claim", "responsib", "involvement", "authentic", "attribution")) for w in words)


def _unlikely(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "police said a terrorist motive was unlikely": doubt about the claim that stands."""
    end = len(c.s.tokens)
    words = c.s.lows(verb.end, end)
    if not any(w in ("unlikely", "implausible", "doubtful", "sceptical", "skeptical", "improbable") for w in words):
        return
    if verb.lemma == "be" and not (
        set(c.s.lows(verb.end, verb.end + 4))
        & {"unlikely", "implausible", "doubtful", "sceptical", "skeptical", "improbable"}
    ):
        return
    about = set(c.s.lows(0, end))
    if "highly" in about and any(t.text in '"“' for t in c.s.tokens):
        return
    if not about & {
        "motive",
        "background",
        "link",
        "involvement",
        "claim",
        "claims",
        "behind",
        "responsible",
        "terrorist",
        "connection",
        "group",
        "carried",
    }:
        return
    speaker, start = _speaker(c, k, verb)
    who = _target(c, verb.end, end)
    if speaker.name and not speaker.speaks_for(who):
        c.add(
            Act.DOUBTS,
            speaker if not (speaker.generic and speaker.speaker_kind.value == "unknown") else c.voice(verb.head)[0],
            who,
            start,
            end,
            verb.head,
            certainty=0.5,
            probability=0.6,
        )


def _incapable(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "he did not think X had the means", "X had no motive", "X had nothing to gain", "X lacks the skill"."""
    words = c.s.lows(verb.end, c.clause(verb))
    report = c.report_at(verb.head)
    means = bool(set(words[:8]) & _MEANS) or words[:3] == ["nothing", "to", "gain"]
    none = verb.negated or verb.lemma == "lack" or words[:1] in (["no"], ["nothing"], ["little"])
    doubted = report is not None and report.negated and report.stance in ("believe", "say")
    if not means or none is doubted or report is None or not report.speaker.name:
        return
    for phrase in subjects(c.s, k, c.lexicon):
        who = c.actor(phrase)
        told = any(f.perpetrator.key == who.key for f in (*c.history, *c.found))
        if (
            who.kind in ("organisation", "state", "description")
            and not who.generic
            and told
            and not report.speaker.speaks_for(who)
        ):
            c.add(
                Act.DOUBTS,
                report.speaker,
                who,
                min(report.from_, phrase.start),
                c.clause(verb),
                verb.head,
                certainty=0.5,
                probability=0.5,
            )


def _inspired(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "the attacks were inspired by X": not X's own deed."""
    agent = after_preposition(c.s, verb.end, verb.end + 3, "by")
    found = subjects(c.s, k, c.lexicon)
    if agent is None or not any(
        c.lexicon.noun_is(c.s.tokens[p.head].low, "deed") or c.has_deed(p.start, verb.start) for p in found
    ):
        return
    for who in c.actors(agent):
        if who.kind == "organisation":
            c.add(
                Act.DOUBTS,
                c.voice(verb.head)[0],
                who,
                found[0].start,
                c.clause(verb),
                verb.head,
                certainty=0.7,
                probability=0.7,
                involvement="inspired",
            )


def _wrongly(c: Context, k: int, verb: VerbGroup) -> None:
    found = subjects(c.s, k, c.lexicon)
    who = _target(c, found[0].start, found[0].after) if found else NOBODY
    if who.name:
        c.add(Act.DOUBTS, TEXT, who, found[0].start, len(c.s.tokens), verb.head, certainty=0.5, probability=0.6)


def _no_evidence(c: Context) -> None:
    """Such as "there is no evidence that X", "found no evidence of X's involvement"."""
    s = c.s
    for i, token in enumerate(s.tokens):
        nothing = token.low == "nothing" and s.lows(i + 1, i + 2) == ["to"] and set(s.lows(i + 2, i + 3)) & _SHOW
        none = token.low in _PROOF and set(s.lows(i - 3, i)) & {"no", "any", "without", "little", "insufficient"}
        if not nothing and not none:
            continue
        if "any" in s.lows(i - 3, i) and not any(v.negated and v.end <= i <= v.end + 6 for v in s.verbs):
            continue
        rest = s.lows(i + 1, len(s.tokens))
        linked = set(rest[:16]) & {
            "that",
            "linking",
            "link",
            "involvement",
            "of",
            "connecting",
            "suggesting",
            "to",
            "suggest",
        }
        if not linked or not (_about_claim(c, i, len(s.tokens)) or c.has_deed(i, len(s.tokens))):
            continue
        verb_at = next((k for k in range(len(s.verbs) - 1, -1, -1) if s.verbs[k].end <= i), None)
        if (
            verb_at is not None
            and s.verbs[verb_at].negated
            and s.verbs[verb_at].lemma in ("provide", "offer", "present", "give", "produce", "supply")
        ):
            continue
        speaker, start = (
            (c.voice(i)[0], 0)
            if verb_at is None or s.verbs[verb_at].lemma == "be"
            else _speaker(c, verb_at, s.verbs[verb_at])
        )
        who = _target(c, i, len(s.tokens))
        if speaker.name and not speaker.speaks_for(who):
            c.add(Act.DOUBTS, speaker, who, start, len(s.tokens), i, certainty=0.5, probability=0.7)
