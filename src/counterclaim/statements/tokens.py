"""Words and marks of a sentence with their places in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?P<abbr>(?:[A-Za-z]\.){2,}(?:['’]s\b)?)"
    r"|(?P<title>(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Maj|Sen|Rep|Gov|St|Rev|Prof|Adm|Brig|Supt|Cmdr|Jr|No)\.)"
    r"|(?P<initial>[A-Z]\.(?=[ ,]))"
    r"|(?P<num>\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?!\w|[-‑]\w))"
    r"|(?P<word>\w+(?:[-'’‑.]\w+)*(?:['’](?=\s+\w)(?<=s['’]))?)"
    r"|(?P<dash>--+|[–—])"
    r"|(?P<mark>\S)"
)
_POSSESSIVE = re.compile(r"(?<=[\w.])(['’]s|(?<=s)['’])$", re.IGNORECASE)
_NEGATED = re.compile(r"(?i)(?P<stem>\w+)(?P<neg>n['’]t)$")
OPEN_QUOTES = frozenset("“‘«„\"'")
CLOSE_QUOTES = frozenset("”’»\"'")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark: code points ``start`` to ``end`` of the text, and the word in lower case."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        """Whether the token holds a letter or digit."""
        return self.text[0].isalnum()


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """Cut ``text[start:end]`` into tokens; possessive ’s and n’t stand alone. Linear in the length."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        at = match.start()
        cut = _cut(word) if len(word) > 2 and ("'" in word or "’" in word) else 0
        if cut:
            tokens += [_token(text, at, at + cut), _token(text, at + cut, match.end())]
        else:
            tokens.append(_token(text, at, match.end()))
    return tokens


def _cut(word: str) -> int:
    """Where n't or a possessive ’s begins in a word, 0 where there is none."""
    negated = _NEGATED.fullmatch(word)
    if negated:
        return len(negated["stem"])
    owner = _POSSESSIVE.search(word)
    return owner.start() if owner else 0


def _token(text: str, start: int, end: int) -> Token:
    word = text[start:end]
    low = word.casefold().replace("’", "'").replace("‑", "-")
    return Token(start, end, word, low)


def is_upper_case(text: str) -> bool:
    """Whether a text is set in capitals throughout, as old agency wires are: case then tells nothing."""
    sample = text[:4000]
    upper = sum(map(str.isupper, sample))
    lower = sum(map(str.islower, sample))
    return upper > 40 and upper > 8 * lower
