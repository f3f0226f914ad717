"""What a person types into a search box, read as words, phrases and how they are joined, or refused by place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from counterclaim.backends.search.analysis import fold
from counterclaim.errors import ConfigError

HELP = 'write words, "a phrase" or begin*; OR between alternatives, NOT word to leave out, (brackets) to group'
LONGEST = 2000
"""Characters of a query."""
MOST = 64
"""Words and phrases of a query."""
DEEPEST = 10
"""Brackets within brackets."""

_QUOTES = '"“”„«»'
_PART = re.compile(
    rf"(?P<minus>-(?=[^\s-]))?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?P<closed>[{_QUOTES}]?)|(?P<sign>[()])"
    rf"|(?P<word>[^\s(){_QUOTES}]+))"
)
_NOISE = regex.compile(r"[^\p{L}\p{M}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Words:
    """One word, or several that must stand beside each other in this order, folded."""

    words: tuple[str, ...]
    exact: bool = False
    """Typed as a phrase: found as it is written, and not by stems."""
    beginning: bool = False
    """The last word need only begin so."""


@dataclass(frozen=True, slots=True)
class Every:
    """All of ``wanted`` must be found, and none of ``unwanted``."""

    wanted: tuple[Node, ...]
    unwanted: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """At least one must be found."""

    parts: tuple[Node, ...]


Node = Words | Every | Either


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    """words, "(", ")", AND, OR or NOT."""
    place: int
    words: Words | None = None


def parse_query(text: str) -> Node:
    """The query as a tree.

    All words must be found, with or without AND between them; OR joins its neighbours before AND does, so that
    ``a b OR c`` looks for a, and for one of b and c. Words with signs in them ("car-bomb") are phrases. AND, OR and
    NOT are commands in capitals only.

    Raises:
        ConfigError: the query is empty or cannot be read; ``where`` says at which character.
    """
    if len(text) > LONGEST:
        raise _refused(f"a search holds at most {LONGEST} characters, not {len(text)}", None)
    tokens = list(_tokens(text))
    if sum(token.kind == "words" for token in tokens) > MOST:
        raise _refused(f"a search holds at most {MOST} words", None)
    if not any(token.kind == "words" for token in tokens):
        raise _refused("there is no word to look for", None)
    return _Parser(tokens, len(text)).whole()


def _tokens(text: str) -> Iterator[_Token]:
    for match in _PART.finditer(text):
        place = match.start()
        if match["minus"]:
            yield _Token("NOT", place)
        if match["sign"]:
            yield _Token(match["sign"], match.start("sign"))
        elif match["word"] in ("AND", "OR", "NOT") and not match["minus"]:
            yield _Token(match["word"], place)
        elif match["word"]:
            yield from _word(match["word"], match.start("word"))
        elif not match["closed"]:
            raise _refused("a quotation mark is not closed", place)
        else:
            yield from _phrase(match["phrase"], match.start("phrase"))


def _word(typed: str, place: int) -> Iterator[_Token]:
    found = _folded(typed)
    if "*" in typed[:-1]:
        raise _refused("* stands only at the end of a word", place + typed.index("*"))
    if typed.endswith("*") and not found:
        raise _refused("there is no letter before *", place + len(typed) - 1)
    if found:
        yield _Token("words", place, Words(found, beginning=typed.endswith("*")))
    else:
        yield _Token("", place)


def _phrase(typed: str, place: int) -> Iterator[_Token]:
    bare = typed.rstrip()
    if "*" in bare[:-1]:
        raise _refused("* stands only at the end of a phrase", place + typed.index("*"))
    found = _folded(bare)
    yield _Token("words" if found else "", place, Words(found, exact=True, beginning=bare.endswith("*")))


def _folded(typed: str) -> tuple[str, ...]:
    return tuple(_NOISE.sub(" ", fold(typed)).lower().split())


class _Parser:
    """Reads tokens by descending: all of some alternatives, each of one or more parts joined by OR."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self._tokens = [*tokens, _Token("end", end)]
        self._place = 0
        self._depth = 0

    def whole(self) -> Node:
        found = self._every() if self._next.kind != ")" else None
        if found is None or self._next.kind != "end":
            raise _refused("a bracket is closed that was not opened", self._next.place)
        return found

    @property
    def _next(self) -> _Token:
        return self._tokens[self._place]

    def _take(self) -> _Token:
        self._place += 1
        return self._tokens[self._place - 1]

    def _every(self) -> Node:
        wanted: list[Node] = []
        unwanted: list[Node] = []
        begun = self._next.place
        while self._next.kind not in ("end", ")"):
            if self._next.kind == "AND":
                self._joint(bool(wanted or unwanted))
            leaves_out, node = self._alternatives()
            if node is not None:
                (unwanted if leaves_out else wanted).append(node)
        if unwanted and not wanted:
            raise _refused("there are only words to leave out", begun)
        if not wanted:
            raise _refused("there is no word between the brackets", begun)
        return wanted[0] if len(wanted) == 1 and not unwanted else Every(tuple(wanted), tuple(unwanted))

    def _joint(self, begun: bool) -> None:
        sign = self._take()
        if not begun or self._next.kind in ("end", ")", "AND", "OR"):
            raise _refused(f"{sign.kind} stands without a word beside it", sign.place)

    def _alternatives(self) -> tuple[bool, Node | None]:
        """(whether it is left out, one part or several joined by OR)."""
        first = self._next
        leaves_out, node = self._part()
        parts = [node] if node is not None else []
        while self._next.kind == "OR":
            self._joint(bool(parts))
            other, node = self._part()
            if other or leaves_out:
                raise _refused("OR cannot join words to leave out", first.place)
            if node is not None:
                parts.append(node)
        return leaves_out, Either(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None

    def _part(self) -> tuple[bool, Node | None]:
        token = self._take()
        if token.kind == "NOT":
            if self._next.kind in ("end", ")", "AND", "OR", "NOT"):
                raise _refused("NOT stands without a word after it", token.place)
            return True, self._part()[1]
        if token.kind == "(":
            return False, self._group(token)
        if token.kind in ("OR", "AND"):
            raise _refused(f"{token.kind} stands without a word beside it", token.place)
        return False, token.words if token.kind == "words" else None

    def _group(self, opened: _Token) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _refused(f"brackets are nested more than {DEEPEST} deep", opened.place)
        found = self._every()
        if self._take().kind != ")":
            raise _refused("a bracket is not closed", opened.place)
        self._depth -= 1
        return found


def _refused(message: str, place: int | None) -> ConfigError:
    return ConfigError(message, where="" if place is None else f"character {place + 1} of the search", remedy=HELP)
