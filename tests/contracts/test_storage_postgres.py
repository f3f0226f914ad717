"""The storage contract over a real PostgreSQL server."""

from __future__ import annotations

from contextlib import closing, contextmanager

import pytest
from tests.contracts.storage_contract import StorageContract

from counterclaim.backends.storage import open_storage


class TestPostgres(StorageContract):
    @pytest.fixture
    def new_storage(self, leases):
        @contextmanager
        def opened():
            with leases.one() as address, closing(open_storage(address)) as storage:
                yield storage

        return opened

    @pytest.fixture
    def storage(self, ledger_address):
        with closing(open_storage(ledger_address)) as opened:
            yield opened

    @pytest.fixture
    def another(self, new_storage):
        with new_storage() as opened:
            yield opened
