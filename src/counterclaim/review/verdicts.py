"""Accepted, corrected, rejected, added and adjudicated statements, found again among what a coder finds now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from counterclaim.model import Anchor, Coding, Document, Judgement, Mention, Statement, Verdict
from counterclaim.review.additions import Folder
from counterclaim.review.anchoring import best_matches, overlap, same_speaker, same_value
from counterclaim.review.corrections import Lookup, corrected, corrected_anchor
from counterclaim.review.fields import decided, misfit
from counterclaim.review.opinions import Conflict, Opinion, Slot
from counterclaim.review.orphans import Orphan


class Slots:
    """The statements of all documents that judgements speak of."""

    def __init__(
        self, concerned: Mapping[str, Sequence[Coding]], documents: Mapping[str, Document], known: Lookup
    ) -> None:
        self._folders = {
            item: [Folder(coding, documents[coding.document_id], known) for coding in codings]
            for item, codings in concerned.items()
        }
        self._by_document = {f.document.id: f for folders in self._folders.values() for f in folders}
        self._by_id = {slot.fresh.id: slot for slot in self._all()}

    def decide(self, judgements: Iterable[Judgement], undone: Collection[str] = ()) -> list[Orphan]:
        """Carry out judgements in the order of the chain; returns those that matched nothing.

        Those whose digest is among ``undone`` are noted where they belong and change nothing.
        """
        orphans = []
        for judgement in judgements:
            # Bytes that came from two addresses are two documents: a decision about them holds in both.
            folders = self._folders.get(judgement.anchors[0].item_sha256, [])
            if judgement.digest in undone:
                for folder in folders:
                    _note(judgement, folder)
                continue
            reasons = [_decide(judgement, folder) for folder in folders]
            if not reasons:
                reasons = ["the document has not been coded"]
            if all(reasons):
                orphans.append(Orphan(judgement=judgement, anchor=judgement.anchors[0], reason=reasons[0]))
        return [orphan for orphan in orphans if orphan.reason != _SETTLED]

    def present(self, fresh: Statement) -> Statement:
        """What now stands in place of a coder's statement."""
        slot = self._by_id.get(fresh.id)
        return slot.now if slot else fresh

    def additions(self, document_id: str) -> tuple[tuple[Mention, ...], tuple[Statement, ...]]:
        """The events and statements that people added to a document."""
        folder = self._by_document.get(document_id)
        return folder.additions if folder is not None else ((), ())

    def verdicts(self) -> dict[str, Verdict]:
        """What holds of each statement that was judged, by the id that it now has."""
        return {slot.now.id: slot.verdict for slot in self._all() if slot.verdict is not None}

    def corrected_from(self) -> dict[str, str]:
        """The coder's statement behind each corrected one."""
        return {slot.now.id: slot.fresh.id for slot in self._all() if slot.now is not slot.fresh}

    def known_as(self) -> dict[str, str]:
        """The present id of each statement by every other id that it had: who noted one down still finds it."""
        present = {slot.now.id for slot in self._all()}
        former = {form.id: slot.now.id for slot in self._all() for form in slot.former}
        return {was: now for was, now in former.items() if was not in present}

    def replaced(self) -> dict[str, Statement]:
        """Forms that statements had and no longer have, by their own ids."""
        return {form.id: form for slot in self._all() for form in slot.former}

    def conflicts(self) -> tuple[Conflict, ...]:
        """Statements that people read differently."""
        found = [conflict for slot in self._all() if (conflict := slot.conflict()) is not None]
        return tuple(sorted(found, key=lambda conflict: conflict.statement.id))

    def judged(self) -> list[Slot]:
        """The statements that any judgement speaks of."""
        return [slot for slot in self._all() if slot.history]

    def changed_documents(self) -> set[str]:
        """Documents in which a statement was corrected or added."""
        return {slot.now.passage.document_id for slot in self._all() if slot.adder or slot.now is not slot.fresh}

    def _all(self) -> Iterable[Slot]:
        return (slot for folders in self._folders.values() for folder in folders for slot in folder.slots)


_SETTLED = "settled"


def _decide(judgement: Judgement, folder: Folder) -> str:
    """Carry out one judgement in one document; returns why it could not be, empty where it was."""
    if misfit(judgement):
        return misfit(judgement)
    anchor = judgement.anchors[0]
    if judgement.verdict is Verdict.ADD:
        return _add(judgement, folder)
    verdict, changes = decided(judgement)
    found, forms = _find(anchor, folder.slots)
    overruled = [name for name, _, _ in changes]
    reason = _changed(anchor, forms[0], overruled) if len(found) == 1 else _why_not(found)
    if reason:
        return _without(judgement, verdict, folder, reason)
    form = corrected(forms[0], judgement) if verdict is Verdict.CORRECT else forms[0]
    _hold(found[0], judgement, verdict, form)
    return ""


def _hold(slot: Slot, judgement: Judgement, verdict: Verdict, form: Statement) -> None:
    final = judgement.verdict is Verdict.ADJUDICATE
    slot.hold(Opinion(judgement=judgement, verdict=verdict, form=form), final=final)


def _add(judgement: Judgement, folder: Folder) -> str:
    """Put a statement among those of a document, or agree with the one that says the same."""
    anchor = judgement.anchors[0]
    found, forms = _find(anchor, folder.slots)
    if len(found) == 1 and not _changed(anchor, forms[0], ()) and folder.tells_of(judgement, found[0]):
        # A coder has learnt to find it, or somebody else has added it too.
        _hold(found[0], judgement, Verdict.ADD, forms[0])
        return ""
    slot, reason = folder.add(judgement)
    if slot is not None:
        _hold(slot, judgement, Verdict.ADD, slot.fresh)
    return reason


def _note(judgement: Judgement, folder: Folder) -> None:
    found, _ = _find(judgement.anchors[0], folder.slots)
    if len(found) == 1:
        found[0].history.append((judgement, None))


def _without(judgement: Judgement, verdict: Verdict, folder: Folder, reason: str) -> str:
    """What to do where the statement that was judged is no longer made as it was."""
    anchor = judgement.anchors[0]
    if verdict is Verdict.REJECT:
        return reason if _spoken_of(anchor, folder.slots) else _SETTLED
    if verdict is Verdict.CORRECT:
        wanted = corrected_anchor(judgement)
        agreed, forms = _find(wanted, folder.slots)
        if len(agreed) == 1 and not _changed(wanted, forms[0], ()):
            # The coder has learnt to read what the correction asked for.
            _hold(agreed[0], judgement, Verdict.ACCEPT, forms[0])
            return ""
    return reason


def _find(anchor: Anchor, slots: Sequence[Slot]) -> tuple[list[Slot], list[Statement]]:
    """Slots that fit an anchor best, as the coder's statement or as people have corrected it, with the form."""
    forms = [(form, slot) for slot in slots for form in slot.forms]
    best = {id(form) for form in best_matches(anchor, [form for form, _ in forms])}
    chosen: dict[int, tuple[Slot, Statement]] = {}
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


def _why_not(found: Sequence[Slot]) -> str:
    if found:
        return f"{len(found)} statements fit it equally well"
    return "no statement of this kind is found at its place any more"


def _spoken_of(anchor: Anchor, slots: Sequence[Slot]) -> bool:
    """Whether anything of the anchor's property is said at its place; if not, a rejection has got what it asked."""
    return any(
        form.property == anchor.property and overlap(anchor, form.passage) > 0 for slot in slots for form in slot.forms
    )
