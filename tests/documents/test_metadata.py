"""Dates, datelines, bylines, language, clean-up and decoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.documents.cleaning import clean, clean_line
from counterclaim.documents.dateline import find_agency, find_byline, find_published, find_title
from counterclaim.documents.dates import date_in_address, parse_published
from counterclaim.documents.decoding import decode
from counterclaim.documents.draft import Refused
from counterclaim.documents.language import detect_language, primary_tag


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("2031-03-05", "2031-03-05"),
        ("2031-03", "2031-03"),
        ("2031", "2031"),
        ("2031-03-05T23:30:00-05:00", "2031-03-05"),
        ("20310305", "2031-03-05"),
        ("2031/3/5", "2031-03-05"),
        ("2031-03-01/2031-03-05", "2031-03-01/2031-03-05"),
        ("Wed, 05 Mar 2031 23:30:00 -0500", "2031-03-05"),
        ("5 March 2031", "2031-03-05"),
        ("March 5, 2031", "2031-03-05"),
        ("5 mars 2031", "2031-03-05"),
        ("5 de marzo de 2031", "2031-03-05"),
        ("5 مارس 2031", "2031-03-05"),
        ("March 2031", "2031-03"),
        ("25/03/2031", "2031-03-25"),
        ("03/25/2031", "2031-03-25"),
        ("03/04/2031", "2031"),
        ("04/04/2031", "2031-04-04"),
    ],
)
def test_dates_keep_the_precision_that_they_have(written, canonical):
    assert str(parse_published(written)) == canonical


@pytest.mark.parametrize(
    "written", ["", "yesterday", "last Tuesday", "5 March", "2031-13-01", "31", "soon 99999", "x" * 500]
)
def test_what_is_no_full_date_is_none(written):
    assert parse_published(written) is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_date_reader(text):
    parse_published(text)


def test_an_address_may_tell_day_or_month():
    assert str(date_in_address("https://x.example/2031/03/05/four-dead")) == "2031-03-05"
    assert str(date_in_address("https://x.example/2031/03/four-dead")) == "2031-03"
    assert date_in_address("https://x.example/2031/99/4") is None
    assert date_in_address("https://x.example/article/12345") is None


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("QUARREL (Example Wire) - Four people died.", "Example Wire"),
        ("QUARREL, March 5 (EXW) — Four people died.", "EXW"),
        ("Four dead\n\nQuarrel, 5 March 2031 (Agence Exemple) – Quatre morts.", "Agence Exemple"),
        ("(EXW) -- Four people died.", "EXW"),
        ("Four dead\nBy Ann Example, Example News Agency\n\nFour people died.", "Example News Agency"),
        ("Four people died.\n\nThe police denied it.\n\n(EXW)", "EXW"),
        ("Four people died (two of them children) - a record.", ""),
        ("The United League (UL) - which denied it - left.", ""),
        ("The police said so.\nIn the town (the oldest one) - nothing.", ""),
        ("Four people died. (See photo)", ""),
    ],
)
def test_agency_credits_are_found_in_dateline_byline_and_last_line(text, agency):
    assert find_agency(text) == agency


def test_a_dateline_gives_a_date_only_with_its_year():
    assert str(find_published("QUARREL, March 5, 2031 (EXW) - Four died.")) == "2031-03-05"
    assert str(find_published("Four dead\nPublished: 5 March 2031\n\nFour died.")) == "2031-03-05"
    assert find_published("QUARREL, March 5 (EXW) - Four died.") is None
    assert (
        find_published("The war began on 5 March 2031 and four people died in it on that very day in the town.") is None
    )


def test_bylines_give_author_and_outlet():
    assert find_byline("Report\nWritten by Ann Example for the Example Monitor.\n") == (
        "Ann Example",
        "Example Monitor",
    )
    assert find_byline("Report\nBy the Example Safety Board in Quarrel.\n") == ("Example Safety Board", "")
    assert find_byline("By the time they came, four people had died and nobody knew of it.") == ("", "")


def test_a_title_is_a_first_line_that_stands_alone():
    assert find_title("Four dead in Quarrel\n\nThe police said so.") == "Four dead in Quarrel"
    assert find_title("The police said so.\n\nNobody else did.") == ""
    assert find_title("One line only") == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The police said on Tuesday that nobody had claimed the attack so far.", "en"),
        ("La policía dijo el martes que nadie había reivindicado el ataque.", "es"),
        ("La police a déclaré mardi que personne n'avait revendiqué l'attaque.", "fr"),
        ("Die Polizei teilte am Dienstag mit, niemand habe sich zu dem Anschlag bekannt.", "de"),
        ("قالت الشرطة يوم الثلاثاء إن أحدا لم يعلن مسؤوليته عن الهجوم حتى الآن.", "ar"),
        ("الشرطة قالت امبارح إن محدش أعلن مسؤوليته عن الهجوم ده لغاية دلوقتي.", "ar"),
        ("פקיד במשטרה אמר ביום שלישי כי איש לא קיבל אחריות על הפיגוע.", "he"),
        ("Полиция сообщила во вторник, что никто не взял на себя ответственность.", "ru"),
        ("پلیس روز سه‌شنبه گفت تاکنون کسی مسئولیت این حمله را بر عهده نگرفته است.", "fa"),
        ("THE POLICE SAID ON TUESDAY THAT NOBODY HAD CLAIMED THE ATTACK SO FAR.", "en"),
        ("Manila", "und"),
        ("36 (12) 4", "und"),
    ],
)
def test_languages_are_told_and_short_texts_are_not(text, language):
    assert detect_language(text) == language


def test_declared_languages_become_primary_tags():
    assert [primary_tag(tag) for tag in ("en-GB", "FR", "zh_Hant", "arz", "eng", "not a tag", "")] == [
        "en", "fr", "zh", "ar", "en", "", "",
    ]  # fmt: skip


def test_controls_and_overrides_go_while_joiners_and_marks_stay():
    assert clean("a\x00b\x07c\u202ed\u2066e\ud800f") == "abcde\ufffdf"
    kept = "می‌خواهم 👩‍👩‍👧 \u200fאב e\u0301 \t\n 🏴󠁧󠁢󠁥󠁮󠁧󠁿"
    assert clean(kept) == kept
    assert clean("a\r\nb\rc\u2028d\u0085e") == "a\nb\nc\nd\ne"
    assert clean("a\r\nb", verbatim=True) == "a\r\nb"
    assert clean("x\U000e0041\U000e0042y") == "xy", "invisible tag characters can hide words from a reader"
    assert clean_line("  a\n\t b\x00 ") == "a b"


@given(st.text())
def test_clean_text_can_be_stored_and_is_clean(text):
    once = clean(text)
    assert "\x00" not in once
    once.encode("utf-8")
    assert clean(once) == once


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_in_any_form_is_decoded(encoding):
    text = "Die Polizei bestätigte: niemand bekannte sich dazu, sagte Müller."
    assert decode(text.encode(encoding)) == text


def test_old_encodings_are_guessed_and_a_few_bad_bytes_forgiven():
    text = "Полиция сообщила во вторник, что никто не взял на себя ответственность за взрыв. " * 5
    assert decode(text.encode("cp1251")) == text
    broken = text[:50].encode("utf-8") + b"\xff" + text[50:].encode("utf-8")
    assert decode(broken).replace("�", "") == text
    with pytest.raises(Refused):
        decode(bytes(range(256)) * 50)
