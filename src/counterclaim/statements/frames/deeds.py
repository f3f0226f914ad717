"""Deeds and who did them: "Y bombed Z", "an attack by Y", "Y was behind it", "the bomber was Y"."""

from __future__ import annotations

from counterclaim.statements.clauses import after_preposition, chain_head, direct_object, phrase_ending, subjects
from counterclaim.statements.frames.assertion import assert_deed, side_of
from counterclaim.statements.frames.base import Context
from counterclaim.statements.phrases import Phrase, VerbGroup
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import ARMED, Who
from counterclaim.statements.wordlists import word_list

_STRONG = word_list("deeds_strong")
_PREDICATES = frozenset({"responsible", "behind", "guilty", "complicit", "culpable", "involved"})
_CLEAN = frozenset({"innocent", "blameless", "uninvolved", "guiltless", "unconnected"})
_SHARES = frozenset(
    {
        "connection",
        "connections",
        "link",
        "links",
        "ties",
        "role",
        "hand",
        "part",
        "involvement",
        "knowledge",
        "complicity",
        "share",
    }
)
_ANSWERS = frozenset(
    {"revenge", "retaliation", "response", "reprisal", "vengeance", "answer", "retribution", "punishment"}
)
_LOOSE_VERBS = word_list("deeds_loose_verbs")
_HANDLED = frozenset(
    {"use", "leave", "hide", "build", "supply", "drive", "release", "assemble", "post", "smuggle", "deploy"}
)
_SERIES = frozenset(
    {"series", "number", "spate", "wave", "string", "campaign", "dozens", "several", "couple", "one", "two", "three"}
)
_DO_IT = frozenset(
    {
        "do",
        "carry out",
        "commit",
        "perpetrate",
        "plan",
        "order",
        "organise",
        "organize",
        "mastermind",
        "orchestrate",
        "stage",
        "perform",
        "plot",
        "mount",
        "launch",
        "set off",
        "direct",
        "undertake",
    }
)
_WORK = frozenset({"work", "handiwork", "doing", "deed", "act", "responsibility"})
_VAGUE_DEEDS = word_list("deeds_vague_deeds")
_DEED_REACH = 12


def find_deeds(c: Context) -> None:
    """All propositions that somebody did a violent deed."""
    for k, verb in enumerate(c.s.verbs):
        _active(c, k, verb)
        _predicate(c, k, verb)
        _hallmarks(c, verb)
    for i, token in enumerate(c.s.tokens):
        if token.low == "by" and c.s.tags[i] is Tag.PREP:
            _by(c, i)
    for phrase in c.s.phrases:
        if phrase.kind == "np":
            _possessive(c, phrase)
            _apposition(c, phrase)


def suspected(c: Context, phrase: Phrase | None) -> bool:
    """Whether the phrase itself hedges: "suspected rebels", "alleged members"."""
    words = c.s.lows(phrase.start, phrase.end) if phrase is not None else []
    return any(
        w
        in (
            "suspected",
            "alleged",
            "presumed",
            "apparent",
            "presumably",
            "probably",
            "possibly",
            "likely",
            "allegedly",
            "reportedly",
        )
        for w in words
    )


def hedge_near(c: Context, start: int, end: int) -> bool:
    """Whether an adverb hedges among the tokens."""
    return any(t.low in c.lexicon.words["hedges"] for t in c.s.tokens[max(0, start) : end])


