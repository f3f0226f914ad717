"""Where a sentence tells of a violent deed, with the date and place that belong to it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date as day_of

from counterclaim.model import DateInterval, Place
from counterclaim.statements.cleaning.dates import FoundDate
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Phrase, Sentence, VerbGroup
from counterclaim.statements.tagging import Tag
from counterclaim.statements.wordlists import word_list

_OCCUR = word_list("deeds_occur")
_EFFECTS = {"kill": "attack", "injure": "", "wound": "", "maim": ""}
"""Verbs that tell what came of a deed, and little of its kind."""
_HAPPEN = word_list("deeds_happen")
_STRIKE = word_list("deeds_strike")
_FROM_AIR = word_list("deeds_from_air")
_ELSEWHERE = frozenset({"say", "tell", "report", "announce", "claim", "deny", "publish", "arrest", "release"})


@dataclass(slots=True)
class Deed:
    """One telling of a deed: its word at token ``trigger``, its type, and what stands with it."""

    sentence: int
    trigger: int
    type: str
    definite: bool
    weak: bool
    verb: bool
    apart: bool = False
    """Whether its words set it apart from the deed that the text is about: "a similar attack", "two more bombings"."""
    sequel: bool = False
    """Whether it is told as what another deed came so long after."""
    cause: bool = False
    """Whether it is told as the reason for another deed: "in retaliation for the killing of ..."."""
    head: Deed | None = None
    """The earlier word of the sentence that tells of the same deed; it then holds dates and places of both."""
    dates: list[FoundDate] = field(default_factory=list)
    places: list[LocatedPlace] = field(default_factory=list)
    loose: list[LocatedPlace] = field(default_factory=list)
    """Places behind another verb or before the verb of speaking: of the deed only where no better ones are told."""

    @property
    def date(self) -> DateInterval | None:
        """The most exact date that stands with the deed."""
        return min((d.interval for d in self.dates), key=_width, default=None)


@dataclass(frozen=True, slots=True)
class LocatedPlace:
    """A place at a token of a sentence."""

    token: int
    start: int
    end: int
    place: Place
    words: str
    dateline: bool = False
    """Whether it stands in the line that tells whence a report was sent."""
    away: bool = False
    """Whether its preposition tells of belonging or of a way, as in "the president of X", "had fled to X"."""


def _width(interval: DateInterval) -> int:
    if interval.earliest is None or interval.latest is None:
        return 10_000
    return (interval.latest - interval.earliest).days


def find_deed_words(s: Sentence, lexicon: Lexicon) -> list[Deed]:
    """All deeds that the sentence tells of, in order."""
    deeds: list[Deed] = []
    verb_heads = {v.head: v for v in s.verbs}
    for i, token in enumerate(s.tokens):
        verb = verb_heads.get(i)
        if verb is not None:
            kind = _EFFECTS.get(verb.lemma, _verb_kind(s, verb, lexicon))
            if (
                (kind or verb.lemma in _EFFECTS)
                and not verb.infinitive
                and verb.modal not in ("would", "will", "could", "should", "may", "might", "can")
            ):
                deeds.append(
                    Deed(s.number, i, kind, definite=False, weak=verb.lemma in _EFFECTS or kind == "other", verb=True)
                )
            elif (
                verb.lemma in _HAPPEN
                and not verb.infinitive
                and not (verb.lemma == "die" and _of_one(s, verb, lexicon))
            ):
                kind = "bombing" if verb.lemma in ("explode", "detonate") or _by_bomber(s, verb) else ""
                deeds.append(Deed(s.number, i, kind, definite=True, weak=True, verb=True))
            elif verb.lemma == "fire" and verb.finite and s.lows(verb.end, verb.end + 1) in (["on"], ["at"], ["into"]):
                deeds.append(Deed(s.number, i, "shooting", definite=False, weak=False, verb=True))
            elif verb.lemma.split(" ")[0] in _STRIKE and verb.finite and not verb.modal:
                deeds.append(Deed(s.number, i, _by_weapon(s), definite=False, weak=True, verb=True))
            continue
        if s.tags[i] not in (Tag.NOUN, Tag.NAME) or token.low not in lexicon.deeds:
            continue
        if token.low == "death" and i and s.tokens[i - 1].low == "to":
            continue
        phrase = s.at.get(i)
        if phrase is not None and phrase.head != i:
            follower = s.tokens[i + 1].low if i + 1 < len(s.tokens) else ""
            campaign = s.tokens[phrase.head].low in ("campaign", "wave", "series", "spree", "operations", "offensive")
            if follower in lexicon.deeds or (s.tags[phrase.head] is not Tag.NAME and not campaign):
                continue
        deeds.append(_noun_deed(s, i, phrase, lexicon))
    return deeds


def _of_one(s: Sentence, verb: VerbGroup, lexicon: Lexicon) -> bool:
    """Whether one person alone is the subject and no deed is named, as in "He died in prison": no telling of one."""
    subject = s.at.get(verb.start - 1)
    if subject is None or any(t.low in lexicon.deeds for t in s.tokens):
        return False
    if subject.kind == "pron":
        return s.tokens[subject.head].low in ("he", "she")
    return s.tags[subject.head] is Tag.NAME and not any(s.tags[i] is Tag.NUM for i in range(subject.start, subject.end))


def _verb_kind(s: Sentence, verb: VerbGroup, lexicon: Lexicon) -> str:
    """The kind of deed that a verb tells of, by what is used, and by what is done: one executes plans as well."""
    kind = lexicon.attack_verbs.get(verb.lemma, "")
    if verb.lemma == "execute" and not verb.passive:
        phrase = s.at.get(verb.end)
        head = s.tokens[phrase.head].low if phrase is not None else ""
        head = s.tokens[s.at[verb.end + 1].head].low if not head and verb.end + 1 in s.at else head
        return "" if head in lexicon.deeds or head in ("plan", "plans", "plot", "orders", "order", "mission") else kind
    if kind == "attack" and verb.lemma in _STRIKE:
        return _by_weapon(s)
    if kind == "bombing" and verb.lemma == "bomb" and _flown(s, verb):
        return "airstrike"
    return kind


def _flown(s: Sentence, verb: VerbGroup) -> bool:
    words = s.lows(verb.start - 6, verb.start)
    return bool({"jets", "jet", "warplanes", "warplane", "aircraft", "planes", "plane"} & set(words)) or (
        "air" in words and "force" in words
    )


def _by_bomber(s: Sentence, verb: VerbGroup) -> bool:
    return any("bomber" in w for w in s.lows(verb.start - 5, verb.start))


def _by_weapon(s: Sentence) -> str:
    """The kind of a strike by the weapon that the sentence names."""
    words = {t.low for t in s.tokens}
    if words & _FROM_AIR:
        return "airstrike"
    bombed = words & {"bomb", "bombs", "explosive", "explosives", "device"} or any("bomber" in w for w in words)
    return "bombing" if bombed else "attack"


_NOT_FIRE = word_list("deeds_not_fire")


def _noun_deed(s: Sentence, i: int, phrase: Phrase | None, lexicon: Lexicon) -> Deed:
    low = s.tokens[i].low
    if low == "fire" and i and s.tokens[i - 1].low in _NOT_FIRE:
        opened = s.tokens[i - 1].low.startswith("open")
        return Deed(s.number, i, "shooting" if opened else "", definite=not opened, weak=not opened, verb=False)
    pair = f"{s.tokens[i - 1].low} {low}" if i else low
    kind = lexicon.deeds.get(pair, lexicon.deeds[low])
    words = s.lows(phrase.start, i) if phrase is not None else []
    if kind == "attack":
        kind = next((k for k in (_MODIFIERS.get(w, "bombing" if "bomb" in w else "") for w in words) if k), kind)
    kind = "" if low.startswith("death") else "attack" if low.rstrip("s") in _MASS_KILLINGS else kind
    if low.startswith("killing") and not (i + 1 < len(s.tokens) and s.tokens[i + 1].low == "of"):
        kind = "attack"
    apart = (any(w in _APART for w in words) or _after_another(s, i, phrase, lexicon)) and not any(
        w in ("both", "all") for w in words
    )
    led = bool(words) and words[0] in _DEFINITE
    definite = led or _dated_before(s, phrase.start if phrase is not None else i)
    return Deed(
        s.number,
        i,
        kind,
        definite=definite and not apart,
        weak=lexicon.noun_is(low, "weak_deeds"),
        verb=False,
        apart=apart,
    )


def _after_another(s: Sentence, i: int, phrase: Phrase | None, lexicon: Lexicon) -> bool:
    """Such as "The strike was a follow-up to an attack on 1 March": the second deed is not the first."""
    start = phrase.start if phrase is not None else i
    if start < 2 or s.tokens[start].low not in ("a", "an") or s.tokens[start - 1].low not in _AFTER:
        return False
    return any(
        t.low in lexicon.deeds and s.at[j].start < j and s.tokens[s.at[j].start].low in _DEFINITE
        for j, t in enumerate(s.tokens[: start - 1])
        if j in s.at
    )


_AFTER = frozenset({"after", "following", "since", "before", "to", "like", "than"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "both", "their"})
_APART = word_list("deeds_apart")


def _dated_before(s: Sentence, start: int) -> bool:
    """Whether a date makes the noun definite: "the Thursday bombing", "Wednesday's assassination"."""
    j = start - 1
    while j >= 0 and (s.tags[j] in (Tag.DATE, Tag.POSS) or s.tokens[j].text == "."):
        j -= 1
    if j == start - 1:
        return False
    if j >= 0 and s.tags[j] is Tag.DET:
        return s.tokens[j].low in _DEFINITE
    return s.tags[start - 1] is Tag.POSS


_MASS_KILLINGS = frozenset({"massacre", "slaughter", "bloodbath", "carnage"})
_MODIFIERS = {
    "bomb": "bombing",
    "rocket": "airstrike",
    "missile": "airstrike",
    "drone": "airstrike",
    "mortar": "airstrike",
    "air": "airstrike",
    "aerial": "airstrike",
    "arson": "arson",
    "gun": "shooting",
    "shooting": "shooting",
    "grenade": "bombing",
    "chemical": "chemical",
    "gas": "chemical",
    "sarin": "chemical",
    "suicide": "bombing",
    "explosive": "bombing",
    "petrol-bomb": "arson",
}


def mark_sequels(s: Sentence, deeds: Sequence[Deed]) -> None:
    """Set apart what another deed came after: "The attack came a month after eleven people were killed in ..."."""
    for deed in deeds:
        for i in range(max(1, deed.trigger - _SEQUEL), deed.trigger):
            between = s.tags[i : deed.trigger]
            measured = s.tokens[i].low in ("after", "before") and s.tokens[i - 1].low.rstrip("s") in _SPANS
            if measured and Tag.END not in between and any(d.trigger < i for d in deeds):
                deed.apart, deed.definite, deed.sequel = True, False, True


_SEQUEL = 14
_SPANS = frozenset({"hour", "day", "week", "month", "year"})


def token_at(s: Sentence, offset: int) -> int:
    """Index of the token at or before code point ``offset``."""
    return max(0, bisect_right([t.start for t in s.tokens], offset) - 1)


def attach_dates(s: Sentence, deeds: Sequence[Deed], dates: Sequence[FoundDate], lexicon: Lexicon) -> None:
    """Give each date of the sentence to the deed that it dates; dates of saying and arresting go to none."""
    for date in dates:
        if in_dateline(s, date) or only_a_name(s, date):
            continue
        deed = _dated(s, deeds, token_at(s, date.start), token_at(s, max(date.start, date.end - 1)), lexicon)
        if deed is not None and date.interval.latest is not None:
            _cause(s, deeds, deed).dates.append(date)


def only_a_name(s: Sentence, date: FoundDate) -> bool:
    """Whether the day is the name of another event, without its year: "praised the September 11 attacks"."""
    start, end = token_at(s, date.start), token_at(s, max(date.start, date.end - 1))
    return date.completed and date.interval.earliest == _NAMED_DAY and end - start < 3


_NAMED_DAY = day_of(2001, 9, 11)


def in_dateline(s: Sentence, date: FoundDate) -> bool:
    """Whether a date belongs to the line that opens an agency's report: "RANGOON, Nov. 4 (AP) --"."""
    start, end = token_at(s, date.start), token_at(s, max(date.start, date.end - 1))
    behind = [t.text for t in s.tokens[end + 1 : end + 8]]
    return (
        start <= 6
        and any(mark in ("--", "—", "–", "-", "(", "[", ":") for mark in behind)
        and not any(v.head < start for v in s.verbs)
    )


