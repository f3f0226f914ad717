"""What can be found, how, and what an index that is not whole does."""

from __future__ import annotations

import contextlib
import json
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.backends.search import SearchFilter, SearchIndex, SearchRow, Stamp
from counterclaim.backends.search.analysis import fold, fold_with_places
from counterclaim.errors import ConfigError, StorageError
from counterclaim.model import DateInterval
from counterclaim.model.identity import content_id

ONE, TWO = Stamp(basis="one", sequence=1), Stamp(basis="two", sequence=2)
SENTENCE = "The bombs exploded near the market."
LONG = "Nothing happened here. " * 40 + f"e\u0301 😀 {SENTENCE} " + "More nothing. " * 40
ROWS = [
    SearchRow(document_id="en", title="Attack in the Café", text=LONG, language="en", outlet="The Paper"),
    SearchRow(document_id="en", statement_id="s1", text=SENTENCE, language="en", start=LONG.index(SENTENCE)),
    SearchRow(document_id="ar", text="وقال إن الهُجُوم وقع في بَغْدَاد قرب الأنبار", language="ar"),
    SearchRow(document_id="fa", text="حمله در شهر کابل", language="fa"),
    SearchRow(document_id="ru", text="Взрывы прогремели в Москве, её жители бежали", language="ru"),
    SearchRow(document_id="uk", text="Вибух у Києві", language="uk"),
    SearchRow(document_id="zh", text="北京发生爆炸", language="zh"),
    SearchRow(document_id="ja", text="東京タワーで爆発があった", language="ja"),
    SearchRow(document_id="ko", text="서울에서 폭발", language="ko"),
    SearchRow(document_id="th", text="เกิดระเบิดในกรุงเทพ", language="th"),
    SearchRow(document_id="hi", text="दिल्ली में हमला", language="hi"),
    SearchRow(document_id="el", text="Έκρηξη στη Θεσσαλονίκη", language="el"),
    SearchRow(document_id="he", text="פִּיגוּע בירושלים", language="he"),
    SearchRow(document_id="und", text="Qwrtz car-bomb AT&T ﬁre ＦＵＬＬ", language="und"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    made = SearchIndex(tmp_path_factory.mktemp("search") / "index")
    assert made.rebuild(ROWS, ONE) == len(ROWS)
    return made


def found(index, query, **options):
    return {hit.document_id for hit in index.search(query, **options)}


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ("بغداد", "ar"),
        ("هجوم", "ar"),
        ("الانبار", "ar"),
        ("کابل", "fa"),
        ("كابل", "fa"),
        ("взрыв", "ru"),
        ("МОСКВЕ", "ru"),
        ("ее", "ru"),
        ("києві", "uk"),
        ("爆炸", "zh"),
        ("北京", "zh"),
        ("爆発", "ja"),
        ("タワー", "ja"),
        ("폭발", "ko"),
        ("ระเบิด", "th"),
        ("दिल्ली", "hi"),
        ("εκρηξη", "el"),
        ("פיגוע", "he"),
        ("cafe", "en"),
        ("CAFE\u0301", "en"),
        ("exploding bomb", "en"),
        ("car bomb", "und"),
        ("car-bomb", "und"),
        ("AT&T", "und"),
        ("fire full", "und"),
    ],
)
def test_words_of_every_script_are_found(index, query, document):
    assert found(index, query) == {document}


def test_characters_without_spaces_between_them_are_found_only_in_their_order(index):
    assert found(index, "京北") == set()


def test_all_words_must_be_there_or_one_of_those_joined_by_or(index):
    assert found(index, "bombs москве") == set()
    assert found(index, "bombs OR москве") == {"en", "ru"}
    assert found(index, "market bombs OR москве") == {"en"}
    assert found(index, "in OR not OR and OR to") <= {row.document_id for row in ROWS}


def test_phrases_and_words_to_leave_out(index):
    assert found(index, '"bombs exploded"') == {"en"}
    assert found(index, '"exploded bombs"') == set()
    assert found(index, "“bombs exploded”") == {"en"}
    assert [hit.statement_id for hit in index.search("bombs -nothing")] == ["s1"]
    assert [hit.statement_id for hit in index.search('bombs -"more nothing"')] == ["s1"]


