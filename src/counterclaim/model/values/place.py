"""Places as reported, with what a gazetteer adds and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place: the text's own words first, the gazetteer's reading second.

    ``countries`` holds ISO 3166-1 alpha-2 codes: none where unknown or open, several where disputed; it is a locator
    and decides no border. ``latitude`` and ``longitude`` are WGS 84 degrees; ``radius_m`` is the precision in metres;
    ``basis`` says where the point comes from: "named", "computed", "centroid" or "" without a point.
    """

    name: str
    words: str = ""
    countries: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    radius_m: float | None = None
    basis: str = ""
    gazetteer_id: str = ""

    @property
    def country(self) -> str | None:
        """The one country, or None where there is none or more than one."""
        return self.countries[0] if len(self.countries) == 1 else None

    @property
    def located(self) -> bool:
        """Whether the place has coordinates."""
        return self.latitude is not None and self.longitude is not None

    def __str__(self) -> str:
        return self.name
