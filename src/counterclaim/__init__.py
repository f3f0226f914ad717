"""counterclaim: who says who did it, and does it hold up?

``counterclaim.open(path)`` returns a ``Ledger``; the types of ``counterclaim.model`` say what is in it.
``counterclaim.weigh(table, ...)`` weighs any table of who says what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim import version

if TYPE_CHECKING:
    from counterclaim.pipeline.ledger import Ledger
    from counterclaim.pipeline.ledger import open_ledger as open  # noqa: A004 - `counterclaim.open` reads like `io.open`
    from counterclaim.pipeline.weighing_tables import weigh_table as weigh

__version__ = version.VERSION

__all__ = ["Ledger", "__version__", "open", "weigh"]


def __getattr__(name: str) -> object:
    # Loaded at first use: the parsers' child processes import this package and need none of it.
    if name in {"Ledger", "open"}:
        from counterclaim.pipeline import Ledger, open_ledger

        return Ledger if name == "Ledger" else open_ledger
    if name == "weigh":
        from counterclaim.pipeline import weigh_table

        return weigh_table
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
