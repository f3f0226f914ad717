"""Actors by one rule for all countries: the state with its government and forces, and its police."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.codebooks.actor_types import Actor, Alias
from counterclaim.codebooks.files import DATA, parts, read_csv

_STATE_WORDS = ("government", "forces", "military", "army", "armed forces", "air force", "navy", "troops", "regime")
_POLICE_WORDS = ("police", "national police", "police force", "police forces")


def states() -> Iterator[Actor]:
    """A state for each country of countries.csv: its government and forces are one actor by the same rule for all.

    For code IQ the id is "state:IQ", the name "Iraq", and names such as "Government of Iraq", "Iraqi army" and
    "Iraqi forces" resolve to it; its police is an authority of its own, "police:IQ".
    """
    for _, row in read_csv(DATA / "countries.csv", ("code", "name", "aliases", "demonyms")):
        code, names = row["code"], (row["name"], *parts(row["aliases"]))
        of = (row["name"], f"the {row['name']}")
        by_rule = [f"{first} of {name}" for name in of for first in ("Government", "Armed Forces", "Army", "Military")]
        adjectives = [d for d in parts(row["demonyms"]) if not d.endswith(("man", "men"))]
        by_rule += [f"{adjective} {word}" for adjective in adjectives for word in _STATE_WORDS]
        aliases = [Alias(n, "form") for n in (*names[1:], *by_rule)]
        yield Actor(f"state:{code}", row["name"], "state", tuple(aliases))
        police = [f"{adjective} {word}" for adjective in adjectives for word in _POLICE_WORDS]
        if police:
            police += [f"{first} of {name}" for name in of for first in ("Police", "National Police")]
            others = tuple(Alias(name, "form") for name in police[1:])
            yield Actor(f"police:{code}", police[0], "authority", others, f"state:{code}")
