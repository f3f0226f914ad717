"""Names in time, splits, fronts, and what a ledger's own file may say."""

from datetime import date

import pytest

from counterclaim.codebooks import ActorBook
from counterclaim.codebooks.actor_candidates import ActorCandidates
from counterclaim.codebooks.actor_types import Actor, Alias, Period
from counterclaim.errors import ConfigError


@pytest.fixture(scope="module")
def book():
    return ActorBook.load()


def ident(actor):
    return actor.id if actor else None


def own(tmp_path, text):
    path = tmp_path / "actors.yaml"
    path.write_text(text, encoding="utf-8")
    return ActorBook.load([path])


def reed(basis="web"):
    old = Actor("old", "Old Reed Army", "armed_group", (Alias("Reedmen", "web", Period(None, 1999, basis)),))
    new = Actor("new", "New Reed Army", "armed_group", (Alias("Reedmen", "web", Period(2000, None, basis)),))
    return ActorBook([old, new])


@pytest.mark.parametrize(
    ("name", "year", "actor"),
    [
        ("DKBA", 1997, "dkba"),
        ("DKBA", 2014, "dkba-5"),
        ("DKBA", 2010, None),
        ("DKBA", None, None),
        ("Jabhat Fateh al-Sham", 2016, "nusra"),
        ("Jabhat Fateh al-Sham", 2020, None),
        ("GSPC", 2003, "gspc"),
        ("GSPC", 2012, None),
        ("IRA", 1974, "ira-provisional"),
        ("IRA", 1921, None),
    ],
)
def test_a_name_means_whom_it_meant_in_the_year_of_the_event(book, name, year, actor):
    assert ident(book.resolve(name, date(year, 6, 1) if year else None)) == actor


def test_a_dated_name_means_one_actor_before_and_another_after():
    assert [ident(reed().resolve("Reedmen", date(y, 1, 1))) for y in (1999, 2000)] == ["old", "new"]


def test_dates_from_memory_choose_between_nobody_but_order_proposals():
    book = reed(basis="memory")
    assert book.resolve("Reedmen", date(2000, 1, 1)) is None
    assert [a.id for a in book.proposals("Reedmen", date(2000, 1, 1))] == ["new"]


def test_a_split_is_told_from_both_sides_with_year_and_basis(book):
    ties = [(r.kind, r.one, r.other, r.year, r.basis) for r in book.relations("ira-provisional")]
    assert ("split", "ira-real", "ira-provisional", 1997, "web") in ties
    assert ("split", "ira-provisional", "ira-1919", 1969, "memory") in ties


def test_splits_and_mergers_make_a_chain(book):
    first = [r for r in book.relations("gspc") if r.one == "gspc"]
    assert [(r.kind, r.other, r.year) for r in first] == [("split", "gia", 1998), ("renamed", "aqim", 2007)]
    assert ("merger", "al-murabitun", "jnim") in [(r.kind, r.one, r.other) for r in book.relations("jnim")]
    assert ident(book.resolve("JNIM")) == "jnim"
    assert ident(book.resolve("al-Murabitun")) == "al-murabitun"


def test_front_names_and_wings_are_tied_and_stay_actors_of_their_own(book):
    for name, actor, kind, other in (
        ("Protestant Action Force", "protestant-action-force", "front", "uvf"),
        ("al-Qassam Brigades", "al-qassam-brigades", "wing", "hamas"),
        ("Karen National Liberation Army", "knla", "wing", "knu"),
    ):
        assert ident(book.resolve(name)) == actor
        assert [(r.kind, r.other) for r in book.relations(actor)] == [(kind, other)]
    assert book.aliases("hamas") == tuple(a for a in book.aliases("hamas") if "Qassam" not in a)


def test_the_ledgers_own_entry_takes_the_place_of_the_shipped_one_of_its_id(tmp_path):
    book = own(tmp_path, "- {id: knu, name: Karen Union, kind: armed_group}\n")
    assert ident(book.resolve("Karen Union")) == "knu"
    assert book.resolve("Karen National Union") is None


def test_an_own_name_goes_before_the_shipped_ones(tmp_path):
    book = own(tmp_path, "- {id: xe-marsh, name: Marsh Column, kind: armed_group, aliases: [KNU]}\n")
    assert ident(book.resolve("KNU")) == "xe-marsh"


def test_an_own_dated_name_gives_way_in_other_years(tmp_path):
    text = "- {id: xe-marsh, name: Marsh Column, kind: armed_group, aliases: [{name: KNU, since: 2030}]}\n"
    book = own(tmp_path, text)
    assert [ident(book.resolve("KNU", date(y, 1, 1))) for y in (2000, 2031)] == ["knu", "xe-marsh"]


def test_own_names_dates_and_ties_add_to_a_shipped_actor(tmp_path):
    text = (
        "- id: kio\n  extends: true\n  aliases: [Kachin Army]\n  codes: {acled: '77'}\n"
        "  relations: [{kind: split, of: knu, year: 1961}]\n"
    )
    book = own(tmp_path, text)
    assert (
        ident(book.resolve("Kachin Army")) == ident(book.resolve("KIO")) == ident(book.by_code("acled", "77")) == "kio"
    )
    assert [(r.kind, r.other, r.year, r.basis) for r in book.relations("kio")] == [("split", "knu", 1961, "user")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {id: a, name: A, kind: party, since: 1999, until: 1990}\n", "before it begins"),
        ("- {id: a, name: A, kind: party, since: 1999, dates: hearsay}\n", "unknown basis"),
        ("- {id: a, name: A, kind: party, aliases: [{since: 1999}]}\n", "holds no name"),
        ("- {id: a, name: A, kind: party, relations: [{kind: quarrel, of: knu}]}\n", "not a relation"),
        ("- {id: nobody-knows, extends: true, aliases: [A]}\n", "no known actor"),
    ],
)
def test_a_wrong_date_name_or_tie_is_refused_with_a_remedy(tmp_path, text, words):
    with pytest.raises(ConfigError) as caught:
        own(tmp_path, text)
    assert words in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Jaish al Islam", "jaysh-al-islam"),
        ("Jebhat an-Nusra", "nusra"),
        ("Hayat Tahrir ash-Sham", "hts"),
        ("Талибан", "taliban"),
        ("Karen Nationl Union", None),
        ("حماس", None),
    ],
)
def test_ways_of_transliterating_are_one_name_and_mere_likeness_is_not(book, name, actor):
    assert ident(book.resolve(name)) == actor


@pytest.mark.parametrize(
    ("name", "first", "least"),
    [
        ("Karen Nationl Union", "knu", 0.95),
        ("Хезболла", "hezbollah", 0.9),
        ("Джебхат ан-Нусра", "nusra", 0.9),
        ("حماس", "hamas", 0.89),
        ("LeT", "lashkar-e-taiba", 1.0),
    ],
)
def test_what_does_not_resolve_has_candidates_with_scores(book, name, first, least):
    candidates = ActorCandidates(book).of(name)
    assert candidates[0].actor_id == first
    assert candidates[0].score >= least
    assert candidates[0].why


def test_candidates_out_of_their_years_come_last_and_say_so(book):
    told = ActorCandidates(book).of("DKBA", date(1997, 1, 1))
    assert [c.actor_id for c in told] == ["dkba", "dkba-5"]
    assert told[1].score < told[0].score
    assert "not in 1997" in told[1].why


def test_a_name_like_no_other_has_no_candidates(book):
    assert ActorCandidates(book).of("Quillhaven Lamplighters") == ()
