from __future__ import annotations

from datetime import date

from counterclaim.model import Passage
from counterclaim.narratives import Claimed, formulas


def claim(number, quote, *, event="", origin="", voice="Tarn Front", copy=False):
    document = f"doc_{number}"
    return Claimed(
        passage=Passage(document_id=document, start=0, end=len(quote), quote=quote),
        origin_id=origin or document,
        outlet=f"Outlet {number}",
        published=date(2031, 3, number),
        event_id=event,
        voice=voice,
        copy=copy,
    )


BRIDGE = "The lamplighters of the valley struck the bridge in answer to the summons of the elders."
DEPOT = "The lamplighters of the valley struck the depot in answer to the summons of the elders."


def test_wording_that_returns_for_another_event_is_a_family():
    (family,) = formulas([claim(1, BRIDGE, event="e1"), claim(9, DEPOT, event="e2")])
    assert family.events == 2
    assert family.core == "The lamplighters of the valley struck the … in answer to the summons of the elders"
    assert "bridge" not in family.template
    assert [u.event_id for u in family.uses] == ["e1", "e2"]
    assert family.voices == ("Tarn Front",)


def test_a_text_that_others_print_is_no_formula():
    assert formulas([claim(1, BRIDGE, event="e1"), claim(2, BRIDGE, event="e1", origin="doc_1", copy=True)]) == []


def test_one_event_claimed_twice_in_the_same_words_is_no_formula():
    assert formulas([claim(1, BRIDGE, event="e1"), claim(2, BRIDGE, event="e1")]) == []


def test_names_and_the_words_of_every_claim_are_no_formula():
    first = "The Tarn Front of the Vale claimed responsibility for the attack on the bridge."
    second = "The Tarn Front of the Vale claimed responsibility for the attack on the mill."
    assert formulas([claim(1, first, event="e1"), claim(2, second, event="e2")]) == []


def test_what_is_as_common_elsewhere_is_no_formula():
    first = "Bridge hit; the weather remained cold and cloudy over northern districts."
    second = "Depot hit; the weather remained cold and cloudy over northern districts."
    others = [
        claim(3, f"Road {n} closed; the weather remained cold and cloudy over northern districts.") for n in range(40)
    ]
    with_others = formulas([claim(1, first, event="e1"), claim(2, second, event="e2")], others)
    assert all("cloudy" not in family.core for family in with_others)


def test_quotations_by_others_are_listed_with_the_family():
    quoted = claim(12, 'A leaflet has it "in answer to the summons of the elders", as before.', voice="")
    others = [claim(20, f"Lorry {n} was late, and the ferry left without the post.", voice="") for n in range(20)]
    (family,) = formulas([claim(1, BRIDGE, event="e1"), claim(9, DEPOT, event="e2")], [quoted, *others])
    assert [u.outlet for u in family.quoted] == ["Outlet 12"]


def test_the_order_of_claims_changes_nothing():
    claims = [claim(1, BRIDGE, event="e1"), claim(9, DEPOT, event="e2")]
    assert formulas(claims) == formulas(claims[::-1])
