"""The command line: the same verbs as ``Ledger``."""

from counterclaim.cli.ending import main

__all__ = ["main"]
