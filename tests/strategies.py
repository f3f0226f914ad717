"""Hypothesis strategies for the types of model/, with everything in them that texts of the world contain."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from counterclaim.model import (
    Act,
    ActorName,
    Anchor,
    Assessment,
    Candidate,
    Capture,
    Citation,
    Coding,
    CountRange,
    DateInterval,
    Document,
    DocumentRelation,
    Event,
    Hosting,
    Judgement,
    LinkExplanation,
    Mention,
    OtherPlace,
    Passage,
    PersonMention,
    Place,
    Problem,
    Property,
    Role,
    RunManifest,
    Source,
    SpeakerKind,
    Statement,
    Verdict,
    Weight,
)

words = st.text(max_size=12) | st.sampled_from(
    ["", "Δ ☃", "e\u0301", "مدينة", "😀", "\x00", "null", "007", "=1+1", "it's", '"']
)
"""Short strings: every script, signs, controls, NUL, and what databases and spreadsheets like to misread."""

names = words.filter(bool)
digests = st.text("0123456789abcdef", min_size=64, max_size=64)
unit = st.floats(0, 1)
numbers = st.floats(allow_nan=False, allow_infinity=False, width=64)
lists = st.lists(words, max_size=3).map(tuple)
days = st.dates(date(1000, 1, 1), date(2999, 12, 31))
moments = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
local_moments = st.datetimes(
    datetime(1970, 1, 2),
    datetime(2100, 1, 1),
    timezones=st.integers(-14, 14).map(lambda h: timezone(timedelta(hours=h))),
)


@st.composite
def intervals(draw):
    """Date intervals of every kind."""
    first, last = sorted((draw(days), draw(days)))
    return draw(
        st.sampled_from(
            [
                DateInterval(earliest=first, latest=last),
                DateInterval(earliest=first, latest=None),
                DateInterval(earliest=None, latest=last),
                DateInterval.of_day(first),
            ]
        )
    )


@st.composite
def counts(draw):
    """Count ranges of every kind."""
    low, high = sorted((draw(st.integers(0, 10**7)), draw(st.integers(0, 10**7))))
    return draw(
        st.sampled_from(
            [CountRange(low=low, high=high), CountRange(low=low, high=None), CountRange(low=None, high=high)]
        )
    )


sources = st.builds(
    Source,
    name=names,
    kind=words,
    language=words,
    affiliation=words,
    domains=lists,
    hosting=st.sampled_from(Hosting),
)
captures = st.builds(
    Capture,
    sha256=digests,
    size=st.integers(0, 2**62),
    media_type=words,
    uri=words,
    retrieved=moments,
    headers=st.lists(st.tuples(words, words), max_size=3).map(tuple),
    archive_path=words,
)


def documents(capture_id: str, source: Source, text: st.SearchStrategy[str] = words):
    """Documents of a capture and a source."""
    return st.builds(
        Document,
        capture_id=st.just(capture_id),
        item_sha256=digests,
        uri=words,
        member=words,
        source_id=st.just(source.id),
        outlet=words,
        title=words,
        author=words,
        published=st.none() | intervals(),
        language=words,
        media_type=words,
        text=text,
        agency=words,
        invented=st.booleans(),
    )


@st.composite
def passages(draw, document_id: str, text: str):
    """Passages of a text that is not empty."""
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Passage.cut(document_id, text, start, end)


places = st.builds(
    Place,
    name=words,
    words=words,
    countries=lists,
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    radius_m=st.none() | numbers,
    basis=words,
    gazetteer_id=words,
    region=words,
    precision=st.none() | st.integers(1, 7),
    probability=unit,
    note=words,
    alternatives=st.lists(
        st.builds(
            OtherPlace,
            name=words,
            probability=unit,
            region=words,
            countries=lists,
            latitude=st.none() | st.floats(-90, 90),
            longitude=st.none() | st.floats(-180, 180),
            radius_m=st.none() | numbers,
            gazetteer_id=words,
        ),
        max_size=2,
    ).map(tuple),
)
actors = st.builds(ActorName, name=words, aliases=lists, actor_id=words)


def statements(mention: Mention, text: str):
    """Statements of a mention."""
    passage = passages(mention.document_id, text)
    return st.builds(
        Statement,
        mention_id=st.just(mention.id),
        property=st.sampled_from(Property),
        act=st.sampled_from(Act),
        value=words,
        passage=passage,
        speaker=actors,
        speaker_kind=st.sampled_from(SpeakerKind),
        value_aliases=lists,
        value_id=words,
        value_kind=words,
        place=st.none() | places,
        words=words,
        reckoning=words,
        certainty=unit,
        probability=unit,
        channel=words,
        evidence=words,
        also=st.lists(passage, max_size=2).map(tuple),
        coder=words,
    )


@st.composite
def codings(draw, document_id: str, text: str, coder: str = "coder/1"):
    """Codings of a document whose text is not empty."""
    passage = passages(document_id, text)
    number = st.integers(0, 50)
    role = st.sampled_from(Role)
    mention = st.builds(Mention, document_id=st.just(document_id), number=number, role=role, anchor=passage)
    mentions = draw(st.lists(mention, max_size=3, unique_by=lambda m: m.id))
    said = [s for m in mentions for s in draw(st.lists(statements(m, text), max_size=3))]
    cited = st.builds(
        Citation, document_id=st.just(document_id), number=number, text=words, passage=st.none() | passage
    )
    person = st.builds(PersonMention, document_id=st.just(document_id), name=words, role=words, passage=passage)
    return Coding(
        document_id=document_id,
        coder=coder,
        mentions=tuple(mentions),
        statements=tuple({s.id: s for s in said}.values()),
        citations=draw(st.lists(cited, max_size=2).map(tuple)),
        persons=draw(st.lists(person, max_size=2).map(tuple)),
        abstained=draw(words),
    )


problems = st.builds(Problem, stage=words, subject=words, place=words, message=words, remedy=words, code=words)
links = st.builds(
    LinkExplanation,
    left=words,
    right=words,
    weights=st.lists(st.tuples(words, numbers, words), max_size=3).map(tuple),
    probability=unit,
    by=words,
)
events = st.builds(Event, id=names, mention_ids=lists, links=st.lists(links, max_size=2).map(tuple))
candidates = st.builds(Candidate, value=words, probability=unit, low=unit, high=unit, estimative=words)
weights = st.builds(
    Weight,
    speaker=words,
    statement_ids=lists,
    origin_documents=lists,
    hypothesis=words,
    decibans=numbers,
    reason=words,
    admiralty=words,
)


def assessments(event_id: str):
    """Assessments of an event."""
    return st.builds(
        Assessment,
        event_id=st.just(event_id),
        property=st.sampled_from(Property),
        candidates=st.lists(candidates, max_size=3).map(tuple),
        outcome=words,
        weights=st.lists(weights, max_size=3).map(tuple),
        voices=st.integers(0, 1000),
        method=words,
        confidence=words,
        low=words,
        best=words,
        high=words,
        explanation=words,
    )


def relations(document_ids: list[str]):
    """Relations between documents."""
    some = st.sampled_from(document_ids)
    return st.builds(DocumentRelation, document_id=some, origin_id=some, kind=words, similarity=unit)


manifests = st.builds(
    RunManifest,
    version=words,
    coder=words,
    linker=words,
    weigher=words,
    codebook_digest=words,
    documents=st.integers(0, 10**9),
    documents_digest=words,
    chain_head=words,
)
anchors = st.builds(
    Anchor,
    item_sha256=words,
    start=st.integers(0, 10**6),
    end=st.integers(0, 10**6),
    property=words,
    act=words,
    value=words,
    speaker=words,
)
judgements = st.builds(
    Judgement,
    verdict=st.sampled_from(Verdict),
    anchors=st.lists(anchors, max_size=3).map(tuple),
    by=words,
    at=local_moments,
    # None is recorded without a reason: an empty one means that it was struck out.
    reason=words.filter(bool),
    changes=st.lists(st.tuples(words, words, words), max_size=3).map(tuple),
)
