"""What readers of text take from the codebook: of certain names an id and names, of others a kind alone."""

import pytest

from counterclaim.codebooks import ActorBook
from counterclaim.model import SpeakerKind
from counterclaim.statements.actorbook import BookSource


@pytest.fixture(scope="module")
def source():
    return BookSource(ActorBook.load())


def test_a_verified_name_brings_id_and_verified_names(source):
    found = source.find("Lashkar-e-Tayyiba")
    assert found is not None
    assert (found.id, found.key) == ("lashkar-e-taiba", "actor:lashkar-e-taiba")
    assert "Lashkar-e-Taiba" in found.aliases
    assert "Army of the Pure" not in found.aliases


def test_an_unverified_name_brings_its_kind_and_no_name_to_print_or_merge_by(source):
    found = source.find("Army of the Pure")
    assert found is not None
    assert (found.id, found.aliases, found.side) == ("", (), "")
    assert found.key != "actor:lashkar-e-taiba"
    assert found.speaker_kind is SpeakerKind.ARMED_GROUP


def test_a_name_of_two_groups_brings_neither_id(source):
    found = source.find("DKBA")
    assert found is not None
    assert (found.id, found.aliases) == ("", ())


def test_names_that_only_data_sets_use_are_not_read_in_text(source):
    assert source.find("Reuters News") is None
    assert source.find("Nuba") is None
    assert source.longest_from("Nuba") == 0
