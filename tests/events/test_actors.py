"""Who is who. All names are invented."""

from dataclasses import dataclass
from datetime import date

import pytest

from counterclaim.events import ActorResolver
from counterclaim.events.actors import forms_of
from counterclaim.model import Act, ActorName, Coding, Passage, Property, SpeakerKind, Statement
from counterclaim.model.values.actor_name import name_key


@dataclass(frozen=True)
class Entry:
    id: str


class Book:
    """A codebook of a few names."""

    def __init__(self, **names: str) -> None:
        self.unverified: dict[str, Entry] = {}
        self.names = {name_key(name.replace("_", " ")): Entry(value) for name, value in names.items()}

    def resolve(self, name, on=None):
        return self.names.get(name_key(name))

    def get(self, actor_id):
        return next((e for e in self.names.values() if e.id == actor_id), None)

    def proposals(self, name, on=None):
        found = self.names.get(name_key(name)) or self.unverified.get(name_key(name))
        return [found] if found else []


def coding(document, value, *aliases, speaker="the text"):
    said = Statement(
        mention_id="m",
        property=Property.PERPETRATOR,
        act=Act.REPORTS_AS_FACT,
        value=value,
        value_aliases=aliases,
        passage=Passage(document_id=document, start=0, end=len(value), quote=value),
        speaker=ActorName(name=speaker),
        speaker_kind=SpeakerKind.MEDIA,
    )
    return Coding(document_id=document, coder="test", statements=(said,))


def test_case_accents_and_articles_do_not_matter():
    resolver = ActorResolver(Book())
    assert resolver.key("The Márea Front") == resolver.key("MAREA FRONT")


def test_names_of_one_codebook_entry_are_one_actor():
    resolver = ActorResolver(Book(Marsh_Column="mc", Column_of_the_Marsh="mc"))
    assert resolver.key("Marsh Column") == resolver.key("Column of the Marsh") == "mc"


def test_an_alias_that_a_text_gives_holds_in_other_texts():
    resolver = ActorResolver(Book(), [coding("a", "Front for Open Water", "FOW"), coding("b", "FOW")])
    assert resolver.key("FOW") == resolver.key("Front for Open Water") == "front for open water"


def test_brackets_give_an_alias():
    resolver = ActorResolver(Book(), [coding("a", "Front for Open Water (FOW)")])
    assert resolver.key("FOW") == resolver.key("Front for Open Water")


def test_an_acronym_of_one_full_name_in_the_texts_is_that_name():
    resolver = ActorResolver(Book(), [coding("a", "Free Estuary Army"), coding("b", "FEA")])
    assert resolver.key("FEA") == resolver.key("Free Estuary Army")


def test_an_acronym_of_two_full_names_stays_apart():
    resolver = ActorResolver(
        Book(), [coding("a", "Free Estuary Army", "FEA"), coding("b", "Front of Eastern Anglers", "FEA")]
    )
    keys = {resolver.key(n) for n in ("FEA", "Free Estuary Army", "Front of Eastern Anglers")}
    assert len(keys) == 3


def test_an_acronym_of_two_letters_is_never_guessed():
    resolver = ActorResolver(Book(), [coding("a", "Reed Front"), coding("b", "RF")])
    assert resolver.key("RF") != resolver.key("Reed Front")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("7 members of Marsh Column", ("marsh column",)),
        ("fighters of the Marsh Column", ("marsh column",)),
        ("Marsh Column (MC)", ("marsh column", "mc")),
        ("militants", ("militants",)),
        ("", ()),
    ],
)
def test_forms_of_a_name(name, expected):
    assert forms_of(name) == expected


def test_militants_of_a_known_group_are_the_group_and_of_an_unknown_name_are_not_cut():
    resolver = ActorResolver(Book(), [coding("a", "Marsh Column")])
    assert resolver.key("Marsh Column militants") == resolver.key("Marsh Column")
    assert resolver.key("Hill militants") == "hill militants"


def test_what_is_not_known_stays_apart():
    resolver = ActorResolver(Book())
    assert resolver.key("Reed Front") != resolver.key("Reed Army")


