"""Weights of counterclaim's trained coder: an encoder (ONNX, 8 bits), its heads, tokenizer, settings and calibration."""

from __future__ import annotations

from pathlib import Path

__all__ = ["path"]


def path() -> Path:
    """The folder with the encoder, the weights (.npz), tokenizer.json, config.json and calibration.json."""
    return Path(__file__).parent
