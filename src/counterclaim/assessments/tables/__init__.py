"""Any table of who says what, weighed without a ledger."""

from counterclaim.assessments.tables.columns import Columns, Rows
from counterclaim.assessments.tables.options import Options
from counterclaim.assessments.tables.registry import METHODS
from counterclaim.assessments.tables.weighing import Weighed, weigh_rows

__all__ = ["METHODS", "Columns", "Options", "Rows", "Weighed", "weigh_rows"]
