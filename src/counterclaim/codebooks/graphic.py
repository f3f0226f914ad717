"""Passages that nobody should meet unasked: wounds and corpses in detail, torture in detail, people called vermin.

What is folded depends on the words alone, never on who did it, who says it or who suffered it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import regex

from counterclaim.codebooks.files import DATA, entry_lines, read_yaml
from counterclaim.codebooks.framing_patterns import find, phrase_pattern, plain
from counterclaim.codebooks.phrases import by_language, texts
from counterclaim.errors import ConfigError

_KNOWN = {"id", "definition", "patterns", "unless", "examples", "counterexamples"}
REMEMBERED = 20_000
"""Passages whose answer is kept."""
_Patterns = tuple[regex.Pattern[str], ...]


@dataclass(frozen=True, kw_only=True)
class GraphicKind:
    """One kind of passage to be folded; ``patterns`` and ``unless`` hold phrases by language (BCP 47 primary tag)."""

    id: str
    definition: str
    patterns: Mapping[str, tuple[str, ...]]
    unless: Mapping[str, tuple[str, ...]]
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


@dataclass(frozen=True)
class GraphicBook:
    """All kinds by id."""

    kinds: Mapping[str, GraphicKind]

    @classmethod
    def load(cls, own: Iterable[Path] = ()) -> GraphicBook:
        """The shipped kinds with a user's files on top; a user's kind takes the place of one with its id.

        Raises:
            ConfigError: naming file and line where a kind lacks a field, has an unknown one, or a pattern that cannot
                be used.
        """
        kinds: dict[str, GraphicKind] = {}
        for path in (DATA / "graphic.yaml", *own):
            content = read_yaml(path)
            entries = content.get("graphic") if isinstance(content, Mapping) else content
            if not isinstance(entries, list):
                raise ConfigError(
                    "holds no list of kinds", where=str(path), remedy="begin it with `graphic:` and a list"
                )
            for line, entry in zip(entry_lines(path, "graphic"), entries, strict=False):
                kind = _kind(entry, f"{path}, line {line}")
                kinds[kind.id] = kind
        return cls(kinds)

    def kind_of(self, text: str, language: str = "en") -> str:
        """The id of the first kind that a passage is of, empty for most; a tag's region does not count ("en-GB").

        A language that the book has no words of is read by the words of all: a quote may be in another tongue.
        """
        asked = text, language.partition("-")[0].casefold()
        answer = self._answers.get(asked)
        if answer is None:
            if len(self._answers) >= REMEMBERED:
                self._answers.clear()
            answer = self._answers[asked] = self._look(*asked)
        return answer

    @cached_property
    def _answers(self) -> dict[tuple[str, str], str]:
        """Answers given before: the same passages are looked at again and again while people review."""
        return {}

    def _look(self, text: str, primary: str) -> str:
        told = plain(text)
        for kind in self.kinds.values():
            wanted, unless = _compiled(kind, primary)
            try:
                if find(wanted, told) is not None and find(unless, told) is None:
                    return kind.id
            except TimeoutError:
                # Better folded without need than shown without warning.
                return kind.id
        return ""


@cache
def _compiled_phrases(phrases: tuple[str, ...]) -> _Patterns:
    return tuple(phrase_pattern(phrase) for phrase in phrases)


def _compiled(kind: GraphicKind, language: str) -> tuple[_Patterns, _Patterns]:
    languages = [language] if language in kind.patterns else list(kind.patterns)
    return (
        _compiled_phrases(tuple(p for known in languages for p in kind.patterns[known])),
        _compiled_phrases(tuple(p for known in languages for p in kind.unless.get(known, ()))),
    )


def _kind(entry: Any, where: str) -> GraphicKind:  # noqa: ANN401 - as YAML gives it
    if not isinstance(entry, Mapping):
        raise ConfigError("this kind is no mapping", where=where, remedy="write `- id: ...` and its fields")
    unknown = sorted(set(map(str, entry)) - _KNOWN)
    missing = [name for name in ("id", "definition", "patterns") if not entry.get(name)]
    if unknown or missing:
        told = f"unknown field {', '.join(unknown)}" if unknown else f"no {', '.join(missing)}"
        raise ConfigError(f"a kind with {told}", where=where, remedy=f"fields are {', '.join(sorted(_KNOWN))}")
    kind = GraphicKind(
        id=str(entry["id"]).strip(),
        definition=" ".join(str(entry["definition"]).split()),
        patterns=by_language(entry["patterns"], where, "patterns"),
        unless=by_language(entry.get("unless"), where, "unless"),
        examples=texts(entry.get("examples"), where, "examples"),
        counterexamples=texts(entry.get("counterexamples"), where, "counterexamples"),
    )
    for phrase in (p for phrases in (*kind.patterns.values(), *kind.unless.values()) for p in phrases):
        try:
            phrase_pattern(phrase)
        except ConfigError as error:
            raise ConfigError(f"kind {kind.id}: {error.message}", where=where, remedy=error.remedy) from error
    return kind
