"""Each format is read back by its own library or checked against its own rules."""

import csv
import io
import json

import jsonschema
import pytest
import stix2
from tests.factories import (
    assessment,
    candidate,
    document,
    event_view,
    fact,
    person,
    place,
    statement,
    statement_view,
)
from tests.publications import stories

from counterclaim.codebooks.data_sets import data_sets
from counterclaim.model import Act, DateInterval, Property, SpeakerKind
from counterclaim.publications import FORMATS, ExportOptions, export, leaks
from counterclaim.publications.exports.claimreview import rating
from counterclaim.publications.exports.ftm import PROPERTIES
from counterclaim.publications.exports.geojson import digits_for
from counterclaim.publications.writers.pandoc import pandoc

WHOLE = [fmt for fmt in FORMATS if fmt not in ("csv", "parquet")]
HOSTILE = '=HYPERLINK(1) {\\input{x}} $x$ % & # _ ~ ^ @ " </script>'


def exported(tmp_path, fmt: str, views=None) -> bytes:
    chosen = stories.all_views() if views is None else views
    (path,) = export(chosen, fmt, tmp_path / f"out.{fmt}", ExportOptions(sources=stories.sources()))
    return path.read_bytes()


@pytest.mark.parametrize("fmt", WHOLE)
def test_no_format_holds_a_masked_name_and_each_is_the_same_bytes_again(tmp_path, fmt) -> None:
    one = exported(tmp_path, fmt)
    assert not leaks(one.decode("utf-8"), [stories.SECRET, stories.WITNESS])
    assert one == exported(tmp_path, fmt)


@pytest.mark.parametrize("fmt", WHOLE)
def test_fenced_statements_and_hostile_texts_harm_no_format(tmp_path, fmt) -> None:
    doc = document(HOSTILE, outlet=HOSTILE)
    view = event_view(
        [
            statement_view(statement("mix the powders", of=doc), doc, fenced=True),
            statement_view(statement(HOSTILE, of=doc, value=HOSTILE, speaker=HOSTILE, start=300), doc),
            statement_view(fact(Property.DATE, "2031-03-04", HOSTILE, of=doc, start=500), doc),
        ],
        [assessment(Property.DATE, candidate("2031-03-04", 0.9), best="2031-03-04")],
        title=HOSTILE,
    )
    text = exported(tmp_path, fmt, [view]).decode("utf-8")
    assert "powders" not in text
    if fmt in ("json", "geojson", "stix", "claimreview", "csl"):
        json.loads(text)


# --- GTD ---------------------------------------------------------------------------------------------------------
def rows_of(tmp_path, views=None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(tmp_path, "gtd", views).decode("utf-8"), newline="")))


def test_gtd_has_its_135_columns_and_only_cells_that_they_can_hold(tmp_path) -> None:
    rows = rows_of(tmp_path)
    gtd = data_sets()["gtd"]
    assert tuple(rows[0]) == gtd.columns
    assert len(gtd.columns) == 135
    for row in rows:
        for column in (
            "specificity",
            "vicinity",
            "doubtterr",
            "claimed",
            "claim2",
            "claim3",
            "compclaim",
            "guncertain1",
        ):
            assert row[column] == "" or row[column] in gtd.kind(column).codes
        assert gtd.kind("eventid").pattern.fullmatch(row["eventid"])


def test_gtd_puts_claims_into_slots_and_denials_into_notes(tmp_path) -> None:
    pier, fire, raid = rows_of(tmp_path)
    assert (pier["eventid"], pier["iyear"], pier["imonth"], pier["iday"]) == ("203103040001", "2031", "3", "4")
    assert (pier["gname"], pier["claimed"], pier["claimmode"], pier["guncertain1"]) == (
        "Tidewater Front",
        "1",
        "2",
        "1",
    )
    assert (pier["gname2"], pier["claim2"]) == ("[suspect 1]", "0")
    assert "Interior Ministry denied that Tidewater Front did it." in pier["addnotes"]
    assert (pier["nkill"], pier["nwound"], pier["attacktype1"]) == ("12", "30", "3")
    assert (fire["imonth"], fire["iday"], fire["approxdate"]) == ("4", "0", "2031-04")
    assert (fire["gname"], fire["claimed"], fire["compclaim"]) == ("Unknown", "0", "-9")
    assert (raid["gname"], raid["guncertain1"], raid["iday"]) == ("Tidewater Front", "0", "0")


