"""Who did it, by hand-made events. All names are invented; the constellations are those of the coding rules."""

import math
from datetime import date

import pytest
from tests.assessments.saying import say, text

from counterclaim.assessments import SOMEBODY_ELSE, weigh
from counterclaim.model import Verdict

OPEN = (SOMEBODY_ELSE, "nobody yet known", "accident or crime", "inspired, not directed")


@pytest.fixture
def verdict(priors):
    """The perpetrator's assessment of the evidence given."""
    return lambda *said: weigh("event-1", said, priors)[0]


def probability(assessment, name):
    return next(c.probability for c in assessment.candidates if c.value == name)


def test_an_event_on_which_nobody_speaks_is_unknown_and_says_so(verdict):
    weighed = verdict()
    assert (weighed.outcome, weighed.voices, weighed.confidence) == ("unknown", 0, "low")
    assert [c.value for c in weighed.candidates] == list(OPEN)
    assert sum(c.probability for c in weighed.candidates) == pytest.approx(1)
    assert "No statement" in weighed.explanation


def test_a_single_uncontested_claim_gives_the_actor(verdict):
    weighed = verdict(say("Marsh Column", "armed_group", "claims", "Marsh Column"))
    assert weighed.outcome == "Marsh Column"
    assert probability(weighed, "Marsh Column") == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("name", "kind", "value_kind"),
    [("Realm of Osk", "state", "state"), ("Marsh Column", "armed_group", "organisation")],
)
def test_whoever_admits_what_he_denied_before_is_the_answer(verdict, name, kind, value_kind):
    weighed = verdict(
        say(name, kind, "denies", name, value_kind=value_kind),
        say(name, kind, "claims", name, value_kind=value_kind, quote=f"{name} acknowledged that its men had done it"),
    )
    assert weighed.outcome == name
    assert probability(weighed, name) > 0.9


def test_a_claim_rejected_by_police_who_name_one_man_is_his(verdict):
    weighed = verdict(
        say("Marsh Column", "armed_group", "claims", "Marsh Column"),
        say("Marsh Column", "armed_group", "attributes", "Brother Reed", value_kind="person"),
        say("local police", "authority", "denies", "Marsh Column"),
        say("local police", "authority", "attributes", "Orlo Venn", value_kind="person"),
    )
    assert weighed.outcome == "Orlo Venn"
    assert weighed.candidates[0].value == "Orlo Venn"
    assert all(c.value != "Brother Reed" for c in weighed.candidates)


def test_a_claim_that_a_rival_rejects_in_favour_of_another_is_disputed(verdict):
    weighed = verdict(
        say("Marsh Column", "armed_group", "claims", "Marsh Column"),
        say("Hill League", "rival_group", "denies", "Marsh Column"),
        say("Hill League", "rival_group", "attributes", "Reed Front"),
        text("doubts", "Marsh Column"),
    )
    assert weighed.outcome == "disputed"
    assert "Reed Front" in weighed.explanation


def test_an_own_voice_fact_outweighs_the_denial_of_the_accused_and_its_blame_of_another(verdict):
    weighed = verdict(
        text("reports_as_fact", "Marsh Column"),
        say("Marsh Column", "armed_group", "denies", "Marsh Column"),
        say("Marsh Column", "armed_group", "attributes", "Sky Alliance"),
        text("doubts", "Sky Alliance"),
    )
    assert weighed.outcome == "Marsh Column"
    assert probability(weighed, "Sky Alliance") < 0.05


def test_two_claims_are_a_dispute(verdict):
    weighed = verdict(
        say("Marsh Column", "armed_group", "claims", "Marsh Column"),
        say("Reed Front", "armed_group", "claims", "Reed Front"),
    )
    assert weighed.outcome == "disputed"


def test_a_joint_claim_names_both(verdict):
    quote = "The Marsh Column and the Reed Front jointly claimed the attack"
    weighed = verdict(
        say("Marsh Column", "armed_group", "claims", "Marsh Column", quote=quote),
        say("Reed Front", "armed_group", "claims", "Reed Front", quote=quote),
    )
    assert weighed.outcome == "Marsh Column and Reed Front"


