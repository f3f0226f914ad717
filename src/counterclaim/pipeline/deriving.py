"""Statements to events and assessments: what is rebuilt from the whole ledger at each run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.assessments import weigh
from counterclaim.backends.storage.base import Derived, Storage
from counterclaim.codebooks import ActorBook, Priors
from counterclaim.documents import relate
from counterclaim.events import ActorResolver, Linking, link, profiles
from counterclaim.model import (
    Assessment,
    Coding,
    Document,
    DocumentRelation,
    Event,
    Evidence,
    Problem,
    Property,
    RunManifest,
    Source,
    SpeakerKind,
    Statement,
    Verdict,
)
from counterclaim.model.identity import sha256_hex
from counterclaim.model.values.actor_name import name_key
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.progress import Progress
from counterclaim.review import Applied, apply_judgements, chain_head


@dataclass(frozen=True)
class Context:
    """What weighing needs to know of documents: their outlets, dates and which of them repeat which."""

    documents: Mapping[str, Document]
    sources: Mapping[str, Source]
    origins: Mapping[str, str]
    actors: ActorBook

    def evidence(self, statement: Statement, resolver: ActorResolver, verdict: Verdict | None) -> Evidence:
        """A statement with its surroundings and with actors resolved."""
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
            value_key=value_key(statement, resolver),
            speaker_key=speaker_key(statement, resolver, self.origins.get(document.id, document.id)),
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


def value_key(statement: Statement, resolver: ActorResolver) -> str:
    """Key of the actor for a perpetrator, the canonical text for every other property."""
    if statement.property is not Property.PERPETRATOR:
        return statement.value
    return resolver.key(statement.value, statement.value_aliases, statement.value_id)


def speaker_key(statement: Statement, resolver: ActorResolver, origin_id: str) -> str:
    """One key per voice: a text's own voice is its origin's, an unnamed speaker is one per origin."""
    name = statement.speaker.name
    if name_key(name) in {"text", "unnamed", ""} or name.casefold().startswith("unnamed"):
        return f"{name.casefold()}@{origin_id}"
    return resolver.key(name, statement.speaker.aliases, statement.speaker.actor_id)


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
        for statement in coding.statements:
            event_id = event_of.get(statement.mention_id)
            if event_id is not None:
                grouped[event_id].append(context.evidence(statement, resolver, verdicts.get(statement.id)))
    return grouped


def weigh_all(
    events: Sequence[Event], evidence: Mapping[str, Sequence[Evidence]], priors: Priors, progress: Progress
) -> tuple[Assessment, ...]:
    """Weigh every event's statements."""
    progress.stage("weigh", len(events))
    assessments: list[Assessment] = []
    for event in events:
        assessments.extend(weigh(event.id, evidence.get(event.id, ()), priors))
        progress.step()
    return tuple(assessments)


@dataclass(frozen=True)
class DerivingStage:
    """Links and weighs the whole ledger and replaces the previous run's result in one transaction."""

    storage: Storage
    codebook: Codebook
    coder_key: str
    version: str

    def run(self, progress: Progress) -> bool:
        """Derive anew; returns False where nothing that goes in has changed since the last run."""
        documents = {d.id: d for d in self.storage.documents()}
        judgements = self.storage.judgements()
        manifest = RunManifest(
            version=self.version,
            coder=self.coder_key,
            linker=LINKER,
            weigher=WEIGHER,
            codebook_digest=self.codebook.digest,
            documents=len(documents),
            documents_digest=sha256_hex("\n".join(sorted(documents)).encode()),
            chain_head=chain_head(judgements),
        )
        if self.storage.manifest() == manifest and not self.storage.stale():
            return False
        relations = self._relate(progress)
        applied = apply_judgements(judgements, list(self.storage.codings()), documents)
        self.storage.replace_problems("orphaned_judgement", applied.orphans)
        self.storage.replace_derived(self._derive(documents, relations, applied, manifest, progress))
        return True

    def _relate(self, progress: Progress) -> tuple[DocumentRelation, ...]:
        progress.stage("compare", None)
        return relate(document for document in self.storage.documents(with_text=True) if document.text)

    def _derive(
        self,
        documents: Mapping[str, Document],
        relations: tuple[DocumentRelation, ...],
        applied: Applied,
        manifest: RunManifest,
        progress: Progress,
    ) -> Derived:
        resolver = ActorResolver(self.codebook.actors, applied.codings)
        progress.stage("link", None)
        found = profiles(applied.codings, documents, relations, resolver, applied.verdicts)
        linking: Linking = link(found, together=applied.together, apart=applied.apart, previous=self.storage.events())
        self.storage.replace_problems("merge_refused", [refused_merge(pair) for pair in linking.refused])
        context = Context(
            documents=documents,
            sources={source.id: source for source in self.storage.sources()},
            origins={r.document_id: r.origin_id for r in relations if r.kind != "partial"},
            actors=self.codebook.actors,
        )
        evidence = evidence_by_event(linking.events, applied.codings, context, resolver, applied.verdicts)
        return Derived(
            relations=relations,
            events=linking.events,
            redirects=linking.redirects,
            assessments=weigh_all(linking.events, evidence, self.codebook.priors, progress),
            manifest=manifest,
        )


def refused_merge(pair: tuple[str, str]) -> Problem:
    """The problem that tells of a merge that another judgement forbids."""
    return Problem(
        stage="link",
        subject=pair[0],
        place=pair[1],
        message="two mentions were judged one event, and others of the same events were judged apart",
        remedy="see `counterclaim judge list`; a later judgement settles it",
        code="merge_refused",
    )


LINKER = "fellegi-sunter/1"
WEIGHER = "odds/1"
