"""A model's answer, read with distrust: what is not in the text is dropped and counted."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from counterclaim.errors import CodingError
from counterclaim.model import (
    THE_TEXT,
    Act,
    CountRange,
    DateInterval,
    EventType,
    PersonMention,
    Property,
    Role,
    SpeakerKind,
)
from counterclaim.model.passage import Passage
from counterclaim.statements.llm.prompt import KINDS, PERSON_ROLES
from counterclaim.statements.quotes import QuoteFinder, Span
from counterclaim.statements.told import Told

LONGEST_QUOTE = 600
PROBABILITY = 0.7
"""Of every reading: a stand-in until it is measured for a model, above even chance and below a person's word."""
MOST_EVENTS = 500
_FACTS = (Property.DATE, Property.PLACE, Property.FATALITIES, Property.INJURED)
_CHECKS = {
    Property.DATE: DateInterval.parse,
    Property.FATALITIES: CountRange.parse,
    Property.INJURED: CountRange.parse,
    Property.TYPE: EventType,
}
NOT_QUOTED = "not_quoted"
NOT_NAMED = "not_named"
MISSHAPEN = "misshapen"
UNFINISHED = "unfinished"


@dataclass(slots=True)
class Gathered:
    """What the answers about one text gave so far, and how much of it was dropped, by reason."""

    document_id: str
    text: str
    told: list[Told] = field(default_factory=list)
    roles: dict[int, Role] = field(default_factory=dict)
    persons: list[PersonMention] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)

    @property
    def known(self) -> list[str]:
        """The events so far in a few words each, for the next part of the text."""
        lines = []
        for event in sorted({part.event for part in self.told}):
            facts = {p.property: p.value for p in reversed(self.told) if p.event == event and p.property in _NAMING}
            lines.append(", ".join([f"event {event}", *(facts[name] for name in _NAMING if name in facts)]))
        return lines


_NAMING = (Property.TYPE, Property.DATE, Property.PLACE)


def parse_answer(text: str) -> dict[str, Any]:
    """The JSON object in an answer, with or without words and marks around it; raises CodingError for anything else."""
    start, end = text.find("{"), text.rfind("}")
    try:
        found = json.loads(text[start : end + 1]) if 0 <= start < end else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not isinstance(found.get("events"), list):
        raise CodingError("the model's answer is not the JSON that was asked for", remedy="try another model")
    return found


def whole_events(text: str) -> str:
    """What is whole of an answer that was cut off, as an answer of its own; raises CodingError where no event is."""
    decoder = json.JSONDecoder()
    start = text.find("[", max(0, text.find('"events"')))
    place = start + 1
    events: list[Any] = []
    with contextlib.suppress(ValueError, RecursionError):
        while start >= 0:
            while text[place : place + 1] in _BETWEEN and place < len(text):
                place += 1
            event, place = decoder.raw_decode(text, place)
            events.append(event)
    if not events:
        raise CodingError(
            "the model's answer was cut off", remedy="let it answer at greater length: COUNTERCLAIM_LLM_TOKENS"
        )
    return json.dumps({"events": events})


_BETWEEN = ", \n\r\t"


class AnswerReader:
    """Reads answers about one text into what was `Gathered`."""

    def __init__(self, gathered: Gathered, finder: QuoteFinder, near: int) -> None:
        """``near``: where in the text the part begins that the answer is about."""
        self._all = gathered
        self._finder = finder
        self._near = near

    def read(self, answer: Mapping[str, Any]) -> None:
        """Take in all that holds."""
        for event in answer["events"]:
            self._event(event)
        persons = answer.get("persons")
        for person in persons if isinstance(persons, list) else ():
            self._person(person)

    def _event(self, event: object) -> None:
        number = event.get("number") if isinstance(event, dict) else None
        if not isinstance(event, dict) or not isinstance(number, int) or not 1 <= number <= MOST_EVENTS:
            return self._drop(MISSHAPEN)
        role = event.get("role")
        self._all.roles.setdefault(number, Role(role) if role in set(Role) else Role.MAIN)
        self._fact(number, Property.TYPE, event.get("type"))
        for prop in _FACTS:
            self._fact(number, prop, event.get(str(prop)))
        if event.get("unclaimed_quote"):
            self._fact(number, Property.UNCLAIMED, {"value": "yes", "quote": event["unclaimed_quote"]})
        statements = event.get("statements")
        for statement in statements if isinstance(statements, list) else ():
            self._statement(number, statement)
        return None

    def _fact(self, event: int, prop: Property, fact: object) -> None:
        if fact is None:
            return None
        value = _text(fact, "value")
        if not value or not _fits(prop, value):
            return self._drop(MISSHAPEN)
        if prop is Property.PLACE and not self._finder.holds(value):
            return self._drop(NOT_NAMED)
        self._tell(fact, Told(event=event, spans=(), property=prop, value=value, probability=PROBABILITY))
        return None

    def _statement(self, event: int, said: object) -> None:
        act, speaker, kind = (_text(said, name) for name in ("act", "speaker", "speaker_kind"))
        who = _text(said, "perpetrator")
        if act not in set(Act) or not speaker or not (who or act == Act.RETRACTS):
            return self._drop(MISSHAPEN)
        if (who and not self._finder.holds(who)) or not self._speaks(speaker):
            return self._drop(NOT_NAMED)
        own = speaker.casefold() == THE_TEXT
        told = Told(
            event=event,
            spans=(),
            property=Property.PERPETRATOR,
            value=who,
            act=Act(act),
            speaker=THE_TEXT if own else speaker,
            speaker_kind=SpeakerKind.MEDIA if own else _word(SpeakerKind, kind, SpeakerKind.UNKNOWN),
            value_kind=_text(said, "perpetrator_kind") if _text(said, "perpetrator_kind") in KINDS else "",
            probability=PROBABILITY,
        )
        return self._tell(said, told)

    def _speaks(self, speaker: str) -> bool:
        low = speaker.casefold()
        return low == THE_TEXT or low.startswith("unnamed") or low == "the author" or self._finder.holds(speaker)

    def _tell(self, said: object, told: Told) -> None:
        """Keep what is quoted rightly."""
        span = self._span(_text(said, "quote"))
        if span is None:
            return self._drop(NOT_QUOTED)
        self._all.told.append(replace(told, spans=(span,)))
        return None

    def _span(self, quote: str) -> Span | None:
        span = self._finder.find(quote, near=self._near) if quote else None
        return span if span is not None and span[1] - span[0] <= LONGEST_QUOTE else None

    def _person(self, person: object) -> None:
        name, role = _text(person, "name"), _text(person, "role")
        span = self._finder.find(name, near=self._near) if name else None
        if span is None or role not in PERSON_ROLES:
            return self._drop(NOT_NAMED)
        passage = Passage.cut(self._all.document_id, self._all.text, *span)
        self._all.persons.append(
            PersonMention(document_id=self._all.document_id, name=passage.quote, role=role, passage=passage)
        )
        return None

    def _drop(self, reason: str) -> None:
        self._all.dropped[reason] += 1


def _text(record: object, name: str) -> str:
    value = record.get(name) if isinstance(record, dict) else None
    return " ".join(value.split()) if isinstance(value, str) else ""


def _word(kind: type[SpeakerKind], word: str, otherwise: SpeakerKind) -> SpeakerKind:
    return kind(word) if word in set(kind) else otherwise


def _fits(prop: Property, value: str) -> bool:
    try:
        _CHECKS.get(prop, str)(value)
    except ValueError:
        return False
    return True
