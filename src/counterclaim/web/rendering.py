"""Pages from templates: everything that a document or a person wrote is escaped, and a missing value is an error."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from counterclaim.version import VERSION


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of the app."""
    return Environment(
        loader=PackageLoader("counterclaim.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:  # noqa: ANN401
    """One page, or a part of one for htmx, with what every template may use."""
    text = (
        environment()
        .get_template(template)
        .render(
            **context,
            viewer=request.state.viewer,
            csrf_token=request.state.csrf_token,
            path=request.url.path,
            version=VERSION,
        )
    )
    return HTMLResponse(text, status_code=status)
