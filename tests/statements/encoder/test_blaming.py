from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from counterclaim.statements.encoder.blaming.scene import Page, Scene, Span, Suspect
from counterclaim.statements.encoder.blaming.signs import guilt_signs
from counterclaim.statements.encoder.blaming.weights import ROWS, Blaming, row
from counterclaim.statements.encoder.blaming.wording import groups_of, kinds
from counterclaim.statements.encoder.mentions import Mention, group, named_apart
from counterclaim.statements.encoder.tokenising import TokenisedText, tokenise

TEXT = (
    "LIMA, 3 MAY (AGENCY). COMMUNIQUE.\n\nA mayor was killed today by members of the Dawn Front [DF]. "
    "The army condemned it. \n\nThe Dawn Front said nothing."
)
"""An invented report."""


def tokens(text: str) -> TokenisedText:
    """A text whose tokens are its words and signs."""
    tokenizer = Tokenizer(models.WordLevel({"?": 0}, unk_token="?"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenise(tokenizer, text)


def spans(words: str, text: str = TEXT) -> tuple[Span, ...]:
    """Where some words stand in a text."""
    starts = [i for i in range(len(text)) if text.startswith(words, i)]
    return tuple((i, i + len(words)) for i in starts)


def scene(suspect: str, *rivals: str) -> Scene:
    """Somebody before the murder of the mayor."""

    def known(name: str) -> Suspect:
        return Suspect((name,), spans(name))

    return Scene(Page(tokens(TEXT)), known(suspect), [known(r) for r in rivals], {"Victim": spans("mayor")}, "ATTACK")


def test_what_stands_beside_is_read_with_placeholders() -> None:
    read = scene("Dawn Front", "army")
    first, second, _ = sorted(read.page.sentences)
    assert read.read(first)[:6] == ["A", "<Victim>", "WAS", "KILLED", "TODAY", "BY"]
    assert "<ORG>" in read.read(first)
    assert read.read(second) == ["THE", "<OTHER>", "CONDEMNED", "IT", "."]
    assert read.incident_sentences == [first]
    assert read.sentences[0] == first


def test_the_header_is_no_part_of_what_is_read_but_tells_the_voice() -> None:
    page = Page(tokens(TEXT))
    assert "AGENCY" not in page.words
    assert "kind rebels COMMUNIQUE" in guilt_signs(scene("Dawn Front", "army"))


def test_killed_by_an_organisation_is_a_sign_that_condemned_by_it_is_not() -> None:
    front, army = guilt_signs(scene("Dawn Front", "army")), guilt_signs(scene("army", "Dawn Front"))
    assert {"by near", "violence by", "named most"} <= front.keys()
    assert front["named most"] == 1.0
    assert "by near" not in army
    assert "denial right 0" in army
    assert army["gap"] > front["gap"] == 0


def test_a_text_that_names_nobody_near_has_signs_all_the_same() -> None:
    lonely = Scene(Page(tokens(TEXT)), Suspect(("army",), spans("army")), [], {}, "BOMBING")
    assert guilt_signs(lonely)["alone"] == 1.0


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Dawn Front"], ["rebels"]),
        (["AIR FORCE"], ["military"]),
        (["ARMED FORCES OF LIBERATION"], ["rebels"]),
        (["drug cartel"], ["drugs"]),
        (["The Regime"], ["government"]),
        (["Chess club"], ["other"]),
    ],
)
def test_kinds_of_organisations(names: list[str], found: list[str]) -> None:
    assert kinds(names) == found


def test_short_beginnings_are_whole_words() -> None:
    assert groups_of("SET") == ("violence",)
    assert groups_of("SETTLED") == ()
    assert groups_of("ALLEGEDLY") == ("accusation", "suspicion")


def test_weights_are_summed_and_kept(tmp_path: Path) -> None:
    weights = np.zeros(ROWS, np.float32)
    weights[row("by near")], weights[-1] = 2.0, -0.5
    blaming = Blaming(weights)
    assert blaming.weighed({"by near": 0.5, "never seen": 1.0}) == pytest.approx(0.5)
    assert blaming.odds(scene("Dawn Front", "army")) > blaming.odds(scene("army", "Dawn Front"))
    assert Blaming.read(tmp_path) is None
    blaming.write(tmp_path)
    kept = Blaming.read(tmp_path)
    assert kept is not None
    assert np.array_equal(kept.weights, weights)


def test_a_name_in_brackets_is_a_name_of_its_own_and_the_same_organisation() -> None:
    text = tokens("The Dawn Front [DF] attacked. Dawn Front guerrillas fled.")
    start = text.text.index("Dawn")
    first, past = text.tokens_within(start, text.text.index("]"))
    parts = named_apart(first, past, text)
    assert [text.string(*part) for part in parts] == ["Dawn Front", "DF"]
    later = text.tokens_within(text.text.rindex("Dawn"), text.text.index(" fled"))
    mentions = [Mention("PerpOrg", a, b, 0.9, text.string(a, b)) for a, b in [*parts, later]]
    assert len(group(mentions, text)) == 1
