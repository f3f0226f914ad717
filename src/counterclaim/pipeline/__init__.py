"""Order of stages, and the ledger as one object."""

from counterclaim.pipeline.coding_files import CodeReport, code_files
from counterclaim.pipeline.hand_coding import SheetReport, export_sheet, import_sheet
from counterclaim.pipeline.ledger import Ledger, open_ledger
from counterclaim.pipeline.narrating import Narrating
from counterclaim.pipeline.priors import list_priors, recomputed_priors
from counterclaim.pipeline.weighing_tables import weigh_table
from counterclaim.publications.exports import TABLE_NAMES

__all__ = [
    "TABLE_NAMES",
    "CodeReport",
    "Ledger",
    "Narrating",
    "SheetReport",
    "code_files",
    "export_sheet",
    "import_sheet",
    "list_priors",
    "open_ledger",
    "recomputed_priors",
    "weigh_table",
]
