"""What must hold for any table, with reliabilities and dependence held fixed."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.assessments.arrays import claims_of
from counterclaim.assessments.joint import Found, Habits, Partition
from counterclaim.assessments.methods.hierarchical import Hierarchical, Learned
from counterclaim.assessments.reliability import Record

settings.register_profile("tables", deadline=None, max_examples=60)
settings.load_profile("tables")
SOURCES, VALUES, QUESTIONS = 6, 5, 4
SKILL = np.array([0.55, 0.6, 0.7, 0.8, 0.9, 0.95])

statement = st.tuples(st.integers(0, QUESTIONS - 1), st.integers(0, SOURCES - 1), st.integers(0, VALUES - 1))
tables = st.lists(statement, min_size=1, max_size=25)


def weighed(table, domain=VALUES):
    """(question, value) to probability under fixed reliabilities."""
    q, s, v = zip(*table, strict=True)
    claims = claims_of(q, s, v, questions=QUESTIONS, sources=SOURCES, domain=domain)
    record = Record(SKILL * 100, (1 - SKILL) * 100, np.full(SOURCES, np.inf))
    found = Found(record, Habits(np.array([0.4]), np.array([0.0])), 1)
    method = replace(Hierarchical(), learned=Learned(found, None, Partition.of(claims_of([0], [0], [0]))))
    beliefs = method.predict(claims)
    keys = zip(claims.cell_question.tolist(), claims.value.tolist(), strict=True)
    return dict(zip(keys, beliefs.probability.tolist(), strict=True)), beliefs


@given(tables)
def test_probabilities_sum_to_one_and_bounds_hold_them(table):
    found, beliefs = weighed(table)
    total = beliefs.none.copy()
    for (q, _), p in found.items():
        total[q] += p
    assert total == pytest.approx(1)
    assert (beliefs.low <= beliefs.probability + 1e-12).all()
    assert (beliefs.high >= beliefs.probability - 1e-12).all()
    assert (beliefs.low >= 0).all()
    assert (beliefs.high <= 1).all()


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(table, random):
    shuffled = list(table)
    random.shuffle(shuffled)
    assert weighed(shuffled)[0] == weighed(table)[0]


@given(tables, st.data())
def test_a_relayed_copy_changes_nothing(table, data):
    again = data.draw(st.sampled_from(table))
    assert weighed([*table, again])[0] == weighed(table)[0]


@given(tables, st.integers(0, QUESTIONS - 1), st.integers(0, SOURCES - 1), st.integers(0, VALUES - 1))
def test_an_independent_supporting_statement_never_lowers_its_value(table, q, s, v):
    others = [row for row in table if row[:2] != (q, s)]
    if not others:
        return
    before, after = weighed(others)[0], weighed([*others, (q, s, v)])[0]
    # Doubt is spread over the stated values, so a value that enters takes its part of it from the others alone.
    assert after[q, v] >= before.get((q, v), 0.0) - 1e-9


@given(tables, st.permutations(range(VALUES)))
def test_swapping_values_swaps_the_result_and_nothing_else(table, names):
    swapped = weighed([(q, s, names[v]) for q, s, v in table])[0]
    assert swapped == pytest.approx({(q, names[v]): p for (q, v), p in weighed(table)[0].items()})


@given(tables, st.sampled_from([5, 6, 50, 20_000]))
def test_any_number_of_unstated_values_is_weighed(table, domain):
    found, _ = weighed(table, domain)
    assert all(0 <= p <= 1 for p in found.values())
