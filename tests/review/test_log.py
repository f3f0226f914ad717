"""The chain of judgements: appended to by many, broken by nobody unnoticed."""

from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import fields, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import strategies as made
from tests.review.factories import NOON, document, judgement, statement

from counterclaim.backends.storage import open_memory, open_storage
from counterclaim.errors import ConfigError, StorageError
from counterclaim.model import GENESIS, Anchor, Judgement, Verdict
from counterclaim.review import anchor_statement, append, chain_head, verify_chain

DOC = document()
HERE = anchor_statement(statement(DOC), DOC.item_sha256)
REJECT = judgement(Verdict.REJECT, HERE)


def chained(judgements):
    chain = []
    for item in judgements:
        chain.append(replace(item, previous=chain_head(chain)))
    return chain


def test_the_head_of_nothing_is_the_beginning():
    assert chain_head([]) == GENESIS
    assert verify_chain([], []) == []


def test_judgements_are_chained_as_they_come():
    with closing(open_memory()) as storage:
        first = append(storage, REJECT)
        second = append(storage, replace(REJECT, previous="whatever"))
        assert (first.previous, second.previous) == (GENESIS, first.digest)
        assert storage.judgements() == [first, second]
        assert chain_head(storage.judgements()) == second.digest
        assert verify_chain(storage.judgements(), storage.stored_digests()) == []


def test_people_who_judge_at_once_all_get_into_the_chain(tmp_path):
    with closing(open_storage(tmp_path / "ledger.db")) as storage:
        failed = []

        def work(name):
            try:
                for number in range(5):
                    append(storage, replace(REJECT, by=name, reason=f"reason {number}"))
            except StorageError as error:
                failed.append(error)

        threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []
        assert len(storage.judgements()) == 20
        assert verify_chain(storage.judgements(), storage.stored_digests()) == []


def test_an_append_that_fails_for_another_reason_fails():
    with closing(open_memory()) as storage:
        wrong = replace(REJECT, reason="half a pair: \ud800")
        with pytest.raises(StorageError, match="surrogate"):
            append(storage, wrong)


# --- tampering ---------------------------------------------------------------------------------------------------
FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CHAINS = st.lists(made.judgements, min_size=1, max_size=5).map(chained)
OTHER = {
    "verdict": lambda old: next(v for v in Verdict if v != old),
    "anchors": lambda old: (*old, Anchor(value="one more")),
    "by": lambda old: old + "x",
    "at": lambda old: old + timedelta(seconds=1),
    "reason": lambda old: old + " ",
    "changes": lambda old: (*old, ("value", "a", "b")),
    "previous": lambda old: old[::-1] if old != old[::-1] else "f" * 64,
    "struck": lambda _: "e" * 64,
}


def test_every_field_of_a_judgement_is_tampered_with_below():
    assert set(OTHER) == {field.name for field in fields(Judgement)}


@FEW
@given(chain=CHAINS, name=st.sampled_from(sorted(OTHER)), data=st.data())
def test_a_change_of_any_field_shows(chain, name, data):
    digests = [item.digest for item in chain]
    place = data.draw(st.integers(0, len(chain) - 1))
    chain[place] = replace(chain[place], **{name: OTHER[name](getattr(chain[place], name))})
    assert verify_chain(chain, digests)


@FEW
@given(chain=CHAINS, name=st.sampled_from(Anchor.__slots__), data=st.data())
def test_a_change_of_any_field_of_an_anchor_shows(chain, name, data):
    digests = [item.digest for item in chain]
    place = data.draw(st.integers(0, len(chain) - 1))
    anchors = chain[place].anchors or (Anchor(),)
    old = getattr(anchors[0], name)
    changed = replace(anchors[0], **{name: old + ("x" if isinstance(old, str) else 1)})
    chain[place] = replace(chain[place], anchors=(changed, *anchors[1:]))
    assert verify_chain(chain, digests)


@FEW
@given(chain=CHAINS, data=st.data())
def test_a_change_with_its_digest_made_anew_breaks_the_chain_after_it(chain, data):
    place = data.draw(st.integers(0, len(chain) - 1))
    digests, published = [item.digest for item in chain], chain_head(chain)
    chain[place] = replace(chain[place], reason=chain[place].reason + "!")
    digests[place] = chain[place].digest
    faults = verify_chain(chain, digests)
    # The last one has nothing after it: its forgery shows against a head that was published before.
    assert bool(faults) == (place < len(chain) - 1)
    assert chain_head(chain) != published or place < len(chain) - 1


