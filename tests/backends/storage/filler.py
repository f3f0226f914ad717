"""Run as a child by the crash test: fill a ledger step by step, each step only if it is not done yet."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from tests.contracts.storage_contract import PAPER, capture, coding, derived, document, judgement

from counterclaim.backends.storage import logical_digest, open_storage
from counterclaim.errors import StorageError


def main() -> None:
    """Fill the ledger and print its logical digest."""
    with closing(open_storage(Path(sys.argv[1]))) as storage:
        for number in range(40):
            name = f"report {number}"
            if not storage.has_capture(capture(name).id):
                storage.add_capture(capture(name), [(document(name), PAPER)], [])
        for item in storage.documents(storage.uncoded("coder/1"), with_text=True):
            storage.save_codings([coding(item)], [])
        storage.replace_derived(derived(next(storage.codings())))
        if not storage.judgements():
            try:
                storage.append_judgement(judgement())
            except StorageError:
                print("somebody else judged", file=sys.stderr)
        storage.replace_derived(derived(next(storage.codings())))
        print(logical_digest(storage))


if __name__ == "__main__":
    main()