def test_gtd_tells_of_competing_claims(tmp_path) -> None:
    doc = document()
    told = (
        statement(of=doc),
        statement("the Brigade did it, it said", of=doc, value="Seven Tides", speaker="Seven Tides", start=300),
        fact(Property.DATE, "2031-03-04", "on Tuesday", of=doc, start=500),
    )
    view = event_view(
        [statement_view(s, doc) for s in told],
        [assessment(Property.DATE, candidate("2031-03-04", 0.9), best="2031-03-04")],
    )
    (row,) = rows_of(tmp_path, [view])
    assert row["compclaim"] == "1"
    assert (row["claimed"], row["claim2"], row["claim3"]) == ("1", "1", "")


# --- GeoJSON -----------------------------------------------------------------------------------------------------
POSITION = {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "number"}}
RFC_7946 = {
    "type": "object",
    "required": ["type", "features"],
    "not": {"required": ["crs"]},
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "not": {"anyOf": [{"required": ["features"]}, {"required": ["coordinates"]}]},
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "properties": {"type": ["object", "null"]},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "properties": {"type": {"const": "Point"}, "coordinates": POSITION},
                            },
                        ]
                    },
                },
            },
        },
    },
}


def test_geojson_is_as_the_rfc_has_it_with_no_point_that_no_source_gives(tmp_path) -> None:
    nowhere = event_view([statement_view(statement())], id="evt_9", title="Somewhere")
    found = json.loads(exported(tmp_path, "geojson", [*stories.all_views(), nowhere]))
    jsonschema.validate(found, RFC_7946)
    points = [f["geometry"] and f["geometry"]["coordinates"] for f in found["features"]]
    assert points == [[-20.0, -37.0], [-19.1, -36.2], [-20.9, -38.0], None]
    assert found["features"][0]["properties"]["radius_m"] == 4000.0
    assert found["features"][0]["properties"]["status"] == "disputed"


@pytest.mark.parametrize(
    ("radius", "digits"), [(None, 4), (5.0, 6), (1000.0, 4), (4000.0, 3), (25000.0, 2), (200000.0, 1)]
)
def test_a_coordinate_is_no_finer_than_its_radius_allows(radius, digits) -> None:
    assert digits_for(radius) == digits


def test_a_vague_place_loses_decimals_that_would_feign_exactness(tmp_path) -> None:
    where = fact(
        Property.PLACE, "Low Marsh", "in Low Marsh", place=place("Low Marsh", latitude=-36.23456, radius_m=50000.0)
    )
    view = event_view(
        [statement_view(where)], [assessment(Property.PLACE, candidate("Low Marsh", 0.9), best="Low Marsh")]
    )
    found = json.loads(exported(tmp_path, "geojson", [view]))
    assert found["features"][0]["geometry"]["coordinates"] == [-20.0, -36.23]


# --- STIX --------------------------------------------------------------------------------------------------------
def test_stix_is_read_by_its_library_without_any_custom_content(tmp_path) -> None:
    bundle = stix2.parse(exported(tmp_path, "stix"), allow_custom=False)
    objects = {o["id"]: o for o in bundle.objects}
    assert len(objects) == len(bundle.objects)
    kinds = {o["type"] for o in bundle.objects}
    assert {"incident", "note", "relationship", "threat-actor", "location", "report", "extension-definition"} <= kinds
    for found in bundle.objects:
        for field in ("source_ref", "target_ref", "created_by_ref"):
            assert found.get(field, found["id"]) in objects
        assert set(found.get("object_refs", ())) <= objects.keys()


