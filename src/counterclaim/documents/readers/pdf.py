"""PDF by pdfium: the text layer, lines joined into paragraphs."""

from __future__ import annotations

import re

import pypdfium2
import pypdfium2.raw

from counterclaim.documents.dateline import find_title
from counterclaim.documents.draft import INVENTED_LABEL, Draft, Part, Refused
from counterclaim.documents.limits import ReadLimits

_MAX_PAGES = 2000
_LINEAR = re.compile(rb"/Linearized\b.{0,200}?/L\s+(\d+)", re.S)
_AGAIN = "fetch or copy it again"
_SOFT_BREAK = re.compile("[\x02\ufffe\u00ad](?:\r?\n|$)")
_ENDS = re.compile(r"[.!?…:;»”\"')\]؟।。]$")
_NOTE = re.compile(r"^(?:\[\d{1,3}\]|\(?[a-z0-9]{1,3}[.)]|[-•–▪*])\s*\S", re.I)


def read(part: Part, limits: ReadLimits) -> Draft:  # noqa: ARG001 - all readers take limits
    """Read the text layer of all pages; raises Refused for locked, cut-off, damaged or scanned files."""
    _check_whole(part.data)
    document = _open(part.data)
    try:
        if len(document) > _MAX_PAGES:
            raise Refused("too_large", f"has more than {_MAX_PAGES} pages", "split it into smaller files")
        pages = [_page_text(document, index) for index in range(len(document))]
        metadata = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        raise Refused("damaged", f"a page cannot be read: {error}", _AGAIN) from None
    finally:
        document.close()
    text = "\n\n".join(joined for page in pages if (joined := join_lines(page)))
    if not text.strip():
        raise Refused("no_text", "has no text layer (a scan?)", "run text recognition (OCR) on it and add the result")
    title = metadata.get("Title", "")
    return Draft(
        invented=INVENTED_LABEL in metadata.get("Keywords", "").casefold(),
        text=text,
        media_type="application/pdf",
        title=find_title(text) if title.casefold() in ("", "untitled", "(anonymous)", "unspecified") else title,
        author=""
        if metadata.get("Author", "").casefold() in ("anonymous", "(anonymous)", "unknown")
        else metadata.get("Author", ""),
    )


def _check_whole(data: bytes) -> None:
    linear = _LINEAR.search(data[:2048])
    end = data.rfind(b"%%EOF")
    # What follows the last end mark may be a later version of the file that was cut off.
    if end < 0 or b" obj" in data[end:] or (linear and len(data) < int(linear[1])):
        raise Refused("truncated", "is a cut-off PDF", _AGAIN)


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # pdfium's error code may be left over from an earlier file, so the file must say that it is locked, too.
        if b"/Encrypt" in data and getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise Refused("encrypted", "is locked with a password", "save a copy without the password") from None
        raise Refused("damaged", "is damaged and cannot be opened as PDF", _AGAIN) from None


def _page_text(document: pypdfium2.PdfDocument, index: int) -> str:
    page = document[index]
    textpage = page.get_textpage()
    try:
        return str(textpage.get_text_bounded())
    finally:
        textpage.close()
        page.close()


def join_lines(page: str) -> str:
    """Put blank lines where a page's paragraphs end: after a line that ends a sentence well before the margin.

    A word broken at a line's end by a soft hyphen is joined again.
    """
    page = _SOFT_BREAK.sub("", page).replace("\r\n", "\n").replace("\r", "\n")
    lines = [line.strip() for line in page.split("\n")]
    widths = sorted(len(line) for line in lines if line)
    if not widths:
        return ""
    margin = widths[int(len(widths) * 0.9)]
    out: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        out.append(line)
        if line and following and _breaks(line, following, margin):
            out.append("")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip()


def _breaks(line: str, following: str, margin: int) -> bool:
    if _NOTE.match(following) and _ENDS.search(line):
        return True
    if len(line) > margin * 0.8:
        return False
    return bool(_ENDS.search(line)) or (len(line) < margin * 0.7 and not following[0].islower())
