"""Who is masked: every person is, unless a text makes them public or convicted, or a judgement unmasked them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from counterclaim.model import Citation, EventView, Property, SpeakerKind, Statement
from counterclaim.publications.cues import cued_names
from counterclaim.publications.folding import name_words, words
from counterclaim.publications.given import Given

_NAMED_KINDS = ("organisation", "state")
_TITLE = re.compile(r"[\"“„«‘]")
_BODIES = frozenset(
    (  # noqa: SIM905 - words read better than quoted words
        "agency army assembly authority board brigade bureau brigades church college column commission committee"
        " council court department forces front gazette guard herald hospital institute militia minister ministry"
        " monitor movement news office parliament party police post press radio school society state times tribunal"
        " union university"
    ).split()
)
_PLACES = frozenset("port fort mount lake cape saint".split())  # noqa: SIM905
_INSTITUTIONS = (SpeakerKind.ARMED_GROUP, SpeakerKind.STATE, SpeakerKind.COURT, SpeakerKind.RIVAL_GROUP)


@dataclass(slots=True)
class Person:
    """One person as the documents name them; ``keys`` are the folded words of each form of the name."""

    keys: dict[tuple[str, ...], None] = field(default_factory=dict)
    roles: set[str] = field(default_factory=set)
    part: str = "person"
    """"suspect", "witness" or "person": what the pseudonym says."""

    @property
    def doubtful(self) -> bool:
        """Whether nothing but one capitalised word speaks for a person."""
        return self.roles == {"unknown"} and self.part == "person" and all(len(key) == 1 for key in self.keys)

    @property
    def published(self) -> bool:
        """Whether the name may stand: convicted, or public and never private."""
        return "convicted" in self.roles or ("public" in self.roles and "private" not in self.roles)


@dataclass(frozen=True, slots=True)
class Names:
    """What redaction works with."""

    masked: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    """("suspect", "witness" or "person"; forms of the name in folded words), in order of first appearance."""
    public: frozenset[tuple[str, ...]]
    """Full names of persons who may be named."""
    institutions: frozenset[tuple[str, ...]]
    """Names of actors and places: a word of theirs alone is no person's name."""
    doubtful: frozenset[str] = frozenset()
    """Single words that a coder took for a person's name without a sign of it: masked after a title only."""


def names_of(
    views: Sequence[EventView],
    unmasked: Collection[str] = (),
    citations: Sequence[Citation] = (),
    given: Given | None = None,
) -> Names:
    """Decide for every person in ``views`` whether publications may name them.

    A person private anywhere is masked everywhere, unless a court convicted them or ``unmasked`` has the name. Authors
    of documents and of the works in ``citations`` are public, unless they are private elsewhere. ``given`` adds the
    documents whose passages carry sentences about something else than events.
    """
    institutions = frozenset(_institutions(views))
    register = _Register(institutions)
    for view in views:
        register.read(view)
    if given is not None:
        register.read_given(given)
    register.read_authors(citations)
    lifted = {name_words(name) for name in unmasked}
    people = register.people()
    masked = [p for p in people if not p.published and not lifted.intersection(p.keys)]
    public = [p for p in people if p.published or lifted.intersection(p.keys)]
    return Names(
        masked=tuple((p.part, tuple(p.keys)) for p in masked),
        public=frozenset(key for p in public for key in p.keys),
        institutions=institutions,
        doubtful=frozenset(key[0] for p in masked for key in p.keys if p.doubtful),
    )


def _institutions(views: Sequence[EventView]) -> Iterable[tuple[str, ...]]:
    for view in views:
        for item in view.statements:
            statement = item.statement
            if statement.property is Property.PERPETRATOR and statement.value_kind in _NAMED_KINDS:
                yield from (name_words(n) for n in (statement.value, *statement.value_aliases) if n)
            if statement.property is Property.PLACE:
                yield name_words(statement.value)
            if statement.speaker_kind in _INSTITUTIONS and not _is_person(view, statement.speaker.name):
                yield name_words(statement.speaker.name)
            yield name_words(item.document.outlet)


