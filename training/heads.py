"""Train the statement head alone, on the states that the shipped encoder gives.

    python -m training.heads --model FOLDER --statements FILE --out FOLDER [--epochs N] [--seeds N]

The encoder of MODEL stays as it is, to the bit, and with it all that other heads read from it. What is learnt is what the head
makes of names that were put in place of others (`counterclaim.statements.hybrid.neutral`). OUT gets all files of MODEL with
the new head in heads.npz; thresholds and calibration are to be fitted anew.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from counterclaim.statements.encoder.session import Session
from counterclaim.statements.encoder.tokenising import load_tokenizer
from training.loop import schedule
from training.tasks.base import Encoded, Example
from training.tasks.statements import StatementsTask


@dataclass(frozen=True)
class Plan:
    """How the head is trained; all ours. Others that were tried are told in EXPERIMENTS.md."""

    epochs: int = 6
    batch: int = 8
    rate: float = 3e-4
    weight_decay: float = 0.01
    warmup: float = 0.06
    mean_decay: float = 0.99
    seeds: int = 1
    """Runs from the same start; the mean of their weights is kept (Wortsman and others, 2022)."""


State = dict[str, Tensor]


class Frozen:
    """States of examples by the encoder that ships, kept in half precision."""

    def __init__(self, path: Path) -> None:
        self._session = Session(path)
        self._kept: dict[bytes, Tensor] = {}

    def of(self, example: Example) -> Encoded:
        """The states of one example; [CLS] is not kept, since the head does not look at it."""
        key = example.tokens.ids.tobytes()
        if key not in self._kept:
            self._kept[key] = torch.from_numpy(self._session.alone(example.tokens).tokens).half()
        return Encoded(self._kept[key].float(), torch.zeros(0))


def loss_over(task: StatementsTask, frozen: Frozen, examples: Sequence[Example]) -> float:
    """The mean loss over examples, nothing left out."""
    task.heads.eval()
    with torch.no_grad():
        return float(np.mean([task.loss([frozen.of(e)], [e]).item() for e in examples]))


def train(task: StatementsTask, held: StatementsTask, frozen: Frozen, plan: Plan) -> State:
    """The mean of the head's weights over all runs."""
    start = _copied(task)
    held.heads = task.heads
    kept = [e for variants in held.documents.values() for e in variants[:1]]
    print("before: held-out loss", round(loss_over(held, frozen, kept), 4), flush=True)
    runs = []
    for seed in range(1, plan.seeds + 1):
        task.heads.load_state_dict(start)
        runs.append(one_run(task, frozen, plan, seed))
        mean = {name: torch.stack([run[name] for run in runs]).mean(0) for name in start}
        for what, state in (("run", runs[-1]), ("mean", mean)):
            task.heads.load_state_dict(state)
            print(f"seed {seed}: held-out loss of the {what} {loss_over(held, frozen, kept):.4f}", flush=True)
    return mean


def one_run(task: StatementsTask, frozen: Frozen, plan: Plan, seed: int) -> State:
    """The running mean of the head's weights at the end of one run."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    optimizer = torch.optim.AdamW(task.heads.parameters(), lr=plan.rate, weight_decay=plan.weight_decay)
    mean = _copied(task)
    total, step = plan.epochs * -(-len(task.documents) // plan.batch), 0
    task.heads.train()
    for epoch in range(plan.epochs):
        began, sums = time.monotonic(), 0.0
        examples = task.epoch(chance)
        chance.shuffle(examples)
        for first in range(0, len(examples), plan.batch):
            batch = examples[first : first + plan.batch]
            loss = task.loss([frozen.of(e) for e in batch], batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(task.heads.parameters(), 1.0)
            for group in optimizer.param_groups:
                group["lr"] = plan.rate * schedule(plan.warmup, step, total)
            optimizer.step()
            step += 1
            decay = min(plan.mean_decay, step / (step + 10))
            with torch.no_grad():
                for name, value in task.heads.state_dict().items():
                    mean[name].lerp_(value, 1 - decay)
            sums += loss.item() * len(batch)
        took = time.monotonic() - began
        print(f"seed {seed} epoch {epoch + 1} loss {sums / len(examples):.4f} {took:.0f} s", flush=True)
    return mean


def _copied(task: StatementsTask) -> State:
    return {name: value.clone() for name, value in task.heads.state_dict().items()}


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="a folder as counterclaim-models ships it")
    parser.add_argument("--statements", type=Path, required=True, help="what training/examples.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    for name, value in vars(Plan()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    args = parser.parse_args()
    plan = Plan(**{name: getattr(args, name) for name in vars(Plan())})
    torch.set_num_threads(1)
    tokenizer = load_tokenizer(args.model / "tokenizer.json")
    task, held = (StatementsTask(args.statements, tokenizer, held=h) for h in (False, True))
    with np.load(args.model / "heads.npz") as arrays:
        every = {name: arrays[name] for name in arrays.files}
    start = f"{task.name}."
    task.heads.load_state_dict(
        {n.removeprefix(start): torch.from_numpy(a.astype(np.float32)) for n, a in every.items() if n.startswith(start)}
    )
    mean = train(task, held, Frozen(args.model / "encoder-en.onnx"), plan)
    args.out.mkdir(parents=True, exist_ok=True)
    for name in ("encoder-en.onnx", "tokenizer.json", "config.json", "calibration.json"):
        shutil.copy(args.model / name, args.out / name)
    np.savez(args.out / "heads.npz", **every | {start + n: v.numpy().astype(np.float16) for n, v in mean.items()})
    config = json.loads((args.out / "config.json").read_text(encoding="utf-8"))
    config["statements"] = {"trained_alone": vars(plan)}
    (args.out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
