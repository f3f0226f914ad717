"""How an answer is made: masked where it must be, with an ETag, or "not modified"."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from fastapi import Request, Response
from pydantic import BaseModel

from counterclaim.web.security.refusals import Refusal

Mask = Callable[[str], str]
_OURS = re.compile(r"(?:[a-z]{3}_[0-9a-f]{24}|[0-9a-f]{64}|[0-9T:.Z+-]+|)")
"""Ids, digests and times: no name can hide in them, and masking must not break them."""
_TAG = re.compile(r'(?:W/)?("[^"]*")')


def answer(
    request: Request,
    model: BaseModel,
    *,
    mask: Mask | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The model as JSON with its ETag; 304 without a body where the client has it already."""
    body = rendered(model, mask)
    tag = etag(body)
    carried = {**(headers or {}), "ETag": tag, "Vary": "Authorization, Cookie"}
    if request.method == "GET" and any(t in (tag, "*") for t in tags(request, "if-none-match")):
        return Response(status_code=304, headers=carried)
    return Response(body, status, headers=carried, media_type="application/json")


def rendered(model: BaseModel, mask: Mask | None = None) -> bytes:
    """The model as JSON, every text of it through the mask."""
    plain: object = model.model_dump(mode="json")
    if mask is not None:
        plain = _masked(plain, mask)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def etag(body: bytes) -> str:
    """A strong tag: the same bytes have the same, and no others."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def tags(request: Request, header: str) -> list[str]:
    """The tags of If-None-Match or If-Match, without their weakness; "*" stands for any."""
    given = ",".join(request.headers.getlist(header))
    return ["*"] if given.strip() == "*" else _TAG.findall(given)


def must_match(request: Request, tag: str) -> None:
    """Hold a write to the version that the client saw.

    Raises:
        Refusal: If-Match is given, and names no version that stands.
    """
    if "if-match" in request.headers and not set(tags(request, "if-match")) & {tag, "*"}:
        raise Refusal(
            412,
            "it has changed since you read it",
            why="outdated",
            remedy="read it again, and decide anew",
            headers={"ETag": tag},
        )


def links(request: Request, cursor: str) -> dict[str, str]:
    """The Link header of a page: the first, and the next where there is one."""
    given = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    path = request.url.path
    found = [f'<{path}{_query(given)}>; rel="first"']
    if cursor:
        found.append(f'<{path}{_query([*given, ("cursor", cursor)])}>; rel="next"')
    return {"Link": ", ".join(found)}


def _query(pairs: list[tuple[str, str]]) -> str:
    return f"?{urlencode(pairs, errors='replace')}" if pairs else ""


def _masked(value: object, mask: Mask) -> object:
    if isinstance(value, str):
        return value if _OURS.fullmatch(value) else mask(value)
    if isinstance(value, list):
        return [_masked(item, mask) for item in value]
    if isinstance(value, dict):
        # A cursor may hold a title's words: readers' cursors are not masked but go back as they came.
        return {name: item if name == "next" else _masked(item, mask) for name, item in value.items()}
    return value
