"""Agents after "by": "was bombed by Y", "attacks carried out by Y", "the murder of Z by Y"."""

from __future__ import annotations

from counterclaim.statements.clauses import phrase_ending, subjects
from counterclaim.statements.frames.assertion import assert_deed
from counterclaim.statements.frames.base import Context
from counterclaim.statements.frames.deeds.hedging import hedge_near, suspected
from counterclaim.statements.phrases import Phrase, VerbGroup
from counterclaim.statements.tagging import Tag
from counterclaim.statements.wordlists import word_list

_STRONG = word_list("deeds_strong")
_OCCASIONS = word_list("deeds_occasions")
_HANDLED = frozenset(
    {"use", "leave", "hide", "build", "supply", "drive", "release", "assemble", "post", "smuggle", "deploy"}
)


def find_agent(c: Context, i: int) -> None:
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
        and not _own_agent(c, verb, i)
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
    end = phrase.after
    whom = s.at.get(end + 1) if s.lows(end, end + 1) == ["of"] else None  # "the killing by police of a boy"
    end = whom.after if whom is not None else end
    for who in c.actors(phrase):
        assert_deed(c, who, deed.start, end, deed.head, hedged=hedged, probability=0.7)


def _agentive(c: Context, verb: VerbGroup, i: int) -> bool:
    if not (verb.passive or verb.form in ("past", "part")):
        return False
    if _joined_passive(c, verb) and c.lexicon.verb_is(verb.lemma, "attack_plain"):
        return True
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


def _own_agent(c: Context, verb: VerbGroup, i: int) -> bool:
    """Whether "by" goes with a noun in between: "were killed during a visit by Y"."""
    phrase = phrase_ending(c.s, i - 1)
    return phrase is not None and phrase.start > verb.end and c.s.tokens[phrase.head].low in _OCCASIONS


def _joined_passive(c: Context, verb: VerbGroup) -> bool:
    """Such as "stabbed" in "was shot and stabbed in the back by Y"."""
    if verb.start < 2 or c.s.tokens[verb.start - 1].low != "and":
        return False
    return any(v.end == verb.start - 1 and v.passive for v in c.s.verbs)


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
