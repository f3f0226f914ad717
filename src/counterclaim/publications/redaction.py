"""Masking private persons in everything published.

A name is published only where a text makes its bearer public or convicted, or where a judgement unmasked it (see
``persons``). Any other becomes one pseudonym throughout the publication, in full, in part, in any case and spelling of
accents and apostrophes. A part of a name that is also the name of a place or an actor, or an ordinary word, is masked
only beside the rest of the name or after a title ("Mr May"), since it would otherwise strike half the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from urllib.parse import unquote

from counterclaim.model import Citation, EventView
from counterclaim.publications.display import clean
from counterclaim.publications.folding import Word, name_words, words
from counterclaim.publications.given import Given
from counterclaim.publications.persons import Names, names_of

_PUBLIC, _SHARED = -2, -1
"""In place of a person's number: nobody to mask, and a part of a name that two masked persons share."""

WITHHELD = "[name withheld]"
"""For a part of a name that two masked persons share."""

# ruff: noqa: SIM905 - lists of words read better than lists of quoted words
_PARTICLES = frozenset(
    (
        "al el bin ibn abu abd umm bint ben ul ur ad an as at van von der den de da di do dos das del della la le les"
        " los san st mac mc jr sr ii iii iv junior senior"
    ).split()
)
_WORDS = frozenset(
    (
        "the a an he she it they we you i in on at of and or to for by no so may will march april june july august can"
        " be one two three four five six seven eight nine ten twenty thirty forty fifty sixty hundred nothing"
        " sunday monday tuesday wednesday thursday friday saturday january february september october november"
        " december police army mayor judge general north south east west new old"
    ).split()
)
_TITLES = frozenset(
    (
        "mr mrs ms miss dr prof sir suspect victim witness gunman attacker bomber named surnamed brother sister mother"
        " father son daughter husband wife uncle aunt cousin grandson granddaughter grandmother grandfather nephew"
        " niece baby boy girl child widow widower neighbour neighbor friend colleague nurse teacher driver student"
        " schoolboy schoolgirl shopkeeper fisherman resident m mme mlle monsieur madame señor senor señora senora don"
        " dona"
    ).split()
)
_SHORT = 120
_GAP = re.compile(r"(?:[\W_]{1,3}|\W*\s\W*)?")


