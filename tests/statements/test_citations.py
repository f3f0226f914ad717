from __future__ import annotations

from collections.abc import Callable

from counterclaim.model import Coding

TEXT = (
    "The Crimson Path claimed the attack.[1] Police denied it. [2] Nobody else spoke.\n\n"
    "[1] Dagblik, 3 May 1999.\n\n[2]\u00a0Radio Velmar. Evening news, 4 May 1999.\n\n[3]Not cited, 1999."
)


def test_notes_are_tied_to_the_sentences_that_cite_them(read: Callable[..., Coding]) -> None:
    one, two, three = read(TEXT).citations
    assert (one.number, one.text) == (1, "Dagblik, 3 May 1999.")
    assert one.passage is not None
    assert "claimed the attack" in one.passage.quote
    assert two.text == "Radio Velmar. Evening news, 4 May 1999."
    assert two.passage is not None
    assert "Police denied it" in two.passage.quote
    assert (three.text, three.passage) == ("Not cited, 1999.", None)


def test_notes_are_not_coded(read: Callable[..., Coding]) -> None:
    coding = read(
        "A fire broke out in Velmar.[1]\n\n[1] The Crimson Path claimed responsibility for the attack, Dagblik wrote."
    )
    assert not [s for s in coding.statements if s.property == "perpetrator"]
