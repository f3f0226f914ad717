"""Framings: recurring ways in which a side tells what happens, as reviewed data that a user can extend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import regex

from counterclaim.codebooks.files import DATA, entry_lines, read_yaml
from counterclaim.codebooks.framing_patterns import phrase_pattern
from counterclaim.codebooks.phrases import by_language, texts
from counterclaim.errors import ConfigError
from counterclaim.model.identity import sha256_hex

_TEXTS = ("name", "definition", "include", "exclude", "parent")
_KNOWN = {"id", *_TEXTS, "patterns", "unless", "examples", "counterexamples"}


@dataclass(frozen=True, kw_only=True)
class Framing:
    """One framing. ``patterns`` and ``unless`` hold phrases by language (BCP 47 primary tag); examples are English."""

    id: str
    name: str
    definition: str
    include: str = ""
    exclude: str = ""
    parent: str = ""
    patterns: Mapping[str, tuple[str, ...]]
    unless: Mapping[str, tuple[str, ...]]
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    def compiled(self, language: str) -> tuple[list[regex.Pattern[str]], list[regex.Pattern[str]]]:
        """What to find and what not, for a language; two empty lists where the framing has no words in it."""
        return (
            [phrase_pattern(p) for p in self.patterns.get(language, ())],
            [phrase_pattern(p) for p in self.unless.get(language, ())],
        )


@dataclass(frozen=True)
class FramingBook:
    """All framings by id, with the groups that they belong to."""

    framings: Mapping[str, Framing]
    groups: Mapping[str, str]
    refused: tuple[ConfigError, ...] = ()
    """Why a user's other framings cannot be used, each with file and line."""

    @classmethod
    def load(cls, own: Iterable[Path] = ()) -> FramingBook:
        """The shipped framings with a user's files on top; a user's framing takes the place of one with its id.

        One that lacks a field, has an unknown one, a pattern that cannot be used, or a parent that is not there or
        leads back to itself is ``refused``, and the others hold.

        Raises:
            ConfigError: a file is no YAML, or holds no list of framings.
        """
        framings: dict[str, Framing] = {}
        groups: dict[str, str] = {}
        places: dict[str, str] = {}
        refused: list[ConfigError] = []
        for path in (DATA / "framings.yaml", *own):
            entries, titles = _parts(read_yaml(path), path)
            groups.update(titles)
            for line, entry in zip(_lines(path), entries, strict=False):
                try:
                    framing = _framing(entry, f"{path}, line {line}")
                except ConfigError as error:
                    refused.append(error)
                    continue
                framings[framing.id], places[framing.id] = framing, f"{path}, line {line}"
        refused += _without_parents(framings, groups, places)
        return cls(framings, groups, tuple(refused))

    def __iter__(self) -> Any:  # noqa: ANN401 - an iterator of Framing
        return iter(self.framings.values())

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all that decides what matches."""
        return sha256_hex(repr(sorted((f.id, repr(f)) for f in self.framings.values())).encode())

    def lineage(self, framing_id: str) -> str:
        """The words of the group that a framing belongs to, empty where it has none."""
        parent = self.framings[framing_id].parent
        while parent in self.framings:
            parent = self.framings[parent].parent
        return self.groups.get(parent, "")


def _lines(path: Path) -> list[int]:
    return entry_lines(path, "framings")


def _parts(content: Any, path: Path) -> tuple[list[Any], dict[str, str]]:  # noqa: ANN401 - as YAML gives it
    entries = content.get("framings") if isinstance(content, Mapping) else content
    groups = content.get("groups", {}) if isinstance(content, Mapping) else {}
    if not isinstance(entries, list) or not isinstance(groups, Mapping):
        raise ConfigError("holds no list of framings", where=str(path), remedy="begin it with `framings:` and a list")
    return entries, {str(k): str(v) for k, v in groups.items()}


def _framing(entry: Any, where: str) -> Framing:  # noqa: ANN401 - as YAML gives it
    if not isinstance(entry, Mapping):
        raise ConfigError("this framing is no mapping", where=where, remedy="write `- id: ...` and its fields")
    unknown = sorted(set(map(str, entry)) - _KNOWN)
    missing = [name for name in ("id", "name", "definition") if not str(entry.get(name) or "").strip()]
    if unknown or missing:
        told = f"unknown field {', '.join(unknown)}" if unknown else f"no {', '.join(missing)}"
        raise ConfigError(f"a framing with {told}", where=where, remedy=f"fields are {', '.join(sorted(_KNOWN))}")
    framing = Framing(
        id=str(entry["id"]).strip(),
        **{name: " ".join(str(entry.get(name) or "").split()) for name in _TEXTS},
        patterns=by_language(entry.get("patterns"), where, "patterns"),
        unless=by_language(entry.get("unless"), where, "unless"),
        examples=texts(entry.get("examples"), where, "examples"),
        counterexamples=texts(entry.get("counterexamples"), where, "counterexamples"),
    )
    _check_patterns(framing, where)
    return framing


def _check_patterns(framing: Framing, where: str) -> None:
    for phrases in (*framing.patterns.values(), *framing.unless.values()):
        for phrase in phrases:
            try:
                phrase_pattern(phrase)
            except ConfigError as error:
                raise ConfigError(f"framing {framing.id}: {error.message}", where=where, remedy=error.remedy) from error
    if not framing.patterns and not framing.examples:
        raise ConfigError(
            f"framing {framing.id} has neither patterns nor examples", where=where, remedy="give one of both"
        )


def _without_parents(
    framings: dict[str, Framing], groups: Mapping[str, str], places: Mapping[str, str]
) -> list[ConfigError]:
    """Take out framings whose parents do not hold, until all do; why each was taken out."""
    refused: list[ConfigError] = []
    while True:
        faulty = [e for f in framings.values() if (e := _check_parents(f, framings, groups, places[f.id])) is not None]
        if not faulty:
            return refused
        refused += [error for _, error in faulty]
        for name, _ in faulty:
            del framings[name]


def _check_parents(
    framing: Framing, framings: Mapping[str, Framing], groups: Mapping[str, str], where: str
) -> tuple[str, ConfigError] | None:
    """The framing's id with what is wrong with its parents; None where nothing is."""
    seen: Sequence[str] = [framing.id]
    parent = framing.parent
    while parent and parent not in groups:
        if parent in seen:
            message, remedy = f"framing {framing.id} is its own ancestor", "mend the parents"
            return framing.id, ConfigError(message, where=where, remedy=remedy)
        if parent not in framings:
            message = f"framing {framing.id} has the unknown parent {parent}"
            return framing.id, ConfigError(message, where=where, remedy="name a framing or group")
        seen = [*seen, parent]
        parent = framings[parent].parent
    return None