def test_words_are_joined_left_out_and_grouped(index):
    assert found(index, "bombs AND exploded") == {"en"}
    assert found(index, "(bombs exploded) OR (взрыв москве)") == {"en", "ru"}
    assert found(index, "(bombs OR взрыв) NOT nothing") == {"en", "ru"}
    assert [hit.statement_id for hit in index.search("bombs NOT nothing")] == ["s1"]
    assert found(index, "bombs NOT (exploded OR жители)") == set()
    assert found(index, "and or not") == set()


def test_a_word_may_be_known_by_its_beginning(index):
    assert found(index, "explo*") == {"en"}
    assert found(index, "моск*") == {"ru"}
    assert found(index, "بغد*") == {"ar"}
    assert found(index, "mill* car-b*") == set()
    assert found(index, "car-b*") == {"und"}
    assert found(index, '"bombs expl*"') == {"en"}
    assert found(index, '"exploded bo*"') == set()
    for query in ("explo*", '"bombs expl*"'):
        for hit in index.search(query):
            assert "exploded" in [hit.snippet[a:b] for a, b in hit.marks]


def test_phrases_are_found_as_written_and_words_by_their_stem(index):
    assert found(index, "bomb explode") == {"en"}
    assert found(index, '"bomb exploded"') == set()


def test_a_hit_shows_the_documents_own_words_in_their_place(index):
    for hit in index.search("bomb exploding"):
        assert LONG[hit.start : hit.end] == hit.snippet
        assert [hit.snippet[a:b] for a, b in hit.marks] == ["bombs", "exploded"]
        assert len(hit.snippet) < 300
    (arabic,) = index.search("بغداد")
    assert [arabic.snippet[a:b] for a, b in arabic.marks] == ["بَغْدَاد"]
    (title,) = index.search("attack")
    assert (title.title, title.start, title.marks) == ("Attack in the Café", 0, ())
    assert LONG.startswith(title.snippet)


when = DateInterval.parse


def test_filters_narrow_and_do_not_reorder(tmp_path):
    index = SearchIndex(tmp_path / "index")
    rows = [
        SearchRow(document_id="june", text="bomb", language="en", outlet="A", published=when("2017-06")),
        SearchRow(document_id="july", text="bomb", language="de", outlet="B", published=when("2017-07-04")),
        SearchRow(document_id="by", text="bomb", published=when("../2017-06-10")),
        SearchRow(document_id="none", text="bomb", statement_id="s"),
    ]
    index.rebuild(rows, ONE)
    assert found(index, "bomb") == {"june", "july", "by", "none"}
    assert found(index, "bomb", filters=SearchFilter(language="de")) == {"july"}
    assert found(index, "bomb", filters=SearchFilter(outlet="A")) == {"june"}
    assert found(index, "bomb", filters=SearchFilter(kind="statement")) == {"none"}
    assert found(index, "bomb", filters=SearchFilter(kind="document", period=when("2017-06-20"))) == {"june"}
    assert found(index, "bomb", filters=SearchFilter(period=when("2017-06-05"))) == {"june", "by"}
    assert found(index, "bomb", filters=SearchFilter(period=when("2017-07-01/.."))) == {"july"}
    assert len(index.search("bomb", 2)) == 2


MALFORMED = [
    ("", ""),
    ("   ", ""),
    ("?!", ""),
    ('""', ""),
    ("{}", ""),
    ("\\", ""),
    ("()", ""),
    ('"', "character 1"),
    ('a "b', "character 3"),
    ("-a", "character 1"),
    ("NOT a", "character 1"),
    ("OR", ""),
    ("NOT", ""),
    ("a OR", "character 3"),
    ("OR a", "character 1"),
    ("a OR OR b", "character 3"),
    ("a AND", "character 3"),
    ("AND a", "character 1"),
    ("a NOT", "character 3"),
    ("a OR -b", "character 1"),
    ("a -b OR c", "character 3"),
    ("*", "character 1"),
    ("a m*sc", "character 4"),
    ('a "b* c"', "character 5"),
    ("a (b", "character 3"),
    ("a) b", "character 2"),
    (") a", "character 1"),
    ("a ()", "character 4"),
    ("a)(", "character 2"),
    ("(" * 11 + "a" + ")" * 11, "character 11"),
    ("a " * 65, ""),
    ("a" * 2001, ""),
]


