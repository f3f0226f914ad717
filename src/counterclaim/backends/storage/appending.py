"""Judgements of many threads, appended by the batch: one transaction and one wait for the disk for all that wait."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from counterclaim.errors import ConfigError, StorageError
from counterclaim.model import Judgement, Receipt

Asked = tuple[Judgement, Receipt | None]
Write = Callable[[Sequence[Asked]], Sequence[Judgement | ConfigError]]
"""Appends all in one transaction, in this order; returns them as chained, or why one was not."""


@dataclass(slots=True)
class _Waiting:
    asked: Asked
    chained: Judgement | None = None
    error: BaseException | None = None


class Appender:
    """Whoever comes first writes for all who came until then; nobody's call returns before the disk has theirs."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._turn, self._guard = threading.Lock(), threading.Lock()
        self._queue: list[_Waiting] = []

    def append(self, judgement: Judgement, receipt: Receipt | None = None) -> Judgement:
        """Append one judgement; returns it as chained, once it is durable."""
        own = _Waiting((judgement, receipt))
        with self._guard:
            self._queue.append(own)
        with self._turn:
            if own.chained is None and own.error is None:
                self._write_all()
        if own.error is not None:
            raise own.error
        assert own.chained is not None
        return own.chained

    def _write_all(self) -> None:
        with self._guard:
            batch, self._queue = self._queue, []
        try:
            chained = self._write([item.asked for item in batch])
        except StorageError as error:
            for item in batch:
                # One error raised in several threads would gather all their traces.
                item.error = StorageError(error.message, where=error.where, remedy=error.remedy)
        except BaseException:
            for item in batch:
                item.error = StorageError("the writing was interrupted", remedy="look whether it is there, then repeat")
            raise
        else:
            for item, written in zip(batch, chained, strict=True):
                if isinstance(written, ConfigError):
                    item.error = written
                else:
                    item.chained = written
