"""Probabilities as people write them: numbers, percentages, ranges, and words of estimation with their bands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from counterclaim.codebooks.files import DATA, read_yaml
from counterclaim.codebooks.scales import bands
from counterclaim.errors import ConfigError
from counterclaim.model.forecast import Chance

_NUMBER = r"(\d+(?:[.,]\d+)?)\s*(%?)"
_RANGE = re.compile(rf"{_NUMBER}\s*(?:-|–|to|\.\.)\s*{_NUMBER}")
_SINGLE = re.compile(_NUMBER)


@cache
def estimative_words() -> Mapping[str, tuple[float, float]]:
    """Bands by words of estimation, in small letters: ICD 203's terms and those that texts use in their place."""
    found = {word: (b.low, b.high) for b in bands() for word in (b.term, b.alternative)}
    for word, term in read_yaml(DATA / "scales.yaml")["foretelling"].items():
        found.setdefault(str(word), found[str(term)])
    return found


def chance(text: str) -> Chance:
    """A probability from "0.68", "68 %", "55-80 %" or words such as "likely".

    Raises:
        ConfigError: it is none of these, or lies outside of 0 and 1; 0 and 1 themselves are not available.
    """
    words = " ".join(text.split()).casefold()
    if words in estimative_words():
        low, high = estimative_words()[words]
        return Chance(low=low, high=high, words=words)
    found = _RANGE.fullmatch(words)
    if found:
        percent = found[2] or found[4]
        low, high = _value(found[1], percent), _value(found[3], percent)
    else:
        single = _SINGLE.fullmatch(words)
        if single is None:
            known = ", ".join(estimative_words())
            raise ConfigError(f"{text!r} is no probability", remedy=f"a number, a percentage, or one of: {known}")
        low = high = _value(single[1], single[2])
    if not 0 < low <= high < 1:
        raise ConfigError(
            f"{text!r} does not lie between 0 and 1", remedy="nothing is certain beforehand: 0.01 to 0.99, or 1 to 99 %"
        )
    return Chance(low=low, high=high)


def _value(number: str, percent: str) -> float:
    value = float(number.replace(",", "."))
    return round(value / 100, 6) if percent else value
