"""Versioned changes of the ledger's tables, run by Alembic in order."""
