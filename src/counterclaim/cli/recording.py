"""What every verb that records a decision shares: its options, and what it prints."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Annotated, Any, TypedDict, get_type_hints

import typer

from counterclaim.cli.options import JsonOption, LedgerOption, QuietOption
from counterclaim.cli.output import print_json, print_line
from counterclaim.errors import ConfigError
from counterclaim.model import Anchor, Judgement
from counterclaim.pipeline import open_ledger

By = Annotated[str, typer.Option("--by", help="Who decides; your login name if not given.", show_default=False)]
Reason = Annotated[str, typer.Option("--reason", help="Why. Required: a decision without a reason is not kept.")]


class Why(TypedDict):
    """Who decides, and why."""

    reason: str
    by: str


_SHARED: Mapping[str, tuple[Any, Any]] = {
    "reason": (Reason, inspect.Parameter.empty),
    "by": (By, ""),
    "ledger": (LedgerOption, None),
    "quiet": (QuietOption, False),
    "json": (JsonOption, False),
}
"""Options that every such verb takes, each with its default."""


def deciding(command: Callable[..., Judgement]) -> Callable[..., None]:
    """A verb that records the judgement which ``command`` makes, with the shared options after its own.

    ``command`` takes the ledger, then its own arguments, then `Why`.
    """
    hints = get_type_hints(command, include_extras=True)
    keyword = inspect.Parameter.KEYWORD_ONLY
    _, *declared = inspect.signature(command).parameters.values()
    own = [p.replace(kind=keyword, annotation=hints[p.name]) for p in declared if p.kind is not p.VAR_KEYWORD]
    shared = [inspect.Parameter(name, keyword, annotation=hint, default=d) for name, (hint, d) in _SHARED.items()]

    @wraps(command)
    def verb(**given: Any) -> None:  # noqa: ANN401 - typer hands over what each verb declares
        ledger, quiet, json = (given.pop(name) for name in ("ledger", "quiet", "json"))
        with open_ledger(ledger, create=False) as book:
            tell(command(book, **given), quiet=quiet, json=json)

    # Typer reads the signature; without this it would follow the wrapped function's own.
    del verb.__wrapped__
    verb.__signature__ = inspect.Signature([*own, *shared])  # type: ignore[attr-defined]
    verb.__annotations__ = {p.name: p.annotation for p in (*own, *shared)}
    return verb


def tell(judgement: Judgement, *, quiet: bool, json: bool) -> None:
    """Print what was recorded."""
    if json:
        print_json(record(judgement))
    elif not quiet:
        print_line(f"recorded {judgement.digest[:12]}; it counts from the next `counterclaim run` on")


def record(judgement: Judgement) -> dict[str, object]:
    """A judgement as JSON has it."""
    return {
        "digest": judgement.digest,
        "verdict": str(judgement.verdict),
        "by": judgement.by,
        "at": judgement.at.isoformat(),
        "reason": judgement.reason,
        "anchors": [{name: getattr(anchor, name) for name in Anchor.__slots__} for anchor in judgement.anchors],
        "changes": [list(change) for change in judgement.changes],
        "previous": judgement.previous,
    }


def pairs(changes: list[str]) -> dict[str, str]:
    """FIELD=VALUE, each once; raises ConfigError for anything else."""
    if not all("=" in change for change in changes):
        raise ConfigError("--set takes FIELD=VALUE", remedy="for example --set act=suspects")
    return dict(change.partition("=")[::2] for change in changes)