def _deed_verb(c: Context, verb: VerbGroup) -> bool:
    """Whether the verb, with its object, tells of a violent deed."""
    lex, lemma = c.lexicon, verb.lemma
    end = min(c.clause(verb), verb.end + _DEED_REACH)
    if lemma in _DO_IT and not verb.passive and c.s.lows(verb.end, verb.end + 1) in (["it"], ["this"], ["them"]):
        return lemma != "do" or c.report_at(verb.head) is not None
    if lemma == "give" and c.noun_in("orders", verb.end, verb.end + 3) >= 0:
        return c.report_at(verb.head) is not None
    if lemma == "blow" and c.s.lows(verb.end, verb.end + 2)[1:] == ["up"]:
        return c.s.lows(verb.end, verb.end + 1)[0] in ("himself", "herself", "themselves", "itself", "it")
    if lemma == "execute" and not verb.passive and not _people_object(c, verb):
        return False
    if lemma in ("seize", "capture") and c.noun_in("weapons", verb.end, min(end, verb.end + 5)) >= 0:
        return False
    if lex.verb_is(lemma, "attack_plain"):
        return verb.passive or _hits_something(c, verb)
    loose = lemma in _LOOSE_VERBS and not verb.passive
    if loose and _deed_object(c, verb):
        return True
    if lex.verb_is(lemma, "attack_with_deed") and not loose:
        for i in range(verb.end, end):
            low = c.s.tokens[i].low
            if low in lex.deeds and c.s.tags[i] in (Tag.NOUN, Tag.NAME) and not lex.noun_is(low, "weapons"):
                return low not in _VAGUE_DEEDS
            if low == "campaign":
                return c.has_deed(i - 2, i)
    if lex.verb_is(lemma, "attack_with_weapon") and c.noun_in("weapons", verb.end, min(end, verb.end + 6)) >= 0:
        return True
    if lemma == "take" and any(t.low in ("hostage", "hostages") for t in c.s.tokens[verb.end : verb.end + 7]):
        return True
    if lemma in ("plough", "ram", "drive") and any(t.low == "into" for t in c.s.tokens[verb.end : verb.end + 8]):
        return c.noun_in("people", verb.end, end) >= 0 or lemma != "drive"
    if (
        lemma in ("fire", "open fire", "shoot")
        and verb.end < len(c.s.tokens)
        and c.s.tokens[verb.end].low in ("on", "at", "into", "upon")
    ):
        return True
    if lemma == "open" and verb.end < len(c.s.tokens) and c.s.tokens[verb.end].low == "fire":
        return True
    return lex.verb_is(lemma, "attack_on_target") and not verb.passive and direct_object(c.s, verb) is not None


def _deed_object(c: Context, verb: VerbGroup) -> bool:
    """Whether the object itself is a deed: "made an attack", not "made an arrest in a murder case"."""
    target = direct_object(c.s, verb)
    while target is not None and c.s.lows(target.after, target.after + 1) == ["of"]:
        nxt = c.s.at.get(target.after + 1)
        if nxt is None or c.s.tokens[target.head].low not in _SERIES:
            break
        target = nxt
    if target is None:
        return False
    low = c.s.tokens[target.head].low
    return low in c.lexicon.deeds and low not in _VAGUE_DEEDS and not c.lexicon.noun_is(low, "weapons")


def _people_object(c: Context, verb: VerbGroup) -> bool:
    target = direct_object(c.s, verb)
    if target is None:
        return False
    words = c.s.lows(target.start, target.end)
    named = any(c.s.tags[i] in (Tag.NAME, Tag.NUM, Tag.PRON) for i in range(target.start, target.end))
    classes = ("people", "office", "witnesses", "authorities", "states")
    return (
        named
        or target.kind == "pron"
        or any(c.lexicon.noun_is(w, n) for w in words for n in classes)
        or words[-1].endswith("s")
    )


def _hits_something(c: Context, verb: VerbGroup) -> bool:
    """Whether an active verb of attack has its object: "five soldiers killed" tells of victims, not of killers."""
    i = verb.end
    while i < len(c.s.tags) and c.s.tags[i] in (Tag.ADV, Tag.QUOTE, Tag.CC):
        i += 1
    doer = phrase_ending(c.s, verb.start - 1)
    doer = chain_head(c.s, doer) if doer is not None else None
    if doer is not None and doer.start and c.s.tokens[doer.start - 1].low in ("whom", "which"):
        return True
    if i >= len(c.s.tokens):
        return False
    return (
        (c.s.at.get(i) is not None and c.s.at[i].kind != "rel")
        or c.s.tokens[i].low in ("on", "at", "into", "up", "to")
        or c.s.tags[i] is Tag.VERB
    )


