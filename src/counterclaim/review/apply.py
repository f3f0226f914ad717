"""Judgements applied to what a coder finds now: pure functions that every run and every look calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from counterclaim.model import Anchor, Coding, Document, Judgement, Problem, Statement, Verdict
from counterclaim.model.values.actor_name import name_key
from counterclaim.review.corrections import Lookup, Unknowing
from counterclaim.review.grouping import Pair, group
from counterclaim.review.opinions import Conflict
from counterclaim.review.orphans import Orphan
from counterclaim.review.undoing import in_force
from counterclaim.review.verdicts import Slots

ABOUT_STATEMENTS = (Verdict.ACCEPT, Verdict.CORRECT, Verdict.REJECT, Verdict.ADD, Verdict.ADJUDICATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """Codings with people's decisions in them."""

    codings: tuple[Coding, ...]
    """In the order given; corrected statements stand in place of the coder's, added ones after them, each marked
    ``human/<by>``."""
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    """By statement id, as the statement now stands. A rejected statement stays in its coding."""
    conflicts: tuple[Conflict, ...] = ()
    """Statements that people read differently: until one is adjudicated the machine's reading stands."""
    corrected_from: Mapping[str, str] = field(default_factory=dict)
    """Id of the coder's statement by the id of the corrected one."""
    finished: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By document, who has coded it whole."""
    known_as: Mapping[str, str] = field(default_factory=dict)
    """The present id of each judged statement by every id that it had before."""
    replaced: Mapping[str, Statement] = field(default_factory=dict)
    """What stood in the place of statements before, as the coder or a person had it, by their own ids."""
    together: tuple[Pair, ...] = ()
    """Pairs of mention ids that are one event; together with ``apart`` they never contradict each other."""
    apart: tuple[Pair, ...] = ()
    """Pairs of mention ids that are two events."""
    decided_by: Mapping[Pair, Judgement] = field(default_factory=dict)
    """The judgement behind each pair of ``together`` and ``apart``."""
    unmasked: tuple[str, ...] = ()
    """Names that may be published, as the judgements give them."""
    lost: tuple[Orphan, ...] = ()
    """Judgements, or anchors of them, that match nothing any more."""

    @property
    def orphans(self) -> tuple[Problem, ...]:
        """What is lost, as problems."""
        return tuple(orphan.problem() for orphan in self.lost)


def apply_judgements(
    judgements: Sequence[Judgement],
    codings: Sequence[Coding],
    documents: Mapping[str, Document],
    known: Lookup | None = None,
) -> Applied:
    """Find what each judgement is about in fresh codings, and carry it out; later ones supersede earlier ones.

    What was taken back does not count.

    Args:
        judgements: in the order of the chain.
        codings: as a coder made them, without any judgement in them.
        documents: by id; all documents of the codings, with their text where people have added statements.
        known: where the names and places of added statements are looked up; nothing is known if not given.
    """
    judgements = in_force(judgements)
    if not judgements:
        return Applied(codings=tuple(codings))
    wanted = {anchor.item_sha256 for judgement in judgements for anchor in judgement.anchors}
    concerned: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        item = documents[coding.document_id].item_sha256
        if item in wanted:
            concerned[item].append(coding)
    slots = Slots(concerned, documents, known or Unknowing())
    orphans = slots.decide([j for j in judgements if j.verdict in ABOUT_STATEMENTS and not _about_name(j.anchors[0])])
    grouping = group([j for j in judgements if j.verdict in (Verdict.MERGE, Verdict.SPLIT)], concerned)
    return Applied(
        codings=_with_corrections(codings, slots),
        verdicts=slots.verdicts(),
        corrected_from=slots.corrected_from(),
        finished=_finished(judgements, concerned),
        known_as=slots.known_as(),
        replaced=slots.replaced(),
        conflicts=slots.conflicts(),
        together=grouping.together,
        apart=grouping.apart,
        decided_by=grouping.by,
        unmasked=_unmasked(judgements),
        lost=tuple(_named(orphan, documents) for orphan in (*orphans, *grouping.orphans)),
    )


def _with_corrections(codings: Iterable[Coding], slots: Slots) -> tuple[Coding, ...]:
    changed = slots.changed_documents()
    return tuple(_changed(coding, slots) if coding.document_id in changed else coding for coding in codings)


def _changed(coding: Coding, slots: Slots) -> Coding:
    mentions, added = slots.additions(coding.document_id)
    statements: dict[str, Statement] = {}
    for fresh, now in chain(((s, slots.present(s)) for s in coding.statements), ((None, s) for s in added)):
        # A correction may say what another statement of the coding already says: then the person's word stands.
        if now.id not in statements or now is not fresh:
            statements[now.id] = now
    return replace(coding, mentions=(*coding.mentions, *mentions), statements=tuple(statements.values()))


def _finished(judgements: Iterable[Judgement], concerned: Mapping[str, Sequence[Coding]]) -> dict[str, tuple[str, ...]]:
    people: dict[str, set[str]] = defaultdict(set)
    for judgement in judgements:
        if judgement.verdict is Verdict.FINISH:
            for coding in concerned.get(judgement.anchors[0].item_sha256, ()):
                people[coding.document_id].add(judgement.by)
    return {document: tuple(sorted(names)) for document, names in people.items()}


def _about_name(anchor: Anchor) -> bool:
    return not anchor.item_sha256


def _unmasked(judgements: Sequence[Judgement]) -> tuple[str, ...]:
    """Names that were unmasked and not, by a later rejection of the same name, masked again."""
    names: dict[str, str] = {}
    for judgement in judgements:
        for anchor in judgement.anchors:
            if judgement.verdict is Verdict.UNMASK:
                names[name_key(anchor.value)] = anchor.value
            elif judgement.verdict is Verdict.REJECT and _about_name(anchor):
                names.pop(name_key(anchor.value), None)
    return tuple(sorted(names.values()))


def _named(orphan: Orphan, documents: Mapping[str, Document]) -> Orphan:
    held = sorted(key for key, d in documents.items() if d.item_sha256 == orphan.anchor.item_sha256)
    if not held:
        return replace(orphan, reason="the ledger has no document with these bytes")
    document = documents[held[0]]
    return replace(orphan, document_id=document.id, subject=document.title or document.uri or document.id)
