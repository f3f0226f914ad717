"""What every coder offers, and what it may be made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from counterclaim.codebooks.actors import ActorBook
from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.model import Coding, CodingInput


class Coder(Protocol):
    """Reads one text and says who says who did what in it."""

    @property
    def name(self) -> str:
        """Name and version, such as "grammar-en/1"."""

    @property
    def languages(self) -> frozenset[str]:
        """BCP 47 primary tags of the languages it reads."""

    def code(self, source: CodingInput) -> Coding:
        """All that it finds; ``abstained`` says in plain words why a text was not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderParts:
    """What a coder is made of: codebooks that its caller has loaded."""

    gazetteer: Gazetteer
    actors: ActorBook | None = None
