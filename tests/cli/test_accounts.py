"""`counterclaim accounts`: the first admin is made here, and no password is ever an option."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "copper lantern ninety moss"


def accounts(folder: Path, *arguments: str, password: str = GOOD, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "counterclaim", "accounts", *arguments, "--ledger", "ledger.db"],
        cwd=folder,
        input=password + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    from counterclaim.pipeline import open_ledger

    open_ledger(tmp_path / "ledger.db").close()
    return tmp_path


def test_accounts_are_made_listed_changed_and_shut_out(folder: Path) -> None:
    assert "no accounts yet" in accounts(folder, "list").stdout
    assert accounts(folder, "add", "root", "--role", "admin").stdout == "root is admin\n"
    accounts(folder, "add", "maria")
    assert accounts(folder, "list").stdout == "maria  coder\nroot  admin\n"
    assert accounts(folder, "role", "maria", "adjudicator").stdout == "maria is adjudicator\n"
    assert accounts(folder, "disable", "maria").stdout == "maria is shut out\n"
    listed = json.loads(accounts(folder, "list", "--json").stdout)
    assert [(a["name"], a["role"], a["disabled"] is not None) for a in listed] == [
        ("maria", "adjudicator", True),
        ("root", "admin", False),
    ]
    assert accounts(folder, "enable", "maria").stdout == "maria is let in again\n"
    assert "signed out everywhere" in accounts(folder, "password", "maria", password=GOOD + " two").stdout
    done = accounts(folder, "log").stdout
    assert "role_changed  maria  by command line  coder -> adjudicator" in done


def test_a_token_is_printed_once_listed_without_its_secret_and_revoked(folder: Path) -> None:
    accounts(folder, "add", "root", "--role", "admin")
    made = json.loads(accounts(folder, "token", "root", "--label", "export", "--role", "reader", "--json").stdout)
    assert made["token"].startswith(f"cct_{made['id']}_")
    listed = accounts(folder, "token", "root", "--list").stdout
    assert made["id"] in listed
    assert made["token"] not in listed
    accounts(folder, "token", "root", "--revoke", made["id"])
    assert "revoked" in accounts(folder, "token", "root", "--list").stdout


def test_refusals_are_one_line_with_a_remedy(folder: Path) -> None:
    for arguments, password, words in (
        (("add", "root"), "short", "shorter than 12 characters"),
        (("add", "no good"), GOOD, "cannot be a name"),
        (("role", "nobody", "admin"), "", "there is no account 'nobody'"),
        (("token", "nobody", "--label", "x"), "", "there is no account"),
    ):
        done = accounts(folder, *arguments, password=password, code=2)
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert (
        "no ledger"
        in subprocess.run(
            [sys.executable, "-m", "counterclaim", "accounts", "list", "--ledger", "other.db"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        ).stderr
    )


def test_no_verb_takes_a_password_as_an_option(folder: Path) -> None:
    for verb in ("add", "password"):
        shown = accounts(folder, verb, "--help").stdout
        assert "--password" not in shown