class Redactor:
    """Replaces masked names in texts by pseudonyms, numbered in the order in which the texts come."""

    def __init__(self, names: Names) -> None:
        self._full: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self._parts: dict[str, int] = {}
        self._joined: dict[str, int] = {}
        self._kinds = [kind for kind, _ in names.masked]
        self._labels: dict[int, str] = {_SHARED: WITHHELD}
        self._done: dict[tuple[str, bool], str] = {}
        """What short texts came to: names, values and titles come again and again, and a name keeps its label."""
        self.masked = tuple(sorted({" ".join(form) for _, forms in names.masked for form in forms}))
        """Folded full names that must not appear in what is published."""
        for person, (_, forms) in enumerate(names.masked):
            for form in forms:
                self._learn(form, person)
        for form in names.public:
            self._full.setdefault(form[0], []).append((form, _PUBLIC))
        for options in self._full.values():
            options.sort(key=lambda option: (-len(option[0]), option[1] == _PUBLIC))
        self._guarded = _WORDS | names.doubtful | {word for form in names.institutions for word in form}

    @property
    def persons(self) -> int:
        """How many persons have been masked in the texts so far."""
        return len(self._labels) - 1

    def _label(self, person: int) -> str:
        if person not in self._labels:
            kind = self._kinds[person]
            number = 1 + sum(self._kinds[other] == kind for other in self._labels if other != _SHARED)
            self._labels[person] = f"[{kind} {number}]"
        return self._labels[person]

    @classmethod
    def of(
        cls,
        views: Sequence[EventView],
        unmasked: Collection[str] = (),
        citations: Sequence[Citation] = (),
        given: Given | None = None,
    ) -> Redactor:
        """A redactor for everything published of ``views``.

        ``unmasked`` are names whose mask a judgement lifted; the authors of cited works keep their names. ``given``
        adds the persons of the documents whose passages it carries.
        """
        return cls(names_of(views, unmasked, citations, given))

    def _learn(self, form: tuple[str, ...], person: int) -> None:
        self._full.setdefault(form[0], []).append((form, person))
        if len(form) > 1:
            self._joined["".join(form)] = person
        for part in form:
            if part not in _PARTICLES and len(part) > 1:
                known = self._parts.setdefault(part, person)
                if known != person:
                    self._parts[part] = _SHARED

    def text(self, text: str, *, any_case: bool = False) -> str:
        """``text`` cleaned and with every masked name replaced.

        ``any_case`` also masks parts of names in small letters, for texts made of folded keys.
        """
        if (text, any_case) in self._done:
            return self._done[text, any_case]
        cleaned = clean(text)
        if self._full and cleaned:
            cleaned = self._replace(cleaned, self._hits(cleaned, words(cleaned), any_case))
        if len(text) <= _SHORT:
            self._done[text, any_case] = cleaned
        return cleaned

    def shown(self, text: str) -> list[str]:
        """Masked full names of two words or more that stand in ``text``, in any spelling."""
        if not self.masked:
            return []
        found = words(text)
        seen = set()
        for place, word in enumerate(found):
            for form, person in self._full.get(word.key, ()):
                if _run_length(text, found, place, form):
                    if person != _PUBLIC and len(form) > 1:
                        seen.add(" ".join(form))
                    break
        return sorted(seen)

    def hides(self, address: str) -> bool:
        """Whether an address, path or file name holds any part of a masked name, however written."""
        plain = unquote(address)
        found = words(plain)
        if self._hits(plain, found, any_case=True):
            return True
        run = "".join(word.key for word in found)
        return any(joined in run for joined in self._joined)

    def _hits(self, text: str, found: list[Word], any_case: bool) -> list[tuple[int, int, int]]:
        """(start, end, person) of every masked name or part of one."""
        hits: list[tuple[int, int, int]] = []
        place = 0
        while place < len(found):
            length, person = self._match(text, found, place, any_case)
            if person != _PUBLIC:
                hits.append((found[place].start, found[place + length - 1].end, person))
            place += length
        return hits

    def _match(self, text: str, found: list[Word], place: int, any_case: bool) -> tuple[int, int]:
        """How many words the name at ``place`` takes, and whose it is; one word and ``_PUBLIC`` for no masked name."""
        for form, person in self._full.get(found[place].key, ()):
            length = _run_length(text, found, place, form)
            if length and (len(form) > 1 or person == _PUBLIC or self._part_stands(text, found, place, any_case)):
                return length, person
        word = found[place]
        if word.key in self._joined:
            return 1, self._joined[word.key]
        if word.key in self._parts and self._part_stands(text, found, place, any_case):
            return 1, self._parts[word.key]
        return 1, _PUBLIC

    def _part_stands(self, text: str, found: list[Word], place: int, any_case: bool) -> bool:
        word = found[place]
        if not (word.named or any_case):
            return False
        if word.key not in self._guarded:
            return True
        beside = [found[p].key for p in (place - 1, place + 1) if 0 <= p < len(found)]
        after_title = place > 0 and found[place - 1].key in _TITLES
        if after_title or _has_age(text, found, place):
            return True
        return any(self._same_person(word.key, other) for other in beside)

    def _same_person(self, left: str, right: str) -> bool:
        known = self._parts.get(right)
        return left != right and known is not None and known == self._parts.get(left)

    def _replace(self, text: str, hits: Sequence[tuple[int, int, int]]) -> str:
        """Put pseudonyms in; two hits of one person side by side, or one capitalised word apart, become one."""
        parts: list[str] = []
        end = 0
        last = _PUBLIC
        for start, stop, person in hits:
            between = text[end:start]
            if not (parts and person == last and _is_same_name(between)):
                parts += [between, self._label(person)]
            end, last = stop, person
        return "".join([*parts, text[end:]])


def _has_age(text: str, found: list[Word], place: int) -> bool:
    """Whether an age follows as in "Nils, 9,"."""
    if place + 1 == len(found):
        return False
    word, after = found[place], found[place + 1]
    return after.key.isdecimal() and len(after.key) < 3 and text[word.end : after.start].strip() == ","


def _run_length(text: str, found: list[Word], place: int, form: tuple[str, ...]) -> int:
    """How many words from ``place`` spell ``form``, one capitalised word more allowed between any two; 0 for none."""
    at = place
    for count, part in enumerate(form):
        if at < len(found) and found[at].key == part:
            at += 1
        elif count and at + 1 < len(found) and found[at].named and found[at + 1].key == part:
            at += 2
        else:
            return 0
        if count and not _GAP.fullmatch(text, found[at - 2].end, found[at - 1].start):
            return 0
    return at - place


def _is_same_name(between: str) -> bool:
    found = words(between)
    if re.search(r"[.;:!?\n]\s", between):
        return False
    return not found or (len(found) == 1 and found[0].named and len(between) < 30 and "," not in between)


def leaks(text: str, names: Iterable[str]) -> list[str]:
    """Which of ``names`` appear in ``text``: in full, in any spelling, or by any word of theirs written as a name.

    Particles ("al", "de") and words of one letter are no evidence. For tests and for the last look at a page.
    """
    found = words(text)
    named = {word.key for word in found if word.named}
    run = " ".join(word.key for word in found)
    leaked = []
    for name in names:
        form = name_words(name)
        whole = " ".join(form)
        parts = {part for part in form if part not in _PARTICLES and len(part) > 1}
        if form and (f" {whole} " in f" {run} " or parts & named):
            leaked.append(name)
    return leaked
