"""Corrected fields of a statement, by a coder or an adjudicator, checked before they are recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from counterclaim.errors import ConfigError
from counterclaim.model import Act, Property, SpeakerKind, Statement
from counterclaim.review.fields import Changes
from counterclaim.review.opinions import Conflict, Opinion
from counterclaim.review.rules import DECISION

AS = "as"
"""In an adjudication: the person whose reading is to hold."""

CHECKS: Mapping[str, Callable[[str], object] | None] = {
    "value": None,
    "speaker": None,
    "act": Act,
    "speaker_kind": SpeakerKind,
    "property": Property,
}
"""Fields that a correction may change, with the vocabulary that a new value must come from."""


def changes_of(statement: Statement, wanted: Mapping[str, str]) -> Changes:
    """(field, old, new) of each field to correct; raises ConfigError where one cannot be or does not fit."""
    recorded = []
    for field, new in sorted(wanted.items()):
        if field not in CHECKS:
            raise ConfigError(f"{field!r} cannot be corrected", remedy=f"fields are {', '.join(sorted(CHECKS))}")
        if field in ("value", "speaker") and not new.strip():
            raise ConfigError(
                f"a statement needs a {field}",
                where=f"--set {field}=",
                remedy=f"give the {field}, or take the whole statement out with `counterclaim judge reject`",
            )
        check = CHECKS[field]
        if check is not None:
            try:
                check(new)
            except ValueError as error:
                raise ConfigError(str(error), where=field, remedy=_words(field)) from error
        old = statement.speaker.name if field == "speaker" else str(getattr(statement, field))
        recorded.append((field, old, new))
    return tuple(recorded)


def _words(field: str) -> str:
    """Which words a field takes."""
    vocabulary = CHECKS[field]
    known = (
        [str(word) for word in vocabulary] if isinstance(vocabulary, type) and issubclass(vocabulary, StrEnum) else []
    )
    return f"say one of {', '.join(known)}; the glossary tells what they mean"


def adjudication(statement: Statement, conflict: Conflict | None, fields: Mapping[str, str]) -> Changes:
    """What an adjudication records: "decision" and the corrected fields; "as" names the person whose reading holds."""
    given = dict(fields)
    person, decision = given.pop(AS, ""), given.pop(DECISION, "")
    if person:
        opinions = {o.judgement.by: o for o in conflict.opinions} if conflict else {}
        if person not in opinions:
            people = ", ".join(opinions) or "nobody"
            raise ConfigError(f"{person} does not differ about this statement", where=AS, remedy=f"who does: {people}")
        return _as_read(statement, opinions[person])
    if decision not in ("accept", "correct", "reject"):
        raise ConfigError("an adjudication decides", remedy="say accept, correct or reject, or whose reading holds")
    if bool(given) != (decision == "correct"):
        raise ConfigError(
            "an adjudication that corrects, and no other, changes fields", remedy="for example act=denies"
        )
    return ((DECISION, "", decision), *changes_of(statement, given))


def _as_read(statement: Statement, opinion: Opinion) -> Changes:
    if opinion.rejected:
        return ((DECISION, "", "reject"),)
    wanted = {}
    for field in CHECKS:
        mine, theirs = (
            s.speaker.name if field == "speaker" else str(getattr(s, field)) for s in (statement, opinion.form)
        )
        if mine != theirs:
            wanted[field] = theirs
    return ((DECISION, "", "correct" if wanted else "accept"), *changes_of(statement, wanted))
