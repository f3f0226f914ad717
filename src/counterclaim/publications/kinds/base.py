"""What a kind of reference is: `{kind:target|field}` in a note becomes words, figures or parts with footnotes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz, process, utils

from counterclaim.publications.given import Given
from counterclaim.publications.material import Material, PublishedEvent, PublishedStatement
from counterclaim.publications.notes import Notes
from counterclaim.publications.options import BriefOptions
from counterclaim.publications.paper.blocks import Block
from counterclaim.publications.paper.inlines import Inline, Text, plain_text

__all__ = ["Answer", "Kind", "Scope", "Unsupported", "near"]

_NEAR = 3
_LIKE = 60.0
"""From this likeness on (0 to 100) another name is offered for one that is not there."""


class Unsupported(Exception):  # noqa: N818 - an answer about one sentence, not a fault of the program
    """A reference leads to nothing that may be published: why, and what to do about it."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy or "change or drop the sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What stands in a reference's place: words in a line, or blocks where the reference is a paragraph of its own."""

    inlines: tuple[Inline, ...] = ()
    blocks: tuple[Block, ...] = ()
    event_ids: tuple[str, ...] = ()
    """Events that it speaks of: what a later correction looks at."""

    @classmethod
    def words(cls, text: str, *marks: Inline, event_ids: tuple[str, ...] = ()) -> Answer:
        """An answer of some words and the marks behind them."""
        return cls(inlines=(Text(text), *marks), event_ids=event_ids)

    @property
    def value(self) -> str:
        """The words alone, as a later look compares them."""
        return plain_text(self.inlines)


@dataclass(kw_only=True)
class Scope:
    """All that references can lead to, and the notes that are numbered while they are followed."""

    material: Material
    notes: Notes
    options: BriefOptions
    given: Given
    mask: Callable[[str], str]
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    """By id of a statement that may not be published: why."""
    drawn: int = 0
    """Figures made so far: each needs ids of its own."""
    stands: set[str] = field(default_factory=set)
    """What links lead to, and so can stand in a brief only once."""

    @property
    def events(self) -> tuple[PublishedEvent, ...]:
        """The events of this publication in their order."""
        return self.material.events

    @cached_property
    def footings(self) -> frozenset[str]:
        """Ids of all that a footnote can lead to."""
        return frozenset((*self.statements, *(passage.id for passage in self.material.passages)))

    @cached_property
    def statements(self) -> Mapping[str, PublishedStatement]:
        """All statements that may be published, by id."""
        return {s.id: s for event in self.material.events for s in event.statements}

    def once(self, what: str) -> None:
        """Say that ``what`` is about to stand in the brief; raises Unsupported where it does already."""
        if what in self.stands:
            raise Unsupported(f"{what} stands in the brief already", "leave one of the two out")
        self.stands.add(what)

    def figure_name(self, kind: str) -> str:
        """A name for a figure that no other figure of this publication has."""
        self.drawn += 1
        return f"{kind}-{self.drawn}"


Resolve = Callable[[str, str, Scope], Answer]
"""(target, field, scope) to answer; raises Unsupported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of reference, by the word before the colon."""

    name: str
    resolve: Resolve
    fields: Mapping[str, str] = field(default_factory=dict)
    """What can stand after the bar, with what it prints; "" is what is printed without a bar."""
    target: str = ""
    """What stands after the colon, in words; empty for a kind that takes none."""


def by_id_or_words(target: str, known: Mapping[str, str], *, several: Unsupported, none: str, where: str) -> str:
    """The one id that begins with ``target``, else the one whose words hold it; ``known`` are words by id.

    Raises:
        Unsupported: ``several`` where more than one does; where none does ``none``, with what is near, and ``where``.
    """
    wanted = target.casefold()
    found = [i for i in known if i.startswith(target)] or [
        i for i, words in known.items() if wanted in words.casefold()
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise several
    raise Unsupported(f"{none}{near(target, known, known)}", where)


def near(wanted: str, known: Iterable[str], titles: Mapping[str, str] | None = None) -> str:
    """Names or ids like one that is not there, as the end of a message; empty where none is like it.

    ``titles`` give for an id the title by which a person would look for it.
    """
    names = list(known)
    told = [(titles or {}).get(name, "") for name in names]
    scores: dict[str, float] = {}
    for texts, scorer in ((names, fuzz.ratio), (told, fuzz.token_set_ratio)):
        found = process.extract(
            wanted, texts, scorer=scorer, processor=utils.default_process, limit=_NEAR, score_cutoff=_LIKE
        )
        for _, score, at in found:
            scores[names[at]] = max(score, scores.get(names[at], 0.0))
    best = sorted(scores, key=lambda name: (-scores[name], name))[:_NEAR]
    if not best:
        return ""
    return "; near it: " + ", ".join(f"{n} ({titles[n]})" if titles and titles.get(n) else n for n in best)
