"""What stands around a name, and whether it lets the name be a place: English lists and rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim.codebooks.files import read_yaml
from counterclaim.statements.cleaning.date_words import date_words

_WORDS = read_yaml(Path(__file__).parent / "place_words.yaml")
LOCATIVE = frozenset(_WORDS["locative"])
SURE_LOCATIVE = frozenset(_WORDS["sure"])
"""What still shows a place where all words are capitals and verbs and nouns look like names."""
PARTS = frozenset(_WORDS["parts"])
NEAR = frozenset({"near", "outside"})
RANK_OF: dict[str, str] = {word: rank for rank, words in _WORDS["ranks"].items() for word in words}
OF_PLACE = frozenset({*_WORDS["of_place"], *RANK_OF})
IN_PLACE = frozenset(_WORDS["in_place"])
"""Words that, written with a capital after a place's name, name something in that place."""
NOT_PLACE_AFTER = frozenset(_WORDS["not_place_after"])
CALENDAR = frozenset({*date_words("en").weekdays, *date_words("en").months})
COMMON = frozenset(_WORDS["common"])
LINKS = frozenset(_WORDS["links"])


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text with its place; ``glued`` where only a space parts it from the word before."""

    text: str
    start: int
    end: int
    glued: bool
    after_comma: bool
    opens: bool
    """First word of a sentence, heading or quotation."""

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is."""
        return self.text[:1].isupper() or (
            len(self.text) > 3 and "-" in self.text and self.text.split("-")[-1][:1].isupper()
        )


_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_][^\W_]*(?:['’ʼʻ-][^\W_]+)*", re.UNICODE)


def words_of(text: str) -> list[Word]:
    """The words of a text; figures and signs part them."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        between = text[last : match.start()]
        word = match.group(0)
        end = match.end()
        if word.endswith(("'s", "’s")) and len(word) > 3:
            word, end = word[:-2], end - 2
        opens = not found or (any(c in between for c in '.!?:;"“”\n') and bool(between.strip() or "\n\n" in between))
        spaced = between.replace("\n", " ") in (" ", "  ") and text[last - 2 : last] not in ("'s", "’s")
        found.append(Word(word, match.start(), end, bool(found) and spaced, between.strip() == ",", opens))
        last = match.end()
    return found


def before(words: Sequence[Word], at: int) -> Word | None:
    """The word right before, with nothing but a space between."""
    return words[at - 1] if at > 0 and words[at].glued else None


def after(words: Sequence[Word], at: int) -> Word | None:
    """The word right after ``at``, with nothing but a space between."""
    return words[at + 1] if at + 1 < len(words) and words[at + 1].glued else None
