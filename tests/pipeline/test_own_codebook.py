"""A user's own codebook files: replaced when edited, side by side where several folders bring them."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.errors import ConfigError
from counterclaim.pipeline.codebook import Codebook

HEAD = "name,aliases,country,latitude,longitude,radius_m,kind,demonyms\n"


def places(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    path = folder / "places.csv"
    path.write_text(HEAD + "".join(f"{name},,XE,-35.7,-21.1,4000,city,\n" for name in names), encoding="utf-8")
    return path


def contents(book: Codebook) -> list[str]:
    return sorted(
        copy.read_text(encoding="utf-8").removeprefix(HEAD).split(",")[0] for copy in book.files("places.csv")
    )


def test_an_edited_file_takes_the_place_of_its_former_self(tmp_path: Path) -> None:
    book = Codebook(tmp_path / "codebook")
    assert book.adopt(places(tmp_path / "mine", "Oldhaven"))
    before = Codebook(book.folder).digest
    assert book.adopt(places(tmp_path / "mine", "Newhaven"))
    assert contents(book) == ["Newhaven"]
    assert Codebook(book.folder).digest != before
    assert book.adopt(places(tmp_path / "mine", "Oldhaven")), "back to what it was"
    assert contents(book) == ["Oldhaven"]
    assert Codebook(book.folder).digest == before


def test_the_same_file_again_is_nothing_new_by_whatever_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = Codebook(tmp_path / "codebook")
    path = places(tmp_path / "mine", "Quillhaven")
    assert book.adopt(path)
    monkeypatch.chdir(path.parent)
    assert not book.adopt(Path("places.csv"))
    assert not book.adopt(Path("../mine/places.csv"))
    assert len(list(book.folder.iterdir())) == 1


def test_two_folders_each_bring_their_own(tmp_path: Path) -> None:
    book = Codebook(tmp_path / "codebook")
    book.adopt(places(tmp_path / "one" / "data", "Quillhaven"))
    book.adopt(places(tmp_path / "two" / "data", "Ardelune"))
    assert contents(book) == ["Ardelune", "Quillhaven"]
    book.adopt(places(tmp_path / "two" / "data", "Mereld"))
    assert contents(book) == ["Mereld", "Quillhaven"]


def test_one_content_from_two_folders_counts_once_and_outlives_an_edit_of_one(tmp_path: Path) -> None:
    book = Codebook(tmp_path / "codebook")
    assert book.adopt(places(tmp_path / "one", "Quillhaven"))
    assert not book.adopt(places(tmp_path / "two", "Quillhaven"))
    assert contents(book) == ["Quillhaven"]
    book.adopt(places(tmp_path / "one", "Ardelune"))
    assert contents(book) == ["Ardelune", "Quillhaven"]


def test_where_files_came_from_is_not_in_the_digest(tmp_path: Path) -> None:
    digests = set()
    for name in ("x", "y"):
        book = Codebook(tmp_path / name / "codebook")
        book.adopt(places(tmp_path / name / f"folder-{name}", "Quillhaven"))
        digests.add(book.digest)
    assert len(digests) == 1


def test_a_codebook_file_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"places\.csv"):
        Codebook(tmp_path / "codebook").adopt(tmp_path / "places.csv")
