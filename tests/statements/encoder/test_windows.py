from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.statements.encoder.model import Encoder, shipped_folder
from counterclaim.statements.encoder.windows import cut, sentence_ends


def test_titles_and_initials_end_no_sentence() -> None:
    text = "Gen. A. Ruiz spoke. The U.S. embassy did not. No one was hurt"
    ends = [0, *sentence_ends(text)]
    assert [text[a:b].strip() for a, b in itertools.pairwise(ends)] == [
        "Gen. A. Ruiz spoke.",
        "The U.S. embassy did not.",
        "No one was hurt",
    ]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=30), st.integers(5, 30))
def test_windows_cover_all_tokens_once_and_none_is_too_long(lengths: list[int], most: int) -> None:
    sentences, first = [], 0
    for length in lengths:
        sentences.append((first, first + length))
        first += length
    windows = cut(sentences, most)
    assert [t for a, b in windows for t in range(a, b)] == list(range(first))
    assert max(b - a for a, b in windows) <= most


def test_every_token_of_a_long_text_gets_a_state_and_leads_back_to_its_word() -> None:
    encoder = Encoder(shipped_folder())
    tokens = encoder.tokenise("The Marsh Column denied the attack on Tuesday. " * 80)
    states = encoder.states([tokens])[0]
    assert len(tokens.windows) > 1
    assert states.tokens.shape == (len(tokens), 384)
    assert states.firsts.shape == (len(tokens.windows), 384)
    denied = tokens.text.index("denied")
    assert tokens.string(*tokens.tokens_within(denied, denied + 6)) == "denied"


def test_a_text_is_read_nearly_alike_alone_and_beside_others() -> None:
    encoder = Encoder(shipped_folder())
    one, two = encoder.tokenise("A bomb went off."), encoder.tokenise("Nobody claimed the attack on the bridge. " * 9)
    alone, beside = encoder.states([one])[0], encoder.states([two, one])[1]
    a, b = alone.tokens, beside.tokens
    # Eight-bit activations share a scale over what is read together, so a little is lost; words keep their sense.
    cosines = (a * b).sum(1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)
    assert cosines.min() > 0.97
