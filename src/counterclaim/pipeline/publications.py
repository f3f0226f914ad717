"""Published briefs: remembered in the ledger, checked against it, and corrected where it has come to say otherwise."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from counterclaim.errors import ConfigError, VerificationError
from counterclaim.model import GENESIS, CorrectedBrief, PublishedBrief
from counterclaim.model.identity import sha256_hex
from counterclaim.pipeline.handling import Published
from counterclaim.publications import Brief
from counterclaim.publications.corrections import corrections
from counterclaim.publications.digest import content_digest
from counterclaim.publications.page import withdrawn_of
from counterclaim.publications.prepare import prepare

_DIGEST = re.compile(r"[Dd]igest of this brief[^0-9a-f]{0,40}((?:[0-9a-f]\s*){64})")


def remember(published: Published, name: str, made: Brief, now: datetime) -> None:
    """Enter a written brief into the ledger."""
    published.reading.storage.add_publication(
        PublishedBrief(
            sha256=sha256_hex(made.data),
            name=name,
            form=made.format,
            title=made.publication.title,
            published=now,
            chain_head=made.publication.chain_head,
            digest=made.publication.digest,
            content=made.content,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefCheck:
    """What checking a brief's file against the ledger found."""

    brief: PublishedBrief
    unaltered: bool
    """Whether the file is byte for byte what was published."""
    footnotes: int
    faults: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found to be otherwise than it was published."""
        return self.unaltered and not self.faults


def check_brief(published: Published, file: Path) -> BriefCheck:
    """Check a brief's file: its bytes, its digest, the chain that it names, and every capture that it rests on.

    Raises:
        ConfigError: the file cannot be read.
        VerificationError: it is no brief that this ledger published.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", where=str(file), remedy="check the path") from error
    known = published.reading.storage.publications()
    same = next((brief for brief in known if brief.sha256 == sha256_hex(data)), None)
    printed = "" if same else _printed_digest(data)
    brief = same or next((brief for brief in known if brief.digest == printed), None)
    if brief is None:
        what = f"its digest {printed[:16]} is of no brief" if printed else "there is no digest of a brief in it"
        raise VerificationError(
            f"{what} that this ledger published", where=file.name, remedy="ask whoever published it for the ledger"
        )
    faults = tuple(_faults(published, brief))
    notes = len(json.loads(brief.content)["footnotes"])
    return BriefCheck(brief=brief, unaltered=same is not None, footnotes=notes, faults=faults)


def _faults(published: Published, brief: PublishedBrief) -> Iterator[str]:
    storage = published.reading.storage
    if content_digest(brief.content) != brief.digest:
        yield "what the ledger remembers of it is not what its digest is of"
    if brief.chain_head not in (GENESIS, *storage.stored_digests()):
        yield f"the judgement chain has no {brief.chain_head[:16]}"
    captures = published.reading.captures
    notes: list[dict[str, Any]] = json.loads(brief.content)["footnotes"]
    documents = {d.id: d for d in storage.documents({n["document_id"] for n in notes}, with_text=True)}
    for note in notes:
        document = documents.get(note["document_id"])
        if document is None:
            yield f"note {note['number']}: its document is no longer in the ledger"
        elif captures.get(document.capture_id) != note["capture_sha256"]:
            yield f"note {note['number']}: its capture has another digest"
        elif document.text and len(document.text) < note["end"]:
            yield f"note {note['number']}: its place lies beyond the end of its document"


def _printed_digest(data: bytes) -> str:
    match = _DIGEST.search(re.sub(r"<[^>]*>|[`*\\]", " ", _text(data)))
    return re.sub(r"\s", "", match[1]) if match else ""


def _text(data: bytes) -> str:
    """The words of a brief's file, whatever its form; empty where it cannot be opened."""
    if data.startswith(b"%PDF"):
        import pypdfium2

        try:
            return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
        except pypdfium2.PdfiumError:
            return ""
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return archive.read("word/document.xml").decode("utf-8", "replace")
        except (zipfile.BadZipFile, KeyError):
            return ""
    return data.decode("utf-8", "replace")


def corrected_briefs(published: Published) -> list[CorrectedBrief]:
    """Every published brief that says otherwise than the ledger does now, in the order of publication."""
    reading = published.reading
    groups: dict[str, list[PublishedBrief]] = {}
    for brief in reading.storage.publications():
        groups.setdefault(brief.digest, []).append(brief)
    redirects = dict(reading.storage.redirects())
    wanted = {redirects.get(e, e) for group in groups.values() for e in json.loads(group[0].content)["events"]}
    views = published.views(reading.views(reading.storage.events(sorted(wanted)))) if wanted else []
    material = prepare(
        views, sources=published.sources, citations=published.citations, unmasked=reading.applied.unmasked
    )
    withdrawn = withdrawn_of(views)
    found = []
    for group in groups.values():
        moved = corrections(group[0], material, redirects, withdrawn)
        if moved:
            names = tuple(dict.fromkeys(brief.name for brief in group))
            found.append(CorrectedBrief(brief=group[0], names=names, corrections=moved))
    return found


def chosen(found: Sequence[CorrectedBrief], brief: str) -> list[CorrectedBrief]:
    """The brief whose digest begins so or whose file is called so, or all; raises ConfigError where there is none."""
    kept = [item for item in found if not brief or item.brief.digest.startswith(brief) or brief in item.names]
    if brief and not kept:
        remedy = "`counterclaim corrections` lists those that do"
        raise ConfigError(f"no brief {brief!r} needs a correction", remedy=remedy)
    return kept