def _cause(s: Sentence, deeds: Sequence[Deed], deed: Deed) -> Deed:
    """The deed behind an effect or a happening: in "a bomb exploded and killed two on 3 May" the bomb is dated."""
    if not deed.verb or not deed.weak:
        return deed
    before = [d for d in deeds if d.trigger < deed.trigger and d.type and not d.verb]
    apart = {Tag.END} | ({Tag.REL} if deed.type else set())
    near = [d for d in before if not any(s.tags[i] in apart for i in range(d.trigger, deed.trigger))]
    return near[-1] if near else deed


def _dated(s: Sentence, deeds: Sequence[Deed], start: int, end: int, lexicon: Lexicon) -> Deed | None:
    left_verb = next((v for v in reversed(s.verbs) if v.head < start), None)
    left_deed = next((d for d in reversed(deeds) if d.trigger < start), None)
    between = range(left_deed.trigger + 1, start) if left_deed is not None else range(0)
    inside = next((d for d in deeds if end < d.trigger <= start + 8 and _same_phrase(s, end + 1, d.trigger)), None)
    if inside is not None:
        return inside
    follower = next((d for d in deeds if d.trigger > end), None)
    if follower is not None and any(
        t.low in ("when", "where") for t in s.tokens[end + 1 : min(end + 4, follower.trigger)]
    ):
        return follower
    if left_verb is None and left_deed is None:
        verb = next((v for v in s.verbs if v.start > end and v.finite), None)
        if verb is not None and _behind_subject(s, start) and not _happens(s, verb, lexicon):
            return None
        return _fronted(s, deeds, verb, end, lexicon)
    if left_deed is not None and (left_verb is None or left_verb.head <= left_deed.trigger):
        return left_deed
    if left_verb is not None and (left_deed is None or left_verb.head > left_deed.trigger):
        if left_deed is not None and (_happens(s, left_verb, lexicon) or left_verb.lemma == "claim"):
            return left_deed
        if left_deed is not None and _own_clause(s, left_deed, left_verb, between):
            return left_deed
        after = next((d for d in deeds if d.trigger > end), None)
        comma = any(s.tags[i] is Tag.COMMA for i in range(left_verb.end, start))
        if comma and after is not None:
            return after
        return None
    return left_deed


