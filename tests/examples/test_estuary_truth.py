"""The key to the story and the documents agree."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from counterclaim.model import Act, CountRange, DateInterval, EventType, Property, SpeakerKind


def _entries(node, path=()):
    """All (path, mapping) pairs below a node of the key."""
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            yield from _entries(value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _entries(value, (*path, number))


@pytest.fixture(scope="module")
def actors(estuary_folder: Path) -> set[str]:
    return {entry["name"] for entry in yaml.safe_load((estuary_folder / "actors.yaml").read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def statements(truth):
    return [(event, statement) for event in truth["events"] for statement in event["statements"]]


def test_every_document_that_the_key_names_exists(truth, estuary):
    keys = ("document", "in", "first")
    named = set()
    for _, entry in _entries({key: value for key, value in truth.items() if key != "labels"}):
        for key, value in entry.items():
            if isinstance(value, str) and (key in keys or key.endswith("_in")):
                named.add(value)
    named |= {truth["copies"]["original"], *truth["formula"]["quoted_in"]}
    assert len(named) > 40
    assert named - set(estuary) == set()


def test_every_quote_of_the_key_is_in_its_document(truth, says):
    quoted = [entry for _, entry in _entries(truth) if "quote" in entry]
    assert len(quoted) > 70
    assert [entry for entry in quoted if not says(entry["document"], entry["quote"])] == []


def test_every_event_has_the_ledgers_own_words_for_type_date_and_counts(truth, estuary_folder: Path):
    places = (estuary_folder / "places.csv").read_text(encoding="utf-8")
    for event in truth["events"]:
        EventType(event["type"])
        assert DateInterval.parse(str(event["date"])).overlaps(DateInterval.parse(truth["period"]))
        assert f"\n{event['place']}," in places
        counts = [event.get("fatalities"), event.get("injured")] + [toll["value"] for toll in event.get("tolls", [])]
        for count in counts:
            if count not in (None, "disputed"):
                assert str(CountRange.parse(count)) == count


def test_every_statement_of_the_key_has_a_known_act_and_speaker(statements, actors, truth):
    people = {entry["name"] for key in ("private_names", "public_names", "convicted_names") for entry in truth[key]}
    for _, statement in statements:
        SpeakerKind(statement["speaker_kind"])
        if Property(statement.get("property", "perpetrator")) is Property.PERPETRATOR:
            Act(statement["act"])
            assert statement["perpetrator"] in actors | people


def test_the_perpetrators_of_the_key_are_actors_of_the_codebook(truth, actors):
    for event in truth["events"]:
        who = event["perpetrator"]
        assert set(who if isinstance(who, list) else [who] if who else []) <= actors


def test_the_story_has_all_that_it_promises(statements, truth):
    acts = {statement["act"] for _, statement in statements if "act" in statement}
    assert acts == {act.value for act in Act}
    assert any(statement.get("property") == "unclaimed" for _, statement in statements)
    assert any(isinstance(event["perpetrator"], list) for event in truth["events"])
    kinds = {statement["speaker_kind"] for _, statement in statements}
    assert kinds >= {"armed_group", "state", "authority", "media", "witness", "court", "expert"}


def test_the_toll_of_the_first_attack_is_revised_three_times(truth):
    tolls = [toll["value"] for toll in truth["events"][0]["tolls"]]
    assert list(dict.fromkeys(tolls)) == ["12", "17+", "16", "15"]
    assert truth["events"][0]["fatalities"] == "15"


def test_reprints_share_most_of_their_words_with_the_agencys_report_and_other_reports_do_not(truth, estuary):
    original = _shingles(estuary[truth["copies"]["original"]].text)
    reprints = [entry["document"] for entry in truth["copies"]["reprints"]]
    assert len(reprints) == 3
    for name, item in estuary.items():
        own = _shingles(item.text)
        shared = len(own & original) / len(own)
        if name == truth["copies"]["original"]:
            continue
        assert shared >= 0.5 if name in reprints else shared < 0.2, (name, shared)


def test_credited_reprints_name_the_agency_and_the_uncredited_one_does_not(truth, estuary):
    for entry in truth["copies"]["reprints"]:
        item = estuary[entry["document"]]
        assert ("Mereld Wire" in (item.agency, item.author)) is entry["credited"]
        assert ("Mereld Wire" in item.text) is entry["credited"]


def test_the_formula_returns_in_five_claims_under_different_names_and_is_missing_from_the_sixth(truth, says):
    formula = truth["formula"]
    assert len(formula["used_in"]) == 5
    assert len({entry["by"] for entry in formula["used_in"]}) == 3
    assert all(says(entry["document"], formula["shared"]) for entry in formula["used_in"])
    assert not says(formula["missing_in"], "marea")


def test_every_private_name_occurs_where_the_key_says_in_each_of_its_forms(truth, estuary):
    assert len(truth["private_names"]) >= 12
    for entry in truth["private_names"]:
        assert entry["name"] in entry["forms"]
        assert all(form in estuary[entry["document"]].text for form in entry["forms"])


def test_every_public_name_occurs_and_nobody_is_both(truth, estuary):
    texts = "\n".join(item.text for item in estuary.values())
    public = [entry["name"] for entry in truth["public_names"] + truth["convicted_names"]]
    assert [name for name in public if name not in texts] == []
    hidden = {form for entry in truth["private_names"] for form in entry["forms"]}
    assert [name for name in public if hidden & set(name.split())] == []


def test_a_retraction_comes_after_what_it_retracts(truth, estuary):
    for entry in truth["retractions"]:
        if entry["first"]:
            assert estuary[entry["first"]].published.latest < estuary[entry["retracted_in"]].published.earliest


def test_territory_is_told_in_order_and_from_two_sides(truth):
    changes = truth["territory"]
    assert {change["place"] for change in changes} == {"Iskerford", "Tarrowby"}
    iskerford = [str(change["from"]) for change in changes if change["place"] == "Iskerford"]
    assert all(earlier <= later for earlier, later in pairwise(iskerford))
    assert len({change["holder"] for change in changes}) == 3


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}
