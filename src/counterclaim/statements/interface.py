"""What every coder offers, and what it may be made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from counterclaim.codebooks.actors import ActorBook
from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.model import Coding, CodingInput, Problem

if TYPE_CHECKING:
    from counterclaim.backends.endpoints import AnswerMemory, Chat


class Coder(Protocol):
    """Reads one text and says who says who did what in it."""

    @property
    def name(self) -> str:
        """Name and version, such as "grammar-en/1"."""

    @property
    def languages(self) -> frozenset[str]:
        """BCP 47 primary tags of the languages it reads; empty for a coder that reads whatever its reader does."""

    def code(self, source: CodingInput) -> Coding:
        """All that it finds; ``abstained`` says in plain words why a text was not read."""


@runtime_checkable
class ReportingCoder(Protocol):
    """A coder that has something to say about its own reading."""

    def read(self, source: CodingInput) -> tuple[Coding, tuple[Problem, ...]]:
        """What ``code`` returns, with problems and remarks about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderParts:
    """What a coder is made of: codebooks that its caller has loaded and, for a language model, the way to it."""

    gazetteer: Gazetteer
    actors: ActorBook | None = None
    chat: Chat | None = None
    memory: AnswerMemory | None = None
    most: int | None = None
    """Code points of a text in one question to a language model."""
