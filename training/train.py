"""Train the encoder: `python -m training.train --base FOLDER --data FOLDER --out FOLDER`. See training/README.md."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch

from counterclaim.statements.encoder.tokenising import load_tokenizer
from training.loop import Recipe, Run
from training.model import load_trunk
from training.tasks.base import Task
from training.tasks.muc4 import Muc4Task, read_records
from training.tasks.statements import StatementsTask


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--base", type=Path, required=True, help="folder with the base's config.json, tokenizer.json, model.safetensors"
    )
    parser.add_argument("--data", type=Path, required=True, help="folder that holds muc4/, gum/, ...")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--warm", type=Path, help="folder of an earlier run to start from")
    parser.add_argument("--statements", type=Path, help="the coded statements, as training/examples.py writes them")
    parser.add_argument("--without", nargs="*", default=[], help="data sets to leave out: muc4, gum, uner_en, ...")
    parser.add_argument(
        "--muc4-share", type=float, default=1.0, help="share of MUC-4 documents without perpetrators an epoch"
    )
    parser.add_argument("--muc4-rate", type=float, default=1.0, help="factor on the learning rate of the MUC-4 heads")
    parser.add_argument("--threads", type=int, default=1)
    for name, value in vars(Recipe()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    return parser.parse_args()


def main() -> None:
    """Train."""
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    recipe = Recipe(**{name: getattr(args, name) for name in vars(Recipe())})
    torch.manual_seed(recipe.seed)
    random.seed(recipe.seed)
    tokenizer = load_tokenizer(args.base / "tokenizer.json")
    tasks: list[Task] = []
    if "muc4" not in args.without:
        tasks.append(
            Muc4Task(read_records(args.data / "muc4" / "train.jsonl"), tokenizer, args.muc4_share, args.muc4_rate)
        )
    if args.statements:
        tasks.append(StatementsTask(args.statements, tokenizer, without=tuple(args.without)))
    trunk = load_trunk(args.base, recipe.dropout)
    trunk.freeze_embeddings()
    run = Run(trunk, tasks, recipe, args.out)
    if args.warm and not run.step:
        run.warm(args.warm)
    run.train()


if __name__ == "__main__":
    main()
