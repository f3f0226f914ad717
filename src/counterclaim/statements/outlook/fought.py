"""Places that are fought over: "X began to fight for Y", "a campaign to take Y from X", "X launched an assault on Y".

Whoever attacks and whoever is attacked contests the place: the first where the words name a doer, the second after
"from" or "against". A battle that names nobody is no statement of control.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.model.values.control import ControlChange
from counterclaim.statements.clauses import direct_object, subjects
from counterclaim.statements.frames import Context
from counterclaim.statements.outlook.control import by_modal, can_hold, control_after, holder_after, made, place_at
from counterclaim.statements.outlook.found import Held, Spot
from counterclaim.statements.phrases import Sentence, VerbGroup
from counterclaim.statements.wordlists import word_list

_TAKES = word_list("outlook_takes")
_EFFORTS = word_list("outlook_efforts")
_FIGHTS = frozenset({"fight", "fights", "fighting", "fought", "battle", "battles", "battling", "battled"})
_BEGINS = frozenset({"begin", "start", "continue", "resume", "keep"})


def fought(c: Context, places: Sequence[Spot]) -> Iterator[Held]:
    """The statements of one sentence that a place is fought over, in order of its words."""
    for i in _cues(c.s):
        if c.s.low[i + 1] == "to":
            yield from _effort(c, i, places)
        else:
            yield from _fight(c, i, places)


def may_be_fought(s: Sentence) -> bool:
    """Whether the sentence has words in which a place is fought over."""
    return any(True for _ in _cues(s))


def _cues(s: Sentence) -> Iterator[int]:
    """Tokens of "campaign to take" and "fight for", in order."""
    for i, low in enumerate(s.low[:-2]):
        if (low in _EFFORTS and s.low[i + 1] == "to") or (low in _FIGHTS and s.low[i + 1] in ("for", "over")):
            yield i


def _effort(c: Context, i: int, places: Sequence[Spot]) -> Iterator[Held]:
    """Such as "launched a campaign to retake Y from X": Y is contested by who launched it, and by X."""
    if c.s.low[i + 2] not in _TAKES:
        return
    place = place_at(c, control_after(c, i + 3) or i + 3, places)
    if place is None:
        return
    group = VerbGroup(
        start=i, end=i + 3, head=i, lemma=c.s.low[i + 2], form="base", finite=False, passive=False, negated=False,
        modal="", hedged=False, infinitive=True,
    )  # fmt: skip
    holder = holder_after(c, place.end)
    if holder is not None:
        yield made(c, group, holder, place, ControlChange.CONTESTED)
    launched = next(
        (k for k, v in enumerate(c.s.verbs) if (o := direct_object(c.s, v)) is not None and o.start <= i < o.end), None
    )
    if launched is not None and not by_modal(c.s.verbs[launched]) and not c.s.verbs[launched].negated:
        for who in c.speakers(subjects(c.s, launched, c.lexicon)):
            if can_hold(who):
                yield made(c, group, who, place, ControlChange.CONTESTED)


def _fight(c: Context, i: int, places: Sequence[Spot]) -> Iterator[Held]:
    """Such as "X is fighting for Y", "X began to fight over Y", "the battle for Y against X"."""
    place = place_at(c, control_after(c, i + 2) or i + 2, places)
    if place is None:
        return
    verb = next(((k, v) for k, v in enumerate(c.s.verbs) if v.start <= i < v.end), None)
    if verb is None:
        holder = holder_after(c, place.end, ("against", "with"))
        if holder is not None:
            group = VerbGroup(
                start=i, end=i + 1, head=i, lemma="battle", form="base", finite=False, passive=False, negated=False,
                modal="", hedged=False, infinitive=False,
            )  # fmt: skip
            yield made(c, group, holder, place, ControlChange.CONTESTED)
        return
    k, group = verb
    if group.infinitive:
        k -= 1
    if k < 0 or by_modal(c.s.verbs[k]) or (group.infinitive and c.s.verbs[k].lemma not in _BEGINS):
        return
    for who in c.speakers(subjects(c.s, k, c.lexicon)):
        if can_hold(who):
            yield made(c, group, who, place, ControlChange.CONTESTED)
