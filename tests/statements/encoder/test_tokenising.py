from __future__ import annotations

import pytest
from tokenizers import Tokenizer

from counterclaim.statements.encoder.model import shipped_folder
from counterclaim.statements.encoder.tokenising import Replaced, load_tokenizer, read_as, tokenise

TEXT = "Police said the Kestrel Front bombed Arle. The front's chief denied it."


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(shipped_folder() / "tokenizer.json")


def replaced(*pairs: tuple[str, str], text: str = TEXT) -> list[Replaced]:
    places = [(text.index(words), words, other) for words, other in pairs]
    return [Replaced(at, at + len(words), other) for at, words, other in places]


def test_other_words_are_read_in_a_place_and_have_its_characters(tokenizer: Tokenizer) -> None:
    found = read_as(tokenizer, TEXT, replaced(("the Kestrel Front", "alpha")))
    read = tokenise(tokenizer, TEXT.replace("the Kestrel Front", "alpha"))
    assert found.ids.tolist() == read.ids.tolist()
    assert [found.string(k, k + 1) for k in range(5)] == ["Police", "said", "the Kestrel Front", "bombed", "Ar"]
    assert found.text == TEXT


def test_what_stands_behind_a_replaced_place_keeps_its_characters(tokenizer: Tokenizer) -> None:
    found = read_as(tokenizer, TEXT, replaced(("the Kestrel Front", "x"), ("The front", "a far longer name")))
    for word in ("Police", "bombed", "chief", "denied", "it"):
        start = TEXT.index(word)
        assert found.string(*found.tokens_within(start, start + len(word))) == word


def test_a_part_of_a_replaced_place_is_found_as_all_tokens_read_there(tokenizer: Tokenizer) -> None:
    found = read_as(tokenizer, TEXT, replaced(("the Kestrel Front", "alpha beta")))
    start = TEXT.index("Kestrel")
    first, past = found.tokens_within(start, start + len("Kestrel"))
    assert past - first == 2
    assert found.string(first, past) == "the Kestrel Front"


def test_sentences_and_windows_are_those_of_the_words_read(tokenizer: Tokenizer) -> None:
    one, other = "The Kestrel Front fled. It lost.", "Iran fled. It lost."
    a = read_as(tokenizer, one, replaced(("The Kestrel Front", "alpha"), text=one))
    b = read_as(tokenizer, other, replaced(("Iran", "alpha"), text=other))
    assert a.ids.tolist() == b.ids.tolist()
    assert (a.sentences, a.windows) == (b.sentences, b.windows)


def test_nothing_replaced_is_the_text_itself(tokenizer: Tokenizer) -> None:
    found, plain = read_as(tokenizer, TEXT, []), tokenise(tokenizer, TEXT)
    assert found.starts.tolist() == plain.starts.tolist()
    assert found.ends.tolist() == plain.ends.tolist()