def test_an_unverified_alias_of_the_codebook_merges_nothing():
    book = Book(Marsh_Column="mc")
    book.unverified = {"reedmen": Entry("mc")}
    resolver = ActorResolver(book, [coding("a", "Marsh Column", "Reedmen"), coding("b", "Reedmen")])
    assert resolver.key("Marsh Column", ("Reedmen",)) == "mc"
    assert resolver.key("Reedmen", (), "mc") == "reedmen"


def test_the_order_of_the_texts_does_not_matter():
    texts = [coding("a", "Front for Open Water", "FOW"), coding("b", "FOW", "Waterfront"), coding("c", "Waterfront")]
    keys = [[ActorResolver(Book(), order).key(n) for n in ("FOW", "Waterfront")] for order in (texts, texts[::-1])]
    assert keys[0] == keys[1]


def test_a_codebook_id_spreads_to_the_aliases_of_a_text():
    resolver = ActorResolver(Book(Marsh_Column="mc"), [coding("a", "Marsh Column", "the Reeds of Wexmarsh")])
    assert resolver.key("Reeds of Wexmarsh") == "mc"


class DatedBook(Book):
    """A codebook in which "Reedmen" are one group until 1999 and another one from 2000 on."""

    def resolve(self, name, on=None):
        if name_key(name) == "reedmen":
            return Entry("old" if on.year < 2000 else "new") if on else None
        return super().resolve(name)

    def proposals(self, name, on=None):
        return [Entry("old"), Entry("new")] if name_key(name) == "reedmen" else super().proposals(name)


def test_a_name_of_two_groups_is_resolved_by_the_day_of_the_event():
    resolver = ActorResolver(DatedBook(), [coding("a", "Reedmen")])
    days = (date(1999, 12, 31), date(2000, 1, 1), None)
    assert [resolver.key("Reedmen", (), "", on) for on in days] == ["old", "new", "reedmen"]


class GoneBook(Book):
    """A codebook in which "Reedmen" is a name that ended in 1999."""

    def resolve(self, name, on=None):
        return Entry("old") if name_key(name) == "reedmen" and (on is None or on.year < 2000) else None


def test_what_the_coder_found_without_a_date_does_not_count_where_the_date_speaks_against_it():
    resolver = ActorResolver(GoneBook())
    assert resolver.key("Reedmen", (), "old", date(1990, 1, 1)) == "old"
    assert resolver.key("Reedmen", (), "old", date(2020, 1, 1)) == "reedmen"


def test_what_a_person_decided_about_a_name_goes_before_codebook_and_texts():
    texts = [coding("a", "Front for Open Water", "FOW")]
    resolver = ActorResolver(Book(Marsh_Column="mc"), texts, {"marsh column": "marsh column", "fow": "mc"})
    assert resolver.key("Marsh Column", (), "mc") == "marsh column"
    assert resolver.key("FOW") == "mc"
    assert resolver.key("Front for Open Water") == "front for open water"


def test_a_long_name_in_two_ways_of_transliterating_is_one_name_in_the_texts():
    resolver = ActorResolver(Book(), [coding("a", "Jaysh an-Nur al-Mahdi"), coding("b", "Jaish al-Nour al-Mehdi")])
    assert resolver.key("Jaysh an-Nur al-Mahdi") != resolver.key("Jaish al-Nour al-Mehdi")
    resolver = ActorResolver(Book(), [coding("a", "Jaysh an-Nur al-Mahdi"), coding("b", "Jaish al-Nour al-Mahdi")])
    assert resolver.key("Jaysh an-Nur al-Mahdi") == resolver.key("Jaish al-Nour al-Mahdi")


def test_short_names_that_are_spelled_alike_stay_two():
    resolver = ActorResolver(Book(), [coding("a", "al-Nur"), coding("b", "an-Nour")])
    assert resolver.key("al-Nur") != resolver.key("an-Nour")


def test_a_name_that_nobody_settles_never_has_the_key_of_an_actor():
    resolver = ActorResolver(Book(Marsh_Column="mc"), [coding("a", "MC")])
    assert resolver.key("MC") == "name:mc"
    assert resolver.key("Marsh Column") == "mc"