def _active(c: Context, k: int, verb: VerbGroup) -> None:
    if verb.passive or not _deed_verb(c, verb) or _reduced(c, verb):
        return
    never = verb.modal == "would" and verb.negated and c.report_at(verb.head) is not None
    if (
        verb.modal in ("would", "will", "can", "could", "should", "must", "shall")
        and not _perfect(c, verb)
        and not never
    ):
        return
    if verb.infinitive and not _claimed_infinitive(c, k):
        return
    if not verb.finite and not verb.infinitive and (verb.lemma == "target" or _charged(c, k)):
        return
    if (
        verb.form == "ing"
        and not verb.finite
        and verb.start
        and c.s.tokens[verb.start - 1].low in ("of", "for", "in", "from", "with", "about", "against", "to", "despite")
    ):
        return
    end = c.clause(verb)
    if c.strikes_back(verb.end, min(end, verb.end + 8)):
        return
    found = subjects(c.s, k, c.lexicon)
    hidden, hedged, negated, begin = _raised(c, k)
    weak = c.lexicon.verb_is(verb.lemma, "attack_on_target") and not c.lexicon.verb_is(verb.lemma, "attack_plain")
    for phrase in found:
        for who in [c.actor(phrase)]:
            negated = negated or c.s.tokens[phrase.start].low in ("no", "neither", "none")
            if phrase.kind == "np" and who.kind == "state" and c.s.lows(verb.start - 1, verb.start) == ["who"]:
                continue
            if weak and who.kind not in ("organisation", "state"):
                continue
            if who.kind == "person" and not _personal(c, who):
                continue
            if verb.lemma in ("raid", "storm", "search") and who.speaker_kind.value == "authority":
                continue
            start = phrase.start if phrase.start < verb.start and phrase.after >= verb.start - 4 else verb.start
            words = tuple(c.s.lows(phrase.start, phrase.after + 3))
            assert_deed(
                c,
                who,
                min(start, begin) if begin >= 0 else start,
                end,
                verb.head,
                negated=verb.negated or negated,
                hedged=(verb.hedged and not (verb.negated and verb.modal in ("could", "can")))
                or suspected(c, phrase)
                or hedged,
                hidden=hidden,
                phrase_words=words,
                probability=0.6 if weak else 0.75,
            )


def _charged(c: Context, k: int) -> bool:
    """Such as "accused X of bombing": the gerund belongs to the accusation, which has its own frame."""
    verb = c.s.verbs[k]
    if not verb.start or c.s.tags[verb.start - 1] is not Tag.PREP or not k:
        return False
    other = c.s.verbs[k - 1]
    return any(c.lexicon.verb_is(other.lemma, name) for name in ("accuse", "convict", "charge")) or other.lemma in (
        "suspect",
        "find",
        "hold",
        "arrest",
        "detain",
        "try",
        "acquit",
        "jail",
        "plead",
    )


def _personal(c: Context, who: Who) -> bool:
    """A person alone is coded as an attacker only by full name or where already known."""
    return " " in who.name or c.s.upper or c.registry.named_person(who.name) is not None


def _perfect(c: Context, verb: VerbGroup) -> bool:
    return any(c.s.tokens[i].low == "have" for i in range(verb.start, verb.head))


def _reduced(c: Context, verb: VerbGroup) -> bool:
    """Such as "attacks carried out by X": a participle without auxiliary, with its agent behind."""
    return (
        verb.form in ("past", "part")
        and verb.end < len(c.s.tokens)
        and c.s.tokens[verb.end].low == "by"
        and not verb.passive
        and verb.start == verb.head
    )


def _claimed_infinitive(c: Context, k: int) -> bool:
    """Such as "claimed to have killed", "is believed to have planted": the infinitive tells of something done."""
    verb = c.s.verbs[k]
    perfect = any(c.s.tokens[i].low in ("have",) for i in range(verb.start, verb.head))
    return perfect and k > 0


def _raised(c: Context, k: int) -> tuple[bool, bool, bool, int]:
    """Whether a passive of belief governs an infinitive: (speaker hidden, hedged, negated, where it begins)."""
    verb = c.s.verbs[k]
    if not verb.infinitive and verb.form != "ing":
        return False, False, False, -1
    for other in reversed(c.s.verbs[:k]):
        if verb.start - other.end > 4:
            break
        if other.passive and (
            c.lexicon.verb_is(other.lemma, "believe")
            or c.lexicon.verb_is(other.lemma, "say")
            or c.lexicon.verb_is(other.lemma, "accuse")
        ):
            return (
                True,
                c.lexicon.verb_is(other.lemma, "believe") or other.lemma in ("allege", "report"),
                other.negated,
                other.start,
            )
        if other.lemma in ("appear", "seem"):
            return False, True, other.negated, other.start
    return False, False, False, -1


