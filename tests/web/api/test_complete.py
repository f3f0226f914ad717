"""Whatever a page does, the API does too."""

from __future__ import annotations

from tests.web.team import Team

from counterclaim.web import pages
from counterclaim.web.pages import sign_in

IN_THE_API = {
    "GET /": "GET /queue",
    "GET /queue": "GET /queue",
    "GET /queue/card": "GET /queue",
    "GET /documents/{document_id}": "GET /documents/{document_id}",
    "POST /documents/{document_id}/add": "POST /judgements",
    "GET /statements/{statement_id}": "GET /statements/{statement_id}/history",
    "GET /events/{event_id}": "GET /events/{event_id}",
    "POST /events/{event_id}/preview": "POST /judgements/preview",
    "GET /timeline": "GET /events",
    "GET /map": "GET /events/map",
    "GET /map/events.geojson": "GET /events/map",
    "GET /map/outline.geojson": "GET /events/map/outline",
    "GET /actors": "GET /actors",
    "GET /actors/{key:path}": "GET /actors/{key}",
    "POST /documents/{document_id}/forget": "POST /documents/{document_id}/forget",
    "GET /search": "GET /search",
    "GET /problems": "GET /problems",
    "GET /activity": "GET /activity",
    "GET /activity/{digest}": "GET /judgements/{digest}",
    "GET /run": "GET /runs/current",
    "GET /run/status": "GET /runs/current",
    "POST /run": "POST /runs",
    "POST /run/stop": "DELETE /runs/current",
    "POST /judge": "POST /judgements",
    "GET /samples": "GET /samples",
    "POST /samples": "POST /samples",
    "GET /samples/{sample_id}": "GET /samples/{sample_id}",
    "GET /samples/{sample_id}/code": "GET /samples/{sample_id}/next",
    "POST /samples/{sample_id}/code": "POST /samples/{sample_id}/answers",
    "GET /agreement": "GET /agreement",
    "GET /samples/{sample_id}/agreement": "GET /samples/{sample_id}/agreement",
    "GET /adjudicate": "GET /queue",
    "GET /adjudicate/{statement_id}": "GET /statements/{statement_id}/history",
    "POST /adjudicate/{statement_id}": "POST /judgements",
    "GET /account": "GET /me",
    "POST /account/password": "PUT /me/password",
    "POST /account/tokens": "POST /tokens",
    "POST /account/tokens/{token_id}/revoke": "DELETE /tokens/{token_id}",
    "GET /people": "GET /accounts",
    "POST /people": "POST /accounts",
    "POST /people/{name}/role": "PATCH /accounts/{name}",
    "POST /people/{name}/disabled": "PATCH /accounts/{name}",
    "POST /people/{name}/password": "PUT /accounts/{name}/password",
    "POST /people/{name}/sign-out": "DELETE /accounts/{name}/sessions",
}
"""What does the same there. A program does not sign in: it has a token."""

NOTHING_OF_THE_LEDGER = {"GET /help", "GET /login", "POST /login", "POST /logout"}


def test_every_page_has_its_like_in_the_api(world: Team) -> None:
    routers = [module.router for module in (*pages.PAGES, sign_in)]
    shown = {f"{method} {route.path}" for router in routers for route in router.routes for method in route.methods}
    assert shown == set(IN_THE_API) | NOTHING_OF_THE_LEDGER
    described = world.app.openapi()["paths"]
    known = {f"{method.upper()} {path.removeprefix('/api/v1')}" for path, told in described.items() for method in told}
    assert set(IN_THE_API.values()) <= known
