"""Each measure is compared over all people and each pair, and the units where they differ stand side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.review.factories import document, statement, toll

from counterclaim.model import Act, ActorName
from counterclaim.review.agreement import MACHINE, Reading, Unit, compare, lined_up, spans_of

DOC = document()
CLAIM = statement(DOC)
DENIAL = replace(CLAIM, act=Act.DENIES)


def unit(number, document_id=DOC.id, **forms):
    readings = tuple(Reading(coder=name, form=form) for name, form in sorted(forms.items()))
    return Unit(id=f"u{number}", document_id=document_id, readings=readings)


def row(found, field, *people, prop=""):
    return next(r for r in found.rows if (r.measure.field, r.measure.about, r.people) == (field, prop, tuple(people)))


def test_pairs_and_everybody_are_compared_in_each_measure():
    units = [
        unit(1, Ada=CLAIM, Ben=CLAIM, Cleo=CLAIM),
        unit(2, Ada=DENIAL, Ben=DENIAL, Cleo=CLAIM),
        unit(3, Ada=CLAIM, Ben=None, Cleo=CLAIM),
    ]
    found = compare(units)
    assert found.people == ("Ada", "Ben", "Cleo")
    assert row(found, "act", "Ada", "Ben").alpha == 1.0
    assert row(found, "act", "Ada", "Ben").units == 2
    assert row(found, "act", "Ada", "Cleo").same == pytest.approx(2 / 3)
    # By hand: claims 6, denies 2 of 8 values; unit 2 has 2 pairs that differ of 3, over 2 in the sum.
    assert row(found, "act", "Ada", "Ben", "Cleo").alpha == pytest.approx(1 - 7 * 2 / (64 - 36 - 4))
    assert row(found, "statement", "Ada", "Ben", "Cleo").everybody
    assert row(found, "speaker", "Ada", "Ben").verdict == "not defined: all values are the same"


def test_names_are_compared_without_case_and_figures_by_their_ratio():
    one, other = toll(DOC), replace(toll(DOC), value="35..37", speaker=ActorName(name="the POLICE"))
    units = [unit(1, Ada=one, Ben=other), unit(2, Ada=toll(DOC, "12"), Ben=toll(DOC, "12"))]
    found = compare(units)
    assert row(found, "value", "Ada", "Ben", prop="fatalities").alpha == 1.0
    assert row(found, "value", "Ada", "Ben", prop="fatalities").measure.level == "ratio"
    assert [(d.unit.id, d.fields) for d in found.differences] == [("u1", ("value",))]


def test_the_machine_is_compared_with_each_person_and_never_counts_among_all():
    units = [unit(n, Ada=CLAIM, Ben=DENIAL, **{MACHINE: CLAIM}) for n in (1, 2)]
    found = compare(units)
    assert {r.people for r in found.rows if r.measure.field == "act"} == {
        ("Ada", "Ben"), ("Ada", MACHINE), ("Ben", MACHINE),
    }  # fmt: skip
    assert [r.people for r in found.rows if r.everybody and r.measure.field == "act"] == [("Ada", "Ben")]
    assert found.differences[0].fields == ("act",)


def test_a_difference_shows_what_each_person_says():
    (difference,) = compare([unit(1, Ada=DENIAL, Ben=None, Cleo=CLAIM)]).differences
    assert difference.fields == ("statement", "act")
    said = {r.coder: difference.said(r) for r in difference.unit.readings}
    assert said == {
        "Ada": (("act", "denies"),), "Ben": (("statement", "not said"),), "Cleo": (("act", "claims"),),
    }  # fmt: skip


def test_passages_that_overlap_are_one_unit_and_the_same_property_is_paired_first():
    place = "The Red Front said it had carried out the attack."
    marked = {
        DOC.id: {
            "Ada": [CLAIM, replace(toll(DOC), passage=CLAIM.passage)],
            "Ben": [replace(toll(DOC), passage=CLAIM.passage), statement(DOC, place, grow=(-4, -1), act=Act.DENIES)],
            "Cleo": [toll(DOC, "12")],
        }
    }
    units = lined_up(marked)
    assert sorted((u.readings[0].form.property, *((r.coder, str(r.form.act)) for r in u.readings)) for u in units) == [
        ("fatalities", ("Ada", "reports_as_fact"), ("Ben", "reports_as_fact")),
        ("fatalities", ("Cleo", "reports_as_fact")),
        ("perpetrator", ("Ada", "claims"), ("Ben", "denies")),
    ]
    found = compare(units, spans_of(marked))
    assert not [r for r in found.rows if r.measure.field == "statement"]
    (ada_ben, ada_cleo, ben_cleo) = found.spans
    assert (ada_ben.people, ada_ben.score.exact, ada_ben.score.overlapping) == (("Ada", "Ben"), 1, 1)
    assert ada_cleo.score.f1 == ben_cleo.score.f1 == 0.0


def test_where_nobody_read_the_same_there_is_nothing_to_tell():
    assert compare([]).rows == ()
    assert compare([unit(1, Ada=CLAIM)]).rows == ()
