"""The description says what there is, and requests made from it meet no fault and no surprise."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.web.team import Team, make_local

from counterclaim.web import WebSettings, create_app
from counterclaim.web.api.operations import operations

LEFT_OUT = ("GET /api/v1/changes/stream", "POST /api/v1/runs")
"""A stream that stays open, and a child process for each request: they have tests of their own."""


def test_each_operation_says_what_it_does_what_it_answers_and_how_it_refuses(world: Team) -> None:
    described = world.app.openapi()
    found = operations(described)
    assert len(found) >= 30
    for operation in found:
        assert operation.path.startswith("/api/v1/")
        assert operation.summary.endswith("."), operation
        told = described["paths"][operation.path][operation.method.lower()]["responses"]
        assert {"400", "401", "403", "404", "422", "429", "503"} <= set(told)
        assert "500" not in told
    assert described["components"]["schemas"]["NewJudgement"]["examples"]
    refused = described["components"]["responses"]["Refused404"]["content"]
    assert list(refused) == ["application/problem+json"]


def test_the_page_shows_each_operation_and_asks_no_other_host(world: Team) -> None:
    page = world.signed_in("reader").get("/api/docs").text
    for operation in operations(world.app.openapi()):
        assert f"{operation.method} {operation.path}" in page
    assert "http://" not in page
    assert "https://" not in page
    assert "<script" not in page.split("<main")[1]


def ids_of(world: Team) -> dict[str, str]:
    """What the ledger has, by the name of the parameter."""
    desk = world.app.state.desk
    row = desk.events().items[0]
    statement = desk.event(row.id).statements[0]
    made = desk.judge("accept", statement.statement.id, reason="read", by="coder")
    return {
        "event_id": row.id,
        "statement_id": statement.statement.id,
        "document_id": statement.document.id,
        "key": desk.actors().items[0].key,
        "digest": made.digest,
        "name": "reader",
    }


def requests_made_from_the_description(world: Team, examples: int) -> None:
    schema = schemathesis.openapi.from_dict(world.app.openapi())
    tokens = {role: world.token(role) for role in ("admin", "reader")}
    client, done, known = world.client(), 0, ids_of(world)
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.label in LEFT_OUT:
            continue
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            strategy = operation.as_strategy(generation_mode=mode)

            @settings(
                max_examples=examples, deadline=None, database=None, derandomize=True,
                suppress_health_check=list(HealthCheck),
            )  # fmt: skip
            @given(case=strategy, role=st.sampled_from(sorted(tokens)), real=st.booleans())
            def check(case: schemathesis.Case, role: str, *, real: bool) -> None:
                if real:
                    # Made-up ids lead nowhere: half of the requests are about what there is.
                    case.path_parameters.update({k: v for k, v in known.items() if k in case.path_parameters})
                sent = case.as_transport_kwargs(base_url=str(client.base_url))
                headers = {name: value for name, value in sent["headers"].items() if name.lower() != "authorization"}
                headers["Authorization"] = f"Bearer {tokens[role]}"
                answer = client.request(
                    sent["method"], sent["url"], params=sent.get("params"), headers=headers,
                    json=sent.get("json"), content=sent.get("data"),
                )  # fmt: skip
                assert answer.status_code < 500, (case.as_curl_command(), answer.text)
                case.validate_response(answer, checks=CHECKS)

            # Of an operation without parameters there is no wrong request.
            with contextlib.suppress(Unsatisfiable):
                check()
                done += 1
    assert done > 40


CHECKS = [
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    schemathesis.checks.not_a_server_error,
]


def test_requests_made_from_the_description_meet_no_fault(world: Team) -> None:
    requests_made_from_the_description(world, 3)


@pytest.mark.slow
def test_many_requests_made_from_the_description_meet_no_fault(world: Team) -> None:
    requests_made_from_the_description(world, 100)


def test_the_description_does_not_depend_on_who_serves_it(world: Team, empty_ledger: Path) -> None:
    local = make_local(empty_ledger)
    assert local.openapi() == world.app.openapi()
    assert create_app(WebSettings(ledger=str(empty_ledger), port=1)).openapi() == world.app.openapi()