def test_stix_keeps_who_says_what_with_quote_and_digest(tmp_path) -> None:
    bundle = stix2.parse(exported(tmp_path, "stix"), allow_custom=False)
    note = next(
        o for o in bundle.objects if o["type"] == "note" and "Interior Ministry denied" in o.get("abstract", "")
    )
    (told,) = note["extensions"].values()
    assert note["content"] == "the ministry said the Front had no part in it"
    assert (told["statement_type"], told["speaker_kind"]) == ("denies", "state")
    assert len(told["document_sha256"]) == 64
    links = [o for o in bundle.objects if o["type"] == "relationship" and o["relationship_type"] == "attributed-to"]
    assert sorted(o["confidence"] for o in links) == [24, 58, 91]
    assert "our estimate 58 %" in next(o for o in links if o["confidence"] == 58)["description"]


def test_stix_gives_a_masked_person_no_threat_actor_and_links_no_armed_groups_outlet(tmp_path) -> None:
    text = exported(tmp_path, "stix").decode("utf-8")
    bundle = stix2.parse(text, allow_custom=False)
    assert [o["name"] for o in bundle.objects if o["type"] == "threat-actor"] == ["Tidewater Front"]
    assert [o["name"] for o in bundle.objects if o.get("identity_class") == "individual"] == ["[suspect 1]"]
    assert "front-radio.example" not in text


# --- ClaimReview -------------------------------------------------------------------------------------------------
SCHEMA_ORG = {
    "ClaimReview": "url author claimReviewed itemReviewed reviewRating isBasedOn version",
    "Claim": "name author datePublished appearance firstAppearance",
    "Rating": "ratingValue bestRating worstRating alternateName ratingExplanation",
    "Organization": "name url",
    "NewsArticle": "headline publisher identifier datePublished url inLanguage",
    "CreativeWork": "headline publisher identifier datePublished url inLanguage",
}


def check_schema_org(node: object) -> int:
    if isinstance(node, list):
        return sum(map(check_schema_org, node))
    if not isinstance(node, dict):
        return 0
    allowed = SCHEMA_ORG[node["@type"]].split()
    assert set(node) - {"@type", "@id"} <= set(allowed), node["@type"]
    return 1 + sum(check_schema_org(value) for value in node.values())


def test_claimreview_uses_properties_of_schema_org_only_and_has_what_readers_need(tmp_path) -> None:
    found = json.loads(exported(tmp_path, "claimreview"))
    assert found["@context"] == "https://schema.org"
    assert check_schema_org(found["@graph"]) > 20
    for review in found["@graph"]:
        assert review["url"]
        assert review["claimReviewed"]
        assert review["reviewRating"]["alternateName"]
        assert 1 <= review["reviewRating"]["ratingValue"] <= 5
    front = found["@graph"][0]
    assert front["claimReviewed"] == "Tidewater Front carried out: Bombing, Port Calder, 4 March 2031"
    assert front["reviewRating"]["alternateName"] == "likely (55–80 %; our estimate 58 %)"
    assert front["itemReviewed"]["author"]["name"] == "Tidewater Front"


def test_claimreview_never_points_to_a_perpetrators_own_upload(tmp_path) -> None:
    text = exported(tmp_path, "claimreview").decode("utf-8")
    assert "front-radio" not in text
    assert "Front Radio" not in text


def test_a_rating_follows_the_terms_of_the_scale() -> None:
    assert [rating(p) for p in (0.01, 0.2, 0.45, 0.5, 0.55, 0.8, 0.99)] == [1, 2, 3, 3, 4, 5, 5]


