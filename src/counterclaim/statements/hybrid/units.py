"""What the head judges: each sentence with each actor that it names, points to, or goes on about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from counterclaim.statements.frames import Context
from counterclaim.statements.hybrid.names import names_in
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Phrase, Sentence
from counterclaim.statements.reading import Reading
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import Who, key_of

NAME, DESCRIBED, PRONOUN, PART, CARRIED, LOOSE = range(6)
"""Forms of a mention: a name, "the group", "they", a name inside a longer phrase, none in this sentence, and a phrase
that the grammar takes for nobody's name."""
_SOMEBODY = ("people", "armed_nouns", "perpetrators", "state_nouns", "authorities", "spokesmen", "states", "rivals")
_BODIES = ("organisation", "state")
_WHERE = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "throughout", "towards", "toward"})
"""Behind these a name tells where: "in Karsund", "at the Anders Hospital"; groups known as such excepted."""
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


@dataclass(frozen=True, slots=True)
class Cast:
    """Who may act and who may speak in a text, by sentence."""

    units: list[list[Unit]]
    voices: list[list[Voice]]


def cast_of(reading: Reading, lexicon: Lexicon) -> Cast:
    """Both of one reading."""
    return Cast(units_of(reading, lexicon), voices_of(reading))


def units_of(reading: Reading, lexicon: Lexicon) -> list[list[Unit]]:
    """By sentence, the actors that a statement there may be about."""
    every: list[list[Unit]] = []
    for s in reading.sentences:
        mentions: dict[str, list[Unit]] = {}
        for unit in _mentions(
            Context(s, reading.registry, lexicon, reading.spans.get(s.number, []), [], reading.author)
        ):
            mentions.setdefault(unit.who.key, []).append(unit)
        told = {key: _joined(units) for key, units in mentions.items()}
        every.append([*told.values(), *_carried(every[-_BACK:], told, s.number)])
    return every


def _joined(mentions: list[Unit]) -> Unit:
    """One unit of an actor's mentions in a sentence; where it is named, what only describes it is left out.

    The grammar takes "a rocket of the PKK" for the group's own people, but not "a rocket of the Turkish army".
    """
    named = [m for m in mentions if m.form in (NAME, PART)]
    if not named:
        return replace(mentions[0], spans=tuple(span for m in mentions for span in m.spans))
    best = min(named, key=lambda m: m.form)
    kept = [m for m in mentions if m in named or m.form == PRONOUN]
    return replace(best, spans=tuple(dict.fromkeys(span for m in kept for span in m.spans)))


def _carried(before: list[list[Unit]], told: dict[str, Unit], number: int) -> list[Unit]:
    kept: dict[str, Unit] = {}
    for units in reversed(before):
        for unit in units:
            if unit.form not in (CARRIED, LOOSE) and unit.who.key not in told and unit.who.key not in kept:
                kept[unit.who.key] = replace(unit, sentence=number, form=CARRIED, token=-1)
    return list(kept.values())[:_FEW]


def _mentions(c: Context) -> Iterator[Unit]:
    unknown = _unknown_names(c)
    for phrase in c.s.phrases:
        if phrase.kind == "rel":
            continue
        who = c.actor(phrase)
        if who.kind != "organisation" and _tells_where(c.s, phrase):
            continue
        if _can_act(who):
            yield _unit(c.s, who, phrase.start, phrase.end, _form(c.s, phrase))
        else:
            loose = _loose(c, phrase)
            if loose is not None:
                yield _unit(c.s, loose, phrase.start, phrase.end, LOOSE)
        for start, end, part in _parts(c, phrase, unknown):
            if _can_act(part) and part.key != who.key:
                yield _unit(c.s, part, start, end, PART)


def _can_act(who: Who) -> bool:
    return bool(who.name) and not who.generic and not who.place


def _tells_where(s: Sentence, phrase: Phrase) -> bool:
    i = phrase.start - 1
    return phrase.kind == "np" and i >= 0 and s.tags[i] is Tag.PREP and s.tokens[i].low in _WHERE


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


def _unknown_names(c: Context) -> list[Span]:
    """Where the sentence has names that no codebook knows."""
    names = names_in(c.s, c.lexicon)
    return [span for span in names if c.s.known.keys().isdisjoint(range(*span))] if c.s.known else list(names)


def _parts(c: Context, phrase: Phrase, unknown: Sequence[Span]) -> Iterator[tuple[int, int, Who]]:
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
    named = list(_named_inside(c, phrase, unknown))
    yield from named
    state = c.registry.state_in(c.s, phrase)
    if state is not None and all(who.key != state.key for _, _, who in named):
        yield phrase.start, phrase.head, state


def _named_inside(c: Context, phrase: Phrase, unknown: Sequence[Span]) -> Iterator[tuple[int, int, Who]]:
    """Groups and states that no codebook has to know: "a spokesman for the Free Dawn Brigades"."""
    for start, end in unknown:
        if phrase.start < start and end <= phrase.end:
            who = c.registry.named_at(c.s, start, end)
            if who.kind in _BODIES:
                yield start + (c.s.tokens[start].low == "the"), end, who


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
