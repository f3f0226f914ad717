"""Short ways to write profiles of mentions. All names in these tests are invented."""

from __future__ import annotations

from counterclaim.model import DateInterval, EventType, MentionProfile, Place

TOWNS = {
    "Wexmarsh": (-35.87, -22.3),
    "Iskerford": (-35.94, -23.1),
    "Ravellock": (-36.05, -23.95),
}


def place(name: str, country: str = "XE") -> Place:
    lat, lon = TOWNS[name]
    return Place(name=name, countries=(country,), latitude=lat, longitude=lon, radius_m=3_000, basis="named")


def mention(
    name: str,
    *,
    document: str = "",
    origin: str = "",
    published: str = "2031-03-10",
    date: str | None = "2031-03-08",
    town: str | None = "Wexmarsh",
    type: str | None = "bombing",  # noqa: A002 - the field's own word
    actors: tuple[str, ...] = (),
    dead: int | None = None,
    words: str = "",
) -> MentionProfile:
    return MentionProfile(
        mention_id=name,
        document_id=document or f"doc-of-{name}",
        published=DateInterval.parse(published),
        origin_id=origin or document or f"doc-of-{name}",
        date=DateInterval.parse(date) if date else None,
        place=place(town) if town else None,
        type=EventType(type) if type else None,
        actors=actors,
        fatalities_low=dead,
        fatalities_high=dead,
        anchor_words=words,
    )


def clusters(linking) -> set[frozenset[str]]:
    return {frozenset(event.mention_ids) for event in linking.events}