def _predicate(c: Context, k: int, verb: VerbGroup) -> None:
    s = c.s
    words = s.lows(verb.end, verb.end + 5)
    to_blame = verb.lemma == "blame" and verb.infinitive
    told = any(w in _PREDICATES for w in words[:2]) or words[:2] in (["at", "work"], ["to", "blame"])
    if (verb.lemma == "involve" and verb.passive) or ((verb.lemma == "be" or to_blame) and told):
        _responsible(c, k, verb)
        return
    if verb.lemma == "be" and any(w in _CLEAN for w in words[:2]):
        _responsible(c, k, verb, negated=True)
    elif verb.lemma in ("be", "appear", "seem", "look") and words[:1] == ["capable"]:
        if c.has_deed(verb.end, c.clause(verb)):
            _responsible(c, k, verb, hedged=True)
    elif verb.lemma in ("bear", "have") and "responsibility" in words[:4]:
        _responsible(c, k, verb)
    elif verb.lemma == "have" and words[:3] == ["nothing", "to", "do"]:
        _responsible(c, k, verb, negated=True)
    elif verb.lemma in ("have", "play", "take") and any(w in _SHARES for w in words[:4]) and _in_deed(c, verb):
        _responsible(c, k, verb, negated="no" in words[:2])
    elif verb.lemma == "know" and words[:2] in (["nothing", "about"], ["nothing", "of"]) and _in_deed(c, verb):
        _responsible(c, k, verb, negated=True)
    elif verb.lemma in ("participate", "collaborate") and words[:1] == ["in"] and c.has_deed(verb.end, c.clause(verb)):
        _responsible(c, k, verb)
    elif verb.lemma == "belong" or (
        verb.lemma == "be" and words[:1] and any(w in ("member", "members") for w in words[:4])
    ):
        _membership(c, k, verb)
    elif verb.lemma == "be":
        _copula(c, k, verb)


def _in_deed(c: Context, verb: VerbGroup) -> bool:
    """Whether what somebody had or took a part in is a deed: by its words, as "it", or as all that is denied."""
    end = c.clause(verb)
    words = c.s.lows(verb.end, end)
    report = c.report_at(verb.head)
    told = report is not None and report.stance in ("say", "deny", "admit")
    pointed = any(
        words[i : i + 2]
        in (
            ["in", "it"],
            ["in", "this"],
            ["in", "them"],
            ["about", "it"],
            ["with", "it"],
            ["to", "it"],
            ["with", "those"],
        )
        for i in range(len(words))
    )
    return c.has_deed(verb.end, end) or (told and (pointed or len(words) <= 2 or words[-1:] == ["events"]))


def _responsible(c: Context, k: int, verb: VerbGroup, *, negated: bool = False, hedged: bool = False) -> None:
    end = c.clause(verb)
    words = c.s.lows(verb.end, min(end, verb.end + 14))
    nearby = " ".join(c.s.lows(max(0, verb.start - 2), end))
    if any(
        w in nearby
        for w in ("investigation", "negotiation", "unrest", "talks ", "bringing those", "for bringing", "security of")
    ):
        return
    hidden, raised_hedge, raised_negated, begin = _raised(c, k)
    hedged = hedged or raised_hedge
    negated = negated or verb.negated or raised_negated
    for phrase in subjects(c.s, k, c.lexicon):
        if phrase.kind == "pron" and c.s.tokens[phrase.start].low in ("those", "who"):
            continue
        who = c.actor(phrase)
        if c.s.tokens[phrase.start].low in ("no", "neither", "none"):
            negated = True
        start = phrase.start if phrase.start < verb.start else verb.start
        hedge = verb.hedged or suspected(c, phrase) or hedged or any(w in c.lexicon.words["hedges"] for w in words[:3])
        phrase_words = tuple(c.s.lows(phrase.start, phrase.end))
        assert_deed(
            c,
            who,
            min(start, begin) if begin >= 0 else start,
            end,
            verb.head,
            negated=negated,
            hedged=hedge,
            hidden=hidden,
            phrase_words=phrase_words,
            probability=0.8,
        )


