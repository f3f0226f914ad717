"""From a checkpoint to what ships: encoder-en.onnx (int8), heads.npz, tokenizer.json, config.json.

`python -m training.export --base FOLDER --run FOLDER --out FOLDER [--float]`
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.model import Trunk, load_trunk


class Plain(nn.Module):
    """The trunk with its attention written out, as the exporter and the quantiser like it."""

    def __init__(self, trunk: Trunk) -> None:
        super().__init__()
        self.trunk = trunk

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """As the trunk's forward."""
        t = self.trunk
        places = torch.arange(ids.shape[1])
        x = t.norm(t.words(ids) + t.positions(places)[None] + t.kinds.weight[0])
        gap = (1.0 - mask[:, None, None, :].float()) * -1e4
        for layer in t.layers:
            x = self.layer(layer, x, gap)
        return x

    def layer(self, layer: Any, x: Tensor, gap: Tensor) -> Tensor:
        """As the layer's forward."""
        size = x.shape[2]
        deep = size // layer.heads
        q, k, v = (
            part.view(x.shape[0], x.shape[1], layer.heads, deep).transpose(1, 2)
            for part in layer.qkv(x).split(size, dim=2)
        )
        weights = (q @ k.transpose(2, 3) / math.sqrt(deep) + gap).softmax(-1)
        a = (weights @ v).transpose(1, 2).reshape(x.shape[0], x.shape[1], size)
        x = layer.norm1(x + layer.out(a))
        return layer.norm2(x + layer.down(nn.functional.gelu(layer.up(x))))


def write_onnx(trunk: Trunk, path: Path) -> None:
    """The trunk as an ONNX file in 32-bit floats."""
    trunk.eval()
    ids = torch.randint(1000, 2000, (2, 16))
    axes = {"ids": {0: "b", 1: "t"}, "mask": {0: "b", 1: "t"}, "states": {0: "b", 1: "t"}}
    torch.onnx.export(
        Plain(trunk),
        (ids, torch.ones_like(ids)),
        str(path),
        input_names=["ids", "mask"],
        output_names=["states"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    """Weights and the embedding table to eight bits, one scale a channel; activations on the fly."""
    quantize_dynamic(
        source,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="keep 32-bit floats")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    state = torch.load(args.run / "run.pt", weights_only=True)
    mean = state["mean"]
    trunk = load_trunk(args.base)
    trunk.load_state_dict({k.removeprefix("trunk."): v for k, v in mean.items() if k.startswith("trunk.")})
    heads = {k.removeprefix("heads."): v.numpy().astype(np.float16) for k, v in mean.items() if k.startswith("heads.")}
    np.savez(args.out / "heads.npz", **heads)
    shutil.copy(args.base / "tokenizer.json", args.out / "tokenizer.json")
    whole = args.out / "encoder-en.float.onnx"
    write_onnx(trunk, whole)
    if args.float:
        whole.replace(args.out / "encoder-en.onnx")
    else:
        quantise(whole, args.out / "encoder-en.onnx")
        whole.unlink()
    if not (args.out / "config.json").is_file():
        (args.out / "config.json").write_text(
            json.dumps({"recipe": state["recipe"], "log": state["log"]}, indent=1) + "\n"
        )


if __name__ == "__main__":
    main()
