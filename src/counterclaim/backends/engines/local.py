"""Engines on this machine."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from counterclaim.backends.engines.base import Engine, Item, Outcome, Result
from counterclaim.errors import EngineError


class InProcessEngine(Engine):
    """Does one item after the other, here."""

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item], *, chunk: int = 16
    ) -> Iterator[Outcome[Result]]:
        """See ``Engine.map``; ``chunk`` makes no difference."""
        del chunk
        for item in items:
            yield _attempt(function, item)


class ProcessEngine(Engine):
    """Spreads items over worker processes.

    Workers are spawned, not forked: a fork copies locks and threads of whatever else runs in this process. A worker
    that dies takes no other item with it: its chunk is done again item by item, and the item that kills a fresh
    worker too is the one that failed.
    """

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item], *, chunk: int = 16
    ) -> Iterator[Outcome[Result]]:
        """See ``Engine.map``."""
        chunks = _chunks(items, max(1, chunk))
        pending: deque[tuple[list[Item], Future[list[Outcome[Result]]]]] = deque()
        finished = False
        try:
            while pending or not finished:
                while not finished and len(pending) < 2 * self.workers:
                    part = next(chunks, None)
                    finished = part is None
                    if part is not None:
                        pending.append((part, self._submit(function, part)))
                if pending:
                    part, future = pending.popleft()
                    yield from self._collect(function, part, future, pending)
        finally:
            for _, future in pending:
                future.cancel()

    def close(self) -> None:
        """End the workers; what has not begun is dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _submit(self, function: Callable[[Item], Result], part: Sequence[Item]) -> Future[list[Outcome[Result]]]:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.workers, mp_context=context, initializer=_leave_interrupts)
        try:
            return self._pool.submit(_attempt_all, function, part)
        except BrokenProcessPool:
            self.close()
            return self._submit(function, part)

    def _collect(
        self,
        function: Callable[[Item], Result],
        part: list[Item],
        future: Future[list[Outcome[Result]]],
        pending: deque[tuple[list[Item], Future[list[Outcome[Result]]]]],
    ) -> Iterator[Outcome[Result]]:
        try:
            yield from future.result()
        except BrokenProcessPool:
            self.close()
            for item in part:
                yield self._alone(function, item)
            # The dead worker took down the whole pool: what was under way in it begins anew.
            for place, (later, lost) in enumerate(pending):
                if not lost.done() or lost.cancelled() or lost.exception() is not None:
                    pending[place] = (later, self._submit(function, later))
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            message = f"the work cannot be handed to another process: {error}"
            lost_item: Outcome[Result] = Outcome(error=EngineError(message, remedy="use a module's own function"))
            yield from [lost_item] * len(part)

    def _alone(self, function: Callable[[Item], Result], item: Item) -> Outcome[Result]:
        try:
            return self._submit(function, [item]).result()[0]
        except BrokenProcessPool:
            self.close()
            message = "the process that worked on this item died: it crashed, or used more memory than there is"
            return Outcome(error=EngineError(message, remedy="leave the item out, or split it"))


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    source = iter(items)
    while part := list(islice(source, size)):
        yield part


def _leave_interrupts() -> None:
    # Ctrl-C reaches every process of the terminal; only the main one must act on it, and then ends the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _attempt(function: Callable[[Item], Result], item: Item) -> Outcome[Result]:
    try:
        return Outcome(value=function(item))
    except Exception as error:  # noqa: BLE001 - whatever ends an item is that item's outcome
        return Outcome(error=error)


def _attempt_all(function: Callable[[Item], Result], items: Sequence[Item]) -> list[Outcome[Result]]:
    return [_portable(_attempt(function, item)) for item in items]


def _portable(outcome: Outcome[Result]) -> Outcome[Result]:
    """The outcome if it can travel between processes, else an error that says so in words."""
    try:
        pickle.loads(pickle.dumps(outcome))  # noqa: S301 - made a moment ago by this process
    except Exception as error:  # noqa: BLE001 - pickling runs code of any class
        cause = outcome.error or error
        return Outcome(error=EngineError(f"{type(cause).__name__}: {cause}"))
    return outcome
