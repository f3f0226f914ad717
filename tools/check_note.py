"""The analyst's note as acceptance: one published note goes through the whole line, and its readings are checked.

    python tools/check_note.py DATA

DATA is the folder that holds ``day_after/note.txt``. The note's text belongs to its author and is no part of this
repository. Prints one line a point and ends with "N passed, N failed"; exit code 1 if any failed, 2 if DATA is missing.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import counterclaim
from counterclaim.assessments import weigh
from counterclaim.codebooks import Priors
from counterclaim.model import Act, EventView, Evidence, Property, StatementView
from counterclaim.model.values.actor_name import name_key
from counterclaim.pipeline.calibrating import Settled

ISIS = {"isis", "islamic state", "is"}
Point = tuple[str, bool]


def perpetrators(views: Sequence[EventView], act: Act) -> Iterator[StatementView]:
    """Statements of one act on who did it."""
    for view in views:
        for item in view.statements:
            if item.statement.property is Property.PERPETRATOR and item.statement.act is act:
                yield item


def says(views: Sequence[EventView], act: Act, actor: set[str], speaker: Callable[[StatementView], bool]) -> bool:
    """Whether a speaker of some kind says this of an actor."""
    return any(
        actor & {name_key(form) for form in (i.statement.value, *i.statement.value_aliases)} and speaker(i)
        for i in perpetrators(views, act)
    )


def is_kind(*kinds: str) -> Callable[[StatementView], bool]:
    """A speaker of one of these kinds."""
    return lambda item: item.statement.speaker_kind in kinds


def is_named(part: str) -> Callable[[StatementView], bool]:
    """A speaker whose name contains these words."""
    return lambda item: part in name_key(item.statement.speaker.name)


def outcome(views: Sequence[EventView]) -> set[str]:
    """Weighed outcomes on the perpetrator."""
    return {name_key(a.outcome) for view in views if (a := view.assessment(Property.PERPETRATOR))}


def manila(views: Sequence[EventView]) -> Iterator[Point]:
    """Claimed, rejected, attributed to one gunman."""
    yield "Manila: claimed by ISIS", says(views, Act.CLAIMS, ISIS, is_kind("armed_group"))
    yield "Manila: rejected by the authorities", says(views, Act.DENIES, ISIS, is_kind("authority", "state"))
    yield (
        "Manila: attributed to Jesse Carlos",
        says(views, Act.ATTRIBUTES, {"jesse carlos"}, is_kind("authority", "state")),
    )
    yield "Manila: the outcome is the gunman", "jesse carlos" in outcome(views)


def jerusalem(views: Sequence[EventView]) -> Iterator[Point]:
    """Claimed, rejected by Hamas, attributed to the PFLP, disputed."""
    pflp = {"pflp", "popular front for the liberation of palestine"}
    yield "Jerusalem: claimed by ISIS", says(views, Act.CLAIMS, ISIS, is_kind("armed_group"))
    yield "Jerusalem: rejected by Hamas", says(views, Act.DENIES, ISIS, is_named("hamas"))
    yield "Jerusalem: attributed to the PFLP by Hamas", says(views, Act.ATTRIBUTES, pflp, is_named("hamas"))
    yield "Jerusalem: disputed", "disputed" in outcome(views)


def mosul(views: Sequence[EventView]) -> Iterator[Point]:
    """Denied, blamed on the coalition, doubted by the text."""
    coalition = {"coalition", "international coalition", "us-led coalition"}
    yield "al-Nuri: denied by ISIS", says(views, Act.DENIES, ISIS, is_kind("armed_group"))
    yield "al-Nuri: blamed on the coalition", says(views, Act.ATTRIBUTES, coalition, is_kind("armed_group"))
    doubted = any(i.statement.speaker_kind == "media" for i in perpetrators(views, Act.DOUBTS))
    yield "al-Nuri: the blame is doubted by the text", doubted


def tehran(views: Sequence[EventView]) -> Iterator[Point]:
    """Claimed with video evidence."""
    proofs = [
        f"{i.statement.evidence} {i.statement.value} {i.statement.passage.quote}".casefold()
        for view in views
        for i in view.statements
        if i.statement.property is Property.EVIDENCE or i.statement.evidence
    ]
    yield "Tehran: claimed", any(perpetrators(views, Act.CLAIMS))
    yield "Tehran: video evidence", any("video" in proof for proof in proofs)


def probability(view: EventView, actor: set[str]) -> float:
    """The probability that one of these did it, 0 where nobody names them."""
    weighed = view.assessment(Property.PERPETRATOR)
    return sum(c.probability for c in weighed.candidates if name_key(c.value) in actor) if weighed else 0.0


def verdicts(ledger: counterclaim.Ledger) -> Iterator[Point]:
    """What the weighing makes of the three contested events."""
    events = {place: contested(ledger.views(place=place)) for place in ("Manila", "Jerusalem", "Mosul")}
    for place, views in events.items():
        yield f"{place}: contested", bool(views)
    first = {place: [v.assessment(Property.PERPETRATOR) for v in views] for place, views in events.items()}
    yield (
        "Manila: not ISIS is most probable",
        all(a and name_key(a.candidates[0].value) not in ISIS for a in first["Manila"]),
    )
    yield "Jerusalem: the verdict is disputed", any(a and a.outcome == "disputed" for a in first["Jerusalem"])
    coalition = {"coalition", "international coalition", "us-led coalition"}
    blamed = [v for v in events["Mosul"] if says([v], Act.DENIES, ISIS, is_kind("armed_group"))]
    yield (
        "al-Nuri: the denial is outweighed",
        bool(blamed) and all(probability(v, ISIS) > max(0.5, probability(v, coalition)) for v in blamed),
    )
    evidence = Settled.of(ledger.reading()).evidence
    priors = ledger.reading().codebook.priors
    for place, views in events.items():
        yield (
            f"{place}: stable, or the page names the statement",
            all(told(v, evidence[v.event.id], priors) for v in views),
        )


def contested(views: Sequence[EventView]) -> list[EventView]:
    """Those events on which somebody denies or doubts an answer, or answers conflict."""
    return [view for view in views if view.contested]


def told(view: EventView, evidence: Sequence[Evidence], priors: Priors) -> bool:
    """Whether leaving out any one statement changes the outcome exactly where the verdict says that it does."""
    weighed = view.assessment(Property.PERPETRATOR)
    if weighed is None:
        return False
    named = {pivot.statement_id for pivot in weighed.pivots}
    for place, dropped in enumerate(evidence):
        rest = [e for i, e in enumerate(evidence) if i != place]
        changed = weigh(view.event.id, rest, priors)[0].outcome != weighed.outcome
        if changed != (dropped.statement.id in named):
            return False
    return ("decides:" in weighed.explanation) == bool(named)


def inspired(views: Sequence[EventView]) -> Iterator[Point]:
    """The attacks were inspired rather than directed."""
    said = [i.statement for v in views for i in v.statements if i.statement.property is Property.INVOLVEMENT]
    yield "the attacks: inspired rather than directed", any(s.value == "inspired" for s in said)


def check(note: Path) -> Iterator[Point]:
    """Run the line on the note and yield every point with whether it holds."""
    with tempfile.TemporaryDirectory() as folder, counterclaim.open(Path(folder) / "note.db") as ledger:
        ledger.add(note)
        ledger.run()
        yield from manila(ledger.views(place="Manila"))
        yield from jerusalem(ledger.views(place="Jerusalem"))
        yield from mosul(ledger.views(place="Mosul"))
        yield from tehran(ledger.views(place="Tehran"))
        yield from inspired(ledger.views())
        yield from verdicts(ledger)
        citations = ledger.reading().citations
        yield "seven footnotes are citations", sorted({c.number for c in citations}) == [1, 2, 3, 4, 5, 6, 7]
        tied = {c.number for c in citations if c.passage is not None and f"[{c.number}]" in c.passage.quote}
        yield "each is tied to the sentence that cites it", tied == {1, 2, 3, 4, 5, 6, 7}


def main() -> int:
    """Check and print."""
    note = Path(sys.argv[1] if len(sys.argv) > 1 else "") / "day_after" / "note.txt"
    if not note.is_file():
        print(f"no note at {note}: give the folder that holds day_after/note.txt", file=sys.stderr)
        return 2
    points = list(check(note))
    for name, holds in points:
        print(f"{'holds ' if holds else 'FAILS '} {name}")
    failed = sum(not holds for _, holds in points)
    print(f"{len(points) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
