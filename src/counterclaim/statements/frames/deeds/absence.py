"""Denials by absence: "its planes had not operated in the area", "no helicopter had been in the air"."""

from __future__ import annotations

from counterclaim.model import Act, SpeakerKind
from counterclaim.statements.clauses import subjects
from counterclaim.statements.frames.assertion import side_of
from counterclaim.statements.frames.base import Context
from counterclaim.statements.phrases import Phrase, VerbGroup

_ACTIVE = frozenset({"operate", "fly", "be", "work", "move", "carry out", "conduct"})
_THERE = frozenset(
    {"area", "region", "vicinity", "city", "town", "village", "district", "air", "sky", "skies", "sector"}
)
_REACH = 8


def find_absence(c: Context, k: int, verb: VerbGroup) -> None:
    """A side that says its forces were not there denies the deed that the text told before."""
    report = c.report_at(verb.head)
    if verb.lemma not in _ACTIVE or report is None or report.stance not in ("say", "deny"):
        return
    speaker = report.speaker
    if speaker.speaker_kind not in (SpeakerKind.STATE, SpeakerKind.AUTHORITY, SpeakerKind.ARMED_GROUP):
        return
    found = subjects(c.s, k, c.lexicon)
    if not found or not _own_forces(c, found[0]) or not (c.history or c.s.number):
        return
    none = c.s.tokens[found[0].start].low in ("no", "none")
    absent = verb.negated or none
    there = _THERE & set(c.s.lows(verb.end, verb.end + _REACH))
    if (absent == report.negated) if report.stance == "say" else (absent or report.negated):
        return
    side = side_of(c, speaker)
    if there and side.kind != "person":
        start = min(report.from_, found[0].start)
        c.add(Act.DENIES, speaker, side, start, c.clause(verb), verb.head, probability=0.6)


def _own_forces(c: Context, phrase: Phrase) -> bool:
    """Such as "its planes", "our troops", "no helicopter": forces, told as one's own or as none at all."""
    first, head = c.s.tokens[phrase.start].low, c.s.tokens[phrase.head].low
    forces = any(c.lexicon.noun_is(head, name) for name in ("hardware", "state_nouns", "armed_nouns"))
    return forces and first in ("its", "their", "our", "no", "none")
