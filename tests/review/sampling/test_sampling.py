"""A sample is drawn by a seed that is on record, given to coders evenly, and coded without sight of the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.review.factories import coding, document, judgement, statement, toll

from counterclaim.errors import ConfigError
from counterclaim.model import Anchor, Verdict
from counterclaim.review import anchor_statement, apply_judgements
from counterclaim.review.rules import DOCUMENT, check_judgement
from counterclaim.review.sampling import Plan, Sample, Unit, cut_of, draw, progress, samples, visible_to
from counterclaim.review.sampling.samples import find_sample

PLAN = Plan(kind="documents", seed="7", coders=("Ada", "Ben", "Cleo"), blind=True)
DOC, OTHER = document(), document("other")
WHOLE, WHOLE_OTHER = (Anchor(item_sha256=d.item_sha256, property=DOCUMENT) for d in (DOC, OTHER))
SAID = anchor_statement(statement(DOC), DOC.item_sha256)


def units(count: int, stratum: str = "") -> list[Unit]:
    name = stratum or "x"
    return [Unit(anchor=Anchor(item_sha256=f"{name}{n}", property=DOCUMENT), stratum=stratum) for n in range(count)]


def drawn(*anchors, plan=PLAN):
    return judgement(Verdict.SAMPLE, *anchors, changes=plan.changes)


def by(name, verdict, anchor, changes=()):
    return judgement(verdict, anchor, changes=changes, by=name)


# --- drawing -----------------------------------------------------------------------------------------------------
def test_the_same_seed_draws_the_same_whatever_the_order_and_another_draws_others():
    population = units(200)
    first = draw(population, 20, "7")
    assert draw(population[::-1], 20, "7") == first
    assert set(draw(population, 20, "8")) != set(first)
    assert set(first) < set(draw(population, 40, "7"))


def test_every_unit_is_as_likely_to_be_drawn():
    counts = Counter(u.anchor.item_sha256 for seed in range(400) for u in draw(units(10), 3, str(seed)))
    assert sum(counts.values()) == 1200
    assert all(90 <= counts[f"x{n}"] <= 150 for n in range(10))


@pytest.mark.parametrize(
    ("sizes", "size", "shares"),
    [
        ({"en": 80, "fr": 15, "de": 5}, 20, {"en": 16, "fr": 3, "de": 1}),
        ({"en": 98, "fr": 1, "de": 1}, 10, {"en": 8, "fr": 1, "de": 1}),
        ({"en": 5, "fr": 5}, 50, {"en": 5, "fr": 5}),
        ({"en": 50, "fr": 30, "de": 20}, 2, {"en": 1, "fr": 1}),
    ],
)
def test_each_stratum_gives_its_share_and_at_least_one_while_there_is_room(sizes, size, shares):
    population = [u for name, count in sizes.items() for u in units(count, name)]
    assert Counter(u.stratum for u in draw(population, size, "7")) == shares


@given(st.lists(st.integers(1, 30), min_size=1, max_size=6), st.integers(1, 60))
def test_a_sample_has_the_size_that_was_asked_for(sizes, size):
    population = [u for n, count in enumerate(sizes) for u in units(count, f"s{n}")]
    found = draw(population, size, "7")
    assert len(set(found)) == len(found) == min(size, len(population))


def test_nothing_to_draw_and_no_size_are_refused():
    with pytest.raises(ConfigError, match="nothing to draw from"):
        draw([], 3, "7")
    with pytest.raises(ConfigError, match="a sample of 0"):
        draw(units(3), 0, "7")


# --- who codes what ----------------------------------------------------------------------------------------------
def test_units_are_given_evenly_and_everybody_comes_together_with_everybody():
    anchors = [u.anchor for u in draw(units(60), 60, "7")]
    plan = replace(PLAN, coders=("Ada", "Ben", "Cleo", "Dan"))
    sample = Sample(drawn(*anchors, plan=plan))
    assert all(len(set(people)) == 2 for people in sample.coders)
    assert Counter(name for people in sample.coders for name in people) == dict.fromkeys(plan.coders, 30)
    assert len(set(sample.coders)) == 6
    assert len(sample.of("Ada")) == 30
    assert sample.coders == Sample(drawn(*anchors, plan=plan)).coders


def test_a_plan_is_read_back_from_the_chain_as_it_was_recorded():
    plan = replace(PLAN, strata="language", population=41)
    made = drawn(WHOLE, plan=plan)
    check_judgement(made)
    (found,) = samples([made])
    assert (found.plan, found.units, found.id, found.name) == (plan, (WHOLE,), made.digest, made.reason)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "words"}, "not of 'words'"),
        ({"coders": ("Ada", "Ada")}, "named once"),
        ({"coders": ("Ada",)}, "cannot code"),
        ({"each": 4}, "4 of 3 coders"),
        ({"each": 1}, "1 of 3 coders"),
    ],
)
def test_a_plan_by_which_nobody_could_code_is_refused(changes, said):
    with pytest.raises(ConfigError, match=said):
        replace(PLAN, **changes).check()


def test_a_record_that_is_no_plan_is_refused():
    with pytest.raises(ConfigError, match="how it was drawn"):
        check_judgement(judgement(Verdict.SAMPLE, WHOLE, changes=(("kind", "", "documents"),)))


def test_a_sample_is_found_by_how_its_id_begins_and_taken_back_by_undoing():
    one, two = drawn(WHOLE), drawn(WHOLE_OTHER)
    undo = judgement(Verdict.UNDO, Anchor(property="judgement", value=one.digest))
    assert find_sample(samples([one, two]), two.digest[:8]).id == two.digest
    assert find_sample(samples([one, two, undo]), "").id == two.digest
    with pytest.raises(ConfigError, match="say which sample"):
        find_sample(samples([one, two]), "")
    with pytest.raises(ConfigError, match="no sample begins"):
        find_sample(samples([one]), "zzz")


# --- progress and sight ------------------------------------------------------------------------------------------
TWO = replace(PLAN, coders=("Ada", "Ben"))


def test_a_document_is_coded_by_who_finished_it_and_the_cut_is_where_the_last_did():
    chain = [drawn(WHOLE, plan=TWO), by("Ada", Verdict.FINISH, WHOLE), by("Eve", Verdict.FINISH, WHOLE)]
    (found,) = progress(samples(chain), chain)
    assert (found.of("Ada"), found.of("Ben"), found.whole) == ((1, 1), (0, 1), 0)
    assert (found.waiting("Ada"), found.waiting("Ben"), cut_of(found, 0)) == ((), (0,), None)
    chain += [by("Ben", Verdict.FINISH, WHOLE), by("Ada", Verdict.FINISH, WHOLE)]
    (found,) = progress(samples(chain), chain)
    assert (found.whole, cut_of(found, 0)) == (1, 3)


def test_a_statement_is_coded_by_who_judged_it_as_it_was_or_as_it_now_is():
    plan = replace(TWO, kind="statements")
    chain = [drawn(SAID, plan=plan), by("Ada", Verdict.CORRECT, SAID, (("act", "claims", "denies"),))]
    chain += [by("Ben", Verdict.ACCEPT, replace(SAID, start=SAID.start + 2))]
    (found,) = progress(samples(chain), chain)
    assert found.whole == 1
    other = anchor_statement(toll(DOC), DOC.item_sha256)
    chain = [drawn(SAID, plan=plan), by("Ada", Verdict.ACCEPT, other), by("Ben", Verdict.FINISH, WHOLE)]
    assert progress(samples(chain), chain)[0].done == ({},)


def test_a_document_coded_blind_shows_its_text_and_ones_own_until_all_have_coded_it():
    mine = replace(statement(DOC), coder="human/Ada")
    theirs, own = by("Ben", Verdict.REJECT, SAID), by("Ada", Verdict.ACCEPT, SAID)
    chain = [drawn(WHOLE, WHOLE_OTHER, plan=TWO), by("Ada", Verdict.FINISH, WHOLE)]
    sight = visible_to("Ada", progress(samples(chain), chain))
    assert not sight.of_document(DOC.item_sha256)
    assert not sight.of_statement(statement(DOC), DOC.item_sha256)
    assert sight.of_statement(mine, DOC.item_sha256)
    assert sight.of_judgement(own)
    assert not sight.of_judgement(theirs)
    assert visible_to("Eve", progress(samples(chain), chain)).of_judgement(theirs)
    chain += [by("Ben", Verdict.FINISH, WHOLE)]
    sight = visible_to("Ada", progress(samples(chain), chain))
    assert sight.of_document(DOC.item_sha256)
    assert not sight.of_document(OTHER.item_sha256)
    assert sight.of_judgement(theirs)


def test_of_a_statement_coded_blind_only_how_it_is_read_is_hidden():
    chain = [drawn(SAID, plan=replace(TWO, kind="statements"))]
    sight = visible_to("Ben", progress(samples(chain), chain))
    assert sight.of_document(DOC.item_sha256)
    assert not sight.of_statement(statement(DOC), DOC.item_sha256)
    assert sight.of_statement(toll(DOC), DOC.item_sha256)
    assert not sight.of_judgement(by("Ada", Verdict.ACCEPT, SAID))
    assert sight.of_judgement(by("Ada", Verdict.ACCEPT, anchor_statement(toll(DOC), DOC.item_sha256)))


def test_a_sample_that_is_not_blind_hides_nothing():
    chain = [drawn(WHOLE, plan=replace(TWO, blind=False))]
    assert visible_to("Ada", progress(samples(chain), chain)).of_document(DOC.item_sha256)


def test_samples_and_finishing_leave_the_statements_as_they_are():
    chain = [drawn(WHOLE, SAID), by("Ada", Verdict.FINISH, WHOLE)]
    found = apply_judgements(chain, [coding(DOC, statement(DOC))], {DOC.id: DOC})
    assert found.codings == (coding(DOC, statement(DOC)),)
    assert not found.verdicts
    assert not found.orphans
    assert found.finished == {DOC.id: ("Ada",)}
