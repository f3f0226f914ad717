"""The reference, `{kind:target|field}` or `{kind:target|field=value}`: its syntax, and nothing of what it means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

REFERENCE = re.compile(
    r"\{(?P<kind>[a-z][a-z_-]*)(?::(?P<target>[^{}|\n]*))?"
    r"(?:\|(?P<field>[^{}=\n]*)(?:=(?P<expected>[^{}\n]*))?)?\}"
)
TOKEN = "reference"  # noqa: S105 - the name of a token of Markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One reference as it is written."""

    kind: str
    target: str
    field: str
    expected: str | None
    """The value that the sentence was written for; another one withdraws its support. None where none is given."""
    written: str

    @classmethod
    def parse(cls, written: str) -> Reference:
        """Read one reference; ``written`` must match ``REFERENCE`` whole."""
        match = REFERENCE.fullmatch(written)
        assert match is not None
        expected = match["expected"]
        return cls(
            kind=match["kind"],
            target=" ".join((match["target"] or "").split()),
            field=(match["field"] or "").strip(),
            expected=None if expected is None else expected.strip(),
            written=written,
        )


def parser() -> MarkdownIt:
    """CommonMark with tables and references; HTML in a note is text."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.inline.ruler.after("escape", TOKEN, _rule)
    return markdown


def _rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
    match = REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push(TOKEN, "", 0)
        token.content = match[0]
    state.pos = match.end()
    return True
