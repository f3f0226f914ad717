"""counterclaim: who says who did it, and does it hold up?

``counterclaim.open(path)`` returns a ``Ledger``; the types of ``counterclaim.model`` say what is in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim import version

if TYPE_CHECKING:
    from counterclaim.pipeline.ledger import Ledger
    from counterclaim.pipeline.ledger import open_ledger as open  # noqa: A004 - `counterclaim.open` reads like `io.open`

__version__ = version.VERSION

__all__ = ["Ledger", "__version__", "open"]


def __getattr__(name: str) -> object:
    # Loaded at first use: the parsers' child processes import this package and need none of it.
    if name in {"Ledger", "open"}:
        from counterclaim.pipeline import Ledger, open_ledger

        return Ledger if name == "Ledger" else open_ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
