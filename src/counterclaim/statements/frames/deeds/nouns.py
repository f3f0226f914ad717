"""Names beside nouns: "the IRA's bombing", "the attacker, Y,"."""

from __future__ import annotations

from counterclaim.model import SpeakerKind
from counterclaim.statements.clauses import phrase_ending
from counterclaim.statements.frames.assertion import assert_deed
from counterclaim.statements.frames.base import Context
from counterclaim.statements.frames.deeds.hedging import suspected
from counterclaim.statements.frames.deeds.verbs import VAGUE_DEEDS
from counterclaim.statements.phrases import Phrase
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import Who, key_of

_FORCES = frozenset({"police", "army", "military"})
_BY_FORCES = frozenset({"shooting", "shootings", "killing", "killings", "massacre", "murder", "murders"})
_ANSWERS = frozenset(
    {"revenge", "retaliation", "response", "reprisal", "vengeance", "answer", "retribution", "punishment"}
)


def find_owner(c: Context, phrase: Phrase) -> None:
    """Such as "the IRA's bombing of X", "the US airstrike that killed Y", "ISIS activists’ explosion of Z"."""
    s = c.s
    head = s.tokens[phrase.head].low
    if head not in c.lexicon.deeds or head in VAGUE_DEEDS or phrase.end - phrase.start < 2:
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
    if head in _BY_FORCES and (force := _force(c, phrase)) is not None:
        return force
    if c.lexicon.deeds[head] != "airstrike" and head not in ("raid", "raids", "strike", "strikes"):
        return None
    return c.registry.state_in(s, phrase)


def _force(c: Context, phrase: Phrase) -> Who | None:
    """The force in "the police shooting of a boy", "army killings of villagers", None without one."""
    i = phrase.head - 1
    if i < phrase.start or c.s.tokens[i].low not in _FORCES:
        return None
    name = c.s.tokens[i].text
    return Who(name=name, key=key_of(name), kind="description", speaker_kind=SpeakerKind.AUTHORITY, vague=True)


def find_apposition(c: Context, phrase: Phrase) -> None:
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