# --- FollowTheMoney ----------------------------------------------------------------------------------------------
def test_ftm_entities_have_known_properties_and_point_to_each_other(tmp_path) -> None:
    entities = [json.loads(line) for line in exported(tmp_path, "ftm").splitlines()]
    ids = {e["id"]: e for e in entities}
    assert len(ids) == len(entities)
    pointing = {"document", "entity", "subject", "object", "proof"}
    for found in entities:
        assert set(found["properties"]) <= set(PROPERTIES[found["schema"]])
        for name, values in found["properties"].items():
            assert all(isinstance(v, str) and v for v in values)
            if name in pointing:
                assert set(values) <= ids.keys()
    roles = {e["properties"]["role"][0] for e in entities if e["schema"] == "Documentation"}
    assert {"claims", "denies", "suspects", "attributes"} <= roles
    event = ids["evt_1"]["properties"]
    assert event["startDate"] == ["2031-03-04"]
    assert event["country"] == ["xe"]


# --- references --------------------------------------------------------------------------------------------------
def test_bibtex_is_read_by_a_bibtex_reader_with_titles_as_they_were(tmp_path) -> None:
    doc = document("100 % of {it} & $more_ ~ #1", outlet="The A_B & C", published=DateInterval.parse("2031-03"))
    views = [*stories.all_views(), event_view([statement_view(statement(of=doc), doc)], id="evt_9")]
    read = pandoc(["-f", "bibtex", "-t", "csljson"], exported(tmp_path, "bibtex", views).decode("utf-8"))
    found = {item["id"]: item for item in json.loads(read)}
    assert len(found) == 9
    item = found[doc.id]
    assert item["title"].replace("\u00a0", " ").casefold() == "100 % of {it} & $more_ ~ #1"
    assert item["issued"]["date-parts"] == [[2031, 3]]
    assert found[stories.WIRE.id]["container-title"] == "Sound Press Agency"
    assert found[stories.ARABIC.id]["title"] == "انفجار في الميناء"


def test_csl_json_is_read_by_a_citation_processor(tmp_path) -> None:
    text = exported(tmp_path, "csl").decode("utf-8")
    printed = pandoc(["-f", "csljson", "--citeproc", "-t", "plain", "--wrap=none"], text).decode("utf-8")
    assert "Front Says It Bombed Pier" in printed
    items = {item["id"]: item for item in json.loads(text)}
    assert items[stories.COURIER.id]["issued"] == {"date-parts": [[2031, 3, 5]]}
    assert items[stories.WIRE.id]["type"] == "article-newspaper"


def test_an_unknown_type_of_deed_and_a_place_without_country_are_unknown_in_gtd(tmp_path) -> None:
    when = fact(Property.DATE, "2031", "in 2031")
    view = event_view([statement_view(when)], [assessment(Property.DATE, candidate("2031", 0.9), best="2031")])
    (row,) = rows_of(tmp_path, [view])
    assert (row["attacktype1"], row["country_txt"], row["specificity"], row["latitude"]) == ("9", "Unknown", "5", "")
    assert row["eventid"] == "203100000001"


def test_a_denial_alone_names_nobody_in_gtd_and_attributes_nothing_in_stix(tmp_path) -> None:
    denied = statement("the Front did not do it", act=Act.DENIES, kind=SpeakerKind.ARMED_GROUP)
    when = fact(Property.DATE, "2031-03-04", "on Tuesday", start=500)
    view = event_view(
        [statement_view(denied), statement_view(when)],
        [
            assessment(Property.PERPETRATOR, candidate("Tidewater Front", 0.1), outcome="unknown"),
            assessment(Property.DATE, candidate("2031-03-04", 0.9), best="2031-03-04"),
        ],
        persons=[person("Ann Other", "private")],
    )
    (row,) = rows_of(tmp_path, [view])
    assert row["gname"] == "Unknown"
    bundle = stix2.parse(exported(tmp_path, "stix", [view]), allow_custom=False)
    assert not [o for o in bundle.objects if o["type"] == "relationship" and o["relationship_type"] == "attributed-to"]
    assert len([o for o in bundle.objects if o["type"] == "note"]) == 2
