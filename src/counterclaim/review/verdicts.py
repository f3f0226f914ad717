"""Accepted, corrected and rejected statements, found again among what a coder finds now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.model import Anchor, Coding, Document, Judgement, Mention, Statement, Verdict
from counterclaim.review.additions import added
from counterclaim.review.anchoring import best_matches, overlap, same_speaker, same_value
from counterclaim.review.corrections import corrected, corrected_anchor
from counterclaim.review.orphans import Orphan
from counterclaim.review.rules import misfit


@dataclass(slots=True)
class _Slot:
    """A coder's statement, and what people have made of it so far."""

    fresh: Statement
    now: Statement
    verdict: Verdict | None = None


class Slots:
    """The statements of all documents that judgements speak of."""

    def __init__(self, concerned: Mapping[str, Sequence[Coding]]) -> None:
        self._slots: dict[str, list[list[_Slot]]] = {
            item: [[_Slot(fresh=s, now=s) for s in coding.statements] for coding in codings]
            for item, codings in concerned.items()
        }
        self._by_id = {slot.fresh.id: slot for slot in self._all()}
        self._codings = concerned
        self._added: dict[str, list[_Slot]] = {}
        self._mentions: dict[str, list[Mention]] = {}

    def extend(self, judgements: Iterable[Judgement], documents: Mapping[str, Document]) -> list[Orphan]:
        """Put in the statements that people added; returns the additions whose place is in no text.

        What a coder has meanwhile learnt to read is not put in twice: the person's addition then accepts it.
        """
        orphans = []
        for judgement in judgements:
            anchor = judgement.anchors[0]
            held = zip(self._codings.get(anchor.item_sha256, ()), self._slots.get(anchor.item_sha256, ()), strict=True)
            reasons = [self._add(judgement, coding, slots, documents) for coding, slots in held]
            if not reasons or all(reasons):
                reason = reasons[0] if reasons else "the document has not been coded"
                orphans.append(Orphan(judgement=judgement, anchor=anchor, reason=reason))
        return orphans

    def _add(self, judgement: Judgement, coding: Coding, slots: list[_Slot], documents: Mapping[str, Document]) -> str:
        if misfit(judgement):
            return misfit(judgement)
        anchor = judgement.anchors[0]
        agreed, forms = _find(anchor, slots)
        if len(agreed) == 1 and not _changed(anchor, forms[0], ()):
            agreed[0].verdict = Verdict.ADD
            return ""
        new = self._mentions.setdefault(coding.document_id, [])
        made = added(judgement, coding, documents[coding.document_id].text, new)
        if made is None:
            return "the document's text, as it is kept, has no such place"
        statement, mention = made
        if mention not in (*coding.mentions, *new):
            new.append(mention)
        slot = _Slot(fresh=statement, now=statement, verdict=Verdict.ADD)
        slots.append(slot)
        self._added.setdefault(coding.document_id, []).append(slot)
        return ""

    def added(self, document_id: str) -> tuple[tuple[Mention, ...], tuple[Statement, ...]]:
        """Mentions and statements that people added to a document, the latter as they now stand."""
        statements = tuple(slot.now for slot in self._added.get(document_id, ()))
        used = {statement.mention_id for statement in statements}
        return tuple(m for m in self._mentions.get(document_id, ()) if m.id in used), statements

    def decide(self, judgements: Iterable[Judgement]) -> list[Orphan]:
        """Carry out judgements in the order of the chain; returns those that matched nothing."""
        orphans = []
        for judgement in judgements:
            # Bytes that came from two addresses are two documents: a decision about them holds in both.
            documents = self._slots.get(judgement.anchors[0].item_sha256, [])
            reasons = [_decide(judgement, slots) for slots in documents]
            if not reasons:
                reasons = ["the document has not been coded"]
            if all(reasons):
                orphans.append(Orphan(judgement=judgement, anchor=judgement.anchors[0], reason=reasons[0]))
        return [orphan for orphan in orphans if orphan.reason != _SETTLED]

    def present(self, fresh: Statement) -> Statement:
        """What now stands in place of a coder's statement."""
        slot = self._by_id.get(fresh.id)
        return slot.now if slot else fresh

    def verdicts(self) -> dict[str, Verdict]:
        """The last verdict about each statement, by the id that it now has."""
        return {slot.now.id: slot.verdict for slot in self._all() if slot.verdict is not None}

    def corrected_from(self) -> dict[str, str]:
        """The coder's statement, or the one that a person added, behind each corrected one."""
        return {slot.now.id: slot.fresh.id for slot in self._all() if slot.now is not slot.fresh}

    @property
    def corrected_documents(self) -> set[str]:
        """Documents in which a statement was corrected or added."""
        corrected = {slot.now.passage.document_id for slot in self._all() if slot.now is not slot.fresh}
        return corrected | self._added.keys()

    def _all(self) -> Iterable[_Slot]:
        return (slot for documents in self._slots.values() for slots in documents for slot in slots)


