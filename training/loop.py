"""The training loop: several tasks on one trunk, resumable, with a running mean of the weights (Polyak, 1992).

Batches hold examples of one task, alike in length, up to a budget of tokens. All randomness comes from the seed and the
number of the epoch, so that a resumed run goes on as an unbroken one would.
"""

from __future__ import annotations

import copy
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from counterclaim.statements.encoder.tokenising import CLS, PAD, SEP
from training.model import Trunk
from training.tasks.base import Encoded, Example, Task


@dataclass(frozen=True)
class Recipe:
    """How a run trains."""

    epochs: int = 5
    #: Tokens of a batch, padding included.
    budget: int = 2048
    trunk_rate: float = 1e-4
    head_rate: float = 7e-4
    #: Each layer below the last learns this much slower.
    layer_decay: float = 0.9
    weight_decay: float = 0.01
    warmup: float = 0.06
    mean_decay: float = 0.995
    dropout: float = 0.1
    #: Whether the trunk computes in bfloat16: a third faster where the processor has it.
    half: int = 0
    seed: int = 1


class Joint(nn.Module):
    """The trunk and all tasks' heads, as one module to save and to average."""

    def __init__(self, trunk: Trunk, tasks: Sequence[Task]) -> None:
        super().__init__()
        self.trunk = trunk
        self.heads = nn.ModuleDict({task.name: task.heads for task in tasks})


def encode(trunk: Trunk, examples: Sequence[Example], half: bool = False) -> list[Encoded]:
    """Run the trunk over all windows of the examples at once, in 16-bit floats (bfloat16) if ``half``."""
    windows = [window for example in examples for window in example.windows]
    longest = max(len(window) for window in windows) + 2
    ids = np.full((len(windows), longest), PAD, np.int64)
    mask = np.zeros((len(windows), longest), np.int64)
    for row, window in enumerate(windows):
        ids[row, : len(window) + 2] = [CLS, *window, SEP]
        mask[row, : len(window) + 2] = 1
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        states = trunk(torch.from_numpy(ids), torch.from_numpy(mask))
    states = states.float()
    out, row = [], 0
    for example in examples:
        mine = example.windows
        tokens = torch.cat([states[row + k, 1 : len(window) + 1] for k, window in enumerate(mine)])
        out.append(Encoded(tokens, states[row : row + len(mine), 0]))
        row += len(mine)
    return out


def batches(examples: Sequence[Example], budget: int, chance: random.Random) -> Iterator[list[Example]]:
    """Batches of examples alike in length, whose padded windows hold at most `budget` tokens, in random order."""

    def length(example: Example) -> int:
        return max(len(window) for window in example.windows)

    ordered = sorted((e for e in examples if len(e.tokens)), key=lambda e: length(e) * (1 + 0.1 * chance.random()))
    out: list[list[Example]] = [[]]
    count = longest = 0
    for example in ordered:
        count, longest = count + len(example.windows), max(longest, length(example))
        if out[-1] and count * (longest + 2) > budget:
            out.append([])
            count, longest = len(example.windows), length(example)
        out[-1].append(example)
    chance.shuffle(out)
    yield from (batch for batch in out if batch)


