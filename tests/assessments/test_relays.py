"""Who only passes on what another says. All names are invented."""

from dataclasses import replace
from datetime import date

import pytest
from tests.assessments.saying import say, text

from counterclaim.assessments import weigh
from counterclaim.model import Property

LONG = "the Marsh Column set off the bomb that tore through the ferry terminal on Tuesday morning"


def verdict(evidence, priors):
    return weigh("e", evidence, priors)[0]


def chance(evidence, priors):
    return next(c.probability for c in verdict(evidence, priors).candidates if c.value == "Marsh Column")


def paper(number, **more):
    return text("attributes", "Marsh Column", document=f"d{number}", outlet=f"Gazette {number}", **more)


def test_papers_that_credit_one_agency_are_one_voice(priors):
    credited = [replace(paper(i), agency="Reed Press") for i in range(5)]
    assert verdict(credited, priors).voices == 1
    assert chance(credited, priors) == pytest.approx(chance(credited[:1], priors))
    assert verdict([paper(i) for i in range(5)], priors).voices == 5


def test_a_passage_taken_over_word_for_word_is_the_earlier_texts(priors):
    first = paper(1, quote=f"Officials said {LONG}", day=date(2031, 6, 1))
    later = paper(2, quote=f"On Wednesday {LONG}, it is held", day=date(2031, 6, 2))
    assert verdict([first, later], priors).voices == 1
    assert chance([first, later], priors) == pytest.approx(chance([first], priors))


def test_a_short_phrase_in_common_is_no_copy(priors):
    assert (
        verdict([paper(1, quote="the Marsh Column did it"), paper(2, quote="the Marsh Column did it")], priors).voices
        == 2
    )


def test_a_text_that_partly_stood_elsewhere_before_counts_for_what_it_adds(priors):
    first, second = paper(1), paper(2)
    leaning = replace(second, leans_on=(("d1", 0.4),))
    assert chance([first], priors) < chance([first, leaning], priors) < chance([first, second], priors)
    assert any("40% of the text stood elsewhere before" in w.reason for w in verdict([first, leaning], priors).weights)


def test_outlets_that_tell_it_only_of_each_other_are_one_voice_without_origin(priors):
    def relays(told, teller):
        return say(told, "media", "attributes", "Marsh Column", document=teller, outlet=teller)

    ring = [relays("Ash Daily", "Birch Daily"), relays("Birch Daily", "Ash Daily")]
    found = verdict(ring, priors)
    assert found.voices == 1
    assert "told by outlets only of each other" in found.weights[0].reason
    assert found.weights[0].decibans < verdict([relays("Ash Daily", "Cedar Daily")], priors).weights[0].decibans


def test_a_circle_of_tolls_ends_with_one_voice_too(priors):
    def relays(told, teller):
        return say(told, "media", "reports_as_fact", "12", prop="fatalities", document=teller, outlet=teller)

    ring = [relays("Ash Daily", "Birch Daily"), relays("Birch Daily", "Ash Daily")]
    found = {a.property: a for a in weigh("e", ring, priors)}[Property.FATALITIES]
    assert (found.voices, found.best) == (1, "12")


def test_an_outlet_with_a_text_of_its_own_is_in_no_circle(priors):
    own = text("attributes", "Marsh Column", document="a", outlet="Ash Daily")
    ring = [
        say("Ash Daily", "media", "attributes", "Marsh Column", document="b", outlet="Birch Daily"),
        say("Birch Daily", "media", "attributes", "Marsh Column", document="a", outlet="Ash Daily"),
    ]
    assert all("of each other" not in w.reason for w in verdict([own, *ring], priors).weights)
