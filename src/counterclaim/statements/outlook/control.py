"""Who holds a place: "X captured Y", "X lost control of Y", "Y fell to X", "X controls Y", "X withdrew from Y".

The place must be what is taken, lost or held itself, alone or as "the city of Y", "most of Y": a house in Y is not Y.
The actor must be an organisation or a state. What is wanted, planned or feared is no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from counterclaim.model import Act
from counterclaim.model.values.control import ControlChange
from counterclaim.statements.clauses import direct_object, subjects
from counterclaim.statements.frames import Context
from counterclaim.statements.outlook.found import Held, Spot
from counterclaim.statements.phrases import Sentence, VerbGroup
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import Who
from counterclaim.statements.wordlists import word_list

GAINED, LOST, HELD, CONTESTED = ControlChange

_TAKES = word_list("outlook_takes")
_LOSES = frozenset({"lose", "abandon", "cede", "surrender"})
_HOLDS = frozenset({"control", "hold"})
_LEAVES = frozenset({"withdraw", "retreat", "pull out", "pull back", "flee"})
_DRIVEN = frozenset({"drive", "oust", "expel", "dislodge", "eject", "evict", "push", "drive out", "push out", "force"})
_BESETS = frozenset({"besiege", "encircle", "surround"})
_VERBS = frozenset(
    {*_TAKES, *_LOSES, *_HOLDS, *_LEAVES, *_DRIVEN, *_BESETS, "gain", "win", "win back", "take over", "fall", "keep"}
)
_OFTEN = frozenset({"take", "hold", "lose"})
"""Verbs that mostly take something else than a place: "took part", "held talks"."""
_BEHIND = frozenset({"control", "possession", "hold", "over", "on"})
_TRIES = frozenset({"try", "attempt", "fight", "battle", "struggle", "seek"})
_AREA = word_list("outlook_areas")
_LINK = word_list("outlook_links")
_GAMES = word_list("outlook_games")
_SEEMS = frozenset({"appear", "seem"})
_WANTED = frozenset({"will", "would", "could", "may", "might", "should", "must", "can", "to"})
_HEDGES = frozenset({"reportedly", "apparently", "allegedly"})
_ACT_OF: Mapping[str, Act] = {"deny": Act.DENIES, "doubt": Act.DOUBTS, "believe": Act.SUSPECTS}


def held(c: Context, places: Sequence[Spot]) -> Iterator[Held]:
    """The statements of control of one sentence, in order of their verbs."""
    if not places or _GAMES & set(c.s.low) or not may_hold(c.s):
        return
    seen: set[tuple[str, str, str]] = set()
    for k, verb in enumerate(c.s.verbs):
        for found in _of_verb(c, k, verb, places):
            key = (found.change, found.actor.key, found.place.name)
            if found.actor.name and key not in seen:
                seen.add(key)
                yield found


def may_hold(s: Sentence) -> bool:
    """Whether a verb of the sentence can say who holds a place."""
    return any(_may_hold(s, verb) for verb in s.verbs)


def _may_hold(s: Sentence, verb: VerbGroup) -> bool:
    if verb.lemma == "be":
        return "control" in s.low
    if verb.lemma in _OFTEN and not verb.passive and not s.upper and verb.end < len(s.tokens):
        at = verb.end
        while at < len(s.tokens) and (s.low[at] in _LINK or s.low[at] in _BEHIND):
            at += 1
        return at < len(s.tokens) and (s.tags[at] is Tag.NAME or s.low[at] in _AREA or s.low[at] == "it")
    return verb.lemma in _VERBS


def _of_verb(c: Context, k: int, verb: VerbGroup, places: Sequence[Spot]) -> Iterator[Held]:
    if verb.modal in _WANTED - {"to"}:
        return
    if verb.infinitive and k and c.s.verbs[k - 1].lemma in _SEEMS:
        begun = replace(verb, infinitive=False, hedged=True, negated=c.s.verbs[k - 1].negated)
        yield from _active(c, k - 1, begun, places)
    elif verb.infinitive and _tries(c, k):
        yield from _sought(c, k, verb, places)
    elif verb.infinitive:
        return
    elif verb.passive:
        yield from _passive(c, k, verb, places)
    elif verb.lemma in (*_TAKES, *_LOSES, *_HOLDS, *_BESETS, "gain", "win", "win back", "take over"):
        yield from _active(c, k, verb, places)
    elif verb.lemma in _LEAVES:
        yield from _left(c, k, verb, places)
    elif verb.lemma == "fall":
        yield from _fallen(c, verb, places)
    elif verb.lemma == "be":
        yield from _in_control(c, k, verb, places)


def _active(c: Context, k: int, verb: VerbGroup, places: Sequence[Spot]) -> Iterator[Held]:
    """Such as "X captured Y", "X lost control of Y", "X holds Y"."""
    over = control_after(c, verb.end)
    begin = over or verb.end
    if verb.lemma in ("gain", "win", "take over") and not over and verb.lemma != "take over":
        return
    place = place_at(c, begin, places)
    if place is None:
        return
    change = GAINED
    if verb.lemma in _LOSES:
        change = LOST
    elif verb.lemma in _BESETS:
        change = CONTESTED
    elif verb.lemma in _HOLDS:
        change = HELD
    yield from _of_actors(c, k, verb, place, change)
    if change is GAINED:
        yield from _from_whom(c, verb, place)


def _from_whom(c: Context, verb: VerbGroup, place: Spot) -> Iterator[Held]:
    """Who lost what another took: "captured Y from X"."""
    holder = holder_after(c, place.end)
    if holder is not None:
        yield made(c, verb, holder, place, LOST)


def _passive(c: Context, k: int, verb: VerbGroup, places: Sequence[Spot]) -> Iterator[Held]:
    """Such as "Y was captured by X", "X was driven out of Y", "Y is held by X"."""
    if verb.lemma in _DRIVEN:
        place = _place_after(c, verb.end, places, ("from", "of"))
        if place is not None:
            yield from _of_actors(c, k, verb, place, LOST)
        return
    change = GAINED if verb.lemma in _TAKES else HELD if verb.lemma in _HOLDS else None
    change = CONTESTED if verb.lemma in _BESETS else change
    place = _place_before(c, verb.start, places)
    by = _by(c, verb.end)
    if change is None or place is None or by is None:
        return
    yield made(c, verb, by, place, change)


def _left(c: Context, k: int, verb: VerbGroup, places: Sequence[Spot]) -> Iterator[Held]:
    """Such as "X withdrew from Y": the place itself, not a treaty, talks or a street of that name."""
    place = _place_after(c, verb.end, places, ("from", "of"))
    if place is None or verb.lemma == "flee":
        return
    following = place.end
    named_on = following < len(c.s.tokens) and c.s.tags[following] in (Tag.NOUN, Tag.NAME)
    if not named_on:
        yield from _of_actors(c, k, verb, place, LOST)


def _fallen(c: Context, verb: VerbGroup, places: Sequence[Spot]) -> Iterator[Held]:
    """Such as "Y fell to X", "Y fell into the hands of X"."""
    place = _place_before(c, verb.start, places)
    i = verb.end
    if place is None or i >= len(c.s.tokens):
        return
    low = c.s.lows(i, i + 6)
    if low[:1] == ["to"]:
        phrase = c.s.at.get(i + 1)
    elif low[:4] in (["into", "the", "hands", "of"], ["under", "the", "control", "of"]):
        phrase = c.s.at.get(i + 4)
    else:
        return
    who = c.actor(phrase)
    if can_hold(who):
        yield made(c, verb, who, place, GAINED)


def _in_control(c: Context, k: int, verb: VerbGroup, places: Sequence[Spot]) -> Iterator[Held]:
    """Such as "X is in control of Y", "Y is under the control of X"."""
    i = verb.end
    low = c.s.lows(i, i + 6)
    while low and low[0] in ("now", "still", "again", "firmly", "fully", "largely"):
        i, low = i + 1, low[1:]
    if low[:3] == ["in", "control", "of"] or low[:4] == ["in", "full", "control", "of"]:
        place = place_at(c, i + low.index("of") + 1, places)
        if place is not None:
            yield from _of_actors(c, k, verb, place, HELD)
    elif low[:1] == ["under"] and "control" in low[:4]:
        place = _place_before(c, verb.start, places)
        of = i + low.index("control") + 1
        who = c.actor(c.s.at.get(of + 1)) if c.s.lows(of, of + 1) == ["of"] else c.actor(c.s.at.get(i + 1))
        if place is not None and can_hold(who):
            yield made(c, verb, who, place, HELD)


def _sought(c: Context, k: int, verb: VerbGroup, places: Sequence[Spot]) -> Iterator[Held]:
    """Such as "X is trying to take Y"."""
    if verb.lemma in _TAKES or verb.lemma in ("hold", "keep"):
        place = place_at(c, control_after(c, verb.end) or verb.end, places)
        if place is not None and k:
            yield from _of_actors(c, k - 1, verb, place, CONTESTED)


def _tries(c: Context, k: int) -> bool:
    """Whether the verb before an infinitive says that it is being tried."""
    return k > 0 and c.s.verbs[k - 1].lemma in _TRIES and c.s.verbs[k - 1].modal not in _WANTED


def _of_actors(c: Context, k: int, verb: VerbGroup, place: Spot, change: ControlChange) -> Iterator[Held]:
    for who in c.speakers(subjects(c.s, k, c.lexicon)):
        if can_hold(who):
            yield made(c, verb, who, place, change)


def by_modal(verb: VerbGroup) -> bool:
    """Whether a verb tells of what is wanted, planned or feared only."""
    return verb.modal in _WANTED


def can_hold(who: Who) -> bool:
    """Whether an actor may hold a place: an organisation or a state, named."""
    return bool(who.name) and who.kind in ("organisation", "state") and not who.place and not who.generic


def holder_after(c: Context, i: int, prepositions: Sequence[str] = ("from",)) -> Who | None:
    """Whom a place is taken from: the actor after "from", right behind the place or its country between commas."""
    at = i
    if c.s.lows(at, at + 1) == [","]:
        close = next((n for n in range(at + 1, min(at + 5, len(c.s.tokens))) if c.s.tokens[n].low == ","), None)
        if close is None:
            return None
        at = close + 1
    if c.s.lows(at, at + 1) and c.s.low[at] in prepositions:
        who = c.actor(c.s.at.get(at + 1))
        return who if can_hold(who) else None
    return None


def _by(c: Context, start: int) -> Who | None:
    for i in range(start, min(start + 8, len(c.s.tokens))):
        if c.s.tokens[i].low == "by":
            who = c.actor(c.s.at.get(i + 1))
            return who if can_hold(who) else None
    return None


def control_after(c: Context, i: int) -> int:
    """The token after "control of" behind a verb ("lost full control of Y"), 0 where it is not there."""
    for at in range(i, min(i + 4, len(c.s.tokens) - 1)):
        if c.s.tokens[at].low in ("control", "hold", "possession") and c.s.tokens[at + 1].low in ("of", "over", "on"):
            return at + 2
        if c.s.tokens[at].low not in _LINK:
            break
    return 0


def place_at(c: Context, i: int, places: Sequence[Spot]) -> Spot | None:
    """The place that the words from token ``i`` on name: "Y", "the city of Y", "most of Y", never "a house in Y"."""
    at, area = i, False
    while at < len(c.s.tokens) and at < i + 9:
        place = next((p for p in places if p.start <= at < p.end), None)
        if place is not None:
            inside = at > i and c.s.tokens[at - 1].low in ("in", "at", "around", "from", "out")
            return None if (inside and not area) or _named_on(c, place) else place
        low = c.s.tokens[at].low
        if low not in _LINK and low not in _AREA:
            return None
        area = area or low in _AREA
        at += 1
    return None


def _named_on(c: Context, place: Spot) -> bool:
    """Whether the name goes on to something that lies in the place or is called after it: "Mosul residents"."""
    i = place.end
    if i >= len(c.s.tokens) or c.s.tags[i] not in (Tag.NOUN, Tag.NAME, Tag.POSS):
        return False
    return c.s.tokens[i].low not in _AREA


def _place_after(c: Context, i: int, places: Sequence[Spot], prepositions: Sequence[str]) -> Spot | None:
    for at in range(i, min(i + 3, len(c.s.tokens))):
        if c.s.tokens[at].low in prepositions:
            return place_at(c, at + 1, places)
        if c.s.tokens[at].low not in ("out", "back", "away", "completely", "entirely"):
            return None
    return None


def _place_before(c: Context, i: int, places: Sequence[Spot]) -> Spot | None:
    """The place that is a verb's subject: the last one before it with nothing but its own words in between."""
    before = [p for p in places if p.end <= i]
    if not before:
        return None
    place = before[-1]
    between = c.s.lows(place.end, i)
    subject = place.start == 0 or c.s.tokens[place.start - 1].low in ("of", "the", ",", "that", "and", "city", "town")
    return place if subject and all(w in _LINK or w in _AREA or w in (",", "which", "now") for w in between) else None


