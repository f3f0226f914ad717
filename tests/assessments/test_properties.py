"""What must hold for any evidence at all."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessments.saying import say

from counterclaim.assessments import SOMEBODY_ELSE
from counterclaim.assessments.leaning import Leaning
from counterclaim.assessments.perpetrator import weigh_perpetrator
from counterclaim.assessments.records import NO_RECORDS, Records
from counterclaim.codebooks.priors import Prior, Priors
from counterclaim.model.values.actor_name import name_key

PRIORS = Priors.load()
settings.register_profile("weighing", deadline=None)
settings.load_profile("weighing")
ACTORS = ["Marsh Column", "Reed Front", "Hill League"]
PERSON = "Orlo Venn"
SPEAKERS = [
    ("Marsh Column", "armed_group"),
    ("Reed Front", "armed_group"),
    ("local police", "authority"),
    ("Realm of Osk", "state"),
    ("Doctor Lind", "expert"),
    ("assize court", "court"),
    ("the text", "media"),
    ("unnamed", "unknown"),
]
ACCUSING = ["attributes", "suspects", "reports_as_fact", "denies", "doubts"]


@st.composite
def statements(draw):
    speaker, kind = draw(st.sampled_from(SPEAKERS))
    actor = draw(st.sampled_from([*ACTORS, PERSON]))
    acts = [*ACCUSING, "claims"] if actor == speaker else ACCUSING
    document = draw(st.sampled_from(["a", "b", "c"]))
    probability = draw(st.sampled_from([0.3, 0.8, 1.0]))
    return say(
        speaker,
        kind,
        draw(st.sampled_from(acts)),
        actor,
        document=document,
        probability=probability,
        value_kind="person" if actor == PERSON else "organisation",
    )


events = st.lists(statements(), max_size=7)


def chances(evidence, priors=PRIORS, records=NO_RECORDS):
    return {c.value: c.probability for c in weigh_perpetrator("e", evidence, priors, records).candidates}


def claims_most(actor):
    """The shipped priors with a line of its own for one actor: it claims nine attacks in ten."""
    own = Prior(key=f"claims.share@{name_key(actor)}", value=0.9, source="an invented file", note="")
    return replace(PRIORS, entries={**PRIORS.entries, own.key: own})


@given(events)
def test_probabilities_sum_to_one_and_bounds_hold_them(evidence):
    weighed = weigh_perpetrator("e", evidence, PRIORS)
    assert sum(c.probability for c in weighed.candidates) == pytest.approx(1)
    assert all(0 <= c.low <= c.probability <= c.high <= 1 for c in weighed.candidates)
    assert weighed.outcome in {"disputed", "unknown", *(c.value for c in weighed.candidates)}


@given(events, st.randoms(use_true_random=False))
def test_the_order_of_the_evidence_does_not_matter(evidence, random):
    shuffled = list(evidence)
    random.shuffle(shuffled)
    assert weigh_perpetrator("e", shuffled, PRIORS) == weigh_perpetrator("e", evidence, PRIORS)


@given(events.filter(bool), st.data())
def test_a_relayed_copy_changes_no_number(evidence, data):
    original = data.draw(st.sampled_from(evidence))
    passage = replace(original.statement.passage, document_id="copy")
    copy = replace(original, statement=replace(original.statement, passage=passage), outlet="Another Gazette")
    before, after = (weigh_perpetrator("e", e, PRIORS) for e in (evidence, [*evidence, copy]))
    assert after.candidates == before.candidates
    assert (after.outcome, after.voices, after.confidence) == (before.outcome, before.voices, before.confidence)


@given(
    events, st.sampled_from(ACTORS), st.sampled_from(["attributes", "suspects"]), st.sampled_from(["expert", "witness"])
)
def test_an_independent_supporting_voice_never_lowers_its_answer(evidence, actor, act, kind):
    support = say("Newcomer Quill", kind, act, actor, document="new")
    before, after = chances(evidence), chances([*evidence, support])
    assert after[actor] >= before.get(actor, 0) - 1e-12


@given(events, st.sampled_from(ACTORS), st.sampled_from([key for key, _ in SPEAKERS]), st.floats(0, 0.95))
def test_a_supporting_voice_that_copies_another_never_lowers_its_answer_nor_counts_more(evidence, actor, other, share):
    support = say("Newcomer Quill", "expert", "attributes", actor, document="new")
    pair = tuple(sorted((name_key(other), "newcomer quill")))
    leaning = Records(leaning=Leaning({pair: share}))
    before, copied, independent = (
        chances(evidence, records=leaning),
        chances([*evidence, support], records=leaning),
        chances([*evidence, support]),
    )
    assert before.get(actor, 0) - 1e-12 <= copied[actor] <= independent[actor] + 1e-12


@given(events, st.sampled_from(ACTORS))
def test_a_denial_by_x_never_raises_that_x_did_it(evidence, actor):
    before, after = chances(evidence), chances([*evidence, say(actor, "armed_group", "denies", actor, document="new")])
    if actor in before:
        assert after[actor] <= before[actor] + 1e-12


@given(events)
def test_swapping_two_actors_with_their_priors_swaps_the_result_and_nothing_else(evidence):
    other = {"Marsh Column": "Reed Front", "Reed Front": "Marsh Column"}
    swapped = []
    for e in evidence:
        s = e.statement
        swapped.append(
            say(
                other.get(s.speaker.name, s.speaker.name),
                s.speaker_kind,
                s.act,
                other.get(s.value, s.value),
                document=s.passage.document_id,
                probability=s.probability,
                value_kind=s.value_kind,
            )
        )
    before, after = chances(evidence, claims_most("Marsh Column")), chances(swapped, claims_most("Reed Front"))
    assert after == pytest.approx({other.get(name, name): p for name, p in before.items()})


@settings(max_examples=30)
@given(st.lists(statements(), min_size=1, max_size=1))
def test_one_statement_alone_never_makes_a_dispute(evidence):
    assert weigh_perpetrator("e", evidence, PRIORS).outcome != "disputed"


def test_somebody_else_is_always_among_the_answers():
    assert SOMEBODY_ELSE in chances([say("Marsh Column", "armed_group", "claims", "Marsh Column")])
