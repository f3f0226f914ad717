from __future__ import annotations

import pytest

from counterclaim.codebooks import ActorBook, Gazetteer
from counterclaim.documents import segment
from counterclaim.model import CodingInput
from counterclaim.statements.actorbook import BookSource, KnownActors
from counterclaim.statements.analysis import Reader
from counterclaim.statements.hybrid.neutral import NAMES, neutral_names
from counterclaim.statements.hybrid.units import cast_of
from counterclaim.statements.lexicon import load_lexicon
from counterclaim.statements.reading import read

LEXICON = load_lexicon()


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(LEXICON, Gazetteer.load(), KnownActors(BookSource(ActorBook.load()), LEXICON.ordinary))


def as_read(reader: Reader, text: str) -> str:
    source = CodingInput(
        document_id="d", text=text, title="", published=None, language="en", segments=segment(text, "en")
    )
    reading = read(source, reader)
    parts, at = [], 0
    for r in neutral_names(reading, cast_of(reading, LEXICON), LEXICON):
        parts += [text[at : r.start], r.words]
        at = r.end
    return "".join([*parts, text[at:]])


@pytest.mark.parametrize(
    "name",
    [
        "the Norvanian army",
        "the Kestrel Front",
        "Syrian government forces",
        "Iran",
        "the Movement for a Free Zaland",
        "Sikh nationalists",
        "the PKK",
    ],
)
def test_an_actor_is_read_as_one_word_whatever_its_kind(reader: Reader, name: str) -> None:
    text = f"Police said that {name} had carried out the bombing."
    assert as_read(reader, text) == "Police said that alpha had carried out the bombing."


def test_an_actor_keeps_its_stand_in_and_another_gets_the_next(reader: Reader) -> None:
    text = "Hamas said that Israel had shelled the camp. Israel denied it and blamed Hamas."
    assert as_read(reader, text) == "alpha said that beta had shelled the camp. beta denied it and blamed alpha."


def test_what_belongs_to_an_actor_is_read_as_it_stands(reader: Reader) -> None:
    text = "The Kestrel Front's spokesman denied that the group had fired on the village."
    assert as_read(reader, text) == "alpha's spokesman denied that the group had fired on the village."


def test_those_without_a_name_are_read_as_they_stand(reader: Reader) -> None:
    text = "Gunmen shot a teacher, and the army said that the rebels had done it."
    assert as_read(reader, text) == text


def test_no_two_stand_ins_are_alike() -> None:
    assert len(set(NAMES)) == len(NAMES) == 16
