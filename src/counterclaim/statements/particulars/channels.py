"""Through whom or what a claim, denial or attribution was spoken, in the text's words."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.statements.particulars.vocabulary import Vocabularies
from counterclaim.statements.phrases import Phrase, Sentence
from counterclaim.statements.tagging import Tag

_THROUGH = frozenset({"through", "via"})
_CARRIED = frozenset(
    {
        "posted",
        "published",
        "released",
        "sent",
        "broadcast",
        "issued",
        "distributed",
        "carried",
        "aired",
        "made",
        "faxed",
        "delivered",
        "circulated",
        "given",
        "read",
        "addressed",
        "e-mailed",
        "emailed",
        "disseminated",
        "uploaded",
        "printed",
        "signed",
        "telephoned",
        "phoned",
        "left",
    }
)
_LINKS = frozenset({"on", "by", "to", "in", "through", "via", "with", "from", "over"})
_NEAR = 22


def channel(s: Sentence, start: int, end: int, vocabularies: Vocabularies) -> str:
    """The channel nearest to what is said at tokens ``start`` to ``end`` of ``s``, empty where none is told."""
    best: tuple[int, int, int] | None = None
    for first, last in _channels(s, vocabularies):
        away = 0 if first < end and last > start else min(abs(first - end), abs(start - last))
        if away <= _NEAR and (best is None or away < best[0]):
            best = (away, first, last)
    return s.text(best[1], best[2]).strip(" ,.;:") if best is not None else ""


def _channels(s: Sentence, vocabularies: Vocabularies) -> Iterator[tuple[int, int]]:
    mediums = {hit.end - 1 for hit in vocabularies.mediums.find(s)}
    for phrase in s.phrases:
        if phrase.kind != "np" or phrase.start == 0:
            if phrase.kind == "np" and (speaker := _speaks(s, phrase, vocabularies)):
                yield phrase.start, speaker
            continue
        before = s.tokens[phrase.start - 1].low
        head = s.tokens[phrase.head].low
        outlet = _is_outlet(s, phrase, vocabularies)
        medium = phrase.head in mediums or (phrase.end in mediums and phrase.end not in s.at)
        if (before in _THROUGH and (outlet or medium)) or (
            medium and before in ("in", "by", "with") and head != "report"
        ):
            yield phrase.start - 1, _further(s, phrase, vocabularies)
        elif (
            outlet and before in ("on", "to", "over") and _own_outlet(s, phrase) and not _behind_medium(phrase, mediums)
        ):
            yield phrase.start - 1, phrase.after
        elif speaker := _speaks(s, phrase, vocabularies):
            yield phrase.start, speaker


def _is_outlet(s: Sentence, phrase: Phrase, vocabularies: Vocabularies) -> bool:
    return any(w in vocabularies.outlets for w in s.lows(phrase.start, phrase.end))


def _own_outlet(s: Sentence, phrase: Phrase) -> bool:
    """Such as "on its website", "on Telegram"."""
    owner = s.tokens[phrase.start].low in ("its", "their", "his", "telegram", "twitter", "facebook")
    return owner and phrase.end - phrase.start <= 4


def _behind_medium(phrase: Phrase, mediums: set[int]) -> bool:
    return any(i in mediums for i in range(max(0, phrase.start - 4), phrase.start - 1))


def _speaks(s: Sentence, phrase: Phrase, vocabularies: Vocabularies) -> int:
    """The token behind "A spokesman" in "A spokesman for the group said"; 0 where nobody speaks for others."""
    for i in range(phrase.start, phrase.head + 1):
        if s.tokens[i].low in vocabularies.speakers and s.tags[i] is Tag.NOUN:
            return i + 1
    return 0


def _further(s: Sentence, phrase: Phrase, vocabularies: Vocabularies) -> int:
    """The end of the channel's words with where it was posted or to whom it was sent; two steps at most."""
    end = phrase.after + (
        phrase.end not in s.at and phrase.end < len(s.tokens) and s.tokens[phrase.end].low == "release"
    )
    for _ in range(2):
        i = end
        if i < len(s.tokens) and s.tokens[i].low in _CARRIED:
            i += 1
            while i < len(s.tags) and s.tags[i] in (Tag.ADV, Tag.DATE):
                i += 1
        if i >= len(s.tokens):
            break
        following = s.at.get(i + 1)
        linked = s.tokens[i].low in _LINKS and following is not None and following.start == i + 1
        if (
            not linked
            or following is None
            or following.kind != "np"
            or not _fits(s, following, vocabularies, carried=i > end)
        ):
            if i > end and s.tokens[i - 1].low in ("online", "today"):
                return i
            break
        end = following.after
    return end


def _fits(s: Sentence, phrase: Phrase, vocabularies: Vocabularies, *, carried: bool) -> bool:
    link = s.tokens[phrase.start - 1].low
    named = any(s.tags[i] is Tag.NAME for i in range(phrase.start, phrase.end))
    media = {"media", "journalists", "reporters", "press", "newspapers", "agencies", "newsrooms"}
    told = _is_outlet(s, phrase, vocabularies) or bool(media & set(s.lows(phrase.start, phrase.end)))
    return told or (named and link == "to") or (carried and named and link in ("by", "on", "to", "with"))
