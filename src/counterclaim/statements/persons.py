"""People named in a text, so that publications can mask those who are private."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.model import CodingInput, PersonMention, SpeakerKind
from counterclaim.statements.passages import passage_of
from counterclaim.statements.phrases import Phrase, Sentence
from counterclaim.statements.reading import Reading
from counterclaim.statements.who import Who
from counterclaim.statements.wordlists import word_list

_PUBLIC_KINDS = frozenset(
    {
        SpeakerKind.STATE,
        SpeakerKind.AUTHORITY,
        SpeakerKind.EXPERT,
        SpeakerKind.COURT,
        SpeakerKind.MEDIA,
        SpeakerKind.ARMED_GROUP,
    }
)
_PUBLIC_WORDS = word_list("persons_public_words")
_CONVICTED = word_list("persons_convicted")
_PRIVATE = word_list("persons_private")


def find_persons(source: CodingInput, reading: Reading) -> tuple[PersonMention, ...]:
    """One mention for each person and role, in order; a person whom any passage shows to be private stays so.

    Office holders, commanders, spokesmen, experts and authors are public; a person whom a court convicted is
    convicted; suspects, victims and witnesses are private; all others are unknown, and are masked too.
    """
    found: dict[str, tuple[str, Sentence, Phrase, str]] = {}
    for s in reading.sentences:
        for phrase, who in _people(s, reading):
            role = _role(s, phrase, who)
            known = found.get(who.key)
            if known is None:
                found[who.key] = (who.name, s, phrase, role)
            elif _rank(role) > _rank(known[3]):
                found[who.key] = (who.name, *known[1:3], role)
    return tuple(
        PersonMention(
            document_id=source.document_id,
            name=name,
            role=role,
            passage=passage_of(source, s, phrase.start, phrase.after),
        )
        for name, s, phrase, role in found.values()
    )


def _people(s: Sentence, reading: Reading) -> Iterator[tuple[Phrase, Who]]:
    for phrase in s.phrases:
        if phrase.kind != "np":
            continue
        who = reading.registry.who(s, phrase)
        if who.kind == "person" and not who.generic and not who.place and who.name and who.name[0].isupper():
            yield phrase, who


def _rank(role: str) -> int:
    """Convicted outweighs all; then private, so that doubt masks; then public."""
    return {"unknown": 0, "public": 1, "private": 2, "convicted": 3}[role]


def _role(s: Sentence, phrase: Phrase, who: Who) -> str:
    around = s.lows(max(0, phrase.start - 6), phrase.after + 9)
    inside = set(s.lows(phrase.start, phrase.end))
    if set(s.lows(phrase.after, phrase.after + 5)) & _CONVICTED or set(s.lows(phrase.start - 4, phrase.start)) & (
        _CONVICTED - {"executed"}
    ):
        return "convicted"
    if who.speaker_kind in _PUBLIC_KINDS or inside & _PUBLIC_WORDS:
        return "public"
    if set(around) & _PRIVATE:
        return "private"
    return "unknown"
