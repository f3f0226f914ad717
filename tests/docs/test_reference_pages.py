from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from counterclaim import errors, settings
from counterclaim.errors import EXIT_INTERRUPTED, EXIT_PARTIAL, CounterclaimError
from counterclaim.model import Act, EventType, Involvement, Property, SpeakerKind, Verdict
from counterclaim.publications.exports import TABLE_NAMES
from counterclaim.version import VERSION

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def error_classes() -> list[type[CounterclaimError]]:
    return [c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, CounterclaimError)]


def test_every_error_is_documented_with_its_exit_code():
    page = read("docs/reference/errors.md")
    assert len(error_classes()) >= 10
    for kind in error_classes():
        assert f"| {kind.exit_code} | `{kind.__name__}` |" in page
    assert f"| {EXIT_PARTIAL} | |" in page
    assert f"| {EXIT_INTERRUPTED} | |" in page


def test_no_exit_code_is_used_twice():
    codes = [kind.exit_code for kind in error_classes()] + [EXIT_PARTIAL, EXIT_INTERRUPTED, 0]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("vocabulary", [Act, SpeakerKind, Property, Involvement, EventType, Verdict])
def test_every_word_of_a_vocabulary_is_in_the_glossary(vocabulary):
    page = read("docs/glossary.md")
    assert [word for word in vocabulary if f"`{word}`" not in page] == []


def test_every_dependency_is_named_with_purpose_and_licence():
    project = tomllib.loads(read("pyproject.toml"))
    groups = [
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
        *project["dependency-groups"].values(),
    ]
    wanted = {Requirement(text).name for group in groups for text in group}
    rows = re.findall(r"^\| (`.*?) \| (.+?) \| (.+?) \|$", read("docs/explanation/dependencies.md"), re.MULTILINE)
    named = {name for cell, _, _ in rows for name in re.findall(r"`([^`]+)`", cell)}
    assert named == wanted


def test_every_environment_variable_is_documented():
    page = read("docs/reference/settings.md")
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    variables = set(re.findall(r"[\"'](COUNTERCLAIM_[A-Z_]+)[\"']", source))
    assert settings.LEDGER_VARIABLE in variables
    assert {name for name in variables if f"`{name}`" not in page} == set()


def test_every_codebook_file_is_documented():
    text = read("docs/how-to/extend-codebooks.md") + read("docs/how-to/register-outlets.md")
    assert [name for name in settings.CODEBOOK_FILES if f"`{name}`" not in text] == []


def test_the_citation_file_says_what_the_project_says():
    citation = yaml.safe_load(read("CITATION.cff"))
    project = tomllib.loads(read("pyproject.toml"))["project"]
    assert {"cff-version", "message", "title", "type", "authors"} <= citation.keys()
    assert citation["version"] == VERSION
    assert citation["license"] == project["license"]
    assert citation["authors"] == [{"name": author["name"]} for author in project["authors"]]


def test_the_changelog_keeps_its_form():
    headings = re.findall(r"^## \[(.+?)](?: - (\d{4}-\d\d-\d\d))?$", read("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == ("Unreleased", "")
    assert all(date for _, date in headings[1:])
    kinds = set(re.findall(r"^### (.+)$", read("CHANGELOG.md"), re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_every_kind_of_problem_is_documented():
    page = read("docs/reference/errors.md")
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    codes = set(re.findall(r'(?:Refused\(\s*|\bcode=|\brefuse\([^"]*,\s*)"([a-z_]+)"', source))
    assert {"encrypted", "language", "unreadable"} <= codes
    assert sorted(code for code in codes if f"| `{code}` |" not in page) == []


def test_every_exported_table_is_documented():
    page = read("docs/how-to/export.md")
    assert [name for name in TABLE_NAMES if f"| `{name}` |" not in page] == []
