"""What the codebook says of an actor: names with their basis and dates, and how actors come of one another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

KINDS = frozenset(
    {"armed_group", "state", "authority", "media_wing", "organisation", "person", "party", "outlet", "community"}
)
BASES = ("ucdp", "ucdp_ged", "ucdp_aec", "gtd", "fto", "muc4", "web", "form", "letters", "memory")
"""What an alias, a date or a relation may rest on; data/actors.yaml says what each means."""
UNVERIFIED = frozenset({"memory", "letters"})
"""What rests on these proposes: it is never merged by and never printed."""
RELATIONS = ("split", "merger", "renamed", "faction", "front", "wing", "supports")
"""``one`` split off ``other``; merged into it; bears its name from then on; is a faction, front name or wing of it."""


@dataclass(frozen=True, slots=True)
class Period:
    """Years, both included, and on what they rest; open where None."""

    since: int | None = None
    until: int | None = None
    basis: str = ""

    @property
    def unverified(self) -> bool:
        """Whether nothing but memory stands behind the years."""
        return self.basis in UNVERIFIED

    def holds(self, on: date) -> bool:
        """Whether the year of ``on`` lies in it."""
        return (self.since or 0) <= on.year <= (self.until or 9999)

    def admits(self, on: date) -> bool:
        """As `holds`, save that unverified years shut nobody out."""
        return self.unverified or self.holds(on)


ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an actor; an unverified one may be compared, but merges nothing and is not printed."""

    name: str
    basis: str
    period: Period = ALWAYS
    """When the name meant this actor."""

    @property
    def unverified(self) -> bool:
        """Whether nothing but memory stands behind the name."""
        return self.basis in UNVERIFIED


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of the codebook.

    ``affiliation`` is the id of the actor that it belongs to or speaks for: linked, never merged.
    """

    id: str
    name: str
    kind: str
    """armed_group, state, authority, media_wing, organisation, person, party, outlet or community."""
    aliases: tuple[Alias, ...] = ()
    affiliation: str = ""
    period: Period = ALWAYS
    """When it existed under its names."""
    seen: Period = ALWAYS
    """Years in which a data set tells of it: no proof that it did not act in others."""
    countries: tuple[str, ...] = ()
    """Where a data set tells of it (ISO codes); no proof that it did not act elsewhere."""
    codes: tuple[tuple[str, str], ...] = ()
    """(scheme, id) in other codebooks, such as ("ucdp", "180")."""
    in_text: bool = True
    """Whether readers of running text look for its names; not for names that are everyday or place words."""
    own: bool = False
    """Whether a ledger's own file gives it: its names go before the shipped ones."""
    name_basis: str = ""

    @property
    def names(self) -> tuple[Alias, ...]:
        """The name and all aliases."""
        return (Alias(self.name, self.name_basis), *self.aliases)

    def active(self, on: date) -> bool:
        """Whether the actor existed under its names in the year of ``on``, as far as the codebook says."""
        return self.period.holds(on)


@dataclass(frozen=True, slots=True)
class Relation:
    """How actor ``one`` comes of or belongs to actor ``other``; both stay two actors."""

    kind: str
    one: str
    other: str
    basis: str
    year: int | None = None
    note: str = ""

    @property
    def unverified(self) -> bool:
        """Whether nothing but memory stands behind it."""
        return self.basis in UNVERIFIED