@FEW
@given(chain=CHAINS.filter(lambda c: len(c) > 1), data=st.data())
def test_an_order_that_is_not_the_chains_shows(chain, data):
    order = data.draw(st.permutations(range(len(chain))).filter(lambda p: list(p) != sorted(p)))
    moved = [chain[i] for i in order]
    assert verify_chain(moved, [item.digest for item in moved])


@FEW
@given(chain=CHAINS.filter(lambda c: len(c) > 1), data=st.data())
def test_a_judgement_taken_out_shows_unless_it_was_the_last(chain, data):
    place = data.draw(st.integers(0, len(chain) - 2))
    digests = [item.digest for item in chain]
    del chain[place], digests[place]
    assert verify_chain(chain, digests)


def test_a_judgement_without_its_digest_shows():
    chain = chained([REJECT, REJECT])
    assert verify_chain(chain, [chain[0].digest])
    assert verify_chain(chain[:1], [item.digest for item in chain])


# --- what is refused ---------------------------------------------------------------------------------------------
NAME = Anchor(value="A Name")
REFUSED = {
    "no reason": replace(REJECT, reason=" "),
    "no author": replace(REJECT, by=""),
    "no time zone": replace(REJECT, at=datetime(2031, 1, 1)),
    "no anchor": replace(REJECT, anchors=()),
    "two anchors": replace(REJECT, anchors=(HERE, HERE)),
    "no place": judgement(Verdict.ACCEPT, NAME),
    "an empty span": judgement(Verdict.ACCEPT, replace(HERE, end=HERE.start)),
    "a merge of one": judgement(Verdict.MERGE, HERE),
    "an unmasking of a place": judgement(Verdict.UNMASK, HERE),
    "a correction without changes": judgement(Verdict.CORRECT, HERE),
    "a rejection with changes": judgement(Verdict.REJECT, HERE, changes=(("value", "a", "b"),)),
    "a field that cannot be corrected": judgement(Verdict.CORRECT, HERE, changes=(("quote", "a", "b"),)),
    "a field twice": judgement(Verdict.CORRECT, HERE, changes=(("value", "a", "b"), ("value", "a", "c"))),
    "an unknown act": judgement(Verdict.CORRECT, HERE, changes=(("act", "claims", "sings"),)),
    "no value": judgement(Verdict.CORRECT, HERE, changes=(("value", "x", " "),)),
    "a split with nothing left": judgement(
        Verdict.SPLIT, replace(HERE, property="part"), replace(HERE, property="part", item_sha256="b" * 64)
    ),
    "a split with an unknown side": judgement(
        Verdict.SPLIT, replace(HERE, property="rest"), replace(HERE, property="far", item_sha256="b" * 64)
    ),
    "no speaker": judgement(Verdict.CORRECT, HERE, changes=(("speaker", "x", " "),)),
    "a toll that is no number": judgement(
        Verdict.CORRECT, replace(HERE, property="fatalities"), changes=(("value", "36", "many"),)
    ),
    "a date that is none": judgement(
        Verdict.CORRECT, HERE, changes=(("property", "perpetrator", "date"), ("value", "x", "2017-13"))
    ),
}


@pytest.mark.parametrize("wrong", REFUSED.values(), ids=REFUSED.keys())
def test_a_judgement_that_could_not_be_understood_later_is_refused(wrong):
    with closing(open_memory()) as storage:
        with pytest.raises(ConfigError):
            append(storage, wrong)
        assert storage.judgements() == []


@pytest.mark.parametrize(
    "right",
    [
        judgement(Verdict.UNMASK, NAME),
        judgement(Verdict.REJECT, NAME),
        judgement(Verdict.MERGE, HERE, replace(HERE, item_sha256="b" * 64)),
        judgement(Verdict.CORRECT, replace(HERE, property="fatalities"), changes=(("value", "36", "20+"),)),
        judgement(Verdict.CORRECT, replace(HERE, property="date"), changes=(("value", "2017", "2017-06"),)),
    ],
)
def test_well_formed_judgements_are_taken(right):
    with closing(open_memory()) as storage:
        assert append(storage, right).at == NOON
