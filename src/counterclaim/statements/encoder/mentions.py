"""From the tags' probabilities to mentions, and from mentions to entities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.statements.encoder.roles import ROLES
from counterclaim.statements.encoder.tokenising import TokenisedText
from counterclaim.statements.encoder.windows import Range

#: A token may belong to a mention from this probability on; what the mention is worth is judged later.
INSIDE = 0.2
NAMED = ("PerpOrg", "Victim", "Place")
_WORD = re.compile(r"[^\W_]+")
_LEADING = frozenset(
    ["a", "an", "the", "some", "several", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
)
_EDGES = frozenset(
    ["of", "and", "the", "for", "in", "on", "by", "to", "at", "from", "with", "a", "an", "that", "which", "who"]
)
_MEMBER = re.compile(
    r"(?:member|guerrilla|commando|terrorist|rebel|fighter|unit|column|combatant|troop|soldier|element|activist)s?"
    r"|urban|personnel"
)
_SMALL = frozenset(["of", "and", "the", "for", "in", "on", "de", "la", "el", "los", "del", "y"])


@dataclass(frozen=True)
class Mention:
    """Tokens [first, past) in a role, with the mean probability that they are inside a filler."""

    role: str
    first: int
    past: int
    score: float
    string: str


@dataclass(frozen=True)
class Group:
    """Mentions of one entity in one role, best first; `names` are its distinct strings, best first."""

    role: str
    mentions: tuple[Mention, ...]

    @property
    def spans(self) -> list[Range]:
        """The mentions' token ranges, in order of the text."""
        return sorted((m.first, m.past) for m in self.mentions)

    @property
    def score(self) -> float:
        """The best mention's probability."""
        return max(m.score for m in self.mentions)

    @property
    def names(self) -> tuple[str, ...]:
        """Distinct strings, best first."""
        ranked = sorted(self.mentions, key=lambda m: (-self.worth(m), m.first))
        seen: dict[str, str] = {}
        for mention in ranked:
            seen.setdefault(" ".join(words(mention.string)), mention.string)
        return tuple(seen.values())

    def worth(self, mention: Mention) -> float:
        """How well a mention's string serves as the name: its probability; for names, rather longer ones."""
        longer = 0.25 * min(len(words(mention.string)), 4) if self.role == "Victim" else 0.0
        return mention.score + longer


def words(string: str) -> list[str]:
    """Lower-case words."""
    return _WORD.findall(string.lower())


def find_mentions(
    inside: NDArray[np.float32], begin: NDArray[np.float32], text: TokenisedText, body: int
) -> list[Mention]:
    """Mentions in all roles, from the probabilities (N, R) of being inside a filler and of beginning one.

    Tokens of the header (characters before `body`) are left out; a word is taken whole.
    """
    start_of_body = text.tokens_within(0, body)[1] if body else 0
    joined = np.zeros(len(text), bool)
    joined[1:] = text.starts[1:] == text.ends[:-1]
    out = []
    for column, role in enumerate(ROLES):
        p = inside[:, column].copy()
        p[:start_of_body] = 0
        for first, past in runs(p, begin[:, column], joined, text):
            for a, b in named_apart(first, past, text) if role == "PerpOrg" else [(first, past)]:
                a, b = trimmed(a, b, text)
                if b > a:
                    out.append(Mention(role, a, b, float(p[a:b].mean()), text.string(a, b)))
    return out


def named_apart(first: int, past: int, text: TokenisedText) -> list[Range]:
    """A name and what stands in brackets after it, "SHINING PATH [SENDERO LUMINOSO", are two names."""
    opening = [k for k in range(first + 1, past - 1) if text.text[text.starts[k]] in "[("]
    return [(first, opening[0]), (opening[0] + 1, past)] if opening else [(first, past)]


def runs(p: NDArray[np.float32], b: NDArray[np.float32], joined: NDArray[np.bool_], text: TokenisedText) -> list[Range]:
    """Stretches of tokens with `p` above the bar, parted where a new one begins, grown to whole words."""
    out: list[Range] = []
    for i in np.flatnonzero(p > INSIDE).tolist():
        if out and out[-1][1] == i and (joined[i] or b[i] <= 0.5 * p[i]):
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    grown: list[Range] = []
    for first, past in out:
        while first > 0 and joined[first] and _letter(text, first - 1) and _letter(text, first):
            first -= 1
        while past < len(p) and joined[past] and _letter(text, past) and _letter(text, past - 1):
            past += 1
        if grown and first < grown[-1][1]:
            grown[-1] = (grown[-1][0], max(past, grown[-1][1]))
        else:
            grown.append((first, past))
    return grown


def trimmed(first: int, past: int, text: TokenisedText) -> Range:
    """Without the punctuation and the small words at the ends; empty where nothing else is there."""

    def idle(token: int) -> bool:
        word = text.text[text.starts[token] : text.ends[token]].lower()
        return word in _EDGES or not any(c.isalnum() for c in word)

    begin, end = first, past
    while begin < end and idle(begin):
        begin += 1
    while end > begin and idle(end - 1):
        end -= 1
    return begin, end


def _letter(text: TokenisedText, token: int) -> bool:
    return text.text[text.starts[token]].isalnum()


def group(mentions: Sequence[Mention], text: TokenisedText) -> list[Group]:
    """Mentions of the same role that name the same, as one."""
    groups: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda m: (-len(words(m.string)), m.first)):
        home = next((g for g in groups if g[0].role == mention.role and any(same(m, mention, text) for m in g)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    return [Group(g[0].role, tuple(sorted(g, key=lambda m: (-m.score, m.first)))) for g in groups]


def same(one: Mention, two: Mention, text: TokenisedText) -> bool:
    """Whether two mentions of a role name the same thing; `two` is not the longer one."""
    a, b = words(one.string), words(two.string)
    while a and a[0] in _LEADING:
        a = a[1:]
    while b and b[0] in _LEADING:
        b = b[1:]
    if a == b:
        return True
    if one.role == "Victim":
        return bool(b) and len(b) < len(a) and set(b) <= set(a) and (a[-len(b) :] == b or len(b) > 1)
    if one.role == "PerpOrg":
        a, b = without_members(a), without_members(b)
        return a == b or is_acronym(b, a) or in_brackets(one, two, text) or (len(b) > 1 and set(b) <= set(a))
    return False


def without_members(name: list[str]) -> list[str]:
    """An organisation's name without the word for its people at the end: "ELN guerrillas"."""
    while len(name) > 1 and _MEMBER.fullmatch(name[-1]):
        name = name[:-1]
    return name


def is_acronym(short: list[str], name: list[str]) -> bool:
    """Whether `short` is one word made of the first letters of the name's greater words, in order."""
    if len(short) != 1 or len(name) < 2 or not 2 <= len(short[0]) <= 8:
        return False
    return "".join(w[0] for w in name if w not in _SMALL) == short[0]


def in_brackets(one: Mention, two: Mention, text: TokenisedText) -> bool:
    """Whether one stands in brackets right after the other."""
    first, second = sorted((one, two), key=lambda m: m.first)
    between = text.text[text.ends[first.past - 1] : text.starts[second.first]].strip()
    return between in ("[", "(") and second.past < len(text) and text.text[text.starts[second.past]] in ")]"
