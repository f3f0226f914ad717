from __future__ import annotations

import os

from tests.postgres_server import leases, ledger_address, postgres

from counterclaim.settings import CODER_VARIABLE

__all__ = ["leases", "ledger_address", "postgres"]

# The suite pins what the grammar reads; tests of the trained coder name it.
os.environ.setdefault(CODER_VARIABLE, "grammar-en")
