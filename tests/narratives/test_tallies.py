from datetime import date

import pytest
from tests.factories import (
    assessment,
    candidate,
    document,
    event_view,
    fact,
    place,
    statement,
    statement_view,
)

from counterclaim.model import Act, CountRange, DateInterval, OtherPlace, Property, SpeakerKind, Verdict
from counterclaim.model.tally import Measure, Standing, Tally, TallyRules
from counterclaim.model.vocabulary import EventType
from counterclaim.narratives.tallies import change, count, told_totals
from counterclaim.narratives.tallies.criteria import findings

FRONT = "Tidewater Front"


class Known:
    """Names are the same where they are spelt the same; Port Calder is a town of 40,000."""

    def same_actor(self, statement, names):
        return statement.value in names

    def town(self, place):
        return {"Port Calder": (True, 40_000), "North Shore": (False, 900_000)}.get(place.name)


def tally(measure=Measure.EVENTS, told=None, **rules):
    return Tally(id="t", name="T", wording="How many?", measure=measure, rules=TallyRules(**rules), told=told)


def dated(when):
    return fact(Property.DATE, when, f"on {when}")


def placed(name="Port Calder", **fields):
    return fact(Property.PLACE, name, f"in {name}", place=place(name, **fields))


def view(*statements, assessments=(), published="2031-03-05", id="evt_1", verdicts=None):  # noqa: A002
    doc = document(published=DateInterval.parse(published))
    views = [statement_view(s, doc, verdict=(verdicts or {}).get(s.property)) for s in statements]
    return event_view(views, assessments, id=id)


def one(found_view, **rules):
    [found] = findings(found_view, TallyRules(**rules), Known())
    return found


def weighed_date(when):
    return assessment(Property.DATE, candidate(when, 1.0), best=when)


PERIOD = {"since": date(2031, 3, 1), "until": date(2031, 3, 31)}


@pytest.mark.parametrize(
    ("when", "standing"),
    [
        ("2031-03-04", Standing.IN),
        ("2031-03", Standing.IN),
        ("2031", Standing.OPEN),
        ("2031-04-01", Standing.OUT),
        ("../2031-03-02", Standing.OPEN),
        ("../2031-02-02", Standing.OUT),
    ],
)
def test_a_day_lies_in_the_period_or_not_or_may(when, standing):
    found = one(view(dated(when), assessments=[weighed_date(when)], published="2031-05-01"), **PERIOD)
    assert found.standing is standing
    assert bool(found.reason) is (standing is Standing.OPEN)


def test_an_undated_event_happened_before_the_first_text_about_it():
    assert one(view(placed(), published="2031-02-20"), **PERIOD).standing is Standing.OUT
    assert one(view(placed(), published="2031-03-20"), **PERIOD).standing is Standing.OPEN


def test_a_source_that_dates_it_outside_leaves_the_period_open():
    found = one(view(dated("2031-03-04"), dated("2031-02-04"), assessments=[weighed_date("2031-03-04")]), **PERIOD)
    assert found.standing is Standing.OPEN
    assert found.reason == "a source dates it 2031-02-04"


def test_places_are_held_against_countries():
    inside, outside = frozenset({"XE"}), frozenset({"FR"})
    assert one(view(placed()), countries=inside).standing is Standing.IN
    assert one(view(placed()), countries=outside).standing is Standing.OUT
    unsettled = one(view(placed(countries=())), countries=inside)
    assert (unsettled.standing, unsettled.reason) == (Standing.OPEN, "the country of Port Calder is not settled")
    several = one(view(placed(countries=("XE", "XF"))), countries=inside)
    assert several.standing is Standing.OPEN
    assert one(view(placed(), placed("Farmouth", countries=("XF",))), countries=inside).standing is Standing.OPEN
    assert one(view(dated("2031-03-04")), countries=inside).reason == "no place is told"


def test_a_name_that_may_mean_a_place_elsewhere_is_open_unless_that_is_unlikely():
    other = (OtherPlace(name="Port Calder", probability=0.3, countries=("XF",)),)
    inside = frozenset({"XE"})
    doubtful = view(placed(probability=0.7, alternatives=other))
    assert one(doubtful, countries=inside).standing is Standing.OPEN
    sure = view(placed(probability=0.95, alternatives=other))
    assert one(sure, countries=inside).standing is Standing.IN


