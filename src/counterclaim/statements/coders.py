"""Coders by name. A name is a family ("grammar-en"), with a version behind a slash or an argument behind a colon."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping

from counterclaim.codebooks.actors import ActorBook
from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.errors import ConfigError
from counterclaim.settings import CODER_VARIABLE
from counterclaim.statements.actorbook import ActorSource, BookSource, KnownActors, NoActors
from counterclaim.statements.coder import GrammarCoder
from counterclaim.statements.interface import Coder, CoderParts
from counterclaim.statements.lexicon import load_lexicon
from counterclaim.statements.screening.screen import load_screen

GRAMMAR, ENCODER = "grammar-en", "encoder-en"
Factory = Callable[[str, CoderParts], Coder]
"""Makes a coder from the name as it was given and from what a coder may be made of; raises ConfigError."""


def default_coder() -> str:
    """COUNTERCLAIM_CODER where it is set, else encoder-en."""
    return os.environ.get(CODER_VARIABLE, "") or ENCODER


def load_coder(name: str = "", *, gazetteer: Gazetteer, actors: ActorBook | None = None) -> Coder:
    """The coder called ``name``, or the default; raises ConfigError for one that does not exist or cannot be loaded."""
    return make_coder(name, CoderParts(gazetteer=gazetteer, actors=actors))


def make_coder(name: str, parts: CoderParts) -> Coder:
    """As `load_coder`, from all that a coder may be made of."""
    name = name or default_coder()
    factory = FACTORIES.get(re.split("[:/]", name, maxsplit=1)[0])
    if factory is None:
        raise ConfigError(f"there is no coder called '{name}'", remedy=f"use {', '.join(map(repr, FACTORIES))}")
    return factory(name, parts)


def _grammar(_: str, parts: CoderParts) -> GrammarCoder:
    source: ActorSource = NoActors() if parts.actors is None else BookSource(parts.actors)
    actors = KnownActors(source, load_lexicon().ordinary)
    return GrammarCoder(gazetteer=parts.gazetteer, actors=actors, screen=load_screen())


def _encoder(name: str, parts: CoderParts) -> Coder:
    from counterclaim.statements.hybrid.coder import encoder_coder

    _, _, told = name.partition(":")
    try:
        threshold = float(told) if told else None
    except ValueError as error:
        raise ConfigError(
            f"'{told}' is no threshold", remedy="write the coder as encoder-en or, for example, encoder-en:0.7"
        ) from error
    return encoder_coder(_grammar(GRAMMAR, parts), threshold=threshold)


def _llm(name: str, parts: CoderParts) -> Coder:
    from counterclaim.statements.llm import llm_coder

    if parts.chat is None:
        raise ConfigError(
            f"the coder '{name}' needs a model to ask", remedy="write it as llm:MODEL@http://127.0.0.1:8080/v1"
        )
    return llm_coder(parts.chat, parts, _grammar(GRAMMAR, parts))


FACTORIES: Mapping[str, Factory] = {
    GRAMMAR: _grammar,
    ENCODER: _encoder,
    "llm": _llm,
}
"""By family. A factory whose libraries or weights are heavy imports them when it is called, not before."""
