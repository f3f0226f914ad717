"""What an export is asked to hold."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model import GENESIS, UNCALIBRATED, Calibration, Citation, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """How an export is made. Private persons are always masked; ``unmasked`` holds what judgements lifted."""

    sources: tuple[Source, ...] = ()
    citations: tuple[Citation, ...] = ()
    unmasked: tuple[str, ...] = ()
    chain_head: str = GENESIS
    calibration: Calibration = UNCALIBRATED
    """How well such probabilities did on what has since been resolved."""
    table: str = "statements"
    """Which table a single CSV or Parquet file holds; a ZIP or a folder holds all."""
