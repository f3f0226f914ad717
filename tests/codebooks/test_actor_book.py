from datetime import date

import pytest

from counterclaim.codebooks import ActorBook
from counterclaim.codebooks.actors import BASES, KINDS
from counterclaim.errors import ConfigError


@pytest.fixture(scope="module")
def book():
    return ActorBook.load()


def ident(actor):
    return actor.id if actor else None


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("ISIS", "islamic-state"),
        ("the Islamic State group", "islamic-state"),
        ("SENDERO LUMINOSO", "shining-path"),
        ("Popular Front for the Liberation of Palestine (PFLP)", "pflp"),
        ("Real IRA", "ira-real"),
        ("al-Qaeda", "al-qaida"),
        ("Iraqi army", "state:IQ"),
        ("Government of Iraq", "state:IQ"),
        ("U.S. forces", "state:US"),
        ("Colombian police", "police:CO"),
    ],
)
def test_names_resolve_whatever_their_case_articles_and_hyphens(book, name, actor):
    assert ident(book.resolve(name)) == actor


def test_abbreviations_that_are_words_count_only_in_their_own_capitals(book):
    assert ident(book.resolve("IS")) == "islamic-state"
    assert book.resolve("is") is None
    assert book.proposals("let") == ()
    assert [a.id for a in book.proposals("LeT")] == ["lashkar-e-taiba"]


def test_names_from_memory_propose_and_never_merge(book):
    assert book.resolve("LeT") is None
    assert "LeT" in book.aliases("lashkar-e-taiba")
    assert "LeT" not in book.aliases("lashkar-e-taiba", verified=True)


def test_a_name_of_two_actors_resolves_to_neither(book):
    assert book.resolve("Congolese army") is None
    assert {a.id for a in book.proposals("Congolese army")} == {"state:CD", "state:CG"}


def test_an_actor_counts_only_in_its_time(book):
    assert book.resolve("Extraditables", on=date(1989, 5, 1)) is not None
    assert book.resolve("Extraditables", on=date(2020, 5, 1)) is None


def test_kinds_tell_groups_states_authorities_and_outlets_apart(book):
    kinds = [book.kind(n) for n in ("Hamas", "Iran", "Scotland Yard", "Amaq News Agency", "no such body")]
    assert kinds == ["armed_group", "state", "authority", "media_wing", ""]


def test_every_affiliation_leads_to_an_actor(book):
    missing = [a.id for a in book if a.affiliation and book.get(a.affiliation) is None]
    assert missing == []


def test_every_alias_has_a_basis_and_every_actor_a_known_kind(book):
    assert all(alias.basis in BASES for actor in book for alias in actor.aliases)
    assert all(actor.kind in KINDS for actor in book)


def test_media_wings_say_whom_they_speak_for(book):
    assert all(actor.affiliation for actor in book if actor.kind == "media_wing")


def test_the_longest_known_name_is_found_in_running_words(book):
    words = ["said", "the", "Moro", "Islamic", "Liberation", "Front", "on", "Monday"]
    count, actors = book.longest_match(words, 2)
    assert (count, [a.id for a in actors]) == (4, ["milf"])


def test_a_ledgers_own_actors_resolve(tmp_path):
    path = tmp_path / "actors.yaml"
    path.write_text("- {id: xe-tern, name: Tern Brigade, kind: armed_group, aliases: [the Terns]}\n", encoding="utf-8")
    assert ident(ActorBook.load([path]).resolve("Terns")) == "xe-tern"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {id: a, name: A}\n", "needs id, name and kind"),
        ("- {id: a, name: A, kind: wizard}\n", "unknown kind"),
        ("- {id: a, name: A, kind: state, colour: red}\n", "unknown field"),
        ("- {id: a, name: A, kind: state}\n- {id: a, name: B, kind: state}\n", "stand twice"),
        ("name: [unclosed\n", "not valid YAML"),
        ("just words\n", "no list"),
    ],
)
def test_a_wrong_actors_file_is_refused_by_name_and_remedy(tmp_path, text, words):
    path = tmp_path / "actors.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        ActorBook.load([path])
    assert words in str(caught.value)
    assert "actors.yaml" in caught.value.where
