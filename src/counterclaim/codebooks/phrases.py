"""Phrases by language, as the YAML files of the codebooks hold them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterclaim.errors import ConfigError


def by_language(value: Any, where: str, name: str) -> dict[str, tuple[str, ...]]:  # noqa: ANN401 - as YAML gives it
    """The phrases of a field by language, {} where it is missing; raises ConfigError for anything else."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise ConfigError(f"{name} are no mapping", where=where, remedy="write phrases by language: `en: [...]`")
    return {str(language): texts(phrases, where, name) for language, phrases in value.items()}


def texts(value: Any, where: str, name: str) -> tuple[str, ...]:  # noqa: ANN401 - as YAML gives it
    """The texts of a list, () where it is missing; raises ConfigError for anything else."""
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"{name} hold something else than texts", where=where, remedy="write a list of texts")
    return tuple(value)
