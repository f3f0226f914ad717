"""A folder says which of its files are no documents."""

from pathlib import Path

from counterclaim.sources import FetchOptions, collect


def test_names_listed_in_the_ignore_file_are_left_out(tmp_path: Path) -> None:
    (tmp_path / ".counterclaimignore").write_text("# remarks\nREADME.md\n*.yaml\n")
    for name in ("README.md", "truth.yaml", "report.txt"):
        (tmp_path / name).write_text("A text.")
    assert [Path(f.name).name for f in collect([str(tmp_path)], FetchOptions(), print)] == ["report.txt"]


def test_the_ignore_file_of_one_folder_does_not_reach_into_another(tmp_path: Path) -> None:
    (tmp_path / ".counterclaimignore").write_text("a.txt\n")
    (tmp_path / "inner").mkdir()
    for name in ("a.txt", "inner/a.txt"):
        (tmp_path / name).write_text("A text.")
    assert [f.name for f in collect([str(tmp_path)], FetchOptions(), print)] == [str(tmp_path / "inner" / "a.txt")]
