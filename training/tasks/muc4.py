"""The MUC-4 task: who did what to whom, in which incident, and how sure the text is."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from counterclaim.statements.encoder.features import (
    entity_features,
    link_features,
    pair_features,
    sentence_tokens,
    told_tokens,
)
from counterclaim.statements.encoder.roles import CERTAINTIES, ROLES, STAGES, TYPES
from counterclaim.statements.encoder.tokenising import tokenise
from counterclaim.statements.encoder.windows import Range
from training.muc_gold import Key, Words, key_of, longest, simple
from training.tasks.base import Encoded, Example
from training.tasks.muc4_heads import MucHeads

#: How many documents without incidents an epoch reads, for each with incidents.
EMPTY_SHARE = 0.35
#: How much more a token inside a filler counts than one outside.
INSIDE = 2.5


DEGREES = ("none", *CERTAINTIES)
#: How much more the rarer degrees of certainty count.
RARER = {"claimed": 1.7, "accused": 1.3, "accused_by_authorities": 1.6, "possible": 1.6}


@dataclass
class Marked:
    """A document with targets: tag classes (N, R), entities, decoys and the key."""

    tags: Tensor
    spans: list[list[Range]]
    loose: list[list[Range]]
    decoys: list[list[Range]]
    #: Organisations that the key does not name.
    suspects: list[list[Range]]
    key: Key


def read_records(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


class Muc4Task:
    """Builds the examples of a file of MUC-4 records and computes the losses of all its heads."""

    name = "muc4"
    weight = 1.0

    def __init__(
        self, records: Sequence[dict[str, Any]], tokenizer: Tokenizer, share: float = 1.0, rate: float = 1.0
    ) -> None:
        self.share, self.rate = share, rate
        self.heads = MucHeads()
        keys = [(record["id"], key_of(record)) for record in records]
        self.lexicon = sorted(
            {simple(s) for _, key in keys for e in key.entities for s in e.strings if e.role != "Place"}
        )
        names = {simple(s) for _, key in keys for e in key.entities for s in e.strings if e.role == "PerpOrg"}
        self.organisations = sorted(name for name in names if len(name) > 2)
        self.examples = [Example(name, *self.marked(key, tokenizer)) for name, key in keys]

    def epoch(self, chance: random.Random) -> Sequence[Example]:
        """Documents that name perpetrators, `share` of the others with incidents, and some of those without."""
        full = [e for e in self.examples if any(e.payload.key.confidence)]
        rest = [e for e in self.examples if e.payload.key.types and not any(e.payload.key.confidence)]
        full += chance.sample(rest, int(self.share * len(rest)))
        empty = [e for e in self.examples if not e.payload.key.types]
        return full + chance.sample(empty, min(len(empty), int(EMPTY_SHARE * len(full))))

    def settings(self) -> dict[str, Any]:
        """The labels."""
        return {"roles": ROLES, "types": TYPES, "stages": STAGES, "certainties": CERTAINTIES}

    def marked(self, key: Key, tokenizer: Tokenizer) -> tuple[Any, Marked]:
        """Tokens and targets of a document."""
        text = tokenise(tokenizer, key.text)
        tags = torch.zeros(len(text), len(ROLES), dtype=torch.long)
        tags[: text.tokens_within(0, key.body)[1]] = -1
        spans, loose = [], []
        words = Words(key.text, key.body)
        # Every mention of an organisation is tagged, guilty or not; whether it is the perpetrator, the roles' head tells.
        column = tags[:, ROLES.index("PerpOrg")]
        for span in longest({span for name in self.organisations for span in words.find(name)}):
            a, b = text.tokens_within(*span)
            column[a:b] = 2
            column[a] = 1
        for entity in key.entities:
            sure, unsure = entity.spans, entity.loose
            if entity.role == "PerpOrg":
                sure, unsure = sorted([*sure, *unsure]), []
            spans.append([text.tokens_within(*span) for span in sure])
            loose.append([text.tokens_within(*span) for span in unsure])
            column = tags[:, ROLES.index(entity.role)]
            for a, b in loose[-1]:
                column[a:b] = torch.where(column[a:b] == 0, -1, column[a:b])
        for entity, mine in zip(key.entities, spans, strict=True):
            column = tags[:, ROLES.index(entity.role)]
            for a, b in mine:
                column[a:b] = 2
                column[a] = 1
        taken = np.zeros(len(text) + 1, bool)
        for a, b in [x for group in (*spans, *loose) for x in group]:
            taken[a:b] = True
        decoys, suspects, known = [], [], set(self.organisations)
        for string in self.lexicon:
            found = [text.tokens_within(*span) for span in words.find(string)]
            found = [(a, b) for a, b in found if not taken[a:b].any()]
            if found and string in known:
                suspects.append(found)
            elif found:
                decoys.append(found)
        return text, Marked(tags, spans, loose, decoys, suspects, key)

    def loss(self, encoded: Sequence[Encoded], examples: Sequence[Example]) -> Tensor:
        """The sum of all heads' losses, each a mean."""
        heads, states = self.heads, torch.cat([e.tokens for e in encoded])
        logits = heads.tags(heads.drop(states)).view(-1, len(ROLES), 3)
        total = tag_loss(logits, torch.cat([e.payload.tags for e in examples]))
        parts: dict[str, list[Tensor]] = {"document": [], "role": [], "pair": [], "kind": [], "attribution": []}
        first = 0
        for one, example in zip(encoded, examples, strict=True):
            marked: Marked = example.payload
            past = first + len(example.tokens)
            guesses = wrong_guesses(logits[first:past].detach(), marked.tags)
            first = past
            self.document_losses(parts, one, example, guesses)
        for losses in parts.values():
            if losses:
                total = total + torch.stack(losses).mean()
        return total

    def document_losses(
        self, parts: dict[str, list[Tensor]], one: Encoded, example: Example, guesses: list[list[Range]]
    ) -> None:
        """The losses of one document's heads, added to `parts`."""
        heads, marked, key = self.heads, example.payload, example.payload.key
        document = heads.read(one.tokens, one.firsts)
        parts["document"].append(document_loss(heads.document(heads.drop(document)), key))
        kept = [i for i, spans in enumerate(marked.spans) if spans]
        spans = [marked.spans[i] + (marked.loose[i] if random.random() < 0.5 else []) for i in kept]
        decoys = marked.suspects[:12] + random.sample(marked.decoys, min(8, len(marked.decoys))) + guesses
        vectors = [heads.entity(one.tokens, s) for s in (*spans, *decoys)]
        if not vectors:
            return
        wanted = torch.zeros(len(vectors), len(ROLES))
        for row, i in enumerate(kept):
            same = [j for j in kept if set(marked.spans[j]) & set(marked.spans[i])]
            for j in same:
                wanted[row, ROLES.index(key.entities[j].role)] = 1
        extra = torch.from_numpy(np.stack([entity_features(s, example.tokens) for s in (*spans, *decoys)]))
        stacked = torch.stack(vectors)
        inputs = torch.cat([stacked, document.expand(len(vectors), -1), extra], 1)
        scores = heads.role(heads.drop(inputs))
        parts["role"].append(functional.binary_cross_entropy_with_logits(scores, wanted) * len(ROLES))
        if kept:
            roles = functional.one_hot(torch.tensor([ROLES.index(key.entities[i].role) for i in kept]), len(ROLES))
            self.incident_losses(parts, one, example, kept, spans, stacked[: len(kept)], roles.float(), document)
            others = list(zip(decoys[: len(marked.suspects[:12])], stacked[len(kept) :], strict=False))
            self.attribution_losses(parts, one, example, kept, spans, stacked[: len(kept)], others, document)

    def incident_losses(
        self,
        parts: dict[str, list[Tensor]],
        one: Encoded,
        example: Example,
        kept: list[int],
        spans: list[list[Range]],
        vectors: Tensor,
        roles: Tensor,
        document: Tensor,
    ) -> None:
        """Grouping, type and stage."""
        heads, key = self.heads, example.payload.key
        entities = [key.entities[i] for i in kept]
        units = heads.unit(heads.drop(torch.cat([vectors, roles], 1)))
        pairs = [(i, j) for i in range(len(kept)) for j in range(i)]
        if pairs:
            a, b = units[[i for i, _ in pairs]], units[[j for _, j in pairs]]
            extra = torch.from_numpy(np.stack([pair_features(spans[i], spans[j], example.tokens) for i, j in pairs]))
            scores = heads.pair(torch.cat([a * b, (a - b).abs(), extra], 1))[:, 0]
            together = torch.tensor([float(bool(entities[i].incidents & entities[j].incidents)) for i, j in pairs])
            parts["pair"].append(functional.binary_cross_entropy_with_logits(scores, together))
        for number, types in enumerate(key.types):
            members = [k for k, entity in enumerate(entities) if number in entity.incidents]
            if not members:
                continue
            tokens = torch.from_numpy(sentence_tokens([s for k in members for s in spans[k]], example.tokens))
            around = one.tokens[tokens].mean(0)
            logits = heads.kind(heads.drop(torch.cat([vectors[members].mean(0), around, document])))
            parts["kind"].append(
                marginal(logits[: len(TYPES)], types, TYPES)
                + 0.5 * marginal(logits[len(TYPES) :], key.stages[number], STAGES)
            )

    def attribution_losses(
        self,
        parts: dict[str, list[Tensor]],
        one: Encoded,
        example: Example,
        kept: list[int],
        spans: list[list[Range]],
        vectors: Tensor,
        others: list[tuple[list[Range], Tensor]],
        document: Tensor,
    ) -> None:
        """For each incident and each organisation of the text, innocent ones among them: not it, or how sure it is."""
        key, size = example.payload.key, document.shape[0] // 2
        entities = [key.entities[i] for i in kept]
        known = [(k, spans[k], vectors[k]) for k, e in enumerate(entities) if e.role == "PerpOrg"]
        for number in range(len(key.types)):
            members = [k for k, e in enumerate(entities) if number in e.incidents and e.role != "PerpOrg"]
            if not members:
                continue
            told = dict(key.confidence[number])
            around_spans = [s for k in members for s in spans[k]]
            around = one.tokens[torch.from_numpy(sentence_tokens(around_spans, example.tokens))].mean(0)
            incident = vectors[members].mean(0)
            for k, where, vector in [*known, *((-1, where, vector) for where, vector in others)]:
                wanted = told.get(kept[k], []) if k >= 0 else ["none"]
                if k >= 0 and kept[k] not in told:
                    wanted = ["none"]
                extra = torch.from_numpy(link_features(where, around_spans, example.tokens))
                heard = one.tokens[torch.from_numpy(told_tokens(where, example.tokens))]
                rest = torch.cat([around, document, extra])
                logits = self.heads.attribution(vector[:size], heard, incident, rest)
                if allowed := [label for label in wanted if label in DEGREES]:
                    parts["attribution"].append(RARER.get(allowed[0], 1.0) * marginal(logits, allowed, DEGREES))


