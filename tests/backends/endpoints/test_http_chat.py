from __future__ import annotations

import socket
import threading
from contextlib import closing

import pytest
from tests.backends.endpoints.model_server import Reply, said, serving

from counterclaim.backends.endpoints import Endpoint, EndpointError, HttpChat, Reach, reach
from counterclaim.backends.endpoints.http_chat import ChatOptions
from counterclaim.backends.endpoints.retrying import Waits
from counterclaim.errors import ConsentMissing

SCHEMA = {"type": "object"}


def chat(address: str, naps: list[float] | None = None, **options: object) -> HttpChat:
    key = options.pop("key", "")
    waits = Waits(sleep=(naps if naps is not None else []).append)
    return HttpChat(reach(Endpoint.parse(address)), "m", key=key, options=ChatOptions(waits=waits, **options))


def ask(address: str, **options: object):
    with closing(chat(address, **options)) as asked:
        return asked.ask("rules", "text", SCHEMA)


def test_an_answer_comes_with_its_tokens_and_the_question_has_the_protocols_form():
    with serving(lambda asked, n: said("{}")) as server:
        answer = ask(server.address, key="s3cret")
    assert (answer.text, answer.cut_off, answer.prompt_tokens, answer.completion_tokens) == ("{}", False, 7, 3)
    question = server.asked[0]
    assert question.path == "/v1/chat/completions"
    assert question.headers["Authorization"] == "Bearer s3cret"
    assert [m["role"] for m in question.body["messages"]] == ["system", "user"]
    assert question.body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert (question.body["model"], question.body["temperature"]) == ("m", 0)


def test_without_a_key_no_header_speaks_of_one():
    with serving(lambda asked, n: said("{}")) as server:
        ask(server.address)
    assert "Authorization" not in server.asked[0].headers


@pytest.mark.parametrize("status", [400, 422, 500])
def test_a_server_that_knows_no_schemas_is_asked_in_simpler_ways_and_that_is_remembered(status):
    def script(asked, n):
        form = asked.body.get("response_format", {}).get("type")
        return (
            said("{}")
            if form != "json_schema" and "schema" not in asked.body.get("response_format", {})
            else Reply(b"unknown field", status)
        )

    with serving(script) as server, closing(chat(server.address)) as asked:
        asked.ask("rules", "text", SCHEMA)
        asked.ask("rules", "text", SCHEMA)
    forms = [question.body.get("response_format") for question in server.asked]
    assert [form["type"] for form in forms] == ["json_schema", "json_object", "json_object", "json_object"]


def test_a_busy_server_is_asked_again_after_growing_waits():
    naps: list[float] = []
    with serving(lambda asked, n: said("{}") if n == 3 else Reply(b"", 503)) as server:
        assert ask(server.address, naps=naps).text == "{}"
    assert naps == [2, 4, 8]


def test_a_servers_own_word_on_when_to_come_back_is_kept():
    naps: list[float] = []
    busy = Reply(b"", 429, {"Retry-After": "17"})
    with serving(lambda asked, n: said("{}") if n else busy) as server:
        ask(server.address, naps=naps)
    assert naps == [17]


def test_nobody_waits_for_an_hour():
    naps: list[float] = []
    busy = Reply(b"", 429, {"Retry-After": "3600"})
    with serving(lambda asked, n: busy) as server, pytest.raises(EndpointError, match="429") as caught:
        ask(server.address, naps=naps)
    assert naps == []
    assert caught.value.fatal


def test_patience_ends():
    naps: list[float] = []
    with serving(lambda asked, n: Reply(b"", 503)) as server, pytest.raises(EndpointError, match="503") as caught:
        ask(server.address, naps=naps)
    assert len(server.asked) == 4
    assert not caught.value.fatal


def test_a_redirect_is_not_followed():
    with serving(lambda asked, n: said("{}")) as other:
        away = Reply(b"", 307, {"Location": f"{other.address}/chat/completions"})
        with serving(lambda asked, n: away) as server, pytest.raises(EndpointError, match="redirects") as caught:
            ask(server.address)
    assert other.asked == []
    assert caught.value.fatal


def test_the_key_is_in_no_message_even_where_the_server_repeats_it():
    with (
        serving(lambda asked, n: Reply(b"bad key s3cret given", 401)) as server,
        pytest.raises(EndpointError) as caught,
    ):
        ask(server.address, key="s3cret")
    assert "s3cret" not in str(caught.value)
    assert "bad key ***" in str(caught.value)
    assert "COUNTERCLAIM_LLM_KEY" in caught.value.remedy
    assert caught.value.fatal


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}', b"[" * 10**5]
)
def test_what_is_not_in_the_protocols_form_is_said_to_be_so(body):
    with serving(lambda asked, n: Reply(body)) as server, pytest.raises(EndpointError, match="protocol's form"):
        ask(server.address)


def test_a_server_that_is_not_there_stops_the_batch():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{held.getsockname()[1]}/v1"
        with pytest.raises(EndpointError, match="no connection") as caught:
            ask(address)
    assert caught.value.fatal


def test_a_dripping_server_ends_with_its_time():
    moments = iter(range(0, 10_000, 400))

    def script(asked, n):
        return Reply(b" " * 200_000)

    with serving(script) as server, pytest.raises(EndpointError, match="in time"):
        ask(server.address, monotonic=lambda: float(next(moments)))


def test_a_silent_server_ends_with_its_time():
    done = threading.Event()

    def script(asked, n):
        done.wait(5)
        return said("{}")

    with serving(script) as server:
        with pytest.raises(EndpointError, match="COUNTERCLAIM_LLM_TIMEOUT"):
            ask(server.address, total_timeout=0.1)
        done.set()


def test_an_answer_of_any_length_is_not_read():
    with serving(lambda asked, n: Reply(b" " * (9 * 2**20))) as server, pytest.raises(EndpointError, match="larger"):
        ask(server.address)


def test_the_environments_proxy_gets_nothing(monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://192.0.2.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with serving(lambda asked, n: said("{}")) as server:
        assert ask(server.address).text == "{}"


def test_another_machine_needs_a_consent_to_exactly_its_address():
    away = Reach(endpoint=Endpoint.parse("https://models.example/v1"), addresses=("192.0.2.9",))
    with pytest.raises(ConsentMissing, match=r"judge consent https://models\.example/v1 ") as caught:
        HttpChat(away, "m")
    assert caught.value.exit_code == 12
    for other in ("https://models.example", "http://models.example/v1", "https://models.example:8443/v1"):
        with pytest.raises(ConsentMissing):
            HttpChat(away, "m", consented={other})
    with closing(HttpChat(away, "m", consented={"https://models.example/v1"})) as allowed:
        assert allowed.leaves_machine


def test_texts_that_would_go_unencrypted_are_said_to():
    away = Reach(endpoint=Endpoint.parse("http://192.0.2.9/v1"), addresses=("192.0.2.9",))
    with pytest.raises(ConsentMissing, match="unencrypted"):
        HttpChat(away, "m")


def test_a_name_is_looked_up_once_and_only_what_it_was_then_is_spoken_to():
    with serving(lambda asked, n: said("{}")) as server:
        port = int(server.address.split(":")[2].split("/")[0])
        answers = iter([["127.0.0.1"], ["192.0.2.66"]])
        found = reach(Endpoint.parse(f"http://rebinding.example:{port}/v1"), lambda host, port: next(answers))
        with closing(HttpChat(found, "m")) as asked:
            asked.ask("rules", "text", SCHEMA)
            asked.ask("rules", "text", SCHEMA)
    assert [question.headers["Host"] for question in server.asked] == [f"rebinding.example:{port}"] * 2
