"""DOCX by python-docx: paragraphs, headings, lists, tables and footnotes in reading order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from lxml import etree

from counterclaim.documents.draft import INVENTED_LABEL, Draft, Part, Refused
from counterclaim.documents.limits import ReadLimits
from counterclaim.documents.readers.zip import open_archive, read_member

Node = Any  # lxml elements and python-docx proxies have no usable types

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTES = ("/word/footnotes.xml", "footnoteReference", "footnote"), ("/word/endnotes.xml", "endnoteReference", "endnote")
_TOOLS = {"python-docx", "microsoft office user", "unknown", "user"}


def read(part: Part, limits: ReadLimits) -> Draft:
    """Read a document; raises Refused for bombs, XML entities and damaged files."""
    _check_package(part.data, limits)
    try:
        document = docx.Document(io.BytesIO(part.data))
        numbers: dict[tuple[str, str], int] = {}
        blocks = [block for block in _blocks(document.iter_inner_content(), numbers) if block.strip()]
        blocks += _notes(document, numbers)
        properties = document.core_properties
        title, author = properties.title or "", properties.author or ""
        invented = INVENTED_LABEL in (properties.keywords or "").casefold()
        title = title or _heading(document)
    except (PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError, AttributeError, IndexError):
        raise Refused("damaged", "is damaged and cannot be opened as DOCX", "fetch or copy it again") from None
    text = "\n\n".join(blocks)
    if not text.strip():
        raise Refused("no_text", "holds no text", "leave it out, or add the text behind its pictures")
    return Draft(
        text=text,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        title=title,
        invented=invented,
        author="" if author.casefold() in _TOOLS else author,
    )


def _check_package(data: bytes, limits: ReadLimits) -> None:
    total = 0
    with open_archive(data) as archive:
        names = archive.namelist()
        if not any(name.startswith("word/document") for name in names):
            raise Refused("wrong_type", "is a ZIP file but no DOCX", "rename it to what it is")
        for info in archive.infolist():
            total += info.file_size
            if total > limits.max_total_bytes:
                raise Refused("bomb", f"unpacks to more than {limits.max_total_bytes >> 20} MB", "leave it out")
            content = read_member(archive, info, limits)
            if info.filename.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
                raise Refused("bomb", "declares XML entities, which are never read", "save it anew in a word processor")


def _blocks(content: Node, numbers: dict[tuple[str, str], int]) -> Iterator[str]:
    for block in content:
        if isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(cell._tc for cell in row.cells)
                yield " | ".join(" ".join(_words(cell, numbers).split()) for cell in cells)
            continue
        words = _words(block._p, numbers).strip()
        listed = block._p.pPr is not None and block._p.pPr.numPr is not None
        style = (block.style.name or "") if block.style is not None else ""
        listed = listed or style.startswith("List")
        yield f"- {words}" if listed and words else words


def _words(element: Node, numbers: dict[tuple[str, str], int]) -> str:
    pieces = []
    for node in element.iter():
        if node.tag == _W + "t":
            pieces.append(node.text or "")
        elif node.tag == _W + "tab":
            pieces.append("\t" if node.getparent().tag == _W + "r" else "")
        elif node.tag in (_W + "br", _W + "cr") or (node.tag == _W + "p" and pieces):
            pieces.append("\n")
        elif node.tag == _W + "noBreakHyphen":
            pieces.append("-")
        else:
            for _, reference, kind in _NOTES:
                if node.tag == _W + reference:
                    key = kind, node.get(_W + "id", "")
                    pieces.append(f"[{numbers.setdefault(key, len(numbers) + 1)}]")
    return "".join(pieces)


def _notes(document: Node, numbers: dict[tuple[str, str], int]) -> list[str]:
    """Footnotes and endnotes as "[1] words", in the order in which the text cites them."""
    found: dict[int, str] = {}
    parts = {str(item.partname): item for item in document.part.package.iter_parts()}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    for name, _, kind in _NOTES:
        if name not in parts:
            continue
        for note in etree.fromstring(parts[name].blob, parser).iter(_W + kind):
            number = numbers.get((kind, note.get(_W + "id", "")))
            if number is not None:
                found[number] = re.sub(r"\s+", " ", _words(note, {})).strip()
    return [f"[{number}] {words}" for number, words in sorted(found.items()) if words]


def _heading(document: Node) -> str:
    for paragraph in document.paragraphs[:10]:
        style = paragraph.style.name if paragraph.style is not None else ""
        if style == "Title" or style.startswith("Heading 1"):
            return str(paragraph.text)
    return ""
