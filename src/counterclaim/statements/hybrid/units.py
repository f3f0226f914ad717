"""What the head judges: each sentence with each actor that it names, points to, or goes on about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from counterclaim.statements.frames import Context
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Phrase, Sentence
from counterclaim.statements.reading import Reading
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import Who, key_of

NAME, DESCRIBED, PRONOUN, PART, CARRIED, LOOSE = range(6)
"""Forms of a mention: a name, "the group", "they", a name inside a longer phrase, none in this sentence, and a phrase
that the grammar takes for nobody's name."""
_SOMEBODY = ("people", "armed_nouns", "perpetrators", "state_nouns", "authorities", "spokesmen", "states", "rivals")
_BACK = 2
"""Sentences after which an actor that is named no more is let go."""
_FEW = 3
"""Actors carried over from earlier sentences, the latest first."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An actor in a sentence. ``spans``: code points of its mentions, of a carried one those of the last sentence."""

    sentence: int
    who: Who
    form: int
    token: int
    """First token of the mention within its sentence, -1 for a carried one."""
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A phrase that may be who speaks."""

    sentence: int
    who: Who
    token: int
    span: Span


def units_of(reading: Reading, lexicon: Lexicon) -> list[list[Unit]]:
    """By sentence, the actors that a statement there may be about."""
    every: list[list[Unit]] = []
    for s in reading.sentences:
        told: dict[str, Unit] = {}
        for unit in _mentions(
            Context(s, reading.registry, lexicon, reading.spans.get(s.number, []), [], reading.author)
        ):
            before = told.get(unit.who.key)
            told[unit.who.key] = unit if before is None else replace(before, spans=(*before.spans, *unit.spans))
        every.append([*told.values(), *_carried(every[-_BACK:], told, s.number)])
    return every


def _carried(before: list[list[Unit]], told: dict[str, Unit], number: int) -> list[Unit]:
    kept: dict[str, Unit] = {}
    for units in reversed(before):
        for unit in units:
            if unit.form not in (CARRIED, LOOSE) and unit.who.key not in told and unit.who.key not in kept:
                kept[unit.who.key] = replace(unit, sentence=number, form=CARRIED, token=-1)
    return list(kept.values())[:_FEW]


def _mentions(c: Context) -> Iterator[Unit]:
    for phrase in c.s.phrases:
        if phrase.kind == "rel":
            continue
        who = c.actor(phrase)
        if _can_act(who):
            yield _unit(c.s, who, phrase.start, phrase.end, _form(c.s, phrase))
        else:
            loose = _loose(c, phrase)
            if loose is not None:
                yield _unit(c.s, loose, phrase.start, phrase.end, LOOSE)
        for start, end, part in _parts(c, phrase):
            if _can_act(part) and part.key != who.key:
                yield _unit(c.s, part, start, end, PART)


def _can_act(who: Who) -> bool:
    return bool(who.name) and not who.generic and not who.place


def _loose(c: Context, phrase: Phrase) -> Who | None:
    """Whom a phrase names that the grammar does not know for an actor: by its own words."""
    s, head = c.s, c.s.tokens[phrase.head].low
    if phrase.kind != "np" or head in c.lexicon.deeds:
        return None
    named = any(s.tags[i] is Tag.NAME for i in range(phrase.start, phrase.end))
    strange = s.upper and any(
        t.is_word and len(t.low) > 2 and t.low not in c.lexicon.ordinary for t in s.tokens[phrase.start : phrase.end]
    )
    if not (named or strange or any(c.lexicon.noun_is(head, name) for name in _SOMEBODY)):
        return None
    start = phrase.start + (s.tags[phrase.start] is Tag.DET)
    name = s.text(start, phrase.end)
    return Who(name=name, key=key_of(name), kind="description") if name and key_of(name) else None


def _parts(c: Context, phrase: Phrase) -> Iterator[tuple[int, int, Who]]:
    """Actors named inside a phrase: "the Kestrel Front's leader", "Norvanian troops", "FRONT GUERRILLAS"."""
    for i in range(phrase.start, phrase.end):
        if i in c.s.known:
            known = c.registry.known_at(c.s, i)
            if known is not None:
                yield i, c.s.known[i][0], known
    poss = next((i for i in range(phrase.start, phrase.end) if c.s.tags[i] is Tag.POSS), -1)
    first = c.s.tokens[phrase.start].low
    if poss > phrase.start or first in ("its", "their", "our"):
        yield phrase.start, max(poss, phrase.start + 1), c.registry.owner(c.s, phrase)
    state = c.registry.state_in(c.s, phrase)
    if state is not None:
        yield phrase.start, phrase.head, state


def _form(s: Sentence, phrase: Phrase) -> int:
    if phrase.kind == "pron":
        return PRONOUN
    named = any(s.tags[i] is Tag.NAME or i in s.known for i in range(phrase.start, phrase.end))
    return NAME if named else DESCRIBED


def _unit(s: Sentence, who: Who, start: int, end: int, form: int) -> Unit:
    span = s.tokens[start].start, s.tokens[max(start, end - 1)].end
    return Unit(sentence=s.number, who=who, form=form, token=start, spans=(span,))


def voices_of(reading: Reading) -> list[list[Voice]]:
    """By sentence, the phrases that name or describe somebody who can speak."""
    return [list(_voices(reading, s)) for s in reading.sentences]


def _voices(reading: Reading, s: Sentence) -> Iterator[Voice]:
    for phrase in s.phrases:
        who = reading.registry.who(s, phrase)
        if phrase.kind != "rel" and who.name and not who.place:
            span = s.tokens[phrase.start].start, s.tokens[phrase.end - 1].end
            yield Voice(sentence=s.number, who=who, token=phrase.start, span=span)
