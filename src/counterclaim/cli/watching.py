"""Progress bars on standard error."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from counterclaim.cli.output import console


class Bars:
    """One bar a stage; silent where nobody looks (``--quiet``, ``--json``, or standard error is no terminal)."""

    def __init__(self, *, hidden: bool) -> None:
        self._bars = Progress(
            TextColumn("{task.description:>10}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[note]}", markup=False),
            console=console(stderr=True),
            disable=hidden or not sys.stderr.isatty(),
        )
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def stage(self, name: str, total: int | None) -> None:
        """A new bar."""
        self._task = self._bars.add_task(name, total=total, note="")

    def step(self, note: str = "") -> None:
        """One step further."""
        if self._task is not None:
            self._bars.update(self._task, advance=1, note=note[-48:])
