from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from warcio.archiveiterator import ArchiveIterator

from counterclaim.errors import StorageError
from counterclaim.model import Fetched
from counterclaim.model.identity import sha256_hex
from counterclaim.sources import Archive

MOMENT = datetime(2031, 3, 5, 12, 0, tzinfo=UTC)
WEB = Fetched(
    data="<p>Señor</p>".encode(),
    uri="https://post.example/a?b=c",
    name="https://post.example/a?b=c",
    media_type="text/html",
    retrieved=MOMENT,
    headers=(("content-type", "text/html"), ("content-encoding", "gzip"), ("transfer-encoding", "chunked")),
)
LOCAL = Fetched(data=b"words\x00\xff", uri="", name="home/me/my notes.txt", media_type="text/plain", retrieved=MOMENT)


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "archive")


def records(tmp_path, path):
    with (tmp_path / "archive" / path).open("rb") as stream:
        return [(r.rec_type, r.rec_headers, r.http_headers, r.content_stream().read()) for r in ArchiveIterator(stream)]


@pytest.mark.parametrize("fetched", [WEB, LOCAL, replace(LOCAL, data=b""), replace(WEB, headers=(), media_type="")])
def test_bytes_come_back_as_they_were_and_their_digest_holds(archive, fetched):
    path = archive.write(fetched)
    assert path.startswith(f"{sha256_hex(fetched.data)[:2]}/{sha256_hex(fetched.data)}-")
    assert path.endswith(".warc.gz")
    assert archive.read(path) == fetched.data
    assert archive.verify(path, sha256_hex(fetched.data)) == ""


def test_a_web_answer_is_a_response_record_with_time_address_and_headers(archive, tmp_path):
    ((kind, warc, http, body),) = records(tmp_path, archive.write(WEB))
    assert (kind, body) == ("response", WEB.data)
    assert warc.get_header("WARC-Target-URI") == WEB.uri
    assert warc.get_header("WARC-Date") == "2031-03-05T12:00:00Z"
    assert http.get_header("x-archive-orig-content-encoding") == "gzip"
    assert http.get_header("content-encoding") is None


def test_a_local_file_is_a_resource_record_that_does_not_tell_its_folder(archive, tmp_path):
    path = archive.write(LOCAL)
    ((kind, warc, _, body),) = records(tmp_path, path)
    assert (kind, body, warc.get_header("WARC-Target-URI")) == ("resource", LOCAL.data, "file:///my%20notes.txt")
    assert b"home" not in gzip.decompress((tmp_path / "archive" / path).read_bytes())


def test_the_same_capture_twice_is_one_file_and_another_address_another(archive, tmp_path):
    first = archive.write(WEB)
    before = (tmp_path / "archive" / first).read_bytes()
    assert archive.write(replace(WEB, retrieved=datetime(2032, 1, 1, tzinfo=UTC))) == first
    assert (tmp_path / "archive" / first).read_bytes() == before
    assert archive.write(replace(WEB, uri="https://other.example/")) != first
    assert len([p for p in (tmp_path / "archive").rglob("*") if p.is_file()]) == 2


def test_the_same_input_gives_the_same_bytes(tmp_path):
    one, two = Archive(tmp_path / "one"), Archive(tmp_path / "two")
    assert (tmp_path / "one" / one.write(WEB)).read_bytes() == (tmp_path / "two" / two.write(WEB)).read_bytes()


def test_a_crash_while_writing_leaves_no_record(archive, tmp_path, monkeypatch):
    import os

    def fail(handle):
        raise OSError("the disk is full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StorageError, match="full"):
        archive.write(LOCAL)
    assert [p for p in (tmp_path / "archive").rglob("*") if p.is_file()] == []


def test_damage_loss_and_exchange_are_told(archive, tmp_path):
    path = archive.write(LOCAL)
    digest = sha256_hex(LOCAL.data)
    file = tmp_path / "archive" / path
    whole = file.read_bytes()
    file.write_bytes(whole[:-25])
    assert archive.verify(path, digest)
    file.write_bytes(b"")
    assert archive.verify(path, digest)
    file.write_bytes((tmp_path / "archive" / archive.write(WEB)).read_bytes())
    assert "another digest" in archive.verify(path, digest)
    for position in range(0, len(whole), 7):
        file.write_bytes(whole[:position] + bytes([whole[position] ^ 0x55]) + whole[position + 1 :])
        found = archive.verify(path, digest)
        assert found or archive.read(path) == LOCAL.data
    assert archive.holds(digest)
    assert archive.remove(digest) == 1
    assert archive.remove(digest) == 0
    assert not archive.holds(digest)
    assert "missing" in archive.verify(path, digest)


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "ab/../../x"])
def test_a_path_that_leads_out_is_refused(archive, path):
    with pytest.raises(StorageError):
        archive.read(path)


def test_an_archive_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "archive").write_text("in the way")
    fetched = Fetched(data=b"words", uri="", name="a.txt", media_type="", retrieved=datetime(2031, 1, 1, tzinfo=UTC))
    with pytest.raises(StorageError, match="cannot be written"):
        Archive(tmp_path / "archive").write(fetched)
