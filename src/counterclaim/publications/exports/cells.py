"""What a cell of an export can hold, and the cells that several tables share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from counterclaim.model import Place
from counterclaim.publications.material import Material

Cell = str | int | float | bool | None | tuple[str, ...]
Record = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A named table: columns with their kind ("text", "int", "float", "bool", "list"), and how its rows are made."""

    name: str
    columns: Mapping[str, str]
    rows: Callable[[Material], Iterable[Record]]


def place_cells(place: Place | None) -> dict[str, Cell]:
    """A place as cells, empty where there is none."""
    return {
        "place": place.name if place else "",
        "place_words": place.words if place else "",
        "countries": place.countries if place else (),
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "radius_m": place.radius_m if place else None,
        "place_basis": place.basis if place else "",
        "place_region": place.region if place else "",
        "place_precision": place.precision if place else None,
        "place_probability": place.probability if place else None,
        "place_alternatives": tuple(map(str, place.alternatives)) if place else (),
        "place_note": place.note if place else "",
    }


PLACE = {
    "place": "text",
    "place_words": "text",
    "countries": "list",
    "latitude": "float",
    "longitude": "float",
    "radius_m": "float",
    "place_basis": "text",
    "place_region": "text",
    "place_precision": "int",
    "place_probability": "float",
    "place_alternatives": "list",
    "place_note": "text",
}