def made(c: Context, verb: VerbGroup, who: Who, place: Spot, change: ControlChange) -> Held:
    """The statement with its speaker: what somebody says of his own hold he claims; a negation denies it."""
    speaker, stance, report = c.voice(verb.head)
    hedged = (
        verb.hedged
        or bool(_HEDGES & set(c.s.lows(max(0, verb.start - 2), verb.end)))
        or (report is not None and report.hedged)
    )
    if report is None:
        act = Act.SUSPECTS if hedged else Act.REPORTS_AS_FACT
    else:
        own = Act.CLAIMS if speaker.speaks_for(who) and change in (GAINED, HELD) else Act.ATTRIBUTES
        act = _ACT_OF.get(stance, Act.SUSPECTS if hedged else own)
    denied = verb.negated or (report is not None and report.negated)
    if denied:
        act = Act.ATTRIBUTES if act is Act.DENIES else Act.DENIES
    start = min(verb.start, place.start)
    subject = direct_object(c.s, verb)
    end = max(verb.end, place.end, subject.end if subject is not None and subject.start <= place.start else 0)
    first = min([p.start for p in c.s.phrases if p.end <= start and c.actor(p).key == who.key] or [start])
    return Held(
        change=change,
        actor=who,
        place=place.place,
        act=act,
        speaker=speaker,
        words=c.s.text(verb.start, verb.end),
        start=first,
        end=end,
        certainty=0.6 if hedged else 1.0,
        probability=0.65 if place.meant else 0.8,
    )
