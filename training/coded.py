"""Hand-coded texts: working form (substrings) to compiled form (offsets and the text's digest).

The working form is what a reader writes: one JSON object a document, quotes as exact substrings of the text, runs of
white space counted as one space. The compiled form keeps offsets only, so that it can stand here without the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

ACTS = ("claims", "denies", "attributes", "suspects", "reports_as_fact", "doubts", "retracts")
KINDS = (
    "armed_group",
    "state",
    "authority",
    "media",
    "rival_group",
    "witness",
    "court",
    "expert",
    "unknown",
)
TYPES = (
    "attack",
    "bombing",
    "shooting",
    "airstrike",
    "kidnapping",
    "assassination",
    "arson",
    "sabotage",
    "battle",
    "destruction",
    "chemical",
    "other",
)
VOICES = ("the text", "unnamed")
SHORTEST, LONGEST = 12, 600
Span = tuple[int, int]
_DATE = re.compile(r"(\.\./)?\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2}|/\.\.)?")


@dataclass
class Spaced:
    """A text with its runs of white space shown as one space, and the way back."""

    text: str
    plain: str = field(init=False)
    _back: list[int] = field(init=False)

    def __post_init__(self) -> None:
        letters, back = [], []
        for i, c in enumerate(self.text):
            if not c.isspace():
                letters.append(c)
                back.append(i)
            elif letters and letters[-1] != " ":
                letters.append(" ")
                back.append(i)
        self.plain, self._back = "".join(letters), [*back, len(self.text)]

    def span(self, start: int, length: int) -> Span:
        """Offsets in the text of a stretch of the plain form."""
        return self._back[start], self._back[start + length - 1] + 1

    def all(self, words: str) -> list[Span]:
        """Every place where ``words`` stand, in order; whole words first where there are such."""
        wanted = " ".join(words.split())
        found = self.every(wanted)
        whole = [span for span in found if self._bounded(*span)]
        return whole or found

    def every(self, words: str) -> list[Span]:
        """Every place where ``words`` stand, inside other words too."""
        wanted = " ".join(words.split())
        if not wanted:
            return []
        return [self.span(m.start(), len(wanted)) for m in re.finditer(f"(?={re.escape(wanted)})", self.plain)]

    def _bounded(self, start: int, end: int) -> bool:
        text = self.text
        before = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
        after = end >= len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
        return before and after

    def nearest(self, words: str) -> str:
        """The stretch most like ``words``, for a message."""
        run = SequenceMatcher(None, self.plain, words, autojunk=False).find_longest_match()
        start = max(0, run.a - run.b)
        return self.plain[start : start + len(words) + 10]


def sha256(text: str) -> str:
    """Digest by which a compiled coding knows its text."""
    return hashlib.sha256(text.encode()).hexdigest()


class Compiler:
    """Compiles one document; problems are collected in ``problems``, one line each."""

    def __init__(self, record: Mapping[str, Any], text: str) -> None:
        self.record = record
        self.spaced = Spaced(text)
        self.problems: list[str] = []

    def run(self) -> dict[str, Any]:
        """The compiled form; only to be used where there are no problems."""
        events = [self._event(e, f"{self.record['id']} {e.get('eid')}") for e in self.record["events"]]
        return {
            "id": self.record["id"],
            "set": self.record["set"],
            "reader": self.record["reader"],
            "text_sha256": sha256(self.spaced.text),
            "events": events,
        }

    def _event(self, event: Mapping[str, Any], where: str) -> dict[str, Any]:
        self._one_of(event.get("role"), ("main", "background"), f"{where} role")
        self._one_of(event.get("type"), TYPES, f"{where} type")
        date = event.get("date")
        if date is not None and not _DATE.fullmatch(date):
            self.problems.append(f"{where} date: {date!r} is no date such as 1989-11-16, 1989-11, a/b or ../b")
        spans = {
            name: self._find(event.get(name), f"{where} {name}")
            for name in ("trigger", "place", "fatalities", "injured", "unclaimed")
        }
        return {
            "eid": event.get("eid"),
            "role": event.get("role"),
            "type": event.get("type"),
            "date": date,
            "country": event.get("country"),
            **spans,
            "statements": [self._statement(s, f"{where} s{k}") for k, s in enumerate(event.get("statements", []), 1)],
        }

    def _statement(self, s: Mapping[str, Any], where: str) -> dict[str, Any]:
        self._one_of(s.get("act"), ACTS, f"{where} act")
        self._one_of(s.get("speaker_kind"), KINDS, f"{where} speaker_kind")
        quote = self._find(s.get("quote"), f"{where} quote")
        if quote is None:
            self.problems.append(f"{where} quote: missing or not found")
        elif not SHORTEST <= quote[1] - quote[0] <= LONGEST:
            self.problems.append(f"{where} quote: {quote[1] - quote[0]} characters, not {SHORTEST} to {LONGEST}")
        also = [self._find(a, f"{where} also") for a in s.get("also") or []]
        told = s.get("speaker")
        speaker = told if told in VOICES else self._find(told, f"{where} speaker", quote)
        if speaker is None:
            self.problems.append(f"{where} speaker: missing, write a substring, 'the text' or 'unnamed'")
        perpetrator = self._find(s.get("perpetrator"), f"{where} perpetrator")
        if perpetrator is None and s.get("act") != "retracts":
            self.problems.append(f"{where} perpetrator: missing (null is for retractions only)")
        mention = self._find(s.get("mention"), f"{where} mention", quote)
        near = [span for span in (quote, *also) if span]
        if mention and quote and not any(a <= mention[0] and mention[1] <= b for a, b in near):
            self.problems.append(f"{where} mention: {s.get('mention')!r} is not inside the quote")
        return {
            "act": s.get("act"),
            "speaker": speaker,
            "speaker_kind": s.get("speaker_kind"),
            "perpetrator": perpetrator,
            "mention": mention,
            "quote": quote,
            "also": [a for a in also if a],
            "channel": self._find(s.get("channel"), f"{where} channel", quote),
        }

    def _one_of(self, value: object, allowed: tuple[str, ...], where: str) -> None:
        if value not in allowed:
            self.problems.append(f"{where}: {value!r} is none of {', '.join(allowed)}")

    def _find(self, value: object, where: str, near: Span | None = None) -> Span | None:
        """The span that ``value`` names: by number, else inside or nearest to ``near``, else the first."""
        if value is None:
            return None
        wanted, number = (value.get("s"), value.get("n", 1)) if isinstance(value, Mapping) else (value, 0)
        if not isinstance(wanted, str):
            self.problems.append(f"{where}: {value!r} is no text")
            return None
        found = self.spaced.all(wanted)
        if number:
            # Readers count whole words or every occurrence; of the two readings the one near the quote is meant.
            counted = [f[number - 1] for f in (found, self.spaced.every(wanted)) if number <= len(f)]
            found = [min(counted, key=lambda span: _apart(span, near or (0, len(self.spaced.text))))] if counted else []
        if not found:
            count = f"does not occur {number} times" if number else "is not in the text"
            self.problems.append(f"{where}: {count}: {wanted!r}; nearest: {self.spaced.nearest(wanted)!r}")
            return None
        return found[0] if near is None else min(found, key=lambda span: (_apart(span, near), span))


def _apart(span: Span, near: Span) -> int:
    return max(near[0] - span[0], span[1] - near[1], 0)


def statements(record: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """(event, statement) of one compiled or working record."""
    for event in record["events"]:
        for s in event.get("statements", []):
            yield event, s
