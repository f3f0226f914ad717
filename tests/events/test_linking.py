"""Which mentions are one event."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.events.mentions import TOWNS, clusters, mention

from counterclaim.events import link
from counterclaim.events.minting import event_id
from counterclaim.events.parameters import Parameters, agreement_bits, log_odds, probability
from counterclaim.model import DateInterval, MentionProfile, Place


def test_the_formula_gives_the_known_weight_and_probability():
    weight = log_odds(0.001) + sum(agreement_bits(m, u) for m, u in [(0.9, 0.01), (0.8, 0.05), (0.7, 0.1)])
    assert weight == pytest.approx(3.3349, abs=5e-5)
    assert probability(weight) == pytest.approx(0.9098, abs=5e-5)


@pytest.mark.parametrize("bits", [-5_000.0, 5_000.0])
def test_a_huge_weight_is_still_a_probability(bits):
    assert 0 <= probability(bits) <= 1


def test_the_same_day_place_and_type_in_two_documents_is_one_event():
    assert clusters(link([mention("a", dead=12), mention("b", dead=16)])) == {frozenset("ab")}


@pytest.mark.parametrize(
    "other",
    [
        mention("b", date="2031-03-20"),
        mention("b", town="Ravellock"),
        mention("b", type="kidnapping", actors=("reed front",)),
    ],
    ids=["another week", "another town", "another kind by another actor"],
)
def test_what_differs_clearly_stays_apart(other):
    assert len(link([mention("a", actors=("marsh column",)), other]).events) == 2


def test_two_events_of_one_document_stay_two():
    linked = link([mention("a", document="d"), mention("b", document="d")])
    assert len(linked.events) == 2


def test_copies_link_mention_to_mention():
    told = [
        mention(f"{copy}{i}", document=copy, origin="first", words=words, date=None, town=None, type=None)
        for copy in ("first", "second", "third")
        for i, words in enumerate(["a blast at the pier", "a shooting at the mill"])
    ]
    assert clusters(link(told)) == {frozenset({f"{d}{i}" for d in ("first", "second", "third")}) for i in (0, 1)}


def test_a_mention_that_tells_nothing_links_to_nothing():
    bare = [mention(name, date=None, town=None, type=None) for name in "abc"]
    assert len(link(bare).events) == 3


def test_a_background_mention_joins_the_event_that_another_document_is_about():
    later = mention("b", published="2031-06-01", date="2031-03", actors=("marsh column",))
    assert len(link([mention("a", actors=("marsh column",)), later]).events) == 1


def test_a_report_without_a_date_is_of_what_has_just_happened():
    known = mention("a", actors=("marsh column",))
    after = mention("b", date=None, published="2031-03-12", actors=("marsh column",))
    before = mention("c", date=None, published="2031-03-01", actors=("marsh column",))
    linked = link([known, after, before])
    assert clusters(linked) == {frozenset("ab"), frozenset("c")}
    [why] = next(event.links for event in linked.events if event.links)
    assert ("date", "reported soon") in {(field, level) for field, _, level in why.weights}


def test_what_most_mentions_share_says_little():
    everyday = [
        mention(f"m{i:02}", date=f"20{30 + i // 12}-{i % 12 + 1:02}-08", actors=("marsh column",)) for i in range(40)
    ]
    pair = [mention(f"x{i}", date="2035-01-01", actors=("marsh column",)) for i in range(2)]
    [event] = [e for e in link([*everyday, *pair]).events if "x0" in e.mention_ids]
    levels = {(field, level) for field, _, level in event.links[0].weights}
    assert {("place", "same point common"), ("actors", "shared common")} <= levels


def test_the_share_of_matches_is_estimated_within_its_bounds():
    import numpy as np

    from counterclaim.events.estimation import estimated_prior

    parameters = Parameters.shipped()
    sure, never = np.full(50, 30.0), np.full(50, -30.0)
    assert estimated_prior(sure, parameters) == pytest.approx(log_odds(parameters.most_prior))
    assert estimated_prior(never, parameters) == pytest.approx(log_odds(parameters.least_prior))
    mixed = np.concatenate([np.full(3, 30.0), np.full(97, -30.0)])
    assert probability(estimated_prior(mixed, parameters)) == pytest.approx(0.03)
    assert estimated_prior(np.empty(0), parameters) == log_odds(parameters.prior)


def test_a_series_does_not_swallow_its_single_events():
    series = mention("s", date="2030-06-10/2031-06-20", town=None, type="attack", actors=("marsh column",))
    single = [mention(f"m{i}", date=f"2031-0{i + 1}-08", actors=("marsh column",)) for i in range(5)]
    assert len(link([series, *single]).events) == 6


def test_a_chain_of_neighbouring_days_is_not_one_event():
    days = [date(2031, 3, 1) + timedelta(days=i) for i in range(12)]
    chain = [mention(f"m{i:02}", date=day.isoformat()) for i, day in enumerate(days)]
    linked = link(chain)
    longest = max(len(e.mention_ids) for e in linked.events)
    assert longest <= 3


def test_judgements_join_and_part_whatever_the_weights_say():
    a, b, c = mention("a"), mention("b"), mention("c", date="1999", town="Ravellock")
    assert clusters(link([a, b, c], apart=[("a", "b")])) == {frozenset("a"), frozenset("b"), frozenset("c")}
    joined = link([a, b, c], together=[("c", "a")])
    assert clusters(joined) == {frozenset("abc")}
    assert {link.by for event in joined.events for link in event.links} == {"linker", "judgement"}


def test_a_judgement_apart_beats_two_together():
    told = [mention(name) for name in "abc"]
    linked = link(told, together=[("a", "b"), ("b", "c")], apart=[("a", "c")])
    assert not any({"a", "c"} <= set(e.mention_ids) for e in linked.events)
    assert linked.refused == (("b", "c"),)


def test_a_judgement_about_a_mention_that_is_gone_is_left_out():
    assert len(link([mention("a")], together=[("a", "gone")], apart=[("gone", "a")]).events) == 1


def test_every_mention_after_the_first_has_a_link_whose_weights_add_up():
    told = [mention("a", dead=3), mention("b", dead=3, published="2031-03-11"), mention("c", published="2031-03-12")]
    [event] = link(told).events
    assert [x.right for x in event.links] == ["b", "c"]
    for explained in event.links:
        assert explained.probability == pytest.approx(probability(explained.weight))
        assert explained.weights[0][0] == "prior"
        assert {"date", "place", "type"} <= {name for name, _, _ in explained.weights}


def test_a_field_that_one_does_not_tell_weighs_nothing():
    [event] = link([mention("a", dead=3), mention("b")]).events
    assert "fatalities" not in {name for name, _, _ in event.links[0].weights}


def test_the_id_is_minted_from_the_first_published_mention():
    [event] = link([mention("late", published="2031-03-12"), mention("early", published="2031-03-09")]).events
    assert event.id == event_id("early")
    assert event.mention_ids == ("early", "late")


def test_an_event_keeps_its_id_when_an_earlier_report_turns_up():
    first = link([mention("b")])
    second = link([mention("b"), mention("a", published="2031-03-09")], previous=first.events)
    assert second.events[0].id == first.events[0].id
    assert second.redirects == ()


def test_a_merged_event_redirects_to_the_one_that_was_founded_first():
    told = [mention("a"), mention("b", published="2031-03-11", town="Ravellock")]
    before = link(told)
    after = link(told, together=[("a", "b")], previous=before.events)
    assert [e.id for e in after.events] == [event_id("a")]
    assert after.redirects == ((event_id("b"), event_id("a")),)


def test_a_split_event_keeps_its_id_where_its_founder_is_and_a_new_one_is_minted():
    told = [mention("a"), mention("b", published="2031-03-11")]
    before = link(told)
    after = link(told, apart=[("a", "b")], previous=before.events)
    assert {e.id for e in after.events} == {event_id("a"), event_id("b")}
    assert after.redirects == ()


def test_an_event_whose_founder_was_forgotten_redirects_to_the_rest():
    before = link([mention("a"), mention("b", published="2031-03-11")])
    after = link([mention("b", published="2031-03-11")], previous=before.events)
    assert after.redirects == ((event_id("a"), event_id("b")),)


def test_nothing_to_link_gives_nothing():
    assert link([]).events == ()


@st.composite
def profiles(draw):
    names = draw(st.lists(st.integers(0, 99), unique=True, max_size=9))
    return [
        mention(
            f"m{i}",
            document=f"d{draw(st.integers(0, 6))}",
            published=f"2031-03-{draw(st.integers(9, 12)):02}",
            date=draw(st.sampled_from([None, "2031", "2031-03", "2031-03-07", "2031-03-08", "2031-03-09"])),
            town=draw(st.sampled_from([None, *TOWNS])),
            type=draw(st.sampled_from([None, "bombing", "shooting", "attack"])),
            actors=draw(st.sampled_from([(), ("marsh column",), ("reed front",)])),
            dead=draw(st.sampled_from([None, 0, 3, 10**9])),
        )
        for i in names
    ]


@settings(deadline=None)
@given(profiles(), st.randoms(use_true_random=False))
def test_the_order_of_the_mentions_does_not_matter(told, shuffler):
    shuffled = list(told)
    shuffler.shuffle(shuffled)
    assert link(shuffled) == link(told)


@settings(deadline=None)
@given(profiles())
def test_every_mention_is_in_exactly_one_event_and_running_again_changes_nothing(told):
    first = link(told)
    assert sorted(m for e in first.events for m in e.mention_ids) == sorted(p.mention_id for p in told)
    again = link(told, previous=first.events)
    assert again == first


@settings(deadline=None)
@given(profiles(), st.data())
def test_judgements_apart_always_hold(told, data):
    names = [p.mention_id for p in told]
    if len(names) < 2:
        return
    pair = st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(lambda p: p[0] != p[1])
    apart = data.draw(st.lists(pair, max_size=4))
    together = data.draw(st.lists(pair, max_size=4))
    linked = link(told, apart=apart, together=together)
    home = {m: e.id for e in linked.events for m in e.mention_ids}
    assert all(home[a] != home[b] for a, b in apart)
    refused = {frozenset(p) for p in linked.refused}
    assert all(home[a] == home[b] for a, b in together if frozenset((a, b)) not in refused)


def test_many_mentions_in_one_country_and_month_do_not_compare_all_pairs():
    from counterclaim.events.arrays import columns
    from counterclaim.events.blocking import REACH, candidate_pairs

    shuffler = random.Random(7)
    country = Place(name="Ardelune", countries=("XE",))
    told = [
        MentionProfile(
            mention_id=f"m{i}",
            document_id=f"d{i}",
            published=None,
            origin_id=f"d{i}",
            date=DateInterval.of_day(date(2031, 3, 1) + timedelta(days=shuffler.randrange(28))),
            place=country,
            type=None,
        )
        for i in range(3_000)
    ]
    left, right = candidate_pairs(told, columns(told))
    assert len(left) < 3_000 * REACH * 4
    assert (left < right).all()


def test_a_parameter_file_with_a_wrong_entry_is_named(tmp_path):
    from counterclaim.codebooks.files import DATA
    from counterclaim.errors import ConfigError

    path = tmp_path / "linking.yaml"
    path.write_text((DATA / "linking.yaml").read_text(encoding="utf-8").replace("m: 0.62", "m: 1.62"), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"linking\.yaml: .*date\.same_day is 1\.62"):
        Parameters.load(path)


def test_a_late_report_without_a_day_is_of_the_only_event_of_its_place():
    told = [mention(f"m{n}", dead=4, words=f"blast {n}") for n in range(2)]
    late = mention("late", date=None, town=None, published="2031-07-08", words="Judgment on the Wexmarsh bombing")
    assert {"m0", "m1", "late"} in clusters(link([*told, late]))
    second = [mention(f"s{n}", date="2031-05-02", published="2031-05-03", words=f"again {n}") for n in range(2)]
    assert {"late"} in clusters(link([*told, *second, late]))


def test_a_place_that_was_misread_parts_less_where_the_title_names_the_right_one():
    told = [mention(f"m{n}", dead=17, actors=("front",), words=f"blast {n}") for n in range(2)]
    dateline = {"town": "Iskerford", "dead": 17, "actors": ("front",)}
    named = mention("named", words="Front denies the Wexmarsh bombing", **dateline)
    silent = mention("silent", words="Front denies the bombing", **dateline)
    assert {"m0", "m1", "named"} in clusters(link([*told, named]))
    assert {"silent"} in clusters(link([*told, silent]))
