import pytest

from counterclaim.codebooks import scales


@pytest.mark.parametrize(
    ("probability", "term"),
    [
        (0.01, "almost no chance"),
        (0.0499, "almost no chance"),
        (0.05, "very unlikely"),
        (0.2, "unlikely"),
        (0.4499, "unlikely"),
        (0.45, "roughly even chance"),
        (0.55, "likely"),
        (0.68, "likely"),
        (0.8, "very likely"),
        (0.95, "almost certain"),
        (0.999, "almost certain"),
        (0.001, "almost no chance"),
        (0.1 + 0.1 + 0.35, "likely"),
    ],
)
def test_a_shared_boundary_belongs_to_the_upper_band(probability, term):
    assert scales.estimative(probability) == term


def test_the_phrase_gives_term_band_and_number():
    assert scales.estimative_phrase(0.68) == "likely (55–80 %; our estimate 68 %)"
    assert scales.estimative_phrase(0.999) == "almost certain (95–99 %; our estimate 99 %)"


@pytest.mark.parametrize("probability", [0.0, 1.0, -0.1, 1.1])
def test_certainty_is_not_available(probability):
    with pytest.raises(ValueError, match="not available"):
        scales.estimative(probability)


def test_the_bands_meet_without_gaps():
    bands = scales.bands()
    assert [b.high for b in bands[:-1]] == [b.low for b in bands[1:]]


def test_grades_have_words_on_both_axes():
    assert scales.admiralty("B2") == "usually reliable, probably true"
    assert scales.admiralty("A5") == "completely reliable, improbable"


@pytest.mark.parametrize("grade", ["H2", "B7", "2B", "B", ""])
def test_what_is_no_grade_is_refused(grade):
    with pytest.raises(ValueError, match="grade"):
        scales.admiralty(grade)


def test_f_and_6_are_missing_values():
    assert [scales.is_missing(g) for g in ("F", "6", "F6", "F2", "C3", "")] == [True, True, True, False, False, False]
