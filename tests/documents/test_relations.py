from __future__ import annotations

import itertools
import random
import time

from counterclaim.documents import relate
from counterclaim.model import DateInterval, Document
from counterclaim.model.identity import sha256_hex

WORDS = [
    "river",
    "ferry",
    "office",
    "guard",
    "night",
    "town",
    "bridge",
    "letter",
    "voice",
    "signal",
    "market",
    "harbour",
    "paper",
    "road",
    "stone",
    "field",
    "wind",
]
NUMBERS = itertools.count()


def prose(seed, count=200):
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) + str(chance.randrange(40)) for _ in range(count))


def document(text, *, published="2031-03-05", outlet="", agency="", name=None):
    key = name or f"d{next(NUMBERS)}"
    return Document(
        capture_id="cap",
        item_sha256=sha256_hex(key.encode()),
        uri="",
        member=key,
        source_id=outlet,
        outlet=outlet,
        title="",
        author="",
        published=DateInterval.parse(published) if published else None,
        language="en",
        media_type="text/plain",
        text=text,
        agency=agency,
    )


def found(*documents):
    names = {item.id: item.member for item in documents}
    return {names[r.document_id]: (names[r.origin_id], r.kind, r.similarity) for r in relate(documents)}


def test_the_same_words_are_identical_whatever_the_case_and_punctuation():
    first = document(prose(1), published="2031-03-01", name="first")
    later = document(prose(1).upper().replace(" ", ",  "), name="later")
    assert found(later, first) == {"later": ("first", "identical", 1.0)}


def test_a_cut_copy_points_to_the_earlier_and_longer_text():
    wire = document(prose(2), published="2031-03-01", name="wire")
    cut = document(" ".join(prose(2).split()[:90]) + " " + prose(3, 20), published="2031-03-02", name="cut")
    origin, kind, share = found(cut, wire)["cut"]
    assert (origin, kind) == ("wire", "copy")
    assert 0.7 < share < 0.9


def test_a_report_that_quotes_a_third_is_a_partial_copy():
    wire = document(prose(4), published="2031-03-01", name="wire")
    report = document(" ".join(prose(4).split()[:70]) + " " + prose(5, 140), published="2031-03-02", name="report")
    assert found(wire, report)["report"][:2] == ("wire", "partial")


def test_a_chain_of_copies_points_to_its_root():
    text = prose(6).split()
    first = document(" ".join(text), published="2031-03-01", name="first")
    second = document(" ".join(text[:180] + prose(7, 20).split()), published="2031-03-02", name="second")
    third = document(" ".join(text[:150] + prose(7, 20).split()), published="2031-03-03", name="third")
    assert {name: origin for name, (origin, _, _) in found(third, second, first).items()} == {
        "second": "first",
        "third": "first",
    }


def test_on_one_day_the_text_that_credits_an_agency_is_the_copy():
    wire = document(prose(8), outlet="Example Wire", agency="Example Wire", name="wire")
    paper = document(prose(8) + " extra words at the end of it", outlet="Post", agency="Example Wire", name="paper")
    assert found(paper, wire)["paper"][:2] == ("wire", "copy")


def test_an_outlet_that_writes_by_a_pattern_does_not_copy_itself():
    text = prose(9).split()
    first = document(" ".join(text), published="2031-03-01", outlet="Bulletin", name="first")
    later = " ".join(text[:130] + prose(10, 70).split())
    assert found(first, document(later, outlet="Bulletin", name="own"))["own"][1] == "partial"
    assert found(first, document(later, outlet="Post", name="other"))["other"][1] == "copy"


def test_unrelated_texts_and_shared_phrases_relate_to_nothing():
    texts = [document(prose(seed) + " nobody has claimed the attack so far") for seed in range(20, 40)]
    assert relate(texts) == ()


def test_texts_of_scripts_without_spaces_are_compared_too():
    text = "该组织否认对渡口办公室的袭击负责并指责河流联盟策划了这次行动警方表示目前没有人声称对此负责"
    assert found(document(text, published="2031-03-01", name="a"), document(text[3:] + "他说", name="b"))["b"][:2] == (
        "a",
        "copy",
    )


def test_order_of_input_does_not_matter_and_doubles_and_empty_texts_do_no_harm():
    documents = [document(prose(seed % 7), published=f"2031-03-{1 + seed:02d}") for seed in range(14)]
    documents += [documents[0], document("", name="empty"), document("!!!", name="signs")]
    expected = relate(documents)
    assert len(expected) == 7
    for seed in range(5):
        shuffled = documents[:]
        random.Random(seed).shuffle(shuffled)
        assert relate(shuffled) == expected


def test_three_thousand_documents_with_a_wire_in_five_hundred_take_seconds():
    documents = [document(prose(1000 + seed)) for seed in range(2500)]
    wire = prose(999).split()
    documents += [document(" ".join(wire[: 150 + seed % 50] + prose(seed, 10).split())) for seed in range(500)]
    start = time.process_time()
    relations = relate(documents)
    assert time.process_time() - start < 15
    assert len(relations) == 499
    assert len({relation.origin_id for relation in relations}) == 1
