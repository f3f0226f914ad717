import pytest

from counterclaim.codebooks.vocabularies import CODEBOOKS, definition, vocabularies
from counterclaim.model import Act, EventType, Hosting, Involvement, Property, Role, SpeakerKind, Verdict


@pytest.mark.parametrize(
    ("name", "enum"),
    [
        ("acts", Act),
        ("speaker_kinds", SpeakerKind),
        ("properties", Property),
        ("involvement", Involvement),
        ("event_types", EventType),
        ("roles", Role),
        ("hosting", Hosting),
        ("verdicts", Verdict),
    ],
)
def test_the_program_and_the_definitions_know_the_same_words(name, enum):
    assert {term.word for term in vocabularies()[name]} == {str(word) for word in enum}


def test_every_word_is_defined():
    assert all(len(t.definition) > 10 for terms in vocabularies().values() for t in terms)


def test_every_event_type_is_crosswalked_to_every_codebook():
    for term in vocabularies()["event_types"]:
        assert {book for book, _ in term.crosswalk} == set(CODEBOOKS)
    bombing = next(t for t in vocabularies()["event_types"] if t.word == "bombing")
    assert bombing.nearest("gtd") == ("Bombing/Explosion",)


def test_an_unknown_word_is_refused():
    with pytest.raises(KeyError, match="no word of acts"):
        definition("acts", "shouts")
