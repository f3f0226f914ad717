"""Vectors of single words by a multilingual encoder, for the weights of framings.

    python -m training.word_vectors --encoder FOLDER --tokenizer FILE --words FILE... --out WORK/word_vectors.npz

FOLDER holds multilingual-e5-small as transformers saves it (config.json, model.safetensors), FILE its tokenizer.json. Word
lists hold a word a line; the words of the training passages are added. Each word is encoded alone, and its vector is the mean
of its states. Runs once, and needs torch and transformers; neither the encoder nor the vectors ship.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from transformers import BertModel

from counterclaim.narratives.meaning import words
from training.framing_passages import passages

BATCH = 256
PAD = 1


def vectors(model: Any, tokenizer: Tokenizer, listed: Sequence[str]) -> NDArray[np.float16]:
    """One vector a word, (N, H)."""
    out: list[NDArray[np.float16]] = []
    for first in range(0, len(listed), BATCH):
        coded = [c.ids for c in tokenizer.encode_batch(list(listed[first : first + BATCH]))]
        longest = max(map(len, coded))
        ids = torch.tensor([c + [PAD] * (longest - len(c)) for c in coded])
        mask = torch.tensor([[1] * len(c) + [0] * (longest - len(c)) for c in coded])
        with torch.inference_mode():
            states = model(input_ids=ids, attention_mask=mask).last_hidden_state
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        out.append(mean.numpy().astype(np.float16))
    return np.concatenate(out)


def main() -> None:
    """Encode and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--words", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    listed = {w for p in passages() for w in words(p.text)}
    for path in args.words:
        listed.update(w for line in path.read_text(encoding="utf-8").splitlines() for w in words(line))
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    tokenizer.no_padding()
    ordered = sorted(listed, key=lambda w: (len(w), w))
    model = BertModel.from_pretrained(args.encoder, add_pooling_layer=False).eval()
    np.savez_compressed(args.out, words=np.array(ordered), V=vectors(model, tokenizer, ordered))


if __name__ == "__main__":
    main()
