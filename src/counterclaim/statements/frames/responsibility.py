"""Claims and denials of responsibility, in verbs and in nouns."""

from __future__ import annotations

from counterclaim.model import Act, SpeakerKind
from counterclaim.statements.clauses import (
    after_preposition,
    antecedents,
    direct_object,
    inherited,
    phrase_ending,
    subjects,
)
from counterclaim.statements.frames.assertion import side_of
from counterclaim.statements.frames.base import Context
from counterclaim.statements.phrases import Phrase, VerbGroup
from counterclaim.statements.reporting import HIDDEN
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import ARMED, NOBODY, Who
from counterclaim.statements.wordlists import word_list

_CLAIM_VERBS = frozenset(
    {
        "claim",
        "take",
        "accept",
        "assume",
        "admit",
        "acknowledge",
        "declare",
        "announce",
        "share",
        "avow",
        "own",
        "own up",
        "reiterate",
        "deny",
    }
)
_DENY_VERBS = frozenset(
    {"deny", "reject", "dismiss", "refute", "disavow", "disclaim", "repudiate", "disown", "rebuff", "rebut"}
)
_INTENT = frozenset(
    {"vow", "pledge", "threaten", "promise", "swear", "plan", "want", "seek", "urge", "call", "intend", "decide"}
)
_PROTESTS = frozenset(
    {"protest", "maintain", "insist", "proclaim", "assert", "profess", "plead", "declare", "affirm", "swear"}
)
_MEDIUMS = word_list("responsibility_mediums")
_MOTIVES = frozenset(
    {"retaliation", "revenge", "response", "reprisal", "retribution", "vengeance", "punishment", "protest"}
)


def find_claims(c: Context) -> None:
    """Claims of responsibility, admissions and statements of motive."""
    for k, verb in enumerate(c.s.verbs):
        if verb.lemma in _CLAIM_VERBS and not c.lexicon.verb_is(verb.lemma, "deny"):
            _claim(c, k, verb)
        _motive(c, k, verb)
        if c.lexicon.verb_is(verb.lemma, "apologise") or c.lexicon.verb_is(verb.lemma, "admit"):
            _apology(c, k, verb)
        if verb.lemma in ("publish", "release", "post", "broadcast", "circulate", "distribute", "upload", "issue"):
            _footage(c, k, verb)
    _nominal_claims(c)


def find_denials(c: Context) -> None:
    """Denials that name a thing denied: involvement, responsibility, the claim."""
    for k, verb in enumerate(c.s.verbs):
        words = c.s.lows(verb.end, verb.end + 6)
        if ("innocence" in words and verb.lemma in _PROTESTS) or (
            verb.lemma == "plead" and words[:2] == ["not", "guilty"]
        ):
            _innocence(c, k, verb)
        if verb.lemma in _DENY_VERBS:
            _denial(c, k, verb)
        elif verb.lemma == "distance" or (
            verb.lemma == "have" and c.s.lows(verb.end, verb.end + 3) == ["nothing", "to", "do"]
        ):
            _distance(c, k, verb)


def unclaimed_at(c: Context) -> tuple[int, int] | None:
    """The tokens that say that nobody has claimed the event, None where the sentence does not."""
    s = c.s
    for k, verb in enumerate(s.verbs):
        end = c.clause(verb)
        words = s.lows(verb.start, min(end, verb.end + 8))
        about = any(w in ("responsibility", "credit") for w in words)
        if verb.lemma in ("claim", "take", "admit", "accept") and about:
            found = subjects(s, k, c.lexicon)
            nobody = found and s.tokens[found[0].start].low in ("no", "nobody", "none", "neither")
            if nobody or (
                verb.negated
                and found
                and s.tokens[found[0].head].low in ("group", "anyone", "organisation", "organization", "one")
            ):
                return (found[0].start, end)
            if verb.passive and verb.negated and s.tokens[found[0].head].low == "responsibility" if found else False:
                return (found[0].start, end)
        if verb.lemma == "claim" and verb.passive and verb.negated:
            found = subjects(s, k, c.lexicon)
            if found and c.lexicon.noun_is(s.tokens[found[0].head].low, "deed"):
                return (found[0].start, end)
    for i, token in enumerate(s.tokens):
        if token.low in ("claim", "claims") and s.lows(i + 1, i + 3) == ["of", "responsibility"]:
            before = s.lows(i - 4, i)
            if "no" in before or "without" in before or "any" in before:
                first = next(
                    (t for t in range(max(0, i - 6), i) if s.tokens[t].low in ("there", "no", "without")), i - 1
                )
                return (first, min(len(s.tokens), i + 8))
    return None