@pytest.mark.parametrize(
    ("kind", "act"),
    [("state", "attributes"), ("armed_group", "attributes"), ("authority", "attributes"), ("authority", "suspects")],
)
def test_an_accusation_by_one_side_alone_leaves_it_unknown(verdict, kind, act):
    assert verdict(say("somebody", kind, act, "Marsh Column")).outcome == "unknown"


def test_two_sides_that_accuse_each_other_of_it_are_a_dispute(verdict):
    weighed = verdict(
        say("Realm of Osk", "state", "attributes", "Marsh Column"),
        say("Hill League", "rival_group", "attributes", "Reed Front"),
    )
    assert weighed.outcome == "disputed"


def test_one_speaker_who_suspects_two_is_no_dispute(verdict):
    weighed = verdict(
        say("local police", "authority", "suspects", "Marsh Column"),
        say("local police", "authority", "suspects", "Reed Front"),
    )
    assert weighed.outcome == "unknown"


def test_a_claim_that_police_and_text_both_doubt_does_not_stand(verdict):
    weighed = verdict(
        say("Marsh Column", "armed_group", "claims", "Marsh Column"),
        say("local police", "authority", "doubts", "Marsh Column"),
        text("doubts", "Marsh Column"),
    )
    assert weighed.outcome == "unknown"


def test_a_court_gives_the_actor_and_a_named_member_does_not_dispute_it(verdict):
    weighed = verdict(
        say("Marsh Column", "armed_group", "claims", "Marsh Column"),
        text("reports_as_fact", "Orlo Venn", value_kind="person"),
        say("the assize court", "court", "attributes", "Marsh Column"),
    )
    assert weighed.outcome == "Marsh Column"


def test_only_denials_leave_it_unknown(verdict):
    weighed = verdict(say("Marsh Column", "armed_group", "denies", "Marsh Column"))
    assert weighed.outcome == "unknown"
    assert probability(weighed, "Marsh Column") < 0.2


def test_a_retraction_takes_back_what_was_said(verdict):
    before = verdict(say("Realm of Osk", "state", "attributes", "Marsh Column"))
    after = verdict(
        say("Realm of Osk", "state", "attributes", "Marsh Column"),
        say("Realm of Osk", "state", "retracts", "Marsh Column"),
    )
    assert probability(after, "Marsh Column") == pytest.approx(0.2)
    assert probability(before, "Marsh Column") > 0.2


def test_a_denial_after_the_claim_takes_the_claim_back(verdict):
    weighed = verdict(
        say("Marsh Column", "armed_group", "claims", "Marsh Column", day=date(2031, 3, 1), document="a"),
        say("Marsh Column", "armed_group", "denies", "Marsh Column", day=date(2031, 3, 9), document="b"),
    )
    assert weighed.outcome == "unknown"


def test_ten_outlets_that_relay_one_spokesman_are_one_voice(verdict):
    one = verdict(say("Colonel Ash", "authority", "attributes", "Marsh Column"))
    ten = verdict(*(say("Colonel Ash", "authority", "attributes", "Marsh Column", document=f"d{i}") for i in range(10)))
    assert ten.voices == 1
    assert ten.candidates == one.candidates
    assert len(ten.weights[0].origin_documents) == 10


def test_the_text_of_copies_is_one_voice_and_of_two_reports_two(verdict):
    copies = [text("suspects", "Marsh Column", document=f"d{i}", origin="d0") for i in range(5)]
    apart = [text("suspects", "Marsh Column", document=f"d{i}") for i in range(2)]
    assert verdict(*copies).voices == 1
    assert verdict(*apart).voices == 2


def test_an_outlet_of_the_claimant_is_the_claimants_voice(verdict):
    claim = say("Marsh Column", "armed_group", "claims", "Marsh Column")
    outlet = text("reports_as_fact", "Marsh Column", document="b", affiliation="Marsh Column", outlet="Marsh Radio")
    assert verdict(claim, outlet).voices == 1
    assert probability(verdict(claim, outlet), "Marsh Column") == probability(verdict(claim), "Marsh Column")


