"""Input made to do harm: each is refused by name, within limits, and the next item is read."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from datetime import UTC, datetime

import pytest
from tests.documents.made_files import BODY, PAGE, make_docx, make_mail, make_pdf, make_zip
from tests.documents.made_files import RSS as FEED

from counterclaim.documents import Reader, ReadLimits
from counterclaim.model import Fetched

MOMENT = datetime(2031, 1, 1, tzinfo=UTC)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + "]>"
)
RSS = (
    "<rss version='2.0'><channel><title>&j;</title><item><title>x</title><description>&j;</description></item>"
    "</channel></rss>"
)


def still_reads(reader):
    assert (
        reader.read(Fetched(data=BODY.encode(), uri="", name="ok.txt", media_type="", retrieved=MOMENT)).items[0].text
        == BODY
    )


def codes(result):
    return [problem.code for problem in result.problems]


def test_billion_laughs_are_refused_in_feeds_and_xml(read):
    assert codes(read(LAUGHS + RSS, "a.rss")) == ["bomb"]
    assert codes(read(LAUGHS + "<x>&j;</x>", "a.xml")) == ["bomb"]


def test_billion_laughs_in_a_docx_are_refused(read):
    source = zipfile.ZipFile(io.BytesIO(make_docx()))
    members = {name: source.read(name) for name in source.namelist()}
    xml = members["word/document.xml"]
    members["word/document.xml"] = LAUGHS.encode() + xml[xml.index(b"<w:document") :]
    assert codes(read(make_zip(members), "a.docx")) == ["bomb"]


def test_entities_in_html_are_never_expanded_nor_files_read(read):
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>' + BODY + " &x;</p></body></html>"
    result = read(page, "a.html")
    assert all("root:" not in item.text for item in result.items)


def test_a_zip_that_unpacks_far_beyond_its_size_is_refused_and_its_neighbours_read(read):
    result = read(make_zip({"bomb.txt": b"a" * (30 << 20), "ok.txt": BODY}), "z.zip")
    assert [(p.code, p.place) for p in result.problems] == [("bomb", "bomb.txt")]
    assert [item.text for item in result.items] == [BODY]


def test_many_members_within_the_ratio_are_stopped_at_the_total():
    noise = zlib.compress(b"x", 0)
    members = {f"{n}.txt": (BODY + "\n\n") * 2000 + noise.hex() for n in range(12)}
    with Reader(ReadLimits(max_total_bytes=2 << 20, max_ratio=10_000)) as reader:
        result = reader.read(Fetched(data=make_zip(members), uri="", name="z.zip", media_type="", retrieved=MOMENT))
        assert 0 < len(result.items) < 12
        assert set(codes(result)) == {"bomb"}
        assert len(result.items) + len(result.problems) == 12


def test_a_zip_whose_sizes_lie_gives_no_more_than_it_says(read):
    data = bytearray(make_zip({"a.txt": b"b" * 5_000_000, "ok.txt": BODY}))
    directory = data.find(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (100).to_bytes(4, "little")
    result = read(bytes(data), "z.zip")
    assert [item.member for item in result.items] == ["ok.txt"]
    assert [p.place for p in result.problems] == ["a.txt"]


def test_a_page_nested_beyond_reason_is_refused(read):
    assert codes(read("<html><body>" + "<div>" * 200_000 + BODY + "</body></html>", "a.html")) == ["bomb"]


def test_a_page_of_a_million_elements_is_refused(read):
    assert codes(read("<html><body>" + "<i>x</i>" * 600_000 + "</body></html>", "a.html")) == ["bomb"]


def test_deep_json_is_a_faulty_line_and_no_crash(read):
    deep = '{"text": ' + "[" * 100_000 + "]" * 100_000 + "}"
    result = read(deep + "\n" + json.dumps({"id": "ok", "text": BODY}), "a.jsonl")
    assert codes(result) == ["json"]
    assert [item.member for item in result.items] == ["ok"]


def test_a_mail_of_a_thousand_nested_parts_does_not_end_the_batch(reader, read):
    head = "From: a@b.example\nTo: c@d.example\nDate: Wed, 05 Mar 2031 10:00:00 +0000\nMIME-Version: 1.0\n"
    body = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(2000))
    result = read(head + body + "Content-Type: text/plain\n\nx", "m.eml")
    assert len(result.problems) == 1
    still_reads(reader)


def test_what_takes_too_long_or_too_much_is_a_problem_and_the_next_is_read():
    # An honest limit that any page breaks: what matters is what happens when a limit is broken.
    with Reader(ReadLimits(memory_bytes=90 << 20)) as reader:
        result = reader.read(Fetched(data=make_docx(), uri="", name="a.docx", media_type="", retrieved=MOMENT))
        assert result.items == ()
        assert len(result.problems) == 1
        assert result.problems[0].code in ("memory", "crash", "bomb")
        assert result.problems[0].remedy


def test_in_a_container_only_the_member_that_ends_the_child_is_lost(monkeypatch, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(
        "import counterclaim.documents.readers.text as text\n"
        "import os\n"
        "honest = text.read\n"
        "def read(part, limits):\n"
        "    if b'KILL' in part.data:\n"
        "        os.kill(os.getpid(), 11)\n"
        "    return honest(part, limits)\n"
        "text.read = read\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    members = {f"{n}.txt": f"{'KILL ' if n in (2, 5) else ''}{n} {BODY}" for n in range(8)}
    with Reader() as reader:
        result = reader.read(Fetched(data=make_zip(members), uri="", name="z.zip", media_type="", retrieved=MOMENT))
        assert [item.member for item in result.items] == ["0.txt", "1.txt", "3.txt", "4.txt", "6.txt", "7.txt"]
        assert [(p.code, p.place) for p in result.problems] == [("crash", "2.txt"), ("crash", "5.txt")]
        still_reads(reader)


def test_two_hundred_megabytes_are_refused_before_any_parser_sees_them(reader):
    with Reader(ReadLimits(max_item_bytes=1 << 20)) as small:
        result = small.read(Fetched(data=b"a" * (2 << 20), uri="", name="big.txt", media_type="", retrieved=MOMENT))
    assert codes(result) == ["too_large"]


@pytest.mark.parametrize("seed", range(40))
def test_damaged_files_give_items_or_named_problems_and_never_end_the_reader(reader, seed):
    whole = [PAGE.encode(), FEED.encode(), make_pdf([BODY] * 5), make_docx(), make_zip({"a.txt": BODY}), make_mail()]
    names = ["a.html", "a.rss", "a.pdf", "a.docx", "a.zip", "a.eml"]
    kind = seed % len(whole)
    data = bytearray(whole[kind])
    for step in range(1 + seed):
        data[(seed * 7919 + step * 104_729) % len(data)] = (seed * 31 + step * 17) % 256
    result = reader.read(Fetched(data=bytes(data), uri="", name=names[kind], media_type="", retrieved=MOMENT))
    assert result.items or result.problems
    still_reads(reader)
