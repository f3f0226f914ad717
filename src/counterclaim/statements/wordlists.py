"""Short word lists of single rules, kept as reviewed data in ``lexicons/lists.yaml``."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import yaml

from counterclaim.errors import ConfigError


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    source = resources.files("counterclaim.statements").joinpath("lexicons").joinpath("lists.yaml")
    return dict(yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))  # noqa: S506 - strings only


def word_list(key: str) -> frozenset[str]:
    """The words listed under ``key``, lower case; raises ConfigError where the list is missing."""
    if key not in _lists():
        raise ConfigError(f"holds no word list '{key}'", where="lists.yaml", remedy="install the package again")
    return frozenset(_lists()[key])
