"""The statement head: for each actor in each sentence the acts it is said to have done, who says so, what kind of voice.

A unit is a sentence with an actor that it names or points to (`counterclaim.statements.hybrid.units`). From the trunk's
states the head takes the mean over the mention's tokens and an attention over the sentence's tokens that
the mention asks for, adds the unit's features, and gives one logit for each act (several may hold at once); for each
act, scores over the text itself, nobody named, the author and the phrases near by; and the speaker's kind.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from counterclaim.statements.encoder.tokenising import Replaced, read_as
from training.tasks.base import Encoded, Example

ACTS, KINDS, SPECIAL = 7, 9, 3
Span = tuple[int, int]


@dataclass
class Units:
    """The units of a document; numbers of tokens count over the whole document."""

    mentions: list[list[int]]
    sentences: list[Span]
    features: np.ndarray
    acts: np.ndarray
    """(units, ACTS): 1 holds, 0 does not, -1 not to be learnt."""
    voices: list[list[Span]]
    voice_features: list[np.ndarray]
    speakers: list[tuple[int, int, int, int]]
    """(unit, act, number among SPECIAL and the unit's voices or -1, kind)."""

    @classmethod
    def of(cls, units: Sequence[dict[str, Any]]) -> Units:
        """The units of a line of the examples."""
        acts = np.zeros((len(units), ACTS), dtype=np.int8)
        speakers = []
        for k, unit in enumerate(units):
            acts[k, unit["ignored"]] = -1
            for act, speaker, kind in unit["acts"]:
                acts[k, act] = 1
                speakers.append((k, act, speaker, kind))
        return cls(
            mentions=[u["mention"] for u in units],
            sentences=[(u["sentence"][0], u["sentence"][1]) for u in units],
            features=np.array([u["features"] for u in units], dtype=np.float32),
            acts=acts,
            voices=[[(a, b) for a, b in u["voices"]] for u in units],
            voice_features=[np.array(u["voice_features"], dtype=np.float32) for u in units],
            speakers=speakers,
        )


class StatementHead(nn.Module):
    """See the module's text; `scores` gives everything for one document."""

    def __init__(self, size: int, unit_width: int, voice_width: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.heads, self.depth, inner, meeting = 4, 48, 256, 128
        self.query = nn.Linear(size + unit_width, self.heads * self.depth)
        self.keys = nn.Linear(size, self.heads * self.depth)
        self.values = nn.Linear(size, self.heads * self.depth)
        self.inner = nn.Linear(2 * size + self.heads * self.depth + unit_width, inner)
        self.acts = nn.Linear(inner, ACTS)
        # What the features alone tell is fitted beforehand; the network begins at nought and learns what they miss.
        self.wide = nn.Linear(unit_width, ACTS)
        nn.init.zeros_(self.acts.weight)
        nn.init.zeros_(self.acts.bias)
        self.act_names = nn.Embedding(ACTS, 32)
        self.asked = nn.Linear(inner + 32, meeting)
        self.voice = nn.Linear(size + voice_width, meeting)
        self.special = nn.Parameter(torch.randn(SPECIAL, meeting) * 0.1)
        self.lean = nn.Linear(voice_width, 1)
        self.kinds = nn.Linear(inner + 32 + meeting, KINDS)
        self.dropout = nn.Dropout(dropout)
        self.voice_width = voice_width

    def unit(self, states: Tensor, w: Units, features: Tensor) -> Tensor:
        """(units, inner) for a document with states (T, H)."""
        mean = torch.zeros(len(w.mentions), states.shape[0])
        inside = torch.full((len(w.mentions), states.shape[0]), -1e4)
        for k, (tokens, (a, b)) in enumerate(zip(w.mentions, w.sentences, strict=True)):
            mean[k, tokens] = 1.0 / len(tokens)
            inside[k, a:b] = 0.0
        mention = mean @ states
        query = self.query(torch.cat([mention, features], 1)).view(-1, self.heads, self.depth)
        keys = self.keys(states).view(-1, self.heads, self.depth)
        weights = torch.einsum("uhd,thd->uht", query, keys) / math.sqrt(self.depth) + inside[:, None, :]
        values = self.values(states).view(-1, self.heads, self.depth)
        context = torch.einsum("uht,thd->uhd", weights.softmax(2), values).flatten(1)
        whole = (inside > -1.0).float()
        sentence = whole @ states / whole.sum(1, keepdim=True)
        joined = torch.cat([mention, context, sentence, features], 1)
        return self.dropout(functional.gelu(self.inner(self.dropout(joined))))

    def logits(self, inner: Tensor, features: Tensor) -> Tensor:
        """(units, ACTS)."""
        whole: Tensor = self.acts(inner) + self.wide(features)
        return whole

    def fit_wide(self, features: Tensor, wanted: Tensor) -> None:
        """Fit the part that sees the features alone: a logistic regression with a small penalty."""
        nn.init.zeros_(self.wide.weight)
        nn.init.constant_(self.wide.bias, -4.0)
        fitted = torch.optim.LBFGS(self.wide.parameters(), max_iter=200, line_search_fn="strong_wolfe")
        known = wanted >= 0

        def closure() -> Tensor:
            fitted.zero_grad()
            each = functional.binary_cross_entropy_with_logits(
                self.wide(features), wanted.clamp(min=0).float(), reduction="none"
            )
            loss = (each * known).sum() / len(features) + 1e-5 * self.wide.weight.square().sum()
            loss.backward()  # type: ignore[no-untyped-call]
            return loss

        fitted.step(closure)  # type: ignore[no-untyped-call]

    def speaker(self, states: Tensor, w: Units, inner: Tensor, unit: int, act: int) -> tuple[Tensor, Tensor, Tensor]:
        """For one unit and act: scores over SPECIAL and voices, the asking vector and the voices' (n, meeting)."""
        asked = self.asking(inner[unit], act)
        told = torch.from_numpy(w.voice_features[unit])
        if len(told):
            means = torch.stack([states[a:b].mean(0) for a, b in w.voices[unit]])
            voices = torch.cat([self.special, self.voice(torch.cat([means, told], 1))])
            lean = torch.cat([torch.zeros(SPECIAL), self.lean(told)[:, 0]])
        else:
            voices, lean = self.special, torch.zeros(SPECIAL)
        return voices @ self.asked(asked) / math.sqrt(voices.shape[1]) + lean, asked, voices

    def asking(self, inner: Tensor, act: int) -> Tensor:
        """The unit with the act that is asked about."""
        return torch.cat([inner, self.act_names.weight[act]])

    def kind(self, asked: Tensor, voice: Tensor) -> Tensor:
        """Logits of the speaker's kind."""
        return self.kinds(torch.cat([asked, functional.gelu(voice)]))


class StatementsTask:
    """The head's data and loss, for the joint training."""

    name = "statements"
    weight = 1.0
    rate = 1.0
    feature_dropout = 0.15

    def __init__(
        self, examples: Path, tokenizer: Tokenizer, *, held: bool = False, without: Sequence[str] = (), size: int = 384
    ) -> None:
        """``examples`` is what training/examples.py wrote; ``held`` takes the held-out documents instead of the others.

        ``without`` leaves sets out. The readings of one document (by two readers, or with other names filled in) take
        turns over the epochs.
        """
        self.documents: dict[str, list[Example]] = {}
        with examples.open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if record["held"] != held or record["set"] in without or not record["units"]:
                    continue
                replaced = [Replaced(*r) for r in record.get("replaced", ())]
                tokens = read_as(tokenizer, record["text"], replaced)
                example = Example(record["id"], tokens, Units.of(record["units"]))
                self.documents.setdefault(record["id"].split("#")[0], []).append(example)
        every = [e for variants in self.documents.values() for e in variants]
        widths = {"unit": every[0].payload.features.shape[1], "voice": self._voice_width(every)}
        self.heads = StatementHead(size, widths["unit"], widths["voice"])
        first = [variants[0].payload for variants in self.documents.values()]
        features = torch.from_numpy(np.concatenate([u.features for u in first]))
        self.heads.fit_wide(features, torch.from_numpy(np.concatenate([u.acts for u in first])))

    @staticmethod
    def _voice_width(examples: Sequence[Example]) -> int:
        return next(int(f.shape[1]) for e in examples for f in e.payload.voice_features if len(f))

    def epoch(self, chance: random.Random) -> list[Example]:
        """One reading of each document."""
        return [chance.choice(variants) for variants in self.documents.values()]

    def settings(self) -> dict[str, Any]:
        """What the runtime must know of the head's shape."""
        return {"heads": self.heads.heads, "depth": self.heads.depth, "special": SPECIAL}

    def loss(self, encoded: Sequence[Encoded], examples: Sequence[Example]) -> Tensor:
        """Binary cross-entropy of the acts and cross-entropies of speakers and kinds, a document on average."""
        total = torch.zeros(())
        for one, example in zip(encoded, examples, strict=True):
            total = total + self._one(one.tokens, example.payload)
        return total / (4.0 * len(examples))

    def _one(self, states: Tensor, units: Units) -> Tensor:
        head = self.heads
        features = torch.from_numpy(units.features)
        if head.training and self.feature_dropout:
            features = features * (torch.rand_like(features) > self.feature_dropout)
        inner = head.unit(states, units, features)
        wanted = torch.from_numpy(units.acts)
        each = functional.binary_cross_entropy_with_logits(
            head.logits(inner, features), wanted.clamp(min=0).float(), reduction="none"
        )
        total = (each * (wanted >= 0)).sum()
        for unit, act, speaker, kind in units.speakers:
            if speaker >= 0:
                scores, asked, voices = head.speaker(states, units, inner, unit, act)
                total = total + 0.5 * functional.cross_entropy(scores[None], torch.tensor([speaker]))
                told = head.kind(asked, voices[speaker])
                total = total + 0.5 * functional.cross_entropy(told[None], torch.tensor([kind]))
        return total
