"""What forms carry, read with care."""

from __future__ import annotations

from fastapi import Request
from starlette.datastructures import FormData

from counterclaim.model import Verdict

FIELDS = "set."
SHOWN = "was."
"""Before the name of a field: what stood in it when the form was made. What is unchanged is no change."""


async def form_of(request: Request) -> FormData:
    """The fields of a form; files are none of them."""
    return await request.form(max_files=0, max_fields=200)


def texts(form: FormData, name: str) -> list[str]:
    """All values of a field that are not empty."""
    return [value for value in form.getlist(name) if isinstance(value, str) and value]


def changes_of(form: FormData, verdict: Verdict) -> dict[str, str]:
    """New values by field: of a correction those that were changed, else those that were given."""
    found = {}
    for name, value in form.items():
        if not name.startswith(FIELDS) or not isinstance(value, str):
            continue
        field = name.removeprefix(FIELDS)
        before = form.get(SHOWN + field)
        if verdict is Verdict.CORRECT and value == before:
            continue
        if value.strip() or verdict is Verdict.CORRECT:
            found[field] = value
    return found
