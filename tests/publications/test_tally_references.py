import pytest
from tests.publications import stories
from tests.publications.test_notes_by_analysts import published, told

from counterclaim.model import CountRange
from counterclaim.model.tally import Measure, Standing, Tally, TallyCase, TallyResult, TallyRules
from counterclaim.publications.given import Given


def result(count: str | None, *, elsewhere: bool = False) -> TallyResult:
    view = stories.raid()
    statement = "stm_gone" if elsewhere else view.statements[0].statement.id
    case = TallyCase(
        event_id=view.event.id, title=view.title, standing=Standing.IN, low=1, high=1, reasons=(),
        statement_ids=(statement,),
    )  # fmt: skip
    tally = Tally(
        id="raids", name="Raids", wording="How many raids?", measure=Measure.EVENTS, rules=TallyRules(),
        told=CountRange.parse(count) if count else None,
    )  # fmt: skip
    return TallyResult(tally=tally, low=1, high=1, members=(case,), contested=(), left_out=())


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("{tally:raids}", "1 event (1 counted, 0 contested); what was collected does not reach it[^1]"),
        ("{tally:raids|total}", "1[^1]"),
        ("{tally:raids|contested}", "0[^1]"),
        ("{tally:raids|answer}", "what was collected does not reach it[^1]"),
    ],
)
def test_a_tally_prints_its_total_with_a_note_for_each_case(reference, words) -> None:
    made = published(f"So: {reference}.", given=Given(tallies={"raids": result("21+")}))
    assert not made.problems
    assert f"So: {words}." in made.text.replace("\\", "")


@pytest.mark.parametrize(
    ("text", "given", "message"),
    [
        ("{tally:riads} it is.", result("21+"), "there is no tally 'riads'; near it: raids"),
        ("{tally:raids|answer} it is.", result(None), "is given no number to hold against it"),
        ("{tally:raids} it is.", result("21+", elsewhere=True), "has no footnote"),
    ],
)
def test_a_tally_without_support_is_withheld_by_line(text, given, message) -> None:
    made = published(text, given=Given(tallies={"raids": given}))
    [problem] = told(made)
    assert message in problem
    assert "it is" not in made.text


def test_territory_that_nothing_tells_of_is_withheld_by_line() -> None:
    [problem] = told(published("{figure:territory Nobody}"))
    assert "nothing tells of territory of 'Nobody'" in problem