def tag_loss(logits: Tensor, tags: Tensor) -> Tensor:
    """Cross entropy over the roles' B, I, O; fillers count more, loose mentions not at all."""
    weights = torch.tensor([1.0, INSIDE, INSIDE])
    each = functional.cross_entropy(
        logits.reshape(-1, 3), tags.reshape(-1), weight=weights, ignore_index=-1, reduction="sum"
    )
    return each / len(tags) * 5


def document_loss(logits: Tensor, key: Key) -> Tensor:
    """Relevant, several incidents, and the types."""
    sure = any(not o for o in key.optional)
    wanted = torch.zeros(2 + len(TYPES))
    wanted[0] = float(bool(key.types))
    wanted[1] = float(len(key.types) > 1)
    for types in key.types:
        for kind in types:
            wanted[2 + TYPES.index(kind)] = 1
    weight = torch.ones(2 + len(TYPES))
    weight[0] = 3.0 if sure or not key.types else 0.5
    return functional.binary_cross_entropy_with_logits(logits, wanted, weight=weight)


def marginal(logits: Tensor, allowed: Sequence[str], labels: Sequence[str]) -> Tensor:
    """Negative log of the probability that all allowed labels have together."""
    index = [labels.index(label) for label in allowed if label in labels]
    return -(logits.log_softmax(-1)[index].logsumexp(-1)) if index else logits.sum() * 0


def wrong_guesses(logits: Tensor, tags: Tensor) -> list[list[Range]]:
    """Spans that the tags' head finds where the key has nothing, at most eight: what the roles' head must learn to refuse."""
    out: list[list[Range]] = []
    inside = logits[..., 1:].logsumexp(-1) > logits[..., 0]
    for role in range(len(ROLES)):
        places = (inside[:, role] & (tags[:, role] == 0)).nonzero()[:, 0].tolist()
        start = previous = -2
        for place in [*places, 10**9]:
            if place != previous + 1:
                if start >= 0 and not (tags[start : previous + 1] > 0).any():
                    out.append([(start, previous + 1)])
                start = place
            previous = place
    return random.sample(out, min(8, len(out)))
