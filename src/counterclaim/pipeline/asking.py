"""A language model as a coder: where it is, whether texts may go there, and what it will cost."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from counterclaim.backends.endpoints import AnswerMemory, Chat, Endpoint, HttpChat, reach
from counterclaim.backends.endpoints.http_chat import ChatOptions
from counterclaim.errors import ConfigError
from counterclaim.model import CodingInput
from counterclaim.settings import (
    ANSWER_VARIABLE,
    KEY_VARIABLE,
    LENGTH_VARIABLE,
    MODEL_VARIABLE,
    TIMEOUT_VARIABLE,
)
from counterclaim.statements import Coder
from counterclaim.statements.llm import Estimate, LlmCoder, estimate

FAMILY = "llm"
_NAME = re.compile(r"llm:(?P<model>.+?)(?:@(?P<address>https?://.*))?", re.DOTALL)

Confirm = Callable[[Estimate], None]
"""Shown what coding will cost before a text is sent; raises to stop it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A model that a coder may ask, and what its caller wants to know beforehand."""

    chat: Chat
    most: int | None = None
    memory: AnswerMemory | None = None
    price: tuple[float, float] | None = None
    confirm: Confirm | None = None

    @classmethod
    def opened(
        cls,
        name: str,
        consented: Collection[str],
        *,
        memory: AnswerMemory | None = None,
        price: tuple[float, float] | None = None,
        confirm: Confirm | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> Self:
        """The way to the model of a coder called ``name`` ("llm:MODEL@ADDRESS").

        Raises:
            ConfigError: the name has no model or address, or a setting is no number.
            ConsentMissing: the address is another machine, and ``consented`` does not hold it.
        """
        model, address = model_and_address(name, environment.get(MODEL_VARIABLE, ""))
        options = ChatOptions()
        chat = HttpChat(
            reach(Endpoint.parse(address)),
            model,
            key=environment.get(KEY_VARIABLE, ""),
            consented=consented,
            options=ChatOptions(
                total_timeout=_number(environment, TIMEOUT_VARIABLE) or options.total_timeout,
                max_tokens=_number(environment, ANSWER_VARIABLE) or options.max_tokens,
            ),
        )
        most = _number(environment, LENGTH_VARIABLE)
        return cls(chat=chat, most=most, memory=memory, price=price, confirm=confirm)

    def tell(self, coder: Coder, sources: Iterable[CodingInput]) -> None:
        """Show what coding ``sources`` will cost, where somebody wants to know and something will be asked."""
        if self.confirm is None or not isinstance(coder, LlmCoder):
            return
        expected = estimate(coder, sources, self.price)
        if expected.questions:
            self.confirm(expected)


def asks_model(name: str) -> bool:
    """Whether a coder of this name asks a language model."""
    return re.split("[:/]", name, maxsplit=1)[0] == FAMILY


def model_and_address(name: str, otherwise: str) -> tuple[str, str]:
    """Model and address of "llm:MODEL@ADDRESS"; ``otherwise`` is the address where the name has none."""
    match = _NAME.fullmatch(name)
    address = (match["address"] or otherwise) if match else ""
    if match is None or not address:
        remedy = f"write it as llm:MODEL@http://127.0.0.1:8080/v1, or set {MODEL_VARIABLE}"
        raise ConfigError("a coder that asks a model needs the model's name and address", where=name, remedy=remedy)
    return match["model"], address


def _number(environment: Mapping[str, str], name: str) -> int | None:
    text = environment.get(name, "").strip()
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 10**9:
        raise ConfigError(f"{text!r} is no number", where=name, remedy="give a whole number above 0")
    return int(text)