def test_only_towns_that_are_large_enough_are_cities():
    assert one(view(placed()), cities=True).standing is Standing.IN
    assert one(view(placed()), cities=True, population=100_000).standing is Standing.OUT
    assert one(view(placed("North Shore", precision=4)), cities=True).standing is Standing.OPEN
    assert one(view(placed("North Shore")), cities=True).standing is Standing.OUT
    assert one(view(placed("Nowhere")), cities=True).reason == "it is not known whether Nowhere is a city"


def test_a_kind_that_is_only_told_as_an_attack_may_be_any():
    def of(kind):
        return view(fact(Property.TYPE, kind, kind), assessments=[assessment(Property.TYPE, candidate(kind, 1.0))])

    wanted = {"kinds": frozenset({EventType.BOMBING})}
    assert one(of("bombing"), **wanted).standing is Standing.IN
    assert one(of("shooting"), **wanted).standing is Standing.OUT
    assert one(of("attack"), **wanted).standing is Standing.OPEN


def test_targets_are_met_by_name():
    market = view(fact(Property.TARGET, "fish market", "the fish market"))
    assert one(market, targets=("market",)).standing is Standing.IN
    assert one(market, targets=("barracks",)).standing is Standing.OUT
    assert one(view(placed()), targets=("market",)).standing is Standing.OPEN


def test_a_claim_counts_though_others_deny_it():
    claimed = statement()
    denied = statement(act=Act.DENIES, speaker="Police", kind=SpeakerKind.AUTHORITY, start=300)
    found = one(view(claimed, denied), actors=(FRONT,), acts=frozenset({Act.CLAIMS}))
    assert found.standing is Standing.IN
    assert found.statement_ids == (claimed.id,)


def test_a_claim_that_the_claimant_also_denies_is_open():
    retracted = statement(act=Act.RETRACTS, start=300)
    found = one(view(statement(), retracted), actors=(FRONT,), acts=frozenset({Act.CLAIMS}))
    assert found.reason == f"{FRONT} both says and denies it"


def test_an_attribution_is_no_claim():
    attributed = statement(act=Act.ATTRIBUTES, speaker="Police", kind=SpeakerKind.AUTHORITY)
    assert one(view(attributed), actors=(FRONT,), acts=frozenset({Act.CLAIMS})).standing is Standing.OUT
    assert one(view(attributed), actors=(FRONT,)).standing is Standing.IN


@pytest.mark.parametrize(
    ("probability", "high", "outcome", "standing"),
    [
        (0.8, 0.9, FRONT, Standing.IN),
        (0.5, 0.7, "unknown", Standing.OPEN),
        (0.2, 0.4, "unknown", Standing.OUT),
        (0.6, 0.9, "disputed", Standing.OPEN),
    ],
)
def test_the_outcome_must_be_at_least_as_likely(probability, high, outcome, standing):
    weighed = assessment(Property.PERPETRATOR, candidate(FRONT, probability, low=0.1, high=high), outcome=outcome)
    found = one(view(statement(), assessments=[weighed]), actors=(FRONT,), acts=frozenset(), outcome=0.55)
    assert found.standing is standing


def test_only_statements_count_that_the_rules_admit():
    rejected = view(statement(), verdicts={Property.PERPETRATOR: Verdict.REJECT})
    assert [f.rule for f in findings(rejected, TallyRules(), Known())] == ["statements"]
    unsure = view(statement(probability=0.4))
    wanted = TallyRules(actors=(FRONT,), read=0.5)
    assert {f.standing for f in findings(unsure, wanted, Known())} == {Standing.OUT}
    by_group = TallyRules(actors=(FRONT,), speakers=frozenset({SpeakerKind.AUTHORITY}))
    assert {f.standing for f in findings(view(statement()), by_group, Known())} == {Standing.OUT}


def toll(value, **fields):
    return fact(Property.FATALITIES, value, f"{value} dead", **fields)


