"""Short builders for model types, each with sensible defaults. All names are invented."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model import (
    Act,
    ActorName,
    Assessment,
    Candidate,
    Citation,
    DateInterval,
    Document,
    Event,
    EventView,
    Mention,
    Passage,
    PersonMention,
    Place,
    Property,
    Role,
    Source,
    SpeakerKind,
    Statement,
    StatementView,
    Verdict,
    Weight,
)
from counterclaim.model.identity import sha256_hex


def source(name: str = "Delta Courier", **fields) -> Source:
    return Source(name=name, **{"kind": "newspaper", **fields})


def document(title: str = "Blast at the ferry pier", *, outlet: str = "Delta Courier", **fields) -> Document:
    values = {
        "capture_id": f"cap_{sha256_hex(title.encode())[:24]}",
        "item_sha256": sha256_hex(f"{outlet} {title}".encode()),
        "uri": f"https://{outlet.casefold().replace(' ', '-')}.example/{title.casefold().replace(' ', '-')}",
        "member": "",
        "source_id": source(outlet).id,
        "author": "",
        "published": DateInterval.parse("2031-03-05"),
        "language": "en",
        "media_type": "text/html",
        "text": "",
        "invented": True,
    }
    return Document(title=title, outlet=outlet, **{**values, **fields})


def passage(quote: str, *, of: Document | None = None, start: int = 100, prefix: str = "", suffix: str = "") -> Passage:
    return Passage(
        document_id=(of or document()).id,
        start=start,
        end=start + len(quote),
        quote=quote,
        prefix=prefix,
        suffix=suffix,
    )


def mention(of: Document | None = None, *, number: int = 1, role: Role = Role.MAIN) -> Mention:
    of = of or document()
    return Mention(document_id=of.id, number=number, role=role, anchor=passage("A bomb went off", of=of))


def statement(
    quote: str = "The Tidewater Front said it had carried out the attack",
    *,
    of: Document | None = None,
    prop: Property = Property.PERPETRATOR,
    act: Act = Act.CLAIMS,
    value: str = "Tidewater Front",
    speaker: str = "Tidewater Front",
    kind: SpeakerKind = SpeakerKind.ARMED_GROUP,
    start: int = 100,
    prefix: str = "",
    suffix: str = "",
    number: int = 1,
    **fields,
) -> Statement:
    of = of or document()
    if prop is Property.PERPETRATOR:
        fields.setdefault("value_kind", "organisation")
    return Statement(
        mention_id=mention(of, number=number).id,
        property=prop,
        act=act,
        value=value,
        passage=passage(quote, of=of, start=start, prefix=prefix, suffix=suffix),
        speaker=ActorName(name=speaker),
        speaker_kind=kind,
        **{"coder": "test/1", **fields},
    )


def fact(
    prop: Property, value: str, quote: str, *, of: Document | None = None, speaker: str = "the text", **fields
) -> Statement:
    """A statement that is not about the perpetrator, in the text's own voice unless a speaker is named."""
    kind = SpeakerKind.MEDIA if speaker == "the text" else fields.pop("kind", SpeakerKind.AUTHORITY)
    act = Act.REPORTS_AS_FACT if speaker == "the text" else Act.ATTRIBUTES
    return statement(quote, of=of, prop=prop, act=act, value=value, speaker=speaker, kind=kind, **fields)


def statement_view(
    of: Statement,
    in_: Document | None = None,
    *,
    origin: Document | None = None,
    verdict: Verdict | None = None,
    fenced: bool = False,
) -> StatementView:
    doc = in_ or document()
    return StatementView(
        statement=of,
        document=doc,
        capture_sha256=sha256_hex(doc.capture_id.encode()),
        origin_id=(origin or doc).id,
        verdict=verdict,
        fenced=fenced,
    )


def person(name: str, role: str = "private", *, of: Document | None = None) -> PersonMention:
    of = of or document()
    return PersonMention(document_id=of.id, name=name, role=role, passage=passage(name, of=of))


def candidate(
    value: str, probability: float, *, low: float | None = None, high: float | None = None, term: str = ""
) -> Candidate:
    return Candidate(
        value=value,
        probability=probability,
        low=probability if low is None else low,
        high=probability if high is None else high,
        estimative=term,
    )


def weight(
    speaker: str,
    statements: Sequence[Statement],
    hypothesis: str,
    decibans: float,
    *,
    grade: str = "",
    reason: str = "",
) -> Weight:
    return Weight(
        speaker=speaker,
        statement_ids=tuple(s.id for s in statements),
        origin_documents=tuple(dict.fromkeys(s.passage.document_id for s in statements)),
        hypothesis=hypothesis,
        decibans=decibans,
        reason=reason,
        admiralty=grade,
    )


def assessment(prop: Property, *candidates: Candidate, outcome: str = "", **fields) -> Assessment:
    return Assessment(
        property=prop,
        candidates=candidates,
        outcome=outcome or (candidates[0].value if candidates else "unknown"),
        **{
            "event_id": "evt_1",
            "weights": (),
            "voices": 1,
            "method": "test/1",
            "confidence": "moderate",
            **fields,
        },
    )


def event_view(
    statements: Sequence[StatementView],
    assessments: Sequence[Assessment] = (),
    *,
    id: str = "evt_1",  # noqa: A002 - the field's own word
    title: str = "Bombing, Port Calder, 4 March 2031",
    persons: Sequence[PersonMention] = (),
) -> EventView:
    mentions = {s.statement.mention_id: mention(s.document) for s in statements}
    return EventView(
        event=Event(id=id, mention_ids=tuple(mentions)),
        title=title,
        mentions=tuple(mentions.values()),
        statements=tuple(statements),
        assessments=tuple(assessments),
        persons=tuple(persons),
    )


def place(name: str = "Port Calder", **fields) -> Place:
    return Place(
        name=name,
        **{"countries": ("XE",), "latitude": -37.0, "longitude": -20.0, "radius_m": 4000.0, "basis": "named", **fields},
    )


def citation(text: str, *, of: Document | None = None, number: int = 1, at: Passage | None = None) -> Citation:
    return Citation(document_id=(of or document()).id, number=number, text=text, passage=at)
