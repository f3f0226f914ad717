from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SCRIPTS = [*sorted((ROOT / "tools").glob("*.sh")), ROOT / "benchmarks" / "articles.sh", ROOT / ".ci" / "run"]


def program(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/bash\n{body}\n")
    path.chmod(0o755)


@pytest.fixture
def machine(tmp_path):
    """A machine of a user who is not root and not in CI, with an interpreter to be named by the test."""
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    for tool in ("bash", "cat", "dirname", "grep", "tail", "mktemp", "rm", "sha256sum", "env", "sleep", "timeout"):
        (bin_folder / tool).symlink_to(shutil.which(tool))
    program(bin_folder, "id", "echo 1000")
    program(bin_folder, "apt-get", "echo apt-get was called >&2; exit 9")
    return bin_folder


def shell(machine: Path, command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(machine), "HOME": str(machine), **variables}
    bash = str(machine / "bash")
    return subprocess.run(
        [bash, "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def python(machine: Path, name: str, version: tuple[int, int], *, venv: bool = True) -> None:
    """A stand-in that answers the three questions that the scripts ask of an interpreter."""
    old = "1" if version < (3, 11) else "0"
    name_of = f"python{version[0]}.{version[1]}"
    program(
        machine, name,
        f'case "$*" in *ensurepip*) exit {0 if venv else 1};; *"< (3, 11)"*) exit {old};; '
        f'*-venv*) echo {name_of}-venv;; --version) echo P{name_of[1:6]} {name_of[6:]}.0;; esac',
    )  # fmt: skip


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_a_script_is_good_bash(script):
    done = subprocess.run(["bash", "-n", str(script)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert script.name == "system.sh" or os.access(script, os.X_OK)


def test_an_older_python3_is_passed_over_for_a_newer_one(machine):
    python(machine, "python3", (3, 9))
    python(machine, "python3.12", (3, 12))
    done = shell(machine, "source tools/system.sh; find_python")
    assert (done.returncode, done.stdout) == (0, "python3.12\n")


def test_without_a_new_enough_python_the_remedy_is_printed(machine):
    python(machine, "python3", (3, 9))
    done = shell(machine, "tools/install.sh core /nonexistent/venv")
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert "Python 3.9.0" in done.stderr
    assert "apt-get install -y python3.12" in done.stderr


def test_where_venv_is_missing_and_may_not_be_installed_one_command_is_printed(machine):
    python(machine, "python3", (3, 11), venv=False)
    done = shell(machine, "tools/install.sh core /nonexistent/venv")
    assert done.returncode == 1
    commands = [line.strip() for line in done.stderr.splitlines() if "apt-get install" in line]
    assert commands == ["sudo apt-get install -y python3.11-venv"]
    assert "apt-get was called" not in done.stderr


def test_root_installs_what_is_missing(machine):
    program(machine, "id", "echo 0")
    program(machine, "apt-get", 'echo "$*" >&2')
    done = shell(machine, "source tools/system.sh; apt_install browser chromium")
    assert done.returncode == 0, done.stderr
    assert "installing browser: chromium" in done.stdout


def test_a_failed_installation_shows_what_the_package_manager_said(machine):
    program(machine, "id", "echo 0")
    program(machine, "apt-get", "echo no such package; exit 100")
    done = shell(machine, "source tools/system.sh; apt_install browser chromium")
    assert done.returncode == 1
    assert "no such package" in done.stderr
    assert "could not install browser" in done.stderr


def test_without_a_browser_a_user_goes_on_and_ci_does_not(machine):
    alone = shell(machine, "tools/install_chromium.sh")
    assert alone.returncode == 0
    assert "sudo apt-get install -y chromium" in alone.stderr
    assert "tests that need one are skipped" in alone.stdout
    assert shell(machine, "tools/install_chromium.sh", CI="true").returncode == 1


def test_the_quality_gate_says_that_its_texts_are_missing(machine):
    unset = shell(machine, f"tools/quality.sh {sys.executable} floors")
    absent = shell(machine, f"tools/quality.sh {sys.executable} floors", COUNTERCLAIM_DATA="/nonexistent/data")
    assert unset.returncode == absent.returncode == 1
    assert "COUNTERCLAIM_DATA is not set" in unset.stderr
    assert "/nonexistent/data: no such folder" in absent.stderr


@pytest.fixture
def checkout(tmp_path):
    (tmp_path / "tree" / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "run", tmp_path / "tree" / ".ci" / "run")
    return tmp_path / "tree"


def ci(checkout: Path, machine: Path) -> subprocess.CompletedProcess[str]:
    return shell(machine, f"bash {checkout / '.ci' / 'run'}")


def test_ci_runs_every_step_and_names_the_one_that_failed(checkout, machine):
    program(machine, "make", 'echo "make $1"; [ "$1" != lint ]')
    done = ci(checkout, machine)
    assert done.returncode == 1
    assert "failed: lint" in done.stdout
    assert "make quality" in done.stdout
    assert done.stdout.splitlines()[-1].endswith("passed, 1 failed")


def test_ci_ends_with_a_count_where_all_holds(checkout, machine):
    program(machine, "make", "true")
    done = ci(checkout, machine)
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1].startswith("steps: ")
    assert done.stdout.splitlines()[-1].endswith(" passed, 0 failed")
