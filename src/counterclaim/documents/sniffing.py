"""What a piece of captured bytes is: decided from the bytes first, then from its name and declared type."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath

from counterclaim.documents.draft import Part, Refused

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a bitmap image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (b"7z\xbc\xaf'\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ID3", "an audio file"),
    (b"OggS", "an audio or video file"),
    (b"fLaC", "an audio file"),
    (b"\x1aE\xdf\xa3", "a video file"),
    (b"PAR1", "a Parquet file"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
_BINARY_SUFFIXES = {".pdf": "pdf", ".docx": "docx", ".zip": "zip", ".warc": "warc", ".gz": "gzip"}
_TEXT_SUFFIXES = {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".eml", ".jsonl", ".ndjson", ".json"}
_NO_DOCUMENTS = {
    **dict.fromkeys((".py", ".js", ".css", ".sh", ".sql", ".c", ".java", ".r", ".ipynb"), "a program"),
    **dict.fromkeys((".yaml", ".yml", ".toml", ".ini", ".cfg", ".lock", ".geojson"), "a settings or data file"),
    **dict.fromkeys((".csv", ".tsv", ".srt", ".vtt"), "a table or subtitles"),
}
_FEED_SUFFIXES = {".rss", ".atom", ".rdf"}
_FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/rdf+xml"}
_FEED_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(?:rss|feed|RDF)[\s>]")
_HTML_ROOT = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.I)
_TAGS = re.compile(rb"</(?:p|div|a|span|h[1-6]|title|article|li|td)>", re.I)
_MAIL_FIELD = re.compile(
    rb"^(From|To|Date|Subject|Message-ID|Received|MIME-Version|Return-Path|Delivered-To):", re.M | re.I
)
_MARKUP_NOISE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->|<\?[^>]*\?>|<!DOCTYPE\s+(?!html)[^>\[]*>|\s+)*", re.S | re.I
)
_XML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE|!ENTITY)", re.I)
_NULLS = 0.05
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
READABLE = "text, Markdown, HTML, PDF, DOCX, EML, ZIP, WARC, JSON Lines, RSS and Atom can be read"


def sniff(part: Part) -> str:
    """The reader's name for ``part``; raises Refused for what no reader takes or what is not what its name says."""
    if not part.data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise Refused("empty", "holds nothing", "fetch or copy it again, or leave it out")
    suffix = PurePosixPath(part.member or part.name).suffix.lower()
    kind = _binary_kind(part)
    expected = _BINARY_SUFFIXES.get(suffix, "")
    if kind:
        if suffix in _TEXT_SUFFIXES and not part.web:
            raise _mismatch(
                suffix, f"holds {kind.upper()} data", f"rename it to end in .{'gz' if kind == 'gzip' else kind}"
            )
        return kind
    if expected and not part.web:
        raise _mismatch(suffix, f"does not hold {expected.upper()} data", "fetch it again, or rename it to what it is")
    return _text_kind(part, suffix)


def _many_nulls(head: bytes) -> bool:
    """Whether bytes are no text: a few stray zeros are left by old programs, and passed over."""
    return head.count(0) > _NULLS * len(head)


def sniff_table(part: Part) -> str:
    """The reader's name for what was added as a table: the table itself, or what it is packed in."""
    if not part.data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise Refused("empty", "holds nothing", "fetch or copy it again, or leave it out")
    if part.data.startswith(b"\x1f\x8b"):
        return "gzip"
    packed = part.data.startswith(b"PK\x03\x04")
    if packed and b"xl/" not in part.data[:4096] + part.data[-65536:] and b"opendocument" not in part.data[:200]:
        return "zip"
    if not packed and not part.data.startswith(OLE) and _many_nulls(part.data[:4096]) and not _is_wide(part.data):
        raise Refused("wrong_type", "is no table", "add a CSV, TSV or XLSX file, packed as .gz or .zip or not")
    return "table"


def _is_wide(data: bytes) -> bool:
    return data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _mismatch(suffix: str, found: str, remedy: str) -> Refused:
    return Refused("wrong_type", f"is called {suffix} but {found}", remedy)


