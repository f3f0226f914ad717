"""Nothing of a fenced segment leaves a text."""

from counterclaim.model import (
    Act,
    ActorName,
    Coding,
    Mention,
    Passage,
    Property,
    Role,
    Segment,
    SpeakerKind,
    Statement,
)  # fmt: skip
from counterclaim.pipeline.fencing import keep_out

TEXT = "The group claimed the attack. FENCED WORDS HERE. Police denied that the group had done it."
FENCE = Segment(start=TEXT.index("FENCED"), end=TEXT.index(" Police"), paragraph=0, fenced=True)


def coding(*spans: tuple[int, int]) -> Coding:
    mention = Mention(document_id="d", number=1, role=Role.MAIN, anchor=Passage.cut("d", TEXT, 0, 29))
    statements = tuple(
        Statement(
            mention_id=mention.id,
            property=Property.PERPETRATOR,
            act=Act.CLAIMS,
            value="the group",
            passage=Passage.cut("d", TEXT, start, end),
            speaker=ActorName(name="the group"),
            speaker_kind=SpeakerKind.ARMED_GROUP,
        )
        for start, end in spans
    )
    return Coding(document_id="d", coder="test/1", mentions=(mention,), statements=statements)


def test_a_statement_from_a_fenced_segment_is_dropped() -> None:
    kept = keep_out(coding((0, 29), (FENCE.start, FENCE.end)), [FENCE])
    assert [s.passage.quote for s in kept.statements] == ["The group claimed the attack."]


def test_context_stops_at_the_fence_on_either_side() -> None:
    kept = keep_out(coding((0, 29), (FENCE.end + 1, len(TEXT))), [FENCE])
    assert [(s.passage.prefix, s.passage.suffix) for s in kept.statements] == [("", " "), (" ", "")]
    assert kept.mentions[0].anchor.suffix == " "


def test_a_text_without_fences_keeps_its_coding_as_it_is() -> None:
    whole = coding((0, 29))
    assert keep_out(whole, [Segment(start=0, end=29, paragraph=0)]) is whole
