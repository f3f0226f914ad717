from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from counterclaim.codebooks import Gazetteer
from counterclaim.errors import ConfigError
from counterclaim.model import Coding, Segment
from counterclaim.model.reading import CodingInput
from counterclaim.statements import Coder, load_coder
from counterclaim.statements.records import to_record

Read = Callable[..., Coding]


def _told(coding: Coding) -> list[tuple[str, str, str]]:
    return [(str(s.act), s.speaker.name, s.value) for s in coding.statements if s.property == "perpetrator"]


def test_a_language_that_it_cannot_read_is_said_and_not_guessed_at(read: Read) -> None:
    coding = read("Le Front a revendiqué l'attentat de Velmar.", language="fr")
    assert "reads English only" in coding.abstained
    assert coding.statements == ()


def test_an_unknown_coder_is_refused_with_a_remedy() -> None:
    with pytest.raises(ConfigError, match="grammar-en"):
        load_coder("oracle", gazetteer=Gazetteer.load())


def test_an_empty_text_is_said_to_be_empty(read: Read) -> None:
    assert read("   ").abstained == "the text is empty"


def test_fenced_passages_are_never_coded(coder: Coder) -> None:
    text = "The Velmar Liberation Front claimed responsibility for the bombing."
    source = CodingInput(
        document_id="doc_f",
        text=text,
        title="",
        published=None,
        language="en",
        segments=(Segment(start=0, end=len(text), paragraph=0, fenced=True),),
    )
    assert coder.code(source).statements == ()


def test_incidents_with_other_dates_and_places_are_told_apart(read: Read) -> None:
    coding = read(
        "On 3 May 1999 a bomb killed two people in Velmar. The Crimson Path claimed responsibility.\n\n"
        "On 9 June 1998 the Northern Shield bombed a barracks in Brekka."
    )
    assert [m.role for m in coding.mentions] == ["main", "background"]
    by_event = {m.number: {s.value for s in coding.statements if s.mention_id == m.id} for m in coding.mentions}
    assert {"1999-05-03", "Velmar", "Crimson Path"} <= by_event[1]
    assert {"1998-06-09", "Brekka", "Northern Shield"} <= by_event[2]


def test_a_date_of_claiming_is_no_date_of_the_attack(read: Read) -> None:
    coding = read(
        "A bomb exploded in Velmar on 3 May 1999. On 20 May 1999, the Crimson Path claimed responsibility for "
        "the bombing."
    )
    assert [s.value for s in coding.statements if s.property == "date"] == ["1999-05-03"]


def test_the_group_points_back_to_the_group_named_before(read: Read) -> None:
    coding = read(
        "The Velmar Liberation Front (VLF) is active in the north. The group claimed responsibility for the ambush."
    )
    assert _told(coding) == [("claims", "Velmar Liberation Front", "Velmar Liberation Front")]


def test_an_abbreviation_stands_for_the_full_name(read: Read) -> None:
    coding = read("Police blamed the Velmar Liberation Front (VLF) for the attack. The VLF denied involvement.")
    assert ("denies", "Velmar Liberation Front", "Velmar Liberation Front") in _told(coding)


def test_the_speaker_of_a_long_quotation_is_carried_on(read: Read) -> None:
    coding = read(
        'Interior Minister Paul Reeve spoke to reporters. "We have seen many crimes," Reeve said. '
        '"This one is no exception. The Crimson Path planted the bomb."'
    )
    assert ("attributes", "Paul Reeve", "Crimson Path") in _told(coding)


def test_a_ministry_speaks_in_its_own_statement(read: Read) -> None:
    coding = read(
        "Norvanian forces struck a depot near Karsk. The Kestrel Army carried out the attack on our soldiers "
        "last week.",
        title="Statement by Defence Minister Lena Ostby on the strikes in Karsk",
    )
    assert ("attributes", "Lena Ostby", "Kestrel Army") in _told(coding)
    assert any(act == "claims" and speaker == "Lena Ostby" for act, speaker, _ in _told(coding))


def test_an_outlet_of_a_group_speaks_for_it(read: Read) -> None:
    coding = read("The Crimson Path did not carry out the bombing in Velmar.", affiliation="Crimson Path", outlet="Vox")
    assert _told(coding) == [("denies", "Crimson Path", "Crimson Path")]


def test_inspired_is_an_involvement_of_its_own(read: Read) -> None:
    coding = read("The Army of the Dawn is a sect. The stabbing in Velmar was inspired by the Army of the Dawn.")
    assert [s.value for s in coding.statements if s.property == "involvement"] == ["inspired"]


def test_proof_is_kept_in_the_words_of_the_text(read: Read) -> None:
    coding = read("The Crimson Path claimed the shooting in Velmar and released a video of the attack.")
    claim = next(s for s in coding.statements if s.act == "claims")
    assert "video" in claim.evidence


def test_seven_hundred_brackets_and_quotes_do_no_harm(read: Read) -> None:
    coding = read('("[' * 700 + " The Crimson Path claimed responsibility for the attack. " + ')"]' * 700)
    assert all(len(s.passage.quote) <= 600 for s in coding.statements)


def test_time_grows_with_the_text_and_no_faster(read: Read) -> None:
    sentence = (
        "On Monday the Crimson Path, which denied the killing, blamed the Norvanian army for the attack in Velmar. "
    )
    read(sentence)

    def seconds(times: int) -> float:
        taken = []
        for _ in range(3):
            began = time.process_time()
            read(sentence * times)
            taken.append(time.process_time() - began)
        return min(taken)

    small, large = seconds(100), seconds(400)
    assert large < 4 * small * 1.8 + 0.2


def test_a_record_carries_all_that_is_scored(read: Read) -> None:
    text = (
        "A bomb killed 12 people and wounded at least 40 in Velmar on 3 May 1999. "
        "No group has claimed responsibility. Police blamed the Crimson Path."
    )
    coding = read(text)
    record = to_record("d1", coding, {coding.mentions[0].id: "unknown"})
    (event,) = record["events"]
    assert record["id"] == "d1"
    assert (event["type"], event["date"], event["place"]) == (
        "bombing",
        "1999-05-03",
        {"name": "Velmar", "country": "XA", "words": "Velmar", "precision": 1, "radius_m": 8000.0},
    )
    assert (event["fatalities_low"], event["fatalities_high"], event["injured_low"], event["injured_high"]) == (
        12,
        12,
        40,
        None,
    )
    assert event["unclaimed_quote"] in text
    assert event["outcome"] == "unknown"
    assert [s["perpetrator"] for s in event["statements"]] == ["Crimson Path"]
