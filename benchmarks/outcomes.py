"""Outcomes of hand-coded statements: how often weighing leaves standing what the hand coder says the text does.

    python benchmarks/outcomes.py GOLD [GOLD ...]

GOLD is JSON Lines, or one JSON object, in the form of the statements scorer: records with id and events, events with
statements (speaker, speaker_kind, act, perpetrator, quote) and outcome. The statements are weighed as they stand; no
text is read and no coder runs, so the figure is that of weighing alone. Prints each event that differs, then the share.
The rules were written with the development texts in view: a figure on those is no estimate for unseen ones.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counterclaim.assessments import weigh
from counterclaim.codebooks.actors import ActorBook
from counterclaim.codebooks.priors import Priors
from counterclaim.events import ActorResolver
from counterclaim.model import Act, ActorName, Coding, Evidence, Passage, Property, SpeakerKind, Statement


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of one file."""
    text = path.read_text(encoding="utf-8").strip()
    try:
        whole = json.loads(text)
        yield from whole if isinstance(whole, list) else [whole]
    except json.JSONDecodeError:
        yield from (json.loads(line) for line in text.splitlines())


def statement(record: dict[str, Any], event: dict[str, Any], said: dict[str, Any], book: ActorBook) -> Statement:
    """One hand-coded statement; its place in the text is not known, so each quote gets a place of its own."""
    quote, name = said["quote"], said["perpetrator"] or ""
    start = sum(ord(c) * (i + 1) for i, c in enumerate(quote)) % 10**9
    return Statement(
        mention_id=event["eid"],
        property=Property.PERPETRATOR,
        act=Act(said["act"]),
        value=name,
        value_kind={"state": "state", "authority": "state"}.get(book.kind(name), ""),
        passage=Passage(document_id=record["id"], start=start, end=start + len(quote), quote=quote),
        speaker=ActorName(name=said["speaker"]),
        speaker_kind=SpeakerKind(said["speaker_kind"]),
    )


def outcome(record: dict[str, Any], event: dict[str, Any], book: ActorBook, priors: Priors) -> tuple[str, bool]:
    """The weighed outcome, and whether it is the hand coder's."""
    said = tuple(statement(record, event, s, book) for s in event["statements"])
    resolver = ActorResolver(book, [Coding(document_id=record["id"], coder="hand", statements=said)])
    evidence = [
        Evidence(
            statement=s,
            origin_id=record["id"],
            outlet="",
            affiliation="",
            published=None,
            value_key=resolver.key(s.value),
            speaker_key=resolver.key(s.speaker.name),
        )
        for s in said
    ]
    found, expected = weigh(event["eid"], evidence, priors)[0].outcome, event["outcome"]
    return found, found == expected or (
        {found, expected}.isdisjoint({"unknown", "disputed"}) and (resolver.key(found) == resolver.key(expected))
    )


def main(paths: list[Path]) -> None:
    """Print what differs and the share that agrees."""
    book, priors = ActorBook.load(), Priors.load()
    agree = total = 0
    for record in (r for path in paths for r in records(path)):
        for event in record["events"]:
            found, same = outcome(record, event, book, priors)
            agree, total = agree + same, total + 1
            if not same:
                print(f"{record['id']} {event['eid']}: {event['outcome']!r} came out as {found!r}")
    print(f"{agree} of {total} outcomes agree ({agree / max(total, 1):.3f})")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(name) for name in sys.argv[1:]])
