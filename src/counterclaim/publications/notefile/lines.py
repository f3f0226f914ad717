"""The lines of a note with the file and line that each comes from: includes taken in, front matter taken off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from counterclaim.errors import ConfigError
from counterclaim.model import Problem
from counterclaim.publications.words import listed

_INCLUDE = re.compile(r"\s*\{include:(?P<file>[^{}|]+)\}\s*")
_LIMIT = 2_000_000
_DEPTH = 10
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a note, and where it stands."""

    text: str
    file: str
    number: int


@dataclass(slots=True, kw_only=True)
class Source:
    """A note as lines, its front matter, and what could not be taken in."""

    lines: list[Line] = field(default_factory=list)
    front: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def problem(file: str, line: int, message: str, remedy: str, code: str) -> Problem:
    """A refusal at a line of a note."""
    place = f"line {line}" if line else ""
    return Problem(stage="publish", subject=file, place=place, message=message, remedy=remedy, code=code)


def read_note(path: Path) -> Source:
    """Read a note and what it includes.

    Raises:
        ConfigError: the note itself cannot be read, or its front matter is no YAML mapping.
    """
    source = Source()
    lines = _read(path, path.name)
    begin, source.front = _front(lines, path.name)
    _take(lines[begin:], path, begin, (path.resolve(),), path.parent.resolve(), source)
    return source


def lines_of(text: str, name: str) -> Source:
    """A note that the program has itself, as lines; it includes nothing."""
    lines = text.splitlines()
    begin, front = _front(lines, name)
    rest = [Line(line, name, number) for number, line in enumerate(lines[begin:], start=begin + 1)]
    return Source(lines=rest, front=front)


def _read(path: Path, name: str) -> list[str]:
    try:
        if path.stat().st_size > _LIMIT:
            raise ConfigError("is over 2 MB", where=name, remedy="put its parts into files and include them")
        return path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise ConfigError(f"is not UTF-8 (byte {error.start})", where=name, remedy="save it as UTF-8") from error
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", where=name, remedy="check the path") from error


def _front(lines: list[str], name: str) -> tuple[int, dict[str, Any]]:
    """(number of lines taken off, front matter)."""
    if not lines or lines[0].strip() != _FENCE:
        return 0, {}
    end = next((n for n, line in enumerate(lines[1:], start=1) if line.strip() == _FENCE), None)
    if end is None:
        raise ConfigError("front matter is not closed", where=f"{name}, line 1", remedy="end it with a line of ---")
    try:
        found = yaml.safe_load("\n".join(lines[1:end])) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}, line {mark.line + 2}" if mark else name
        raise ConfigError("front matter is no YAML", where=where, remedy="write `name: value` lines") from error
    if not isinstance(found, Mapping):
        raise ConfigError("front matter is no mapping", where=f"{name}, line 2", remedy="write `name: value` lines")
    return end + 1, {str(key): value for key, value in found.items()}


def _take(lines: list[str], path: Path, begin: int, chain: tuple[Path, ...], root: Path, source: Source) -> None:
    name = _name(path, root)
    for number, text in enumerate(lines, start=begin + 1):
        match = _INCLUDE.fullmatch(text)
        if match is None:
            source.lines.append(Line(text, name, number))
            continue
        wanted = (path.parent / match["file"].strip()).resolve()
        fault = _fault(wanted, chain, root)
        if not fault:
            try:
                inner = _read(wanted, _name(wanted, root))
                skip, _ = _front(inner, _name(wanted, root))
            except ConfigError as error:
                fault = f"{match['file'].strip()} {error.message}"
            else:
                _take(inner[skip:], wanted, skip, (*chain, wanted), root, source)
        if fault:
            source.problems.append(problem(name, number, fault, "change or drop the include", "include"))
            source.lines.append(Line("", name, number))


def _fault(wanted: Path, chain: tuple[Path, ...], root: Path) -> str:
    if wanted in chain:
        circle = [_name(p, root) for p in (*chain[chain.index(wanted) :], wanted)]
        return f"the include goes in a circle: {' → '.join(circle)}"
    if not wanted.is_relative_to(root):
        return f"the include {wanted.name} lies outside of the note's folder"
    if len(chain) > _DEPTH:
        return f"includes are nested deeper than {_DEPTH}"
    return ""


def _name(path: Path, root: Path) -> str:
    resolved = path.resolve()
    return str(resolved.relative_to(root)) if resolved.is_relative_to(root) else path.name


def unknown_keys(front: Mapping[str, Any], known: tuple[str, ...], file: str) -> list[Problem]:
    """One problem for each word of the front matter that means nothing."""
    return [
        problem(file, 0, f"front matter has no {key!r}", f"it has {listed(list(known), 'and')}", "front_matter")
        for key in front
        if key not in known
    ]
