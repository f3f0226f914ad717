"""News records with a dateline, as those of MUC-4, to incidents in the form in which MUC-4's fillers are scored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.statements.encoder.incidents import Bars, Filler, Incident, Witnesses, incidents
from counterclaim.statements.encoder.model import Encoder
from counterclaim.statements.encoder.reading import Reader, TextReading
from counterclaim.statements.encoder.roles import header
from counterclaim.statements.encoder.settings import Setting, setting_of

BATCH = 16
Place = Callable[[Incident, str, Mapping[str, Any]], Setting]


def readings(records: Sequence[dict[str, Any]], encoder: Encoder) -> Iterator[tuple[dict[str, Any], TextReading]]:
    """The reading of each record's header and text."""
    reader = Reader(encoder.heads("muc4"))
    for first in range(0, len(records), BATCH):
        batch = records[first : first + BATCH]
        heads = [header(record) for record in batch]
        texts = [encoder.tokenise(head + record["text"]) for head, record in zip(heads, batch, strict=True)]
        for record, head, text, states in zip(batch, heads, texts, encoder.states(texts), strict=True):
            yield record, reader.read(text, states, len(head))


def predict(
    record: dict[str, Any],
    reader: Reader,
    reading: TextReading,
    bars: Bars,
    setting: Place = setting_of,
    heard: Witnesses | None = None,
) -> dict[str, Any]:
    """A record's prediction; what is heard as said stands where it does in the record's text."""
    heard, shift = heard or Witnesses(), len(header(record))
    shifted = [replace(s, start=s.start + shift, end=s.end + shift) for s in heard.said]
    found = incidents(reader, reading, bars, replace(heard, said=shifted))
    return {"id": record["id"], "incidents": [told(i, setting(i, reading.text.text, record)) for i in found]}


def told(incident: Incident, setting: Setting) -> dict[str, Any]:
    """An incident in the scorer's form."""

    def names(role: str) -> list[list[str]]:
        return [list(f.names) for f in incident.of(role)]

    return {
        "type": incident.type,
        "stage": incident.stage,
        "date": setting.date,
        "location": {"country": setting.country, "places": list(setting.places)},
        "perp_individuals": names("PerpInd"),
        "perp_orgs": [organisation(f) for f in incident.of("PerpOrg")],
        "targets": names("Target"),
        "victims": names("Victim"),
        "victim_descriptions": names("VictimDescription"),
        "weapons": names("Weapon"),
    }


def organisation(f: Filler) -> dict[str, Any]:
    """An organisation with its degree of certainty."""
    return {"names": list(f.names), "confidence": f.label}
