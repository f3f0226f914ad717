"""The encoder as shipped in the package counterclaim-models, or in a folder like it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from counterclaim.errors import ConfigError
from counterclaim.statements.encoder.dense import Heads
from counterclaim.statements.encoder.session import Session, States
from counterclaim.statements.encoder.tokenising import Replaced, TokenisedText, load_tokenizer, read_as, tokenise

FILES = ("encoder-en.onnx", "heads.npz", "tokenizer.json", "config.json")


class Encoder:
    """Tokenizer, session and heads of one folder."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise ConfigError(f"{folder}: no {', '.join(missing)} there; install the package counterclaim-models")
        self.config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self._tokenizer = load_tokenizer(folder / "tokenizer.json")
        self._session = Session(folder / "encoder-en.onnx", threads)
        with np.load(folder / "heads.npz") as arrays:
            self._arrays = {name: arrays[name] for name in arrays.files}

    def heads(self, task: str) -> Heads:
        """The heads of a task."""
        return Heads(self._arrays, task)

    def tokenise(self, text: str) -> TokenisedText:
        """A text's tokens and windows."""
        return tokenise(self._tokenizer, text)

    def read_as(self, text: str, replaced: Sequence[Replaced]) -> TokenisedText:
        """A text's tokens with other words read in some places."""
        return read_as(self._tokenizer, text, replaced)

    def states(self, texts: Sequence[TokenisedText]) -> list[States]:
        """The states of each text."""
        return self._session.run(texts)

    def states_alone(self, text: TokenisedText) -> States:
        """The states of one text whose windows are run one by one."""
        return self._session.alone(text)


def shipped_folder() -> Path:
    """Where the package counterclaim-models keeps its files.

    Raises:
        ConfigError: the package is not installed.
    """
    try:
        import counterclaim_models
    except ImportError as error:
        raise ConfigError(
            "the coder encoder-en needs the package counterclaim-models, which is not installed",
            remedy="install it (make install, or pip install ./models in a checkout), "
            "or read with the grammar alone: --coder grammar-en, or COUNTERCLAIM_CODER=grammar-en",
        ) from error
    return counterclaim_models.path()
