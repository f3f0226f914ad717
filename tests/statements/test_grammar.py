from __future__ import annotations

import pytest

from counterclaim.statements.clauses import subjects
from counterclaim.statements.lexicon import load_lexicon, plural
from counterclaim.statements.phrases import Sentence, find_phrases, find_verbs
from counterclaim.statements.tagging import Tag, tag
from counterclaim.statements.tokens import is_upper_case, tokenise
from counterclaim.statements.wordlists import word_list


def _sentence(text: str) -> Sentence:
    lexicon = load_lexicon()
    tokens = tokenise(text, 0, len(text))
    tags = tag(tokens, lexicon, upper=False)
    s = Sentence(0, 0, len(text), 0, "sentence", tokens, tags)
    s.phrases = find_phrases(tokens, tags, lexicon, {})
    s.verbs = find_verbs(tokens, tags, lexicon)
    s.at = {i: p for p in s.phrases for i in range(p.start, p.end)}
    return s


def _subject_of(text: str, lemma: str) -> list[str]:
    s = _sentence(text)
    k = next(i for i, v in enumerate(s.verbs) if v.lemma == lemma)
    return [s.text(p.start, p.end) for p in subjects(s, k, load_lexicon())]


def test_tokens_keep_their_places_in_the_text() -> None:
    text = "The U.S. said it didn’t bomb “Jama'atul” (JM-19) at 10:00; the rebels’ camp burned."
    tokens = tokenise(text, 0, len(text))
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert {"U.S.", "n’t", "Jama'atul", "JM-19", "10:00", "’"} <= {t.text for t in tokens}


def test_capitals_throughout_are_noticed() -> None:
    assert is_upper_case("THE ARMY SAID TODAY THAT FOUR SOLDIERS WERE KILLED NEAR KARSK.")
    assert not is_upper_case("The army said today that four soldiers were killed near Karsk by the ORM.")


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Police believe the bombing was staged.", "bombing", Tag.NOUN),
        ("He died after bombing the port.", "bombing", Tag.VERB),
        ("The group claims the attack.", "claims", Tag.VERB),
        ("Police dismissed the claims.", "claims", Tag.NOUN),
        ("Suspected rebels attacked a convoy.", "Suspected", Tag.NOUN),
        ("It happened on 3 May 1999.", "May", Tag.DATE),
        ("Iran called it a lie and accused Israel of staging it.", "accused", Tag.VERB),
        ("Iran called it a lie and accused Norvanian government forces of the attack.", "accused", Tag.VERB),
        ("Iran called it a lie and accused rebels of staging it.", "accused", Tag.VERB),
        ("Police and accused gunman John Smith of the Red Column met.", "accused", Tag.NOUN),
        ("Police and accused Jonas Kell of Leeds met.", "accused", Tag.NOUN),
    ],
)
def test_words_of_two_classes_are_told_apart_by_their_neighbours(text: str, word: str, expected: Tag) -> None:
    s = _sentence(text)
    assert next(g for t, g in zip(s.tokens, s.tags, strict=True) if t.text == word) is expected


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        ("The head of the Crimson Path in Velmar denied it.", "deny", ["The head of the Crimson Path"]),
        ("The Crimson Path, which is led by Aron Pell, denied it.", "deny", ["The Crimson Path"]),
        ("Hamid and the Crimson Path denied it.", "deny", ["Hamid", "the Crimson Path"]),
        ("The group denied the raid and blamed the army.", "blame", ["The group"]),
        ("After denying it at first, the ministry confirmed the strike.", "deny", ["the ministry"]),
        ("On Monday the ministry confirmed the strike.", "confirm", ["the ministry"]),
    ],
)
def test_subjects_are_found_across_what_stands_between(text: str, lemma: str, expected: list[str]) -> None:
    assert _subject_of(text, lemma) == expected


def test_verb_groups_know_voice_negation_and_hedges() -> None:
    (verb,) = _sentence("The bomb may not have been planted there.").verbs
    assert (verb.lemma, verb.passive, verb.negated, verb.hedged, verb.modal) == ("plant", True, True, True, "may")


def test_names_of_organisations_run_on_over_of_and_for() -> None:
    s = _sentence("The Popular Front for the Liberation of Karsk (PFLK) attacked the base.")
    assert (s.text(s.phrases[0].start, s.phrases[0].end), s.phrases[0].alias) == (
        "The Popular Front for the Liberation of Karsk",
        "PFLK",
    )


def test_plurals_and_inflections_are_generated() -> None:
    lexicon = load_lexicon()
    assert plural("gunman") == "gunmen"
    assert ("plan", "past") in lexicon.forms["planned"]
    assert ("deny", "s") in lexicon.forms["denies"]
    assert ("shoot", "part") in lexicon.forms["shot"]


def test_a_missing_word_list_is_said() -> None:
    with pytest.raises(Exception, match="no word list"):
        word_list("no such")