def test_a_rejected_statement_does_not_count_and_an_accepted_one_is_read_right(verdict):
    unsure = say("Marsh Column", "armed_group", "claims", "Marsh Column", probability=0.4)
    sure = say("Marsh Column", "armed_group", "claims", "Marsh Column", probability=0.4, verdict=Verdict.ACCEPT)
    gone = say("Marsh Column", "armed_group", "claims", "Marsh Column", verdict=Verdict.REJECT)
    assert verdict(gone).outcome == "unknown"
    assert probability(verdict(sure), "Marsh Column") > probability(verdict(unsure), "Marsh Column")


def test_a_denial_that_was_perhaps_misread_makes_a_dispute_and_moves_the_probability_less(verdict):
    claim = say("Marsh Column", "armed_group", "claims", "Marsh Column", probability=0.6)

    def contested(read):
        return verdict(
            claim,
            say("Hill League", "rival_group", "denies", "Marsh Column", probability=read),
            say("Hill League", "rival_group", "attributes", "Reed Front", probability=read),
        )

    unsure, sure = contested(0.1), contested(1.0)
    assert (verdict(claim).outcome, unsure.outcome, sure.outcome) == ("Marsh Column", "disputed", "disputed")
    assert probability(verdict(claim), "Marsh Column") > probability(unsure, "Marsh Column")
    assert probability(unsure, "Marsh Column") > probability(sure, "Marsh Column")
    assert any("read right with 10% only" in weight.reason for weight in unsure.weights)


def test_an_answer_that_was_read_too_unsurely_is_not_written_until_a_second_voice_or_a_person_bears_it_out(verdict):
    def fact(document, **more):
        return text("reports_as_fact", "Marsh Column", document=document, probability=0.25, **more)

    alone = verdict(fact("a"))
    assert alone.outcome == "unknown"
    assert "what names Marsh Column was read too unsurely" in alone.explanation
    assert verdict(fact("a"), fact("b")).outcome == "Marsh Column"
    assert verdict(fact("a", verdict=Verdict.ACCEPT)).outcome == "Marsh Column"


def test_a_court_that_was_read_too_unsurely_settles_nothing_and_the_rest_is_heard(verdict):
    court = say("Assize Court", "court", "attributes", "Orlo Venn", value_kind="person", probability=0.2)
    weighed = verdict(court, say("Marsh Column", "armed_group", "claims", "Marsh Column", probability=0.7))
    assert weighed.outcome == "Marsh Column"
    assert verdict(court, say("unknown", "armed_group", "claims", "unknown", probability=0.3)).outcome == "unknown"


def test_the_explanation_names_the_one_voice_that_decides(verdict):
    weighed = verdict(
        say("Marsh Column", "armed_group", "claims", "Marsh Column"),
        say("Reed Front", "armed_group", "claims", "Reed Front"),
    )
    assert "without Reed Front it would be Marsh Column" in weighed.explanation


def test_the_interval_is_wider_the_more_rests_on_unproven_voices_and_holds_the_probability(verdict):
    claim = say("Marsh Column", "armed_group", "claims", "Marsh Column")
    doubt = say("local police", "authority", "doubts", "Marsh Column")

    def reach(weighed):
        column = next(c for c in weighed.candidates if c.value == "Marsh Column")
        assert column.low < column.probability < column.high
        logit = lambda p: math.log(p / (1 - p))  # noqa: E731
        return logit(column.high) - logit(column.low)

    # One voice of ratio 16, and priors known to a factor of two: its own, and those of the four open answers, by hand.
    priors = 0.7 * math.hypot(1, 0.55, 0.3, 0.1, 0.05)
    assert reach(verdict(claim)) == pytest.approx(2 * 1.645 * math.hypot(math.log(16) / 2, priors))
    assert reach(verdict(claim, doubt)) > reach(verdict(claim))


def test_an_admission_against_interest_weighs_more_than_a_claim_and_that_more_than_an_accusation(verdict):
    quote = "The Realm of Osk admitted that its men had done it"
    admits = verdict(say("Realm of Osk", "state", "claims", "Realm of Osk", value_kind="state", quote=quote))
    claims = verdict(say("Realm of Osk", "state", "claims", "Realm of Osk", value_kind="state"))
    accuses = verdict(say("Realm of Osk", "state", "attributes", "Marsh Column"))
    weights = [round(w.weights[0].decibans, 1) for w in (admits, claims, accuses)]
    assert weights == [18.1, 12.0, 2.6]


