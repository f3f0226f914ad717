"""Rows of event data sets among the mentions. All names are invented."""

import random
from dataclasses import replace
from datetime import date, timedelta

from tests.events.mentions import TOWNS, clusters, mention, place

from counterclaim.events import link
from counterclaim.events.records import are_records


def row(name, data_set, **told):
    return replace(mention(name, **told), declared_distinct=data_set)


def many(count=150, seed=3):
    """Two data sets that tell the same events with small differences."""
    rng = random.Random(seed)
    rows = []
    for number in range(count):
        town, day = rng.choice(list(TOWNS)), date(2031, 1, 1) + timedelta(days=rng.randrange(700))
        kind, actor = rng.choice(["bombing", "shooting", "kidnapping"]), rng.choice(["marsh column", "reed front"])
        for data_set in ("first", "second"):
            told = day + timedelta(days=rng.choice([0, 0, 0, 1]))
            dead = number % 9 + (data_set == "second") * rng.choice([0, 0, 1])
            p = row(f"{data_set}-{number:03}", data_set, date=str(told), type=kind, actors=(actor,), dead=dead)
            spot = replace(place(town), latitude=place(town).latitude + number % 7 * 0.02)
            rows.append(replace(p, place=spot))
    return rows


def test_rows_of_two_data_sets_are_linked_one_to_one():
    linked = link(many())
    true = {frozenset({f"first-{n:03}", f"second-{n:03}"}) for n in range(150)}
    assert len(clusters(linked) & true) >= 140
    sizes = {len(event.mention_ids) for event in linked.events}
    assert max(sizes) <= 2


def test_why_two_rows_are_one_event_is_told_field_by_field_and_adds_up():
    [explained, *_] = [why for event in link(many()).events for why in event.links]
    assert {"surroundings", "date", "place"} <= {field for field, _, _ in explained.weights}
    assert explained.by == "linker"


def test_rows_of_one_data_set_that_declares_them_distinct_stay_apart():
    twins = [row("a", "set"), row("b", "set")]
    assert len(link(twins).events) == 2
    assert len(link([replace(p, declared_distinct="") for p in twins]).events) == 1


def test_a_long_row_that_reads_like_another_of_its_data_set_stays_apart():
    words = "Marsh column on villagers of Wexmarsh, told by a relief agency as part of a sum of several raids"
    told = {"actors": ("marsh column",), "dead": 33, "words": words}
    rows = [row("a", "set", date="2031-03-08", **told), row("b", "set", date="2031", **told)]
    rows += [row(f"far-{n}", "set", date=f"2030-0{n}-01", town="Ravellock") for n in range(1, 9)]
    assert {frozenset("a"), frozenset("b")} <= clusters(link(rows))
    apart = [replace(p, declared_distinct=f"{p.declared_distinct} {p.mention_id}") for p in rows]
    assert frozenset("ab") in clusters(link(apart)), "only the declaration keeps them apart"


def test_a_person_may_still_join_two_rows_of_one_data_set():
    assert clusters(link([row("a", "set"), row("b", "set")], together=[("a", "b")])) == {frozenset("ab")}


def test_a_report_joins_the_row_that_tells_its_event():
    rows = many()
    report = mention("report", date=str(rows[0].date), type=str(rows[0].type), actors=rows[0].actors, dead=0)
    report = replace(report, place=rows[0].place)
    [home] = [event for event in link([*rows, report]).events if "report" in event.mention_ids]
    assert "first-000" in home.mention_ids


def test_the_order_of_the_rows_does_not_matter():
    rows = many(40)
    shuffled = list(rows)
    random.Random(1).shuffle(shuffled)
    assert link(rows) == link(shuffled)


def test_a_row_without_a_day_or_a_point_is_compared_as_a_report_is():
    whole, vague = row("a", "set"), row("b", "set", town=None)
    undated, long = row("c", "set", date=None), row("d", "set", date="2031")
    assert are_records([whole, vague, undated, long, mention("e")]).tolist() == [True, False, False, False, False]


def test_what_people_judged_of_reports_moves_their_weights():
    from counterclaim.events.arrays import columns
    from counterclaim.events.blocking import candidate_pairs
    from counterclaim.events.comparison import compare
    from counterclaim.events.joining import known_of
    from counterclaim.events.parameters import Parameters

    told = [mention(f"m{i:03}", type="bombing" if i % 2 else "kidnapping") for i in range(60)]
    table = columns(told)
    left, right = candidate_pairs(told, table)
    judged = known_of(left, right, [(i, i + 1) for i in range(0, 58, 2)], [])
    plain, known = (compare(table, left, right, Parameters.shipped(), judged=j) for j in (None, judged))
    assert known.parameters.bits["type", "different"] > plain.parameters.bits["type", "different"]
