"""From what a person says that a text tells to the anchors of an added statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterclaim.documents import segment
from counterclaim.errors import ConfigError
from counterclaim.model import THE_TEXT, Anchor, Document, Mention, Property, SpeakerKind
from counterclaim.model.identity import sha256_hex
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.views import Reading
from counterclaim.review import anchor_mention
from counterclaim.review.additions import WORDS

FIELDS = ("quote", "start", "end", "event", "property", "act", "value", "value_kind", "speaker", "speaker_kind")
NEW = "new"
"""In ``event``: the passage tells of an event that the document's other statements do not."""
LONGEST = 4000
"""Most code points of a passage: a statement is a sentence or a few, not a text."""

Changes = tuple[tuple[str, str, str], ...]


def addition(reading: Reading, subjects: Sequence[str], given: Mapping[str, str]) -> tuple[tuple[Anchor, ...], Changes]:
    """Anchors and recorded changes of a statement added to a document; raises ConfigError where it does not fit."""
    if len(subjects) != 1:
        raise ConfigError(f"add takes one document, not {len(subjects)}")
    found = list(reading.storage.documents({subjects[0]}, with_text=True))
    if not found:
        raise ConfigError(f"no document has the id {subjects[0]!r}", remedy="`counterclaim show EVENT --json` has ids")
    mentions = [m for coding in reading.applied.codings if coding.document_id == found[0].id for m in coding.mentions]
    events = reading.storage.owners(m.id for m in mentions)
    return anchors_of(found[0], mentions, events, reading.codebook, given)


def anchors_of(
    document: Document,
    mentions: Sequence[Mention],
    events: Mapping[str, str],
    codebook: Codebook,
    given: Mapping[str, str],
) -> tuple[tuple[Anchor, ...], Changes]:
    """As `addition`, for a document with its text, its mentions as they now are, and the event of each by its id."""
    unknown = given.keys() - set(FIELDS)
    if unknown:
        raise ConfigError(f"{min(unknown)!r} is no field of a statement", remedy=f"fields are {', '.join(FIELDS)}")
    start, end = _span(document, given)
    value = " ".join(given.get("value", "").split())
    speaker = " ".join(given.get("speaker", "").split()) or THE_TEXT
    prop = given.get("property", "")
    said = Anchor(
        item_sha256=document.item_sha256,
        start=start,
        end=end,
        property=prop,
        act=given.get("act", ""),
        value=value,
        speaker=speaker,
    )
    kind = given.get("speaker_kind", "") or str(SpeakerKind.MEDIA if speaker == THE_TEXT else SpeakerKind.UNKNOWN)
    changes: Changes = (("speaker_kind", "", kind), (WORDS, "", sha256_hex(document.text[start:end].encode())))
    if prop == Property.PERPETRATOR:
        changes += (("value_kind", "", given.get("value_kind", "") or _kind(codebook, value)),)
    mention = _mention(mentions, events, given.get("event", ""), start)
    return (said, *((anchor_mention(mention, document.item_sha256),) if mention else ())), changes


def _span(document: Document, given: Mapping[str, str]) -> tuple[int, int]:
    """The passage: by its offsets, or by its words where they stand in the text just once."""
    text = document.text
    if not text:
        raise ConfigError("the document's text is not kept, so nothing can be added to it", where=document.id)
    if given.get("start") or given.get("end"):
        start, end = _number(given, "start"), _number(given, "end")
    else:
        quote = given.get("quote", "").strip()
        if not quote or text.count(quote) != 1:
            what = "a statement needs the words that it stands on" if not quote else f"{_times(text.count(quote))}"
            raise ConfigError(what, where="quote", remedy="copy them from the text, as many as make them plain")
        start = text.index(quote)
        end = start + len(quote)
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise ConfigError(f"characters {start} to {end} are no passage of this text of {len(text)}", where="start")
    if end - start > LONGEST:
        raise ConfigError(f"a passage has at most {LONGEST} characters, not {end - start}", where="end")
    if any(s.fenced and s.start < end and start < s.end for s in segment(text, document.language)):
        raise ConfigError("the passage touches instructions for harm, which are never quoted", where=f"{start}-{end}")
    return start, end


def _times(count: int) -> str:
    return f"these words stand in the text {count} times" if count else "these words do not stand in the text"


def _number(given: Mapping[str, str], field: str) -> int:
    word = given.get(field, "")
    if not (word.isascii() and word.isdigit() and len(word) < 12):
        raise ConfigError(f"{word[:40]!r} is no place in a text", where=field, remedy="give a number of characters")
    return int(word)


def _kind(codebook: Codebook, name: str) -> str:
    known = codebook.actors.kind(name)
    return {"": "description", "state": "state", "person": "person"}.get(known, "organisation")


def _mention(mentions: Sequence[Mention], events: Mapping[str, str], wanted: str, start: int) -> Mention | None:
    """The mention of the wanted event; without a wish the last that begins before the passage, else the first."""
    if wanted == NEW or not (mentions or wanted):
        return None
    ordered = sorted(mentions, key=lambda m: (m.anchor.start, m.number))
    if wanted:
        ordered = [m for m in ordered if wanted in (m.id, events.get(m.id))]
        if not ordered:
            raise ConfigError(f"{wanted!r} is no event of this document", where="event", remedy=f'or say "{NEW}"')
    before = [m for m in ordered if m.anchor.start <= start]
    return before[-1] if before else ordered[0]
