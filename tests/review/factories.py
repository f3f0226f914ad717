"""Short builders of documents, codings and judgements for the tests of this room."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from counterclaim.model import (
    Act,
    ActorName,
    Coding,
    Document,
    Judgement,
    Mention,
    Passage,
    Property,
    Role,
    SpeakerKind,
    Statement,
    Verdict,
)

NOON = datetime(2031, 1, 1, 12, tzinfo=UTC)
TEXT = (
    "A bomb went off at the harbour of Port Invented on Monday. The Red Front said it had carried out the attack. "
    "Police said 36 people died. The governor doubts the claim. A second bomb hit the mill on Tuesday; "
    "the Blue Front denied that it was behind it. Police said 12 people died there."
)


def document(name: str = "report", uri: str = "", text: str = TEXT) -> Document:
    return Document(
        capture_id="cap_1",
        item_sha256=name.encode().hex().ljust(64, "0")[:64],
        uri=uri,
        member="",
        source_id="src_1",
        outlet="The Paper",
        title=name,
        author="",
        published=None,
        language="en",
        media_type="text/plain",
        text=text,
    )


def passage(of: Document, words: str, *, grow: tuple[int, int] = (0, 0)) -> Passage:
    start = of.text.index(words) - grow[0]
    return Passage.cut(of.id, of.text, start, start + grow[0] + len(words) + grow[1])


def mention(of: Document, words: str = "A bomb went off", number: int = 1, **options: object) -> Mention:
    return Mention(document_id=of.id, number=number, role=Role.MAIN, anchor=passage(of, words, **options))


def statement(
    of: Document,
    words: str = "The Red Front said it had carried out the attack.",
    *,
    grow: tuple[int, int] = (0, 0),
    **changes: object,
) -> Statement:
    plain = Statement(
        mention_id=mention(of).id,
        property=Property.PERPETRATOR,
        act=Act.CLAIMS,
        value="Red Front",
        passage=passage(of, words, grow=grow),
        speaker=ActorName(name="Red Front"),
        speaker_kind=SpeakerKind.ARMED_GROUP,
        value_aliases=("RF",),
        value_id="red-front",
        value_kind="organisation",
        words="The Red Front",
        probability=0.7,
        coder="coder/1",
    )
    return replace(plain, **changes)


def toll(of: Document, value: str = "36", **options: object) -> Statement:
    words = {"36": "Police said 36 people died.", "12": "Police said 12 people died there."}[value]
    return statement(
        of,
        words,
        property=Property.FATALITIES,
        act=Act.REPORTS_AS_FACT,
        value=value,
        speaker=ActorName(name="Police"),
        speaker_kind=SpeakerKind.AUTHORITY,
        value_aliases=(),
        value_id="",
        value_kind="",
        **options,
    )


def coding(of: Document, *statements: Statement, mentions: tuple[Mention, ...] | None = None) -> Coding:
    return Coding(
        document_id=of.id,
        coder="coder/1",
        mentions=(mention(of),) if mentions is None else mentions,
        statements=statements,
    )


def judgement(verdict: Verdict, *anchors: object, changes: tuple[tuple[str, str, str], ...] = (), **more: object):
    plain = Judgement(
        verdict=verdict, anchors=anchors, by="an analyst", at=NOON, reason="read the original", changes=changes
    )
    return replace(plain, **more)
