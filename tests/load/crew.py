"""Simulated coders at the HTTP API: each judges, waits for the answer, and sends again what was not answered."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

PATIENCE = 60.0
"""Seconds for which a coder sends a request again, before it counts as lost."""
PAUSE = 0.2
"""Seconds before a request is sent again."""
TIMEOUT = 30.0


@dataclass(slots=True)
class Sent:
    """One decision of a coder."""

    key: str
    digest: str = ""
    """Of the judgement that the server acknowledged; empty where it never did."""
    seconds: float = 0.0
    """From sending it first to its acknowledgement."""
    tries: int = 0


@dataclass
class Coder:
    """One person with a token, and statements that they read in some order."""

    name: str
    token: str
    statements: Sequence[str]
    think: float
    """Mean seconds between an answer and the next decision."""
    rng: random.Random
    sent: list[Sent] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """Answers that no coder should get: what was asked for was right."""
    _connection: http.client.HTTPConnection | None = None

    def work(self, port: int, until: float) -> None:
        """Judge until a moment of the monotonic clock."""
        # Not all at once: people do not come to work in the same second.
        time.sleep(self.rng.random() * min(self.think, 1.0))
        while time.monotonic() < until:
            self._decide(port, len(self.sent))
            time.sleep(self.rng.expovariate(1 / self.think) if self.think else 0)
        if self._connection is not None:
            self._connection.close()

    def _decide(self, port: int, number: int) -> None:
        sent = Sent(f"{self.name}-{number:06d}")
        self.sent.append(sent)
        verdict = "accept" if self.rng.random() < 0.7 else "reject"
        subject = self.rng.choice(self.statements)
        if number and self.sent[-2].digest and self.rng.random() < 0.1:
            verdict, subject = "undo", self.sent[-2].digest
        body = json.dumps({"verdict": verdict, "subjects": [subject], "reason": sent.key}).encode()
        started = time.monotonic()
        while not sent.digest and time.monotonic() - started < PATIENCE:
            sent.tries += 1
            self._try(port, sent, body)
            if not sent.digest:
                time.sleep(PAUSE)
        sent.seconds = time.monotonic() - started

    def _try(self, port: int, sent: Sent, body: bytes) -> None:
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": sent.key,
        }
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
            self._connection.request("POST", "/api/v1/judgements", body, headers)
            response = self._connection.getresponse()
            answer = response.read()
        except (OSError, http.client.HTTPException):
            if self._connection is not None:
                self._connection.close()
            self._connection = None
            return
        if response.status == 201:
            sent.digest = json.loads(answer)["digest"]
        elif response.status < 500:
            self.refused.append(f"{response.status} {answer[:200]!r}")


def work(coders: Sequence[Coder], port: int, seconds: float) -> None:
    """Let all of them judge at once for so long."""
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=coder.work, args=(port, until)) for coder in coders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def p95(values: Sequence[float]) -> float:
    """The nearest-rank 95th percentile."""
    ordered = sorted(values)
    return ordered[max(0, round(0.95 * len(ordered)) - 1)]
