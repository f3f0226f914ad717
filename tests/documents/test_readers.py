"""Each format, made here as real files and read through the child process."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from tests.documents.made_files import BODY, PAGE, RSS, SECOND, make_docx, make_mail, make_pdf, make_zip
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


def test_plain_text_keeps_its_words_and_takes_a_headline_as_title(read_one):
    item = read_one(f"Four dead in Quarrel\n\n{BODY}\r\n\r\n{SECOND}\n", "a.txt")
    assert item.title == "Four dead in Quarrel"
    assert item.text == f"Four dead in Quarrel\n\n{BODY}\n\n{SECOND}"
    assert item.language == "en"
    assert item.published is None


def test_front_matter_is_metadata_and_no_text(read_one):
    source = (
        '---\ntitle: "Quarrel: four dead"\noutlet: Quarrel Post\nauthor: Ann Example\npublished: 2031-03\n'
        f"language: en\nurl: https://quarrelpost.example/4\ninvented: true\nkind: press\n---\n{BODY}\n"
    )
    item = read_one(source, "a.md")
    assert (item.title, item.outlet, item.author) == ("Quarrel: four dead", "Quarrel Post", "Ann Example")
    assert str(item.published) == "2031-03"
    assert item.published.precision == "month"
    assert item.uri == "https://quarrelpost.example/4"
    assert item.invented is True
    assert item.text == BODY


def test_header_lines_are_front_matter_too_but_one_colon_is_not(read_one):
    item = read_one(f"title: Four dead\npublished: 5 March 2031\noutlet: Quarrel Post\n\n{BODY}", "a.txt")
    assert (item.title, str(item.published), item.text) == ("Four dead", "2031-03-05", BODY)
    assert read_one(f"Source: the police.\n\n{BODY}", "b.txt").text.startswith("Source: the police.")


def test_a_front_matter_date_that_cannot_be_read_is_said_and_the_text_still_read(read):
    result = read(f"---\ntitle: A\npublished: last Tuesday\n---\n{BODY}", "a.md")
    assert result.items[0].published is None
    assert [(p.code, "last Tuesday" in p.message) for p in result.problems] == [("metadata", True)]


def test_front_matter_that_is_no_yaml_is_read_line_by_line_and_said(read):
    result = read(f"---\ntitle: Quarrel: four dead\noutlet: Post\n---\n{BODY}", "a.md")
    assert (result.items[0].title, result.items[0].outlet) == ("Quarrel: four dead", "Post")
    assert result.items[0].text == BODY
    assert [p.code for p in result.problems] == ["front_matter"]


def test_markdown_loses_its_marks_and_keeps_lists_notes_and_links_words(read_one):
    source = (
        "# Four dead\n\nThe **police** [said](https://x.example) so.[^1]\n\n- one\n- two\n\n3. three\n\n[^1]: A note.\n"
    )
    item = read_one(source, "a.md")
    assert item.title == "Four dead"
    assert item.text == "Four dead\n\nThe police said so.[1]\n\n- one\n\n- two\n\n3. three\n\n[1] A note."


def test_a_page_gives_main_text_and_its_own_metadata(read_one):
    item = read_one(PAGE, "page.html")
    assert item.text.split("\n\n")[-2:] == [BODY, SECOND]
    assert "Home" not in item.text
    assert "alert" not in item.text
    assert (item.title, item.author, item.outlet) == ("Four dead in Quarrel", "Ann Example", "Quarrel Post")
    assert str(item.published) == "2031-03-05"
    assert item.language == "en", "the words decide, not the template's lang attribute"
    assert item.uri == "https://quarrelpost.example/four-dead"


def test_a_fetched_page_cannot_claim_another_address(read_one):
    item = read_one(PAGE, "https://evil.example/x", uri="https://evil.example/x", media_type="text/html")
    assert item.uri == "https://evil.example/x"


def test_json_ld_goes_before_meta_and_a_month_stays_a_month(read_one):
    linked = json.dumps(
        {
            "@graph": [
                {
                    "@type": "NewsArticle",
                    "headline": "From JSON",
                    "datePublished": "2031-03",
                    "author": {"name": "Bo Example"},
                }
            ]
        }
    )
    page = PAGE.replace("</head>", f'<script type="application/ld+json">{linked}</script></head>')
    item = read_one(page, "p.html")
    assert (item.title, item.author, str(item.published)) == ("From JSON", "Bo Example", "2031-03")


def test_a_page_in_an_old_encoding_is_decoded_by_its_declaration(read_one):
    page = f'<html><head><meta charset="iso-8859-1"></head><body><p>Señor Núñez negó todo. {BODY}</p></body></html>'
    assert "Señor Núñez negó todo." in read_one(page.encode("iso-8859-1"), "p.html").text


def test_a_page_labelled_invented_is(read_one):
    assert read_one(
        PAGE.replace("</head>", '<meta name="counterclaim-invented" content="true"></head>'), "p.html"
    ).invented


def test_pdf_text_title_and_author_are_read_and_no_date_is_taken_from_the_file(read_one):
    item = read_one(
        make_pdf(["The police said that four people were killed", "in the attack on the ferry office."]), "r.pdf"
    )
    assert "four people were killed\nin the attack" in item.text
    assert (item.title, item.author, item.published) == ("Report", "Ann Example", None)


def test_docx_gives_headings_lists_tables_in_order(read_one):
    item = read_one(make_docx(), "r.docx")
    assert item.text == f"Findings\n\n{BODY}\n\n- First point\n\nKilled | 4\n\n{SECOND}"
    assert (item.title, item.author) == ("Inquiry", "Ann Example")


def test_docx_footnotes_become_numbered_notes(read_one):
    office = "openxmlformats-officedocument.wordprocessingml"
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    notes = (
        f'<?xml version="1.0"?><w:footnotes xmlns:w="{w}"><w:footnote w:id="7"><w:p><w:r>'
        "<w:t>A paper, 5 March.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    source = zipfile.ZipFile(io.BytesIO(make_docx()))
    members = {name: source.read(name) for name in source.namelist()}
    mark = b'<w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
    body = members["word/document.xml"].replace(b"</w:p>", mark, 2).replace(mark, b"</w:p>", 1)
    members |= {"word/document.xml": body, "word/footnotes.xml": notes.encode()}
    added = {
        "[Content_Types].xml": f"""<Override PartName="/word/footnotes.xml"
            ContentType="application/vnd.{office}.footnotes+xml"/></Types>""",
        "word/_rels/document.xml.rels": f"""<Relationship Id="rId99" Type="{relation}"
            Target="footnotes.xml"/></Relationships>""",
    }
    for name, end in added.items():
        members[name] = members[name].replace(f"</{end.rpartition('</')[2]}".encode(), end.encode())
    item = read_one(make_zip(members), "r.docx")
    assert f"{BODY}[1]" in item.text
    assert item.text.endswith("\n\n[1] A paper, 5 March.")


def test_a_letter_and_its_attachments_are_items_of_their_own(read):
    result = read(
        make_mail(
            **{"r.pdf": (make_pdf([BODY]), "application", "pdf"), "x.png": (b"\x89PNG\r\n\x1a\n", "image", "png")}
        ),
        "m.eml",
    )
    assert result.problems == ()
    letter, attached = result.items
    assert (letter.title, letter.author, letter.member) == ("Our statement", "Ann Example", "")
    assert str(letter.published) == "2031-03-05", "the day as the writer's clock had it"
    assert letter.text.replace("\n", " ") == BODY
    assert (attached.member, attached.media_type) == ("r.pdf", "application/pdf")


def test_zip_members_are_read_to_the_third_container_and_no_deeper(read):
    inner = make_zip({"deep.txt": BODY})
    three = make_zip({"b.zip": make_zip({"c.zip": inner})})
    assert [item.member for item in read(three, "a.zip").items] == ["b.zip/c.zip/deep.txt"]
    five = make_zip({"0.zip": make_zip({"a.zip": three}), "kept.txt": SECOND})
    result = read(five, "a.zip")
    assert [item.member for item in result.items] == ["kept.txt"]
    assert [(p.code, p.place) for p in result.problems] == [("nested", "0.zip/a.zip/b.zip/c.zip")]


def test_one_bad_member_of_a_zip_is_named_and_the_others_are_read(read):
    result = read(
        make_zip({"a.txt": BODY, "b.html": b"\x89PNG\r\n\x1a\n" + bytes(50), "c.txt": SECOND, ".hidden": "x"}), "z.zip"
    )
    assert [item.text for item in result.items] == [BODY, SECOND]
    assert [(p.code, p.place, p.subject) for p in result.problems] == [("wrong_type", "b.html", "z.zip")]


def test_warc_responses_and_resources_are_read_and_pictures_counted(read):
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)

    def add(uri, kind, payload, media_type, status="200 OK"):
        headers = (
            StatusAndHeaders(status, [("Content-Type", media_type)], protocol="HTTP/1.1")
            if kind == "response"
            else None
        )
        record = writer.create_warc_record(
            uri,
            kind,
            payload=io.BytesIO(payload),
            length=len(payload),
            warc_content_type=media_type,
            http_headers=headers,
        )
        writer.write_record(record)

    add("https://quarrelpost.example/a", "response", PAGE.encode(), "text/html; charset=utf-8")
    add("https://quarrelpost.example/gone", "response", b"no", "text/html", "404 Not Found")
    add("https://quarrelpost.example/x.png", "response", b"\x89PNG\r\n\x1a\n", "image/png")
    add("file:///note.txt", "resource", BODY.encode(), "text/plain")
    result = read(buffer.getvalue(), "crawl.warc.gz")
    assert [(item.uri, item.member) for item in result.items] == [
        ("https://quarrelpost.example/a", "https://quarrelpost.example/a"),
        ("", "file:///note.txt"),
    ]
    assert [p.code for p in result.problems] == ["skipped"]


def test_json_lines_keep_every_good_record_and_name_the_line_of_a_bad_one(read):
    lines = [
        json.dumps(
            {
                "id": "a",
                "text": "  " + BODY + "\r\n",
                "title": "T",
                "published": "2031-03",
                "lang": "en-GB",
                "source": "Post",
            }
        ),
        "{broken",
        json.dumps({"id": "b"}),
        json.dumps({"id": "c", "text": SECOND, "published": "soon"}),
        "",
        json.dumps([1]),
    ]
    result = read("\n".join(lines), "r.jsonl")
    first, second = result.items
    assert first.text == "  " + BODY + "\r\n", "a given text is taken as it stands"
    assert (first.member, first.title, str(first.published), first.language, first.outlet) == (
        "a",
        "T",
        "2031-03",
        "en",
        "Post",
    )
    assert (second.member, second.published) == ("c", None)
    assert [(p.place, p.code) for p in result.problems] == [
        ("line 2", "json"),
        ("line 3", "json"),
        ("c", "metadata"),
        ("line 6", "json"),
    ]


def test_a_json_array_is_read_as_records_and_gzip_is_opened(read):
    records = [{"id": str(number), "text": f"{number} {BODY}"} for number in range(3)]
    assert [item.member for item in read(json.dumps(records, indent=1), "r.json").items] == ["0", "1", "2"]
    packed = gzip.compress("\n".join(map(json.dumps, records)).encode())
    assert [item.member for item in read(packed, "r.jsonl.gz").items] == ["0", "1", "2"]


def test_the_same_record_has_the_same_digest_in_any_file(read):
    line = json.dumps({"id": "a", "text": BODY})
    assert read(line, "one.jsonl").items[0].item_sha256 == read(f"{line}\n{line}\n", "two.jsonl").items[1].item_sha256


def test_a_feed_in_a_file_gives_its_entries_own_words(read):
    result = read(RSS, "radio.rss")
    (item,) = result.items
    assert item.text == f"{BODY}\n\n{SECOND}"
    assert (item.title, item.outlet, item.uri, item.invented) == (
        "Four dead",
        "Radio Quarrel",
        "https://radio.example/4",
        True,
    )
    assert str(item.published) == "2031-03-05"
    assert [(p.code, p.place) for p in result.problems] == [("no_text", "https://radio.example/5")]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t ", "a.html", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a.html", "wrong_type"),
        (b"plain words in a file called pdf", "a.pdf", "wrong_type"),
        (make_pdf([BODY]), "a.txt", "wrong_type"),
        (b"PK\x03\x04" + bytes(60), "a.zip", "truncated"),
        (make_zip({"a.txt": BODY * 50})[:-40], "a.zip", "truncated"),
        (make_docx()[:-400], "a.docx", "truncated"),
        (make_pdf([BODY])[:-200], "a.pdf", "truncated"),
        (make_pdf([BODY], encrypt=StandardEncryption("secret", ownerPassword="owner")), "a.pdf", "encrypted"),
        (make_pdf([]), "a.pdf", "no_text"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            "encrypted",
        ),
        (gzip.compress(BODY.encode() * 40)[:-20], "a.txt.gz", "truncated"),
        (b"<html><body><p>hello</p></body></html>", "a.rss", "not_a_feed"),
        (b'<?xml version="1.0"?><svg xmlns="x"><text>words</text></svg>', "a.xml", "wrong_type"),
        (bytes(range(256)) * 20, "a.txt", "decoding"),
        ((BODY + " à la gare, près du café à côté, déjà là où").encode()[:-1], "a.txt", "truncated"),
        (b"import os\n", "a.py", "wrong_type"),
        (make_mail(**{"r.txt": (b"x" * 300, "application", "octet-stream")})[:-150], "m.eml", "truncated"),
        (PAGE.encode()[:-230], "p.html", "truncated"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_bad_input_is_refused_with_a_name_and_a_remedy(refusal, data, name, code):
    assert refusal(data, name) == code


def test_a_locked_zip_member_is_named(read):
    data = bytearray(make_zip({"a.txt": BODY}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    result = read(bytes(data), "z.zip")
    assert [(p.code, p.place) for p in result.problems] == [("encrypted", "a.txt")]


def test_a_cut_off_warc_keeps_what_came_before(read):
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=False)
    for name in ("a", "b"):
        payload = f"{name} {BODY}".encode()
        record = writer.create_warc_record(
            f"file:///{name}.txt",
            "resource",
            payload=io.BytesIO(payload),
            length=len(payload),
            warc_content_type="text/plain",
        )
        writer.write_record(record)
    result = read(buffer.getvalue()[:-60], "x.warc")
    assert result.items[0].member == "file:///a.txt"
    assert "truncated" in [p.code for p in result.problems]


def test_hints_fill_what_an_item_does_not_say_of_itself(read_one):
    from counterclaim.model import DateInterval, Hints

    hints = Hints(title="From the feed", outlet="Radio Quarrel", published=DateInterval.parse("2031-03-04"))
    item = read_one(f"{BODY} {SECOND}", "a.txt", hints=hints)
    assert (item.title, item.outlet, str(item.published)) == ("From the feed", "Radio Quarrel", "2031-03-04")


def test_a_feed_with_an_old_doctype_is_a_feed(read):
    old = RSS.replace("<rss", '<!DOCTYPE rss PUBLIC "-//Old//DTD RSS 0.91//EN" "http://old.example/rss.dtd">\n<rss')
    assert len(read(old, "radio.rss").items) == 1


def test_a_pdf_whose_later_version_is_cut_off_is_refused(refusal):
    assert refusal(make_pdf([BODY]) + b"\n7 0 obj\n<< /Type /Page", "r.pdf") == "truncated"