def _is_person(view: EventView, name: str) -> bool:
    key = name_words(name)
    return any(name_words(person.name) == key for person in view.persons)


class _Register:
    """Collects persons, then joins short forms ("Halder") to the full name that they belong to."""

    def __init__(self, institutions: frozenset[tuple[str, ...]]) -> None:
        self._institutions = institutions
        self._found: dict[tuple[str, ...], Person] = {}

    def read(self, view: EventView) -> None:
        for item in view.statements:
            self._read_statement(item.statement)
            self._add(item.document.author, "public", "person")
        for mention in view.persons:
            self._add(mention.name, mention.role, "person")
        for item in view.statements:
            passages = (item.statement.passage, *item.statement.also)
            for text in (*(p.prefix + p.quote + p.suffix for p in passages), item.document.title):
                for name in cued_names(text):
                    self._add(name, "unknown", "person")

    def read_given(self, given: Given) -> None:
        for mention in given.persons:
            self._add(mention.name, mention.role, "person")
        for carried in given.carried:
            self._add(carried.document.author, "public", "person")
            passage = carried.passage
            for text in (passage.prefix + passage.quote + passage.suffix, carried.document.title):
                for name in cued_names(text):
                    self._add(name, "unknown", "person")

    def read_authors(self, citations: Sequence[Citation]) -> None:
        """Make those public whom nothing but a place before the title of a cited work tells of."""
        for citation in citations:
            before = _TITLE.split(citation.text, maxsplit=1)
            run = f" {' '.join(name_words(before[0]))} " if len(before) > 1 else ""
            for key, person in self._found.items():
                if person.roles == {"unknown"} and f" {' '.join(key)} " in run and person.part == "person":
                    person.roles.add("public")

    def _read_statement(self, statement: Statement) -> None:
        if statement.property is Property.PERPETRATOR and statement.value_kind == "person":
            for name in (statement.value, *statement.value_aliases):
                self._add(name, "unknown", "suspect")
        if statement.speaker_kind is SpeakerKind.WITNESS:
            name = " ".join(_capitalised_run(statement.speaker.name))
            self._add(name, "unknown", "witness")

    def _add(self, name: str, role: str, part: str) -> None:
        key = name_words(name)
        if not key or self._is_no_person(key, role):
            return
        person = self._found.setdefault(key, Person(keys={key: None}))
        person.roles.add(role)
        if part != "person":
            person.part = part

    def _is_no_person(self, key: tuple[str, ...], role: str) -> bool:
        """Whether a name is an actor's, outlet's or place's; a text's own word on a full name is believed."""
        if key in self._institutions:
            return role in ("unknown", "public") or len(key) == 1
        return role == "unknown" and _is_body(key)

    def people(self) -> list[Person]:
        full: list[Person] = []
        by_word: dict[str, list[Person]] = {}
        for key, person in sorted(self._found.items(), key=lambda entry: -len(entry[0])):
            homes = [p for p in by_word.get(key[0], ()) if any(_is_short_form(key, longer) for longer in p.keys)]
            if len(homes) == 1:
                _join(homes[0], person)
                continue
            full.append(person)
            for word in dict.fromkeys(key):
                by_word.setdefault(word, []).append(person)
        order = {key: place for place, key in enumerate(self._found)}
        return sorted(full, key=lambda p: min(order[key] for key in p.keys))


def _join(home: Person, person: Person) -> None:
    home.keys.update(person.keys)
    home.roles |= person.roles - {"unknown"}
    if home.part == "person":
        home.part = person.part


def _is_short_form(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return len(short) < len(full) and set(short) <= set(full)


def _is_body(key: tuple[str, ...]) -> bool:
    """Whether a name of several words is that of a body or a place by its own words."""
    return len(key) > 1 and (key[-1] in _BODIES or key[0] in _PLACES)


def _capitalised_run(name: str) -> list[str]:
    """The words of the longest run of capitalised words: "passer-by Ana Lisle" gives Ana, Lisle."""
    best: list[str] = []
    run: list[str] = []
    for word in words(name):
        run = [*run, name[word.start : word.end]] if word.named else []
        best = run if len(run) > len(best) else best
    return best
