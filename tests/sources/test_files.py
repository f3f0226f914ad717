from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from counterclaim.sources import collect


def gather(targets, options):
    problems = []
    return list(collect([str(target) for target in targets], options, problems.append)), problems


def test_a_folder_is_walked_in_order_without_hidden_and_codebook_files(tmp_path, options):
    for name in ("b.txt", "a.md", "sub/c.html", ".hidden", ".git/x.txt", "sources.yaml", "a/z.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"words of {name}")
    items, problems = gather([tmp_path], options)
    assert problems == []
    assert [os.path.relpath(item.name, tmp_path) for item in items] == ["a/z.txt", "a.md", "b.txt", "sub/c.html"]
    assert [item.uri for item in items] == [""] * 4
    assert items[1].media_type == "text/markdown"
    assert items[0].retrieved == options.clock()


def test_links_are_followed_inside_the_folder_and_reported_when_they_lead_out(tmp_path, options):
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    (inside / "a.txt").write_text("words")
    (inside / "b.txt").symlink_to(inside / "a.txt")
    (inside / "c.txt").symlink_to(outside / "secret.txt")
    (inside / "d").symlink_to(outside)
    (inside / "e").symlink_to(inside)
    (inside / "f.txt").symlink_to(inside / "missing.txt")
    items, problems = gather([inside], options)
    assert [item.name.rpartition("/")[2] for item in items] == ["a.txt", "b.txt"]
    assert [(p.code, p.subject.rpartition("/")[2]) for p in problems] == [
        ("symlink", "c.txt"),
        ("symlink", "d"),
        ("symlink", "e"),
        ("symlink", "f.txt"),
    ]


def test_what_cannot_be_read_is_named_and_the_batch_goes_on(tmp_path, options):
    (tmp_path / "good.txt").write_text("words")
    os.mkfifo(tmp_path / "pipe")
    targets = [tmp_path / "missing.txt", tmp_path / "pipe", "", "a\0b", tmp_path / "good.txt"]
    items, problems = gather(targets, options)
    assert [item.data for item in items] == [b"words"]
    assert [p.code for p in problems] == ["missing", "unreadable", "missing", "unreadable"]
    assert all(p.remedy for p in problems)


def test_a_file_of_two_hundred_megabytes_is_refused_before_it_is_read(tmp_path, options):
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(200 << 20)
    items, problems = gather([path], options)
    assert items == []
    assert [(p.code, p.subject, "50 MB" in p.message) for p in problems] == [("too_large", str(path), True)]
    assert gather([path], replace(options, max_bytes=300 << 20))[0]


def test_links_that_run_in_a_circle_are_reported(tmp_path, options):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "c.txt").write_text("words")
    items, problems = gather([tmp_path], options)
    assert [item.name.rpartition("/")[2] for item in items] == ["c.txt"]
    assert [p.code for p in problems] == ["symlink", "symlink"]


def test_folders_may_lie_deeper_in_each_other_than_calls_may(tmp_path, options, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(1100):
        Path("d").mkdir()
        os.chdir("d")
    Path("deep.txt").write_text("words")
    bottom = os.open(".", os.O_RDONLY)
    os.chdir(tmp_path)
    (tmp_path / "e.txt").write_text("words")
    items, problems = gather([tmp_path], options)
    os.chdir(bottom)
    os.close(bottom)
    Path("deep.txt").unlink()
    for _ in range(1100):  # what clears up after tests cannot go so deep
        os.chdir("..")
        Path("d").rmdir()
    assert [item.name.rpartition("/")[2] for item in items] == ["deep.txt", "e.txt"]
    assert problems == []
