"""What the API's routes ask for, and how a desk's refusals are told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import Query

from counterclaim.errors import ConfigError
from counterclaim.web.api.words import Limit, Word
from counterclaim.web.dependencies import Reader, Reviewing
from counterclaim.web.security.refusals import Refusal

__all__ = ["Cursor", "Reader", "Reviewing", "Size", "fits", "found"]

Cursor = Annotated[Word, Query(description="Where the page begins: `next` of the page before it.", max_length=2000)]
Size = Annotated[Limit, Query(description="How many items at most.")]


@contextmanager
def found() -> Iterator[None]:
    """What the desk does not know is not found."""
    try:
        yield
    except ConfigError as error:
        raise Refusal(404, error.message, why="unknown", remedy=error.remedy) from error


@contextmanager
def fits() -> Iterator[None]:
    """What the desk cannot do with is the request's fault."""
    try:
        yield
    except ConfigError as error:
        told = f"{error.message} ({error.where})" if error.where else error.message
        raise Refusal(422, told, why="unfit", remedy=error.remedy) from error
