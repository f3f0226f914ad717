import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.statements.cleaning.counts import find_counts
from counterclaim.statements.cleaning.numbers import number_of


def tolls(text, language="en"):
    """Kind and range of what counts: victims of unspecified or civil kind, no parts, nothing withdrawn."""
    return [
        (f.kind[0], str(f.range))
        for f in find_counts(text, language=language)
        if f.who != "attackers" and not f.part and not f.withdrawn
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed 17 people and wounded at least 43, the ministry said.", [("f", "17"), ("i", "43+")]),
        ("At least 60 worshippers have been killed.", [("f", "60+")]),
        ("Up to 40 people died.", [("f", "..40")]),
        ("Almost 90 were injured.", [("i", "..90")]),
        ("Between 9 and 12 people were killed.", [("f", "9..12")]),
        ("Between 30 and 40 villagers were massacred by soldiers.", [("f", "30..40")]),
        ("Two soldiers and a civilian were killed.", [("f", "3")]),
        ("killing an officer", [("f", "1")]),
        ("The raid left 8 farmers dead and 16 more wounded.", [("f", "8"), ("i", "16")]),
        ("Forty-five people were killed.", [("f", "45")]),
        ("a hundred and twenty people were injured", [("i", "120")]),
        ("Some 1,200 people were killed.", [("f", "1200")]),
        ("at least two dozen people were killed", [("f", "24+")]),
        ("Police said the death toll had risen to 22.", [("f", "22")]),
        ("The number of wounded rose to 64.", [("i", "64")]),
        ("the killing of eight farm workers by unknown gunmen", [("f", "8")]),
        ("The ambush claimed the lives of seven gendarmes.", [("f", "7")]),
        ("A car bomb killed the police chief and three of his bodyguards.", [("f", "4")]),
        ("12 dead, 30 injured in market bombing", [("f", "12"), ("i", "30")]),
        ("Gunmen kill 9 in attack on bus", [("f", "9")]),
        ("SIX PEASANTS WERE MURDERED AND THREE OTHERS WERE WOUNDED", [("f", "6"), ("i", "3")]),
        ("The 41 passengers on board were all killed.", [("f", "41")]),
        ("more than 40 were taken to hospital", [("i", "40+")]),
        ("both pilots were killed", [("f", "2")]),
        ("Two guards working at the gate of the embassy were killed.", [("f", "2")]),
        ("Four people including one child were injured.", [("i", "4")]),
        ("The town mourned six farmers; two visitors at the fair in Ternmouth were wounded.", [("i", "2")]),
        ("A 2-year-old girl was killed.", [("f", "1")]),
        ("In a raid, two soldiers were killed.", [("f", "2")]),
        (
            "the dead are nine civilians, four soldiers and one member of the fire service: the deaths are 14",
            [("f", "14")],
        ),
        (
            "80 people were wounded, as were twelve from the army, and two each from the navy and the police.",
            [("i", "80"), ("i", "12"), ("i", "4")],
        ),
        ("Bombing on the quay in 1974 killed five.", [("f", "5")]),
    ],
)
def test_english_tolls_are_read_with_their_bounds(text, expected):
    assert tolls(text)[-len(expected) :] == expected


def test_nothing_but_the_toll_is_read_from_a_bare_year():
    assert tolls("the bombings of November 1974, which killed 21 people") == [("f", "21")]


def test_a_part_is_told_apart_from_the_whole():
    found = find_counts("Thirteen people, among them four children, lost their lives.")
    assert [(str(f.range), f.part) for f in found] == [("13", False), ("4", True)]


def test_the_attackers_own_deaths_are_told_apart():
    found = find_counts("Six people were killed (as well as two of the bombers) and 20 were injured.")
    assert [(str(f.range), f.who) for f in found] == [("6", "victims"), ("2", "attackers"), ("20", "victims")]
    found = find_counts("A suicide bomber killed himself and 12 others.")
    assert {(str(f.range), f.who) for f in found} == {("1", "attackers"), ("12", "victims")}
    found = find_counts("Five people, including the attacker, died.")
    assert [(str(f.range), f.who, f.part) for f in found] == [("5", "victims", False), ("1", "attackers", True)]


