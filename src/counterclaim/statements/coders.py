"""Coders by name. A name is a family ("grammar-en"), with a version behind a slash or an argument behind a colon."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from counterclaim.codebooks.actors import ActorBook
from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.errors import ConfigError
from counterclaim.statements.actorbook import ActorSource, BookSource, KnownActors, NoActors
from counterclaim.statements.coder import GrammarCoder
from counterclaim.statements.interface import Coder, CoderParts
from counterclaim.statements.lexicon import load_lexicon

Factory = Callable[[str, CoderParts], Coder]
"""Makes a coder from the name as it was given and from what a coder may be made of; raises ConfigError."""


def load_coder(name: str = "grammar-en", *, gazetteer: Gazetteer, actors: ActorBook | None = None) -> Coder:
    """The coder called ``name``; raises ConfigError for one that does not exist or cannot be loaded."""
    factory = FACTORIES.get(re.split("[:/]", name, maxsplit=1)[0])
    if factory is None:
        raise ConfigError(f"there is no coder called '{name}'", remedy=f"use {', '.join(map(repr, FACTORIES))}")
    return factory(name, CoderParts(gazetteer=gazetteer, actors=actors))


def _grammar(_: str, parts: CoderParts) -> Coder:
    source: ActorSource = NoActors() if parts.actors is None else BookSource(parts.actors)
    return GrammarCoder(gazetteer=parts.gazetteer, actors=KnownActors(source, load_lexicon().ordinary))


FACTORIES: Mapping[str, Factory] = {
    "grammar-en": _grammar,
}
"""By family. A factory whose libraries or weights are heavy imports them when it is called, not before."""
