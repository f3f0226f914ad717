"""Which units a seed draws: anybody who has the seed and the units draws the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.errors import ConfigError
from counterclaim.model import Anchor
from counterclaim.model.identity import sha256_hex


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Something that can be drawn."""

    anchor: Anchor
    stratum: str = ""

    @property
    def key(self) -> str:
        """What tells it from all others, whatever run it comes from."""
        a = self.anchor
        return "|".join((a.item_sha256, str(a.start), str(a.end), a.property, a.act, a.value, a.speaker))


def rank(seed: str, key: str) -> str:
    """Where a seed puts a key: units of the least ranks are drawn, so that a larger sample holds the smaller one."""
    return sha256_hex(f"{seed}\n{key}".encode())


def draw(population: Sequence[Unit], size: int, seed: str) -> tuple[Unit, ...]:
    """As many units as asked for, from each stratum its share and at least one while there is room.

    Raises:
        ConfigError: no units, or a size below 1.
    """
    if size < 1:
        raise ConfigError(f"a sample of {size} is none", where="--size", remedy="draw at least one")
    units = {unit.key: unit for unit in population}
    if not units:
        raise ConfigError("there is nothing to draw from", remedy="add documents, and `counterclaim run` them")
    strata: dict[str, list[Unit]] = defaultdict(list)
    for unit in sorted(units.values(), key=lambda u: rank(seed, u.key)):
        strata[unit.stratum].append(unit)
    shares = _shares({name: len(found) for name, found in strata.items()}, min(size, len(units)))
    drawn = [unit for name, found in strata.items() for unit in found[: shares[name]]]
    return tuple(sorted(drawn, key=lambda u: rank(seed, u.key)))


def _shares(sizes: dict[str, int], size: int) -> dict[str, int]:
    """How many of each stratum: by largest remainders, then one for each that has none, from those that have most."""
    total = sum(sizes.values())
    shares = {name: size * count // total for name, count in sizes.items()}
    by_remainder = sorted(sizes, key=lambda name: (-(size * sizes[name] % total), name))
    for name in by_remainder[: size - sum(shares.values())]:
        shares[name] += 1
    for name in sorted(sizes) if size >= len(sizes) else ():
        if shares[name] == 0:
            shares[max(sorted(shares), key=lambda other: shares[other])] -= 1
            shares[name] = 1
    return shares
