"""The head's judgement on a reading: findings of the grammar weighed and dropped, others added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from counterclaim.model import Act, SpeakerKind
from counterclaim.statements.encoder.tokenising import TokenisedText
from counterclaim.statements.frames import Finding
from counterclaim.statements.hybrid.calibration import Calibration, Candidate
from counterclaim.statements.hybrid.features import ACTS
from counterclaim.statements.hybrid.head import AUTHOR, SPECIAL, UNNAMED, Opinions, StatementHead
from counterclaim.statements.hybrid.head import TEXT as SAID_BY_TEXT
from counterclaim.statements.hybrid.judged import Judged, judged_units
from counterclaim.statements.hybrid.naming import perpetrator_of
from counterclaim.statements.hybrid.neutral import NeutralText
from counterclaim.statements.hybrid.speaking import only_responds, tells_of_speech
from counterclaim.statements.hybrid.units import Unit
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.reading import Reading
from counterclaim.statements.reporting import HIDDEN, TEXT
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import Who

KINDS = tuple(SpeakerKind)
_ONE_OF = frozenset({Act.ATTRIBUTES, Act.SUSPECTS, Act.REPORTS_AS_FACT})
"""Degrees of one thing: of these a speaker does only the likeliest to one actor in one sentence."""
_NAMING = _ONE_OF | {Act.CLAIMS}
_LONG = 600
_LEAST_HEARD = 0.01
"""A speaker of whom the head thinks less is as unlikely as this to it."""


@dataclass(frozen=True)
class Reviser:
    """Revises the findings of a reading."""

    head: StatementHead
    calibration: Calibration
    lexicon: Lexicon

    def revise(self, reading: Reading, read: NeutralText, states: NDArray[np.float32]) -> list[Finding]:
        """All findings at or above the threshold, in the order of the text."""
        judged = judged_units(reading, self.lexicon, read)
        by_actor = _by_actor(reading.findings)
        owns = [by_actor.get((j.unit.sentence, j.unit.who.key), []) for j in judged]
        found: list[Finding] = []
        if judged:
            opinions = self.head.opinions(states, judged)
            text = _Text(reading, read.tokens, states, opinions, _sentences(judged), read.tokens.text.isupper())
            for number, acts in self._likely(text, judged, owns):
                found += self._of_unit(text, number, judged[number], owns[number], acts)
        rest = self.calibration.of_grammar()
        if rest >= self.calibration.threshold:
            seen = {id(f) for own in owns for f in own}
            found += [replace(f, probability=rest) for f in reading.findings if id(f) not in seen]
        return sorted(
            _without_repeats(_not_taken_back(found, reading.findings), reading.findings),
            key=lambda f: (f.sentence, f.trigger, f.act, f.perpetrator.key, f.speaker.key),
        )

    def _likely(
        self, text: _Text, judged: Sequence[Judged], owns: Sequence[Sequence[Finding]]
    ) -> Iterator[tuple[int, list[int]]]:
        """Numbers of the units that may carry a statement, with the acts that are likely enough if the speaker is."""
        logits = text.opinions.logits
        told = np.zeros(logits.shape, np.bool_)
        for number, own in enumerate(owns):
            for f in own:
                told[number, ACTS.index(f.act)] = True
        forms = [j.unit.form for j in judged]
        most = self.calibration.bounds(logits, ACTS, told, forms, capitals=text.capitals)
        kept = most >= np.where(told, self.calibration.doubted, self.calibration.threshold)
        for number in np.flatnonzero(kept.any(1)).tolist():
            yield number, np.flatnonzero(kept[number]).tolist()

    def _of_unit(
        self, text: _Text, number: int, judged: Judged, own: Sequence[Finding], acts: Sequence[int]
    ) -> Iterator[Finding]:
        likely: list[Finding] = []
        for act in acts:
            told = [f for f in own if f.act is ACTS[act]]
            speakers, kinds = self.head.speaker(text.states, judged, text.opinions.inner[number], act)
            candidate = Candidate(
                logit=float(text.opinions.logits[number, act]),
                act=ACTS[act],
                told=bool(told),
                beside=bool(own) and not told,
                form=judged.unit.form,
                capitals=text.capitals,
            )
            for f in told:
                voice = _number(text.reading, judged, f.speaker)
                p = self.judged(_said_by(candidate, judged, voice, speakers, f.speaker))
                if p >= self.calibration.doubted:
                    likely.append(replace(f, probability=p, speaker=_with_kind(f.speaker, kinds)))
            heard = int(speakers.argmax())
            speaker = _speaker(text.reading, judged, heard)
            if not told and not self._ruled_out(text.reading, judged, ACTS[act], heard):
                p = self.judged(_said_by(candidate, judged, heard, speakers, speaker))
                if p >= self.calibration.threshold:
                    likely.append(self._finding(text, number, judged, ACTS[act], _with_kind(speaker, kinds), p))
        known = {f.act for f in own}
        degrees = [f for f in likely if f.act in _ONE_OF]
        best = max((f.probability for f in degrees if f.act not in known), default=0.0)
        sure = any(f.act in known for f in degrees)
        near = text.units[judged.unit.sentence]
        for f in likely:
            if f.act in known or f.act not in _ONE_OF or (not sure and f.probability == best):
                yield replace(f, perpetrator=perpetrator_of(judged.unit, f.act, near, text.tokens.text))

    def _ruled_out(self, reading: Reading, judged: Judged, act: Act, heard: int) -> bool:
        """Whether the sentence rules the act out: "police arrested three men" is no claim, and names no perpetrator."""
        unit = judged.unit
        s = reading.sentences[unit.sentence]
        if act in _NAMING and unit.token >= 0 and only_responds(s, unit.token, self.lexicon):
            return True
        here = heard >= SPECIAL and judged.voices[heard - SPECIAL].sentence == unit.sentence
        return act is Act.CLAIMS and here and not tells_of_speech(s, self.lexicon)

    def judged(self, candidate: Candidate) -> float:
        """The probability of one candidate; the recipe's ``calibrate`` listens here."""
        return self.calibration.probability(candidate)

    def _finding(self, text: _Text, number: int, judged: Judged, act: Act, speaker: Who, p: float) -> Finding:
        unit = judged.unit
        s = text.reading.sentences[unit.sentence]
        start, end = _stretch(s, unit.token)
        return Finding(
            sentence=s.number,
            act=act,
            speaker=speaker,
            perpetrator=unit.who,
            start=start,
            end=end,
            trigger=self._trigger(s, text.tokens, judged, text.opinions.looked(number)),
            certainty=_CERTAINTY.get(act, 1.0),
            probability=p,
        )

    def _trigger(self, s: Sentence, tokens: TokenisedText, judged: Judged, attention: NDArray[np.float32]) -> int:
        """The word of a deed that the head looked at most; without any, the mention itself."""
        first, past = judged.sentence

        def looked(k: int) -> float:
            a, b = tokens.tokens_within(s.tokens[k].start, s.tokens[k].end)
            return float(attention[max(a, first) - first : min(b, past) - first].sum())

        deeds = [k for k, t in enumerate(s.tokens) if self._tells_deed(t.low)]
        return max(deeds, key=lambda k: (looked(k), -k)) if deeds else max(0, judged.unit.token)

    def _tells_deed(self, low: str) -> bool:
        verbs = self.lexicon.forms.get(low, ())
        return low in self.lexicon.deeds or any(base in self.lexicon.attack_verbs for base, _ in verbs)


