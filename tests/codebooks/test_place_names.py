"""Matching of place names with the shipped parameters. Names of pairs here are not those that were learned from."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from counterclaim.codebooks.files import DATA
from counterclaim.codebooks.names import PlaceMatcher, latin, likeness, plain
from counterclaim.codebooks.names.features import Tables, features
from counterclaim.codebooks.names.forest import LEAF, Forest
from counterclaim.codebooks.names.words import core, edits, words


@pytest.fixture(scope="module")
def matcher():
    return PlaceMatcher.load()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Wexmarsh", "Wexmarsh", True),
        ("Wexmarsh", "Wexmarch", True),
        ("Dunmarrel", "Dunmarel sublocation", True),
        ("Wexmarsh", "Tarrowby", False),
        ("Location 4", "Quarrenhaven", False),
    ],
)
def test_spellings_of_one_place_match_and_two_places_do_not(matcher, one, other, same):
    assert matcher.same(one, other) is same


def test_the_order_of_the_two_names_does_not_matter(matcher):
    pairs = [("Dunmarrel", "Dunmarel farm"), ("north Tarrowby", "Tarrowbie"), ("", "Wexmarsh")]
    assert matcher.probabilities(pairs) == matcher.probabilities([(b, a) for a, b in pairs])


def test_no_pairs_give_no_probabilities(matcher):
    assert matcher.probabilities([]) == []


def test_a_name_in_another_script_is_compared_in_latin_letters(matcher):
    assert matcher.probabilities([("Муренга", "Murenga")]) == matcher.probabilities([("Murenga", "Murenga")])


def test_features_and_trees_that_ship_belong_together(matcher):
    rows = features("a", "b", matcher.tables)
    assert int(matcher.forest.feature.max()) < len(rows)
    assert (DATA / "place_names.npz").stat().st_size < 1_000_000


def test_glued_words_come_apart():
    assert words("nrtarrowby loc12 dunmarrelfarm") == ["nr", "tarrowby", "loc", "12", "dunmarrel", "farm"]


def test_the_core_leaves_out_generic_words_unless_nothing_is_left():
    assert core("old dunmarrel farm 7", {"old": 9, "farm": 9}) == ("dunmarrel", {"old", "farm"})
    assert core("old farm", {"old": 9, "farm": 9})[0] == "oldfarm"


def test_edits_are_named_by_letter_and_kind():
    assert list(edits("reed", "red")) == ["e2"]
    assert list(edits("reed", "raed")) == ["a>e"]
    assert list(edits("reed", "reedo")) == ["o$"]


def test_a_tree_sends_values_up_to_the_threshold_to_the_left():
    one = Forest(
        np.array([0], np.int32),
        np.array([0, LEAF, LEAF], np.int16),
        np.array([0.5, 0.25, 0.75], np.float32),
        np.array([1, 0, 0], np.int32),
        np.array([2, 0, 0], np.int32),
    )
    assert one.probabilities(np.array([[0.5], [0.6]], np.float32)).tolist() == [0.25, 0.75]


def test_a_forest_that_is_written_twice_has_the_same_bytes_and_reads_back(tmp_path, matcher):
    matcher.forest.save(tmp_path / "a.npz")
    matcher.forest.save(tmp_path / "b.npz")
    assert (
        (tmp_path / "a.npz").read_bytes()
        == (tmp_path / "b.npz").read_bytes()
        == (DATA / "place_names.npz").read_bytes()
    )
    assert np.array_equal(Forest.load(tmp_path / "a.npz").threshold, matcher.forest.threshold)


def test_a_rare_word_tells_more_than_a_frequent_one():
    tables = Tables(names=100, counts={"farm": 50})
    assert tables.rarity("farm") < tables.rarity("dunmarrel") == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jabhat al-Nusra", "Jebhat an-Nusrah"),
        ("Abu Bakr ibn Salem", "Abou Bakr bin Salim"[:-2] + "em"),
        ("Jaish-e-Mohammed", "Jaysh e Mohamed"),
        ("Kharkovskiy", "Kharkovski"),
        ("Lashkar-e-Taibba", "Lashkar-i-Taiba"),
    ],
)
def test_ways_of_transliterating_have_one_plain_form(one, other):
    assert plain(one) == plain(other)


def test_different_names_keep_different_plain_forms():
    forms = [plain(n) for n in ("Ahrar al-Sham", "Fatah al-Islam", "Jaysh al-Islam", "Ansar al-Islam")]
    assert len(set(forms)) == 4


def test_latin_reads_other_scripts_and_parts_the_arabic_article():
    assert latin("Талибан") == "Taliban"
    assert latin("الشام").startswith("al-")


def test_likeness_goes_from_none_to_one():
    assert likeness("Tern Brigade", "Tern Brigade") == 1.0
    assert likeness("Tern Brigade", "Quill League") < 0.6
    assert likeness("Tern Brigade", "") == 0.0


def test_learning_twice_gives_the_same_trees_and_a_split_keeps_a_first_name_on_one_side():
    tool = runpy.run_path(str(Path(__file__).parents[2] / "tools/learn_place_names.py"))
    names = ["dunmarrel", "tarrowby", "wexmarsh", "quarrenhaven", "fennimouth", "iskerford"]
    pairs = [(a, b + ending, a == b) for a in names for b in names for ending in ("", " farm", "e")]
    pairs.append(("wexmarsh", "wexmarten", False))
    learning, reported = tool["split"](pairs)
    assert {p[0] for p in learning} & {p[0] for p in reported} == set()
    assert len(learning) + len(reported) == len(pairs)
    known = tool["tables"](pairs)
    rows, matches = tool["rows_of"](pairs, known), np.array([m for *_, m in pairs])
    one, two = (tool["grow"](rows, matches, seed=1, trees=5) for _ in range(2))
    assert np.array_equal(one.threshold, two.threshold)
    assert one.probabilities(rows)[matches].mean() > 0.8 > 0.2 > one.probabilities(rows)[~matches].mean()


def test_the_threshold_is_the_one_with_the_best_f1():
    tool = runpy.run_path(str(Path(__file__).parents[2] / "tools/learn_place_names.py"))
    scores, matches = np.array([0.9, 0.8, 0.4, 0.1]), np.array([True, True, False, False])
    threshold, best = tool["best_threshold"](scores, matches)
    assert (round(threshold, 2), best) == (0.6, 1.0)
    assert round(tool["f1"](scores, matches, 0.05), 4) == 0.6667
