"""The evidence matrix of an event: speakers against answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.model import Assessment, EventView, Property, StatementView, Verdict, Weight
from counterclaim.model.values.actor_name import name_key

MOST = 8
"""Answers that get a column; the others stand in the list of chances."""
STRONGEST = 20.0
"""Decibans that fill a bar: a hundred to one. What weighs more is drawn as this, its figure says how much."""
NOBODY = "Nobody claimed it"
"""The voice of texts that say so; what nobody said weighs too."""
_ABOUT = (Property.PERPETRATOR, Property.UNCLAIMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one voice says of one answer, and how much that weighed in decibans; None where it was not weighed."""

    statements: tuple[StatementView, ...]
    decibans: float | None
    reason: str = ""

    @property
    def pull_start(self) -> float:
        """Where the bar of its weight begins, percent of a width whose middle is no weight."""
        return 50.0 if self._pulled > 0 else round(50 + self._pulled, 1)

    @property
    def pull_width(self) -> float:
        """How long the bar is, percent; never so short that it cannot be seen."""
        return max(1.0, round(abs(self._pulled), 1))

    @property
    def _pulled(self) -> float:
        weight = max(-STRONGEST, min(STRONGEST, self.decibans or 0.0))
        return 50 * weight / STRONGEST

    @property
    def acts(self) -> list[tuple[str, list[StatementView]]]:
        """The statements by their act; that nobody claimed it is "silence"."""
        groups: dict[str, list[StatementView]] = {}
        for view in self.statements:
            silent = view.statement.property is Property.UNCLAIMED
            groups.setdefault("silence" if silent else str(view.statement.act), []).append(view)
        return list(groups.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One voice, however many outlets carry it."""

    speaker: str
    kind: str
    grade: str
    outlets: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Voices against answers."""

    answers: tuple[str, ...]
    rows: tuple[Row, ...]


def matrix(view: EventView) -> Matrix | None:
    """The matrix; None where nobody says anything of a perpetrator. What was rejected stays out, as in weighing."""
    told = [v for v in view.statements if v.statement.property in _ABOUT and v.verdict is not Verdict.REJECT]
    if not told:
        return None
    weighed = view.assessment(Property.PERPETRATOR)
    answers = _answers(told, weighed)
    voices = _voices(told, weighed.weights if weighed else ())
    return Matrix(answers=answers, rows=tuple(_row(name, said, answers, weighed) for name, said in voices))


def _answers(told: Sequence[StatementView], weighed: Assessment | None) -> tuple[str, ...]:
    ranked = [c.value for c in weighed.candidates] if weighed else []
    moved = {w.hypothesis for w in weighed.weights} if weighed else set()
    named = [a for a in ranked if a in moved]
    rest = [v.statement.value for v in told if v.statement.property is Property.PERPETRATOR and v.statement.value]
    known = {name_key(a) for a in named}
    loose = [] if named else [value for value in dict.fromkeys(rest) if name_key(value) not in known]
    return tuple(dict.fromkeys([*named, *loose]))[:MOST] or ("an earlier statement",)


def _voices(told: Sequence[StatementView], weights: Iterable[Weight]) -> list[tuple[str, list[StatementView]]]:
    """Statements by voice, as weighed; those that were not weighed by the name of their speaker."""
    voice = {i: w.speaker for w in weights for i in w.statement_ids}
    groups: dict[str, list[StatementView]] = {}
    for view in sorted(told, key=lambda v: (str(v.document.published or "9"), v.statement.id)):
        groups.setdefault(voice.get(view.statement.id, view.statement.speaker.name), []).append(view)
    return list(groups.items())


def _row(name: str, said: Sequence[StatementView], answers: Sequence[str], weighed: Assessment | None) -> Row:
    ids = {v.statement.id for v in said}
    weights = [w for w in weighed.weights if w.speaker == name and ids & set(w.statement_ids)] if weighed else []
    silent = all(v.statement.property is Property.UNCLAIMED for v in said)
    return Row(
        speaker=NOBODY if silent else name,
        kind="" if silent else str(said[0].statement.speaker_kind),
        grade=next((w.admiralty for w in weights if w.admiralty), ""),
        outlets=tuple(dict.fromkeys(v.document.outlet for v in said if v.document.outlet)),
        cells=tuple(_cell(answer, said, answers, weights) for answer in answers),
    )


def _cell(answer: str, said: Sequence[StatementView], answers: Sequence[str], weights: Sequence[Weight]) -> Cell:
    own = [w for w in weights if w.hypothesis == answer]
    return Cell(
        statements=tuple(v for v in said if _answer_of(v, answers, weights) == answer),
        decibans=sum(w.decibans for w in own) if own else None,
        reason="; ".join(dict.fromkeys(w.reason for w in own if w.reason)),
    )


def _answer_of(view: StatementView, answers: Sequence[str], weights: Sequence[Weight]) -> str:
    """The answer that a statement speaks of: by any of its names, else the one that it moved most."""
    forms = {name_key(form) for form in (view.statement.value, *view.statement.value_aliases)}
    for answer in answers:
        if name_key(answer) in forms:
            return answer
    own = [w for w in weights if view.statement.id in w.statement_ids and w.hypothesis in answers]
    return max(own, key=lambda w: abs(w.decibans)).hypothesis if own else answers[0]
