from __future__ import annotations

import stat

import pytest

from counterclaim.backends.endpoints import FileMemory
from counterclaim.errors import ConfigError


def test_answers_outlive_the_process_and_are_for_their_owners_eyes(tmp_path):
    path = tmp_path / "out.jsonl.answers"
    FileMemory(path).put("a", '{"events": "é\n"}', "doc_1")
    assert FileMemory(path).get("a") == '{"events": "é\n"}'
    assert FileMemory(path).get("b") is None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_line_that_a_crash_cut_off_costs_that_answer_only(tmp_path):
    path = tmp_path / "answers"
    memory = FileMemory(path)
    memory.put("a", "one", "doc_1")
    memory.put("b", "two", "doc_2")
    path.write_bytes(path.read_bytes()[:-9])
    again = FileMemory(path)
    again.put("c", "three", "doc_3")
    assert [FileMemory(path).get(key) for key in "abc"] == ["one", None, "three"]


def test_a_document_can_be_forgotten(tmp_path):
    path = tmp_path / "answers"
    memory = FileMemory(path)
    memory.put("a", "secret words", "doc_1")
    memory.put("b", "two", "doc_2")
    memory.forget("doc_1")
    assert b"secret" not in path.read_bytes()
    assert (memory.get("a"), memory.get("b")) == (None, "two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_is_written_before_the_first_answer(tmp_path):
    FileMemory(tmp_path / "answers").forget("doc_1")
    assert not (tmp_path / "answers").exists()


def test_a_place_that_cannot_be_used_is_named(tmp_path):
    with pytest.raises(ConfigError, match="answers cannot be kept"):
        FileMemory(tmp_path / "no" / "folder").put("a", "one", "doc_1")
    with pytest.raises(ConfigError, match="answers cannot be kept"):
        FileMemory(tmp_path)
