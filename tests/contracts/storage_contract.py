"""What every storage must do. A test module per database gives the fixture ``storage`` and imports the class."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import strategies as made

from counterclaim.backends.storage import Derived, Storage, logical_digest
from counterclaim.errors import ConfigError, StorageError
from counterclaim.model import (
    GENESIS,
    Act,
    ActorName,
    Anchor,
    Assessment,
    Candidate,
    Capture,
    Coding,
    Document,
    Event,
    Judgement,
    LinkExplanation,
    Mention,
    Passage,
    Problem,
    Property,
    Receipt,
    Role,
    RunManifest,
    Source,
    SpeakerKind,
    Statement,
    Verdict,
    Weight,
)

# The class is meant to be run by several subclasses, and each example opens a ledger of its own.
MANY = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.differing_executors],
)
NOON = datetime(2031, 1, 1, 12, tzinfo=UTC)
PAPER = Source(name="The Paper", kind="newspaper", domains=("paper.example",))
TEXT = "A blast hit the market. Police said 36 people died. The group denied it. 😀 مدينة"


def capture(name: str = "report.txt", **changes: object) -> Capture:
    return replace(
        Capture(
            sha256=name.encode().hex().ljust(64, "0")[:64], size=3, media_type="text/plain", uri=name, retrieved=NOON
        ),
        **changes,
    )


def document(name: str = "report.txt", text: str = TEXT, **changes: object) -> Document:
    kept = capture(name)
    plain = Document(
        capture_id=kept.id,
        item_sha256=kept.sha256,
        uri="",
        member="",
        source_id=PAPER.id,
        outlet=PAPER.name,
        title=name,
        author="",
        published=None,
        language="en",
        media_type="text/plain",
        text=text,
    )
    return replace(plain, **changes)


def coding(
    of: Document, coder: str = "coder/1", *, spans: tuple[tuple[int, int], ...] = ((24, 50), (51, 71))
) -> Coding:
    mention = Mention(document_id=of.id, number=1, role=Role.MAIN, anchor=Passage.cut(of.id, of.text, 0, 23))
    statements = tuple(
        Statement(
            mention_id=mention.id,
            property=Property.FATALITIES,
            act=Act.REPORTS_AS_FACT,
            value="36",
            passage=Passage.cut(of.id, of.text, start, end),
            speaker=ActorName(name="Police"),
            speaker_kind=SpeakerKind.AUTHORITY,
        )
        for start, end in spans
    )
    return Coding(document_id=of.id, coder=coder, mentions=(mention,), statements=statements)


def problem(subject: str = "a.pdf", stage: str = "read", code: str = "encrypted") -> Problem:
    return Problem(stage=stage, subject=subject, place="", message="locked", remedy="unlock it", code=code)


def judgement(previous: str = GENESIS, reason: str = "seen the court's record") -> Judgement:
    anchor = Anchor(item_sha256="a" * 64, start=1, end=5, property="perpetrator", act="claims", value="X", speaker="Y")
    return Judgement(
        verdict=Verdict.REJECT, anchors=(anchor,), by="an analyst", at=NOON, reason=reason, previous=previous
    )


MANIFEST = RunManifest(
    version="1",
    coder="coder/1",
    linker="l/1",
    weigher="w/1",
    codebook_digest="c",
    documents=1,
    documents_digest="d",
    chain_head=GENESIS,
)


def derived(of: Coding, event_id: str = "evt_1", **changes: object) -> Derived:
    mention_ids = tuple(mention.id for mention in of.mentions)
    weight = Weight(
        speaker="police",
        statement_ids=tuple(s.id for s in of.statements),
        origin_documents=(of.document_id,),
        hypothesis="36",
        decibans=3.5,
        reason="counted once",
        admiralty="B2",
    )
    assessment = Assessment(
        event_id=event_id,
        property=Property.FATALITIES,
        candidates=(Candidate(value="36", probability=1.0, low=0.9, high=1.0, estimative="almost certain"),),
        outcome="36",
        weights=(weight,),
        voices=1,
        method="median/1",
        confidence="low",
    )
    plain = Derived(
        relations=(),
        events=(Event(id=event_id, mention_ids=mention_ids),),
        redirects=(),
        assessments=(assessment,),
        manifest=MANIFEST,
    )
    return replace(plain, **changes)


def fill(storage: Storage, *names: str) -> list[Document]:
    documents = [document(name) for name in names]
    for name, item in zip(names, documents, strict=True):
        storage.add_capture(capture(name), [(item, PAPER)], [])
    return sorted(documents, key=lambda d: d.id)


class StorageContract:
    """Tests over the fixture ``storage``: an empty ledger of some database."""

    # --- capture -------------------------------------------------------------------------------------------------
    def test_what_is_captured_comes_back_as_it_was(self, storage):
        item = document()
        assert storage.add_capture(capture(), [(item, PAPER)], [problem()]) == 1
        assert storage.has_capture(capture().id)
        assert list(storage.captures()) == [capture()]
        assert storage.sources() == [PAPER]
        assert list(storage.documents(with_text=True)) == [item]
        assert list(storage.documents()) == [replace(item, text="")]
        assert storage.problems() == [problem()]

    def test_the_same_thing_twice_adds_nothing(self, storage):
        storage.add_capture(capture(), [(document(), PAPER)], [problem()])
        before = logical_digest(storage)
        assert storage.add_capture(capture(), [(document(), PAPER)], [problem()]) == 0
        assert logical_digest(storage) == before

    def test_one_item_from_two_captures_is_one_document(self, storage):
        storage.add_capture(capture("a"), [(document("a"), PAPER)], [])
        again = document("a", capture_id=capture("b").id)
        assert storage.add_capture(capture("b"), [(again, PAPER), (again, PAPER)], []) == 0
        assert [d.capture_id for d in storage.documents()] == [capture("a").id]
        assert storage.has_capture(capture("b").id)

    def test_an_outlet_found_by_name_alone_keeps_what_the_registry_said(self, storage):
        storage.add_capture(capture("a"), [(document("a"), PAPER)], [])
        storage.add_capture(capture("b"), [(document("b"), Source(name="The Paper"))], [])
        assert storage.sources() == [PAPER]
        newer = replace(PAPER, affiliation="The Ministry")
        storage.add_capture(capture("c"), [(document("c"), newer)], [])
        assert storage.sources() == [newer]

    def test_listings_come_by_id_and_unknown_ids_are_left_out(self, storage):
        documents = fill(storage, "b", "a", "c")
        assert list(storage.documents(with_text=True)) == documents
        wanted = [documents[2].id, "doc_none", documents[0].id, documents[2].id]
        assert [d.id for d in storage.documents(wanted)] == [documents[0].id, documents[2].id]
        assert list(storage.documents([])) == []

    def test_more_documents_than_one_page_come_in_one_order(self, storage):
        kept = capture()
        items = [document(item_sha256=f"{i:064x}", capture_id=kept.id) for i in range(1203)]
        assert storage.add_capture(kept, [(item, PAPER) for item in items], []) == 1203
        assert [d.id for d in storage.documents()] == sorted(item.id for item in items)

    def test_a_document_with_half_a_surrogate_pair_is_refused_with_a_remedy(self, storage):
        with pytest.raises(StorageError) as caught:
            storage.add_capture(capture(), [(document(text="\ud800 x"), PAPER)], [])
        assert caught.value.remedy
        assert list(storage.captures()) == []

    # --- coding --------------------------------------------------------------------------------------------------
    def test_codings_come_back_as_they_were(self, storage):
        documents = fill(storage, "a", "b")
        codings = [coding(d) for d in documents]
        storage.save_codings(codings, [problem(stage="code")])
        assert list(storage.codings()) == codings
        assert list(storage.codings([documents[1].id])) == [codings[1]]
        assert storage.problems() == [problem(stage="code")]

    def test_a_newer_coding_replaces_the_older_one(self, storage):
        (item,) = fill(storage, "a")
        storage.save_codings([coding(item)], [])
        newer = coding(item, "coder/2", spans=((24, 35),))
        storage.save_codings([newer], [])
        assert list(storage.codings()) == [newer]

    def test_a_document_is_uncoded_until_this_coder_has_coded_it(self, storage):
        first, second = fill(storage, "a", "b")
        assert storage.uncoded("coder/1") == [first.id, second.id]
        storage.save_codings([coding(first)], [])
        assert storage.uncoded("coder/1") == [second.id]
        assert storage.uncoded("coder/2") == [first.id, second.id]

    def test_a_document_that_a_person_has_coded_is_left_to_them(self, storage):
        first, second = fill(storage, "a", "b")
        storage.save_codings([coding(first), coding(second)], [])
        storage.save_sheets([coding(first, "human/Ada")], {first.id: [{"event": "1", "note": "=1+1"}, {}]})
        assert storage.uncoded("coder/1") == []
        assert storage.uncoded("coder/2") == [second.id]
        assert [found.coder for found in storage.codings([first.id])] == ["human/Ada"]
        assert storage.stale()

    def test_filled_sheets_of_several_people_are_kept_side_by_side(self, storage):
        (item,) = fill(storage, "a")
        storage.save_sheets([coding(item, "human/Ada")], {item.id: [{"event": "1"}, {"note": "b"}]})
        storage.save_sheets([coding(item, "human/Ben")], {item.id: [{"event": "2"}]})
        storage.save_sheets([coding(item, "human/Ada")], {item.id: [{"event": "3"}]})
        assert storage.sheets() == {
            (item.id, "human/Ada"): [{"event": "3"}],
            (item.id, "human/Ben"): [{"event": "2"}],
        }
        assert storage.integrity() == []

    def test_a_text_that_is_not_kept_is_not_asked_for_again(self, storage):
        (item,) = fill(storage, "a")
        storage.save_codings([coding(item)], [])
        storage.drop_text([item.id])
        assert list(storage.documents(with_text=True)) == [replace(item, text="")]
        assert list(storage.codings()) == [coding(item)]
        assert storage.uncoded("coder/2") == []
        assert storage.integrity() == []

    def test_an_item_of_a_digest_outlet_comes_with_its_coding(self, storage):
        item = document("a")
        storage.add_capture(capture("a"), [(replace(item, text=""), PAPER)], [], [coding(item)])
        assert list(storage.codings()) == [coding(item)]
        assert storage.uncoded("coder/1") == storage.uncoded("coder/2") == []

    def test_one_statement_given_twice_is_one(self, storage):
        (item,) = fill(storage, "a")
        once = coding(item)
        storage.save_codings([replace(once, statements=once.statements * 2)], [])
        assert list(storage.codings()) == [once]

    def test_a_coding_that_speaks_of_another_document_is_refused_whole(self, storage):
        first, second = fill(storage, "a", "b")
        wrong = replace(coding(first), document_id=second.id)
        with pytest.raises(StorageError, match=first.id):
            storage.save_codings([coding(first), wrong], [problem()])
        assert list(storage.codings()) == []
        assert storage.problems() == []

    def test_a_statement_without_its_mention_is_refused(self, storage):
        (item,) = fill(storage, "a")
        with pytest.raises(StorageError, match="mention"):
            storage.save_codings([replace(coding(item), mentions=())], [])

    def test_a_coding_of_an_unknown_document_is_refused(self, storage):
        with pytest.raises(StorageError, match="contradicts"):
            storage.save_codings([coding(document("never added"))], [])

    # --- derived -------------------------------------------------------------------------------------------------
    def test_a_run_replaces_what_the_last_one_derived(self, storage):
        (item,) = fill(storage, "a")
        storage.save_codings([coding(item)], [])
        assert storage.manifest() is None
        assert storage.stale()
        for event_id in ("evt_1", "evt_2"):
            now = derived(coding(item), event_id)
            storage.replace_derived(now)
            assert storage.events() == list(now.events)
            assert storage.assessments() == list(now.assessments)
            assert storage.assessments([event_id, "evt_none"]) == list(now.assessments)
            assert storage.manifest() == MANIFEST
            assert not storage.stale()
            assert storage.integrity() == []

    def test_links_keep_their_reasons(self, storage):
        first, second = fill(storage, "a", "b")
        storage.save_codings([coding(first), coding(second)], [])
        left, right = coding(first).mentions[0].id, coding(second).mentions[0].id
        reasons = (("place", 4.5, "3 km"), ("date", -1.0, "2 days"))
        event = Event(
            id="evt_1",
            mention_ids=(left, right),
            links=(LinkExplanation(left=left, right=right, weights=reasons, probability=0.9),),
        )
        storage.replace_derived(derived(coding(first), events=(event,)))
        assert storage.events() == [event]

    def test_what_changes_after_a_run_makes_it_stale(self, storage):
        (item,) = fill(storage, "a")
        storage.save_codings([coding(item)], [])
        storage.replace_derived(derived(coding(item)))
        storage.add_problems([problem()])
        assert not storage.stale()
        for change in (
            lambda: fill(storage, "b"),
            lambda: storage.save_codings([coding(item)], []),
            lambda: storage.append_judgement(judgement()),
        ):
            storage.replace_derived(derived(coding(item)))
            change()
            assert storage.stale()

    def test_redirects_are_kept_over_runs_and_followed_to_their_end(self, storage):
        (item,) = fill(storage, "a")
        of = coding(item)
        storage.save_codings([of], [])
        storage.replace_derived(derived(of, "evt_2", redirects=(("evt_1", "evt_2"),)))
        storage.replace_derived(derived(of, "evt_3", redirects=(("evt_2", "evt_3"),)))
        assert storage.redirect("evt_1") == storage.redirect("evt_2") == storage.redirect("evt_3") == "evt_3"
        assert storage.redirect("evt_unknown") == "evt_unknown"
        assert storage.redirects() == [("evt_1", "evt_2"), ("evt_2", "evt_3")]

    def test_an_event_that_is_back_is_not_redirected_and_circles_end(self, storage):
        (item,) = fill(storage, "a")
        of = coding(item)
        storage.save_codings([of], [])
        storage.replace_derived(derived(of, "evt_2", redirects=(("evt_1", "evt_2"),)))
        storage.replace_derived(derived(of, "evt_1", redirects=(("evt_2", "evt_1"),)))
        assert storage.redirect("evt_1") == "evt_1"
        assert storage.redirect("evt_2") == "evt_1"
        storage.replace_derived(derived(of, "evt_9"))
        assert storage.redirect("evt_1") in {"evt_1", "evt_2"}

    # --- judgements ----------------------------------------------------------------------------------------------
    def test_judgements_stand_in_the_order_of_the_chain(self, storage):
        first = judgement()
        second = judgement(first.digest, "thought again")
        storage.append_judgement(first)
        storage.append_judgement(second)
        assert storage.judgements() == [first, second]
        assert storage.stored_digests() == [first.digest, second.digest]

    @pytest.mark.parametrize("previous", [GENESIS, "f" * 64])
    def test_a_judgement_that_does_not_follow_the_head_is_refused(self, storage, previous):
        storage.append_judgement(judgement())
        with pytest.raises(StorageError, match="head"):
            storage.append_judgement(judgement(previous, "another"))
        assert storage.judgements() == [judgement()]

    def test_thirty_writers_at_once_lose_double_and_misorder_nothing(self, storage):
        told: list[tuple[str, list[Judgement]]] = []

        def coder(name: str) -> None:
            told.append((name, [storage.append_next(judgement(reason=f"{name} {n}")) for n in range(5)]))

        threads = [threading.Thread(target=coder, args=[f"coder {n}"]) for n in range(30)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        chain = storage.judgements()
        heads = [GENESIS, *storage.stored_digests()]
        assert [item.previous for item in chain] == heads[:-1]
        assert [item.digest for item in chain] == heads[1:]
        assert len(told) == 30
        assert len(chain) == 150
        for name, said in told:
            # Each finds what was acknowledged to them, in their own order, as it was acknowledged.
            assert [item for item in chain if item.reason.startswith(f"{name} ")] == said

    def test_a_judgement_that_cannot_be_stored_is_refused_alone(self, storage):
        with pytest.raises(StorageError, match="surrogate"):
            storage.append_next(judgement(reason="\ud800"))
        assert storage.append_next(judgement()) == judgement()

    def test_a_request_that_is_sent_again_is_answered_with_what_it_made(self, storage: Storage) -> None:
        receipt = Receipt(key="coder/1", request="a")
        assert storage.received(receipt) is None
        first = storage.append_next(judgement(), receipt)
        storage.append_next(judgement(reason="another"))
        assert storage.append_next(judgement(reason="made anew at the second try"), receipt) == first
        assert storage.received(receipt) == first
        assert [j.reason for j in storage.judgements()] == [first.reason, "another"]
        for ask in (storage.received, lambda other: storage.append_next(judgement(), other)):
            with pytest.raises(ConfigError, match="used for another request"):
                ask(Receipt(key="coder/1", request="b"))
        assert len(storage.judgements()) == 2

    def test_one_request_sent_by_many_at_once_is_recorded_once(self, storage: Storage) -> None:
        receipt, told = Receipt(key="coder/1", request="a"), []

        def send(number: int) -> None:
            told.append(storage.append_next(judgement(reason=f"try {number}"), receipt))

        threads = [threading.Thread(target=send, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(told) == 8
        assert storage.judgements() == [told[0]]
        assert set(told) == {told[0]}

    # --- problems and integrity ----------------------------------------------------------------------------------
    def test_problems_are_kept_once_and_forgotten_by_subject(self, storage):
        kept = [problem("b.pdf"), problem("a.pdf", "capture"), problem("a.pdf")]
        storage.add_problems([*kept, *kept])
        assert storage.problems() == [kept[1], kept[2], kept[0]]
        storage.clear_problems("a.pdf", "read")
        assert storage.problems() == [kept[1], kept[0]]
        storage.clear_problems("a.pdf")
        assert storage.problems() == [kept[0]]

    def test_problems_that_each_run_finds_anew_replace_those_of_the_last_run(self, storage):
        storage.add_problems([problem(code="orphaned"), problem("b.pdf", code="orphaned"), problem()])
        storage.replace_problems("orphaned", [problem("c.pdf", code="orphaned")])
        assert storage.problems() == [problem(), problem("c.pdf", code="orphaned")]
        storage.replace_problems("orphaned", [])
        assert storage.problems() == [problem()]

    def test_integrity_finds_a_quote_that_is_not_in_the_text(self, storage):
        (item,) = fill(storage, "a")
        other = replace(item, text=TEXT.replace("Police", "Guards"))
        storage.save_codings([coding(other)], [])
        found = storage.integrity()
        assert len(found) == 1
        assert coding(other).statements[0].id in found[0]

    def test_integrity_finds_an_event_without_its_mention(self, storage):
        (item,) = fill(storage, "a")
        storage.save_codings([coding(item)], [])
        storage.replace_derived(derived(coding(item), events=(Event(id="evt_1", mention_ids=("mtn_lost",)),)))
        assert any("mtn_lost" in line for line in storage.integrity())

    def test_integrity_finds_a_weight_without_its_statement(self, storage):
        (item,) = fill(storage, "a")
        storage.save_codings([coding(item, spans=((24, 50),))], [])
        storage.replace_derived(derived(coding(item)))
        missing = coding(item).statements[1].id
        assert any(missing in line for line in storage.integrity())

    def test_a_run_that_was_cut_off_before_deriving_is_stale_and_not_damaged(self, storage):
        (item,) = fill(storage, "a")
        storage.save_codings([coding(item)], [])
        storage.replace_derived(derived(coding(item)))
        storage.save_codings([coding(item, "coder/2", spans=((24, 30),))], [])
        assert storage.stale()
        assert storage.integrity() == []

    # --- digests -------------------------------------------------------------------------------------------------
    def test_the_logical_digest_ignores_when_things_were_captured(self, storage, another):
        storage.add_capture(capture(headers=(("Date", "now"), ("Server", "s"))), [(document(), PAPER)], [])
        later = capture(retrieved=NOON.replace(year=2040), headers=(("date", "then"), ("Server", "s")))
        another.add_capture(later, [(document(), PAPER)], [])
        assert logical_digest(storage) == logical_digest(another)

    def test_the_logical_digest_ignores_the_order_of_arrival(self, storage, another):
        for target, names in ((storage, ("a", "b", "c")), (another, ("c", "a", "b"))):
            documents = fill(target, *names)
            target.save_codings([coding(d) for d in (documents if target is storage else reversed(documents))], [])
        assert logical_digest(storage) == logical_digest(another)

    def test_the_logical_digest_tells_every_other_difference(self, storage):
        seen = [logical_digest(storage)]

        def differs() -> None:
            assert logical_digest(storage) not in seen
            seen.append(logical_digest(storage))

        (item,) = fill(storage, "a")
        differs()
        of = coding(item)
        storage.save_codings([of], [])
        differs()
        storage.save_codings([replace(of, statements=(replace(of.statements[0], certainty=0.5),))], [])
        differs()
        storage.save_codings([of], [])
        storage.replace_derived(derived(of))
        differs()
        storage.replace_derived(derived(of, redirects=(("evt_0", "evt_1"),)))
        differs()
        storage.replace_derived(derived(of, manifest=replace(MANIFEST, version="2")))
        differs()
        storage.append_judgement(judgement())
        differs()
        storage.append_judgement(judgement(judgement().digest))
        differs()
        storage.add_problems([problem()])
        differs()
        storage.drop_text([item.id])
        differs()

    def test_the_content_stamp_follows_documents_texts_and_statements_only(self, storage):
        stamps = [storage.content_stamp()]
        (item,) = fill(storage, "a")
        stamps.append(storage.content_stamp())
        storage.save_codings([coding(item)], [])
        stamps.append(storage.content_stamp())
        storage.add_problems([problem()])
        storage.append_judgement(judgement())
        assert storage.content_stamp() == stamps[-1]
        storage.drop_text([item.id])
        stamps.append(storage.content_stamp())
        assert len(set(stamps)) == 4

    # --- use -----------------------------------------------------------------------------------------------------
    def test_a_listing_may_be_written_to_while_it_is_read(self, storage):
        fill(storage, "a", "b", "c")
        for item in storage.documents(with_text=True):
            storage.save_codings([coding(item)], [])
        assert len(list(storage.codings())) == 3

    def test_a_closed_storage_says_that_it_is_closed(self, storage):
        storage.close()
        with pytest.raises(StorageError, match="closed"):
            storage.events()

    # --- exact round trips ---------------------------------------------------------------------------------------
    @MANY
    @given(data=st.data())
    def test_every_captured_type_comes_back_exactly(self, new_storage, data):
        with new_storage() as storage:
            kept, source = data.draw(made.captures), data.draw(made.sources.filter(lambda s: s != Source(name=s.name)))
            items = data.draw(st.lists(made.documents(kept.id, source), max_size=3, unique_by=lambda d: d.id))
            told = data.draw(st.lists(made.problems, max_size=2, unique_by=lambda p: p.id))
            storage.add_capture(kept, [(item, source) for item in items], told)
            assert list(storage.captures()) == [kept]
            assert list(storage.documents(with_text=True)) == sorted(items, key=lambda d: d.id)
            assert storage.sources() == ([source] if items else [])
            assert sorted(p.id for p in storage.problems()) == sorted(p.id for p in told)
            assert set(storage.problems()) == set(told)

    @MANY
    @given(data=st.data())
    def test_every_coded_type_comes_back_exactly(self, new_storage, data):
        with new_storage() as storage:
            kept = capture()
            text = data.draw(made.words.filter(bool))
            item = data.draw(made.documents(kept.id, PAPER, st.just(text)))
            of = data.draw(made.codings(item.id, text))
            storage.add_capture(kept, [(item, PAPER)], [])
            storage.save_codings([of], [])
            assert list(storage.codings()) == [of]
            assert storage.integrity() == []

    @MANY
    @given(data=st.data())
    def test_every_derived_type_comes_back_exactly(self, new_storage, data):
        with new_storage() as storage:
            documents = fill(storage, "a", "b")
            events = sorted(data.draw(st.lists(made.events, max_size=3, unique_by=lambda e: e.id)), key=lambda e: e.id)
            assessments = [
                a
                for event in events
                for a in sorted(
                    data.draw(st.lists(made.assessments(event.id), max_size=2, unique_by=lambda a: a.property)),
                    key=lambda a: a.property,
                )
            ]
            related = made.relations([d.id for d in documents])
            relations = data.draw(st.lists(related, max_size=3, unique_by=lambda r: (r.document_id, r.origin_id)))
            manifest = data.draw(made.manifests)
            now = Derived(
                relations=tuple(relations),
                events=tuple(events),
                redirects=(),
                assessments=tuple(assessments),
                manifest=manifest,
            )
            storage.replace_derived(now)
            assert storage.events() == events
            assert storage.assessments() == assessments
            assert storage.relations() == sorted(relations, key=lambda r: (r.document_id, r.origin_id))
            assert storage.manifest() == manifest

    @MANY
    @given(drawn=st.lists(made.judgements, max_size=4))
    def test_every_judgement_comes_back_exactly_with_its_digest(self, new_storage, drawn):
        with new_storage() as storage:
            chain, head = [], GENESIS
            for item in drawn:
                chain.append(replace(item, previous=head))
                head = chain[-1].digest
                storage.append_judgement(chain[-1])
            assert storage.judgements() == chain
            assert [item.digest for item in storage.judgements()] == storage.stored_digests()