@pytest.mark.parametrize(("query", "place"), MALFORMED)
def test_a_malformed_query_is_refused_by_place_with_a_remedy(index, query, place):
    with pytest.raises(ConfigError) as caught:
        index.search(query)
    assert caught.value.remedy
    assert caught.value.where == (f"{place} of the search" if place else "")


@given(st.text(max_size=30))
def test_whatever_is_typed_is_answered_or_refused(index, query):
    with contextlib.suppress(ConfigError):
        index.search(query)


SIGNS = ["body:x", "[a TO b]", "a^2", "a~1", "don't", "http://x.example/?a=1", "IN [", "a && b || c"]


@pytest.mark.parametrize("query", SIGNS)
def test_signs_that_mean_something_to_the_engine_mean_nothing_here(index, query):
    index.search(query)


# --- counting ----------------------------------------------------------------------------------------------------
def test_what_matches_is_counted_altogether_and_by_facet(tmp_path):
    index = SearchIndex(tmp_path / "index")
    rows = [
        SearchRow(document_id="a", text="bomb", language="en", outlet="A", published=when("2017-06")),
        SearchRow(document_id="b", text="bomb", language="ar", outlet="A", published=when("2018")),
        SearchRow(document_id="c", text="mill", outlet="B"),
        SearchRow(
            document_id="a", statement_id="s1", text="bomb", language="en", outlet="A", act="claims", actors=("X",)
        ),
        SearchRow(document_id="a", statement_id="s2", text="bomb", outlet="A", act="denies", actors=("X", "Y")),
        SearchRow(document_id="d", statement_id="s3", text="bomb", outlet="B", act="denies", alone=True),
    ]
    index.rebuild(rows, ONE)
    documents = index.find("bomb", filters=SearchFilter(kind="document"))
    assert (documents.total, {h.document_id for h in documents.hits}) == (3, {"a", "b", "d"})
    assert documents.facets["outlet"] == (("A", 2), ("B", 1))
    assert documents.facets["year"] == (("2017", 1), ("2018", 1))
    assert documents.facets["language"] == (("ar", 1), ("en", 1), ("und", 1))
    assert documents.facets["kind"] == (("document", 3), ("statement", 3))
    assert documents.facets["act"] == (("denies", 2), ("claims", 1))
    assert documents.facets["actor"] == (("X", 2), ("Y", 1))
    assert {h.statement_id for h in index.search("bomb", filters=SearchFilter(actor="Y"))} == {"s2"}
    assert {h.statement_id for h in index.search("bomb", filters=SearchFilter(act="denies"))} == {"s2", "s3"}
    assert {h.document_id for h in index.search("bomb", filters=SearchFilter(year="2018"))} == {"b"}
    assert index.find("mill", filters=SearchFilter(year="2018")).total == 0


def test_pages_follow_each_other_and_ids_are_those_of_the_hits(tmp_path):
    index = SearchIndex(tmp_path / "index")
    rows = [
        SearchRow(
            document_id=content_id("doc", n), statement_id=content_id("stm", n) if n % 3 else "", text="bomb " * n
        )
        for n in range(1, 40)
    ]
    index.rebuild([*rows, SearchRow(document_id="own", text="bomb")], ONE)
    pages = [index.find("bomb", limit=15, offset=offset) for offset in (0, 15, 30)]
    hits = [(hit.document_id, hit.statement_id) for page in pages for hit in page.hits]
    assert [page.total for page in pages] == [40] * 3
    assert set(hits) == {(row.document_id, row.statement_id) for row in rows} | {("own", "")}
    assert index.ids("bomb", limit=25) + index.ids("bomb", limit=25, offset=25) == hits


# --- kept up -----------------------------------------------------------------------------------------------------
def test_an_update_replaces_all_rows_of_its_documents_and_no_others(tmp_path):
    index = SearchIndex(tmp_path / "index")
    index.rebuild(ROWS, ONE)
    assert found(index, "bombs") == {"en"}
    index.update(["en", "new"], [SearchRow(document_id="new", text="Le marché a explosé", language="fr")], TWO)
    for seen in (index, SearchIndex(tmp_path / "index")):
        assert seen.stamp() == TWO
        assert found(seen, "bombs") == set()
        assert found(seen, "exploser") == {"new"}
        assert found(seen, "взрыв") == {"ru"}
    index.update(["en"], ROWS[:2], ONE)
    assert {hit.statement_id for hit in index.search("bombs")} == {"", "s1"}


