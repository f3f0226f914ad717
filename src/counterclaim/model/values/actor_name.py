"""Names of actors as texts give them, and the keys under which they are compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_NOT_NAME = re.compile(r"[^\w'. \-]+")
_ARTICLE = re.compile(r"^(?:the|los|las|les|le|la|el)\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorName:
    """A name in the fullest form its text uses, with the other forms the text or a codebook gives."""

    name: str
    aliases: tuple[str, ...] = ()
    actor_id: str = ""
    """The codebook's id, empty where the name is not resolved."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)

    def __str__(self) -> str:
        return self.name


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """Fold case, accents, articles and punctuation away, for comparison only, never for display."""
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    plain = _NOT_NAME.sub(" ", plain.replace("’", "'"))
    return _ARTICLE.sub("", " ".join(plain.split()).strip(" .'-"))
