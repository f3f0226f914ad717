"""A person adds what the coder overlooked: by words or by offsets, to an event or to a new one, for every run."""

from __future__ import annotations

import pytest

import counterclaim
from counterclaim.errors import ConfigError
from counterclaim.model import Property, Verdict

TEXT = (
    "---\ntitle: Blast at the pier\noutlet: Delta Courier\ndate: 2031-03-05\n---\n"
    "A bomb killed 12 people at the pier of Port Invented on Monday.\n\n"
    "The Tidewater Front claimed responsibility for the bombing.\n\n"
    "Old fishermen shook their heads at that and pointed to the Marsh Column.\n"
)
WORDS = "pointed to the Marsh Column"
SAID = {
    "quote": WORDS,
    "property": "perpetrator",
    "act": "suspects",
    "value": "Marsh Column",
    "value_kind": "organisation",
    "speaker": "fishermen",
    "speaker_kind": "witness",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("adding")
    (folder / "a.md").write_text(TEXT)
    with counterclaim.open(folder / "a.db") as book:
        book.add(folder / "a.md")
        book.run()
        yield book


def document_of(book):
    return book.documents()["document_id"].iloc[0]


def test_an_added_statement_is_weighed_with_the_others_after_every_run(made):
    judgement = made.judge(Verdict.ADD, document_of(made), reason="overlooked", by="kit", changes=SAID)
    for _ in range(2):
        made.run()
        view = made.views()[0]
        assert len(made.views()) == 1
        found = [s for s in view.statements if s.statement.coder == "human/kit"]
        assert [(s.statement.passage.quote, s.statement.value) for s in found] == [(WORDS, "Marsh Column")]
        assert found[0].verdict is Verdict.ADD
        assert {c.value for c in view.assessment(Property.PERPETRATOR).candidates} >= {"Marsh Column"}
    made.judge(Verdict.UNDO, judgement.digest, reason="no", by="kit")
    made.run()
    assert not [s for s in made.views()[0].statements if s.statement.coder == "human/kit"]


def test_an_addition_may_tell_of_another_event(made):
    text_about = {**SAID, "event": "new", "quote": "", "start": "0", "end": "14"}
    judgement = made.judge(Verdict.ADD, document_of(made), reason="another", by="kit", changes=text_about)
    assert len(judgement.anchors) == 1
    made.run()
    assert any(
        s.statement.coder == "human/kit" and s.statement.passage.start == 0
        for view in made.views()
        for s in view.statements
    )
    made.judge(Verdict.UNDO, judgement.digest, reason="no", by="kit")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"quote": "the"}, "stand in the text"),
        ({"quote": "not there"}, "do not stand in the text"),
        ({"quote": ""}, "needs the words"),
        ({"start": "5", "end": "5"}, "no passage"),
        ({"start": "x", "end": "9"}, "no place in a text"),
        ({"start": "0", "end": "99999999"}, "no passage"),
        ({"event": "evt_none"}, "no event of this document"),
        ({"colour": "red"}, "no field"),
        ({"act": "shouts"}, "shouts"),
    ],
)
def test_an_addition_that_does_not_fit_is_refused_with_the_field(made, change, said):
    with pytest.raises(ConfigError, match=said):
        made.judge(Verdict.ADD, document_of(made), reason="x", by="kit", changes={**SAID, **change})
