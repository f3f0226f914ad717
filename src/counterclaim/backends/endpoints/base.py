"""What a coder needs of a language model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from counterclaim.errors import CodingError

Schema = Mapping[str, Any]
"""A JSON schema."""


class EndpointError(CodingError):
    """A model gave no usable answer. ``fatal``: the next text would fare no better, so the batch stops."""

    def __init__(self, message: str, *, where: str = "", remedy: str = "", fatal: bool = False) -> None:
        super().__init__(message, where=where, remedy=remedy)
        self.fatal = fatal


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelAnswer:
    """One answer as it came. Tokens are as the server counts them, 0 where it does not say."""

    text: str
    cut_off: bool = False
    """Whether the model was stopped by a limit of length."""
    prompt_tokens: int = 0
    completion_tokens: int = 0


class Chat(Protocol):
    """A model that answers in JSON."""

    @property
    def model(self) -> str:
        """The model's name."""

    @property
    def leaves_machine(self) -> bool:
        """Whether what it is asked goes to another machine."""

    def ask(self, instructions: str, content: str, schema: Schema) -> ModelAnswer:
        """One answer; raises EndpointError. That it fits ``schema`` is asked of the model, not promised."""
