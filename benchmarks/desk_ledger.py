"""A ledger of any size for measuring the desk: plausible reports of invented events, written in batches.

    python benchmarks/desk_ledger.py LEDGER.db --statements 1000000

A tenth as many events as statements, five statements a document. A build that was interrupted goes on where it was.
What coding, linking and weighing would find is made up here, as a run of that size is not what is measured;
everything else is written by the storage itself. All names are invented.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from counterclaim.backends.storage import open_storage, rows_decided, rows_derived, schema
from counterclaim.backends.storage.connection import insert
from counterclaim.backends.storage.sql_derived import _relation_row
from counterclaim.backends.storage.state import RUN, mark_current, record_change, set_counter
from counterclaim.model import (
    Act,
    ActorName,
    Assessment,
    Candidate,
    Capture,
    Coding,
    DateInterval,
    Document,
    DocumentRelation,
    Event,
    Judgement,
    LinkExplanation,
    Mention,
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
from counterclaim.model.identity import content_id, sha256_hex
from counterclaim.review import anchor_statement, append

BATCH = 1000
"""Documents of one capture."""
PER_DOCUMENT, PER_EVENT = 5, 10
_FIRST = date(1998, 1, 1)
_DAYS = 10_000
_TYPES = ("bombing", "shooting", "airstrike", "kidnapping", "arson", "attack")
_ONE = (
    "Tide",
    "River",
    "Salt",
    "Grey",
    "Amber",
    "Stone",
    "North",
    "Iron",
    "Reed",
    "Copper",
    "Harbour",
    "Pale",
    "Quill",
    "Ember",
    "Frost",
    "Marsh",
    "Cedar",
    "Hollow",
)
_TWO = (
    "water",
    "hill",
    "ford",
    "haven",
    "gate",
    "field",
    "mere",
    "brook",
    "stead",
    "wick",
    "fall",
    "bridge",
    "moor",
    "dale",
    "port",
    "holm",
    "wold",
    "crest",
)
_BODY = ("Front", "Army", "Brigade", "League", "Council", "Movement", "Guard", "Union")
_FILLER = (
    "Residents spoke of smoke above the market until the evening.",
    "Roads into the district stayed closed for two days.",
    "The regional office promised a commission of inquiry.",
    "Shops reopened on the following morning.",
    "A spokesman would not say who had given the order.",
    "Traders said that the harbour had been empty since dawn.",
)


class World:
    """Names, places and outlets that all reports draw from, the common ones often."""

    def __init__(self, events: int) -> None:
        rng = random.Random(11)
        stems = [f"{a}{b}" for a in _ONE for b in _TWO]
        rng.shuffle(stems)
        self.places = [self._place(rng, f"{p} {s}" if p else s) for p in ("", "Port", "Upper", "Saint") for s in stems]
        self.actors = [f"{stem} {body}" for body in _BODY for stem in stems][: max(40, min(2500, events // 20))]
        self.outlets = [f"{stem} Courier" for stem in stems[:200]]

    @staticmethod
    def _place(rng: random.Random, name: str) -> Place:
        return Place(
            name=name,
            countries=(f"X{rng.choice('ABCDEFGHIJKL')}",),
            latitude=round(rng.uniform(-50, 60), 4),
            longitude=round(rng.uniform(-120, 150), 4),
            radius_m=4000.0,
            basis="named",
        )


def skewed(rng: random.Random, items: Sequence[Any]) -> Any:  # noqa: ANN401 - an item of whatever it is given
    """One of the items, the first ones far more often than the last."""
    return items[int(len(items) * rng.random() ** 2.5)]


class Told:
    """What is true of one event, so that its reports agree on most of it."""

    def __init__(self, world: World, number: int) -> None:
        rng = random.Random(f"event {number}")
        self.number = number
        self.place: Place = skewed(rng, world.places)
        day = _FIRST + timedelta(days=rng.randrange(_DAYS))
        text = day.isoformat()
        self.when = DateInterval.parse(text[: rng.choice((10, 10, 10, 10, 10, 10, 10, 7, 4))])
        self.day = day
        self.type = rng.choice(_TYPES)
        self.dead = int(rng.expovariate(0.15))
        self.actor: str = skewed(rng, world.actors)
        self.other: str = skewed(rng, world.actors)
        self.disputed = rng.random() < 0.2
        self.id = content_id("evt", "benchmark", number)


def events_of_documents(documents: int, events: int) -> Iterator[int]:
    """Which event each document tells of: every event has one report, and a few have very many."""
    rng = random.Random(5)
    for number in range(documents):
        yield number if number < events else int(events * rng.random() ** 3)


def report(world: World, told: Told, number: int) -> tuple[Document, Source, Coding]:
    """One report of an event, with what a coder would find in it."""
    rng = random.Random(f"report {number}")
    outlet = skewed(rng, world.outlets)
    act = rng.choice((Act.CLAIMS, Act.ATTRIBUTES, Act.ATTRIBUTES, Act.SUSPECTS, Act.REPORTS_AS_FACT))
    if told.disputed and rng.random() < 0.4:
        act = Act.DENIES
    own = act in (Act.CLAIMS, Act.DENIES)
    speaker = told.actor if own else rng.choice(("police", f"the {told.place.name} council", "witnesses", told.other))
    accused = told.other if told.disputed and act is Act.ATTRIBUTES else told.actor
    dead = max(0, told.dead + rng.choice((0, 0, 0, 1, -1)))
    verb = {"claims": "claimed", "denies": "denied", "attributes": "blamed"}.get(str(act), "spoke of")
    when, where = str(told.when), told.place.name
    said: list[tuple[Property, Act, str, str, SpeakerKind, str]] = [
        (Property.DATE, Act.REPORTS_AS_FACT, when, "the text", SpeakerKind.MEDIA, f"It happened on {when}."),
        (Property.PLACE, Act.REPORTS_AS_FACT, where, "the text", SpeakerKind.MEDIA, f"The scene was {where}."),
        (Property.TYPE, Act.REPORTS_AS_FACT, told.type, "the text", SpeakerKind.MEDIA, f"It was {told.type}."),
        (Property.FATALITIES, Act.ATTRIBUTES, str(dead), "police", SpeakerKind.AUTHORITY, f"Police told of {dead}."),
        (
            Property.PERPETRATOR, act, accused, speaker, SpeakerKind.ARMED_GROUP if own else SpeakerKind.AUTHORITY,
            f"{speaker} {verb} {accused} in report {number}.",
        ),
    ]  # fmt: skip
    text, spans = rng.choice(_FILLER), []
    for *_, sentence in said:
        start = len(text) + 1
        text = f"{text} {sentence} {rng.choice(_FILLER)}"
        spans.append((start, start + len(sentence)))
    source = Source(name=outlet, kind="newspaper", language="en")
    document = Document(
        capture_id="", item_sha256=sha256_hex(f"report {number}".encode()), uri=f"https://news.example/{number}",
        member=str(number), source_id=source.id, outlet=outlet, title=f"{told.type.capitalize()} in {where}, {number}",
        author="", published=DateInterval.of_day(told.day + timedelta(days=rng.randrange(1, 4))), language="en",
        media_type="text/plain", text=text, invented=True,
    )  # fmt: skip
    anchor = Passage.cut(document.id, text, *spans[0])
    mention = Mention(document_id=document.id, number=1, role=Role.MAIN, anchor=anchor)
    statements = tuple(
        Statement(
            mention_id=mention.id, property=prop, act=did, value=value, passage=Passage.cut(document.id, text, *span),
            speaker=ActorName(name=who), speaker_kind=kind,
            value_kind="organisation" if prop is Property.PERPETRATOR else "",
            place=told.place if prop is Property.PLACE else None,
            probability=round(1 - 0.5 * rng.random() ** 3, 3), coder="benchmark/1",
        )
        for (prop, did, value, who, kind, _), span in zip(said, spans, strict=True)
    )  # fmt: skip
    persons = (
        (PersonMention(document_id=document.id, name="Oren Halder", role="public", passage=anchor),)
        if number % 50 == 0
        else ()
    )
    return document, source, Coding(
        document_id=document.id, coder="benchmark/1", mentions=(mention,), statements=statements, persons=persons
    )  # fmt: skip


def weighed(told: Told, mentions: Sequence[str], said: Sequence[Sequence[Statement]]) -> tuple[Event, list[Assessment]]:
    """An event with assessments such as weighing makes."""
    rng = random.Random(f"weighed {told.number}")
    first = round(0.5 + 0.48 * rng.random(), 3) if not told.disputed else round(0.4 + 0.2 * rng.random(), 3)
    by_property: dict[Property, list[Statement]] = {}
    for statements in said:
        for statement in statements:
            by_property.setdefault(statement.property, []).append(statement)
    accused = by_property[Property.PERPETRATOR]

    def made(prop: Property, outcome: str, *candidates: tuple[str, float], **more: Any) -> Assessment:  # noqa: ANN401
        return Assessment(
            event_id=told.id, property=prop, outcome=outcome, method="odds/3", confidence="moderate",
            candidates=tuple(
                Candidate(value=v, probability=p, low=p * 0.8, high=min(1.0, p * 1.1), estimative="likely", flat=p)
                for v, p in candidates
            ),
            weights=more.pop("weights", ()), voices=more.pop("voices", 1), **more,
        )  # fmt: skip

    weights = tuple(
        Weight(
            speaker=s.speaker.name, statement_ids=(s.id,), origin_documents=(s.passage.document_id,),
            hypothesis=s.value, decibans=round(rng.uniform(-6, 9), 2), reason="names the group", admiralty="C3",
        )
        for s in accused[:20]
    )  # fmt: skip
    second = (told.other, round(1 - first - 0.01, 3)) if told.other != told.actor else ("nobody known", 0.1)
    found = [
        made(
            Property.PERPETRATOR, "disputed" if told.disputed else told.actor, (told.actor, first), second,
            weights=weights, voices=len({s.speaker.name for s in accused}),
        ),
        made(Property.DATE, str(told.when), (str(told.when), 1.0), best=str(told.when)),
        made(Property.PLACE, told.place.name, (told.place.name, 0.97)),
        made(Property.TYPE, told.type, (told.type, 0.95)),
        made(
            Property.FATALITIES, str(told.dead), (str(told.dead), 0.8), low=str(max(0, told.dead - 1)),
            best=str(told.dead), high=str(told.dead + 1),
        ),
    ]  # fmt: skip
    ordered = sorted(mentions)
    links = tuple(
        LinkExplanation(left=ordered[0], right=other, weights=(("place", 6.0, "same"),), probability=0.98)
        for other in ordered[1:]
    )
    return Event(id=told.id, mention_ids=tuple(ordered), links=links), found


def build(path: Path, statements: int) -> None:
    """Make the ledger, or what of it is missing."""
    documents, events = statements // PER_DOCUMENT, statements // PER_EVENT
    world, storage = World(events), open_storage(path)
    told_by = list(events_of_documents(documents, events))
    begun = time.monotonic()
    for start in range(0, documents, BATCH):
        capture = Capture(
            sha256=sha256_hex(f"batch {start} of {statements}".encode()), size=BATCH, media_type="application/jsonl",
            uri=f"batch-{start}.jsonl", retrieved=datetime(2031, 1, 1, tzinfo=UTC),
        )  # fmt: skip
        if storage.has_capture(capture.id):
            continue
        numbers = range(start, min(start + BATCH, documents))
        made = [report(world, Told(world, told_by[n]), n) for n in numbers]
        filled = [(replace(document, capture_id=capture.id), source) for document, source, _ in made]
        storage.add_capture(capture, filled, _problems(start), [coding for *_, coding in made])
        if start % (20 * BATCH) == 0:
            print(f"{start} documents, {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    _derive(storage, world, told_by, events)
    _judge(storage, world, told_by)
    storage.close()
    print(f"built in {time.monotonic() - begun:.0f} s", file=sys.stderr)


def _problems(start: int) -> list[Problem]:
    return [
        Problem(
            stage="read", subject=f"batch-{start}.jsonl", place=f"line {n}", message="no text", remedy="", code="empty"
        )
        for n in range(BATCH // 100)
    ]


def _derive(storage: Any, world: World, told_by: Sequence[int], events: int) -> None:  # noqa: ANN401
    """Events, links and weights, a thousand events at a time, and the run's manifest last."""
    if storage.manifest() is not None:
        return
    of_event: dict[int, list[int]] = {}
    for number, event in enumerate(told_by):
        of_event.setdefault(event, []).append(number)
    with storage._database.reading() as connection:
        done = set(connection.execute(schema.events.select()).scalars())
    for start in range(0, events, BATCH):
        told = [Told(world, n) for n in range(start, min(start + BATCH, events))]
        if told[0].id in done:
            continue
        found: list[Event] = []
        weights: list[Assessment] = []
        copies: list[DocumentRelation] = []
        for one in told:
            codings = [report(world, one, n)[2] for n in of_event[one.number]]
            event, assessments = weighed(one, [c.mentions[0].id for c in codings], [c.statements for c in codings])
            found.append(event)
            weights += assessments
            copies += [
                DocumentRelation(
                    document_id=later.document_id, origin_id=codings[0].document_id, kind="copy", similarity=0.8
                )
                for later in codings[1:2]
            ]
        written = rows_derived.event_rows(found) | rows_derived.assessment_rows(weights)
        with storage._database.writing() as connection:
            insert(connection, schema.relations, [_relation_row(relation) for relation in copies])
            for table in schema.DERIVED:
                insert(connection, table, written.get(table.name, []))
        if start % (20 * BATCH) == 0:
            print(f"{start} events", file=sys.stderr, flush=True)
    manifest = RunManifest(
        version="benchmark", coder="benchmark/1", linker="none", weigher="none", codebook_digest="",
        documents=len(told_by), documents_digest="", chain_head="",
    )  # fmt: skip
    with storage._database.writing() as connection:
        insert(connection, schema.manifest, [rows_decided.manifest_row(manifest)])
        mark_current(connection)
        set_counter(connection, RUN, record_change(connection, "run", "benchmark"))


def _judge(storage: Any, world: World, told_by: Sequence[int]) -> None:  # noqa: ANN401
    """A thousand decisions about statements all over the ledger."""
    wanted = min(1000, len(told_by) // 20)
    for number in range(len(storage.stored_digests()), wanted):
        place = number * (len(told_by) // wanted)
        document, _, coding = report(world, Told(world, told_by[place]), place)
        verdict = (Verdict.ACCEPT, Verdict.REJECT, Verdict.ACCEPT)[number % 3]
        anchor = anchor_statement(coding.statements[number % PER_DOCUMENT], document.item_sha256)
        at = datetime(2031, 1, 2, tzinfo=UTC) + timedelta(seconds=number)
        append(storage, Judgement(verdict=verdict, anchors=(anchor,), by=f"coder {number % 7}", at=at, reason="read"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--statements", type=int, default=1_000_000)
    options = parser.parse_args()
    build(options.ledger, options.statements)


if __name__ == "__main__":
    main()
