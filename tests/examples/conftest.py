"""The shipped examples as the reader reads them."""

import csv
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from counterclaim.documents import Reader
from counterclaim.model import Fetched, Problem, ReadItem
from counterclaim.settings import CODEBOOK_FILES

EXAMPLES = Path(__file__).parents[2] / "examples"
COMPANIONS = {*CODEBOOK_FILES, ".counterclaimignore", "README.md", "truth.yaml", "make_binaries.py"}


def _documents(folder: Path) -> list[Path]:
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted(path for path in files if path.name not in COMPANIONS)


def _read(folder: Path) -> tuple[dict[str, ReadItem], list[Problem]]:
    items: dict[str, ReadItem] = {}
    problems: list[Problem] = []
    with Reader() as reader:
        for path in _documents(folder):
            name = path.relative_to(folder).as_posix()
            now = datetime(2031, 12, 31, tzinfo=UTC)
            result = reader.read(Fetched(data=path.read_bytes(), uri="", name=name, media_type="", retrieved=now))
            problems += result.problems
            items |= {f"{name}#{item.member}" if item.member else name: item for item in result.items}
    return items, problems


@pytest.fixture(scope="session")
def estuary_folder() -> Path:
    return EXAMPLES / "estuary"


@pytest.fixture(scope="session")
def summer_folder() -> Path:
    return EXAMPLES / "summer_2017"


@pytest.fixture(scope="session")
def estuary_read(estuary_folder: Path) -> tuple[dict[str, ReadItem], list[Problem]]:
    return _read(estuary_folder)


@pytest.fixture(scope="session")
def estuary(estuary_read: tuple[dict[str, ReadItem], list[Problem]]) -> dict[str, ReadItem]:
    """Items by path, or by path#member for an item of a container."""
    return estuary_read[0]


@pytest.fixture(scope="session")
def summer_read(summer_folder: Path) -> tuple[dict[str, ReadItem], list[Problem]]:
    return _read(summer_folder)


@pytest.fixture(scope="session")
def truth(estuary_folder: Path) -> dict[str, Any]:
    return yaml.safe_load((estuary_folder / "truth.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def says(estuary: dict[str, ReadItem]) -> Callable[[str, str], bool]:
    """Whether a document holds a quote, up to white space."""

    def check(document: str, quote: str) -> bool:
        return " ".join(quote.split()) in re.sub(r"\s+", " ", estuary[document].text)

    return check


@pytest.fixture(scope="session")
def places(estuary_folder: Path) -> list[dict[str, str]]:
    with (estuary_folder / "places.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="session")
def invented_names(
    estuary_folder: Path, places: list[dict[str, str]], truth: dict[str, Any], estuary: dict[str, ReadItem]
) -> set[str]:
    """Places, groups, outlets, persons and surnames, with all their aliases."""
    names = {name for row in places for name in (row["name"], *row["aliases"].split("|")) if name}
    for actor in yaml.safe_load((estuary_folder / "actors.yaml").read_text(encoding="utf-8")):
        names |= {actor["name"], *actor["aliases"]}
    names |= {
        outlet["name"] for outlet in yaml.safe_load((estuary_folder / "sources.yaml").read_text(encoding="utf-8"))
    }
    people = [entry["name"] for key in ("private_names", "public_names", "convicted_names") for entry in truth[key]]
    people += [item.author for item in estuary.values() if len(item.author.split()) == 2]
    return names | set(people) | {name.split()[-1] for name in people if " " in name}