def _membership(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "the attackers belonged to Y", "the bomber was a member of Y"."""
    found = subjects(c.s, k, c.lexicon)
    if not found or not any(c.lexicon.noun_is(c.s.tokens[p.head].low, "perpetrators") for p in found):
        return
    target = after_preposition(c.s, verb.end, c.clause(verb), "to", "of")
    for who in c.actors(target):
        if who.kind in ("organisation", "state", "description"):
            assert_deed(
                c,
                who,
                found[0].start,
                c.clause(verb),
                verb.head,
                negated=verb.negated,
                hedged=verb.hedged,
                probability=0.75,
            )


def _copula(c: Context, k: int, verb: VerbGroup) -> None:
    """Such as "the perpetrator was Y", "Y was the bomber", "the attack was the work of Y", "it was Y's doing"."""
    found = subjects(c.s, k, c.lexicon)
    target = direct_object(c.s, verb)
    if target is None:
        return
    s, end = c.s, c.clause(verb)
    hedged = verb.hedged or hedge_near(c, verb.end, target.head + 1)
    head = s.tokens[target.head].low
    if head in ("theirs", "ours", "mine"):
        report = c.report_at(verb.head)
        if report is not None and report.speaker.speaker_kind is ARMED and not verb.negated:
            assert_deed(c, side_of(c, report.speaker), verb.start, end, verb.head, probability=0.6)
        return
    if head in _WORK:
        agent = after_preposition(s, target.after, target.after + 2, "of")
        owners = c.actors(agent) if agent is not None else [_owner(c, target)]
        about = found and (
            c.lexicon.noun_is(s.tokens[found[0].head].low, "deed")
            or found[0].kind == "pron"
            or s.tokens[found[0].head].low in ("that", "this", "both")
        )
        for who in owners if about else []:
            assert_deed(c, who, found[0].start, end, verb.head, negated=verb.negated, hedged=hedged, probability=0.8)
        return
    if not found:
        return
    subject_head = s.tokens[found[0].head].low
    definite = s.tokens[found[0].start].low in ("the", "both", "its", "their")
    if c.lexicon.noun_is(subject_head, "perpetrators") and definite:
        for who in c.actors(target):
            if not who.generic and who.kind in ("person", "organisation", "state", "description"):
                assert_deed(
                    c,
                    who,
                    found[0].start,
                    end,
                    verb.head,
                    negated=verb.negated,
                    hedged=hedged or subject_head.startswith("suspect"),
                    probability=0.75,
                )
    elif c.lexicon.noun_is(head, "perpetrators") and s.tokens[target.start].low in ("the", "a", "one"):
        definite_target = s.tokens[target.start].low == "the" or c.has_deed(target.after, end)
        hedge = hedged or suspected(c, target) or head.startswith("suspect")
        for phrase in found if definite_target or hedge else []:
            who = c.actor(phrase)
            if not (who.kind == "person" and who.speaker_kind.value in ("authority", "state")):
                assert_deed(c, who, phrase.start, end, verb.head, negated=verb.negated, hedged=hedge, probability=0.7)


def _owner(c: Context, phrase: Phrase) -> Who:
    """Whose "our work" or "Y's doing" it is."""
    first = Phrase(phrase.start, phrase.start + 1, phrase.start, phrase.start + 1, "pron")
    return c.actor(first) if c.s.tokens[phrase.start].low in ("our", "my") else c.registry.owner(c.s, phrase)


def _hallmarks(c: Context, verb: VerbGroup) -> None:
    if verb.lemma not in ("bear", "have", "carry", "show"):
        return
    noun = c.noun_in("hallmarks", verb.end, verb.end + 6)
    if noun < 0:
        return
    agent = after_preposition(c.s, noun, noun + 3, "of")
    phrase = c.s.at.get(noun)
    owners = c.actors(agent) if agent is not None else [c.registry.owner(c.s, phrase)] if phrase is not None else []
    if agent is not None and c.s.tokens[agent.start].low in ("its", "their"):
        owners = [c.registry.owner(c.s, agent)]
    for who in owners:
        assert_deed(c, who, verb.start, c.clause(verb), verb.head, hedged=True, probability=0.7)


def _by(c: Context, i: int) -> None:
    """Agents: "was bombed by Y", "attacks carried out by Y", "the murder of Z by Y"."""
    s = c.s
    j = i + 1
    while j < len(s.tags) and s.tags[j] in (Tag.ADV, Tag.QUOTE):
        j += 1
    phrase = s.at.get(j)
    if phrase is None or phrase.start != j or phrase.kind == "rel":
        return
    verb = next((v for v in reversed(s.verbs) if v.end <= i), None)
    if (
        verb is not None
        and i - verb.end <= 8
        and not any(t in (Tag.COMMA, Tag.END) for t in s.tags[verb.end : i])
        and _agentive(c, verb, i)
    ):
        hedged = verb.hedged or hedge_near(c, verb.start - 2, j) or suspected(c, phrase)
        start = _clause_start(c, verb)
        if c.strikes_back(start, verb.start) and c.lexicon.verb_is(verb.lemma, "attack_on_target"):
            return
        for who in c.actors(phrase):
            assert_deed(
                c,
                who,
                start,
                max(phrase.after, i + 2),
                verb.head,
                negated=verb.negated,
                hedged=hedged,
                phrase_words=tuple(s.lows(phrase.start, phrase.after + 3)),
                probability=0.8,
            )
        return
    deed = _deed_before(c, i)
    if deed is None or (verb is not None and verb.end > deed.start):
        return
    hedged = suspected(c, phrase) or hedge_near(c, i - 2, j)
    for who in c.actors(phrase):
        assert_deed(c, who, deed.start, phrase.after, deed.head, hedged=hedged, probability=0.7)


def _agentive(c: Context, verb: VerbGroup, i: int) -> bool:
    if not (verb.passive or verb.form in ("past", "part")):
        return False
    lex, lemma = c.lexicon, verb.lemma
    if lemma == "give" and verb.passive:
        return any(lex.noun_is(c.s.tokens[f.head].low, "orders") for f in subjects(c.s, c.s.verbs.index(verb), lex))
    if not verb.passive and i != verb.end and not (verb.lemma in _STRONG and i - verb.end <= 2):
        return False
    if verb.infinitive and not any(c.s.tokens[t].low == "have" for t in range(verb.start, verb.head)):
        return False
    if verb.modal in ("would", "will", "could", "should", "can"):
        return False
    if lex.verb_is(lemma, "attack_plain") or (lemma in _STRONG and lemma != "claim"):
        return True
    if lemma in _HANDLED and not verb.passive:
        near = phrase_ending(c.s, verb.start - 1)
        low = c.s.tokens[near.head].low if near is not None else ""
        return lex.noun_is(low, "weapons") or low in lex.deeds
    if lex.verb_is(lemma, "attack_with_deed") or lex.verb_is(lemma, "attack_with_weapon"):
        found = subjects(c.s, c.s.verbs.index(verb), lex) if verb.passive else []
        if any(lex.noun_is(c.s.tokens[f.head].low, "weapons") or c.s.tokens[f.head].low in lex.deeds for f in found):
            return True
        return c.has_deed(verb.start - 10, verb.start) or c.noun_in("weapons", verb.start - 8, verb.start) >= 0
    return lex.verb_is(lemma, "attack_on_target") and c.has_deed(0, len(c.s.tokens))


def _clause_start(c: Context, verb: VerbGroup) -> int:
    i = verb.start
    while i > 0 and verb.start - i < 20:
        phrase = phrase_ending(c.s, i - 1)
        if phrase is not None:
            i = phrase.start
        elif c.s.tags[i - 1] in (Tag.PREP, Tag.ADV, Tag.DATE, Tag.QUOTE):
            i -= 1
        else:
            break
    return i


def _deed_before(c: Context, i: int) -> Phrase | None:
    """The deed noun that "by" at ``i`` belongs to: at most a few phrases to its left, no verb between."""
    j, steps = i - 1, 0
    while j >= 0 and steps < 5:
        phrase = phrase_ending(c.s, j)
        if phrase is not None:
            low = c.s.tokens[phrase.head].low
            if low in c.lexicon.deeds:
                return (
                    None
                    if low
                    in ("operation", "operations", "action", "actions", "offensive", "offensives", "fire", "plot")
                    else phrase
                )
            j, steps = phrase.start - 1, steps + 1
        elif c.s.tags[j] in (Tag.PREP, Tag.CC, Tag.DATE, Tag.NUM, Tag.ADV) or (
            c.s.tags[j] is Tag.COMMA and _around_name(c, j)
        ):
            j -= 1
        else:
            return None
    return None


def _around_name(c: Context, j: int) -> bool:
    """Whether the comma at ``j`` opens or closes a name in apposition: "its leader, Y, by Z"."""
    after, before = c.s.at.get(j + 1), phrase_ending(c.s, j - 1)
    opens = after is not None and c.s.tags[after.head] is Tag.NAME
    closes = before is not None and c.s.tags[before.head] is Tag.NAME and c.s.tags[before.start - 1] is Tag.COMMA
    return opens or closes


def _possessive(c: Context, phrase: Phrase) -> None:
    """Such as "the IRA's bombing of X", "the US airstrike that killed Y", "ISIS activists’ explosion of Z"."""
    s = c.s
    head = s.tokens[phrase.head].low
    if head not in c.lexicon.deeds or head in _VAGUE_DEEDS or phrase.end - phrase.start < 2:
        return
    weak = c.lexicon.noun_is(head, "weak_deeds")
    owner = max((t for t in range(phrase.start, phrase.head) if s.tags[t] is Tag.POSS), default=-1)
    following = s.tokens[phrase.after].low if phrase.after < len(s.tokens) else ""
    if owner > phrase.start:
        who = c.registry.owner(s, phrase)
        if weak and following not in ("on", "against", "that", "which", "in"):
            return
        if set(s.lows(phrase.start - 3, phrase.start)) & _ANSWERS and "for" in s.lows(phrase.start - 1, phrase.start):
            return
        if who.kind == "person":
            return
        assert_deed(c, who, phrase.start, _extent(c, phrase), phrase.head, hedged=suspected(c, phrase), probability=0.6)
        return
    modifier = _modifier(c, phrase)
    closing = phrase.after >= len(s.tags) or s.tags[phrase.after] in (Tag.END, Tag.COMMA, Tag.ADV, Tag.DATE)
    single = (
        closing
        and phrase.start > 0
        and s.tokens[phrase.start - 1].low in ("in", "by")
        and s.tokens[phrase.start].low in ("a", "an", "the")
    )
    if modifier is not None and (single or following in ("on", "that", "which", "in", "against", "of", "at", "near")):
        assert_deed(
            c, modifier, phrase.start, _extent(c, phrase), phrase.head, hedged=suspected(c, phrase), probability=0.6
        )


def _extent(c: Context, phrase: Phrase) -> int:
    end = phrase.after
    while end < len(c.s.tokens) and end < phrase.after + 14 and c.s.tags[end] not in (Tag.COMMA, Tag.END, Tag.CC):
        end += 1
    return end


def _modifier(c: Context, phrase: Phrase) -> Who | None:
    """The actor that stands before a deed noun as its modifier."""
    s = c.s
    for start, (end, _) in s.known.items():
        if phrase.start <= start and end <= phrase.head and s.tags[end] is not Tag.POSS:
            who = c.registry.known_at(s, start)
            return who if who is not None and who.kind == "organisation" else None
    head = s.tokens[phrase.head].low
    if c.lexicon.deeds[head] != "airstrike" and head not in ("raid", "raids", "strike", "strikes"):
        return None
    return c.registry.state_in(s, phrase)


def _apposition(c: Context, phrase: Phrase) -> None:
    """Such as "the attacker, Y,", "Y, the attacker," and "Y the attacker": a named person called the perpetrator."""
    s = c.s
    if not c.lexicon.noun_is(s.tokens[phrase.head].low, "perpetrators") or s.tokens[phrase.head].low.startswith(
        "terrorist"
    ):
        return
    after = phrase.after
    hedged = suspected(c, phrase) or s.tokens[phrase.head].low.startswith("suspect")
    if s.tokens[phrase.start].low not in ("the", "a", "an") and not hedged:
        return
    if after < len(s.tokens) and s.tags[after] is Tag.COMMA:
        name = s.at.get(after + 1)
        told = next(
            (t for t in range(after + 1, min(after + 4, len(s.tokens))) if s.tokens[t].low in ("identified", "named")),
            -1,
        )
        if name is None and told > 0 and told + 2 < len(s.tokens):
            name = s.at.get(told + 2 if s.tokens[told + 1].low == "as" else told + 1)
        if (
            name is not None
            and name.kind == "np"
            and name.after < len(s.tokens)
            and s.tags[name.after] in (Tag.COMMA, Tag.END)
        ):
            _named(c, name, phrase.start, name.after, hedged)
    before = phrase_ending(s, phrase.start - 1) if phrase.start else None
    if (
        before is not None
        and before.end == phrase.start
        and before.kind == "np"
        and s.tokens[phrase.start].low == "the"
    ):
        _named(c, before, before.start, phrase.after, hedged)


def _named(c: Context, name: Phrase, start: int, end: int, hedged: bool) -> None:
    who = c.actor(name)
    if who.kind == "person" and " " in who.name and not who.generic and who.speaker_kind.value == "unknown":
        verb = next((v for v in c.s.verbs if v.start >= end), None)
        stop = c.clause(verb) if verb is not None else end
        assert_deed(c, who, start, max(end, min(stop, end + 15)), start, hedged=hedged, probability=0.6)
