"""Actors that a codebook knows, in phrases that hold their name."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.model import SpeakerKind
from counterclaim.statements.actorbook import KnownActor
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.speakers import speaker_kind
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import ARMED, Who, key_of
from counterclaim.statements.wordlists import word_list

_COMMON_NAMES = word_list("naming_common_names")


def of_entry(name: str, actor: KnownActor, alias: str = "") -> Who:
    """The actor of an entry under the name that the text has for it."""
    extra = tuple(x for x in (alias, *actor.aliases) if x and x != name)
    return Who(
        name=name,
        key=actor.key,
        kind=actor.kind,
        speaker_kind=actor.speaker_kind,
        aliases=extra[:5],
        actor_id=actor.id,
        country=actor.country,
        side=actor.side,
    )


def known_in(lexicon: Lexicon, s: Sentence, start: int, end: int, alias: str) -> Who | None:
    """The longest name of a codebook among the tokens, or who is told of with it; None for none."""
    found = s.known.items()
    inside = [(a, b, actor) for a, (b, actor) in found if start <= a and b <= end]
    if not inside:
        return None
    a, b, actor = max(inside, key=lambda span: (span[1] - span[0], -span[0]))
    base = of_entry(s.text(a, b), actor, alias)
    if (
        s.upper
        and a > start
        and all(
            lexicon.noun_is(t.low, "organisation_heads") or t.low in _COMMON_NAMES or not t.is_word
            for t in s.tokens[a:b]
        )
    ):
        name = s.text(start, b)
        return Who(
            name=name, key=key_of(name), kind="organisation", speaker_kind=ARMED, aliases=(alias,) if alias else ()
        )
    if b >= end and a == start:
        return base
    tail = s.lows(b, end)
    if base.kind == "state" and a == start and tail and lexicon.noun_is(tail[-1], "state_nouns"):
        kind = speaker_kind(s.lows(start, end), lexicon)
        official = kind if kind is SpeakerKind.AUTHORITY else base.speaker_kind
        text = s.text(start, end)
        return replace(base, name=text, aliases=(base.name, *base.aliases)[:5], speaker_kind=official)
    if tail and lexicon.noun_is(tail[-1], "armed_nouns"):
        return base
    head_tail = s.lows(start, a) + tail
    if any(lexicon.noun_is(w, "spokesmen") or lexicon.noun_is(w, "office") for w in head_tail):
        person = [i for i in range(b, end) if s.tags[i] is Tag.NAME] or [
            i for i in range(start, a) if s.tags[i] is Tag.NAME
        ]
        text = s.text(person[0], person[-1] + 1) if person else s.text(start, end)
        kind = base.speaker_kind
        if base.kind == "state":
            kind = speaker_kind(s.lows(start, end), lexicon) or kind
        return Who(
            name=text,
            key=key_of(text),
            kind="person",
            speaker_kind=kind,
            side=base.side or base.key,
            country=base.country,
            generic=not person,
        )
    return base
