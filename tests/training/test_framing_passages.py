"""The passages that framings are learnt from: enough of each kind, none twice, none of those that measure."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from benchmarks.narratives import PASSAGES
from benchmarks.narratives import passages as held_apart
from training.framing_passages import passages

from counterclaim.codebooks.framings import FramingBook


def test_every_framing_has_passages_of_every_language_and_wording():
    counts = Counter((p.framing, p.language, p.wording) for p in passages())
    least = {"plain": 16, "oblique": 16, "near": 8}
    wanted = product(FramingBook.load().framings, ("en", "fr", "es"), least)
    assert counts.keys() == set(wanted)
    assert {key: n for key, n in counts.items() if n < least[key[2]]} == {}


def test_no_passage_stands_twice_or_is_one_that_measures():
    texts = [p.text for p in passages()]
    assert len(texts) == len(set(texts))
    assert set(texts).isdisjoint(item.text for item in held_apart(PASSAGES))


@pytest.mark.parametrize("content", ["A line without a heading.", "== en claims plain | x\nA line."])
def test_a_file_that_is_not_in_form_is_named_with_its_line(tmp_path, content):
    (tmp_path / "endurance.txt").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"endurance.txt, line 1: no heading"):
        passages(tmp_path)
