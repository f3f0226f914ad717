"""Withdrawals of what was said of who did it, in many wordings, all invented."""

import pytest

from counterclaim.model import Act, Property

SAID = "The Interior Ministry said that the Tidewater Front had bombed the market in Mosul on Monday. "
CLAIMED = "The Tidewater Front claimed the bombing in Mosul on Monday. "
DENIED = "The Northern Brigade denied that it had bombed the market in Mosul on Monday. "


def of(read, text, act):
    found = [s for s in read(text).statements if s.property is Property.PERPETRATOR and s.act is act]
    return [(s.speaker.name, s.value) for s in found]


@pytest.mark.parametrize(
    "text",
    [
        SAID + "The ministry withdraws that statement.",
        SAID + "The ministry withdrew its statement on Friday.",
        SAID + "It has now retracted that accusation.",
        SAID + "On Friday it took back what it had said.",
        SAID + "It no longer stands by that account.",
        SAID + "The ministry corrected that statement on Friday.",
        SAID + "The ministry disowned its earlier version.",
        SAID + "The ministry rescinded its report.",
        "The Interior Ministry withdrew its statement that the Tidewater Front had bombed the market in Mosul.",
        "The Interior Ministry retracted its accusation against the Tidewater Front over the bombing in Mosul.",
        "The Interior Ministry, which had blamed the Tidewater Front for a bombing in Mosul, has withdrawn the charge.",
    ],
)
def test_a_withdrawal_takes_back_what_its_speaker_said_of_the_actor(read, text):
    [(speaker, actor)] = of(read, text, Act.RETRACTS)
    assert speaker in ("Interior Ministry", "ministry")
    assert actor == "Tidewater Front"
    assert of(read, text, Act.DENIES) == []
    assert of(read, text, Act.CLAIMS) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (CLAIMED + "The group has since withdrawn its claim.", "Tidewater Front"),
        (DENIED + "It has since withdrawn its denial.", "Northern Brigade"),
        (CLAIMED + "The group then recanted.", "Tidewater Front"),
    ],
)
def test_a_group_takes_back_its_own_claim_or_denial(read, text, speaker):
    assert of(read, text, Act.RETRACTS) == [(speaker, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        SAID + "The army withdrew from the town.",
        SAID + "The ministry does not withdraw its statement.",
        SAID + "The ministry would withdraw its statement if it were wrong.",
        SAID + "The Tidewater Front called on the ministry to withdraw its statement.",
        SAID + "The bank corrected its report on the harvest for the year.",
        SAID + "The minister withdrew money.",
    ],
)
def test_what_is_not_withdrawn_stands(read, text):
    assert of(read, text, Act.RETRACTS) == []
    assert of(read, text, Act.ATTRIBUTES) == [("Interior Ministry", "Tidewater Front")]
