"""Order of stages, and the ledger as one object."""

from counterclaim.pipeline.coding_files import CodeReport, code_files
from counterclaim.pipeline.ledger import Ledger, open_ledger
from counterclaim.publications.exports import TABLE_NAMES

__all__ = ["TABLE_NAMES", "CodeReport", "Ledger", "code_files", "open_ledger"]
