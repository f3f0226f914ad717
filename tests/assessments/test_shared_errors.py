"""Copying found by errors in common over the whole ledger, and chains of quotation. All names are invented."""

from datetime import date

import pytest
from tests.assessments.saying import say, text

from counterclaim.assessments import weigh
from counterclaim.assessments.leaning import NO_LEANING, Leaning
from counterclaim.assessments.learning import learn
from counterclaim.assessments.shared_errors import leaning
from counterclaim.model import Property, Resolution

TRUE = [12, 7, 30, 4, 19, 55, 8, 23, 41, 6, 17, 3]
WRONG = [13, 9, 38, 5, 24, 70, 11, 29, 52, 8, 21, 2]
HONEST = ["Ash Daily", "Birch Daily", "Cedar Daily"]
COPIES = ["Fern Wire", "Gorse Post"]


def tolls(outlet, figures, day=1):
    """An outlet's own figure for each of the events."""
    return [
        text("reports_as_fact", str(f), prop="fatalities", document=f"{outlet}-{i}", outlet=outlet,
             day=date(2031, 6, day), quote=f"{outlet} counts {f} in number {i}")
        for i, f in enumerate(figures)
    ]  # fmt: skip


def ledger(*series):
    """Evidence by event."""
    return {f"e{i}": [s[i] for s in series] for i in range(len(TRUE))}


def errors_alike():
    honest = [tolls(o, TRUE) for o in HONEST]
    # Each of the two is right on four events, and wrong alike on the rest.
    mixed = [w if i % 3 else t for i, (t, w) in enumerate(zip(TRUE, WRONG, strict=True))]
    return ledger(*honest, tolls(COPIES[0], mixed, 2), tolls(COPIES[1], mixed, 3))


def test_outlets_that_are_wrong_alike_lean_on_each_other():
    found = leaning(errors_alike())
    assert list(found.share) == [("the text of fern wire", "the text of gorse post")]
    assert found.between("the text of gorse post", "the text of fern wire") > 0.5


def test_outlets_that_are_right_alike_do_not():
    assert leaning(ledger(*(tolls(o, TRUE) for o in HONEST))).share == {}


def test_resolved_questions_show_which_agreement_is_in_error():
    crowd = [tolls(o, WRONG) for o in COPIES]
    resolved = [
        Resolution(event_id=f"e{i}", property=Property.FATALITIES, value=str(t), value_key="", by="x", reason="")
        for i, t in enumerate(TRUE)
    ]
    lone = ledger(*crowd, tolls("Ash Daily", TRUE))
    assert leaning(lone, resolved).between("the text of fern wire", "the text of gorse post") > 0.5


def test_fewer_than_five_agreements_are_no_pattern():
    few = {event: said for event, said in errors_alike().items() if event in ("e0", "e1", "e2", "e4")}
    assert leaning(few) is NO_LEANING


def test_a_toll_told_by_two_that_copy_counts_little_more_than_once(priors):
    evidence = errors_alike()
    records = learn(evidence, (), priors)

    def share(event, with_records):
        found = {a.property: a for a in weigh(event, evidence[event], priors, *([records] if with_records else []))}
        toll = found[Property.FATALITIES]
        return next(c.probability for c in toll.candidates if c.value == str(WRONG[int(event[1:])])), toll

    before, after = share("e1", False)[0], share("e1", True)[0]
    assert before == pytest.approx(0.4)
    assert 0.2 < after < 0.3
    reasons = {w.speaker: w.reason for w in share("e1", True)[1].weights}
    assert "errors shared with the text (Fern Wire) elsewhere" in reasons["the text (Gorse Post)"]
    assert "errors shared" not in reasons["the text (Fern Wire)"]


def test_an_accusation_by_two_that_copy_counts_little_more_than_once(priors):
    said = [text("attributes", "Marsh Column", document=f"d{o}", outlet=o, day=date(2031, 7, d))
            for d, o in enumerate(COPIES, start=1)]  # fmt: skip
    from counterclaim.assessments.records import Records

    records = Records(leaning=Leaning({("the text of fern wire", "the text of gorse post"): 0.9}))

    def chance(evidence, *more):
        return next(
            c.probability for c in weigh("e", evidence, priors, *more)[0].candidates if c.value == "Marsh Column"
        )

    assert chance(said[:1]) < chance(said, records) < chance(said)
    assert chance(said, records) - chance(said[:1]) < 0.3 * (chance(said) - chance(said[:1]))


def test_a_chain_of_quotation_ends_with_who_spoke_first(priors):
    """The Ash Daily tells that the Birch Daily reports what the Birch Daily has from the police."""
    police = say("local police", "authority", "attributes", "Marsh Column", document="b", outlet="Birch Daily")
    told = say("Birch Daily", "media", "attributes", "Marsh Column", document="a", outlet="Ash Daily")
    third = say("Ash Daily", "media", "attributes", "Marsh Column", document="c", outlet="Cedar Daily")
    chain = weigh("e", [police, told, third], priors)[0]
    assert chain.voices == 1
    assert chain.candidates == weigh("e", [police], priors)[0].candidates


def test_a_chain_is_not_followed_where_the_quoted_outlet_says_something_else(priors):
    police = say("local police", "authority", "denies", "Marsh Column", document="b", outlet="Birch Daily")
    told = say("Birch Daily", "media", "attributes", "Marsh Column", document="a", outlet="Ash Daily")
    assert weigh("e", [police, told], priors)[0].voices == 2


def test_an_outlet_with_two_speakers_is_the_end_of_the_chain(priors):
    two = [say(who, "authority", "attributes", "Marsh Column", document="b", outlet="Birch Daily")
           for who in ("local police", "the mayor")]  # fmt: skip
    told = say("Birch Daily", "media", "attributes", "Marsh Column", document="a", outlet="Ash Daily")
    assert weigh("e", [*two, told], priors)[0].voices == 3
