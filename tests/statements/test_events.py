"""Incidents, their dates, places and tolls, on invented texts: no place of the sort, event or group of these exists."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.model import Coding, DateInterval, Property

Read = Callable[..., Coding]
DAY = "2014-03-06"  # a Thursday


def _values(coding: Coding, prop: Property, number: int = 1) -> list[str]:
    mention = coding.mentions[number - 1]
    return [s.value for s in coding.statements if s.mention_id == mention.id and s.property is prop]


def _country(coding: Coding, number: int = 1) -> tuple[str, ...]:
    mention = coding.mentions[number - 1]
    found = [s.place for s in coding.statements if s.mention_id == mention.id and s.property is Property.PLACE]
    return found[0].countries if found and found[0] else ()


def test_a_bomb_and_what_it_did_are_one_deed(read: Read) -> None:
    coding = read(
        "The government of Colombia on Wednesday blamed the Red Dawn Front for the car bomb that killed nine people at "
        "a Bogota barracks.\n\nThe defence minister called the Tuesday bombing cowardly.",
        published=DAY,
    )
    assert len(coding.mentions) == 1
    assert _values(coding, Property.FATALITIES) == ["9"]
    assert _values(coding, Property.DATE)[0] == "2014-03-04"


def test_what_a_deed_avenged_is_no_incident_of_its_own(read: Read) -> None:
    coding = read(
        "The Red Dawn Front claimed responsibility for a bombing in Quito on Monday. It said the attack was in "
        "retaliation for the killing of farmers by Ecuadorian soldiers.",
        published=DAY,
    )
    assert len(coding.mentions) == 1


def test_an_unclaimed_attack_with_its_own_day_and_place_stands_alone(read: Read) -> None:
    coding = read(
        "The Red Dawn Front claimed responsibility for a bombing in Lima on Monday that killed four.\n\nNo group has "
        "claimed responsibility for two more bombings on Wednesday in Arequipa that killed seven people.",
        published=DAY,
    )
    assert len(coding.mentions) == 2
    assert _values(coding, Property.FATALITIES, 1) == ["4"]
    assert _values(coding, Property.FATALITIES, 2) == ["7"]


def test_a_similar_attack_on_another_day_keeps_its_own_toll(read: Read) -> None:
    coding = read(
        "The Red Dawn Front claimed responsibility for a shooting in Quito on Wednesday that killed two people. Gunmen "
        "of the Red Dawn Front killed five policemen in a similar attack on Monday.",
        published=DAY,
    )
    assert len(coding.mentions) == 2
    assert _values(coding, Property.FATALITIES, 1) == ["2"]
    assert _values(coding, Property.FATALITIES, 2) == ["5"]


def test_the_date_of_what_a_group_did_else_is_not_the_attacks(read: Read) -> None:
    coding = read(
        "Two bombs exploded in Quito on Tuesday. Police blamed the bombings on the Red Dawn Front, which ended a truce "
        "last month.",
        published=DAY,
    )
    assert _values(coding, Property.DATE) == ["2014-03-04"]


def test_a_dateline_is_the_place_only_for_want_of_another(read: Read) -> None:
    coding = read("NAIROBI, Kenya (Agency) — A bomb exploded at a market in Kampala, killing four people, police said.")
    assert _country(coding) == ("UG",)
    coding = read("NAIROBI, Kenya (Agency) — A bomb exploded at a market, killing four people, police said.")
    assert _country(coding) == ("KE",)


def test_a_town_is_read_in_the_region_named_behind_it(read: Read) -> None:
    assert _country(read("A bomb killed two people in Birmingham, Alabama, in 1961.")) == ("US",)
    assert _country(read("A bomb killed two people in Birmingham, England, in 1961.")) == ("GB",)


def test_a_newspaper_is_no_place(read: Read) -> None:
    coding = read("A bomb killed two people at a bank in Lyon on 3 May 1961, The New York Times reported.")
    assert _country(coding) == ("FR",)


def test_a_place_of_other_doings_is_not_the_attacks(read: Read) -> None:
    coding = read(
        "The Red Dawn Front said it was behind a bombing that killed a guard in Lima, linking it to unrest in Santiago."
    )
    assert _country(coding) == ("PE",)


def test_a_country_of_several_words_is_a_context_of_homonyms(read: Read) -> None:
    coding = read(
        "Police in Sri Lanka said the Red Dawn Front bombed a bus in the east. Sri Lanka's army blamed it, too."
    )
    assert _country(coding) == ("LK",)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("the day before yesterday", "2014-03-04"),
        ("before yesterday", "2014-03-04"),
        ("on Easter Sunday", "2013-03-31"),
        ("on New Year's Eve", "2013-12-31"),
        ("on Good Friday 2012", "2012-04-06"),
    ],
)
def test_days_are_counted_back_from_publication(read: Read, words: str, day: str) -> None:
    coding = read(f"The Red Dawn Front bombed a bank in Quito {words}.", published=DAY)
    assert DateInterval.parse(day) == DateInterval.parse(_values(coding, Property.DATE)[0])


def test_one_claim_for_two_attacks_stands_with_both(read: Read) -> None:
    coding = read(
        "The Red Dawn Front bombed a bank in Quito on 3 May 1999. It also claimed responsibility for the explosion "
        "that destroyed a hotel in Lima in April 1998 and the car-bomb attack in Bogota in October 1997."
    )
    claims = [s.mention_id for s in coding.statements if s.act == "claims" and s.property is Property.PERPETRATOR]
    assert len(coding.mentions) == 3
    assert len(set(claims)) == 2


def test_habits_of_a_group_are_no_incident(read: Read) -> None:
    coding = read(
        "A bomb killed two people in Quito on 3 May 1999. The Red Dawn Front has frequently attacked barracks in its "
        "long campaign, staging many raids."
    )
    assert len(coding.mentions) == 1
    assert not [s for s in coding.statements if s.property is Property.PERPETRATOR]


def test_executing_a_bombing_is_no_execution(read: Read) -> None:
    coding = read("The Red Dawn Front said it planned and executed the bombing of a bank in Quito on 3 May 1999.")
    assert _values(coding, Property.TYPE) == ["bombing"]


def test_a_bomber_makes_a_bombing(read: Read) -> None:
    coding = read("A suicide car-bomber struck at an embassy in Quito on 3 May 1999, killing two people.")
    assert _values(coding, Property.TYPE) == ["bombing"]


def test_where_a_statement_was_issued_is_not_where_it_happened(read: Read) -> None:
    coding = read("A statement issued in Dublin by the Red Dawn Front admitted responsibility for a bombing in Leeds.")
    assert _country(coding) == ("GB",)


def test_a_town_in_a_contested_area_is_one_place_with_the_area(read: Read) -> None:
    coding = read(
        "The Red Dawn Front said it was behind an attack that killed a guard in the West Bank. It assumed "
        "responsibility for the Friday shooting of the guard in the Ariel settlement.",
        published=DAY,
    )
    assert len(coding.mentions) == 1


def test_an_accord_named_after_a_feast_is_no_date(read: Read) -> None:
    coding = read(
        "The Red Dawn Front bombed a bank in Quito, its first attack since the Good Friday Agreement.", published=DAY
    )
    assert _values(coding, Property.DATE) == []


def test_a_toll_with_a_long_list_of_the_dead_is_read(read: Read) -> None:
    coding = read(
        "A bomb exploded in Quito on 3 May 1999. Forty people, including the bomber, three guards, and two visitors "
        "and a clerk, were killed in the blast."
    )
    assert _values(coding, Property.FATALITIES) == ["40"]


def test_a_toll_told_before_the_deed_is_named_counts(read: Read) -> None:
    coding = read(
        "Blame for the death of 152 villagers on 13 August 1999 should go to the Red Dawn Front, a rights group said. "
        "The Red Dawn Front has claimed responsibility for the attack."
    )
    assert _values(coding, Property.FATALITIES) == ["152"]


def test_the_last_attack_was_another_one(read: Read) -> None:
    coding = read(
        "A bomb killed a guard in Quito on Tuesday. The last attack attributed to the Red Dawn Front was the killing "
        "of a mayor on 25 June 1998.",
        published=DAY,
    )
    assert _values(coding, Property.DATE, 1) == ["2014-03-04"]
    assert _values(coding, Property.DATE, 2) == ["1998-06-25"]


def test_a_day_later_is_counted_from_the_date_before(read: Read) -> None:
    coding = read(
        "The Red Dawn Front claimed responsibility for a bombing in Quito on 3 May 1999. It also claimed credit "
        "for a bombing a month later in Lima."
    )
    assert _values(coding, Property.DATE, 1) == ["1999-05-03"]
    assert _values(coding, Property.DATE, 2) == ["1999-06"]


def test_a_report_of_the_day_keeps_its_attack_apart_from_one_long_past(read: Read) -> None:
    coding = read(
        "The Red Dawn Front claimed responsibility on Tuesday for the bomb attack on a barracks here. In September it "
        "broke a truce with a deadly bombing in London.",
        published=DAY,
    )
    assert "2013-09" not in _values(coding, Property.DATE, 1)


def test_the_name_of_another_event_is_no_date_of_this_one(read: Read) -> None:
    coding = read(
        "The Red Dawn Front claimed the murder of a judge in Rome. It praised the September 11 attacks on the US."
    )
    assert _values(coding, Property.DATE) == []


def test_killed_in_a_bombing_is_a_bombing(read: Read) -> None:
    coding = read("He was convicted of murdering four girls in the 1963 bombing of a church in Quito.")
    assert _values(coding, Property.TYPE) == ["bombing"]


def test_who_did_what_was_avenged_did_not_do_the_attack(read: Read) -> None:
    coding = read(
        "The Red Dawn Front claimed responsibility for a bombing in Quito on Monday. It said it was revenge for "
        "the killing of farmers by Ecuadorian soldiers.",
        published=DAY,
    )
    accused = {s.value for s in coding.statements if s.property is Property.PERPETRATOR}
    assert accused == {"Red Dawn Front"}


def test_the_place_told_before_the_deed_is_named_counts(read: Read) -> None:
    coding = read(
        "A professor died outside his home in northern Tehran. The government blamed the assassination on exiles "
        "who work under the direction of Israel."
    )
    assert _country(coding) == ("IR",)


def test_a_strike_that_followed_another_keeps_its_own_day(read: Read) -> None:
    coding = read(
        "Two people were killed in an airstrike on a village. The airstrike was a follow-up to an attack on "
        "1 March 2014 which killed five.",
        published=DAY,
    )
    assert _values(coding, Property.FATALITIES, 1) == ["2"]


def test_the_overnight_attack_is_dated(read: Read) -> None:
    coding = read("The governor confirmed the overnight attack on a depot in Lima.", published=DAY)
    assert _values(coding, Property.DATE) == ["2014-03-05/2014-03-06"]


def test_shot_to_death_is_one_deed(read: Read) -> None:
    coding = read("A trooper was shot to death on Wednesday in Lima by the Red Dawn Front.", published=DAY)
    assert len(coding.mentions) == 1
    assert _values(coding, Property.DATE) == ["2014-03-05"]


def test_what_the_attack_came_after_is_another_one(read: Read) -> None:
    coding = read(
        "The Red Dawn Front bombed a barracks in Quito on Wednesday, killing four. The attack came a month after nine "
        "people were killed in a raid by the Northern Shield.",
        published=DAY,
    )
    assert _values(coding, Property.FATALITIES, 1) == ["4"]
    assert _values(coding, Property.FATALITIES, 2) == ["9"]


def test_where_a_spokesman_spoke_is_not_where_it_happened(read: Read) -> None:
    coding = read(
        "A minister blamed the assassination of a judge on the Red Dawn Front. Such charges were absurd, a spokesman "
        "of the Front said in Washington. The judge lived in Colombia. Colombians mourned him."
    )
    assert "US" not in _country(coding)


@pytest.mark.parametrize(
    "text",
    [
        "The front has claimed more than 20 attacks in coastal towns since June 2030. Hundreds of people died in them.",
        "Several bombings in Quarrenhaven in the past year have killed 40 people.",
        "A wave of shootings in Quarrenhaven since March left 15 people dead.",
    ],
)
def test_a_total_of_a_series_is_the_toll_of_no_attack(read: Read, text: str) -> None:
    assert [s.value for s in read(text).statements if s.property is Property.FATALITIES] == []


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("The blast in Quarrenhaven, one of 20 attacks since June, killed 12 people.", "12"),
        ("Two bombings in Quarrenhaven on Monday killed 30 people.", "30"),
        ("A bombing in Quarrenhaven killed 12 people on Monday. It was the third attack this year.", "12"),
    ],
)
def test_one_attack_of_a_series_keeps_its_toll(read: Read, text: str, toll: str) -> None:
    assert [s.value for s in read(text).statements if s.property is Property.FATALITIES] == [toll]


def test_a_toll_that_has_risen_is_likelier_than_the_first(read: Read) -> None:
    coding = read("Gunmen stormed a hotel in Karsk, killing 12 people. The death toll rose to 21 on Wednesday.")
    tolls = [s for s in coding.statements if s.property is Property.FATALITIES]
    assert max(tolls, key=lambda s: s.probability).value == "21"
