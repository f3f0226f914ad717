"""The scores of coreference, worked out by hand."""

import importlib.util
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location(
    "coreference_scores", Path(__file__).parents[2] / "benchmarks" / "coreference_scores.py"
)
scores = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(scores)


def parts(*words):
    return [frozenset(word) for word in words]


KEY, RESPONSE = parts("abc", "de", "f"), parts("ab", "cde", "f")


def test_muc_counts_links():
    # Of three links of the key, abc keeps one of two and de its one; the response's likewise: ab one, cde one of two.
    assert scores.muc(KEY, RESPONSE) == pytest.approx((2 / 3, 2 / 3, 2 / 3))


def test_b_cubed_is_a_mean_over_mentions():
    recall = (2 / 3 + 2 / 3 + 1 / 3 + 1 + 1 + 1) / 6
    precision = (1 + 1 + 1 / 3 + 2 / 3 + 2 / 3 + 1) / 6
    expected = 2 * precision * recall / (precision + recall)
    assert scores.b_cubed(KEY, RESPONSE) == pytest.approx((precision, recall, expected))


def test_ceaf_matches_clusters_one_to_one():
    # abc with ab: 4/5; de with cde: 4/5; f with f: 1.
    assert scores.ceaf_e(KEY, RESPONSE) == pytest.approx((2.6 / 3, 2.6 / 3, 2.6 / 3))


def test_lea_weighs_resolved_links_by_size():
    # Recall: 3 x 1/3 + 2 x 1 + 1 x 1, of 6; precision: 2 x 1 + 3 x 1/3 + 1 x 1, of 6.
    assert scores.lea(KEY, RESPONSE) == pytest.approx((4 / 6, 4 / 6, 4 / 6))


def test_conll_is_the_mean_of_three():
    third = scores.b_cubed(KEY, RESPONSE)[2]
    assert scores.conll(KEY, RESPONSE) == pytest.approx((2 / 3 + third + 2.6 / 3) / 3)


@pytest.mark.parametrize("name", ["MUC", "B-cubed", "CEAFe", "LEA"])
def test_the_key_itself_scores_one(name):
    assert scores.MEASURES[name](KEY, KEY) == pytest.approx((1, 1, 1))


def test_singletons_alone_have_no_muc_links_and_cost_the_others():
    alone = parts(*"abcdef")
    assert scores.muc(KEY, alone) == (0, 0, 0)
    assert scores.b_cubed(KEY, alone)[:2] == pytest.approx((1, (1 / 3 * 3 + 1 / 2 * 2 + 1) / 6))
    assert scores.lea(KEY, alone)[:2] == pytest.approx((1 / 6, 1 / 6))


def test_all_in_one_has_full_recall():
    one = parts("abcdef")
    assert scores.b_cubed(KEY, one)[1] == 1
    assert scores.muc(KEY, one) == pytest.approx((3 / 5, 1, 0.75))


def test_labels_become_clusters():
    assert scores.clusters_of({"a": 1, "b": 2, "c": 1}) == parts("ac", "b")
