import pytest

from counterclaim.codebooks.estimation import chance, estimative_words
from counterclaim.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0.68", 0.68, 0.68),
        ("68 %", 0.68, 0.68),
        ("55-80%", 0.55, 0.80),
        ("0.2 to 0.4", 0.2, 0.4),
        ("Likely", 0.55, 0.80),
        ("nearly certain", 0.95, 0.99),
        ("probably", 0.55, 0.80),
        ("roughly even odds", 0.45, 0.55),
        ("0,3", 0.3, 0.3),
    ],
)
def test_probabilities_are_read_from_numbers_and_words(text, low, high):
    found = chance(text)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize("text", ["0", "1", "100%", "120 %", "certain", "0.8-0.2", "", "possibly"])
def test_certainty_and_words_without_a_band_are_refused(text):
    with pytest.raises(ConfigError):
        chance(text)


def test_every_word_of_foretelling_has_a_band_of_the_standard():
    assert all(0 < low < high < 1 for low, high in estimative_words().values())
