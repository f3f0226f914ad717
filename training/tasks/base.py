"""What a task must give to be trained on the trunk, beside the others."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, nn

from counterclaim.statements.encoder.tokenising import TokenisedText


@dataclass(frozen=True)
class Example:
    """One document (or sentence) of a task: its tokens and windows, and whatever the task's loss needs."""

    key: str
    tokens: TokenisedText
    payload: Any = field(compare=False)

    @property
    def windows(self) -> list[NDArray[np.int64]]:
        """The token ids of each window, without [CLS] and [SEP]."""
        return [self.tokens.ids[first:past] for first, past in self.tokens.windows]


class Encoded(NamedTuple):
    """What the trunk made of an example: states of its N tokens in order (N, H), and of each window's [CLS] (W, H)."""

    tokens: Tensor
    firsts: Tensor


class Task(Protocol):
    """A data set with its heads and its loss."""

    name: str
    #: How much the task's loss counts.
    weight: float
    #: Factor on the heads' learning rate, below 1 where they come trained.
    rate: float
    #: The task's own layers; kept under `name` in the checkpoint and in the exported heads.npz.
    heads: nn.Module

    def epoch(self, chance: random.Random) -> Sequence[Example]:
        """The examples of the next epoch (thinned or sampled as the task likes)."""
        ...

    def loss(self, encoded: Sequence[Encoded], examples: Sequence[Example]) -> Tensor:
        """The mean loss of a batch, a scalar."""
        ...

    def settings(self) -> dict[str, Any]:
        """What the runtime must know (labels, thresholds): goes into config.json under `name`."""
        ...
