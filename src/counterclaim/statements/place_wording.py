"""How exact the words around a place's name are: UCDP GED's precision codes, from the words alone.

Codes of ``where_prec`` (Högbladh, UCDP GED Codebook): 1 the place itself, 2 near it, 3 second-order and 4 first-order
administrative area, 5 a line, a border or a loose area, 6 a country, 7 international waters or airspace.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from counterclaim.codebooks.gazetteer import distance_m
from counterclaim.model import Place

EXACT, NEAR, SECOND_ORDER, FIRST_ORDER, LOOSE, COUNTRY, INTERNATIONAL = range(1, 8)
NEAR_M = 25_000.0
"""What "near" may mean, as in UCDP's code 2."""
_ROAD_M = 50_000.0
"""How far along a road a bare "on the road to X" may be (ours)."""
_LONGEST_LINE_M = 300_000.0
"""Two towns further apart are no ends of one stretch of road (ours)."""
_AREA_M = {"region": 100_000.0, "district": 25_000.0}
"""Least radius of an administrative area whose extent the gazetteer does not know (ours)."""
_RANKS = {
    "region": "province|governorate|department|oblast|wilaya|prefecture|emirate|voivodeship|state|region",
    "district": "district|municipality|county|tehsil|upazila|woreda|canton|rayon|raion|cercle|local government area",
    "city": "city|town|village|suburb|port|neighbourhood|neighborhood",
}
_RANK_OF = {word: rank for rank, words in _RANKS.items() for word in words.split("|")}
RANKS = frozenset(_RANK_OF)
"""Words for the rank of a place."""
_ALL = "|".join(_RANK_OF)
_AFTER = re.compile(rf"\s+(?P<rank>{_ALL})\b(?!\s+of\b)", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?P<rank>{_ALL})\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_SIDES = r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)"
_CLOSE = re.compile(
    rf"\b(?:near|nearby|outside|close to|around|in the vicinity of|in the area of|"
    rf"[io]n the outskirts of|on the edge of|a few (?:kilomet(?:re|er)s|miles) from|"
    rf"(?:just )?(?:to the )?{_SIDES} of)\s+(?:the\s+)?(?:(?:{'|'.join(_RANK_OF)})\s+of\s+)?$",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    rf"\b(?P<count>\d{{1,3}}(?:\.\d)?)[\s-]*(?P<unit>km|kilomet(?:re|er)s?|miles?)\s+"
    rf"(?:\([^)]{{1,16}}\)\s+)?(?:(?:to the )?{_SIDES}\s+(?:of|from)|away from|from|outside|off)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PART = re.compile(rf"\b(?:{_SIDES}(?:ern)?|central|upper|lower|rural)\s+$", re.IGNORECASE)
_ROAD = re.compile(
    r"\b(?:road|highway|motorway|route|railway|line|track)\s+(?:that\s+)?(?:leading\s+|leads\s+|running\s+)?"
    r"(?:to|from|towards?|into|out of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BORDER = re.compile(r"\bborder\s+(?:with|of|between)\s+(?:the\s+)?$", re.IGNORECASE)
_BORDER_AFTER = re.compile(r"(?:['’]s)?\s+border\b", re.IGNORECASE)
_OFF = re.compile(
    r"\b(?:off(?: the)?(?: [a-z]+ern)?(?: (?:coast|shore|shores) of)?|in the sea (?:off|near))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\binternational (?:waters|airspace)\b", re.IGNORECASE)
_SEA = re.compile(r"\b(?:Sea|Ocean|Gulf|Strait|Straits|Bay)\b")
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?(?:(?:towns|cities|villages)\s+of\s+)?$", re.IGNORECASE)
_FROM = re.compile(
    r"\b(?:road|highway|motorway|route|railway|line)\s+(?:that\s+)?(?:leading\s+|leads\s+|running\s+)?from\s+$",
    re.IGNORECASE,
)
_LINKING = re.compile(
    r"\b(?:road|highway|motorway|route|railway|line)\s+(?:that\s+)?(?:linking|links|connecting|connects|joining)\s+$",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(
    r"\b(?:clash\w*|fight\w*|battles?|wars?|talks|disput\w*|tensions?|conflict|match|game|agreement|violence|relations|"
    r"trade|peace|ceasefire|truce|feud|rivalry|exchange\w*)\s+(?:\w+\s+)?between\s+",
    re.IGNORECASE,
)
"""Such things are between two sides, not on the way from the one to the other."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What stands right before and right after a name."""

    before: str
    after: str

    @property
    def rank(self) -> str:
        """The rank that the words give the place: region, district, city, or "" where they give none."""
        found = _AFTER.match(self.after) or _BEFORE.search(self.before)
        return _RANK_OF[found["rank"].lower()] if found else ""


def placed(place: Place, kind: str, wording: Wording) -> Place:
    """The place with the precision code of its words, and a radius that is never less than they allow."""
    code, radius = _kind_code(place, kind, wording.rank), place.radius_m or 0.0
    if kind in ("city", "facility") and wording.rank in _AREA_M:
        # The gazetteer knows only the town, the text speaks of the area around it.
        radius = max(radius, _AREA_M[wording.rank])
    measured = _MEASURED.search(wording.before)
    if _OPEN.search(wording.before):
        code = INTERNATIONAL
    elif measured:
        metres = float(measured["count"]) * (1609.0 if measured["unit"].lower().startswith("mi") else 1000.0)
        radius += metres
        code = max(code, NEAR if metres <= NEAR_M else LOOSE) if code < COUNTRY else LOOSE
    elif _OFF.search(wording.before) or _BORDER.search(wording.before) or _BORDER_AFTER.match(wording.after):
        code, radius = LOOSE, max(radius, NEAR_M)
    elif _ROAD.search(wording.before):
        code, radius = LOOSE, max(radius, _ROAD_M)
    elif _CLOSE.search(wording.before):
        code = NEAR if code == EXACT else LOOSE
        radius = max(radius, NEAR_M) if code == NEAR else radius + NEAR_M
    elif code == COUNTRY and _PART.search(wording.before):
        code = LOOSE
    return replace(place, precision=code, radius_m=radius or None if place.located else place.radius_m)


def _kind_code(place: Place, kind: str, rank: str) -> int:
    if kind in ("city", "facility"):
        return {"region": FIRST_ORDER, "district": SECOND_ORDER}.get(rank, EXACT)
    if kind == "area" and _SEA.search(place.name):
        return INTERNATIONAL
    return {"district": SECOND_ORDER, "region": FIRST_ORDER, "country": COUNTRY}.get(kind, LOOSE)


def is_line(before: str, between: str) -> bool:
    """Whether two names are the ends of a stretch: "between A and B", "on the road from A to B"."""
    joint = between.strip().lower()
    if joint == "and":
        return bool(_BETWEEN.search(before) and not _NO_PLACE.search(before)) or bool(_LINKING.search(before))
    return (joint in ("to", "with") and bool(_LINKING.search(before))) or (joint == "to" and bool(_FROM.search(before)))


def line(first: Place, second: Place, words: str) -> Place | None:
    """The stretch from one place to another: its middle, and half its length as radius; None where they lie too far."""
    if first.latitude is None or first.longitude is None or second.latitude is None or second.longitude is None:
        return None
    apart = distance_m(first.latitude, first.longitude, second.latitude, second.longitude)
    if apart > _LONGEST_LINE_M or abs(first.longitude - second.longitude) > 180:
        return None
    return Place(
        name=f"between {first.name} and {second.name}",
        words=words,
        countries=tuple(dict.fromkeys([*first.countries, *second.countries])),
        latitude=round((first.latitude + second.latitude) / 2, 4),
        longitude=round((first.longitude + second.longitude) / 2, 4),
        radius_m=round(apart / 2 + max(first.radius_m or 0.0, second.radius_m or 0.0)),
        basis="computed",
        region=first.region if first.region == second.region else "",
        precision=LOOSE,
        probability=round(first.probability * second.probability, 3),
        note="; ".join(dict.fromkeys(n for n in (first.note, second.note) if n)),
    )