_CERTAINTY = {Act.SUSPECTS: 0.6, Act.DOUBTS: 0.6}


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as the head saw it."""

    reading: Reading
    tokens: TokenisedText
    states: NDArray[np.float32]
    opinions: Opinions
    units: dict[int, list[Unit]]
    """By sentence."""
    capitals: bool
    """Whether the whole text is in capitals."""


def _sentences(judged: Sequence[Judged]) -> dict[int, list[Unit]]:
    table: dict[int, list[Unit]] = {}
    for j in judged:
        table.setdefault(j.unit.sentence, []).append(j.unit)
    return table


def _not_taken_back(found: Sequence[Finding], told: Sequence[Finding]) -> list[Finding]:
    """Without what the head adds to a sentence that takes it back: "withdrew its statement that Y did it" says none."""
    back = {(f.sentence, f.perpetrator.key) for f in told if f.act is Act.RETRACTS}
    known = {(f.sentence, f.perpetrator.key, f.act) for f in told}
    return [
        f
        for f in found
        if (f.sentence, f.perpetrator.key) not in back
        or (f.sentence, f.perpetrator.key, f.act) in known
        or f.act in (Act.RETRACTS, Act.DENIES, Act.DOUBTS)
    ]


def _without_repeats(found: Sequence[Finding], told: Sequence[Finding]) -> list[Finding]:
    """Of findings of one act of one actor in one sentence, the likeliest; of the grammar's, one for each speaker."""
    by_speaker = {(f.sentence, f.act, f.perpetrator.key) for f in told}
    best: dict[tuple[int, Act, str, str], Finding] = {}
    for f in found:
        key = (f.sentence, f.act, f.perpetrator.key)
        whole = (*key, f.speaker.key if key in by_speaker else "")
        if whole not in best or f.probability > best[whole].probability:
            best[whole] = f
    return list(best.values())


