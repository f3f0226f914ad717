"""The API's description: OpenAPI with the answers that every route may give, and a page that shows it offline."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse

from counterclaim.version import VERSION
from counterclaim.web.api.models import ProblemDetails
from counterclaim.web.api.operations import operations, schemas
from counterclaim.web.rendering import page
from counterclaim.web.security import Action, needs
from counterclaim.web.security.refusals import PROBLEM

router = APIRouter(include_in_schema=False, dependencies=[needs(Action.READ)])

ADDRESS = "/api/v1/openapi.json"
DESCRIPTION = """\
All that the app does, for programs.

Who asks: on one's own machine nobody needs an account; requests that change something send the `csrf_token` of
`/api/v1/me` as `X-CSRF-Token`, with the cookie that came with it. With a team, programs send
`Authorization: Bearer TOKEN`; tokens are made on the account's page and need no CSRF token.

Lists come in pages: `next` in the body, and a `Link` header with `rel="next"`, lead on. Answers carry an `ETag`: sent
back as `If-None-Match` they give 304, as `If-Match` with a change 412 where it has changed since. Ids are stable; the
ids of events that merged lead to the present one. Errors are problem details (RFC 9457) with a `remedy`. Readers get
private persons masked."""
TAGS = {
    "events": "Events with their evidence and verdicts.",
    "documents": "Documents with their text and what was read in it.",
    "statements": "Who said what, and what people decided about the reading.",
    "queue": "What most needs a person.",
    "judgements": "Decisions: append-only, chained, input to the next run.",
    "double coding": "Samples that several people code, and how far they agree.",
    "actors": "Who speaks and who is named.",
    "search": "Documents and quotes by their words.",
    "problems": "What was refused or needs a look.",
    "activity": "What happened in the ledger.",
    "changes": "The same as a list to ask for again, and as a stream.",
    "runs": "Making verdicts of judgements.",
    "team": "Who asks, accounts and tokens.",
}
PROBLEM_CONTENT = {PROBLEM: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}
REFUSALS = {
    "400": "The request cannot be read.",
    "401": "Nobody has signed in, or the token does not hold.",
    "403": "The role does not allow it, the CSRF token is missing, or the request comes from another site.",
    "404": "There is no such thing.",
    "413": "The request is too large.",
    "414": "The address is too long.",
    "421": "The server does not answer under that name.",
    "422": "A parameter, a field or the decision does not fit.",
    "429": "Too many requests; Retry-After says when to try again.",
    "503": "The database does not answer; Retry-After says when to try again.",
}


def install(app: FastAPI) -> None:
    """Give the app its description."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _complete(
                get_openapi(
                    title="counterclaim",
                    version=VERSION,
                    summary="Who says who did it, and does it hold up?",
                    description=DESCRIPTION,
                    routes=app.routes,
                    tags=[{"name": name, "description": words} for name, words in TAGS.items()],
                    license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
                )
            )
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


@router.get("/api/docs")
def docs(request: Request) -> HTMLResponse:
    """The description as a page, without scripts and without any other host."""
    described = request.app.openapi()
    return page(
        request,
        "api_docs.html.j2",
        description=DESCRIPTION.split("\n\n"),
        tags=TAGS,
        operations=operations(described),
        schemas=schemas(described),
        address=ADDRESS,
    )


def _complete(described: dict[str, Any]) -> dict[str, Any]:
    """Add to each operation the refusals that it may answer with, as problem details."""
    components = described.setdefault("components", {})
    made = components.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        made.pop(name, None)
    made["ProblemDetails"] = ProblemDetails.model_json_schema()
    components["responses"] = {
        f"Refused{status}": {"description": words, "content": PROBLEM_CONTENT} for status, words in REFUSALS.items()
    }
    components["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "A token of an account, made on its page."},
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": "counterclaim_8765",
            "description": "A browser's session.",
        },
    }
    described["security"] = [{"token": []}, {"session": []}]
    for path, operations_ in described["paths"].items():
        for method, operation in operations_.items():
            _refusals(operation, path, method)
    return described


def _refusals(operation: dict[str, Any], path: str, method: str) -> None:
    answers = operation["responses"]
    answers.pop("422", None)
    for status in REFUSALS:
        answers[status] = {"$ref": f"#/components/responses/Refused{status}"}
    if path == "/api/v1/health":
        operation["security"] = []
    if path == "/api/v1/runs" and method == "post":
        answers["409"] = {"description": "A run goes on already.", "content": PROBLEM_CONTENT}
    if method == "get":
        answers["304"] = {"description": "The client has it already (If-None-Match)."}
    names = {parameter["name"].casefold() for parameter in operation.get("parameters", [])}
    if "if-match" in names or method == "patch":
        answers["412"] = {
            "description": "It has changed since it was read (If-Match).",
            "content": PROBLEM_CONTENT,
        }
