"""What the heads make of a text: its relevance, its entities with their roles, and which belong together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.statements.encoder.dense import Array, Heads, sigmoid, softmax
from counterclaim.statements.encoder.features import (
    entity_features,
    link_features,
    pair_features,
    sentence_tokens,
    told_tokens,
)
from counterclaim.statements.encoder.mentions import Group, find_mentions, group
from counterclaim.statements.encoder.roles import ASKING, DEPTH, ROLES, TYPES
from counterclaim.statements.encoder.session import States
from counterclaim.statements.encoder.tokenising import TokenisedText
from counterclaim.statements.encoder.windows import Range


@dataclass(frozen=True)
class Found:
    """An entity in a role, with the tags' and the role head's probability, and its vector (2 H)."""

    group: Group
    tagged: float
    fitting: float
    vector: Array


@dataclass(frozen=True)
class TextReading:
    """A text's chance to report an incident, its chance of several, its entities, and their chances (E, E) to share one."""

    text: TokenisedText
    states: States
    document: Array
    relevant: float
    several: float
    found: tuple[Found, ...]
    together: NDArray[np.float32]


class Reader:
    """Applies the heads of the task "muc4"."""

    def __init__(self, heads: Heads) -> None:
        self.heads = heads

    def read(self, text: TokenisedText, states: States, body: int = 0) -> TextReading:
        """The reading of a text; nothing is found in its first `body` characters."""
        document = self.document(states)
        logits = self.heads.two_layers("document", document)
        tags = softmax(self.heads.linear("tags", states.tokens).reshape(len(text), len(ROLES), 3))
        mentions = find_mentions(tags[..., 1:].sum(-1), tags[..., 1], text, body)
        found = tuple(self.judge(g, text, states, document) for g in group(mentions, text))
        return TextReading(
            text,
            states,
            document,
            float(sigmoid(logits[0])),
            float(sigmoid(logits[1])),
            found,
            self.pairs(found, text),
        )

    def document(self, states: States) -> Array:
        """The document's vector (2 H)."""
        weight = softmax(self.heads.linear("pool", states.tokens), 0)
        return np.concatenate([(weight * states.tokens).sum(0), states.firsts.mean(0)])

    def judge(self, g: Group, text: TokenisedText, states: States, document: Array) -> Found:
        """An entity with the role head's word on it."""
        vector = entity_vector(states.tokens, g.spans)
        scores = self.heads.two_layers("role", np.concatenate([vector, document, entity_features(g.spans, text)]))
        return Found(g, g.score, float(sigmoid(scores)[ROLES.index(g.role)]), vector)

    def pairs(self, found: tuple[Found, ...], text: TokenisedText) -> NDArray[np.float32]:
        """The chances that two entities share an incident, symmetric (E, E)."""
        count = len(found)
        out = np.ones((count, count), np.float32)
        if count < 2:
            return out
        roles = np.eye(len(ROLES), dtype=np.float32)[[ROLES.index(f.group.role) for f in found]]
        units = self.heads.linear("unit", np.concatenate([np.stack([f.vector for f in found]), roles], 1))
        i, j = np.tril_indices(count, -1)
        extra = np.stack(
            [pair_features(found[a].group.spans, found[b].group.spans, text) for a, b in zip(i, j, strict=True)]
        )
        a, b = units[i], units[j]
        scores = self.heads.two_layers("pair", np.concatenate([a * b, np.abs(a - b), extra], 1))[:, 0]
        out[i, j] = out[j, i] = sigmoid(scores)
        return out

    def kind(self, reading: TextReading, members: list[int]) -> tuple[Array, Array]:
        """Probabilities of the incident's types and stages, given its entities."""
        spans = [s for k in members for s in reading.found[k].group.spans]
        vector = np.mean([reading.found[k].vector for k in members], axis=0)
        around = self.around(reading, spans)
        logits = self.heads.two_layers("kind", np.concatenate([vector, around, reading.document]))
        return softmax(logits[: len(TYPES)]), softmax(logits[len(TYPES) :])

    def attribution(self, reading: TextReading, organisation: int, members: list[int]) -> Array:
        """Probabilities that the organisation is not said to have done it, and of the degrees of certainty (1 + 5).

        ``members`` are the incident's other entities.
        """
        own = reading.found[organisation]
        spans = [s for k in members for s in reading.found[k].group.spans]
        incident = np.mean([reading.found[k].vector for k in members], axis=0)
        told = reading.states.tokens[told_tokens(own.group.spans, reading.text)]
        mean = own.vector[: len(own.vector) // 2]
        asked = self.heads.linear("asked", np.concatenate([mean, incident])).reshape(ASKING, DEPTH)
        heard = self.heads.linear("heard", told).reshape(-1, ASKING, DEPTH)
        weights = softmax(np.einsum("hd,thd->ht", asked, heard) / np.float32(DEPTH**0.5))
        said = np.einsum("ht,thd->hd", weights, self.heads.linear("said", told).reshape(-1, ASKING, DEPTH)).ravel()
        rest = [self.around(reading, spans), reading.document, link_features(own.group.spans, spans, reading.text)]
        return softmax(self.heads.two_layers("link", np.concatenate([mean, said, incident, *rest])))

    def around(self, reading: TextReading, spans: list[Range]) -> Array:
        """The mean state (H) of all sentences that hold one of the spans."""
        return np.asarray(reading.states.tokens[sentence_tokens(spans, reading.text)].mean(0), np.float32)


def entity_vector(tokens: Array, spans: list[Range]) -> Array:
    """Mean and maximum over an entity's mentions, at most eight (2 H)."""
    mentions = np.stack([tokens[a:b].mean(0) for a, b in spans[:8]])
    return np.concatenate([mentions.mean(0), mentions.max(0)])
