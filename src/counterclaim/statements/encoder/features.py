"""What the heads are told beside the states: where in the text the mentions of entities stand. Used in training and at run time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from counterclaim.statements.encoder.tokenising import TokenisedText
from counterclaim.statements.encoder.windows import Range

ENTITY_FEATURES = 3
PAIR_FEATURES = 4
LINK_FEATURES = PAIR_FEATURES + ENTITY_FEATURES


def entity_features(spans: Sequence[Range], text: TokenisedText) -> NDArray[np.float32]:
    """How often an entity is mentioned and where first, three numbers near 0 to 2."""
    first = text.sentence_of[min(a for a, _ in spans)]
    return np.array([np.log1p(len(spans)), first / max(1, len(text.sentences)), np.log1p(first) / 2], np.float32)


def pair_features(one: Sequence[Range], two: Sequence[Range], text: TokenisedText) -> NDArray[np.float32]:
    """How near each other two entities are mentioned, four numbers near 0 to 2."""
    places = np.array([a for a, _ in one]), np.array([a for a, _ in two])
    apart = np.abs(places[0][:, None] - places[1][None]).min()
    lines = np.abs(text.sentence_of[places[0]][:, None] - text.sentence_of[places[1]][None]).min()
    return np.array(
        [float(lines == 0), np.log1p(lines) / 2, np.log1p(apart) / 4, np.log1p(len(text.sentences)) / 3], np.float32
    )


def link_features(organisation: Sequence[Range], incident: Sequence[Range], text: TokenisedText) -> NDArray[np.float32]:
    """How near an organisation stands to an incident's other entities, and how often and where it is named."""
    return np.concatenate([pair_features(organisation, incident, text), entity_features(organisation, text)])


def sentence_tokens(spans: Sequence[Range], text: TokenisedText) -> NDArray[np.int64]:
    """The tokens of all sentences in which one of the spans begins, in order."""
    numbers = sorted({int(text.sentence_of[a]) for a, _ in spans})
    return np.concatenate([np.arange(*text.sentences[n]) for n in numbers])


def told_tokens(spans: Sequence[Range], text: TokenisedText) -> NDArray[np.int64]:
    """The tokens of the sentences in which one of the spans begins and of those that follow, where "the group" goes on."""
    numbers = {int(text.sentence_of[a]) for a, _ in spans}
    last = len(text.sentences) - 1
    return np.concatenate(
        [np.arange(*text.sentences[n]) for n in sorted(numbers | {min(n + 1, last) for n in numbers})]
    )