def _claim(c: Context, k: int, verb: VerbGroup) -> None:
    s = c.s
    if verb.negated or verb.modal in ("would", "will", "could", "should", "must", "might", "may", "can"):
        return
    if verb.passive or _reduced(c, verb):
        _claimed_by(c, k, verb)
        return
    end = c.clause(verb)
    target = direct_object(s, verb)
    if target is None or not _is_responsibility(c, verb, target):
        return
    found = subjects(s, k, c.lexicon)
    if not found or s.tokens[found[0].start].low in ("no", "nobody", "none", "neither"):
        return
    begin = found[0].start if found[0].start < verb.start and _adjacent(c, found[0], verb) else verb.start
    for phrase in found:
        speaker = c.actor(phrase)
        if speaker.generic and s.tokens[phrase.head].low in _MEDIUMS and not verb.finite:
            _claim_in_medium(c, k, phrase, begin, end)
            continue
        if s.tokens[phrase.head].low in ("group", "groups", "organizations", "organisations") and speaker.generic:
            _appended(c, phrase, begin, end, verb)
            continue
        _add_claim(c, speaker, phrase, begin, end, verb.head)


def _claim_in_medium(c: Context, k: int, phrase: Phrase, begin: int, end: int) -> None:
    """Such as "X issued a statement claiming responsibility"."""
    for holder in inherited(c.s, k, c.lexicon):
        who = c.actor(holder)
        if who.name and not who.generic:
            _add_claim(c, who, holder, holder.start if holder.start < begin else begin, end, c.s.verbs[k].head)
            return
    _appended(c, phrase, begin, end, c.s.verbs[k])


def _reduced(c: Context, verb: VerbGroup) -> bool:
    return verb.end < len(c.s.tokens) and c.s.tokens[verb.end].low == "by" and verb.form in ("past", "part")


def _adjacent(c: Context, phrase: Phrase, verb: VerbGroup) -> bool:
    return not any(
        v.finite and phrase.after <= v.start < verb.start and c.s.tags[v.start - 1] is not Tag.REL for v in c.s.verbs
    )


def _is_responsibility(c: Context, verb: VerbGroup, target: Phrase) -> bool:
    head = c.s.tokens[target.head].low
    words = c.s.lows(target.start, target.end)
    if any(w in ("responsibility", "credit", "authorship", "paternity") for w in words):
        return True
    if _followed_by_verb(c, target.after):
        return False
    if verb.lemma in ("claim", "admit", "acknowledge", "avow") and c.lexicon.noun_is(head, "deed"):
        return c.s.tokens[target.start].low != "no" and not c.lexicon.noun_is(head, "statements")
    if verb.lemma == "claim" and target.kind == "pron" and c.s.tokens[target.start].low in ("it", "them", "this"):
        return bool(c.history) or c.s.number > 0
    return verb.lemma in ("admit", "acknowledge") and head in ("guilt", "involvement", "role", "complicity", "part")


def _followed_by_verb(c: Context, i: int) -> bool:
    """Whether the object is really the subject of a clause: "claimed the shootings never happened"."""
    while i < len(c.s.tags) and c.s.tags[i] in (Tag.QUOTE, Tag.ADV):
        i += 1
    return any(
        v.start <= i < v.end
        and v.finite
        and not (
            v.form in ("past", "part")
            and v.start == v.head
            and v.end < len(c.s.tokens)
            and c.s.tokens[v.end].low in ("by", "in", "on", "at", "against")
        )
        for v in c.s.verbs
    )


def _add_claim(
    c: Context, speaker: Who, phrase: Phrase, begin: int, end: int, trigger: int, probability: float = 0.9
) -> None:
    if not speaker.name or (speaker.place and speaker.kind != "state"):
        return
    side = side_of(c, speaker)
    if side.generic and speaker.generic:
        side = _claimed_for(c, phrase)
        if not side.name:
            return
        speaker = side
    if side.kind == "person" and side.speaker_kind in (
        SpeakerKind.AUTHORITY,
        SpeakerKind.MEDIA,
        SpeakerKind.COURT,
        SpeakerKind.WITNESS,
    ):
        return
    if (
        speaker.speaker_kind in (SpeakerKind.UNKNOWN, SpeakerKind.RIVAL_GROUP, SpeakerKind.EXPERT)
        and side.kind != "state"
        and probability > 0.85
    ):
        speaker = c.registry.as_armed(speaker)
        side = c.registry.as_armed(side)
    c.add(Act.CLAIMS, speaker, side, begin, end, trigger, probability=probability)


