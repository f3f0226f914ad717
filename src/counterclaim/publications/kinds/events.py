"""References to events: `{event:ID}` and what is weighed of it, `{event:ID|killed}`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from counterclaim.model import DISPUTED, UNKNOWN, Property
from counterclaim.publications.chances import estimate
from counterclaim.publications.display import isolated, one_line
from counterclaim.publications.facts import event_dates, event_place, event_toll, status, unclaimed
from counterclaim.publications.figures import waterfall_figure
from counterclaim.publications.kinds.base import Answer, Kind, Scope, Unsupported, near
from counterclaim.publications.material import PublishedEvent, PublishedStatement
from counterclaim.publications.matrix import evidence_matrix, voices
from counterclaim.publications.paper.blocks import Block, Bullets, ChancesPart, EventPart, MatrixPart, Paragraph
from counterclaim.publications.paper.inlines import Marked, said, spaced
from counterclaim.publications.paper.lowering import fact_item
from counterclaim.publications.sections import chances, event_section, facts, says_sentence, verdict, why_sentences
from counterclaim.publications.words import count_words, date_words, listed

_LOST = "no statement that stands tells of {what} in {title}"


def find_event(target: str, scope: Scope) -> PublishedEvent:
    """The event of an id, of the beginning of one, or of one that has since merged; else of words of its title.

    Raises:
        Unsupported: there is none, or nothing of it may be published, or several ids begin so.
    """
    wanted = scope.options.redirects.get(target, target)
    found = [e for e in scope.events if e.id == wanted] or [e for e in scope.events if e.id.startswith(wanted or " ")]
    if not found and not wanted.startswith("evt_"):
        found = [e for e in scope.events if wanted.casefold() in e.title.casefold()]
        if len(found) > 1:
            raise Unsupported(f"several events are called so: {listed([e.title for e in found])}", "give an id")
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        raise Unsupported(f"several events begin with {target!r}", "give more of the id")
    if any(e == wanted for e in scope.material.withheld_events):
        raise Unsupported(f"nothing of event {target} may be shown", "see `counterclaim show` for why")
    titles = {e.id: e.title for e in scope.events}
    raise Unsupported(
        f"there is no event {target!r} in this brief{near(target, titles, titles)}", "see `counterclaim events`"
    )


def _told(event: PublishedEvent, prop: Property, what: str) -> Sequence[PublishedStatement]:
    told = event.about(prop)
    if not told:
        raise Unsupported(_LOST.format(what=what, title=event.title))
    return told


def _answer(scope: Scope, event: PublishedEvent, text: str, told: Sequence[PublishedStatement]) -> Answer:
    return Answer.words(text, Marked(scope.notes.marks(text, (s.id for s in told))), event_ids=(event.id,))


def _title(event: PublishedEvent, scope: Scope) -> Answer:
    return _answer(scope, event, event.title, event.about(Property.PERPETRATOR) or event.statements[:1])


def _date(event: PublishedEvent, scope: Scope) -> Answer:
    told = _told(event, Property.DATE, "the date")
    return _answer(scope, event, " or ".join(date_words(d) for d in event_dates(event)), told)


def _place(event: PublishedEvent, scope: Scope) -> Answer:
    told = _told(event, Property.PLACE, "the place")
    place = event_place(event)
    assert place is not None
    return _answer(scope, event, isolated(place.name), told)


def _count(prop: Property, what: str) -> Callable[[PublishedEvent, Scope], Answer]:
    def answer(event: PublishedEvent, scope: Scope) -> Answer:
        told = _told(event, prop, what)
        return _answer(scope, event, _toll_words(event, prop), told)

    return answer


def _toll_words(event: PublishedEvent, prop: Property) -> str:
    toll = event_toll(event, prop)
    if toll is None:
        raise Unsupported(f"no figure stands for {event.title}", "run `counterclaim run` again")
    span = f" (lowest {count_words(toll.low)}, highest {count_words(toll.high)})" if toll.disagree else ""
    return f"{count_words(toll.best)}{span}"


def _tolls(event: PublishedEvent, scope: Scope) -> Answer:
    counts = ((Property.FATALITIES, "killed"), (Property.INJURED, "injured"))
    told = [(prop, word) for prop, word in counts if event.about(prop) and event_toll(event, prop)]
    if not told:
        raise Unsupported(_LOST.format(what="dead or injured", title=event.title))
    text = listed([f"{_toll_words(event, prop)} {word}" for prop, word in told])
    return _answer(scope, event, text, [s for prop, _ in told for s in event.about(prop)])


def _kind(event: PublishedEvent, scope: Scope) -> Answer:
    told = _told(event, Property.TYPE, "what kind of event it was")
    weighed = event.assessment(Property.TYPE)
    return _answer(scope, event, weighed.outcome if weighed else told[0].value, told)


def _outcome(event: PublishedEvent, scope: Scope) -> Answer:
    told = _told(event, Property.PERPETRATOR, "who did it")
    weighed = event.assessment(Property.PERPETRATOR)
    state = status(event)
    assert weighed is not None or state == "unknown"
    text = {"unknown": UNKNOWN, "disputed": DISPUTED}.get(state) or isolated(weighed.outcome if weighed else "")
    return _answer(scope, event, text, told)


def _chance(event: PublishedEvent, scope: Scope) -> Answer:
    told = _told(event, Property.PERPETRATOR, "who did it")
    weighed = event.assessment(Property.PERPETRATOR)
    chosen = next((c for c in weighed.candidates if c.value == weighed.outcome), None) if weighed else None
    if chosen is None:
        raise Unsupported(f"no answer stands for {event.title}, so none has a probability", "refer to its |verdict")
    return _answer(scope, event, estimate(chosen.probability), told)


def _verdict(event: PublishedEvent, scope: Scope) -> Answer:
    return Answer(inlines=said(verdict(event, scope.notes)), event_ids=(event.id,))


def _why(event: PublishedEvent, scope: Scope) -> Answer:
    found = why_sentences(event, scope.notes)
    if not found:
        raise Unsupported(f"nothing was weighed about {event.title}")
    return Answer(inlines=spaced(found), event_ids=(event.id,))


def _unclaimed(event: PublishedEvent, scope: Scope) -> Answer:
    told = unclaimed(event)
    if not told:
        raise Unsupported(_LOST.format(what="nobody's having claimed it", title=event.title))
    return _answer(scope, event, "nobody had claimed it", told)


def _says(event: PublishedEvent, scope: Scope) -> Answer:
    told = [said(says_sentence(group, scope.notes)) for group in voices(event)]
    if not told:
        raise Unsupported(_LOST.format(what="who did it", title=event.title))
    return _blocks(event, Bullets(items=tuple((Paragraph(children=words),) for words in told)))


def _facts(event: PublishedEvent, scope: Scope) -> Answer:
    told = facts(event, scope.notes)
    if not told:
        raise Unsupported(_LOST.format(what="when, where or how it was", title=event.title))
    return _blocks(event, Bullets(items=tuple(map(fact_item, told))))


def _proof(event: PublishedEvent, scope: Scope) -> Answer:
    """What is offered as proof and what speaks against it, by whom, as a list."""
    told = event.about(Property.EVIDENCE)
    if not told:
        raise Unsupported(_LOST.format(what="proof", title=event.title))
    items = []
    for statement in told:
        kind = isolated(statement.value or statement.evidence)
        text = f"{isolated(statement.speaker)}, {kind}: “{isolated(one_line(statement.quote))}”"
        sentence = scope.notes.sentence(text, [statement.id])
        items.append((Paragraph(children=said(sentence)),))
    return _blocks(event, Bullets(items=tuple(items)))


def _chances(event: PublishedEvent, scope: Scope) -> Answer:
    head = _verdict(event, scope).inlines
    found = chances(event, scope.notes)
    if not found:
        raise Unsupported(_LOST.format(what="who did it", title=event.title))
    part = ChancesPart(chances=found, calibration=scope.material.calibration)
    return _blocks(event, Paragraph(children=head, role="verdict"), part)


def _matrix(event: PublishedEvent, scope: Scope) -> Answer:
    matrix = evidence_matrix(event, scope.notes)
    if matrix is None:
        raise Unsupported(_LOST.format(what="who did it", title=event.title))
    return _blocks(event, MatrixPart(number=event.number, matrix=matrix))


def _section(event: PublishedEvent, scope: Scope) -> Answer:
    return _blocks(event, event_part(event, scope))


def _blocks(event: PublishedEvent, *blocks: Block) -> Answer:
    return Answer(blocks=blocks, event_ids=(event.id,))


def event_part(event: PublishedEvent, scope: Scope, *, drawn: bool = True) -> EventPart:
    """All that is said of one event, with the drawing of what moved its verdict."""
    scope.once(f"the section of {event.title}")
    figure = waterfall_figure(event, f"waterfall-{event.number}") if drawn and event.contested else None
    section = event_section(event, scope.notes)
    if figure is not None:
        # After the section, whose first mention numbers the notes.
        told = scope.notes.marks(figure.heading, (s.id for s in event.about(Property.PERPETRATOR)))
        figure = replace(figure, marks=told)
    return EventPart(section=section, waterfall=figure, calibration=scope.material.calibration)


_ANSWERS: dict[str, tuple[str, Callable[[PublishedEvent, Scope], Answer]]] = {
    "": ("its title", _title),
    "title": ("its title", _title),
    "date": ("when it was, as exactly as the sources know", _date),
    "place": ("where it was", _place),
    "type": ("what kind of event it was", _kind),
    "killed": ("the best figure of the dead, with lowest and highest", _count(Property.FATALITIES, "dead")),
    "injured": ("the same of the injured", _count(Property.INJURED, "injured")),
    "tolls": ("dead and injured together", _tolls),
    "outcome": ("who did it, or “disputed” or “unknown”", _outcome),
    "chance": ("how likely the outcome is, term and number", _chance),
    "verdict": ("who did it, as a whole sentence", _verdict),
    "why": ("why, as whole sentences", _why),
    "unclaimed": ("“nobody had claimed it”, where a source says so", _unclaimed),
    "says": ("who says what, as a list", _says),
    "facts": ("when, where, how many and how it was, each with who tells it, as a list", _facts),
    "proof": ("what is offered as proof, and by whom, as a list", _proof),
    "chances": ("all answers with their probabilities, as a table", _chances),
    "matrix": ("who says what about which answer, as a table", _matrix),
    "section": ("all of this", _section),
}


def _resolve(target: str, field: str, scope: Scope) -> Answer:
    return _ANSWERS[field][1](find_event(target, scope), scope)


EVENT = Kind(
    name="event",
    resolve=_resolve,
    fields={name: words for name, (words, _) in _ANSWERS.items()},
    target="an event's id, its beginning, or words of its title that no other has",
)
