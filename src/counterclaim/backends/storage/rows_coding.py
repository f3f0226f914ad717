"""What a coder found, to rows and back."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from counterclaim.backends.storage.rows import NO_PASSAGE, Read, Row, passage, passage_row
from counterclaim.model import (
    Act,
    ActorName,
    Citation,
    Mention,
    OtherPlace,
    PersonMention,
    Place,
    Property,
    Role,
    SpeakerKind,
    Statement,
)


def mention_row(mention: Mention, position: int) -> Row:
    """Columns of a mention."""
    return {
        "id": mention.id,
        "document_id": mention.document_id,
        "position": position,
        "number": mention.number,
        "role": str(mention.role),
        **passage_row(mention.anchor),
    }


def mention(row: Read) -> Mention:
    """The mention of a row."""
    document_id = row["document_id"]
    return Mention(
        document_id=document_id, number=row["number"], role=Role(row["role"]), anchor=passage(row, document_id)
    )


def statement_row(statement: Statement, statement_id: str, position: int) -> Row:
    """Columns of a statement, without its further passages."""
    return {
        "id": statement_id,
        "document_id": statement.passage.document_id,
        "position": position,
        "mention_id": statement.mention_id,
        "property": str(statement.property),
        "act": str(statement.act),
        "value": statement.value,
        "value_aliases": list(statement.value_aliases),
        "value_id": statement.value_id,
        "value_kind": statement.value_kind,
        "speaker": statement.speaker.name,
        "speaker_aliases": list(statement.speaker.aliases),
        "speaker_id": statement.speaker.actor_id,
        "speaker_kind": str(statement.speaker_kind),
        **passage_row(statement.passage),
        "words": statement.words,
        "certainty": statement.certainty,
        "probability": statement.probability,
        "channel": statement.channel,
        "evidence": statement.evidence,
        "coder": statement.coder,
        **_place_row(statement.place),
    }


def reading_row(statement: Statement, statement_id: str) -> Row | None:
    """What is known of how a value was read; None where it is as written and has no other reading."""
    place = statement.place or Place(name="")
    row = {
        "statement_id": statement_id,
        "reckoning": statement.reckoning,
        "region": place.region,
        "where_precision": place.precision,
        "place_probability": place.probability,
        "note": place.note,
        "alternatives": [_other_row(other) for other in place.alternatives],
    }
    told = statement.reckoning or place.region or place.precision is not None or place.note or place.alternatives
    return row if told or place.probability < 1 else None


def _other_row(other: OtherPlace) -> dict[str, Any]:
    return {**asdict(other), "countries": list(other.countries)}


def statement(row: Read, also: tuple[Any, ...], reading: Read | None = None) -> Statement:
    """The statement of a row, with its further passages and how its value was read."""
    return Statement(
        mention_id=row["mention_id"],
        property=Property(row["property"]),
        act=Act(row["act"]),
        value=row["value"],
        passage=passage(row, row["document_id"]),
        speaker=ActorName(name=row["speaker"], aliases=tuple(row["speaker_aliases"]), actor_id=row["speaker_id"]),
        speaker_kind=SpeakerKind(row["speaker_kind"]),
        value_aliases=tuple(row["value_aliases"]),
        value_id=row["value_id"],
        value_kind=row["value_kind"],
        place=_place(row, reading),
        words=row["words"],
        reckoning=reading["reckoning"] if reading else "",
        certainty=row["certainty"],
        probability=row["probability"],
        channel=row["channel"],
        evidence=row["evidence"],
        also=also,
        coder=row["coder"],
    )


def _place_row(place: Place | None) -> Row:
    return {
        "place_name": place.name if place else None,
        "place_words": place.words if place else None,
        "place_countries": list(place.countries) if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "radius_m": place.radius_m if place else None,
        "place_basis": place.basis if place else None,
        "gazetteer_id": place.gazetteer_id if place else None,
    }


def _place(row: Read, reading: Read | None) -> Place | None:
    if row["place_name"] is None:
        return None
    place = _place_of(row)
    if reading is None:
        return place
    others = (OtherPlace(**{**other, "countries": tuple(other["countries"])}) for other in reading["alternatives"])
    return replace(
        place,
        region=reading["region"],
        precision=reading["where_precision"],
        probability=reading["place_probability"],
        note=reading["note"],
        alternatives=tuple(others),
    )


def _place_of(row: Read) -> Place:
    return Place(
        name=row["place_name"],
        words=row["place_words"],
        countries=tuple(row["place_countries"]),
        latitude=row["latitude"],
        longitude=row["longitude"],
        radius_m=row["radius_m"],
        basis=row["place_basis"],
        gazetteer_id=row["gazetteer_id"],
    )


def citation_row(citation: Citation, position: int) -> Row:
    """Columns of a citation."""
    return {
        "document_id": citation.document_id,
        "position": position,
        "number": citation.number,
        "note": citation.text,
        **(passage_row(citation.passage) if citation.passage else NO_PASSAGE),
    }


def citation(row: Read) -> Citation:
    """The citation of a row."""
    document_id = row["document_id"]
    cites = passage(row, document_id) if row["quote"] is not None else None
    return Citation(document_id=document_id, number=row["number"], text=row["note"], passage=cites)


def person_row(person: PersonMention, position: int) -> Row:
    """Columns of a named person."""
    return {
        "document_id": person.document_id,
        "position": position,
        "name": person.name,
        "role": person.role,
        **passage_row(person.passage),
    }


def person(row: Read) -> PersonMention:
    """The named person of a row."""
    document_id = row["document_id"]
    return PersonMention(document_id=document_id, name=row["name"], role=row["role"], passage=passage(row, document_id))