def _own_clause(s: Sentence, deed: Deed, verb: VerbGroup, between: range) -> bool:
    """Whether the verb stands in a relative clause of the deed's own noun, or only as a participle behind the deed."""
    relative = next((i for i in between if s.tags[i] is Tag.REL), None)
    if relative is not None:
        named = any(s.tags[i] is Tag.NAME for i in range(deed.trigger + 1, relative))
        return not (named and s.tags[relative - 1] is Tag.COMMA)
    finite = [v for v in s.verbs if v.finite and deed.trigger < v.head < between.stop]
    return not finite and verb.form == "ing" and not any(s.tags[i] in (Tag.COMMA, Tag.END) for i in between)


def _behind_subject(s: Sentence, start: int) -> bool:
    """Whether a subject stands before the date: "The command today completed ..."."""
    return any(p.kind == "np" and p.end <= start and s.tags[p.head] in (Tag.NOUN, Tag.NAME) for p in s.phrases)


def _happens(s: Sentence, verb: VerbGroup, lexicon: Lexicon) -> bool:
    """Whether the verb itself tells of a deed or of its happening."""
    if lexicon.verb_is(verb.lemma, "attack_with_weapon") and verb.lemma not in lexicon.attack_verbs:
        return any(lexicon.noun_is(w, "weapons") or w in lexicon.deeds for w in s.lows(verb.start - 4, verb.end + 4))
    return verb.lemma in _OCCUR or verb.lemma in lexicon.attack_verbs or lexicon.verb_is(verb.lemma, "attack_with_deed")


