"""References to tallies: `{tally:NAME}`, with the total, the answer, or how many cases are contested."""

from __future__ import annotations

from counterclaim.model.tally import Measure, TallyResult
from counterclaim.publications.kinds.base import Answer, Kind, Scope, Unsupported, near
from counterclaim.publications.paper.inlines import Marked, Text

_COUNTED = {Measure.EVENTS: "events", Measure.KILLED: "killed", Measure.INJURED: "injured"}
_SAID = {
    "borne out": "what was collected bears it out",
    "not reached": "what was collected does not reach it",
    "exceeded": "what was collected exceeds it",
    "open": "what was collected leaves it open",
}


def _resolve(target: str, field: str, scope: Scope) -> Answer:
    found = _find(target, scope)
    # One statement a case: what `counterclaim tally` lists for each would be dozens of notes to a number.
    cited = [i for case in found.cases if (i := next((s for s in case.statement_ids if s in scope.statements), ""))]
    if not cited:
        raise Unsupported(
            f"none of the cases of tally {target!r} is in this brief, so its total has no footnote",
            "widen the brief's period, or drop the sentence",
        )
    text = _text(found, field)
    events = tuple(dict.fromkeys(case.event_id for case in found.cases))
    return Answer(inlines=(Text(text), Marked(scope.notes.marks(text, list(dict.fromkeys(cited))))), event_ids=events)


def _find(target: str, scope: Scope) -> TallyResult:
    known = scope.given.tallies
    if target not in known:
        names = {name: result.tally.name for name, result in known.items()}
        raise Unsupported(f"there is no tally {target!r}{near(target, names, names)}", "write it in tallies.yaml")
    return known[target]


def _text(found: TallyResult, field: str) -> str:
    counted = "event" if found.tally.measure is Measure.EVENTS and found.total == "1" else _COUNTED[found.tally.measure]
    if field == "total":
        return found.total
    if field == "contested":
        return str(len(found.contested))
    if field == "answer":
        if not found.answer:
            raise Unsupported(f"tally {found.tally.id} is given no number to hold against it", "give it `told`")
        return _SAID[found.answer]
    told = f"; {_SAID[found.answer]}" if found.answer else ""
    return f"{found.total} {counted} ({len(found.members)} counted, {len(found.contested)} contested){told}"


TALLY = Kind(
    name="tally",
    resolve=_resolve,
    fields={
        "": "the total with how many cases count and how many are contested",
        "total": "the total alone",
        "contested": "how many cases are contested",
        "answer": "whether the number of its wording is borne out",
    },
    target="a tally's id in tallies.yaml",
)
