from __future__ import annotations

import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from counterclaim.version import VERSION

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "src" / "counterclaim"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def test_the_wheel_holds_every_file_of_the_package(wheel):
    held = set(wheel.namelist())
    files = {
        f"counterclaim/{path.relative_to(PACKAGE).as_posix()}"
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "counterclaim/py.typed" in files
    assert {name for name in files if not name.endswith(".py")} - {"counterclaim/py.typed"}, "no data files at all"
    assert files - held == set()


def test_the_wheel_holds_nothing_else(wheel):
    strange = [n for n in wheel.namelist() if not n.startswith(("counterclaim/", f"counterclaim-{VERSION}.dist-info/"))]
    assert strange == []
    assert not any("__pycache__" in name for name in wheel.namelist())


def test_the_wheel_says_its_version_and_licence_and_carries_the_licence(wheel):
    info = f"counterclaim-{VERSION}.dist-info"
    metadata = Parser().parsestr(wheel.read(f"{info}/METADATA").decode())
    assert metadata["Version"] == VERSION
    assert metadata["License-Expression"] == "Apache-2.0"
    assert b"Apache License" in wheel.read(f"{info}/licenses/LICENSE")


def test_data_that_ships_stays_small(wheel):
    assert sum(item.compress_size for item in wheel.infolist()) < 25_000_000
