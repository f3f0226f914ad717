"""Claims without the word: motives, apologies, footage of the deed."""

from __future__ import annotations

from counterclaim.model import Act
from counterclaim.statements.clauses import direct_object, subjects
from counterclaim.statements.frames.assertion import side_of
from counterclaim.statements.frames.base import Context
from counterclaim.statements.phrases import VerbGroup
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import ARMED

PLEAS = frozenset({"plead", "pled"})
BOASTS = frozenset({"boast", "brag"})
_INTENT = frozenset(
    {"vow", "pledge", "threaten", "promise", "swear", "plan", "want", "seek", "urge", "call", "intend", "decide"}
)
_MOTIVES = frozenset(
    {"retaliation", "revenge", "response", "reprisal", "retribution", "vengeance", "punishment", "protest"}
)


def find_motive(c: Context, k: int, verb: VerbGroup) -> None:
    """A group that says why the attack was made says that it made it."""
    report = c.report_at(verb.head)
    if report is None or report.stance not in ("say", "admit") or report.speaker.speaker_kind is not ARMED:
        return
    words = c.s.lows(verb.end, verb.end + 6)
    if verb.infinitive and k and c.s.verbs[k - 1].lemma in _INTENT:
        return
    motive = (
        (verb.lemma in ("be", "come", "carry out", "launch", "do") and set(words) & _MOTIVES)
        or (verb.lemma == "avenge")
        or words[:2] == ["in", "retaliation"]
    )
    found = subjects(c.s, k, c.lexicon)
    about = any(c.lexicon.noun_is(c.s.tokens[p.head].low, "deed") or p.kind == "pron" for p in found) or verb.infinitive
    if motive and about and not verb.negated:
        end = max(c.clause(verb), report.to if report.start <= report.from_ else c.clause(verb))
        c.add(Act.CLAIMS, report.speaker, side_of(c, report.speaker), report.from_, end, verb.head, probability=0.7)


def find_apology(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "X apologised for the strike", "X deeply regrets this mistake", "X confessed to the killing"."""
    s = c.s
    words = s.lows(verb.end, verb.end + 7)
    if verb.lemma in ("apologise", "apologize"):
        kin = words[:1] == ["to"] and bool({"families", "victims", "relatives", "survivors", "bereaved"} & set(words))
        fits = ("for" in words[:4] and c.has_deed(verb.end, verb.end + 8)) or (
            kin and (bool(c.history) or c.has_deed(0, len(s.tokens)))
        )
    elif verb.lemma == "regret":
        fits = any(w in ("mistake", "error", "tragedy", "loss") for w in words) or c.has_deed(verb.end, verb.end + 7)
    else:
        bare = verb.lemma in ("confess", "own up") and (
            words[:1] == [] or c.s.tags[verb.end] in (Tag.COMMA, Tag.END, Tag.CC)
        )
        having = verb.lemma == "confess" and words[:2] == ["to", "having"]
        fits = ((bare or having) and bool(c.history or c.has_deed(0, verb.start))) or (
            words[:1] == ["to"] and c.has_deed(verb.end, verb.end + 8) and not any(v.start == verb.end for v in s.verbs)
        )
    if not fits or verb.negated:
        return
    for phrase in subjects(s, k, c.lexicon):
        speaker = c.actor(phrase)
        report = c.report_at(verb.head)
        side = speaker if verb.lemma == "confess" and speaker.kind == "person" else side_of(c, speaker)
        if side.kind in ("state", "organisation") or (
            side.kind == "person" and verb.lemma in ("confess", "admit", "own", "own up")
        ):
            if report is not None and report.speaker.name and report.speaker.speaks_for(side):
                speaker = report.speaker
            elif verb.lemma == "regret" and report is None:
                continue
            c.add(Act.CLAIMS, speaker, side, phrase.start, c.clause(verb), verb.head, probability=0.6)


def find_plea(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "X pleaded guilty to the murders", "X entered a plea of not guilty", "X bragged about the killing"."""
    words = c.s.lows(verb.end, verb.end + 8)
    guilty = verb.lemma in PLEAS and words[:1] == ["guilty"]
    innocent = verb.lemma == "enter" and ["not", "guilty"] in [words[i : i + 2] for i in range(len(words))]
    proud = verb.lemma in BOASTS and bool({"about", "of"} & set(words[:4]))
    if verb.negated or verb.infinitive or not (guilty or innocent or proud):
        return
    told = c.has_deed(verb.end, c.clause(verb))
    accused = {f.perpetrator.key for f in (*c.history, *c.found)}
    for phrase in subjects(c.s, k, c.lexicon):
        who = c.actor(phrase)
        if who.kind == "person" and not who.generic and (told or (not proud and who.key in accused)):
            start = phrase.start if phrase.start < verb.start else verb.start
            c.add(Act.DENIES if innocent else Act.CLAIMS, who, who, start, c.clause(verb), verb.head, probability=0.7)


def find_footage(c: Context, k: int, verb: VerbGroup) -> None:
    """An armed group's own outlet that shows the deed from within claims it."""
    target = direct_object(c.s, verb)
    if target is None or c.s.tokens[target.head].low not in (
        "video",
        "footage",
        "photographs",
        "photos",
        "videos",
        "images",
        "clip",
        "film",
    ):
        return
    end = min(len(c.s.tokens), target.after + 16)
    shows = any(
        t.low
        in (
            "attackers",
            "attacker",
            "gunmen",
            "gunman",
            "terrorists",
            "terrorist",
            "fighters",
            "bomber",
            "shooting",
            "attack",
            "militants",
            "perpetrators",
        )
        for t in c.s.tokens[target.after : end]
    )
    for phrase in subjects(c.s, k, c.lexicon):
        speaker = c.actor(phrase)
        if shows and speaker.speaker_kind is ARMED and not verb.negated:
            c.add(
                Act.CLAIMS,
                speaker,
                side_of(c, speaker),
                phrase.start if phrase.start < verb.start else verb.start,
                c.clause(verb),
                verb.head,
                probability=0.5,
            )
