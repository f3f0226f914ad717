"""What a person or a language model says that a text tells, made into a coding like every other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim.codebooks.actors import ActorBook
from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.model import (
    THE_TEXT,
    Act,
    ActorName,
    Coding,
    CodingInput,
    Mention,
    Passage,
    PersonMention,
    Place,
    Property,
    Role,
    SpeakerKind,
    Statement,
)
from counterclaim.model.values.actor_name import name_key
from counterclaim.statements.actorbook import BookSource
from counterclaim.statements.quotes import Span

_MOST_ALIASES = 5
_SUSPICION = 0.5
"""Certainty of a speaker who only suspects, as the grammar coder has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One value of one property of one event; ``spans`` are the quote and further ones, in code points."""

    event: int
    spans: tuple[Span, ...]
    property: Property | None = None
    """None where no more is said than that the event is told of here."""
    value: str = ""
    act: Act = Act.REPORTS_AS_FACT
    speaker: str = THE_TEXT
    speaker_kind: SpeakerKind = SpeakerKind.MEDIA
    value_kind: str = ""
    probability: float = 1.0


def merged(told: Iterable[Told]) -> list[Told]:
    """Each thing once, in order of first telling: what is told twice is one statement with two quotes.

    Of a property other than the perpetrator the first quote is enough.
    """
    found: dict[tuple[object, ...], Told] = {}
    for part in told:
        key = part.event, part.property, part.act, part.value.casefold(), part.speaker.casefold()
        known = found.get(key)
        if known is None:
            found[key] = part
        elif part.property is Property.PERPETRATOR:
            found[key] = replace(known, spans=tuple(dict.fromkeys((*known.spans, *part.spans))))
    return list(found.values())


class Assembler:
    """Makes codings from what was told, with actors and places looked up in the codebooks."""

    def __init__(self, gazetteer: Gazetteer, actors: ActorBook | None) -> None:
        self._gazetteer = gazetteer
        self._actors = BookSource(actors) if actors is not None else None
        self._book = actors

    def coding(self, source: CodingInput, told: Sequence[Told], roles: Mapping[int, Role], base: Coding) -> Coding:
        """The coding of one text: an event's anchor is the first passage that tells of it.

        Citations, and persons to be masked, come from ``base``, a machine's coding of the same text; its coder's name
        stays, and so does whether it abstained from naming persons: the caller sets both.
        """
        mentions: dict[int, Mention] = {}
        for event, parts in sorted(_by_event(told).items()):
            start, end = min((span for part in parts for span in part.spans), key=lambda span: (span[0], -span[1]))
            anchor = Passage.cut(source.document_id, source.text, start, end)
            role = roles.get(event, Role.MAIN)
            mentions[event] = Mention(document_id=source.document_id, number=event, role=role, anchor=anchor)
        people = {name_key(person.name) for person in base.persons}
        statements = (
            self._statement(source, part, mentions[part.event].id, people) for part in merged(told) if part.property
        )
        return replace(base, mentions=tuple(mentions.values()), statements=tuple(statements), abstained="")

    def _statement(self, source: CodingInput, told: Told, mention_id: str, people: set[str]) -> Statement:
        assert told.property is not None
        passages = [Passage.cut(source.document_id, source.text, start, end) for start, end in told.spans]
        is_actor = told.property is Property.PERPETRATOR
        actor = self.actor(told.value) if is_actor else ActorName(name=told.value)
        place = self.place(told.value) if told.property is Property.PLACE else None
        return Statement(
            mention_id=mention_id,
            property=told.property,
            act=told.act,
            value=place.name if place else told.value,
            passage=passages[0],
            speaker=self.actor(told.speaker),
            speaker_kind=told.speaker_kind,
            value_aliases=actor.aliases,
            value_id=actor.actor_id,
            value_kind=(told.value_kind or self.kind(told.value, people)) if is_actor and told.value else "",
            place=place,
            certainty=_SUSPICION if told.act in (Act.SUSPECTS, Act.DOUBTS) else 1.0,
            probability=told.probability,
            also=tuple(passages[1:]),
        )

    def actor(self, name: str) -> ActorName:
        """The name with the other names and the id that the codebook has for it, where it knows just one such actor."""
        known = self._actors.find(name) if self._actors is not None and name and name != THE_TEXT else None
        if known is None:
            return ActorName(name=name)
        aliases = tuple(alias for alias in known.aliases if alias != name)[:_MOST_ALIASES]
        return ActorName(name=name, aliases=aliases, actor_id=known.id)

    def kind(self, name: str, people: set[str]) -> str:
        """What kind of actor a name is, as the codebook and the text's persons have it; "description" if neither."""
        if name_key(name) in people:
            return "person"
        book = self._book.kind(name) if self._book is not None else ""
        kinds = {"": "description", "state": "state", "person": "person"}
        return kinds.get(book, "organisation")

    def place(self, words: str) -> Place:
        """A place as "Jolo", "Jolo (PH)" or, where a country is disputed, "Jolo (PH/MY)"."""
        name, countries = place_parts(words)
        for found in self._gazetteer.lookup(name):
            if not countries or set(countries) & set(found.countries):
                return replace(found, name=name, words=name, countries=countries or found.countries)
        return Place(name=name, words=name, countries=countries)


def place_parts(words: str) -> tuple[str, tuple[str, ...]]:
    """Name and countries of a place written as "Jolo (PH)"; no countries where no codes stand in brackets."""
    head, bracket, tail = words.strip().rpartition(" (")
    codes = tuple(tail.removesuffix(")").split("/"))
    if (
        bracket
        and tail.endswith(")")
        and all(len(c) == 2 and c.isascii() and c.isalpha() and c.isupper() for c in codes)
    ):
        return head.strip(), codes
    return words.strip(), ()


def place_words(place: Place | None, name: str) -> str:
    """The reverse of `place_parts`."""
    return f"{name} ({'/'.join(place.countries)})" if place is not None and place.countries else name


def joined_persons(*groups: Sequence[PersonMention]) -> tuple[PersonMention, ...]:
    """Persons of several readings of one text, each name and role once."""
    found = {(name_key(p.name), p.role): p for group in reversed(groups) for p in reversed(group)}
    return tuple(sorted(found.values(), key=lambda p: (p.passage.start, p.passage.end, p.name, p.role)))


def _by_event(told: Sequence[Told]) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = defaultdict(list)
    for part in told:
        found[part.event].append(part)
    return found


def signed(coding: Coding, coder: str) -> Coding:
    """The coding with the coder's name on it and on each of its statements."""
    return replace(coding, coder=coder, statements=tuple(replace(s, coder=coder) for s in coding.statements))
