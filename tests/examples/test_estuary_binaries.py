"""The PDF, the DOCX and the ZIP are what make_binaries.py writes."""

import importlib.util
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from counterclaim.documents import Reader
from counterclaim.model import Fetched

pytest.importorskip("reportlab", reason="writes the PDF; in the development lock")
FILES = ("reports/0414_safety_board_silo.pdf", "reports/0506_monitor_brackmarrow.docx", "press/june_cuttings.zip")


@pytest.fixture(scope="module")
def script(estuary_folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_binaries", estuary_folder / "make_binaries.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_two_runs_write_the_same_bytes(script: ModuleType, tmp_path: Path):
    script.main(tmp_path / "a")
    script.main(tmp_path / "b")
    for name in FILES:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_the_committed_files_say_what_the_script_says(script: ModuleType, tmp_path: Path, estuary_folder: Path):
    script.main(tmp_path)
    with Reader() as reader:
        for name in FILES:
            made, committed = (_texts(reader, folder / name) for folder in (tmp_path, estuary_folder))
            assert made == committed
            assert made


def _texts(reader: Reader, path: Path) -> list[tuple[str, str]]:
    now = datetime(2031, 12, 31, tzinfo=UTC)
    result = reader.read(Fetched(data=path.read_bytes(), uri="", name=path.name, media_type="", retrieved=now))
    assert not result.problems
    return [(item.title, item.text) for item in result.items]
