"""No private person's name is in anything that is published from the invented example."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from counterclaim.pipeline.ledger import Ledger, open_ledger

ESTUARY = Path(__file__).parents[2] / "examples" / "estuary"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    book = open_ledger(tmp_path_factory.mktemp("estuary") / "estuary.db")
    book.add(ESTUARY)
    book.run()
    return book


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    return yaml.safe_load((ESTUARY / "truth.yaml").read_text(encoding="utf-8"))


def table_text(data: bytes, name: str) -> str:
    """The cells of a table, whatever compression hides them."""
    if name.endswith(".parquet"):
        return pd.read_parquet(io.BytesIO(data)).to_csv()
    return data.decode("utf-8")


@pytest.fixture(scope="module")
def published(ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("published")
    for name in ("brief.html", "brief.md"):
        ledger.brief(folder / name)
    for name in ("csv", "json", "parquet"):
        ledger.export(name, folder / (f"tables.{name}" if name == "json" else f"{name}.zip"))
    texts = {
        p.name: p.read_bytes().decode("utf-8", "replace")
        for p in folder.iterdir()
        if p.is_file() and p.suffix != ".zip"
    }
    texts |= {p.name: p.read_text("utf-8") for p in folder.glob("*.figures/*.svg")}
    for archive in folder.glob("*.zip"):
        with zipfile.ZipFile(archive) as tables:
            texts |= {f"{archive.name}/{name}": table_text(tables.read(name), name) for name in tables.namelist()}
    return texts


def test_private_names_are_in_no_published_file(published: dict[str, str], truth: dict[str, Any]) -> None:
    forms = {form for person in truth["private_names"] for form in person["forms"]}
    assert len(forms) > 10
    leaks = [
        (name, form)
        for name, text in published.items()
        for form in sorted(forms)
        if re.search(rf"\b{re.escape(form)}\b", text, re.IGNORECASE)
    ]
    assert leaks == []


def test_the_ledger_itself_keeps_the_names_as_the_sources_give_them(ledger: Ledger, truth: dict[str, Any]) -> None:
    quotes = " ".join(ledger.statements()["quote"])
    assert any(form in quotes for person in truth["private_names"] for form in person["forms"])


def test_the_published_files_hold_public_names(published: dict[str, str], truth: dict[str, Any]) -> None:
    names = {person if isinstance(person, str) else person["name"] for person in truth["public_names"]}
    assert any(name in published["brief.html"] for name in names)
