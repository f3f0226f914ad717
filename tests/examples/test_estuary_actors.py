"""No invented group carries the name of a real one."""

from pathlib import Path

import pytest

from counterclaim.codebooks.actors import ActorBook


@pytest.fixture(scope="module")
def shipped() -> ActorBook:
    return ActorBook.load()


def test_no_invented_name_is_an_actor_of_the_shipped_codebook(shipped: ActorBook, invented_names: set[str]):
    assert shipped.resolve("Hamas") is not None
    assert {name for name in invented_names if shipped.resolve(name) is not None} == set()


def test_the_invented_groups_are_known_once_their_file_is_loaded(estuary_folder: Path):
    book = ActorBook.load([estuary_folder / "actors.yaml"])
    for name in ("Commons Front of the Mereld", "Front des communs", "Frente Comunal", "CFM"):
        actor = book.resolve(name)
        assert actor is not None
        assert actor.id == "xe-commons-front"


def test_the_codebook_does_not_give_the_cover_name_away(estuary_folder: Path):
    book = ActorBook.load([estuary_folder / "actors.yaml"])
    cover, front = book.resolve("Eleven Tides Brigade"), book.resolve("Commons Front of the Mereld")
    assert cover is not None
    assert front is not None
    assert cover.id != front.id
