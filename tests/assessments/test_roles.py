"""Interest and access follow from what a speaker is in the case: one rule for an army and for insurgents."""

import pytest
from tests.assessments.saying import say

from counterclaim.assessments import weigh
from counterclaim.assessments.roles import Named, Role, role_of
from counterclaim.model import Property, SpeakerKind

ARMY, COLUMN = ("the army of Osk", "authority", "state"), ("Marsh Column", "armed_group", "organisation")


@pytest.fixture
def verdict(priors):
    """The perpetrator's assessment of the evidence given."""
    return lambda *said: weigh("event-1", said, priors)[0]


def story(one, other):
    """Both accuse each other of one deed, one denies it, and the other claims a second one; by name and kind."""
    (a, a_kind, a_is), (b, b_kind, b_is) = one, other
    return [
        [say(a, a_kind, "attributes", b, value_kind=b_is), say(b, b_kind, "denies", b, value_kind=b_is)],
        [say(a, a_kind, "suspects", b, value_kind=b_is), say("a doctor", "witness", "attributes", a, value_kind=a_is)],
        [say(a, a_kind, "claims", a, value_kind=a_is), say(b, b_kind, "doubts", a, value_kind=a_is)],
        [say(f"a leader of {a}", a_kind, "attributes", b, value_kind=b_is), say("a man", "witness", "suspects", a)],
        [
            say(a, a_kind, "claims", a, value_kind=a_is, quote=f"{a} admitted that its men had shot them"),
            say("the text", "media", "reports_as_fact", "yes", prop="unclaimed"),
            say(b, b_kind, "attributes", b, value_kind=b_is),
        ],
        [
            say("the text", "media", "reports_as_fact", "yes", prop="unclaimed"),
            say("a man", "witness", "suspects", a, value_kind=a_is),
        ],
    ]


def test_an_army_and_insurgents_who_change_places_change_no_weight_and_no_reason(verdict):
    for there, here in zip(story(ARMY, COLUMN), story(COLUMN, ARMY), strict=True):
        one, other = verdict(*there), verdict(*here)
        weights = [sorted((w.decibans, w.reason, w.admiralty) for w in v.weights) for v in (one, other)]
        assert weights[0] == weights[1]
        chances = [sorted(round(c.probability, 9) for c in v.candidates) for v in (one, other)]
        assert chances[0] == chances[1]


def test_an_army_that_accuses_its_enemy_is_a_party_and_police_have_access(verdict):
    army = verdict(say("the army of Osk", "authority", "attributes", "Marsh Column")).weights[0]
    police = verdict(say("local police", "authority", "attributes", "Marsh Column")).weights[0]
    assert (army.reason, army.admiralty[0]) == ("attributes it; is a party to the conflict", "D")
    assert (police.reason, police.admiralty[0]) == ("attributes it; has access to the inquiry", "B")


def test_police_who_are_accused_of_it_are_a_party_too(verdict):
    accused = say("a doctor", "witness", "attributes", "local police")
    blames = say("local police", "authority", "attributes", "Marsh Column")
    doubts = say("local police", "authority", "doubts", "Marsh Column")
    reasons = {w.reason for v in (verdict(accused, blames), verdict(accused, doubts)) for w in v.weights}
    assert {"accuses another while itself accused", "doubts it, as a party to the conflict"} <= reasons


@pytest.mark.parametrize(
    "quote",
    [
        "Colonel Aron Pell, a spokesman for the Oskian army, said that the Marsh Column had done it",
        "Aron Pell of the army's eastern command said the Marsh Column had done it",
        "Army spokesman Aron Pell blamed the Marsh Column",
    ],
)
def test_who_speaks_for_an_army_by_his_own_name_is_a_party_as_the_army_is(verdict, quote):
    [weight] = verdict(say("Aron Pell", "authority", "attributes", "Marsh Column", quote=quote)).weights
    assert weight.reason == "attributes it; is a party to the conflict"


@pytest.mark.parametrize(
    "quote",
    [
        "Aron Pell, the public prosecutor, said that the Marsh Column had attacked the army",
        "Aron Pell, in a letter to the army, said that the Marsh Column had done it",
        "The army left; Aron Pell said that the Marsh Column had done it",
        "The Marsh Column did it, he said",
    ],
)
def test_who_only_speaks_of_an_army_keeps_his_access(verdict, quote):
    [weight] = verdict(say("Aron Pell", "authority", "attributes", "Marsh Column", quote=quote)).weights
    assert weight.reason == "attributes it; has access to the inquiry"


def test_a_named_spokesman_of_police_who_are_accused_is_a_party_with_them(verdict):
    quote = "Ines Karr, a spokeswoman for the local police, blamed the Marsh Column"
    blames = say("Ines Karr", "authority", "attributes", "Marsh Column", quote=quote)
    accused = say("a doctor", "witness", "attributes", "local police")
    reasons = [
        [w.reason for w in verdict(*said).weights if w.speaker == "Ines Karr"] for said in ([blames], [accused, blames])
    ]
    assert reasons == [["attributes it; has access to the inquiry"], ["attributes it; is a party to the conflict"]]


def test_a_toll_told_by_an_army_counts_as_one_told_by_insurgents(priors):
    def best(speaker, kind):
        said = [
            say(speaker, kind, "reports_as_fact", "4", prop="fatalities"),
            say("a clinic", "witness", "reports_as_fact", "19", prop="fatalities"),
        ]
        [toll] = [a for a in weigh("event-1", said, priors) if a.property is Property.FATALITIES]
        return [(c.value, round(c.probability, 2)) for c in toll.candidates], toll.low, toll.high

    assert best("the army of Osk", "authority") == best("Marsh Column", "armed_group")
    assert best("the army of Osk", "authority") == ([("19", 0.67), ("4", 0.33)], "19", "19")


@pytest.mark.parametrize(
    ("kind", "name", "role"),
    [
        ("authority", "Norvanian armed forces", Role.PARTY),
        ("authority", "a spokesman for the air force", Role.PARTY),
        ("state", "interior ministry", Role.PARTY),
        ("rival_group", "Hill League", Role.PARTY),
        ("authority", "prosecutors", Role.INQUIRY),
        ("court", "a military court", Role.INQUIRY),
        ("witness", "a soldier's mother", Role.THIRD),
        ("expert", "Doctor Lind", Role.THIRD),
        ("unknown", "unnamed", Role.UNNAMED),
    ],
)
def test_the_role_of_a_speaker_whom_nobody_names(kind, name, role):
    assert role_of(SpeakerKind(kind), name.casefold(), [name], Named()) is role


@pytest.mark.parametrize("speaker", ["Harbour Guard", "a captain of the Harbour Guard"])
def test_whoever_is_named_as_an_answer_is_a_party_and_so_is_who_speaks_for_him(speaker):
    named = Named.by([say("a doctor", "witness", "denies", "Harbour Guard")])
    assert role_of(SpeakerKind.AUTHORITY, speaker.casefold(), [speaker], named) is Role.PARTY
    assert role_of(SpeakerKind.AUTHORITY, speaker.casefold(), [speaker], Named()) is Role.INQUIRY
