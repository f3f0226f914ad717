"""Order of stages, and the ledger as one object."""

from counterclaim.pipeline.ledger import Ledger, open_ledger

__all__ = ["Ledger", "open_ledger"]
