import pytest

from counterclaim.model import DateInterval
from counterclaim.publications.chances import estimate, grade_words, that_clause
from counterclaim.publications.display import clean, isolated, language_tag, shortened
from counterclaim.publications.words import count_words, date_words, listed, percent, plural, sentence


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2017-06-02", "2 June 2017"),
        ("2017-06", "June 2017"),
        ("2017", "2017"),
        ("../2016-05-05", "by 5 May 2016"),
        ("2016-05-05/..", "since 5 May 2016"),
        ("2016-01-02/2016-01-05", "2–5 January 2016"),
        ("2016-01-30/2016-02-02", "30 January – 2 February 2016"),
        ("2016-12-30/2017-01-02", "30 December 2016 – 2 January 2017"),
        ("2017-05/2017-06", "May – June 2017"),
        ("2016-12/2017-01", "December 2016 – January 2017"),
        ("1973/1975", "1973–1975"),
    ],
)
def test_dates_are_said_as_precisely_as_they_are_known(value, words) -> None:
    assert date_words(DateInterval.parse(value)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [("36", "36"), ("20+", "at least 20"), ("..40", "up to 40"), ("9..10", "9 to 10"), ("many", "many")],
)
def test_counts_are_said_with_their_bounds(value, words) -> None:
    assert count_words(value) == words


def test_a_percentage_is_never_certain() -> None:
    assert [percent(p) for p in (0.0, 0.004, 0.58, 0.999, 1.0)] == ["1 %", "1 %", "58 %", "99 %", "99 %"]


def test_an_estimate_has_its_term_and_band() -> None:
    assert estimate(0.68) == "likely (55–80 %; our estimate 68 %)"
    assert that_clause(0.5) == "there is a roughly even chance (45–55 %; our estimate 50 %)"
    assert that_clause(0.0) == "there is almost no chance (1–5 %; our estimate 1 %)"
    assert that_clause(1.0).startswith("it is almost certain")


def test_grades_have_words_on_both_axes() -> None:
    assert grade_words("B2") == "source usually reliable, information probably true"
    assert grade_words("") == ""


def test_small_numbers_are_written_out() -> None:
    assert [plural(n, "event") for n in (0, 1, 2, 11, 1200)] == [
        "no events",
        "one event",
        "two events",
        "11 events",
        "1,200 events",
    ]


def test_lists_and_sentences_are_punctuated() -> None:
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert sentence("who did it is disputed") == "Who did it is disputed."
    assert sentence("Why?") == "Why?"


def test_cleaning_drops_what_turns_or_breaks_a_page_and_keeps_scripts() -> None:
    assert clean("a\u202eb\x00c\ud800d\u200ce\u0301") == "abc\ufffdd\u200ce\u0301"


def test_only_right_to_left_names_are_isolated() -> None:
    assert isolated("Front") == "Front"
    assert isolated("حركة") == "\u2068حركة\u2069"


def test_only_well_formed_languages_become_attributes() -> None:
    assert [language_tag(t) for t in ("en", "zh-Hant", "und", '"><b>', "")] == ["en", "zh-Hant", "", "", ""]


def test_a_long_text_is_cut_at_a_word() -> None:
    assert shortened("one two three four", 12) == "one two…"
