from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
# Written in pieces, so that this file does not name them.
MACHINE = re.compile("|".join(["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/[a-z]", "/opt/(py" + "pi|wheels)"]))
BESIDE = "../sha" + "red"


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def texts() -> list[tuple[str, str]]:
    found = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data:
            found.append((path.relative_to(ROOT).as_posix(), data.decode("utf-8", "replace")))
    return found


def test_no_file_names_a_path_of_one_machine():
    hits = [f"{name}: {match[0]}" for name, text in texts() for match in MACHINE.finditer(text)]
    assert hits == []


def test_only_the_ci_script_knows_what_lies_beside_the_checkout():
    assert {name for name, text in texts() if BESIDE in text} <= {".ci/run"}


def test_nothing_that_is_built_is_tracked():
    built = re.compile(r"(^|/)(__pycache__|\.venv|out|build|dist|site)/|\.(pyc|db|db-wal)$")
    assert [p for p in (path.relative_to(ROOT).as_posix() for path in tracked()) if built.search(p)] == []