def parameter_groups(joint: Joint, recipe: Recipe, rates: dict[str, float]) -> list[dict[str, Any]]:
    """Learning rates by layer; biases and norms without weight decay."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    depth = len(joint.trunk.layers)
    for name, parameter in joint.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = recipe.head_rate
        if name.startswith("heads."):
            rate *= rates[name.split(".")[1]]
        else:
            layer = int(name.split(".")[2]) if name.startswith("trunk.layers.") else 0
            rate = recipe.trunk_rate * recipe.layer_decay ** (depth - 1 - layer)
        groups.setdefault((rate, recipe.weight_decay if parameter.ndim > 1 else 0.0), []).append(parameter)
    return [{"params": ps, "lr": rate, "weight_decay": decay} for (rate, decay), ps in groups.items()]


def schedule(warmup: float, step: int, total: int) -> float:
    """Factor on the rates: linear up over a share ``warmup`` of the steps, then linear down to nought."""
    up = max(1, int(warmup * total))
    return min((step + 1) / up, max(0.0, (total - step) / max(1, total - up)))


class Run:
    """One training run with its checkpoint `folder`/run.pt."""

    def __init__(self, trunk: Trunk, tasks: Sequence[Task], recipe: Recipe, folder: Path) -> None:
        self.tasks = {task.name: task for task in tasks}
        self.recipe, self.folder = recipe, folder
        self.joint = Joint(trunk, tasks)
        self.mean = copy.deepcopy(self.joint).requires_grad_(False)
        self.optimizer = torch.optim.AdamW(
            parameter_groups(self.joint, recipe, {task.name: task.rate for task in tasks}), foreach=True
        )
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.epoch = self.step = 0
        self.log: list[dict[str, Any]] = []
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / "run.pt").is_file():
            self.resume()

    def resume(self) -> None:
        """Go on from the checkpoint."""
        state = torch.load(self.folder / "run.pt", weights_only=True)
        self.joint.load_state_dict(state["joint"])
        self.mean.load_state_dict(state["mean"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.epoch, self.step, self.log = state["epoch"], state["step"], state["log"]

    def warm(self, folder: Path) -> None:
        """Start from the weights of an earlier run; heads that it lacks stay fresh."""
        state = torch.load(folder / "run.pt", weights_only=True)
        for module in (self.joint, self.mean):
            fits = {
                k: v for k, v in state["joint"].items() if k in (own := module.state_dict()) and own[k].shape == v.shape
            }
            module.load_state_dict(fits, strict=False)

    def save(self) -> None:
        """Write the checkpoint, whole or not at all."""
        state = {
            "joint": self.joint.state_dict(),
            "mean": self.mean.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "epoch": self.epoch,
            "step": self.step,
            "log": self.log,
            "recipe": asdict(self.recipe),
        }
        torch.save(state, self.folder / "run.new")
        (self.folder / "run.new").replace(self.folder / "run.pt")

    def plan(self, epoch: int) -> list[tuple[str, list[Example]]]:
        """The batches of an epoch."""
        chance = random.Random(self.recipe.seed * 1000 + epoch)
        plan = [
            (name, batch)
            for name, task in self.tasks.items()
            for batch in batches(task.epoch(chance), self.recipe.budget, chance)
        ]
        chance.shuffle(plan)
        return plan

    def train(self) -> None:
        """Train what is left of the epochs, saving after each."""
        per_epoch = len(self.plan(0))
        total = per_epoch * self.recipe.epochs
        while self.epoch < self.recipe.epochs:
            torch.manual_seed(self.recipe.seed * 1000 + self.epoch)
            started, sums = time.monotonic(), {name: [0.0, 0] for name in self.tasks}
            for number, (name, batch) in enumerate(self.plan(self.epoch)):
                loss = self.one_step(name, batch, schedule(self.recipe.warmup, self.step, total))
                sums[name][0] += loss
                sums[name][1] += 1
                if number % 20 == 19:
                    self.say(number + 1, started, sums)
            self.epoch += 1
            self.log.append({name: s / max(1, n) for name, (s, n) in sums.items()})
            self.save()
            self.say("end", started, sums)

    def one_step(self, name: str, batch: list[Example], factor: float) -> float:
        """One step of the optimizer; the loss."""
        task = self.tasks[name]
        self.joint.train()
        loss: Tensor = task.loss(encode(self.joint.trunk, batch, bool(self.recipe.half)), batch) * task.weight
        if not math.isfinite(loss.item()):
            raise FloatingPointError(f"loss of {name} is {loss.item()} on {[example.key for example in batch]}")
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.joint.parameters(), 1.0)
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * factor
        self.optimizer.step()
        self.step += 1
        self.follow()
        return loss.item()

    def follow(self) -> None:
        """Let the running mean follow the weights."""
        decay = min(self.recipe.mean_decay, self.step / (self.step + 10))
        ours = [p for p in self.joint.parameters() if p.requires_grad]
        theirs = [m for m, p in zip(self.mean.parameters(), self.joint.parameters(), strict=True) if p.requires_grad]
        with torch.no_grad():
            torch._foreach_lerp_(theirs, ours, 1 - decay)

    def say(self, number: int | str, started: float, sums: dict[str, list[float]]) -> None:
        """A line on how far the epoch is."""
        losses = " ".join(f"{name} {s / max(1, n):.4f}" for name, (s, n) in sums.items())
        print(f"epoch {self.epoch} batch {number} {time.monotonic() - started:.0f} s {losses}", flush=True)