def _speaks(verb: VerbGroup, lexicon: Lexicon) -> bool:
    return verb.lemma in _TOLD_IN or any(lexicon.verb_is(verb.lemma, name) for name in _SPEAKING)


_SPEAKING = ("say", "admit", "believe", "deny", "accuse", "attribute", "retract")


def _same_phrase(s: Sentence, start: int, trigger: int) -> bool:
    """Such as "the 17 June attack", "the 2016 bombing": the date stands within the deed's own noun phrase."""
    return trigger - start <= 8 and all(
        s.tags[i] in (Tag.DATE, Tag.NUM, Tag.NOUN, Tag.NAME, Tag.POSS) or s.tokens[i].text == "."
        for i in range(start, trigger)
    )


def _fronted(s: Sentence, deeds: Sequence[Deed], verb: VerbGroup | None, end: int, lexicon: Lexicon) -> Deed | None:
    following = [d for d in deeds if d.trigger > end]
    if verb is None:
        return following[0] if following else None
    speech = verb.lemma in _ELSEWHERE or any(
        lexicon.verb_is(verb.lemma, n)
        for n in ("say", "admit", "believe", "deny", "accuse", "convict", "charge", "identify", "attribute", "retract")
    )
    if speech or (
        lexicon.verb_is(verb.lemma, "common")
        and verb.lemma in ("take", "arrest", "accept")
        and "responsibility" in s.lows(verb.end, verb.end + 2)
    ):
        return None
    return following[0] if following else None


