"""What kind of voice the words of a speaker tell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from counterclaim.model import SpeakerKind
from counterclaim.statements.lexicon import Lexicon

_ORDER = (
    ("courts", SpeakerKind.COURT),
    ("experts", SpeakerKind.EXPERT),
    ("witnesses", SpeakerKind.WITNESS),
    ("states", SpeakerKind.STATE),
    ("authorities", SpeakerKind.AUTHORITY),
    ("media", SpeakerKind.MEDIA),
    ("rivals", SpeakerKind.RIVAL_GROUP),
)
_BODIES = {
    "un": SpeakerKind.AUTHORITY,
    "u.n.": SpeakerKind.AUTHORITY,
    "united nations": SpeakerKind.AUTHORITY,
    "attorney general": SpeakerKind.AUTHORITY,
    "human rights watch": SpeakerKind.EXPERT,
    "amnesty": SpeakerKind.EXPERT,
    "police": SpeakerKind.AUTHORITY,
    "prosecutor": SpeakerKind.AUTHORITY,
    "prosecutors": SpeakerKind.AUTHORITY,
    "foreign minister": SpeakerKind.STATE,
    "interior minister": SpeakerKind.STATE,
    "defence minister": SpeakerKind.STATE,
    "defense minister": SpeakerKind.STATE,
    "government": SpeakerKind.STATE,
}


def speaker_kind(words: Sequence[str], lexicon: Lexicon) -> SpeakerKind:
    """The kind of speaker that lower-case ``words`` tell of; unknown where they tell nothing.

    The first class that any word, pair or triple belongs to wins: courts, experts, witnesses, states, authorities,
    media, rivals. Bodies whose name holds a word of another class are listed apart.
    """
    return _kind(tuple(words), lexicon)


@lru_cache(maxsize=20_000)
def _kind(words: tuple[str, ...], lexicon: Lexicon) -> SpeakerKind:
    grams = [*words, *(f"{a} {b}" for a, b in pairwise(words))]
    grams += [f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    for gram in grams:
        if gram in _BODIES:
            return _BODIES[gram]
    found = {name for gram in grams for name in lexicon.nouns.get(gram, ())}
    return next((kind for name, kind in _ORDER if name in found), SpeakerKind.UNKNOWN)
