"""A brief as DOCX by pandoc: real footnotes, drawings as vectors with a picture beside for older programs."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from counterclaim.publications.display import language_tag
from counterclaim.publications.page import Page
from counterclaim.publications.paper.inlines import Inline
from counterclaim.publications.writers import pandoc_tree as tree
from counterclaim.publications.writers.pandoc import API_VERSION, pandoc
from counterclaim.publications.writers.pdf import stamp_of
from counterclaim.publications.writers.wording import BANNER, DRAFT, TO_CHECK

_EPOCH = (1980, 1, 1, 0, 0, 0)
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT, _LINKED = "word/document.xml", "word/_rels/document.xml.rels"


def docx(page: Page, bibliography: Sequence[tuple[Inline, ...]]) -> bytes:
    """The page as DOCX; the same page gives the same bytes.

    Raises:
        ConfigError: the extra ``docx`` is not installed.
    """
    images: dict[str, bytes] = {}
    blocks = [*_opening(page), *tree.Tree(page, images).blocks()]
    if bibliography:
        blocks += [tree.heading(1, "Bibliography", "bibliography"), *(tree.para(tree.line(e)) for e in bibliography)]
    blocks += _colophon(page)
    body = {"pandoc-api-version": API_VERSION, "meta": _meta(page), "blocks": blocks}
    with tempfile.TemporaryDirectory() as folder:
        for name, data in images.items():
            (Path(folder) / name).write_bytes(data)
        epoch = int(stamp_of(page).timestamp())
        made = pandoc(
            ["-f", "json", "-t", "docx", "-o", "-", "--quiet"], json.dumps(body), folder=Path(folder), epoch=epoch
        )
    return _with_pictures(made)


def _meta(page: Page) -> dict[str, Any]:
    meta: dict[str, Any] = {
        "title": tree.meta(page.title),
        "lang": tree.meta(language_tag(page.front.language) or "en"),
    }
    if page.front.direction == "rtl":
        meta["dir"] = tree.meta("rtl")
    if page.front.authors:
        meta["author"] = {"t": "MetaList", "c": [tree.meta(author) for author in page.front.authors]}
    if page.front.date:
        meta["date"] = tree.meta(page.front.date)
    return meta


def _opening(page: Page) -> list[Any]:
    lines = [page.period]
    lines += [BANNER] if page.invented else []
    lines += [DRAFT] if page.draft else []
    lines += [page.note] if page.note else []
    return [tree.para(tree.words(line)) for line in lines]


def _colophon(page: Page) -> list[Any]:
    return [
        {"t": "HorizontalRule"},
        tree.para([*tree.words("Judgement chain, head: "), tree.code(page.publication.chain_head)]),
        tree.para([*tree.words("Digest of this brief: "), tree.code(page.publication.digest)]),
        tree.para(tree.words(TO_CHECK.replace("`", ""))),
    ]


def _with_pictures(made: bytes) -> bytes:
    """The file with a PNG beside each drawing, for programs that show no SVG, and without times in it."""
    import vl_convert

    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document, links = etree.fromstring(parts[_DOCUMENT]), etree.fromstring(parts[_LINKED])
    targets = {str(link.get("Id")): str(link.get("Target")) for link in links}
    for blip in document.iter(f"{{{_DRAWING}}}blip"):
        vector = next(blip.iter(f"{{{_SVG}}}svgBlip"), None)
        if vector is None or blip.get(f"{{{_LINKS}}}embed"):
            continue
        key = str(vector.get(f"{{{_LINKS}}}embed"))
        target = f"media/{key}.png"
        parts[f"word/{target}"] = vl_convert.svg_to_png(parts[f"word/{targets[key]}"].decode("utf-8"), scale=2)
        etree.SubElement(links, f"{{{_RELATIONS}}}Relationship", Id=f"{key}png", Type=f"{_LINKS}/image", Target=target)
        blip.set(f"{{{_LINKS}}}embed", f"{key}png")
    parts[_DOCUMENT], parts[_LINKED] = _bytes(document), _bytes(links)
    parts["[Content_Types].xml"] = _typed(parts["[Content_Types].xml"])
    return _zipped(parts)


def _typed(types: bytes) -> bytes:
    root = etree.fromstring(types)
    space = etree.QName(root).namespace
    known = {child.get("Extension") for child in root}
    for extension, kind in (("png", "image/png"), ("svg", "image/svg+xml")):
        if extension not in known:
            root.insert(0, etree.Element(f"{{{space}}}Default", Extension=extension, ContentType=kind))
    return _bytes(root)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()
