"""Ledgers with something to forget. All reports are invented."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from counterclaim.model import Verdict
from counterclaim.pipeline import Ledger, open_ledger
from counterclaim.settings import LedgerAddress, LedgerFiles

NOON = datetime(2031, 7, 1, 12, tzinfo=UTC)
MARKER = "Zanzabrook"
"""A name that stands in the report to be forgotten and nowhere else."""

_HEAD = "---\ntitle: {title}\noutlet: {outlet}\npublished: {day}\nlanguage: en\ninvented: true\n---\n"
REPORT = (
    "A bomb exploded at the market in Quarrenhaven on 4 March 2031, killing 17 people. "
    "The {marker} Brigade claimed responsibility for the attack. Police said 17 people died. "
    "Witnesses named the suspect as Odmar {marker}.\n"
)
OTHER = (
    "A bomb exploded at the market in Quarrenhaven on 4 March 2031, killing 16 people. "
    "The Commons Front of the Mereld denied responsibility for the attack. Officials blamed the Commons Front.\n"
)


def written(folder: Path) -> Path:
    """A folder with the report, one like it, and one of something else."""
    folder.mkdir()
    report = _HEAD.format(title=f"{MARKER} claims the market", outlet=f"{MARKER} Herald", day="2031-03-05")
    (folder / f"{MARKER}.md").write_text(report + REPORT.format(marker=MARKER), encoding="utf-8")
    other = _HEAD.format(title="Market bombed", outlet="Delta Courier", day="2031-03-05")
    (folder / "other.md").write_text(other + OTHER, encoding="utf-8")
    third = _HEAD.format(title="Mill shelled", outlet="Delta Courier", day="2031-04-09")
    (folder / "third.md").write_text(
        third
        + "Gunmen killed 3 people at Fennimouth on 8 April 2031. The army blamed the Commons Front of the Mereld.\n",
        encoding="utf-8",
    )
    return folder


def packed(folder: Path, names: list[str], target: Path) -> Path:
    """Some of the files in one archive."""
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.write(folder / name, name)
    return target


def opened(address: LedgerAddress) -> Ledger:
    """A ledger with a fixed clock."""
    return open_ledger(address, clock=lambda: NOON)


def filled(address: LedgerAddress, folder: Path) -> str:
    """A ledger in which everything tells of the report: runs, judgements, search, answers; returns its id."""
    with opened(address) as book:
        book.add(folder)
        book.run()
        documents = book.documents()
        wanted = str(documents[documents["title"].str.contains(MARKER)]["document_id"].iloc[0])
        views = [view for view in book.views() for s in view.statements if s.document.id == wanted]
        told = [s.statement for s in views[0].statements if s.document.id == wanted]
        claim = next(s for s in told if MARKER in s.value)
        book.judge(Verdict.ACCEPT, claim.id, reason=f"the {MARKER} Brigade says so", by="Ada")
        book.judge(Verdict.REJECT, told[-1].id, reason="another thing", by="Ben")
        book.judge(Verdict.UNMASK, f"Odmar {MARKER}", reason="convicted", by="Ada")
        book.judge(Verdict.ADD, wanted, reason="overlooked", by="Ada", changes={
            "quote": "Police said 17 people died", "property": "fatalities", "act": "attributes", "value": "17",
            "speaker": "Police", "speaker_kind": "authority",
        })  # fmt: skip
        undone = book.judge(Verdict.FINISH, wanted, reason="all found", by="Ben")
        book.judge(Verdict.UNDO, undone.digest, reason=f"not the {MARKER} part", by="Ben")
        other = next(s for v in book.views() for s in v.statements if s.document.title == "Mill shelled").statement
        book.judge(Verdict.ACCEPT, other.id, reason="read in the original", by="Ada")
        book.run()
        book.search(MARKER)
        book.narrating().shares()
        answers = book.files.answers
        answers.write_text(f'{{"key": "k", "about": "{wanted}", "answer": "{MARKER}"}}\n', encoding="utf-8")
    return wanted


def remains(address: LedgerAddress, marker: str) -> list[str]:
    """Files that belong to a ledger, and rows of its database, in which a word stands."""
    files = LedgerFiles(address)
    found = [
        str(path)
        for start in files.all
        for path in ([start] if start.is_file() else start.rglob("*"))
        if path.is_file() and _within(path, marker.encode())
    ]
    return found + ([] if isinstance(address, Path) else _rows(str(address), marker))


def _within(path: Path, word: bytes) -> bool:
    import gzip

    data = path.read_bytes()
    if path.suffix == ".gz":
        data += gzip.decompress(data)
    return word.lower() in data.lower()


def _rows(address: str, marker: str) -> list[str]:
    found = []
    with psycopg.connect(address.split("&files")[0]) as connection:
        tables = connection.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        for (table,) in tables.fetchall():
            rows = connection.execute(f"SELECT t::text FROM {table} t WHERE t::text ILIKE %s", [f"%{marker}%"])
            found += [f"{table}: {row[0]}" for row in rows.fetchall()]
    return found
