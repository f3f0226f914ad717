from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent.parent
LOCKS = ("core", "full", "dev", "build")


def locked(name: str) -> dict[str, set[str]]:
    """Versions of each package in a lock; several where they differ by platform or Python."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8").splitlines():
        match = re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*])?==([^ ;\\]+)", line)
        if match:
            found.setdefault(canonicalize_name(match[1]), set()).add(match[2])
    return found


def project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["core", "full"])
def test_what_users_get_is_what_is_tested(name):
    dev = locked("dev")
    differing = {package: versions for package, versions in locked(name).items() if dev.get(package) != versions}
    assert differing == {}


def test_the_build_backend_changes_no_version_that_is_tested():
    dev = locked("dev")
    assert {n: v for n, v in locked("build").items() if n in dev and dev[n] != v} == {}
    assert "hatchling" in locked("build")


def test_every_dependency_is_locked_at_a_version_that_fits():
    core = locked("core")
    for text in project()["project"]["dependencies"]:
        requirement = Requirement(text)
        versions = core.get(canonicalize_name(requirement.name))
        assert versions, f"{requirement.name} is not in core.lock; run `make lock`"
        assert all(requirement.specifier.contains(v, prereleases=True) for v in versions), text


def test_every_dependency_of_an_extra_is_locked():
    full = locked("full")
    for extra in project()["project"]["optional-dependencies"].values():
        missing = [text for text in extra if canonicalize_name(Requirement(text).name) not in full]
        assert missing == [], "run `make lock`"


def test_every_development_dependency_is_locked():
    dev = locked("dev")
    for group in project()["dependency-groups"].values():
        missing = [text for text in group if canonicalize_name(Requirement(text).name) not in dev]
        assert missing == [], "run `make lock`"


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_hash(name):
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", text)
    assert [e.split()[0] for e in entries if "==" in e.split("\n")[0] and "--hash=sha256:" not in e] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address(name):
    assert "://" not in (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")


def test_nothing_is_locked_that_the_project_no_longer_asks_for():
    wanted = {canonicalize_name(Requirement(text).name) for text in project()["project"]["dependencies"]}
    text = (ROOT / "requirements" / "core.lock").read_text(encoding="utf-8")
    direct = {
        canonicalize_name(entry.split("==")[0].split("[")[0])
        for entry in re.split(r"\n(?=[A-Za-z0-9])", text)
        if "# via counterclaim" in entry or "#   counterclaim" in entry
    }
    assert direct == wanted, "run `make lock`"
