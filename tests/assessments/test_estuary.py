"""The invented estuary: from the statements of its key to what the key says that its documents leave standing."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from tests.assessments.saying import say

from counterclaim.assessments import weigh
from counterclaim.codebooks.actors import ActorBook
from counterclaim.events import ActorResolver
from counterclaim.model import Property, SpeakerKind

ESTUARY = Path(__file__).parents[2] / "examples" / "estuary"
KEY = yaml.safe_load((ESTUARY / "truth.yaml").read_text(encoding="utf-8"))
EVENTS = {event["id"]: event for event in KEY["events"]}
UNSEEN = {
    "halvermouth-rail-depot": "that a cover name hides the claimant is not known to weighing",
    "puerto-narelo-commissioner": "a claim that police doubt and nobody supports is unknown here, disputed there",
}
PERSONS = {"Lorcan Despery", "Josse Callumet"}


def told(document):
    """The day that a file's name gives; none for items of a container."""
    day = re.search(r"/(\d\d)(\d\d)_", document)
    return date(2031, int(day[1]), int(day[2])) if day else None


def outcome(event, priors):
    book = ActorBook.load([ESTUARY / "actors.yaml"])
    resolver = ActorResolver(book)
    evidence = []
    for s in event.get("statements", []):
        name = s.get("perpetrator")
        if not name:
            continue
        e = say(
            s["speaker"],
            s["speaker_kind"],
            s["act"],
            name,
            document=s["document"],
            day=told(s["document"]),
            quote=s["quote"],
            value_kind="person" if name in PERSONS else "organisation",
        )
        evidence.append(e)
    from dataclasses import replace

    keyed = [
        replace(
            e,
            value_key=resolver.key(e.statement.value),
            speaker_key=e.speaker_key if "@" in e.speaker_key else resolver.key(e.statement.speaker.name),
        )
        for e in evidence
    ]
    return weigh(event["id"], keyed, priors)[0].outcome


@pytest.mark.parametrize("name", [name for name in EVENTS if name not in UNSEEN])
def test_what_the_documents_leave_standing(name, priors):
    expected = EVENTS[name]["known_to_reader"] or "unknown"
    if isinstance(expected, list):
        expected = " and ".join(expected)
    assert outcome(EVENTS[name], priors) == expected


@pytest.mark.parametrize("name", UNSEEN)
def test_what_weighing_does_not_see_is_left_open_and_no_wrong_answer(name, priors):
    assert outcome(EVENTS[name], priors) in {"disputed", "unknown"}


def test_the_key_uses_the_words_of_the_ledger():
    for event in EVENTS.values():
        for s in event.get("statements", []):
            assert SpeakerKind(s["speaker_kind"])
            assert Property(s.get("property", "perpetrator"))
