"""Statements with all that weighing needs to know of where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from counterclaim.codebooks import ActorBook
from counterclaim.events import ActorResolver, days_told
from counterclaim.model import (
    Coding,
    Document,
    DocumentRelation,
    Event,
    Evidence,
    Property,
    Resolution,
    Source,
    SpeakerKind,
    Statement,
    Verdict,
)
from counterclaim.model.values.actor_name import name_key


class Naming(Protocol):
    """Gives each name the key of its actor."""

    def key(self, name: str, aliases: Sequence[str] = (), value_id: str = "", on: date | None = None) -> str:
        """The key of the actor called ``name`` on that day."""
        ...


@dataclass(frozen=True)
class Context:
    """What weighing needs to know of documents: their outlets, dates and which of them repeat which."""

    documents: Mapping[str, Document]
    sources: Mapping[str, Source]
    origins: Mapping[str, str]
    actors: ActorBook
    partial: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    """Per document: earlier ones that it repeats in part, and how much of it stands there."""

    @classmethod
    def of(
        cls,
        documents: Mapping[str, Document],
        sources: Mapping[str, Source],
        relations: Sequence[DocumentRelation],
        actors: ActorBook,
    ) -> Context:
        """Take what is whole for origins and what is partial apart."""
        partial: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for r in relations:
            if r.kind == "partial":
                partial[r.document_id].append((r.origin_id, r.similarity))
        return cls(
            documents=documents,
            sources=sources,
            origins={r.document_id: r.origin_id for r in relations if r.kind != "partial"},
            actors=actors,
            partial={document: tuple(sorted(found)) for document, found in partial.items()},
        )

    def evidence(
        self, statement: Statement, resolver: Naming, verdict: Verdict | None, on: date | None = None
    ) -> Evidence:
        """A statement with its surroundings and with actors resolved, as of the day ``on`` of the event it tells of."""
        document = self.documents[statement.passage.document_id]
        source = self.sources.get(document.source_id)
        affiliation = source.affiliation if source else ""
        return Evidence(
            statement=statement,
            origin_id=self.origins.get(document.id, document.id),
            outlet=document.outlet,
            affiliation=affiliation,
            affiliation_kind=affiliation_kind(source, self.actors),
            published=document.published,
            agency=document.agency,
            leans_on=self.partial.get(document.id, ()),
            value_key=value_key(statement, resolver, on),
            speaker_key=speaker_key(statement, resolver, self.origins.get(document.id, document.id), on),
            verdict=verdict,
        )


OUTLET_KINDS = {
    "armed_group_media": SpeakerKind.ARMED_GROUP,
    "government": SpeakerKind.STATE,
    "court": SpeakerKind.COURT,
    "ngo": SpeakerKind.EXPERT,
}
"""Whose voice an outlet's own words are, by the outlet's kind."""

ACTOR_KINDS = {
    "armed_group": SpeakerKind.ARMED_GROUP,
    "media_wing": SpeakerKind.ARMED_GROUP,
    "state": SpeakerKind.STATE,
    "authority": SpeakerKind.AUTHORITY,
}
"""The same by the kind of the actor that the outlet speaks for, where the codebook knows it."""


def affiliation_kind(source: Source | None, actors: ActorBook) -> SpeakerKind | None:
    """What kind of voice an affiliated outlet's own words are; None where it speaks for nobody known."""
    if source is None or not source.affiliation:
        return None
    return ACTOR_KINDS.get(actors.kind(source.affiliation)) or OUTLET_KINDS.get(source.kind)


def value_key(statement: Statement, resolver: Naming, on: date | None = None) -> str:
    """Key of the actor for a perpetrator, the canonical text for every other property."""
    if statement.property is not Property.PERPETRATOR:
        return statement.value
    return resolver.key(statement.value, statement.value_aliases, statement.value_id, on)


def speaker_key(statement: Statement, resolver: Naming, origin_id: str, on: date | None = None) -> str:
    """One key per voice: a text's own voice is its origin's, an unnamed speaker is one per origin.

    A name means whom it meant in the year of the event, so that who claims is who is named.
    """
    name = statement.speaker.name
    if name_key(name) in {"text", "unnamed", ""} or name.casefold().startswith("unnamed"):
        return f"{name.casefold()}@{origin_id}"
    return resolver.key(name, statement.speaker.aliases, statement.speaker.actor_id, on)


def evidence_by_event(
    events: Sequence[Event],
    codings: Sequence[Coding],
    context: Context,
    resolver: ActorResolver,
    verdicts: Mapping[str, Verdict],
) -> dict[str, list[Evidence]]:
    """Group all statements by the event that their mention belongs to."""
    event_of = {mention: event.id for event in events for mention in event.mention_ids}
    grouped: dict[str, list[Evidence]] = defaultdict(list)
    for coding in codings:
        days = days_told(coding, verdicts)
        for statement in coding.statements:
            event_id = event_of.get(statement.mention_id)
            if event_id is not None:
                on = days.get(statement.mention_id)
                grouped[event_id].append(context.evidence(statement, resolver, verdicts.get(statement.id), on))
    return grouped


def keyed(resolutions: Sequence[Resolution], resolver: ActorResolver) -> tuple[Resolution, ...]:
    """Resolutions with the key of the actor whom their value names."""
    return tuple(
        replace(r, value_key=resolver.key(r.value, (), "")) if r.property is Property.PERPETRATOR else r
        for r in resolutions
    )
