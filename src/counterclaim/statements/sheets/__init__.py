"""Sheets that people fill: written for a text, read back with care, and made into a coding like a machine's."""

from counterclaim.statements.sheets.columns import COLUMNS, FILLED, SheetRow, is_filled
from counterclaim.statements.sheets.human import HumanCoder, human_name
from counterclaim.statements.sheets.prefilling import cells_of
from counterclaim.statements.sheets.reading import Sheet, read_sheet
from counterclaim.statements.sheets.writing import SheetDocument, csv_sheet, json_lines_sheet, sheet_rows, text_digest

__all__ = [
    "COLUMNS",
    "FILLED",
    "HumanCoder",
    "Sheet",
    "SheetDocument",
    "SheetRow",
    "cells_of",
    "csv_sheet",
    "human_name",
    "is_filled",
    "json_lines_sheet",
    "read_sheet",
    "sheet_rows",
    "text_digest",
]