_TOLD_IN = word_list("deeds_told_in")


def _where_spoken(s: Sentence, place: LocatedPlace, deed: Deed | None) -> bool:
    """Whether a place before a verb of speaking tells where one spoke: "In Velmar, X called the bombing ..."."""
    verb = next((v for v in s.verbs if v.start > place.token and v.finite), None)
    opening = place.token <= 3 and s.tokens[max(0, place.token - 1)].low in ("in", "at", "from")
    return opening and verb is not None and verb.lemma in _TOLD_IN and (deed is None or deed.trigger > verb.head)


def attach_places(s: Sentence, deeds: Sequence[Deed], places: Sequence[LocatedPlace], lexicon: Lexicon) -> None:
    """Give each place to the nearest deed before it in the sentence, else to the first deed behind it."""
    for place in places:
        before = [d for d in deeds if d.trigger < place.token]
        after = [d for d in deeds if d.trigger > place.token]
        deed = before[-1] if before else (after[0] if after else None)
        if after and _same_phrase(s, place.token, after[0].trigger):
            deed = after[0]
        elif not before and _where_spoken(s, place, deed):
            continue
        if deed is not None:
            owner = _cause(s, deeds, deed)
            (owner.loose if _loosely(s, deeds, deed, place, lexicon) else owner.places).append(place)


def spoken_at(s: Sentence, place: LocatedPlace, lexicon: Lexicon) -> bool:
    """Whether somebody spoke at the place: "..., a spokesman said in X"."""
    return any(0 <= place.token - v.end <= _ASIDE and _speaks(v, lexicon) for v in s.verbs) or any(
        _speaks(v, lexicon) and s.at[place.token].end <= v.start <= place.token + _ASIDE
        for v in s.verbs
        if place.token in s.at
    )


_ASIDE = 6
"""Tokens that may part a verb of speaking and the place, such as the speaker's name and office (ours)."""


def _loosely(s: Sentence, deeds: Sequence[Deed], deed: Deed, place: LocatedPlace, lexicon: Lexicon) -> bool:
    """Whether another verb parts place and deed: "the attack, linking it to unrest in X", "told a paper in X"."""
    if place.away:
        return True
    triggers = {d.trigger for d in deeds}
    between = [v for v in s.verbs if min(deed.trigger, place.token) < v.head < max(deed.trigger, place.token)]
    if place.token < deed.trigger:
        told = any(_speaks(v, lexicon) for v in s.verbs if v.head < place.token)
        return any(_speaks(v, lexicon) for v in between) or (told and "that" in s.lows(place.token, deed.trigger))
    return any(v.head not in triggers and v.lemma != "be" and not _happens(s, v, lexicon) for v in between)
