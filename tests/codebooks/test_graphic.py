from __future__ import annotations

import pytest

from counterclaim.codebooks.graphic import GraphicBook
from counterclaim.errors import ConfigError

BOOK = GraphicBook.load()
GIVEN = [(kind.id, words) for kind in BOOK.kinds.values() for words in kind.examples]
CALM = [words for kind in BOOK.kinds.values() for words in kind.counterexamples]


@pytest.mark.parametrize(("kind", "words"), GIVEN)
def test_each_example_is_of_its_kind(kind, words):
    assert BOOK.kind_of(words) == kind


@pytest.mark.parametrize("words", CALM)
def test_a_toll_a_word_or_another_meaning_is_not_folded(words):
    assert BOOK.kind_of(words) == ""


@pytest.mark.parametrize(
    ("language", "words", "kind"),
    [
        ("fr", "Des corps calcinés gisaient sur le quai.", "wounds"),
        ("es", "Había charcos de sangre en el andén.", "wounds"),
        ("de", "Man fand verkohlte Leichen im Keller.", "wounds"),
        ("ru", "На улице лежали обугленные тела.", "wounds"),
        ("ar", "وتناثرت أشلاء الضحايا في السوق.", "wounds"),
        ("he", "נמצאו חלקי גופות ברציף.", "wounds"),
        ("fr-BE", "Ils ont été brûlés vifs.", "cruelty"),
        ("de", "Der Redner nannte sie Ungeziefer.", "dehumanising"),
        ("ar", "وقتل 12 شخصا.", ""),
        ("he", "לפחות 12 בני אדם נהרגו.", ""),
        ("fr", "Douze personnes ont été tuées.", ""),
    ],
)
def test_other_languages_are_read_by_their_own_words(language, words, kind):
    assert BOOK.kind_of(words, language) == kind


def test_a_language_without_words_is_read_by_all():
    assert BOOK.kind_of("pools of blood on the platform", "und") == "wounds"


@pytest.mark.parametrize("actor", ["The army", "The rebels", "The police", "A lone attacker", "Islamic State"])
def test_who_did_it_makes_no_difference(actor):
    assert BOOK.kind_of(f"{actor} left charred bodies in the square.") == "wounds"
    assert BOOK.kind_of(f"{actor} killed twelve people in the square.") == ""


def test_the_rules_name_no_actor():
    words = " ".join(p for kind in BOOK.kinds.values() for phrases in kind.patterns.values() for p in phrases)
    assert not [
        name for name in ("islam", "isis", "israel", "russia", "america", "jew", "kurd") if name in words.lower()
    ]


def test_a_users_own_kind_is_added_and_takes_the_place_of_one_with_its_id(tmp_path):
    own = tmp_path / "graphic.yaml"
    own.write_text(
        "graphic:\n- id: needles\n  definition: Needles.\n  patterns: {en: ['needle*']}\n"
        "- id: wounds\n  definition: None.\n  patterns: {en: ['nothing at all']}\n",
        encoding="utf-8",
    )
    book = GraphicBook.load([own])
    assert book.kind_of("A needle lay there.") == "needles"
    assert book.kind_of("There were pools of blood.") == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("graphic: 3\n", "no list of kinds"),
        ("graphic:\n- id: a\n  definition: b\n", "no patterns"),
        ("graphic:\n- id: a\n  definition: b\n  patterns: {en: ['(open']}\n", "cannot be read"),
        ("graphic:\n- id: a\n  definition: b\n  colour: red\n  patterns: {en: [x]}\n", "unknown field colour"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_by_name(tmp_path, text, told):
    own = tmp_path / "graphic.yaml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=told) as caught:
        GraphicBook.load([own])
    assert str(own) in caught.value.where
