"""A reader shared by the tests of this room, and short builders of captures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from counterclaim.documents import Reader, ReadLimits
from counterclaim.model import Fetched, Hints, ReadItem, ReadResult

MOMENT = datetime(2031, 1, 1, tzinfo=UTC)


def capture(
    data: bytes | str, name: str, *, uri: str = "", media_type: str = "", hints: Hints | None = None
) -> Fetched:
    raw = data.encode("utf-8") if isinstance(data, str) else data
    return Fetched(data=raw, uri=uri, name=name, media_type=media_type, retrieved=MOMENT, hints=hints or Hints())


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Reader(ReadLimits()) as shared:
        yield shared


@pytest.fixture
def read(reader: Reader) -> Callable[..., ReadResult]:
    def run(data: bytes | str, name: str, **more: object) -> ReadResult:
        return reader.read(capture(data, name, **more))  # type: ignore[arg-type]

    return run


@pytest.fixture
def read_one(read: Callable[..., ReadResult]) -> Callable[..., ReadItem]:
    def run(data: bytes | str, name: str, **more: object) -> ReadItem:
        result = read(data, name, **more)
        assert [problem.message for problem in result.problems] == []
        assert len(result.items) == 1
        return result.items[0]

    return run


@pytest.fixture
def refusal(read: Callable[..., ReadResult]) -> Callable[..., str]:
    """The code of the only problem of a capture that gives no item; it names the file and a remedy."""

    def run(data: bytes | str, name: str, **more: object) -> str:
        result = read(data, name, **more)
        assert result.items == ()
        assert len(result.problems) == 1
        problem = result.problems[0]
        assert problem.subject == name
        assert problem.message
        assert problem.remedy
        assert problem.stage == "read"
        return problem.code

    return run