def test_fighters_of_some_side_are_marked_unknown():
    assert [f.who for f in find_counts("Three militants were killed.")] == ["unknown"]


def test_a_toll_that_is_taken_back_is_marked():
    found = find_counts("This corrected an earlier toll of 31 dead.")
    assert [(str(f.range), f.withdrawn) for f in found] == [("31", True)]
    found = find_counts(
        "Initial reports had put the number of dead at 50, but police later said 43 people were killed."
    )
    assert [(str(f.range), f.withdrawn) for f in found] == [("50", True), ("43", False)]


def test_vague_words_give_a_marked_lower_bound():
    found = find_counts("Dozens were killed.")
    assert [(str(f.range), f.vague) for f in found] == [("24+", True)]


def test_nobody_is_a_count_of_none():
    assert tolls("Nobody was hurt in the explosion.") == [("i", "0")]
    assert tolls("No casualties were reported.") == [("f", "0"), ("i", "0")]


def test_people_told_of_by_name_are_marked():
    found = find_counts("Ilse Varnholt was shot dead outside her home.")
    assert [(str(f.range), f.named) for f in found] == [("1", True)]


def test_more_adds_only_to_the_same_kind():
    first = find_counts("Two people were killed and nine more were injured.")
    assert [f.additional for f in first] == [False, False]
    second = find_counts("Two people were killed. Another three people were killed later.")
    assert [f.additional for f in second] == [False, True]


@pytest.mark.parametrize(
    "text",
    [
        "He threatened to kill 10 hostages.",
        "They were killed two weeks ago.",
        "He was released; killed by two gunmen were none.",
        "Four people were detained and 200 houses were burned.",
        "11,500 doctors were asked.",
        "Killed in two attacks.",
        "12 people attended the funeral of a man who had worked there when rain fell.",
        "More than a hundred people were killed or wounded.",
    ],
)
def test_numbers_of_other_things_are_left_alone(text):
    assert [t for t in tolls(text) if t[1] not in ("0",)] == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "L'attaque a fait 14 morts, dont les 5 assaillants. Au moins 20 blessés.", [("f", "14"), ("i", "20+")]),
        ("fr", "Neuf civils ont été tués.", [("f", "9")]),
        ("es", "Al menos 12 muertos y 30 heridos.", [("f", "12+"), ("i", "30")]),
        ("de", "Drei Menschen wurden getötet, mehr als 40 verletzt: 40 Verletzte.", [("f", "3"), ("i", "40")]),
        ("ar", "14 morts", []),
    ],
)
def test_other_languages_are_read_beside_their_plain_nouns(language, text, expected):
    assert [t for t in tolls(text, language) if t in expected or not expected] == expected


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("36", 36),
        ("1,200", 1200),
        ("1 200", 1200),
        ("nine", 9),
        ("twenty-two", 22),
        ("two hundred and five", 205),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("three dozen", 36),
        ("six hundred", 600),
        ("3 thousand", 3000),
        ("many", None),
    ],
)
def test_numbers_in_words_and_figures_have_one_value(words, value):
    assert number_of(words) == value


@given(
    st.lists(
        st.sampled_from(
            [
                "killed",
                "wounded",
                "5",
                "twelve",
                "people",
                "were",
                "dead",
                "the",
                "a",
                "of",
                "and",
                ",",
                ".",
                "including",
                "attackers",
                "at",
                "least",
            ]
        ),
        max_size=25,
    )
)
def test_no_order_of_words_breaks_it(words):
    text = " ".join(words)
    for found in find_counts(text):
        assert 0 <= found.start < found.end <= len(text)


def test_time_grows_in_line_with_length():
    unit = "Police said two soldiers, a driver and at least nine people were killed and 40 others wounded in the raid. "

    def seconds(count):
        started = time.process_time()
        find_counts(unit * count)
        return time.process_time() - started

    seconds(100)
    assert min(seconds(800), seconds(800)) < 12 * min(seconds(100), seconds(100))


def test_a_toll_that_has_risen_is_told_apart() -> None:
    found = find_counts("Gunmen killed 12 people in Velmar. The death toll has since risen to 21.")
    assert [(str(f.range), f.risen) for f in found] == [("12", False), ("21", True)]
