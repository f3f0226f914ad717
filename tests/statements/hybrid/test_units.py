"""Who is judged in a sentence must not hang on what kind of actor somebody is, or on whether a codebook knows it."""

from __future__ import annotations

import pytest

from counterclaim.codebooks import ActorBook, Gazetteer
from counterclaim.documents import segment
from counterclaim.model import CodingInput
from counterclaim.statements.actorbook import BookSource, KnownActors
from counterclaim.statements.analysis import Reader
from counterclaim.statements.hybrid.units import NAME, PART, Unit, units_of
from counterclaim.statements.lexicon import load_lexicon
from counterclaim.statements.reading import read

LEXICON = load_lexicon()
ACTORS = ("the Free Dawn Brigades", "the Taliban", "the Norvanian army", "Syrian government forces", "the PKK")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(LEXICON, Gazetteer.load(), KnownActors(BookSource(ActorBook.load()), LEXICON.ordinary))


def units(reader: Reader, text: str) -> list[list[Unit]]:
    source = CodingInput(
        document_id="d", text=text, title="", published=None, language="en", segments=segment(text, "en")
    )
    return units_of(read(source, reader), LEXICON)


@pytest.mark.parametrize("actor", ACTORS)
def test_whom_a_spokesman_speaks_for_is_judged(reader: Reader, actor: str) -> None:
    text = f"A spokesman for {actor} denied that the bombing was planned."
    parts = [u for u in units(reader, text)[0] if u.form == PART]
    own = actor.removeprefix("the ")
    assert [text[a:b] for u in parts for a, b in u.spans] == [own if own in text else actor]


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize(
    "text",
    [
        "The hospital had been hit by a rocket of {A}.",
        "Experts doubt the claim of {A}.",
        "The shell had come from positions of {A}.",
    ],
)
def test_an_actor_that_is_named_is_judged_by_its_name(reader: Reader, actor: str, text: str) -> None:
    filled = text.replace("{A}", actor)
    named = [u for u in units(reader, filled)[0] if u.form == NAME]
    assert [filled[a:b] for u in named for a, b in u.spans] == [actor]
