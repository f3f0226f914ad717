from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.documents import segment
from counterclaim.model import Passage


def words(text, language="en"):
    return [text[s.start : s.end] for s in segment(text, language)]


def kinds(text, language="en"):
    return [(s.kind, text[s.start : s.end]) for s in segment(text, language)]


ALPHABET = st.one_of(
    st.characters(),
    st.sampled_from(list(".!?…。؟।\n\n \t\r[]()1234567890-*•\"'”«»")),
    st.sampled_from(
        ["👩‍👩‍👧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "é", "ـــ", "\u200f", "קבוצה", "الشرطة", "한글", "ร้า", "Gen", "U.S.", "[1] ", "Step 1. "]
    ),
)


@given(st.lists(ALPHABET, max_size=120).map("".join), st.sampled_from(["en", "de", "ar", "he", "zh", "und"]))
@settings(max_examples=400, deadline=None)
def test_segments_hold_every_character_in_order_and_none_twice(text, language):
    segments = segment(text, language)
    position = 0
    for item in segments:
        assert item.start >= position
        assert text[position : item.start].strip() == ""
        assert item.start < item.end
        cut = text[item.start : item.end]
        assert cut == cut.strip()
        position = item.end
    assert text[position:].strip() == ""
    assert [s.paragraph for s in segments] == sorted(s.paragraph for s in segments)


@given(st.lists(ALPHABET, min_size=1, max_size=80).map("".join))
@settings(max_examples=200, deadline=None)
def test_passages_cut_at_segments_are_found_again(text):
    for item in segment(text, "und"):
        passage = Passage.cut("doc_1", text, item.start, item.end)
        assert passage.holds_in(text)
        assert passage.quote == text[item.start : item.end]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Gen. Bo Lind spoke. He denied it.", ["Gen. Bo Lind spoke.", "He denied it."]),
        ("The U.S. Army said so. No. 5 Company left.", ["The U.S. Army said so.", "No. 5 Company left."]),
        ("It came from the U.S. The army denied it.", ["It came from the U.S.", "The army denied it."]),
        ("J. K. Doe was there at 3 p.m. on Monday.", ["J. K. Doe was there at 3 p.m. on Monday."]),
        ("About 3.5 million fled. 12 died.", ["About 3.5 million fled.", "12 died."]),
        ('"Why us?" she asked. "Nobody knows."', ['"Why us?" she asked.', '"Nobody knows."']),
        ("They denied it.[1] Others did not. [2]", ["They denied it.[1]", "Others did not. [2]"]),
        ("We did it.” They left… and came back.", ["We did it.”", "They left… and came back."]),
        ("Did they? Yes! No.", ["Did they?", "Yes!", "No."]),
        ("He said no. Police left.", ["He said no.", "Police left."]),
    ],
)
def test_english_sentences_end_where_they_end(text, sentences):
    assert words(text) == sentences


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("de", "Am 3. April fielen Schüsse. Dr. Muster floh.", ["Am 3. April fielen Schüsse.", "Dr. Muster floh."]),
        ("fr", "M. Exemple a nié. Le gén. Untel aussi.", ["M. Exemple a nié.", "Le gén. Untel aussi."]),
        ("es", "¿Quién fue? El Sr. Ejemplo calló.", ["¿Quién fue?", "El Sr. Ejemplo calló."]),
        ("ar", "نفت الجماعة ذلك. من فعلها؟ لا أحد يعلم.", ["نفت الجماعة ذلك.", "من فعلها؟", "لا أحد يعلم."]),
        ("he", "הקבוצה הכחישה. המשטרה חוקרת.", ["הקבוצה הכחישה.", "המשטרה חוקרת."]),
        ("zh", "该组织否认。“谁干的？”没有人知道。", ["该组织否认。", "“谁干的？”", "没有人知道。"]),
        ("hi", "समूह ने इनकार किया। पुलिस जांच कर रही है।", ["समूह ने इनकार किया।", "पुलिस जांच कर रही है।"]),
    ],
)
def test_sentences_of_other_scripts_and_languages(language, text, sentences):
    assert words(text, language) == sentences


