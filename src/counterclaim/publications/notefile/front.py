"""What a note says of itself before its text: title, authors, date, language, summary, period."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from counterclaim.errors import ConfigError
from counterclaim.model import DateInterval, Problem
from counterclaim.publications.display import language_tag
from counterclaim.publications.notefile.lines import unknown_keys

KEYS = ("title", "authors", "date", "language", "summary", "since", "until")
RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks ku-Arab ps sd ug ur yi".split())  # noqa: SIM905
_REMEDY = {
    "date": "give it as 2017-06-30",
    "language": "give a language tag such as en, fr or ar",
    "since": "give it as 2017, 2017-06 or 2017-06-02",
    "until": "give it as 2017, 2017-06 or 2017-06-02",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front matter, every text as it is written."""

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    language: str = "en"
    summary: str = ""
    since: str = ""
    until: str = ""

    @property
    def direction(self) -> str:
        """The direction of the note's own text: "rtl" or "ltr"."""
        return direction_of(self.language)

    def masked(self, mask: Callable[[str], str]) -> Front:
        """The same with private persons masked."""
        return Front(
            title=mask(self.title),
            authors=self.authors,
            date=self.date,
            language=self.language,
            summary=mask(self.summary),
            since=self.since,
            until=self.until,
        )


def direction_of(language: str) -> str:
    """The direction in which a language is written, by its tag: "rtl" or "ltr"."""
    main = language.split("-")[0].casefold()
    return "rtl" if main in RIGHT_TO_LEFT or language in RIGHT_TO_LEFT else "ltr"


def direction_of_text(text: str) -> str:
    """The direction of a text by its first strong character (UAX #9, P2); "ltr" where it has none."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return "ltr"


def front_of(found: Mapping[str, Any], file: str) -> tuple[Front, list[Problem]]:
    """Read front matter; words that mean nothing are refused one by one.

    Raises:
        ConfigError: a date, period or language that cannot be read.
    """
    given = found.get("authors", found.get("author", ()))
    authors = [given] if isinstance(given, str) else list(given or ())
    texts = {key: _text(found.get(key)) for key in KEYS if key != "authors"}
    for key in ("date", "since", "until"):
        _check_day(texts[key], key, file)
    language = texts["language"] or "en"
    if not language_tag(language):
        raise ConfigError(f"{language!r} is no language tag", where=f"{file}, language", remedy=_REMEDY["language"])
    front = Front(**{**texts, "language": language}, authors=tuple(_text(author) for author in authors))
    return front, unknown_keys({k: v for k, v in found.items() if k != "author"}, KEYS, file)


def _text(value: object) -> str:
    return "" if value is None else re.sub(r"\s+", " ", str(value)).strip()


def _check_day(text: str, key: str, file: str) -> None:
    try:
        if text:
            DateInterval.parse(text)
    except ValueError as error:
        raise ConfigError(str(error), where=f"{file}, {key}", remedy=_REMEDY[key]) from error
