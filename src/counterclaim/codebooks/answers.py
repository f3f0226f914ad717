"""Descriptions that answer a question without naming an actor; the words stand in data/answers.yaml."""

from __future__ import annotations

import re
from functools import cache

from counterclaim.codebooks.files import DATA, read_yaml
from counterclaim.model.values.actor_name import name_key


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    words = sorted((name_key(str(w)) for w in read_yaml(DATA / "answers.yaml")[kind]), key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


def describes(kind: str, words: str) -> bool:
    """Whether a description holds one of the words of a kind of ``answers.yaml``; raises KeyError for no kind."""
    return _pattern(kind).search(name_key(words)) is not None
