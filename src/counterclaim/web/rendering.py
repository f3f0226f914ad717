"""Pages from templates: everything that a document or a person wrote is escaped, and a missing value is an error."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from counterclaim.web import wording
from counterclaim.web.masking import Mask
from counterclaim.web.sights import own_desk
from counterclaim.web.templating import environment


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
        pending=own_desk(request).pending() if request.state.viewer.judges else 0,
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
            graphic=own_desk(request).graphic,
        )
    )
    return HTMLResponse(text, status_code=status)