def _binary_kind(part: Part) -> str:
    data = part.data
    head = data[:1024]
    if b"%PDF-" in head and not head.lstrip().startswith((b"<", b"From ")):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(data)
    if data.startswith(b"\x1f\x8b"):
        return "gzip"
    if data.startswith(b"WARC/"):
        return "warc"
    if data.startswith(OLE):
        raise _ole(data)
    if head[4:8] == b"ftyp" or (head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE", b"AVI ")):
        raise _foreign("an image, audio or video file")
    for magic, what in _MAGIC:
        if data.startswith(magic) and (len(magic) > 3 or b"\x00" in head):
            raise _foreign(what)
    return ""


def _zip_kind(data: bytes) -> str:
    # The directory stands at the end of a ZIP; member names are enough to tell the office formats apart.
    tail = data[:4096] + data[-65536:]
    if b"word/document" in tail or (b"[Content_Types].xml" in tail and b"word/" in tail):
        return "docx"
    for mark, what in (
        (b"xl/workbook", "a spreadsheet (XLSX)"),
        (b"ppt/presentation", "a presentation (PPTX)"),
        (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
        (b"mimetypeapplication/epub+zip", "an e-book (EPUB)"),
    ):
        if mark in tail:
            raise _foreign(what)
    return "zip"


def _ole(data: bytes) -> Refused:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Refused("encrypted", "is an office document locked with a password", "save a copy without the password")
    return _foreign("a document of an old office format (DOC, XLS, MSG)")


def _foreign(what: str) -> Refused:
    return Refused("wrong_type", f"is {what}", f"{READABLE}; convert it to one of them")


def _text_kind(part: Part, suffix: str) -> str:
    data, declared = part.data, part.media_type.split(";")[0].strip().lower()
    start = _MARKUP_NOISE.match(data[:20_000])
    head = data[start.end() if start else 0 :][:2048]
    if _FEED_ROOT.match(head):
        return "feed"
    if b"<!ENTITY" in head and _XML_START.match(data[:200]):
        raise Refused(
            "bomb", "declares XML entities, which are never read", "remove the DOCTYPE, or add the plain text"
        )
    if suffix in _FEED_SUFFIXES or declared in _FEED_TYPES:
        raise Refused(
            "not_a_feed", "is called a feed but is none", "open the address in a browser and use the feed's own"
        )
    if _HTML_ROOT.match(head) or (declared in ("text/html", "application/xhtml+xml") and b"<" in data):
        return "html"
    if suffix in (".html", ".htm", ".xhtml"):
        return "html" if _TAGS.search(data[:50_000]) or _HTML_ROOT.search(data[:50_000]) else "text"
    if _XML_START.match(data[:200]):
        raise _foreign("an XML file of a kind that is not read")
    return _plain_kind(data, suffix, declared)


def _plain_kind(data: bytes, suffix: str, declared: str) -> str:
    if suffix in _NO_DOCUMENTS and not declared.startswith("text/html"):
        remedy = "leave it out, or turn what it tells into text or JSON Lines"
        raise Refused("wrong_type", f"is {_NO_DOCUMENTS[suffix]} by its name", remedy)
    if suffix in (".jsonl", ".ndjson") or declared in ("application/jsonl", "application/x-ndjson"):
        return "jsonl"
    if suffix == ".json" or declared == "application/json" or data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_kind(data, named=suffix == ".json" or declared == "application/json")
    if suffix == ".eml" or declared == "message/rfc822" or _looks_like_mail(data):
        return "eml"
    return "markdown" if suffix in (".md", ".markdown") or declared == "text/markdown" else "text"


def _json_kind(data: bytes, *, named: bool) -> str:
    first = data.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    try:
        if isinstance(json.loads(first), dict):
            return "jsonl"
    except (ValueError, RecursionError):
        pass
    return "json" if named else "text"


def _looks_like_mail(data: bytes) -> bool:
    head = data[:4000].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    fields = {match[1].lower() for match in _MAIL_FIELD.finditer(head)}
    return bool(_MAIL_FIELD.match(head)) and len(fields) >= 3 and b"from" in fields