def test_a_grade_of_one_needs_an_independent_second_voice(verdict):
    alone = verdict(say("the assize court", "court", "attributes", "Marsh Column"))
    same_origin = verdict(
        say("the assize court", "court", "attributes", "Marsh Column"),
        say("Colonel Ash", "authority", "attributes", "Marsh Column"),
    )
    two_origins = verdict(
        say("the assize court", "court", "attributes", "Marsh Column"),
        say("Colonel Ash", "authority", "attributes", "Marsh Column", document="b"),
    )
    assert alone.weights[0].admiralty == "B2"
    assert {w.admiralty[1] for w in same_origin.weights} == {"2"}
    assert {w.admiralty[1] for w in two_origins.weights} == {"1"}


def test_an_unnamed_speaker_alone_cannot_be_judged(verdict):
    assert verdict(say("unnamed", "unknown", "attributes", "Marsh Column")).weights[0].admiralty == "F6"


def test_silence_moves_little_and_only_those_who_did_not_claim(verdict, priors):
    unclaimed = say("the text", "media", "reports_as_fact", "yes", prop="unclaimed")
    accused = say("local police", "authority", "attributes", "Marsh Column")
    claimed = say("Reed Front", "armed_group", "claims", "Reed Front")
    state = say("a doctor", "witness", "attributes", "Realm of Osk", value_kind="state")
    weighed = verdict(unclaimed, accused, claimed, state)
    silent = [w for w in weighed.weights if "did not claim" in w.reason]
    assert [w.hypothesis for w in silent] == ["Marsh Column", "Realm of Osk"]
    assert -1 < silent[0].decibans == silent[1].decibans < 0


def test_the_press_office_of_the_police_speaks_for_the_police_and_not_as_a_report(verdict):
    from dataclasses import replace

    from counterclaim.model import SpeakerKind

    notice = text("reports_as_fact", "Marsh Column", affiliation="Estuary Police", outlet="Estuary Police press office")
    police = verdict(replace(notice, affiliation_kind=SpeakerKind.AUTHORITY))
    assert police.outcome == "unknown"
    assert police.weights[0].reason == "attributes it; has access to the inquiry"
    assert verdict(notice).weights[0].decibans < police.weights[0].decibans


def test_the_later_of_support_and_objection_by_one_voice_stands(verdict):
    first, later = ({"day": date(2031, 3, d), "document": f"d{d}"} for d in (1, 9))
    doubted = verdict(
        say("local police", "authority", "attributes", "Marsh Column", **first),
        say("local police", "authority", "doubts", "Marsh Column", **later),
    )
    supported = verdict(
        say("local police", "authority", "doubts", "Marsh Column", **first),
        say("local police", "authority", "attributes", "Marsh Column", **later),
    )
    assert probability(doubted, "Marsh Column") < 0.2 < probability(supported, "Marsh Column")


def test_a_fact_of_one_report_that_an_inquiry_rejects_in_favour_of_another_is_disputed(verdict):
    weighed = verdict(
        text("reports_as_fact", "Marsh Column"),
        say("local police", "authority", "denies", "Marsh Column", document="b"),
        say("local police", "authority", "attributes", "Orlo Venn", value_kind="person", document="b"),
    )
    assert weighed.outcome == "disputed"
    assert "names Orlo Venn" in weighed.explanation


def test_organs_of_one_party_do_not_corroborate_each_other(verdict):
    organs = [say(f"Ministry {i}", "state", "attributes", "Marsh Column", document=f"m{i}") for i in range(8)]
    experts = [say(f"Doctor {i}", "expert", "attributes", "Marsh Column", document=f"d{i}") for i in range(3)]
    assert verdict(*organs).outcome == "unknown"
    assert verdict(*experts).outcome == "Marsh Column"


def court(value, **more):
    return say("the assize court", "court", "attributes", value, document="court", **more)


