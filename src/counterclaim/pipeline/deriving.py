"""Statements to events and assessments: what is rebuilt from the whole ledger at each run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.assessments import Records, court_findings, learn, weigh
from counterclaim.backends.storage.base import Derived, Storage
from counterclaim.codebooks import Priors
from counterclaim.documents import relate
from counterclaim.events import ActorResolver, Linking, link, profiles
from counterclaim.model import (
    Assessment,
    Coding,
    Document,
    DocumentRelation,
    Event,
    Evidence,
    Judgement,
    MentionProfile,
    Problem,
    Property,
    Resolution,
    RunManifest,
)
from counterclaim.model.identity import sha256_hex
from counterclaim.model.row import is_row
from counterclaim.pipeline.codebook import Codebook
from counterclaim.pipeline.data_sets import revised
from counterclaim.pipeline.desk.indexing import RunContent
from counterclaim.pipeline.evidence import Context, evidence_by_event, keyed
from counterclaim.pipeline.naming import resolver_of
from counterclaim.pipeline.progress import Progress
from counterclaim.pipeline.remembering import LinkingFile
from counterclaim.pipeline.standing import Evidential
from counterclaim.review import chain_head, resolutions


def weigh_all(
    events: Sequence[Event],
    evidence: Mapping[str, Sequence[Evidence]],
    priors: Priors,
    progress: Progress,
    resolved: Sequence[Resolution] = (),
) -> tuple[Assessment, ...]:
    """Weigh every event's statements, each speaker by its record in the other events that are resolved."""
    progress.stage("weigh", len(events))
    records = records_of(evidence, resolved, priors)
    settled: dict[str, dict[Property, str]] = defaultdict(dict)
    for r in resolved:
        settled[r.event_id][r.property] = r.value
    assessments: list[Assessment] = []
    for event in events:
        assessments.extend(weigh(event.id, evidence.get(event.id, ()), priors, records, settled.get(event.id)))
        progress.step()
    return tuple(assessments)


def records_of(evidence: Mapping[str, Sequence[Evidence]], resolved: Sequence[Resolution], priors: Priors) -> Records:
    """Everybody's record on what people resolved, and on what courts in the texts found where nobody did."""
    judged = {(r.event_id, r.property) for r in resolved}
    courts = [r for r in court_findings(evidence, priors) if (r.event_id, r.property) not in judged]
    return learn(evidence, [*resolved, *courts], priors)


@dataclass(frozen=True)
class DerivingStage:
    """Links and weighs the whole ledger and replaces the previous run's result in one transaction."""

    storage: Storage
    codebook: Codebook
    coder_key: str
    version: str
    memory: LinkingFile

    def run(self, progress: Progress, *, relink: bool = False) -> int | None:
        """Derive anew; returns how many mentions were linked anew, None where nothing that goes in has changed.

        ``relink`` links all of them by newly estimated weights, whatever has changed.
        """
        documents = {d.id: d for d in self.storage.documents()}
        judgements = self.storage.judgements()
        evidential = Evidential(self.storage, self.codebook, documents)
        counting = documents.keys() - evidential.standing.retired.keys()
        manifest = RunManifest(
            version=self.version,
            coder=self.coder_key,
            linker=LINKER,
            weigher=WEIGHER,
            codebook_digest=self.codebook.digest,
            documents=len(documents),
            documents_digest=sha256_hex("\n".join(sorted(counting)).encode()),
            chain_head=chain_head(judgements),
        )
        if self.storage.manifest() == manifest and not self.storage.stale() and not relink:
            return None
        relations = self._relate(progress)
        applied = evidential.applied
        self.storage.replace_problems("orphaned_judgement", applied.orphans)
        files = {capture.id: capture.uri for capture in self.storage.captures()}
        self.storage.replace_problems("revised", revised(evidential.standing.revisions, files))
        resolver = resolver_of(self.codebook.actors, applied.codings, judgements)
        progress.stage("link", None)
        found = profiles(applied.codings, documents, relations, resolver, applied.verdicts, evidential.distinct)
        linking = self._link(found, evidential, relink=relink)
        derived = self._derive(evidential, relations, judgements, resolver, linking, manifest, progress)
        self.storage.replace_derived(derived)
        self.memory.save(linking.memory, linking.events)
        return linking.relinked

    def _relate(self, progress: Progress) -> tuple[DocumentRelation, ...]:
        progress.stage("compare", None)
        return relate(
            document
            for document in self.storage.documents(with_text=True)
            if document.text and not is_row(document.media_type)
        )

    def _link(self, found: Sequence[MentionProfile], evidential: Evidential, *, relink: bool) -> Linking:
        """Link what is new or changed since the last run, or everything."""
        previous = self.storage.events()
        linking = link(
            found,
            together=evidential.applied.together,
            apart=evidential.applied.apart,
            previous=evidential.inherited(previous),
            memory=None if relink else self.memory.load(previous),
            keep=len(found) >= self.memory.least,
        )
        self.storage.replace_problems("merge_refused", [refused_merge(pair) for pair in linking.refused])
        return linking

    def _derive(
        self,
        evidential: Evidential,
        relations: tuple[DocumentRelation, ...],
        judgements: Sequence[Judgement],
        resolver: ActorResolver,
        linking: Linking,
        manifest: RunManifest,
        progress: Progress,
    ) -> Derived:
        documents, applied = evidential.documents, evidential.applied
        sources = {source.id: source for source in self.storage.sources()}
        context = Context.of(documents, sources, relations, self.codebook.actors)
        evidence = evidence_by_event(linking.events, applied.codings, context, resolver, applied.verdicts)
        settled = resolutions(judgements, applied.codings, documents, linking.events)
        weighed = weigh_all(linking.events, evidence, self.codebook.priors, progress, keyed(settled, resolver))
        rows = RunContent(
            codebook=self.codebook,
            documents=documents,
            origins=context.origins,
            applied=applied,
            coded=self._judged(judgements, documents),
            resolver=resolver,
            judgements=judgements,
            retired=evidential.standing.retired,
            releases=len(self.storage.releases()),
        )
        return Derived(
            relations=relations,
            events=linking.events,
            redirects=linking.redirects,
            assessments=weighed,
            manifest=manifest,
            index=rows.content(linking.events, weighed),
        )

    def _judged(self, judgements: Sequence[Judgement], documents: Mapping[str, Document]) -> Iterator[Coding]:
        """Codings as their coders made them, of the documents that judgements are about."""
        items = {anchor.item_sha256 for judgement in judgements for anchor in judgement.anchors}
        return self.storage.codings(key for key, document in documents.items() if document.item_sha256 in items)


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


LINKER = "fellegi-sunter/3"
WEIGHER = "odds/3"
