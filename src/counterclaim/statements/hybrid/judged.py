"""Units and their possible speakers as tokens of the encoder, with features: what the head reads, in training too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from counterclaim.statements.hybrid.features import VOICE_WIDTH, Featurizer, voices_for
from counterclaim.statements.hybrid.neutral import NeutralText
from counterclaim.statements.hybrid.units import Span, Unit, Voice
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.reading import Reading


@dataclass(frozen=True)
class Heard:
    """Who may have spoken, as token ranges [first, past) and features."""

    voices: list[Voice]
    tokens: list[Span]
    features: NDArray[np.float32]
    """(voices, VOICE_WIDTH)"""


@dataclass
class Judged:
    """One unit by tokens of the text; ``sentence`` is a token range [first, past).

    Voices are looked at when they are first asked for: most units turn out to carry no statement.
    """

    unit: Unit
    mention: list[int]
    sentence: Span
    features: NDArray[np.float32]
    """(UNIT_WIDTH,)"""
    hear: Callable[[], Heard]

    @cached_property
    def heard(self) -> Heard:
        """Its possible speakers."""
        return self.hear()

    @property
    def voices(self) -> list[Voice]:
        """The phrases of which a token is left."""
        return self.heard.voices

    @property
    def voice_tokens(self) -> list[Span]:
        """Their tokens."""
        return self.heard.tokens

    @property
    def voice_features(self) -> NDArray[np.float32]:
        """Their features, (voices, VOICE_WIDTH)."""
        return self.heard.features


def judged_units(reading: Reading, lexicon: Lexicon, text: NeutralText) -> list[Judged]:
    """All units of a text in order; those of which no token is left are passed over."""
    features = Featurizer.of(reading, lexicon)
    found = []
    for units, s in zip(text.cast.units, reading.sentences, strict=True):
        sentence = text.tokens.tokens_within(s.start, s.end)
        for unit in units:
            mention = sorted({t for span in unit.spans for t in range(*text.tokens_of(unit.who, span))})
            if mention and sentence[0] < sentence[1]:
                told = np.array(features.unit(unit), dtype=np.float32)
                hear = partial(_hear, unit, voices_for(unit, text.cast.voices), features, text)
                found.append(Judged(unit, mention, sentence, told, hear))
    return found


def _hear(unit: Unit, voices: Sequence[Voice], features: Featurizer, text: NeutralText) -> Heard:
    spans = [text.tokens_of(voice.who, voice.span) for voice in voices]
    kept = [(voice, span) for voice, span in zip(voices, spans, strict=True) if span[0] < span[1]]
    rows = [features.voice(unit, voice) for voice, _ in kept]
    return Heard(
        [voice for voice, _ in kept],
        [span for _, span in kept],
        np.array(rows, dtype=np.float32).reshape(len(rows), VOICE_WIDTH),
    )
