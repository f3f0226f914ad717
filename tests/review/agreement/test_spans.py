"""Spans of two people are paired one to one, and scored by F1."""

from __future__ import annotations

from counterclaim.review.agreement import span_f1
from counterclaim.review.agreement.spans import matched


def test_exact_and_overlapping_spans_are_told_apart():
    left = {"doc_1": [(0, 10), (20, 40), (50, 60)], "doc_2": [(0, 5)]}
    right = {"doc_1": [(0, 10), (22, 44)], "doc_2": [(100, 105)], "doc_3": [(0, 9)]}
    found = span_f1(left, right)
    assert (found.documents, found.left, found.right, found.exact, found.overlapping) == (2, 4, 3, 1, 2)
    assert found.f1_exact == 2 / 7
    assert found.f1 == 4 / 7


def test_a_span_is_paired_once_and_as_many_pairs_as_can_be_are_made():
    assert matched([(0, 10)], [(0, 10), (1, 9)]) == [(0, 0)]
    # The best single pair would leave the second of both alone.
    assert matched([(0, 10), (8, 30)], [(5, 18), (0, 6)]) == [(0, 1), (1, 0)]


def test_less_than_half_of_the_shorter_span_is_no_overlap():
    assert matched([(0, 10)], [(6, 16)]) == []
    assert matched([(0, 10)], [(5, 15)]) == [(0, 0)]


def test_where_nobody_marked_anything_there_is_no_score():
    found = span_f1({"doc_1": []}, {"doc_1": []})
    assert (found.documents, found.f1, found.f1_exact) == (1, None, None)
