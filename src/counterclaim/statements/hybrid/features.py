"""What the head is told besides the words: form of the mention, reported speech, and what the grammar found.

No feature tells an actor's name, side or kind, so that equal words about different actors are judged alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from counterclaim.model import Act
from counterclaim.statements.frames import Finding
from counterclaim.statements.hybrid.units import CARRIED, LOOSE, Unit, Voice
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.reading import Reading
from counterclaim.statements.reporting import Reported, innermost

ACTS = tuple(Act)
_STANCES = ("say", "believe", "admit", "deny", "doubt")
UNIT_WIDTH = LOOSE + 1 + 1 + len(ACTS) + 1 + len(_STANCES) + 6
VOICE_WIDTH = 8
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Featurizer:
    """Computes the features of units and voices of one reading."""

    reading: Reading
    lexicon: Lexicon
    findings: dict[int, list[Finding]]
    deeds: dict[int, bool] = field(default_factory=dict)
    """By sentence, as it is worked out: whether a word in it tells of a deed."""

    @classmethod
    def of(cls, reading: Reading, lexicon: Lexicon) -> Featurizer:
        """A featurizer that looks findings up by sentence."""
        table: dict[int, list[Finding]] = {}
        for finding in reading.findings:
            table.setdefault(finding.sentence, []).append(finding)
        return cls(reading, lexicon, table)

    def found(self, unit: Unit, act: Act) -> Finding | None:
        """The grammar's finding of that act about that actor in that sentence."""
        fits = (f for f in self.findings.get(unit.sentence, ()) if f.act is act and f.perpetrator.key == unit.who.key)
        return max(fits, key=lambda f: f.probability, default=None)

    def unit(self, unit: Unit) -> list[float]:
        """UNIT_WIDTH numbers."""
        s = self.reading.sentences[unit.sentence]
        report = self.report(unit)
        forms = [float(unit.form == k) for k in range(LOOSE + 1)]
        acts = [f.probability if (f := self.found(unit, act)) is not None else 0.0 for act in ACTS]
        other = any(f.perpetrator.key != unit.who.key for f in self.findings.get(unit.sentence, ()))
        stances = [float(report is not None and report.stance == name) for name in _STANCES]
        told = [
            float(report is not None and report.hedged),
            float(report is not None and report.negated),
            float(report is not None and self._same(report, unit)),
            float(self._has_deed(s)),
            float(self.reading.author is not None),
            float(s.kind == "heading"),
        ]
        return [*forms, float(len(unit.spans) > 1), *acts, float(other), *stances, *told]

    def _has_deed(self, s: Sentence) -> bool:
        if s.number not in self.deeds:
            self.deeds[s.number] = _has_deed(s, self.lexicon)
        return self.deeds[s.number]

    def report(self, unit: Unit) -> Reported | None:
        """The report that the mention stands in; for a carried one the widest of the sentence."""
        spans = self.reading.spans.get(unit.sentence, [])
        if unit.form == CARRIED:
            return max(spans, key=lambda r: r.end - r.start, default=None)
        return innermost(spans, unit.token)

    def voice(self, unit: Unit, voice: Voice) -> list[float]:
        """VOICE_WIDTH numbers about one possible speaker of one unit."""
        report = self.report(unit)
        spans = self.reading.spans.get(unit.sentence, [])
        here = voice.sentence == unit.sentence
        gap = voice.token - unit.token if here and unit.token >= 0 else 0
        return [
            float(here),
            float(report is not None and report.speaker.key == voice.who.key),
            float(any(r.speaker.key == voice.who.key for r in spans)),
            float(voice.who.key == unit.who.key),
            float(voice.who.speaks_for(unit.who)),
            float(here and gap < 0),
            float(here and abs(gap) <= _NEAR),
            float(self._is_speaker_of_finding(unit, voice)),
        ]

    def _is_speaker_of_finding(self, unit: Unit, voice: Voice) -> bool:
        found = self.findings.get(unit.sentence, ())
        return any(f.perpetrator.key == unit.who.key and f.speaker.key == voice.who.key for f in found)

    def _same(self, report: Reported, unit: Unit) -> bool:
        return bool(report.speaker.name) and report.speaker.speaks_for(unit.who)


def _has_deed(s: Sentence, lexicon: Lexicon) -> bool:
    return any(
        t.low in lexicon.deeds or any(base in lexicon.attack_verbs for base, _ in lexicon.forms.get(t.low, ()))
        for t in s.tokens
    )


def voices_for(unit: Unit, voices: Sequence[Sequence[Voice]]) -> list[Voice]:
    """The phrases of the unit's sentence and the one before that may be its speaker."""
    before = voices[unit.sentence - 1] if unit.sentence else []
    return [*voices[unit.sentence], *before]
