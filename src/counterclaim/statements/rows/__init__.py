"""Rows of event data sets to statements: one module a data set."""

from counterclaim.statements.rows.coder import RowCoder

__all__ = ["RowCoder"]
