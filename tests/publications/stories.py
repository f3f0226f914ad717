"""An invented story as event views, rich enough to fill every part of a brief."""

from __future__ import annotations

from tests.factories import (
    assessment,
    candidate,
    document,
    event_view,
    fact,
    person,
    place,
    source,
    statement,
    statement_view,
    weight,
)

from counterclaim.model import Act, DateInterval, EventView, Property, Source, SpeakerKind

SECRET = "Oren Maskelyne"
"""A suspect whom no court convicted."""
WITNESS = "Tilda O’Farrow"

COURIER = document("Blast at the ferry pier kills 12", published=DateInterval.parse("2031-03-05"))
WIRE = document(
    "Ferry pier blast: Front claims attack", outlet="Sound Press Agency", published=DateInterval.parse("2031-03-05")
)
COPY = document(
    "Front says it bombed pier",
    outlet="Evening Lantern",
    agency="Sound Press Agency",
    published=DateInterval.parse("2031-03-06"),
)
MINISTRY = document(
    "Statement on the events at Port Calder",
    outlet="Interior Ministry of Estuaria",
    published=DateInterval.parse("2031-03-07"),
)
CHANNEL = document(
    "To our people",
    outlet="Front Radio",
    published=DateInterval.parse("2031-03-05"),
    uri="https://front-radio.example/1",
)
ARABIC = document(
    "انفجار في الميناء", outlet="Sawt al-Khalij al-Azraq", language="ar", published=DateInterval.parse("2031-03-06")
)
FIRE = document("Warehouse burns in Low Marsh", outlet="Evening Lantern", published=DateInterval.parse("2031-04-20"))


def sources() -> tuple[Source, ...]:
    return (
        source("Delta Courier"),
        source("Sound Press Agency", kind="agency"),
        source("Evening Lantern"),
        source("Interior Ministry of Estuaria", kind="government", affiliation="Estuaria"),
        source("Front Radio", kind="armed_group_media", affiliation="Tidewater Front"),
        source("Sawt al-Khalij al-Azraq", kind="broadcaster", language="ar"),
    )


def pier() -> EventView:
    """A contested bombing: a claim with copies, a denial, a rival blamed, a suspect named, tolls that differ."""
    claim = statement(of=WIRE, prefix="a call to the agency. ", suffix=", and promised more.", channel="telephone call")
    relay = statement("the Tidewater Front said it had bombed the pier", of=COPY)
    own = statement("our unit struck the pier", of=CHANNEL, evidence="a video of the pier")
    rejected = statement(
        "the ministry said the Front had no part in it",
        of=MINISTRY,
        act=Act.DENIES,
        speaker="Interior Ministry",
        kind=SpeakerKind.STATE,
    )
    blamed = statement(
        f"Police named {SECRET}, 34, as the man who left the bag",
        of=COURIER,
        act=Act.SUSPECTS,
        value=SECRET,
        value_kind="person",
        speaker="Port Calder police",
        kind=SpeakerKind.AUTHORITY,
        start=300,
    )
    rival = statement(
        "قالت حركة الضفة إن جبهة المد ليست وراء الهجوم",
        of=ARABIC,
        act=Act.DENIES,
        speaker="حركة الضفة",
        kind=SpeakerKind.RIVAL_GROUP,
        start=40,
    )
    doubt = statement(
        "no evidence for the claim has been shown",
        of=COURIER,
        act=Act.DOUBTS,
        speaker="the text",
        kind=SpeakerKind.MEDIA,
        start=600,
    )
    twelve = fact(Property.FATALITIES, "12", "Twelve people died", of=COURIER, start=10)
    more = fact(
        Property.FATALITIES,
        "17+",
        "at least 17 were killed, the ministry said",
        of=MINISTRY,
        speaker="Interior Ministry",
        start=20,
    )
    hurt = fact(Property.INJURED, "30", "thirty were hurt", of=COURIER, start=40)
    when = fact(Property.DATE, "2031-03-04", "on Tuesday evening", of=COURIER, start=60)
    where = fact(Property.PLACE, "Port Calder", "at the ferry pier in Port Calder", of=COURIER, start=80, place=place())
    kind = fact(Property.TYPE, "bombing", "A bomb went off", of=COURIER, start=5)
    told = (
        statement_view(claim, WIRE),
        statement_view(relay, COPY, origin=WIRE),
        statement_view(own, CHANNEL),
        statement_view(rejected, MINISTRY),
        statement_view(blamed, COURIER),
        statement_view(rival, ARABIC),
        statement_view(doubt, COURIER),
        statement_view(twelve, COURIER),
        statement_view(more, MINISTRY),
        statement_view(hurt, COURIER),
        statement_view(when, COURIER),
        statement_view(where, COURIER),
        statement_view(kind, COURIER),
    )
    weighed = assessment(
        Property.PERPETRATOR,
        candidate("Tidewater Front", 0.58, low=0.41, high=0.71),
        candidate(SECRET, 0.24, low=0.12, high=0.33),
        candidate("somebody else or not yet known", 0.18, low=0.1, high=0.3),
        outcome="disputed",
        voices=5,
        weights=(
            weight(
                "Tidewater Front",
                (claim, relay, own),
                "Tidewater Front",
                7.8,
                grade="C3",
                reason="claim with proof offered",
            ),
            weight("Interior Ministry", (rejected,), "Tidewater Front", -4.1, grade="B3", reason="denial by the state"),
            weight("Port Calder police", (blamed,), SECRET, 3.0, grade="B3", reason="suspicion by an authority"),
        ),
        explanation="The claim of the Tidewater Front stands against the ministry's denial and the suspicion against "
        f"{SECRET}. "
        "Without the video the claim would be unlikely.",
    )
    return event_view(
        told,
        (
            weighed,
            assessment(Property.FATALITIES, candidate("12", 0.6), low="12", best="12", high="17+"),
            assessment(Property.INJURED, candidate("30", 0.9), low="30", best="30", high="30"),
            assessment(Property.DATE, candidate("2031-03-04", 0.95), best="2031-03-04"),
            assessment(Property.PLACE, candidate("Port Calder", 0.9), best="Port Calder"),
            assessment(Property.TYPE, candidate("bombing", 0.9)),
        ),
        persons=(person(SECRET, of=COURIER), person("Ada Renmark", "public", of=MINISTRY), person(WITNESS, of=COURIER)),
    )


