"""What an engine must do, wherever it runs the work."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """What became of one item: its result, or the error that ended it."""

    value: Result | None = None
    error: Exception | None = None

    def result(self) -> Result:
        """The result; raises the item's error if it has one."""
        if self.error is not None:
            raise self.error
        return self.value  # type: ignore[return-value] # None is then the result itself


class Engine(ABC):
    """Maps a function over items. Use it as a context manager, so that its workers end with the work."""

    @abstractmethod
    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item], *, chunk: int = 16
    ) -> Iterator[Outcome[Result]]:
        """Outcomes in the order of the items; one item's error is its outcome and ends nothing else.

        Args:
            function: must not depend on what other items did; an engine with processes needs it, the items and the
                results to be picklable.
            items: read only as far ahead as the workers can use.
            chunk: items handed over at once; larger where each takes little time.
        """

    def close(self) -> None:  # noqa: B027 - an engine without workers has nothing to close
        """End the workers."""

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
