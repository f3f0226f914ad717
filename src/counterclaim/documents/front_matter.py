"""Metadata written at the top of a text or Markdown file.

Either YAML between two ``---`` lines, or plain ``key: value`` lines with at least two known keys before a blank line.
It is no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from counterclaim.documents.dates import parse_published
from counterclaim.documents.draft import Refused
from counterclaim.model import DateInterval

_KEYS = {
    "title": "title",
    "headline": "title",
    "outlet": "outlet",
    "source": "outlet",
    "publisher": "outlet",
    "author": "author",
    "byline": "author",
    "published": "published",
    "date": "published",
    "language": "language",
    "lang": "language",
    "url": "url",
    "uri": "url",
    "link": "url",
    "agency": "agency",
    "invented": "invented",
    "kind": "kind",
}
_BLOCK = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.{0,16000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_HEADER = re.compile(r"([A-Za-z]{3,10})[ \t]*:[ \t]*(.*)")
_TRUE = frozenset({"true", "yes", "1", "on"})


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields found, by their canonical names, and what was wrong with them."""

    fields: dict[str, str] = field(default_factory=dict)
    remarks: tuple[Refused, ...] = ()

    @property
    def published(self) -> DateInterval | None:
        """The date, None where there is none or it cannot be read."""
        return parse_published(self.fields.get("published", ""))

    @property
    def invented(self) -> bool:
        """Whether the item labels itself as an invented example."""
        return self.fields.get("invented", "").casefold() in _TRUE


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """Split ``text`` into its front matter (empty if it has none) and the text proper."""
    if match := _BLOCK.match(text):
        return _from_yaml(match[1]), text[match.end() :].lstrip("\r\n")
    return _from_headers(text)


def _from_yaml(block: str) -> FrontMatter:
    try:
        loaded = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes strings only
    except (yaml.YAMLError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        remedy = "check what was read; put quotes around values with a colon"
        said = f"front matter is no valid YAML at line {line}; its plain `key: value` lines were read one by one"
        plain = _checked(dict(_plain_lines(block)))
        return FrontMatter(plain.fields, (Refused("front_matter", said, remedy), *plain.remarks))
    if not isinstance(loaded, dict):
        return FrontMatter()
    return _checked({str(key): _plain(value) for key, value in loaded.items()})


def _plain_lines(block: str) -> Iterator[tuple[str, str]]:
    """Known keys of lines such as ``title: Bombing: what we know``, which people write and YAML refuses."""
    for line in block.splitlines():
        match = _HEADER.fullmatch(line.strip())
        if match and match[1].casefold() in _KEYS:
            yield match[1].casefold(), match[2].strip().strip("\"'")


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(item for item in value if isinstance(item, str))
    return value if isinstance(value, str) else ""


def _from_headers(text: str) -> tuple[FrontMatter, str]:
    found: dict[str, str] = {}
    position = 0
    for line in text[:8000].splitlines(keepends=True):
        match = _HEADER.fullmatch(line.strip())
        if not match or match[1].casefold() not in _KEYS:
            break
        found[match[1].casefold()] = match[2].strip()
        position += len(line)
    rest = text[position:]
    if len(found) < 2 or (rest and rest[0] not in "\r\n"):
        return FrontMatter(), text
    return _checked(found), rest.lstrip("\r\n")


def _checked(raw: dict[str, str]) -> FrontMatter:
    fields = {_KEYS[key.casefold()]: value.strip() for key, value in raw.items() if key.casefold() in _KEYS}
    remarks = []
    stated = fields.get("published", "")
    if stated and parse_published(stated) is None:
        remedy = "write it as 2017-06-02, 2017-06 or 2017"
        remarks.append(Refused("metadata", f"publication date cannot be read: {stated[:60]!r}", remedy))
    return FrontMatter(fields, tuple(remarks))
