"""Options of the verbs that can ask a language model, and the question whether it is worth its price."""

from __future__ import annotations

import re
import sys
from typing import Annotated

import typer

from counterclaim.cli.output import console, plain
from counterclaim.errors import ConfigError
from counterclaim.pipeline.asking import Confirm
from counterclaim.statements import ENCODER, default_coder
from counterclaim.statements.llm import Estimate

CoderOption = Annotated[
    str,
    typer.Option(
        "--coder",
        metavar="CODER",
        help="Who reads: encoder-en (trained, the default), grammar-en, or llm:MODEL@ADDRESS for a language model.",
    ),
]
PriceOption = Annotated[
    str,
    typer.Option("--price", metavar="IN/OUT", help="What a million tokens of the model cost, as 0.15/0.60."),
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask whether a model is worth its price.")]

_PRICE = re.compile(r"(\d+(?:\.\d+)?)/(\d+(?:\.\d+)?)")


def chosen_coder(name: str, threshold: float | None = None) -> str:
    """The coder to use, with its threshold in its name where one is given.

    Raises:
        ConfigError: a threshold for a coder whose probabilities are not calibrated.
    """
    coder = name or default_coder()
    if threshold is None:
        return coder
    if coder.split(":")[0].split("/")[0] != ENCODER:
        raise ConfigError(f"{coder} has no threshold", remedy=f"leave --threshold out, or name --coder {ENCODER}")
    return f"{ENCODER}:{threshold:g}"


def read_price(text: str) -> tuple[float, float] | None:
    """The price of a million tokens, in and out; None where none is given."""
    if not text:
        return None
    match = _PRICE.fullmatch(text.strip())
    if match is None:
        raise ConfigError(f"--price {text!r} is no price", remedy="write it as 0.15/0.60: a million tokens in, and out")
    return float(match[1]), float(match[2])


def confirming(yes: bool) -> Confirm:
    """Shows on standard error what is expected, and asks unless ``yes``; raises ConfigError to stop."""

    def confirm(expected: Estimate) -> None:
        console(stderr=True).print(plain(in_words(expected)), soft_wrap=True)
        if yes:
            return
        if not sys.stdin.isatty():
            raise ConfigError("nobody is there to say yes, so nothing was sent", remedy="add --yes")
        if not typer.confirm("Go on?", err=True):
            raise ConfigError("stopped; nothing was sent", remedy="the same command asks again")

    return confirm


def in_words(expected: Estimate) -> str:
    """An estimate as one line."""
    cost = f", about {expected.cost:.4f} at the price given" if expected.cost is not None else ""
    return (
        f"{expected.documents} documents in {expected.questions} questions to the model: about {expected.tokens_in} "
        f"tokens in and {expected.tokens_out} out{cost}; answers that are kept are not asked for again"
    )
