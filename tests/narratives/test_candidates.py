from __future__ import annotations

import numpy as np

from counterclaim.model import Passage
from counterclaim.narratives import candidates
from counterclaim.narratives.candidates import Loose


def loose(number, quote, outlet="Post"):
    document = f"doc_{number}"
    return Loose(
        passage=Passage(document_id=document, start=0, end=len(quote), quote=quote), origin_id=document, outlet=outlet
    )


MOTHERS = [
    "The mothers of the valley weep for stolen orchards and poisoned wells.",
    "Every mother weeps for the stolen orchards and the poisoned wells of the valley.",
    "Stolen orchards and poisoned wells: so weeps the valley, they write again.",
]
OTHERS = ["Traffic was slow on the coast road.", "The bakery opens at seven on Sundays.", "Rain fell for three days."]


def test_passages_that_say_the_same_in_several_texts_are_offered():
    passages = [loose(n, text, outlet=f"Outlet {n}") for n, text in enumerate([*MOTHERS, *OTHERS])]
    (found,) = candidates(passages)
    assert {p.quote for p in found.passages} == set(MOTHERS)
    assert found.documents == 3
    assert {"stolen", "orchards", "poisoned"} <= set(found.words)


def test_one_text_that_repeats_itself_is_no_candidate():
    assert candidates([loose(1, text) for text in MOTHERS]) == []


def test_meaning_brings_together_what_words_leave_apart():
    texts = [
        "Hills burn tonight, brothers.",
        "Mountains blaze this evening, comrades.",
        "Ridges glow after sunset, friends.",
    ]
    alike = [f"{text} So fall stolen orchards and poisoned wells." for text in texts]
    passages = [loose(n, text) for n, text in enumerate([*alike, *OTHERS])]
    axes = {text: np.eye(4)[0 if n < 3 else n - 2] for n, text in enumerate(p.passage.quote for p in passages)}
    with_meaning = candidates(passages, lambda sentences: np.array([axes[s] for s in sentences], np.float32))
    assert [c.documents for c in with_meaning] == [3]


def test_few_passages_give_none():
    assert candidates([loose(1, MOTHERS[0])]) == []
