"""Places as reported, with what a gazetteer adds and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

_PRECISION = {
    2: "near it",
    3: "somewhere in the district",
    4: "somewhere in the region",
    5: "along a line or in a loose area",
    6: "somewhere in the country",
    7: "in international waters or airspace",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPlace:
    """Another place that the same words may mean, with its probability in the text that has them."""

    name: str
    probability: float
    region: str = ""
    """The first-order administrative area that it lies in."""
    countries: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    radius_m: float | None = None
    gazetteer_id: str = ""

    def __str__(self) -> str:
        where = ", ".join(x for x in (self.name, self.region, "/".join(self.countries)) if x)
        return f"{where} ({self.probability:.0%})"


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
    region: str = ""
    """The first-order administrative area that it lies in, as the gazetteer names it; empty where not known."""
    precision: int | None = None
    """How exact the words are, in UCDP GED's codes of where_prec: 1 the place itself, 2 near it, 3 a second-order and
    4 a first-order administrative area, 5 a line or a loose area, 6 a country, 7 international waters or airspace."""
    probability: float = 1.0
    """That the words mean this place and none of the ``alternatives``."""
    alternatives: tuple[OtherPlace, ...] = ()
    """Other places of the same name, the likeliest first."""
    note: str = ""
    """Why no country or several are given, for a place that states contest."""

    @property
    def country(self) -> str | None:
        """The one country, or None where there is none or more than one."""
        return self.countries[0] if len(self.countries) == 1 else None

    @property
    def located(self) -> bool:
        """Whether the place has coordinates."""
        return self.latitude is not None and self.longitude is not None

    @property
    def exactness(self) -> str:
        """How exact the words are, in words; empty for the place itself and where it is not told."""
        return _PRECISION.get(self.precision or 0, "")

    @property
    def reading(self) -> str:
        """What is known of the reading beyond the name, in words; empty for a place that is plainly itself."""
        parts = [self.exactness]
        if self.alternatives:
            others = ", ".join(str(other) for other in self.alternatives)
            parts.append(
                f"read as {self.region or self.country or self.name} ({self.probability:.0%}), may be {others}"
            )
        return "; ".join(part for part in (*parts, self.note) if part)

    def __str__(self) -> str:
        return self.name
