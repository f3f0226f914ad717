"""Whose statement a document is, where it is one: a ministry's, a spokesperson's, a group's communique."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.model import CodingInput, Segment, SpeakerKind
from counterclaim.statements.analysis import Reader
from counterclaim.statements.naming import Namer
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import ARMED, NOBODY, Who, key_of

_TITLE = re.compile(
    r"\b(?:statement|remarks|communiqu[eé]|declaration|message|address|readout|letter|proclamation"
    r"|press release)\b[^.:]{0,40}?"
    r"\b(?:from|by|of)\s+(?:the\s+)?(?P<who>.{3,120}?)"
    r"(?=\s+(?:on|regarding|about|concerning|following|announcing|marking|condemning|after|to the)\b|\s*[,:;–—(]|\s*$)",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"\s*(?:press\s+)?(?:statement|release|communiqu[eé]|declaration|readout|bulletin|proclamation)\b", re.IGNORECASE
)
_OWN = ("state_nouns", "states", "authorities")


def author_of(source: CodingInput, sentences: Sequence[Sentence], reader: Reader, namer: Namer) -> Who | None:
    """The speaker of the document's own voice; None where the voice is the text's, as in news.

    A title such as "Statement by X on Y" names him; else an author with an office does, or the actor that the outlet
    speaks for. Officials speak for the state whose forces, government or people the text names most.
    """
    who = _from_title(source.title, reader, namer)
    if who is None and source.author:
        official = _read(source.author, reader, namer)
        public = official.speaker_kind in (SpeakerKind.STATE, SpeakerKind.AUTHORITY, ARMED)
        who = official if official.name and public else None
    if who is None and source.affiliation:
        who = _affiliated(source, reader, namer)
    if who is None and not source.author and not source.outlet and _OFFICIAL.match(source.title):
        who = _from_opening(sentences, namer)
    if who is None or who.speaker_kind is ARMED or who.side:
        return who
    code = _own_country(sentences, reader)
    if not code or who.speaker_kind not in (SpeakerKind.STATE, SpeakerKind.AUTHORITY):
        return who
    return replace(who, country=code, side=key_of(reader.gazetteer.country_name(code)))


def _from_opening(sentences: Sequence[Sentence], namer: Namer) -> Who | None:
    """Who issues a statement whose title does not say so: the body that its first sentence begins with."""
    first = sentences[0] if sentences else None
    phrase = first.phrases[0] if first is not None and first.phrases else None
    if first is None or phrase is None or phrase.start > 1:
        return None
    who = namer.read(first, phrase)
    public = who.speaker_kind in (SpeakerKind.STATE, SpeakerKind.AUTHORITY, ARMED)
    return replace(who, generic=False) if who.name and public and who.kind in ("organisation", "state") else None


def _from_title(title: str, reader: Reader, namer: Namer) -> Who | None:
    match = _TITLE.search(title)
    if match is None:
        return None
    who = _read(match["who"], reader, namer)
    return who if who.name and who.speaker_kind in (SpeakerKind.STATE, SpeakerKind.AUTHORITY, ARMED) else None


def _read(words: str, reader: Reader, namer: Namer) -> Who:
    text = f"said {words}"
    s = reader.sentence(text, Segment(start=0, end=len(text), paragraph=0), 0, upper=False)
    for phrase in s.phrases:
        who = namer.read(s, phrase)
        if who.name:
            return replace(who, generic=False)
    return NOBODY


def _affiliated(source: CodingInput, reader: Reader, namer: Namer) -> Who:
    who = _read(source.affiliation, reader, namer)
    if not who.name:
        who = Who(name=source.affiliation, key=key_of(source.affiliation), kind="organisation", speaker_kind=ARMED)
    if who.kind == "person" and " " not in who.name:
        who = replace(who, kind="organisation", speaker_kind=ARMED)
    return who


def _own_country(sentences: Sequence[Sentence], reader: Reader) -> str:
    """The state whose own people the text speaks of most: "U.S. personnel", "Norvanian forces"."""
    counts: Counter[str] = Counter()
    for s in sentences:
        for i, token in enumerate(s.tokens):
            if s.tags[i] is not Tag.NAME:
                continue
            codes = reader.gazetteer.country_of_demonym(token.low)
            if not codes:
                best = reader.gazetteer.candidates(token.text)
                codes = best[0].place.countries if best and best[0].kind == "country" else ()
            following = s.tokens[i + 1].low if i + 1 < len(s.tokens) else ""
            own = any(reader.lexicon.noun_is(following, name) for name in _OWN) or following in (
                "people",
                "citizens",
                "service",
                "personnel",
                "interests",
            )
            counts.update(code for code in codes[:1] for _ in range(3 if own else 1))
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ordered[0][0] if ordered else ""


def writer_of(source: CodingInput, sentences: Sequence[Sentence]) -> Who | None:
    """Whom "we" means in a report that says so of itself: its outlet, else its author; None for plain news."""
    name = source.outlet or source.author
    own = sum(t.low in ("we", "our") for s in sentences for t in s.tokens)
    if not name or own < 2:
        return None
    return Who(
        name=name, key=key_of(name), kind="organisation" if source.outlet else "person", speaker_kind=SpeakerKind.EXPERT
    )
