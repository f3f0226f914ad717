"""Characters for which no font has a glyph: found by asking Typst, left out by name, never printed as boxes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from counterclaim.model import Problem
from counterclaim.publications.notefile.lines import Line
from counterclaim.publications.notes import Note
from counterclaim.publications.words import listed

PACKAGES: Mapping[str, str] = {
    "CJK": "fonts-noto-cjk",
    "HIRAGANA": "fonts-noto-cjk",
    "KATAKANA": "fonts-noto-cjk",
    "HANGUL": "fonts-noto-cjk",
    "EGYPTIAN": "fonts-noto-extra",
}
"""Debian packages with fonts for a script, by the first word of its characters' names; fonts-noto-core for others."""
MOST = 100
"""Missing characters that are told apart; where there are more, all of their scripts are taken to be missing."""
_NAMED = re.compile(r"the text `\"(?P<text>(?:[^\"\\]|\\.)*)\"` could not be displayed")
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')
_SVG_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
_NO_GLYPH_NEEDED = ("Cc", "Cf", "Zs", "Zl", "Zp")


def script_of(char: str) -> str:
    """The first word of a character's Unicode name: ARABIC, CYRILLIC, CJK."""
    return unicodedata.name(char, "UNNAMED").split(" ")[0]


def characters(texts: Iterable[str]) -> set[str]:
    """All characters beyond Latin that need a glyph."""
    found = {c for text in texts for c in text if ord(c) > 0x17F}
    return {c for c in found if unicodedata.category(c) not in _NO_GLYPH_NEEDED}


def named_in(message: str) -> set[str]:
    """The characters that an error of Typst says it cannot show; empty where it is about something else."""
    return {c for match in _NAMED.finditer(message) for c in match["text"]}


def without(source: str, gone: frozenset[str]) -> str:
    """Typst source with a notice in place of each text that has a character of ``gone``."""
    return _LITERAL.sub(lambda match: f'"{notice(match[0], gone)}"' if gone & set(match[0]) else match[0], source)


def svg_without(svg: bytes, gone: frozenset[str]) -> bytes:
    """A drawing with a notice in place of each of its texts that has a character of ``gone``."""
    text = svg.decode("utf-8")
    return _SVG_TEXT.sub(lambda m: notice(m[0], gone) if gone & set(m[0]) else m[0], text).encode("utf-8")


def notice(text: str, gone: frozenset[str]) -> str:
    """What stands in place of a text that cannot be set."""
    return f"[text in {_scripts(gone & set(text))} script, for which no font is installed]"


def _scripts(chars: Iterable[str]) -> str:
    return listed(sorted({"Han" if s == "CJK" else s.capitalize() for s in map(script_of, chars)}))


def problems(gone: frozenset[str], lines: Sequence[Line], notes: Sequence[Note]) -> Iterator[Problem]:
    """Where texts were left out: lines of the note, footnotes; at least one problem where anything was."""
    told = False
    for subject, place, text in _places(lines, notes):
        missing = gone & set(text)
        if missing:
            told = True
            yield _problem(subject, place, missing)
    if gone and not told:
        yield _problem("brief", "names and figures", gone)


def _places(lines: Sequence[Line], notes: Sequence[Note]) -> Iterator[tuple[str, str, str]]:
    for line in lines:
        yield line.file, f"line {line.number}", line.text
    for note in notes:
        found = note.statement
        texts = (found.quote, found.speaker, found.document.title, found.document.outlet)
        yield found.document.title or found.document.id, f"note {note.number}", " ".join(texts)


def _problem(subject: str, place: str, missing: Iterable[str]) -> Problem:
    chars = sorted(missing)
    packages = sorted({PACKAGES.get(script_of(c), "fonts-noto-core") for c in chars})
    return Problem(
        stage="publish",
        subject=subject,
        place=place,
        message=f"no font here has {_scripts(chars)} script ({', '.join(chars[:5])}{'…' if len(chars) > 5 else ''}), "
        "so the text is left out of the PDF",
        remedy=f"install {listed(packages)}, or name a folder with fonts by --fonts; the other forms have the text",
        code="font",
    )
