"""A model behind any address that speaks the chat-completions protocol, asked for JSON."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

import httpx

from counterclaim.backends.endpoints.addresses import Reach
from counterclaim.backends.endpoints.base import EndpointError, ModelAnswer, Schema
from counterclaim.backends.endpoints.retrying import Refused, Transient, Waits
from counterclaim.errors import ConsentMissing

_MOST_BYTES = 8 * 1024**2
_FATAL = {
    401: "set the environment variable COUNTERCLAIM_LLM_KEY to a key that is valid there",
    403: "set the environment variable COUNTERCLAIM_LLM_KEY to a key that may use this model",
    404: "check the model's name and the address; most servers want /v1 at its end",
}
_TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
_UNSUPPORTED = frozenset({400, 415, 422, 500, 501})
"""Answers of servers that do not know one of the fields they were sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatOptions:
    """Limits of asking; times in seconds."""

    total_timeout: float = 600.0
    """Longest time for one answer; a large model on a small machine is slow."""
    connect_timeout: float = 10.0
    max_tokens: int = 4096
    waits: Waits = field(default_factory=Waits)
    monotonic: Callable[[], float] = time.monotonic


class HttpChat:
    """Asks one model at one place.

    It speaks only to the addresses of ``reach``, follows no redirect, and uses no proxy of the environment. The
    key goes into one header and into no message.
    """

    def __init__(
        self,
        reach: Reach,
        model: str,
        *,
        key: str = "",
        consented: Collection[str] = (),
        options: ChatOptions | None = None,
    ) -> None:
        """Raises ConsentMissing where ``reach`` leads to another machine and ``consented`` does not name it."""
        if not reach.local and str(reach.endpoint) not in consented:
            raise consent_missing(reach)
        self.model = model
        self.leaves_machine = not reach.local
        self._reach = reach
        self._key = key
        self._options = options or ChatOptions()
        self._form = 0
        self._proved = False
        # An address of the environment's proxy would be one more place that texts go to.
        self._client = httpx.Client(trust_env=False, follow_redirects=False, timeout=self._options.total_timeout)

    def ask(self, instructions: str, content: str, schema: Schema) -> ModelAnswer:
        """One answer; where the server does not know a way of asking for JSON, the next simpler one is tried."""
        forms = _forms(schema, self._options.max_tokens)
        messages = [{"role": "system", "content": instructions}, {"role": "user", "content": content}]
        for number in range(self._form, len(forms)):
            body = {"model": self.model, "messages": messages, "stream": False, **forms[number]}
            try:
                answer = self._options.waits.patiently(lambda body=body: self._post(body))  # type: ignore[misc]
            except Refused as refused:
                if not self._proved and number + 1 < len(forms) and refused.status in _UNSUPPORTED:
                    continue
                raise self._error(refused) from None
            self._form, self._proved = number, True
            return answer
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Give up the connection."""
        self._client.close()

    def _post(self, body: dict[str, Any]) -> ModelAnswer:
        endpoint = self._reach.endpoint
        headers = {"Host": endpoint.netloc, "Accept": "application/json", "Accept-Encoding": "identity"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        failure: Exception | None = None
        for address in self._reach.addresses:
            try:
                return self._exchange(endpoint.at(address), headers, body)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        # A server that has answered before may come back; one that never did is not worth waiting for.
        kind = Transient if self._proved else EndpointError
        remedy = "start the server, or check the address"
        raise kind(f"no connection to {endpoint}", fatal=True, remedy=remedy) from failure

    def _exchange(self, address: str, headers: dict[str, str], body: dict[str, Any]) -> ModelAnswer:
        limits = httpx.Timeout(self._options.total_timeout, connect=self._options.connect_timeout)
        ends = self._options.monotonic() + self._options.total_timeout
        extensions = {"sni_hostname": self._reach.endpoint.host}
        try:
            with self._client.stream(
                "POST", address, headers=headers, json=body, timeout=limits, extensions=extensions
            ) as response:
                data = self._read(response, ends)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            raise
        except httpx.TimeoutException:
            raise Transient("the model did not answer in time", remedy=_SLOWER) from None
        except httpx.HTTPError as error:
            raise Transient(f"the connection broke off: {str(error)[:120]}", remedy="try again later") from None
        if response.status_code != 200:
            raise self._refusal(response, data)
        return read_answer(data)

    def _read(self, response: httpx.Response, ends: float) -> bytes:
        out = bytearray()
        for chunk in response.iter_raw():
            out += chunk
            if len(out) > _MOST_BYTES:
                raise EndpointError(f"its answer is larger than {_MOST_BYTES >> 20} MB", remedy="use another model")
            if self._options.monotonic() > ends:
                raise Transient("the model did not answer in time", remedy=_SLOWER)
        return bytes(out)

    def _refusal(self, response: httpx.Response, data: bytes) -> Exception:
        status = response.status_code
        if 300 <= status < 400:
            remedy = "give the address that it leads to, if you trust it; redirects are not followed"
            return EndpointError(
                f"the server redirects ({status})", where=str(self._reach.endpoint), remedy=remedy, fatal=True
            )
        said = self._said(data)
        refused = Refused(status, said)
        if status in _TRANSIENT and (self._proved or status not in _UNSUPPORTED):
            waiting = response.headers.get("retry-after", "")
            return Transient(
                f"the server answered {status}{said}", after=waiting, fatal=status == 429, remedy="try again later"
            )
        return refused

    def _said(self, data: bytes) -> str:
        """What a server says of an error, in a few words and without the key."""
        text = " ".join(data[:2000].decode("utf-8", "replace").split())
        if self._key:
            text = text.replace(self._key, "***")
        return f": {text[:200]}" if text else ""

    def _error(self, refused: Refused) -> EndpointError:
        fatal = refused.status in _FATAL
        remedy = _FATAL.get(refused.status, "see what the server says; a shorter COUNTERCLAIM_LLM_CHARS may help")
        message = f"the server answered {refused.status}{refused.said}"
        return EndpointError(message, where=str(self._reach.endpoint), remedy=remedy, fatal=fatal)


_SLOWER = "give it more time with COUNTERCLAIM_LLM_TIMEOUT (seconds), or use a smaller model"


def consent_missing(reach: Reach) -> ConsentMissing:
    """The refusal to send texts to another machine."""
    endpoint = reach.endpoint
    plain = ", unencrypted" if endpoint.scheme == "http" else ""
    return ConsentMissing(
        f"{endpoint} is another machine ({reach.addresses[0]}): texts would leave this one{plain}",
        remedy=f'if that is right, record who decided it: counterclaim judge consent {endpoint} --reason "..."',
    )


def _forms(schema: Schema, max_tokens: int) -> list[dict[str, Any]]:
    """Ways of asking for JSON, the most exact first; the last is understood by every server."""
    limits = {"temperature": 0, "seed": 0, "max_tokens": max_tokens}
    strict = {"type": "json_schema", "json_schema": {"name": "coding", "strict": True, "schema": dict(schema)}}
    return [
        {**limits, "response_format": strict},
        {**limits, "response_format": {"type": "json_object", "schema": dict(schema)}},
        {**limits, "response_format": {"type": "json_object"}},
        limits,
        {},
    ]


def read_answer(data: bytes) -> ModelAnswer:
    """The answer in a response's body; raises EndpointError where it is not in the protocol's form."""
    try:
        body = json.loads(data)
        choice = body["choices"][0]
        text = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        text = None
    if not isinstance(text, str):
        raise EndpointError(
            "its answer is not in the protocol's form", remedy="check that the address is a chat model's"
        )
    usage = body.get("usage")
    counts = usage if isinstance(usage, dict) else {}
    return ModelAnswer(
        text=text,
        cut_off=choice.get("finish_reason") == "length",
        prompt_tokens=_count(counts.get("prompt_tokens")),
        completion_tokens=_count(counts.get("completion_tokens")),
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
