"""Files and folders of this machine."""

from __future__ import annotations

import fnmatch
import mimetypes
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from counterclaim.model import Fetched
from counterclaim.settings import CODEBOOK_FILES
from counterclaim.sources.connectors.base import Connector, storable

_TYPES = {".md": "text/markdown", ".jsonl": "application/jsonl", ".warc": "application/warc", ".eml": "message/rfc822"}


IGNORE_FILE = ".counterclaimignore"
"""Names in a folder that are no documents."""


class FileConnector(Connector):
    """Reads a file, or a folder's files in sorted order, hidden ones and codebook files left out.

    A folder may hold a file ``.counterclaimignore`` with one pattern a line (as the shell's, ``#`` for remarks): names
    in that folder that match are no documents.

    Links are followed when they are named by the user or stay inside the folder; others are reported. A file that
    is a feed or a web archive is read as it is: adding a file never opens a connection.
    """

    @classmethod
    def takes(cls, target: str) -> bool:
        """Every target that no other connector takes."""
        return bool(target)

    def fetch(self, target: str) -> Iterator[Fetched]:
        """One item for a file, one for each file of a folder."""
        path = Path(target)
        # os.path answers where Path raises: for names that are too long, or lie where one may not look.
        if os.path.isdir(path):  # noqa: PTH112
            yield from self._folder(path, path.resolve())
        elif fetched := self._file(path):
            yield fetched

    def _folder(self, folder: Path, root: Path) -> Iterator[Fetched]:
        # A stack of our own: folders may lie deeper in each other than calls may.
        levels = [self._paths(folder, root)]
        while levels:
            path = next(levels[-1], None)
            if path is None:
                levels.pop()
            elif os.path.isdir(path):  # noqa: PTH112
                levels.append(self._paths(path, root))
            elif fetched := self._file(path):
                yield fetched

    def _paths(self, folder: Path, root: Path) -> Iterator[Path]:
        """The files and folders of a folder that may be read, in sorted order."""
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            self.refuse(str(folder), "unreadable", _words(error), "check the folder's permissions")
            return
        ignored = _ignored(folder / IGNORE_FILE)
        for entry in entries:
            path = folder / entry.name
            if entry.name.startswith(".") or entry.name in CODEBOOK_FILES:
                continue
            if any(entry.name == own.name and path.resolve() == own for own in self.options.leave_out):
                continue
            if any(fnmatch.fnmatchcase(entry.name, pattern) for pattern in ignored):
                continue
            if entry.is_symlink() and not self._may_follow(path, root):
                continue
            yield path

    def _may_follow(self, path: Path, root: Path) -> bool:
        """Whether a link leads to a file inside the folder; links to folders could run in a circle."""
        try:
            goal = path.resolve()
            if goal.is_file() and goal.is_relative_to(root):
                return True
        except (OSError, RuntimeError):
            pass  # a circle of links: Python 3.11 and 3.12 raise RuntimeError
        remedy = "add what it points to by its own path, if you want it"
        self.refuse(
            str(path), "symlink", "is a link that leads out of the folder, to a folder, in a circle or nowhere", remedy
        )
        return False

    def _file(self, path: Path) -> Fetched | None:
        limit = self.options.max_bytes
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                self.refuse(str(path), "unreadable", "is no regular file", "add a file or a folder")
                return None
            if status.st_size > limit:
                self._too_large(path, limit)
                return None
            with path.open("rb") as stream:
                data = stream.read(limit + 1)
        except FileNotFoundError:
            remedy = "check the name; a web address begins with https://"
            self.refuse(str(path), "missing", "there is no such file or folder", remedy)
            return None
        except (OSError, ValueError) as error:
            self.refuse(str(path), "unreadable", _words(error), "check the file's permissions")
            return None
        if len(data) > limit:
            self._too_large(path, limit)
            return None
        media_type = _TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name, strict=False)[0] or ""
        return Fetched(
            data=data, uri="", name=storable(str(path)), media_type=media_type, retrieved=self.options.clock()
        )

    def _too_large(self, path: Path, limit: int) -> None:
        remedy = f"split it into files of up to {limit >> 20} MB"
        self.refuse(str(path), "too_large", f"is larger than {limit >> 20} MB", remedy)


def _ignored(path: Path) -> list[str]:
    if not path.is_file():
        return []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _words(error: Exception) -> str:
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"