def test_low_sums_what_is_certain_and_high_what_may_be():
    sure = view(placed(), toll("3"), toll("5", start=200), assessments=[
        assessment(Property.FATALITIES, candidate("3", 0.6), low="3", best="3", high="5")
    ], id="evt_1")  # fmt: skip
    open_ = view(placed(countries=()), toll("2"), id="evt_2")
    out = view(placed(countries=("FR",)), toll("90"), id="evt_3")
    found = count(tally(Measure.KILLED, countries=frozenset({"XE"})), [sure, open_, out], Known())
    assert (found.low, found.high, found.total) == (3, 7, "3 to 7")
    assert [c.event_id for c in found.members] == ["evt_1"]
    assert [c.event_id for c in found.contested] == ["evt_2"]
    assert found.members[0].reasons == ("figure: 3 to 5",)
    assert found.left_out == (("place", 1),)
    events = count(tally(countries=frozenset({"XE"})), [sure, open_, out], Known())
    assert (events.low, events.high) == (1, 2)


def test_a_figure_that_is_only_a_least_one_leaves_the_total_unbounded():
    found = count(tally(Measure.KILLED), [view(toll("200+"))], Known())
    assert (found.low, found.high, found.total) == (200, None, "at least 200")
    nothing = count(tally(Measure.KILLED), [view(placed())], Known())
    assert nothing.high is None
    assert nothing.members[0].reasons == ("figure: none is told",)


def test_figures_of_the_speakers_that_count_are_taken_from_them_alone():
    police = toll("4", speaker="Police")
    both = view(toll("9"), police, assessments=[
        assessment(Property.FATALITIES, candidate("9", 0.9), low="4", best="9", high="9")
    ])  # fmt: skip
    found = count(tally(Measure.KILLED, speakers=frozenset({SpeakerKind.AUTHORITY})), [both], Known())
    assert (found.low, found.high) == (4, 4)


def test_every_case_cites_a_statement():
    found = count(tally(countries=frozenset({"XE"})), [view(placed()), view(statement(), id="evt_2")], Known())
    assert len(found.cases) == 2
    assert all(case.statement_ids for case in found.cases)


@pytest.mark.parametrize(
    ("told", "low", "high", "answer"),
    [
        ("21+", 21, 30, "borne out"),
        ("21+", 3, 20, "not reached"),
        ("21+", 3, 30, "open"),
        ("21+", 3, None, "open"),
        ("..5", 6, 7, "exceeded"),
        ("3", 3, 3, "borne out"),
    ],
)
def test_a_told_number_is_borne_out_or_not(told, low, high, answer):
    certain = [view(toll(str(low)), id="evt_1")]
    most = (
        [] if high == low else [view(placed(countries=()), toll("0+" if high is None else str(high - low)), id="evt_2")]
    )
    asked = tally(Measure.KILLED, told=CountRange.parse(told), countries=frozenset({"XE"}))
    certain = [view(placed(), toll(str(low)), id="evt_1")]
    assert count(asked, [*certain, *most], Known()).answer == answer


def test_a_change_names_the_events_that_came_went_and_moved():
    rules = tally(countries=frozenset({"XE"}))
    before = count(rules, [view(placed(), id="a"), view(placed(countries=()), id="b")], Known())
    after = count(rules, [view(placed(), id="b"), view(placed(), id="c")], Known())
    found = change("t", before.state, after.state)
    assert (found.before, found.after) == ("1 to 2", "2")
    assert [e for e, _, _ in found.entered] == ["c"]
    assert [e for e, _, _ in found.left] == ["a"]
    assert [(e, how) for e, _, how in found.moved] == [("b", "open -> in")]
    assert not found.rules
    assert not change("t", after.state, after.state).any
    assert change("t", before.state, count(tally(), [], Known()).state).rules


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Front has claimed more than 20 attacks in large cities since June 2016.", "21+"),
        ("Since 2016 at least fourteen attacks in cities were claimed.", "14+"),
        ("Hundreds of attacks in cities were claimed.", "200+"),
        ("Up to 9 attacks in three cities are disputed.", "..9"),
        ("Attacks in cities have become rarer.", None),
        ("It lists 1,200 attacks in cities.", "1200"),
    ],
)
def test_totals_that_texts_give_are_read_with_their_bounds(sentence, expected):
    cut = [(statement(sentence).passage, "Delta Courier")]
    found = list(told_totals(["attacks ... cities"], cut, near="attacks"))
    assert [str(t.count) for t in found] == ([expected] if expected else [])
