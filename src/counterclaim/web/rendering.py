"""Pages from templates: everything that a document or a person wrote is escaped, and a missing value is an error."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from counterclaim.model import Act, Property, SpeakerKind
from counterclaim.version import VERSION
from counterclaim.web import wording
from counterclaim.web.dependencies import desk
from counterclaim.web.masking import Mask

NAVIGATION = (
    ("Queue", "/queue", "q"),
    ("Timeline", "/timeline", "t"),
    ("Map", "/map", "m"),
    ("Actors", "/actors", "a"),
    ("Search", "/search", "s"),
    ("Problems", "/problems", "p"),
    ("Activity", "/activity", "v"),
)
"""Name, address, and the key that goes there after ``g``."""

VOCABULARY = {
    "act": tuple(map(str, Act)),
    "property": tuple(map(str, Property)),
    "speaker_kind": tuple(map(str, SpeakerKind)),
}


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of the app."""
    made = Environment(
        loader=PackageLoader("counterclaim.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=wording.shown,
    )
    made.filters.update(wording.FILTERS)
    made.globals.update(navigation=NAVIGATION, vocabulary=VOCABULARY, words=wording.Words, version=VERSION)
    return made


def page(
    request: Request,
    template: str,
    *,
    here: str = "",
    status: int = 200,
    mask: Mask | None = None,
    **context: Any,  # noqa: ANN401 - whatever the template shows
) -> HTMLResponse:
    """One page, with what every template may use; ``here`` is the entry of the navigation that it belongs to.

    Each text goes through ``mask``, which takes out the names of private persons where the reader may not see them.
    """
    return part(
        request,
        template,
        status=status,
        mask=mask,
        here=here,
        pending=desk(request).pending() if request.state.viewer.judges else 0,
        said=wording.said(request.query_params),
        **context,
    )


def part(
    request: Request,
    template: str,
    *,
    status: int = 200,
    mask: Mask | None = None,
    **context: Any,  # noqa: ANN401 - as above
) -> HTMLResponse:
    """A part of a page, for scripts that put it in place."""
    text = (
        environment()
        .get_template(template)
        .render(
            **context,
            mask=mask,
            viewer=request.state.viewer,
            csrf_token=request.state.csrf_token,
            path=request.url.path,
            graphic=desk(request).graphic,
        )
    )
    return HTMLResponse(text, status_code=status)
