from datetime import date

import pytest

from counterclaim.codebooks.files import DATA, read_csv
from counterclaim.codebooks.regions import region, regions
from counterclaim.codebooks.tallies import TallyBook
from counterclaim.model import CountRange
from counterclaim.model.tally import Measure

GOOD = "- {id: good, name: Good, wording: How many?, rules: {since: 2031}}\n"


def load(tmp_path, entry):
    path = tmp_path / "tallies.yaml"
    path.write_text(f"tallies:\n{GOOD}{entry}", encoding="utf-8")
    return TallyBook.load([path])


def rules(tmp_path, text):
    book = load(tmp_path, f"- {{id: mine, name: Mine, wording: How many?, rules: {{{text}}}}}\n")
    assert book.refused == ()
    return book.tallies["mine"].rules


def test_a_tally_is_read_with_its_rules(tmp_path):
    book = load(
        tmp_path,
        "- id: mine\n  name: Mine\n  wording: More than 20 were killed\n  measure: killed\n  told: 21+\n"
        "  rules: {since: 2016-06, until: 2017-06, regions: [northern europe], countries: [France, de],\n"
        "    outcome: likely}\n",
    )
    mine = book.tallies["mine"]
    assert mine.measure is Measure.KILLED
    assert mine.told == CountRange(low=21, high=None)
    assert (mine.rules.since, mine.rules.until) == (date(2016, 6, 1), date(2017, 6, 30))
    assert {"FR", "DE", "SE"} <= mine.rules.countries
    assert "IT" not in mine.rules.countries
    assert mine.rules.outcome == 0.55


def test_a_number_of_people_asks_for_cities(tmp_path):
    assert rules(tmp_path, "population: 100000").cities


def test_codes_that_are_left_to_users_are_taken(tmp_path):
    assert rules(tmp_path, "countries: [XE]").countries == {"XE"}


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{id: bad, name: N, wording: W}", "tally bad has no rules"),
        ("{name: N, wording: W, rules: {since: 2031}}", "a tally has no id"),
        ("{id: bad, name: N, wording: W, rules: {colour: red}}", "unknown field colour"),
        ("{id: bad, name: N, wording: W, rules: {regions: [atlantis]}}", "regions: no 'atlantis'"),
        ("{id: bad, name: N, wording: W, rules: {countries: [Freedonia]}}", "countries: no 'Freedonia'"),
        ("{id: bad, name: N, wording: W, rules: {since: 2032, until: 2031}}", "ends (2031-12-31) before it begins"),
        ("{id: bad, name: N, wording: W, rules: {since: June}}", "since: 'June' is no date"),
        ("{id: bad, name: N, wording: W, rules: {kinds: [riot]}}", "kinds: no 'riot'"),
        ("{id: bad, name: N, wording: W, rules: {acts: [claims]}}", "acts without actors"),
        ("{id: bad, name: N, wording: W, rules: {outcome: 1.2}}", "outcome: 1.2 is no probability"),
        ("{id: bad, name: N, wording: W, rules: {outcome: probably}}", "outcome: 'probably' is no probability"),
        ("{id: bad, name: N, wording: W, rules: {cities: 3}}", "cities: 3 is neither true nor false"),
        ("{id: bad, name: N, wording: W, rules: {read: 7}}", "read: 7 is no number from 0 to 1"),
        ("{id: bad, name: N, wording: W, rules: {countries: [no]}}", "hold something else than names"),
        ("{id: bad, name: N, wording: W, measure: tanks, rules: {since: 2031}}", "measure: no 'tanks'"),
        ("{id: bad, name: N, wording: W, told: many, rules: {since: 2031}}", "'many' is no whole number"),
        ("{id: bad, name: N, wording: W, told_by: ['re:(a|aa)+$'], rules: {since: 2031}}", "takes too long"),
        ("{id: good, name: N, wording: W, rules: {since: 2031}}", "a second tally good"),
        ("just a text", "is no mapping"),
    ],
)
def test_a_bad_tally_is_refused_by_name_and_line_and_the_others_count(tmp_path, entry, message):
    book = load(tmp_path, f"- {entry}\n")
    [refused] = book.refused
    assert message in refused.message
    assert refused.where.endswith("tallies.yaml, line 3")
    assert list(book.tallies) == ["good"]


def test_every_country_lies_in_one_subregion():
    codes = {row["code"] for _, row in read_csv(DATA / "countries.csv", ("code",))} - {"SU", "YU", "CS", "DD"}
    whole = ("africa", "americas", "asia", "europe", "oceania", "antarctica")
    counted = {code: [name for name in whole if code in regions()[name]] for code in codes}
    assert {code: names for code, names in counted.items() if len(names) != 1} == {}


def test_regions_are_found_by_words():
    assert region("Middle East") == region("middle_east") == regions()["western_asia"] | {"EG", "IR"}
    assert region("Narnia") is None
