"""The storage contract over a SQLite file and over SQLite in memory."""

from __future__ import annotations

import shutil
from contextlib import closing
from itertools import count

import pytest
from tests.contracts.storage_contract import StorageContract

from counterclaim.backends.storage import open_memory, open_storage


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    open_storage(path).close()
    return path


class TestSqliteFile(StorageContract):
    @pytest.fixture
    def new_storage(self, empty, tmp_path):
        # Each example of a property gets a copy of an empty ledger: making one takes longer than the example.
        numbers = count()

        def opened():
            copy = shutil.copy(empty, tmp_path / f"{next(numbers)}.db")
            return closing(open_storage(copy))

        return opened

    @pytest.fixture
    def storage(self, empty, tmp_path):
        with closing(open_storage(shutil.copy(empty, tmp_path / "ledger.db"))) as opened:
            yield opened

    @pytest.fixture
    def another(self, empty, tmp_path):
        with closing(open_storage(shutil.copy(empty, tmp_path / "another.db"))) as opened:
            yield opened


class TestSqliteInMemory(StorageContract):
    @pytest.fixture
    def new_storage(self):
        return lambda: closing(open_memory())

    @pytest.fixture
    def storage(self):
        with closing(open_memory()) as opened:
            yield opened

    @pytest.fixture
    def another(self):
        with closing(open_memory()) as opened:
            yield opened
