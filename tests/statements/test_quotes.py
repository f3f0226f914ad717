from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.statements.quotes import QuoteFinder

TEXT = "He said:  “We didn’t\n\tplant it” — and\u00a0left… Iranian forces left. Iran denied it. Iran denied it."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("We didn't plant it", "We didn’t\n\tplant it"),
        ('"We didn\'t plant it"', "“We didn’t\n\tplant it”"),
        ("'He said:'", "He said:"),
        ('it" - and left...', "it” — and\u00a0left…"),
        ("Iran", "Iran"),
        ("Iran denied it. Iran denied it.", "Iran denied it. Iran denied it."),
        ("Iranian forces left...", "Iranian forces left"),
    ],
)
def test_a_quote_is_found_in_the_texts_own_wording(quote, found):
    start, end = QuoteFinder(TEXT).find(quote)
    assert TEXT[start:end] == found


def test_a_name_is_not_found_within_a_longer_word():
    start, _ = QuoteFinder(TEXT).find("Iran")
    assert start == TEXT.index("Iran denied")


def test_of_several_the_one_at_or_after_the_place_is_taken_and_else_the_first():
    finder = QuoteFinder(TEXT)
    first = TEXT.index("Iran denied")
    second = TEXT.rindex("Iran denied")
    assert finder.find("Iran denied it", near=first + 1) == (second, second + 14)
    assert finder.find("Iran denied it", near=len(TEXT)) == (first, first + 14)


@pytest.mark.parametrize(
    "quote", ["", " ", '""', "...", "we didn't plant it", "We did plant it", "said We", "ran denied"]
)
def test_what_is_not_there_is_not_found(quote):
    assert QuoteFinder(TEXT).find(quote) is None


def test_scripts_that_join_words_are_searched_within_them():
    text = "وقالت الشرطة إن الجبهة نفذت الهجوم"
    assert QuoteFinder(text).find("الشرطة إن الجبهة") == (6, 22)
    assert QuoteFinder("爆弾が市場で爆発した").find("市場で爆発") == (3, 8)


def test_names_are_found_whatever_their_case():
    finder = QuoteFinder("Police suspect the SEVEN TIDES Brigade.")
    assert finder.holds("Seven Tides Brigade")
    assert not finder.holds("Seven Tide")


@given(st.text("ab \n\t“”\"'’—-…\u200b\u00ad", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_every_piece_of_a_text_that_begins_and_ends_with_words_is_found_in_it(text, start, length):
    piece = text[start : start + length]
    if not piece.strip("\"' \n\t“”’—-…\u200b\u00ad"):
        return
    found = QuoteFinder(text).find(f" {piece} ")
    if found is not None:
        folded = QuoteFinder(text[found[0] : found[1]])
        assert folded.find(piece.strip()) is not None
    words = start == 0 or not (text[start - 1].isalnum() and piece[0].isalnum())
    end = start + len(piece)
    if words and (end >= len(text) or not (text[end - 1].isalnum() and text[end].isalnum())):
        assert found is not None
