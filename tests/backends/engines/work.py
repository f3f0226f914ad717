"""Functions that the engines' tests hand to other processes."""

from __future__ import annotations

import os
import signal
import time

from counterclaim.errors import DocumentError


class StubbornError(Exception):
    """An error that cannot be unpickled."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first)


def double(number: int) -> int:
    return number * 2


def slow_first(number: int) -> int:
    time.sleep(0.2 if number == 0 else 0)
    return number


def picky(number: int) -> int:
    if number % 5 == 3:
        raise DocumentError(f"{number} is bad", where="here", remedy="leave it")
    return number


def stubborn(number: int) -> int:
    raise StubbornError("no", "never")


def deadly(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def process_id(number: int) -> int:
    return os.getpid()


def unpicklable(number: int) -> object:
    return lambda: number
