"""Captured bytes to items with text: every parser runs in a child process with limits on memory and time."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from counterclaim.backends.sandbox import Sandbox, SandboxDied, SandboxLimits
from counterclaim.documents.limits import ReadLimits
from counterclaim.model import DateInterval, Fetched, Problem, ReadItem, ReadResult, RefusedRow

_DEATHS = {
    "time": ("time", "add its text as a plain text file, or split it"),
    "memory": ("memory", "add its text as a plain text file, or split it"),
    "crash": ("crash", "the file is damaged or made to do harm: fetch it again, or add its text as plain text"),
}


class Reader:
    """Reads captures, one after another, in one child that lives as long as the reader (a context manager).

    A capture that ends the child becomes a `Problem`; the child is started anew and the batch goes on. In a
    container only the member at fault is lost.
    """

    def __init__(self, limits: ReadLimits | None = None) -> None:
        self._limits = limits or ReadLimits()
        self._sandbox = Sandbox(
            "counterclaim.documents.worker",
            SandboxLimits(
                memory_bytes=self._limits.memory_bytes,
                cpu_seconds=self._limits.cpu_seconds,
                wall_seconds=self._limits.wall_seconds,
            ),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the child process."""
        self._sandbox.close()

    def read(self, fetched: Fetched) -> ReadResult:
        """All items of one capture, in its order, and a `Problem` (stage "read") for each thing refused in it."""
        limits = self._limits.for_tables() if fetched.hints.data_set else self._limits
        if len(fetched.data) > limits.max_item_bytes:
            remedy = f"split it into files below {limits.max_item_bytes >> 20} MB"
            message = f"is larger than {limits.max_item_bytes >> 20} MB"
            return ReadResult(problems=(_problem(fetched.name, "", "too_large", message, remedy),))
        answer = _Answer(fetched.name)
        for _ in range(self._limits.max_deaths):
            try:
                for frame in self._sandbox.stream(self._header(fetched, answer.leaves), fetched.data):
                    answer.take(frame)
                return answer.result()
            except SandboxDied as death:
                answer.blame(death)
                if not answer.leaves:
                    return answer.result()
            except BaseException:
                self._sandbox.close()
                raise
        answer.give_up(self._limits.max_deaths)
        return answer.result()

    def _header(self, fetched: Fetched, resume_after: int) -> dict[str, Any]:
        hints = fetched.hints
        return {
            "name": fetched.name,
            "uri": fetched.uri,
            "media_type": fetched.media_type,
            "limits": (self._limits.for_tables() if hints.data_set else self._limits).as_header(),
            "resume_after": resume_after,
            "hints": {
                "title": hints.title,
                "author": hints.author,
                "outlet": hints.outlet,
                "published": str(hints.published) if hints.published else "",
                "language": hints.language,
                "uri": hints.uri,
                "data_set": hints.data_set,
                "table_map": hints.table_map,
            },
        }


class _Answer:
    """What has come of one capture so far, over all the children that it took."""

    def __init__(self, name: str) -> None:
        self.leaves = 0
        self._name = name
        self._member = ""
        self._items: list[ReadItem] = []
        self._rows: list[RefusedRow] = []
        self._problems: dict[str, Problem] = {}

    def take(self, frame: dict[str, Any]) -> None:
        if "begin" in frame:
            self.leaves += 1
            self._member = frame["begin"]
        elif "item" in frame:
            self._items.append(_item(frame["item"]))
        elif "row" in frame:
            self._rows.append(_refused_row(self._name, *frame["row"]))
        elif "refused" in frame:
            self._complain(*frame["refused"])

    def blame(self, death: SandboxDied) -> None:
        code, remedy = _DEATHS[death.cause]
        self._complain(self._member, code, f"could not be read: {death.detail}", remedy)

    def give_up(self, deaths: int) -> None:
        remedy = "unpack it and add the parts that you trust"
        self._complain("", "crash", f"{deaths} of its members ended the reader; the rest was not read", remedy)

    def result(self) -> ReadResult:
        return ReadResult(
            items=tuple(self._items), problems=tuple(self._problems.values()), refused_rows=tuple(self._rows)
        )

    def _complain(self, place: str, code: str, message: str, remedy: str) -> None:
        problem = _problem(self._name, place, code, message, remedy)
        self._problems.setdefault(problem.id, problem)


def _problem(subject: str, place: str, code: str, message: str, remedy: str) -> Problem:
    return Problem(stage="read", subject=subject, place=place, message=message, remedy=remedy, code=code)


def _refused_row(
    subject: str, place: str, columns: Sequence[str], cells: Sequence[str], message: str, remedy: str
) -> RefusedRow:
    return RefusedRow(
        subject=subject, place=place, columns=tuple(columns), cells=tuple(cells), message=message, remedy=remedy
    )


def _item(fields: dict[str, Any]) -> ReadItem:
    published = fields.pop("published")
    return ReadItem(**fields, published=DateInterval.parse(published) if published else None)
