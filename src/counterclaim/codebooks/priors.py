"""The numbers that weighing starts from: each with its source, or the word "ours", in editable files."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from counterclaim.codebooks.files import DATA, read_yaml
from counterclaim.errors import ConfigError
from counterclaim.model.values.actor_name import name_key

_FIELDS = {"value", "source", "note"}
_RATIOS = ("lr.", "denial.", "indicator.", "prior_odds.", "reliability.", "relay.")
_SHARES = ("claims.", "open.", "relay.", "outcome.least_share", "outcome.least_probability")
_MOST_SHARE = 0.99
"""A share of 1 would make silence a proof."""
PER_ACTOR = frozenset({"claims.share", "claims.false_share"})
"""Keys that a file may give for one actor too, as "claims.share@Name of the group"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """One number; ``source`` names a publication, or is "ours"."""

    key: str
    value: float
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Priors:
    """A book of numbers by key."""

    entries: Mapping[str, Prior]

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Priors:
        """Read the shipped ``priors*.yaml``, then ``extra`` files, whose keys must be known and replace the shipped."""
        shipped: dict[str, Prior] = {}
        for path in sorted(DATA.glob("priors*.yaml")):
            for prior in _read(path):
                if prior.key in shipped:
                    raise ConfigError("stands in two files", where=f"{path}: {prior.key}", remedy="keep one of them")
                shipped[prior.key] = prior
        entries = dict(shipped)
        for path in extra:
            for prior in _read(path):
                _check_known(prior.key, shipped, path)
                entries[_folded(prior.key)] = prior
        return cls(entries)

    def value(self, key: str) -> float:
        """The number under ``key``; raises ConfigError where there is none."""
        try:
            return self.entries[key].value
        except KeyError:
            remedy = "restore the shipped files of codebooks/data"
            raise ConfigError(f"has no entry {key!r}", where="priors", remedy=remedy) from None

    def value_for(self, key: str, actor: str) -> float:
        """The number under ``key`` for one actor, where the book has one of its own, else the general one."""
        own = self.entries.get(_folded(f"{key}@{actor}"))
        return own.value if own else self.value(key)


def _folded(key: str) -> str:
    base, at, actor = key.partition("@")
    return f"{base}@{name_key(actor)}" if at else key


def _check_known(key: str, shipped: Mapping[str, Prior], path: Path) -> None:
    base, at, actor = key.partition("@")
    if base not in shipped:
        near = get_close_matches(base, shipped, 3, 0.5)
        remedy = f"did you mean {' or '.join(near)}? " if near else ""
        raise ConfigError(
            "is no key of the priors", where=f"{path}: {key}", remedy=f"{remedy}`counterclaim priors` lists them all"
        )
    if at and (base not in PER_ACTOR or not actor.strip()):
        remedy = f"these keys take an actor after @: {', '.join(sorted(PER_ACTOR))}"
        raise ConfigError("cannot be given for one actor", where=f"{path}: {key}", remedy=remedy)


def _read(path: Path) -> list[Prior]:
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise ConfigError("is not a mapping of keys", where=str(path), remedy="give 'key: {value, source, note}' lines")
    return [_prior(str(key), entry, path) for key, entry in data.items()]


def _prior(key: str, entry: object, path: Path) -> Prior:
    where = f"{path}: {key}"
    if not isinstance(entry, dict) or not {"value", "source"} <= set(entry) <= _FIELDS:
        raise ConfigError("needs value and source, and may have a note", where=where, remedy="mend the entry")
    try:
        value = float(entry["value"])
    except (TypeError, ValueError) as error:
        raise ConfigError(f"value is no number: {entry['value']!r}", where=where, remedy="give a number") from error
    if not math.isfinite(value) or value < 0 or (key.startswith(_RATIOS) and value == 0):
        raise ConfigError(f"value {value} is out of range", where=where, remedy="give a positive number")
    if key.startswith(_SHARES) and value > _MOST_SHARE:
        raise ConfigError(f"value {value} is out of range", where=where, remedy=f"give a share from 0 to {_MOST_SHARE}")
    if not str(entry["source"]).strip():
        raise ConfigError("names no source", where=where, remedy='name the publication, or write "ours"')
    return Prior(key=key, value=value, source=str(entry["source"]), note=str(entry.get("note", "")))
