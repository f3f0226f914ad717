"""The ONNX session: windows of tokens in, states out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from counterclaim.statements.encoder.tokenising import CLS, PAD, SEP, TokenisedText

#: Tokens of one call of the session, padding included.
BUDGET = 4096
_SLOW = ("SkipLayerNormFusion",)
"""Steps of the runtime's optimiser that are left out: its fused sum and norm takes longer than the two apart."""


@dataclass(frozen=True)
class States:
    """What the encoder makes of a text of N tokens in W windows: (N, H) and, for each window's [CLS], (W, H)."""

    tokens: NDArray[np.float32]
    firsts: NDArray[np.float32]


class Session:
    """Runs the encoder of an ONNX file on the CPU."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        self._session: Any = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=list(_SLOW)
        )

    def run(self, texts: Sequence[TokenisedText]) -> list[States]:
        """The states of each text; windows of all texts share batches of like length."""
        windows = [text.ids[first:past] for text in texts for first, past in text.windows]
        states: list[NDArray[np.float32]] = [np.zeros((0, 0), np.float32)] * len(windows)
        for batch in _batches([len(window) for window in windows]):
            for number, state in zip(batch, self._batch([windows[i] for i in batch]), strict=True):
                states[number] = state
        out, row = [], 0
        for text in texts:
            mine = states[row : row + len(text.windows)]
            row += len(text.windows)
            out.append(States(np.concatenate([s[1:] for s in mine]), np.stack([s[0] for s in mine])))
        return out

    def alone(self, text: TokenisedText) -> States:
        """The states of one text, each window by itself: faster than padded batches, and no window sways another's rounding."""
        windows = [self._batch([text.ids[first:past]])[0] for first, past in text.windows]
        return States(np.concatenate([w[1:] for w in windows]), np.stack([w[0] for w in windows]))

    def _batch(self, windows: list[NDArray[np.int64]]) -> list[NDArray[np.float32]]:
        """For each window, the states of [CLS] and its tokens."""
        longest = max(len(window) for window in windows) + 2
        ids = np.full((len(windows), longest), PAD, np.int64)
        mask = np.zeros((len(windows), longest), np.int64)
        for row, window in enumerate(windows):
            ids[row, 0], ids[row, 1 : len(window) + 1], ids[row, len(window) + 1] = CLS, window, SEP
            mask[row, : len(window) + 2] = 1
        (states,) = self._session.run(None, {"ids": ids, "mask": mask})
        return [np.asarray(s[: len(w) + 1], np.float32) for s, w in zip(states, windows, strict=True)]


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Numbers of windows in batches of like length within the budget."""
    out: list[list[int]] = []
    for number in sorted(range(len(lengths)), key=lambda i: (lengths[i], i)):
        if out and (len(out[-1]) + 1) * (lengths[number] + 2) <= BUDGET:
            out[-1].append(number)
        else:
            out.append([number])
    return out