def test_a_convicted_person_and_the_group_that_the_court_names_are_one_answer(verdict):
    weighed = verdict(
        say("Marsh Column", "armed_group", "claims", "Marsh Column"),
        court("Orlo Venn", value_kind="person"),
        court("Marsh Column"),
    )
    assert weighed.outcome == "Marsh Column"
    assert [c.value for c in weighed.candidates] == ["Marsh Column", *OPEN]
    assert probability(weighed, "Marsh Column") > 0.99
    assert "Orlo Venn is counted with Marsh Column, as the assize court puts them together" in weighed.explanation


def test_a_person_told_as_a_member_is_counted_with_his_group(verdict):
    quote = "Police arrested Orlo Venn, a commander of the Marsh Column, over the blast"
    weighed = verdict(
        say("local police", "authority", "suspects", "Orlo Venn", value_kind="person", quote=quote),
        say("Marsh Column", "armed_group", "claims", "Marsh Column", document="b"),
    )
    assert weighed.outcome == "Marsh Column"
    assert {c.value for c in weighed.candidates} == {"Marsh Column", *OPEN}


def test_a_claim_alone_does_not_make_a_person_whom_police_name_one_of_the_group(verdict):
    weighed = verdict(
        say("Marsh Column", "armed_group", "claims", "Marsh Column"),
        say("local police", "authority", "attributes", "Orlo Venn", value_kind="person", document="b"),
    )
    assert {"Marsh Column", "Orlo Venn"} <= {c.value for c in weighed.candidates}


def test_an_authority_that_sets_person_and_group_against_each_other_keeps_them_apart(verdict):
    together = [text("reports_as_fact", "Orlo Venn", value_kind="person"), text("suspects", "Marsh Column")]
    contrast = [
        say("local police", "authority", "denies", "Marsh Column", document="b"),
        say("local police", "authority", "attributes", "Orlo Venn", value_kind="person", document="b"),
    ]
    assert "Orlo Venn" not in {c.value for c in verdict(*together).candidates}
    apart = verdict(*together, *contrast)
    assert apart.outcome == "Orlo Venn"
    assert {"Marsh Column", "Orlo Venn"} <= {c.value for c in apart.candidates}


def test_a_person_over_whom_a_suspicion_was_withdrawn_is_not_counted_with_the_group(verdict):
    weighed = verdict(
        say("local police", "authority", "suspects", "Orlo Venn", value_kind="person"),
        say("local police", "authority", "retracts", "Orlo Venn", value_kind="person"),
        say("local police", "authority", "attributes", "Marsh Column", document="b"),
    )
    assert probability(weighed, "Orlo Venn") < probability(weighed, "Marsh Column")


def test_the_persons_own_denial_weighs_as_that_of_the_accused(verdict):
    said = [court("Orlo Venn", value_kind="person"), court("Marsh Column")]
    weighed = verdict(*said, say("Orlo Venn", "unknown", "denies", "Orlo Venn", value_kind="person", document="b"))
    [denial] = [w for w in weighed.weights if w.decibans < 0]
    assert denial.reason == "denies it, as the guilty and the innocent both would"


def test_a_group_named_with_two_others_takes_no_person_in(verdict):
    weighed = verdict(court("Orlo Venn", value_kind="person"), court("Marsh Column"), court("Reed Front"))
    assert "Orlo Venn" in {c.value for c in weighed.candidates}


def test_a_doubted_claim_is_unknown_and_disputed_once_the_doubter_names_another(verdict):
    claim = say("Marsh Column", "armed_group", "claims", "Marsh Column")
    doubt = say("local police", "authority", "doubts", "Marsh Column", document="b")
    other = say("local police", "authority", "suspects", "Orlo Venn", value_kind="person", document="b")
    assert verdict(claim, doubt).outcome == "unknown"
    assert verdict(claim, doubt, other).outcome == "disputed"


def test_every_further_organ_of_states_that_accuses_alike_adds_less(verdict):
    organs = [say(f"Ministry {i}", "state", "attributes", "Marsh Column", document=f"m{i}") for i in range(3)]
    weighed = verdict(*organs)
    first, second, third = sorted((w.decibans for w in weighed.weights), reverse=True)
    assert (second, third) == (pytest.approx(first / 2), pytest.approx(first / 3))
