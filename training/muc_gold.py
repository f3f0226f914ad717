"""From a MUC-4 record with its key to entities with spans in the text.

Keys hold strings, not offsets: every occurrence of a string is found by its words. An occurrence of a common noun far from
the rest of its incident ("soldiers" in a paragraph on another matter) is `loose`: neither right nor wrong to tag.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from counterclaim.statements.encoder.roles import ROLES, header
from counterclaim.statements.encoder.windows import sentence_ends

Span = tuple[int, int]
_WORD = re.compile(r"[A-Za-z0-9]+")
_SLOT = {
    "PerpInd": "perp_individual",
    "Target": "phys_id",
    "Victim": "hum_name",
    "VictimDescription": "hum_description",
    "Weapon": "instrument_id",
}


@dataclass
class Entity:
    """An entity in one role: its strings, its occurrences in the text, and the incidents it fills."""

    role: str
    strings: list[str]
    incidents: set[int] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)
    loose: list[Span] = field(default_factory=list)


@dataclass
class Key:
    """A document's text (header and body) and its key."""

    text: str
    #: Character where the body begins; the header is read but nothing is found in it.
    body: int
    entities: list[Entity]
    types: list[list[str]]
    stages: list[list[str]]
    optional: list[bool]
    #: For each incident, (entity index, allowed confidence labels).
    confidence: list[list[tuple[int, list[str]]]]


class Words:
    """The words of a text by position, to find strings whatever the spacing and punctuation."""

    def __init__(self, text: str, body: int) -> None:
        self.spans = [m.span() for m in _WORD.finditer(text, body)]
        self.words = [text[a:b].lower() for a, b in self.spans]
        self.at: dict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self.words):
            self.at[word].append(i)

    def find(self, string: str) -> list[Span]:
        """All occurrences of `string`, as characters."""
        wanted = [w.lower() for w in _WORD.findall(string)]
        n = len(wanted)
        starts = [i for i in self.at.get(wanted[0], []) if self.words[i : i + n] == wanted] if wanted else []
        # A stretch over a paragraph's end, or over brackets that hold other words, would be no phrase.
        return [(self.spans[i][0], self.spans[i + n - 1][1]) for i in starts]


def strings_of(template: dict[str, Any], role: str) -> list[list[str]]:
    """The fillers of a role in a template, each with its alternatives."""
    if role == "PerpOrg":
        return [o["names"] for o in template["perp_orgs"]]
    if role == "Place":
        return [
            [p["name"]]
            for filler in template["slots"]["location"] or []
            for alternative in filler["alternatives"]
            for p in alternative["places"]
            if p["name"]
        ]
    fillers = template["slots"].get(_SLOT[role]) or []
    values = [[v for v in f["values"] if v] for f in fillers]
    return [v for v in values if v]


def simple(string: str) -> str:
    """A string as compared: lower-case words."""
    return " ".join(w.lower() for w in _WORD.findall(string))


def key_of(record: dict[str, Any]) -> Key:
    """The key of a record, with spans."""
    head = header(record)
    text, body = head + record["text"], len(head)
    entities: list[Entity] = []
    confidence = []
    for number, template in enumerate(record["templates"]):
        sure = []
        for role in ROLES:
            for strings in strings_of(template, role):
                index = merged(entities, role, strings, number)
                if role == "PerpOrg":
                    labels = next(o["confidence"] for o in template["perp_orgs"] if o["names"] == strings)
                    sure.append((index, labels))
        confidence.append(sure)
    locate(entities, text, body)
    slots = [t["slots"] for t in record["templates"]]
    return Key(
        text,
        body,
        entities,
        [s["type"][0]["values"] for s in slots],
        [(s["stage"] or [{"values": ["ACCOMPLISHED"]}])[0]["values"] for s in slots],
        [t["optional"] for t in record["templates"]],
        confidence,
    )


def merged(entities: list[Entity], role: str, strings: list[str], incident: int) -> int:
    """The index of the entity that has one of the strings in the role; made if there is none."""
    mine = {simple(s) for s in strings}
    for index, entity in enumerate(entities):
        if entity.role == role and mine & {simple(s) for s in entity.strings}:
            entity.strings += [s for s in strings if s not in entity.strings]
            entity.incidents.add(incident)
            return index
    entities.append(Entity(role, list(strings), {incident}))
    return len(entities) - 1


def locate(entities: list[Entity], text: str, body: int) -> None:
    """Find the occurrences and part them into sure and loose ones."""
    words = Words(text, body)
    ends = sentence_ends(text)
    for entity in entities:
        forms = list(entity.strings)
        if entity.role == "Victim":
            forms += [" ".join(s.split()[k:]) for s in entity.strings for k in range(1, len(s.split()))]
            forms = [f for f in forms if len(f) > 3]
        entity.spans = longest({span for form in forms for span in words.find(form)})
    sentences: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for index, entity in enumerate(entities):
        for span in entity.spans:
            for incident in entity.incidents:
                sentences[sentence(ends, span[0])][incident].add(index)
    for index, entity in enumerate(entities):
        if entity.role in ("Victim", "Place") or len(entity.spans) < 2:
            continue
        near = [any(sentences[sentence(ends, span[0])][i] - {index} for i in entity.incidents) for span in entity.spans]
        if not any(near):
            near[0] = True
        entity.loose = [s for s, sure in zip(entity.spans, near, strict=True) if not sure]
        entity.spans = [s for s, sure in zip(entity.spans, near, strict=True) if sure]


def sentence(ends: list[int], place: int) -> int:
    """The number of the sentence that holds a character."""
    return next(i for i, end in enumerate(ends) if place < end or end == ends[-1])


def longest(spans: set[Span]) -> list[Span]:
    """The spans without those that overlap a longer one, in order."""
    kept: list[Span] = []
    for a, b in sorted(spans, key=lambda s: (s[0] - s[1], s)):
        if all(b <= c or d <= a for c, d in kept):
            kept.append((a, b))
    return sorted(kept)
