"""The words of a place name: what names the place, and what only says of which kind it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from rapidfuzz.distance import Levenshtein

_GLUED_BEFORE = re.compile(r"^(nr|near)(\w{4,})$")
_GLUED_BEHIND = re.compile(r"(sublocation|location|store|forest|farm|village|area|school|estate|road|market|loc)$")
_NUMBERED = re.compile(r"^(loc)(\d+)$")
_LEAST = 4
CLASSES = str.maketrans(
    {"c": "k", "g": "k", "q": "k", "l": "r", "d": "t", "p": "b", "v": "b", "y": "i", "e": "i", "o": "u", "w": "u",
     "j": "i", "z": "s", "m": "n", "h": None}
)  # fmt: skip
"""Letters that ears and hands mistake for one another."""
_GROUPS = (("th", "t"), ("ch", "k"), ("sh", "s"), ("ph", "b"), ("gh", "k"), ("kh", "k"))
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiouyw]")


def words(name: str) -> list[str]:
    """The words of a folded name, with "nr" and "location" taken off where they are glued to a word."""
    found: list[str] = []
    for word in name.split():
        if before := _GLUED_BEFORE.match(word):
            found += ["nr", before[2]]
        elif (behind := _GLUED_BEHIND.search(word)) and len(word) - len(behind[0]) >= _LEAST:
            found += [word[: behind.start()], behind[0]]
        elif numbered := _NUMBERED.match(word):
            found += ["loc", numbered[2]]
        else:
            found.append(word)
    return found


def core(name: str, generic: Collection[str]) -> tuple[str, frozenset[str]]:
    """What is left of a name in one word without generic words and numbers (all, if nothing is), and those words."""
    found = words(name)
    said = "".join(w for w in found if w not in generic and not w.isdigit())
    return said or name.replace(" ", ""), frozenset(w for w in found if w in generic and len(w) > 1)


def heavy(text: str) -> str:
    """Letters that are easily mistaken for one another fall together; doubled ones are one."""
    for group, to in _GROUPS:
        text = text.replace(group, to)
    return _DOUBLED.sub(r"\1", text.translate(CLASSES))


def consonants(text: str) -> str:
    """The consonants of the heavy form."""
    return _VOWELS.sub("", heavy(text))


def edits(one: str, other: str) -> Iterator[str]:
    """The edits that make one of the other: "a>e" changed, "h+" added or left out, "t2" doubled, "i$" at the end."""
    for step in Levenshtein.editops(one, other):
        if step.tag == "replace":
            first, second = sorted((one[step.src_pos], other[step.dest_pos]))
            yield f"{first}>{second}"
        else:
            text, at = (one, step.src_pos) if step.tag == "delete" else (other, step.dest_pos)
            kind = "2" if at and text[at - 1] == text[at] else "$" if at == len(text) - 1 else "+"
            yield f"{text[at]}{kind}"
