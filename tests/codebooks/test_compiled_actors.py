"""The compiled codebook of actors equals what its command makes of the reviewed files."""

import runpy
from collections import Counter
from pathlib import Path

import pytest

from counterclaim.codebooks.actor_file import dump, shipped
from counterclaim.codebooks.actor_seed import read_seed
from counterclaim.codebooks.actor_types import BASES, RELATIONS, UNVERIFIED
from counterclaim.codebooks.actors import ActorBook
from counterclaim.codebooks.files import DATA
from counterclaim.errors import ConfigError

TOOL = Path(__file__).parents[2] / "tools/build_actors.py"


@pytest.fixture(scope="module")
def tool():
    return runpy.run_path(str(TOOL))


@pytest.fixture(scope="module")
def made(tool):
    return tool["compiled"]()


def test_compiling_the_reviewed_files_gives_the_bytes_that_ship(made):
    assert dump(*made) == (DATA / "actors.json").read_text(encoding="utf-8")


def test_compiling_twice_gives_the_same_bytes(tool, made):
    assert dump(*tool["compiled"]()) == dump(*made)


def test_what_is_read_back_is_what_was_compiled(made):
    actors, relations = shipped()
    assert [a.id for a in actors] == [a.id for a in made[0]]
    assert {a.id: set(a.aliases) for a in actors} == {a.id: set(a.aliases) for a in made[0]}
    assert list(relations) == made[1]


def test_the_list_of_clashes_is_that_of_the_reviewed_files(tool, made):
    listed = (DATA / "actors_clashes.csv").read_text(encoding="utf-8")
    assert tool["clashes"](made[0]) == listed
    assert "DKBA,dkba,DKBA,ucdp,1994,2010\nDKBA,dkba-5,DKBA,web,2010,\n" in listed


def test_ids_and_codes_of_other_codebooks_are_unique():
    actors, _ = shipped()
    assert [i for i, n in Counter(a.id for a in actors).items() if n > 1] == []
    assert [c for c, n in Counter(c for a in actors for c in a.codes).items() if n > 1] == []


def test_no_actor_bears_one_name_twice_on_one_basis():
    actors, _ = shipped()
    listed = [a for a in actors if not a.id.startswith(("state:", "police:"))]
    doubled = [(a.id, n) for a in listed for n, c in Counter((x.name, x.basis) for x in a.aliases).items() if c > 1]
    assert doubled == []


def test_every_alias_date_and_relation_has_a_basis():
    actors, relations = shipped()
    bases = {alias.basis for a in actors for alias in a.aliases} | {r.basis for r in relations}
    dated = [p for a in actors for p in (a.period, a.seen, *(x.period for x in a.aliases)) if p.since or p.until]
    assert bases | {p.basis for p in dated} <= set(BASES)
    assert len(dated) > 100


def test_relations_tie_known_actors_to_others_and_a_chain_of_them_ends():
    actors, relations = shipped()
    ids = {a.id for a in actors}
    assert all(r.kind in RELATIONS and r.one in ids and r.other in ids and r.one != r.other for r in relations)
    came_of = {(r.one, r.other) for r in relations if r.kind in ("split", "faction", "wing", "front")}
    for start in ids:
        reached, edge = set(), {start}
        while edge:
            edge = {other for one, other in came_of if one in edge} - reached
            reached |= edge
        assert start not in reached


def test_the_seed_holds_ucdps_ids_countries_and_years():
    knu = next(named for named in read_seed() if named.name == "KNU")
    assert (knu.ucdp_id, knu.countries, knu.first_year, knu.last_year) == ("180", ("MM",), 1989, 2023)
    actor = ActorBook.load().by_code("ucdp", "180")
    assert actor is not None
    assert (actor.id, actor.countries, actor.seen.basis) == ("knu", ("MM",), "ucdp_ged")


def test_the_government_of_each_country_in_the_seed_is_that_countrys_state():
    book = ActorBook.load()
    for name, state in (
        ("Government of Myanmar (Burma)", "state:MM"),
        ("Government of DR Congo (Zaire)", "state:CD"),
        ("Government of Congo", "state:CG"),
    ):
        actor = book.resolve(name)
        assert actor is not None
        assert actor.id == state


def test_names_of_the_seed_are_not_looked_for_in_running_text():
    book = ActorBook.load()
    assert book.longest_match(["Share", "prices", "fell"]) == (0, ())
    assert book.longest_match(["Reuters", "said"]) == (0, ())


def test_an_abbreviation_that_ucdp_prints_without_more_proposes_only():
    book = ActorBook.load()
    assert book.resolve("PLA") is None
    assert [a.name_basis for a in book.proposals("PLA")] == ["letters"]
    assert "letters" in UNVERIFIED


def test_crowds_and_families_are_no_actors():
    names = [named.name for named in read_seed()]
    assert [n for n in names if n.startswith(("Supporters of", "Opponents of")) or n.endswith(" family")] == []
    assert "Awami League" in names


def test_a_name_with_a_known_ones_in_front_is_a_faction_of_it():
    ties = [(r.kind, r.other, r.basis) for r in ActorBook.load().relations("ucdp:mnlf-nm")]
    assert ties == [("faction", "mnlf", "ucdp_aec")]


def test_all_data_that_ships_stays_under_25_megabytes():
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 25_000_000


def test_a_damaged_compiled_file_is_named_with_a_remedy(tmp_path):
    path = tmp_path / "actors.json"
    path.write_text('{"actors": [', encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        shipped(path)
    assert "actors.json" in caught.value.where
    assert "build_actors" in caught.value.remedy
