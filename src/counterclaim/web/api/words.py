"""Texts in requests: bounded, and without what no database keeps."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints


def storable(text: str) -> str:
    """The text itself; refuses NUL, which PostgreSQL does not keep, and halves of surrogate pairs."""
    if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise ValueError("it holds a NUL or half of a surrogate pair")
    return text


_Kept = AfterValidator(storable)
Word = Annotated[str, StringConstraints(max_length=200), _Kept]
"""A name, a key, a word of a vocabulary."""
Words = Annotated[str, StringConstraints(max_length=4000), _Kept]
"""A reason, a value, a quote."""
Limit = Annotated[int, Field(ge=1, le=500)]
"""How many items a page holds."""
