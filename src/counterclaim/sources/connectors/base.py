"""What a connector must do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator

from counterclaim.model import Fetched, Problem
from counterclaim.sources.options import FetchOptions

Report = Callable[[Problem], None]


class Connector(ABC):
    """Brings the bytes of one kind of target. One instance serves a whole batch, so that it can keep its manners."""

    def __init__(self, options: FetchOptions, report: Report) -> None:
        self.options = options
        self._report = report

    @classmethod
    @abstractmethod
    def takes(cls, target: str) -> bool:
        """Whether ``target`` is of this connector's kind."""

    @abstractmethod
    def fetch(self, target: str) -> Iterator[Fetched]:
        """All items of ``target`` in a stable order; what is refused is reported, and the rest goes on."""

    def refuse(self, subject: str, code: str, message: str, remedy: str, place: str = "") -> None:
        """Report a problem of stage "capture"."""
        problem = Problem(
            stage="capture", subject=storable(subject), place=place, message=message, remedy=remedy, code=code
        )
        self._report(problem)


def storable(name: str) -> str:
    """A name as text that can be stored and printed: what of it is no UTF-8 is written as an escape sequence."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return name.encode("utf-8", "backslashreplace").decode("utf-8")
