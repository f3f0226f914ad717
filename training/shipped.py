"""Weights that ship, back to a checkpoint from which training can go on.

    python -m training.shipped --base FOLDER --model FOLDER --out FOLDER

Writes OUT/run.pt for the option ``--warm`` of training.train: the trunk's 8-bit matrices as floats, its biases and norms, the
base's embeddings, and the heads. Only the weights come back; a run that starts from them is a new run.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.model import load_trunk

MATRICES = ("qkv", "out", "up", "down")


def trunk_of(model: Path, state: dict[str, Tensor]) -> dict[str, Tensor]:
    """The trunk's state: ``state`` of the base with all that was trained put in its place."""
    kept = {i.name: numpy_helper.to_array(i) for i in onnx.load(model).graph.initializer}
    found = dict(state)
    for name, array in kept.items():
        if name.startswith("trunk.") and name.removeprefix("trunk.") in found:
            found[name.removeprefix("trunk.")] = torch.from_numpy(array.copy()).float()
    products = sorted(
        (n.removesuffix("_quantized") for n in kept if "MatMul" in n and n.endswith("_quantized")),
        key=lambda n: int(n.rsplit("_", 1)[1]),
    )
    for number, product in enumerate(products):
        scale, zero, whole = (kept[f"{product}_{part}"] for part in ("scale", "zero_point", "quantized"))
        matrix = (whole.astype(np.float32) - zero.astype(np.float32)) * scale
        found[f"layers.{number // len(MATRICES)}.{MATRICES[number % len(MATRICES)]}.weight"] = torch.from_numpy(
            matrix.T.copy()
        )
    return found


def main() -> None:
    """Write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="a folder as counterclaim-models ships it")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    trunk = trunk_of(args.model / "encoder-en.onnx", load_trunk(args.base).state_dict())
    with np.load(args.model / "heads.npz") as arrays:
        heads = {f"heads.{name}": torch.from_numpy(arrays[name].astype(np.float32)) for name in arrays.files}
    state = {**{f"trunk.{name}": tensor for name, tensor in trunk.items()}, **heads}
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save({"joint": state, "mean": state}, args.out / "run.pt")


if __name__ == "__main__":
    main()