_SETTLED = "settled"


def _decide(judgement: Judgement, slots: Sequence[_Slot]) -> str:
    """Carry out one judgement in one document; returns why it could not be, empty where it was."""
    if misfit(judgement):
        return misfit(judgement)
    anchor = judgement.anchors[0]
    found, forms = _find(anchor, slots)
    overruled = [name for name, _, _ in judgement.changes]
    reason = _changed(anchor, forms[0], overruled) if len(found) == 1 else _why_not(found)
    if reason:
        return _without(judgement, slots, reason)
    form = forms[0]
    found[0].now = corrected(form, judgement) if judgement.verdict is Verdict.CORRECT else form
    found[0].verdict = judgement.verdict
    return ""


def _without(judgement: Judgement, slots: Sequence[_Slot], reason: str) -> str:
    """What to do where the statement that was judged is no longer made as it was."""
    if judgement.verdict is Verdict.REJECT:
        return reason if _spoken_of(judgement.anchors[0], slots) else _SETTLED
    if judgement.verdict is Verdict.CORRECT:
        wanted = corrected_anchor(judgement)
        agreed, forms = _find(wanted, slots)
        if len(agreed) == 1 and not _changed(wanted, forms[0], ()):
            # The coder has learnt to read what the correction asked for.
            agreed[0].now, agreed[0].verdict = forms[0], Verdict.ACCEPT
            return ""
    return reason


def _find(anchor: Anchor, slots: Sequence[_Slot]) -> tuple[list[_Slot], list[Statement]]:
    """Slots that fit an anchor best, as the coder's statement or as people have corrected it, with the form."""
    forms = [
        (form, slot) for slot in slots for form in ([slot.now] if slot.now is slot.fresh else [slot.now, slot.fresh])
    ]
    best = {id(form) for form in best_matches(anchor, [form for form, _ in forms])}
    chosen: dict[int, tuple[_Slot, Statement]] = {}
    for form, slot in forms:
        if id(form) in best:
            chosen.setdefault(id(slot), (slot, form))
    return [slot for slot, _ in chosen.values()], [form for _, form in chosen.values()]


def _changed(anchor: Anchor, form: Statement, overruled: Sequence[str]) -> str:
    """Why a judgement about the anchor does not carry over: it was about another value or speaker."""
    if "value" not in overruled and not same_value(anchor, form):
        return f"it was about {anchor.value!r}, but the passage is now read as {form.value!r}"
    if "speaker" not in overruled and not same_speaker(anchor, form):
        return f"it was about what {anchor.speaker!r} says, but the speaker is now read as {form.speaker.name!r}"
    return ""


def _why_not(found: Sequence[_Slot]) -> str:
    if found:
        return f"{len(found)} statements fit it equally well"
    return "no statement of this kind is found at its place any more"


def _spoken_of(anchor: Anchor, slots: Sequence[_Slot]) -> bool:
    """Whether anything of the anchor's property is said at its place; if not, a rejection has got what it asked."""
    return any(
        form.property == anchor.property and overlap(anchor, form.passage) > 0
        for slot in slots
        for form in (slot.now, slot.fresh)
    )