def warehouse() -> EventView:
    """A fire that nobody claims, known to the month and to a district."""
    silent = fact(Property.UNCLAIMED, "yes", "No group has claimed the fire", of=FIRE, start=20)
    when = fact(Property.DATE, "2031-04", "in April", of=FIRE, start=50)
    where = fact(
        Property.PLACE,
        "Low Marsh",
        "in Low Marsh",
        of=FIRE,
        start=70,
        place=place("Low Marsh", latitude=-36.2, longitude=-19.1, radius_m=25000.0, basis="centroid"),
    )
    return event_view(
        (statement_view(silent, FIRE), statement_view(when, FIRE), statement_view(where, FIRE)),
        (
            assessment(Property.DATE, candidate("2031-04", 0.9), best="2031-04"),
            assessment(Property.PLACE, candidate("Low Marsh", 0.9), best="Low Marsh"),
        ),
        id="evt_2",
        title="Arson, Low Marsh (XE), April 2031",
    )


def raid() -> EventView:
    """An answered event with one claim that nobody opposes."""
    doc = document("Front fighters take barracks", published=DateInterval.parse("2031-05-12"))
    claim = statement("the Front announced that it had taken the barracks", of=doc)
    court = statement(
        "the court found that the Front had led the raid",
        of=doc,
        act=Act.ATTRIBUTES,
        speaker="Circuit Court of Calder",
        kind=SpeakerKind.COURT,
        start=400,
    )
    when = fact(Property.DATE, "2031-05-09/2031-05-11", "over three days", of=doc, start=50)
    where = fact(
        Property.PLACE,
        "Stonehaven Bar",
        "at Stonehaven Bar",
        of=doc,
        start=70,
        place=place("Stonehaven Bar", latitude=-38.0, longitude=-20.9, radius_m=None),
    )
    return event_view(
        tuple(statement_view(s, doc) for s in (claim, court, when, where)),
        (
            assessment(
                Property.PERPETRATOR,
                candidate("Tidewater Front", 0.91, low=0.84, high=0.95),
                candidate("somebody else or not yet known", 0.09, low=0.05, high=0.16),
                outcome="Tidewater Front",
                voices=2,
                confidence="high",
                weights=(
                    weight("Tidewater Front", (claim,), "Tidewater Front", 6.0, grade="C2"),
                    weight("Circuit Court of Calder", (court,), "Tidewater Front", 9.0, grade="B2"),
                ),
                explanation="A claim and a court's finding agree, and nobody opposes them.",
            ),
            assessment(Property.DATE, candidate("2031-05-09/2031-05-11", 0.9), best="2031-05-09/2031-05-11"),
            assessment(Property.PLACE, candidate("Stonehaven Bar", 0.9), best="Stonehaven Bar"),
        ),
        id="evt_3",
        title="Battle, Stonehaven Bar (XE), 9–11 May 2031",
    )


def all_views() -> tuple[EventView, ...]:
    return (pier(), warehouse(), raid())