def test_headings_items_notes_and_paragraphs_are_told_apart():
    text = "Four dead in Quarrel\n\nThe police said so. [1]\n\n- one\n- two\n\n[1] A paper. 5 March.\n[2]Another."
    assert kinds(text) == [
        ("heading", "Four dead in Quarrel"),
        ("sentence", "The police said so. [1]"),
        ("item", "- one"),
        ("item", "- two"),
        ("note", "[1] A paper. 5 March."),
        ("note", "[2]Another."),
    ]
    assert [s.paragraph for s in segment(text, "en")] == [0, 1, 2, 3, 4, 5]


def test_wrapped_lines_are_one_paragraph_and_whole_lines_are_many():
    wrapped = "\n".join(["THE COMMAND OF THE BATTALION HAS REPORTED THAT ABOUT FIFTY"] * 3 + ["PEASANTS WERE SEEN."])
    assert len(words(wrapped)) == 1
    lines = (
        "A first caption of a picture\n" + "A long paragraph of many words that is written on a line of its own. " * 3
    )
    assert words(lines)[0] == "A first caption of a picture"


def test_an_endless_sentence_is_cut_and_nothing_of_it_lost():
    text = "word " * 5000
    pieces = words(text)
    assert max(map(len, pieces)) <= 1500
    assert " ".join(pieces) == text.strip()


@pytest.mark.parametrize(
    "unit", ["He said no. ", "a.b.c. ", "[1]", "Step a  step b  ", "\n", "(", "1. Mix.\n", "x" * 50, ". "]
)
def test_time_grows_with_the_text_and_no_faster(unit):
    def took(count):
        text = unit * count
        start = time.process_time()
        segment(text, "en")
        return time.process_time() - start

    base = 200_000 // len(unit)
    small = min(took(base) for _ in range(2))
    assert took(base * 4) < max(10 * small, 0.5)


MODEL_KIT = (
    "How the model volcano bomb of our invented game is built.\n\n"
    "1. Fill the paper tube with 20 g of sugar powder.\n"
    "2. Attach the wick to the tube with tape.\n"
    "3. You must wait 10 minutes before the toy bomb can be lit.\n\n"
    "The club met on Sunday and nobody was hurt."
)


def fenced(text, language="en"):
    return [text[s.start : s.end] for s in segment(text, language) if s.fenced]


def test_a_how_to_is_fenced_and_what_surrounds_it_is_not():
    hidden = fenced(MODEL_KIT)
    assert len(hidden) == 3
    assert hidden[0].startswith("1. Fill")
    assert hidden[2].startswith("3. You must")


@pytest.mark.parametrize(
    "text",
    [
        "Mischen Sie 10 g Zucker mit der Säure. Füllen Sie die Mischung in das Rohr. So entsteht eine Bombe.",
        "Mélangez 10 g de sucre avec la poudre. Mettez le mélange dans la bouteille. La bombe de carnaval est prête.",
        "Mezcle 10 g de azúcar con el polvo. Coloque la mezcla en la botella. La bomba está lista.",
    ],
)
def test_a_how_to_in_other_languages_is_fenced(text):
    assert len(fenced(text, "und")) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "Police said the bomb held 20 kg of explosives, nails and a timer. The device was hidden in a pipe. Two died.",
        "The group said: we placed 5 kg of explosives at the gate. The army found wires, a battery and a detonator.",
        "Add to this that the bombing killed four. Take the case of the minister, whose car was hit by a rocket.",
        "Mix 200 g of flour with 20 g of sugar. Heat the oven to 180 degrees. Pour the mixture into a cup.",
        "Make no mistake: the attack with explosives will be answered. You must stop, the minister said.",
    ],
)
def test_reports_and_recipes_are_not_fenced(text):
    assert fenced(text) == []
