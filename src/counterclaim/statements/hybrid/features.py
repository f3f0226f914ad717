"""What the head is told besides the words: form of the mention, reported speech, and what the grammar found.

No feature tells an actor's name, side or kind, so that equal words about different actors are judged alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from counterclaim.model import Act
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


@dataclass(slots=True)
class _Told:
    """What the grammar found in one sentence, by the perpetrator's key."""

    acts: dict[str, list[float]] = field(default_factory=dict)
    """The greatest probability of each act."""
    speakers: dict[str, set[str]] = field(default_factory=dict)
    """The speakers' keys."""


_FORMS = [[float(form == k) for k in range(LOOSE + 1)] for form in range(LOOSE + 1)]
_NOTHING_TOLD = [0.0] * len(ACTS)
_NO_REPORT = [0.0] * (len(_STANCES) + 3)


@dataclass(frozen=True, slots=True)
class Featurizer:
    """Computes the features of units and voices of one reading."""

    reading: Reading
    lexicon: Lexicon
    told: dict[int, _Told]
    """By sentence."""
    settings: dict[int, list[float]] = field(default_factory=dict)
    """By sentence, as it is worked out: whether a word in it tells of a deed, an author is known, it is a heading."""

    @classmethod
    def of(cls, reading: Reading, lexicon: Lexicon) -> Featurizer:
        """A featurizer that looks findings up by sentence."""
        table: dict[int, _Told] = {}
        for finding in reading.findings:
            told, key = table.setdefault(finding.sentence, _Told()), finding.perpetrator.key
            acts, act = told.acts.setdefault(key, list(_NOTHING_TOLD)), ACTS.index(finding.act)
            acts[act] = max(acts[act], finding.probability)
            told.speakers.setdefault(key, set()).add(finding.speaker.key)
        return cls(reading, lexicon, table)

    def unit(self, unit: Unit) -> list[float]:
        """UNIT_WIDTH numbers."""
        told = self.told.get(unit.sentence)
        acts = _NOTHING_TOLD if told is None else told.acts.get(unit.who.key, _NOTHING_TOLD)
        other = told is not None and (len(told.acts) > 1 or unit.who.key not in told.acts)
        report = self.report(unit)
        return [
            *_FORMS[unit.form],
            float(len(unit.spans) > 1),
            *acts,
            float(other),
            *(_NO_REPORT if report is None else self._of_report(report, unit)),
            *self._setting(unit.sentence),
        ]

    def _of_report(self, report: Reported, unit: Unit) -> list[float]:
        same = bool(report.speaker.name) and report.speaker.speaks_for(unit.who)
        stances = [float(report.stance == name) for name in _STANCES]
        return [*stances, float(report.hedged), float(report.negated), float(same)]

    def _setting(self, sentence: int) -> list[float]:
        found = self.settings.get(sentence)
        if found is None:
            s = self.reading.sentences[sentence]
            known = self.reading.author is not None
            found = [float(_has_deed(s, self.lexicon)), float(known), float(s.kind == "heading")]
            self.settings[sentence] = found
        return found

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
        told = self.told.get(unit.sentence)
        return told is not None and voice.who.key in told.speakers.get(unit.who.key, ())


def _has_deed(s: Sentence, lexicon: Lexicon) -> bool:
    return any(
        t.low in lexicon.deeds or any(base in lexicon.attack_verbs for base, _ in lexicon.forms.get(t.low, ()))
        for t in s.tokens
    )


def voices_for(unit: Unit, voices: Sequence[Sequence[Voice]]) -> list[Voice]:
    """The phrases of the unit's sentence and the one before that may be its speaker."""
    before = voices[unit.sentence - 1] if unit.sentence else []
    return [*voices[unit.sentence], *before]