def _claimed_for(c: Context, phrase: Phrase) -> Who:
    """Such as "a caller claiming to represent X", "a statement signed by X", "a man who said he spoke for X"."""
    for other in c.s.phrases:
        if phrase.after <= other.start <= phrase.after + 12 and other.kind == "np":
            who = c.registry.who(c.s, other)
            if who.kind == "organisation":
                return who
            if any(v.start >= phrase.after and v.finite and v.start < other.start for v in c.s.verbs):
                break
    return NOBODY


def _appended(c: Context, phrase: Phrase, begin: int, end: int, verb: VerbGroup) -> None:
    who = _claimed_for(c, phrase)
    if who.name:
        _add_claim(c, who, phrase, begin, end, verb.head)


def _claimed_by(c: Context, k: int, verb: VerbGroup) -> None:
    s = c.s
    found = (
        subjects(s, k, c.lexicon)
        if verb.passive
        else antecedents(s, Phrase(verb.start, verb.start, verb.start, verb.start))
    )
    about = any(
        c.lexicon.noun_is(s.tokens[p.head].low, "deed")
        or s.tokens[p.head].low in ("responsibility", "credit")
        or p.kind == "pron"
        for p in found
    )
    if verb.lemma not in ("claim", "admit", "accept", "acknowledge", "assume") or not about:
        return
    agent = after_preposition(s, verb.end, min(verb.end + 10, max(c.clause(verb), verb.end + 3)), "by")
    if agent is None:
        return
    begin = found[0].start if found else verb.start
    who = c.actor(agent)
    if who.generic and s.tokens[agent.head].low in ("groups", "organizations", "organisations", "factions", "group"):
        _each_of_several(c, agent, begin, verb)
        return
    for phrase_who in c.actors(agent):
        _add_claim(c, phrase_who, agent, begin, max(agent.after, c.clause(verb)), verb.head)


def _each_of_several(c: Context, agent: Phrase, begin: int, verb: VerbGroup) -> None:
    """Such as "claimed by two groups, X and Y": the organisations named up to the end of the sentence."""
    for phrase in c.s.phrases:
        if phrase.start < agent.start or phrase.kind != "np":
            continue
        who = c.registry.who(c.s, phrase)
        if who.kind == "organisation" and who.speaker_kind in (ARMED, SpeakerKind.UNKNOWN):
            _add_claim(c, who, phrase, begin, phrase.after, verb.head, 0.8)


def _nominal_claims(c: Context) -> None:
    s = c.s
    for i, token in enumerate(s.tokens):
        if token.low not in ("claim", "claims") or s.lows(i + 1, i + 3) != ["of", "responsibility"]:
            continue
        phrase = s.at.get(i)
        if phrase is None or "no" in s.lows(i - 4, i) or "any" in s.lows(i - 3, i):
            continue
        agent = after_preposition(s, i + 3, i + 12, "by", "from")
        who = c.registry.owner(s, phrase)
        if not who.name and agent is not None:
            who = c.actor(agent)
            if who.kind != "organisation" or who.place:
                # "the claims of responsibility and the videos from Y": where things come from is nobody who claims.
                continue
        if who.name and not who.generic:
            _add_claim(c, who, phrase, phrase.start, max(i + 3, agent.after if agent else 0), i, 0.6)


def _motive(c: Context, k: int, verb: VerbGroup) -> None:
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


def _apology(c: Context, k: int, verb: VerbGroup) -> None:
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


def _footage(c: Context, k: int, verb: VerbGroup) -> None:
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


def _denial(c: Context, k: int, verb: VerbGroup) -> None:
    s = c.s
    found = subjects(s, k, c.lexicon)
    if verb.negated or verb.infinitive or verb.modal in ("would", "will", "could", "should"):
        return
    if verb.form == "base" and s.lows(verb.start - 1, verb.start) == ["or"]:
        return
    if verb.passive:
        agent = after_preposition(s, verb.end, verb.end + 3, "by")
        target = found[0] if found else None
        speakers = c.actors(agent) if agent is not None else [HIDDEN]
    else:
        target = direct_object(s, verb)
        speakers = c.speakers(found)
    if target is None and found:
        before = phrase_ending(s, found[0].start - 1)
        target = before if before is not None and c.lexicon.noun_is(s.tokens[before.head].low, "statements") else None
    if target is None or not speakers:
        return
    end = c.clause(verb)
    begin = found[0].start if found and found[0].start < verb.start and _adjacent(c, found[0], verb) else verb.start
    for speaker in _distinct(speakers):
        who = _denied(c, speaker, target)
        if who.name and not _content_clause(c, verb, end):
            c.add(Act.DENIES, speaker, who, begin, end, verb.head, probability=0.8)


