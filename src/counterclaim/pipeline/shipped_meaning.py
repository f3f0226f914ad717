"""The weights by which framings are matched by meaning, as the package counterclaim-models ships them."""

from __future__ import annotations

from functools import cache

from counterclaim.narratives.meaning import Weights

FILE = "framings.npz"


@cache
def shipped_meaning() -> Weights | None:
    """The shipped weights; None without the package, or with one from before there were any: patterns decide alone."""
    try:
        import counterclaim_models
    except ImportError:
        return None
    path = counterclaim_models.path() / FILE
    return Weights.load(path) if path.is_file() else None
