"""What each person said, read from their judgements alone: it stays what it was, whatever a later coder finds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from counterclaim.model import (
    Act,
    ActorName,
    Anchor,
    Document,
    Judgement,
    Passage,
    Property,
    SpeakerKind,
    Statement,
    Verdict,
)
from counterclaim.review.corrections import corrected
from counterclaim.review.fields import decided
from counterclaim.review.sampling.progress import Progress, concerning, cut_of, same_place

_READ = (Verdict.ACCEPT, Verdict.CORRECT, Verdict.REJECT)


def as_drawn(unit: Anchor, document: Document, judged: Iterable[Judgement] = (), quote: str = "") -> Statement:
    """A statement as the machine read it when it was drawn or judged.

    Args:
        unit: its anchor. It does not hold the speaker's kind, which is taken from what a correction among ``judged``
            says that it was.
        document: with its text, where that is kept.
        judged: judgements about it.
        quote: its words, where the text is not kept.
    """
    kinds = [old for j in judged for field, old, _ in decided(j)[1] if field == "speaker_kind" and old]
    words = document.text[unit.start : unit.end] or quote
    fits = len(words) == unit.end - unit.start
    passage = Passage(
        document_id=document.id, start=unit.start, end=unit.end, quote=words if fits else " " * (unit.end - unit.start)
    )
    return Statement(
        mention_id="",
        property=Property(unit.property),
        act=Act(unit.act),
        value=unit.value,
        passage=passage,
        speaker=ActorName(name=unit.speaker),
        speaker_kind=SpeakerKind(kinds[0]) if kinds else SpeakerKind.UNKNOWN,
        words=unit.value,
    )


def until(found: Progress, number: int, judged: Sequence[Judgement]) -> list[Judgement]:
    """The judgements of a unit's document that people made until the last of them had coded the unit.

    What comes later they may say having seen the others. Of a unit that somebody has still to code, all of them.

    Args:
        found: how far the sample is, worked out from ``judged``.
        number: the unit's.
        judged: in the order of the chain, with those taken back.
    """
    unit = found.sample.units[number]
    cut = cut_of(found, number)
    said = judged if cut is None else judged[: cut + 1]
    return [j for j in said if j.anchors[0].item_sha256 == unit.item_sha256]


def read_by(
    person: str, unit: Anchor, document: Document, judged: Sequence[Judgement], quote: str = ""
) -> tuple[Statement | None, bool]:
    """How a person reads a statement by their last judgement on it, and whether they have judged it at all."""
    own = [judged[place] for place in concerning(unit, judged) if judged[place].by == person]
    if not own or own[-1].verdict is Verdict.REJECT:
        return None, bool(own)
    said = own[-1].anchors[0]
    found = replace(said, start=unit.start, end=unit.end)
    return corrected(as_drawn(found, document, judged, quote), own[-1]), True


def marked_by(person: str, document: Document, judged: Sequence[Judgement]) -> list[Statement]:
    """What a person holds that a document says: what they added and kept, with their corrections."""
    forms: list[Statement] = []
    for judgement in judged:
        if judgement.by != person or judgement.verdict not in (*_READ, Verdict.ADD):
            continue
        anchor = judgement.anchors[0]
        drawn = as_drawn(anchor, document, [judgement])
        before = next((f for f in forms if _is(anchor, f)), None)
        if before is not None:
            forms.remove(before)
        if judgement.verdict is Verdict.ADD:
            kind = next((new for field, _, new in judgement.changes if field == "speaker_kind"), "")
            forms.append(replace(drawn, speaker_kind=SpeakerKind(kind)) if kind else drawn)
        elif judgement.verdict is not Verdict.REJECT:
            forms.append(corrected(before or drawn, judgement))
    return forms


def _is(anchor: Anchor, form: Statement) -> bool:
    """Whether a judgement speaks of a form: the same words at the same place."""
    said = (str(form.property), str(form.act), form.value, form.speaker.name)
    placed = replace(anchor, start=form.passage.start, end=form.passage.end)
    return said == (anchor.property, anchor.act, anchor.value, anchor.speaker) and same_place(anchor, placed)