def test_two_do_not_write_at_once(tmp_path):
    one, other = SearchIndex(tmp_path / "index"), SearchIndex(tmp_path / "index")
    with one.writing() as mine, other.writing(wait=False) as theirs:
        assert (mine, theirs) == (True, False)
    with other.writing(wait=False) as theirs:
        assert theirs


# --- stale and half-written --------------------------------------------------------------------------------------
def test_an_index_knows_for_which_content_it_was_built(tmp_path):
    index = SearchIndex(tmp_path / "index")
    assert index.stamp() is None
    index.rebuild(ROWS, ONE)
    assert index.stamp() == ONE
    assert SearchIndex(tmp_path / "index").stamp() == ONE


def test_a_rebuild_replaces_everything(tmp_path):
    index = SearchIndex(tmp_path / "index")
    index.rebuild(ROWS, ONE)
    assert found(index, "cafe")
    index.rebuild([SearchRow(document_id="only", text="mill")], TWO)
    assert found(index, "cafe") == set()
    assert found(index, "mill") == {"only"}
    assert len(list((tmp_path / "index").glob("build-*"))) == 1


def test_a_build_that_was_cut_off_leaves_the_last_whole_one(tmp_path):
    index = SearchIndex(tmp_path / "index")
    index.rebuild(ROWS, ONE)

    def cut_off():
        yield ROWS[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.rebuild(cut_off(), TWO)
    again = SearchIndex(tmp_path / "index")
    assert again.stamp() == ONE
    assert found(again, "cafe") == {"en"}
    again.rebuild(ROWS[1:2], TWO)
    assert len(list((tmp_path / "index").glob("build-*"))) == 1


def damage_stamp(folder):
    (folder / "stamp.json").write_text("{")


def damage_version(folder):
    known = json.loads((folder / "stamp.json").read_text())
    (folder / "stamp.json").write_text(json.dumps(known | {"version": 0}))


def damage_meta(folder):
    next(folder.glob("build-*/meta.json")).unlink()


def damage_all(folder):
    shutil.rmtree(folder)


@pytest.mark.parametrize("damage", [damage_stamp, damage_version, damage_meta, damage_all])
def test_an_index_that_is_not_whole_is_noticed_and_rebuilt(tmp_path, damage):
    SearchIndex(tmp_path / "index").rebuild(ROWS, ONE)
    damage(tmp_path / "index")
    index = SearchIndex(tmp_path / "index")
    assert index.stamp() is None
    with pytest.raises(StorageError) as caught:
        index.search("cafe")
    assert caught.value.remedy
    index.rebuild(ROWS, ONE)
    assert index.stamp() == ONE
    assert found(index, "cafe") == {"en"}


def test_a_segment_that_is_damaged_gives_an_error_with_a_remedy(tmp_path):
    SearchIndex(tmp_path / "index").rebuild(ROWS, ONE)
    for file in (tmp_path / "index").glob("build-*/*.store"):
        file.write_bytes(b"")
    with pytest.raises(StorageError) as caught:
        SearchIndex(tmp_path / "index").search("cafe")
    assert caught.value.remedy


def test_the_same_rows_are_found_in_the_same_order(tmp_path):
    rows = [
        SearchRow(document_id=f"d{i % 7}", statement_id=f"s{i}", text="one bomb", language="en") for i in range(300)
    ]
    answers = []
    for name in ("a", "b"):
        index = SearchIndex(tmp_path / name)
        index.rebuild(rows, ONE)
        answers.append(index.search("bomb", 50))
    assert answers[0] == answers[1]


# --- folding -----------------------------------------------------------------------------------------------------
@given(st.text(max_size=40))
def test_folding_keeps_track_of_places(text):
    folded, places = fold_with_places(text)
    assert folded == fold(text)
    assert len(places) == len(folded) + 1
    assert list(places) == sorted(places)
    assert places[-1] == len(text)


def test_letters_that_are_not_spelling_habits_stay():
    assert fold("й Йод мой") == "й Йод мой"
    assert fold("и\u0306") == "й"
    assert fold("हिन्दी") == "हिन्दी"
    assert fold("ประเทศไทย") == "ประเทศไทย"