def _by_actor(findings: Sequence[Finding]) -> dict[tuple[int, str], list[Finding]]:
    """Findings by sentence and the perpetrator's key."""
    table: dict[tuple[int, str], list[Finding]] = {}
    for f in findings:
        table.setdefault((f.sentence, f.perpetrator.key), []).append(f)
    return table


def _speaker(reading: Reading, judged: Judged, number: int) -> Who:
    if number >= SPECIAL:
        return judged.voices[number - SPECIAL].who
    if number == UNNAMED:
        return HIDDEN
    if reading.author is not None:
        return reading.author
    return TEXT if number != AUTHOR else HIDDEN


def _number(reading: Reading, judged: Judged, speaker: Who) -> int:
    """The speaker's number among those that the head chooses from, -1 where it is none of them."""
    for number, voice in enumerate(judged.voices):
        if voice.who.key == speaker.key:
            return SPECIAL + number
    if reading.author is not None and speaker.key == reading.author.key:
        return AUTHOR
    return UNNAMED if speaker is HIDDEN else SAID_BY_TEXT if speaker is TEXT else -1


def _said_by(
    candidate: Candidate, judged: Judged, number: int, speakers: NDArray[np.float32], speaker: Who
) -> Candidate:
    """The candidate with what is known of its speaker."""
    before = number >= SPECIAL and judged.voices[number - SPECIAL].sentence != judged.unit.sentence
    relation = _relation(speaker, judged.unit.who)
    return replace(candidate, relation=relation, heard=_heard(speakers, number), elsewhere=before)


def _relation(speaker: Who, who: Who) -> str:
    """One of RELATIONS."""
    if speaker is TEXT or speaker is HIDDEN:
        return "text" if speaker is TEXT else "hidden"
    if speaker.key == who.key:
        return "own"
    return "side" if speaker.speaks_for(who) else "other"


def _heard(speakers: NDArray[np.float32], number: int) -> float:
    """Logarithm of a speaker's probability."""
    return float(np.log(max(float(speakers[number]) if number >= 0 else 0.0, _LEAST_HEARD)))


def _with_kind(speaker: Who, kinds: NDArray[np.float32]) -> Who:
    """The speaker with the likeliest kind, where the grammar knows none."""
    if speaker.speaker_kind is not SpeakerKind.UNKNOWN or speaker is HIDDEN:
        return speaker
    return replace(speaker, speaker_kind=KINDS[int(kinds.argmax())])


def _stretch(s: Sentence, mention: int) -> tuple[int, int]:
    """The sentence, or of a long one the clauses around the mention."""
    start, end = 0, len(s.tokens)
    if s.tokens[end - 1].end - s.tokens[0].start <= _LONG:
        return start, end
    while start < mention and s.tokens[end - 1].end - s.tokens[start].start > _LONG:
        following = next((i for i in range(start + 1, mention) if s.tags[i] in (Tag.COMMA, Tag.END)), mention)
        start = min(following + 1, mention) if following < mention else mention
    return max(0, start), end
