"""Text to statements: coders behind one interface."""

from __future__ import annotations

from typing import Protocol

from counterclaim.codebooks.actors import ActorBook
from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.errors import ConfigError
from counterclaim.model import Coding, CodingInput
from counterclaim.statements.actorbook import ActorSource, BookSource, KnownActors, NoActors
from counterclaim.statements.coder import GrammarCoder
from counterclaim.statements.lexicon import load_lexicon

__all__ = ["Coder", "load_coder"]


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


def load_coder(name: str = "grammar-en", *, gazetteer: Gazetteer, actors: ActorBook | None = None) -> Coder:
    """The coder called ``name``; raises ConfigError for one that does not exist."""
    if name.split("/")[0] != "grammar-en":
        raise ConfigError(f"there is no coder called '{name}'", remedy="use 'grammar-en'")
    source: ActorSource = NoActors() if actors is None else BookSource(actors)
    return GrammarCoder(gazetteer=gazetteer, actors=KnownActors(source, load_lexicon().ordinary))