def _distinct(speakers: list[Who]) -> list[Who]:
    named = [w for w in speakers if w.name and not w.generic] or [w for w in speakers if w.name]
    return list({w.key: w for w in named}.values())


def _content_clause(c: Context, verb: VerbGroup, end: int) -> bool:
    """Whether what is denied is a clause that tells who did it: it is read as a deed under a denial."""
    return (
        any(
            t.low == "that" and c.s.tags[i] is Tag.SUB
            for i, t in enumerate(c.s.tokens[verb.end : verb.end + 2], verb.end)
        )
        and end > verb.end + 3
    )


def _denied(c: Context, speaker: Who, target: Phrase) -> Who:
    s, lex = c.s, c.lexicon
    head = s.tokens[target.head].low
    side = side_of(c, speaker)
    if target.kind == "pron" and s.tokens[target.start].low not in ("it", "them"):
        return NOBODY
    if lex.noun_is(head, "statements") or target.kind == "pron":
        return _of_statement(c, speaker, side, target)
    if lex.noun_is(head, "involvement") or lex.noun_is(head, "responsibility"):
        other = after_preposition(s, target.after, target.after + 3, "of", "by")
        named = c.actor(other) if other is not None else NOBODY
        own = s.tokens[target.start].low in ("its", "their", "his", "her", "our", "my")
        owner = NOBODY if own else c.registry.owner(s, target)
        if owner.name and not owner.generic:
            return owner
        return named if named.kind in ("organisation", "state") and not named.generic else side
    if lex.noun_is(head, "deed") and head not in ("violence",):
        return side if speaker.speaker_kind in (ARMED, SpeakerKind.STATE, SpeakerKind.AUTHORITY) else NOBODY
    return NOBODY


def _of_statement(c: Context, speaker: Who, side: Who, target: Phrase) -> Who:
    """Whom a rejected claim or accusation names: its owner for a claim, else whom it was last said of."""
    head = c.s.tokens[target.head].low
    owner = c.registry.owner(c.s, target)
    past = [
        f for f in (*c.history, *c.found) if f.act in (Act.CLAIMS, Act.ATTRIBUTES, Act.SUSPECTS, Act.REPORTS_AS_FACT)
    ]
    accused = [f for f in past if f.act is not Act.CLAIMS and f.perpetrator.key == side.key]
    claims = [f for f in past if f.act is Act.CLAIMS and f.perpetrator.key != side.key]
    if head.startswith(("accusation", "allegation", "charge", "blame", "suggestion", "attribution")):
        return side if side.kind in ("organisation", "state", "person") else (past[-1].perpetrator if past else NOBODY)
    if owner.name and any(f.perpetrator.key == owner.key for f in claims):
        return owner
    if accused and (not claims or past.index(accused[-1]) > past.index(claims[-1])):
        return side
    if claims:
        return claims[-1].perpetrator
    return side if side.kind in ("organisation", "state") and speaker.speaker_kind is ARMED else NOBODY


def _innocence(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "X protested its innocence", "Y pleaded not guilty"."""
    target = next((p for p in c.s.phrases if p.start >= verb.end and c.s.tokens[p.head].low == "innocence"), None)
    if target is None and c.s.lows(verb.end + 2, verb.end + 3) == ["to"] and not c.has_deed(verb.end, c.clause(verb)):
        return
    own = target is None or c.s.tokens[target.start].low in ("its", "their", "his", "her")
    for phrase in subjects(c.s, k, c.lexicon):
        speaker = c.actor(phrase)
        owner = c.registry.owner(c.s, target) if target is not None and not own else NOBODY
        who = owner if owner.name else side_of(c, speaker)
        speaker = who if speaker.generic else speaker
        if not verb.negated and who.kind in ("person", "organisation", "state") and not who.generic:
            start = phrase.start if _adjacent(c, phrase, verb) and phrase.start < verb.start else verb.start
            c.add(Act.DENIES, speaker, who, start, c.clause(verb), verb.head, probability=0.7)


def _distance(c: Context, k: int, verb: VerbGroup) -> None:
    words = c.s.lows(verb.end, verb.end + 3)
    if verb.lemma != "distance" or not set(words) & {"itself", "themselves", "himself"}:
        return
    for phrase in subjects(c.s, k, c.lexicon):
        speaker = c.actor(phrase)
        if c.has_deed(verb.end, c.clause(verb)):
            c.add(Act.DENIES, speaker, side_of(c, speaker), phrase.start, c.clause(verb), verb.head, probability=0.6)
