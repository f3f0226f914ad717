"""The command line: the same verbs as ``Ledger``."""

from counterclaim.cli.app import app, main

__all__ = ["app", "main"]
