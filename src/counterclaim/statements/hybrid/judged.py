"""Units and their possible speakers as tokens of the encoder, with features: what the head reads, in training too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from counterclaim.statements.encoder.tokenising import TokenisedText
from counterclaim.statements.hybrid.features import VOICE_WIDTH, Featurizer, voices_for
from counterclaim.statements.hybrid.units import Span, Unit, Voice, units_of, voices_of
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.reading import Reading


@dataclass(slots=True)
class Judged:
    """One unit by tokens of the text; ``sentence`` and the voices are token ranges [first, past)."""

    unit: Unit
    mention: list[int]
    sentence: Span
    features: NDArray[np.float32]
    """(UNIT_WIDTH,)"""
    voices: list[Voice] = field(default_factory=list)
    voice_tokens: list[Span] = field(default_factory=list)
    voice_features: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, VOICE_WIDTH), np.float32))
    """(voices, VOICE_WIDTH)"""


def judged_units(reading: Reading, lexicon: Lexicon, tokens: TokenisedText) -> list[Judged]:
    """All units of a text in order; those of which no token is left are passed over."""
    voices = voices_of(reading)
    features = Featurizer.of(reading, lexicon)
    found = []
    for units, s in zip(units_of(reading, lexicon), reading.sentences, strict=True):
        sentence = tokens.tokens_within(s.start, s.end)
        for unit in units:
            mention = [t for span in unit.spans for t in range(*tokens.tokens_within(*span))]
            if mention and sentence[0] < sentence[1]:
                judged = Judged(unit, mention, sentence, np.array(features.unit(unit), dtype=np.float32))
                _add_voices(judged, voices_for(unit, voices), features, tokens)
                found.append(judged)
    return found


def _add_voices(judged: Judged, voices: Sequence[Voice], features: Featurizer, tokens: TokenisedText) -> None:
    rows = []
    for voice in voices:
        first, past = tokens.tokens_within(*voice.span)
        if first < past:
            judged.voices.append(voice)
            judged.voice_tokens.append((first, past))
            rows.append(features.voice(judged.unit, voice))
    if rows:
        judged.voice_features = np.array(rows, dtype=np.float32)
