"""The heads of the MUC-4 task. Each is a linear layer or two with a GELU between, so that numpy can run it."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from counterclaim.statements.encoder.features import ENTITY_FEATURES, LINK_FEATURES, PAIR_FEATURES
from counterclaim.statements.encoder.roles import ASKING, CERTAINTIES, DEPTH, ROLES, STAGES, TYPES

R = len(ROLES)


def two_layers(size: int, inner: int, out: int) -> nn.Sequential:
    """Linear, GELU, linear."""
    return nn.Sequential(nn.Linear(size, inner), nn.GELU(), nn.Linear(inner, out))


class MucHeads(nn.Module):
    """Tags, roles of entities, document, incident grouping, type and stage, attribution. H is the trunk's size."""

    def __init__(self, size: int = 384, dropout: float = 0.15) -> None:
        super().__init__()
        self.rate = dropout
        self.tags = nn.Linear(size, 3 * R)
        self.pool = nn.Linear(size, 1)
        self.document = two_layers(2 * size, 192, 2 + len(TYPES))
        self.role = two_layers(4 * size + ENTITY_FEATURES, 256, R)
        self.unit = nn.Linear(2 * size + R, 128)
        self.pair = two_layers(256 + PAIR_FEATURES, 64, 1)
        self.kind = two_layers(3 * size + 2 * size, 192, len(TYPES) + len(STAGES))
        self.asked = nn.Linear(3 * size, ASKING * DEPTH)
        self.heard = nn.Linear(size, ASKING * DEPTH)
        self.said = nn.Linear(size, ASKING * DEPTH)
        self.link = two_layers(6 * size + ASKING * DEPTH + LINK_FEATURES, 256, 1 + len(CERTAINTIES))

    def drop(self, x: Tensor) -> Tensor:
        """Dropout while training."""
        return functional.dropout(x, self.rate, self.training)

    def read(self, tokens: Tensor, firsts: Tensor) -> Tensor:
        """A document's vector (2 H)."""
        weight = self.pool(tokens).softmax(0)
        return torch.cat([(weight * tokens).sum(0), firsts.mean(0)])

    def entity(self, tokens: Tensor, spans: list[tuple[int, int]]) -> Tensor:
        """An entity's vector (2 H): mean and maximum over its mentions, at most eight."""
        mentions = torch.stack([tokens[a:b].mean(0) for a, b in spans[:8]])
        return torch.cat([mentions.mean(0), mentions.amax(0)])

    def attribution(self, organisation: Tensor, told: Tensor, incident: Tensor, rest: Tensor) -> Tensor:
        """Logits of "not said to have done it" and of the degrees of certainty (1 + 5).

        ``organisation`` is its mean state (H), ``told`` are the states (n, H) of the sentences around it, in which the
        organisation and the ``incident`` (2 H) look for who says so and how surely, and ``rest`` (3 H and features) is what
        is known besides.
        """
        asked = self.asked(torch.cat([organisation, incident])).view(ASKING, DEPTH)
        heard = self.heard(told).view(-1, ASKING, DEPTH)
        weights = (torch.einsum("hd,thd->ht", asked, heard) / DEPTH**0.5).softmax(1)
        said = torch.einsum("ht,thd->hd", weights, self.said(told).view(-1, ASKING, DEPTH)).flatten()
        logits: Tensor = self.link(self.drop(torch.cat([organisation, said, incident, rest])))
        return logits
