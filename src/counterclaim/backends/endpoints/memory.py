"""Answers that were paid for once and are not asked again."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from counterclaim.errors import ConfigError


class AnswerMemory(Protocol):
    """Keeps good answers by the digest of what was asked."""

    def get(self, key: str) -> str | None:
        """The answer that is kept, None where there is none."""

    def put(self, key: str, answer: str, about: str) -> None:
        """Keep an answer about the document of that id."""


class NoMemory:
    """Keeps nothing."""

    def get(self, key: str) -> str | None:  # noqa: ARG002 - the interface's argument
        """Nothing is kept."""
        return None

    def put(self, key: str, answer: str, about: str) -> None:
        """Forget it."""


class FileMemory:
    """Keeps answers in a JSON Lines file, each written to the disk before the next text is asked about.

    A line that a crash cut off is passed over. The file is made with the first answer, for its owner's eyes only.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            data = path.read_bytes() if path.exists() else b""
        except OSError as error:
            raise _unusable(path, error) from error
        self._whole = not data or data.endswith(b"\n")
        self._answers = dict(_answers(data.splitlines()))

    def get(self, key: str) -> str | None:
        """The answer that is kept, None where there is none."""
        return self._answers.get(key)

    def forget(self, about: str) -> None:
        """Take the answers about a document out of the file; raises ConfigError where it cannot be written."""
        if not self._path.exists():
            return
        try:
            lines = [line for line in self._path.read_bytes().splitlines() if _about(line) != about]
            partial = self._path.with_name(f".{self._path.name}.part")
            partial.touch(mode=0o600)
            partial.write_bytes(b"".join(line + b"\n" for line in lines))
            partial.replace(self._path)
        except OSError as error:
            raise _unusable(self._path, error) from error
        self._answers, self._whole = dict(_answers(lines)), True

    def put(self, key: str, answer: str, about: str) -> None:
        """Keep an answer, on the disk too; raises ConfigError where it cannot be written."""
        self._answers[key] = answer
        line = json.dumps({"key": key, "about": about, "answer": answer}) + "\n"
        try:
            handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(handle, "ab") as stream:
                stream.write((line if self._whole else "\n" + line).encode())
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise _unusable(self._path, error) from error
        self._whole = True


def _answers(lines: Iterable[bytes]) -> Iterator[tuple[str, str]]:
    for line in lines:
        with contextlib.suppress(ValueError, TypeError, KeyError):
            record = json.loads(line)
            yield str(record["key"]), str(record["answer"])


def _about(line: bytes) -> str | None:
    try:
        return str(json.loads(line)["about"])
    except (ValueError, TypeError, KeyError):
        return None


def _unusable(path: Path, error: OSError) -> ConfigError:
    remedy = "check the folder's rights and room, or name another --out"
    return ConfigError(f"answers cannot be kept there: {error.strerror or error}", where=str(path), remedy=remedy)
