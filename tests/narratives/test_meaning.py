from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from counterclaim.codebooks.framings import FramingBook
from counterclaim.errors import ConfigError
from counterclaim.narratives.meaning import BUCKETS, Weights, buckets, key, pair, wording, words


@pytest.fixture(scope="module")
def book():
    return FramingBook.load()


def arrays(book, **changes):
    """A model of two framings: "stay" speaks for endurance, "sold us" and the pieces of "traitor" for betrayal."""
    shared = np.zeros((BUCKETS, 2), np.int8)
    shared[pair("sold", "us"), 1] = 100
    shared[list(buckets("traitor")), 1] = 20
    return {
        "framings": np.array(["endurance", "betrayal"]),
        "wordings": np.array([wording(book.framings["endurance"]), wording(book.framings["betrayal"])]),
        "keys": np.array([key("stay"), key("queda")], np.uint32),
        "own": np.array([[100, 0], [100, 0]], np.int8),
        "shared": shared,
        "scale": np.array([0.1, 0.1], np.float32),
        "bias": np.array([-3, -3], np.float32),
        "curve": np.array([1, 0, 0.5], np.float32),
        **changes,
    }


def test_words_pairs_and_pieces_weigh_over_the_root_of_the_words(book):
    model = Weights(arrays(book))
    logits = model.logits(["Stay!", "we stay here now", "sold us", ""])
    assert logits[:, 0] == pytest.approx([10 - 3, 10 / 2 - 3, -3, -3])
    assert logits[2, 1] == pytest.approx(10 / 2**0.5 - 3)


def test_scores_name_what_reaches_the_bar(book):
    model = Weights(arrays(book))
    (first, second, third, heading) = model.scores(
        ["They stay where they are.", "They go where they are.", "Traitors, he said at noon.", "They stay."]
    )
    assert first == {"endurance": pytest.approx(1 / (1 + np.exp(3 - 10 / 5**0.5)), abs=1e-3)}
    assert second == {}
    assert list(third) == ["betrayal"]
    assert heading == {}


def test_accents_and_case_do_not_count_in_pieces():
    assert words("Épreuve, LA PRUEBA") == ["épreuve", "la", "prueba"]
    assert buckets("épreuve") == buckets("epreuve")


def test_a_framing_worded_anew_is_not_the_one_that_was_trained(book):
    model = Weights(arrays(book))
    assert model.trained(book) == {"endurance", "betrayal"}
    other = dataclasses.replace(book.framings["betrayal"], definition="Something else.")
    changed = FramingBook({**book.framings, "betrayal": other}, book.groups)
    assert model.trained(changed) == {"endurance"}


def test_other_weights_have_another_version(book):
    assert Weights(arrays(book)).version != Weights(arrays(book, bias=np.array([-2, -3], np.float32))).version


def test_a_damaged_file_is_named_with_a_remedy(tmp_path):
    path = tmp_path / "framings.npz"
    path.write_bytes(b"nothing")
    with pytest.raises(ConfigError, match=r"framings.npz.*weights of framings"):
        Weights.load(path)


def test_a_file_of_another_make_is_named_with_a_remedy(tmp_path):
    path = tmp_path / "framings.npz"
    np.savez(path, weights=np.zeros(3))
    with pytest.raises(ConfigError, match=r"weights of framings"):
        Weights.load(path)
