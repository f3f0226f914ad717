"""The outlines that a ledger's own codebook brings, for maps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterclaim.pipeline.codebook import Codebook
from counterclaim.publications.figures.outline import own_outline
from counterclaim.settings import LedgerFiles


def own_shapes(address: str) -> list[dict[str, Any]]:
    """GeoJSON features of a ledger's own outlines; none for a ledger that is no file here."""
    if "://" in address:
        return []
    return [shape for path in Codebook(LedgerFiles(Path(address)).codebook).outlines for shape in own_outline(path)]
