"""The head's judgement on a reading: findings of the grammar weighed and dropped, others added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from counterclaim.model import Act, SpeakerKind
from counterclaim.statements.encoder.tokenising import TokenisedText
from counterclaim.statements.frames import Finding
from counterclaim.statements.hybrid.calibration import Calibration
from counterclaim.statements.hybrid.features import ACTS
from counterclaim.statements.hybrid.head import AUTHOR, SPECIAL, UNNAMED, Opinion, StatementHead
from counterclaim.statements.hybrid.judged import judged_units
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.reading import Reading
from counterclaim.statements.reporting import HIDDEN, TEXT
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import Who

KINDS = tuple(SpeakerKind)
_ONE_OF = frozenset({Act.ATTRIBUTES, Act.SUSPECTS, Act.REPORTS_AS_FACT})
"""Degrees of one thing: of these a speaker does only the likeliest to one actor in one sentence."""
_LONG = 600


@dataclass(frozen=True)
class Reviser:
    """Revises the findings of a reading."""

    head: StatementHead
    calibration: Calibration
    lexicon: Lexicon

    def revise(self, reading: Reading, tokens: TokenisedText, states: NDArray[np.float32]) -> list[Finding]:
        """All findings at or above the threshold, in the order of the text."""
        judged = judged_units(reading, self.lexicon, tokens)
        found: list[Finding] = []
        seen: set[int] = set()
        for opinion in self.head.opinions(states, judged):
            own = [f for f in reading.findings if _is_about(f, opinion)]
            seen.update(id(f) for f in own)
            found += self._of_unit(reading, tokens, states, opinion, own)
        rest = self.calibration.of_grammar()
        if rest >= self.calibration.threshold:
            found += [replace(f, probability=rest) for f in reading.findings if id(f) not in seen]
        return sorted(found, key=lambda f: (f.sentence, f.trigger, f.act, f.perpetrator.key, f.speaker.key))

    def _of_unit(
        self,
        reading: Reading,
        tokens: TokenisedText,
        states: NDArray[np.float32],
        opinion: Opinion,
        own: Sequence[Finding],
    ) -> Iterator[Finding]:
        likely: list[Finding] = []
        for number, act in enumerate(ACTS):
            told = [f for f in own if f.act is act]
            p = self.calibration.probability(float(opinion.logits[number]), act, bool(told))
            if p < (self.calibration.doubted if told else self.calibration.threshold):
                continue
            speakers, kinds = self.head.speaker(states, opinion, number)
            if told:
                likely += [replace(f, probability=p, speaker=_with_kind(f.speaker, kinds)) for f in told]
            else:
                speaker = _speaker(reading, opinion, int(speakers.argmax()))
                likely.append(self._finding(reading, tokens, opinion, act, _with_kind(speaker, kinds), p))
        known = {f.act for f in own}
        degrees = [f for f in likely if f.act in _ONE_OF]
        best = max((f.probability for f in degrees if f.act not in known), default=0.0)
        sure = any(f.act in known for f in degrees)
        for f in likely:
            if f.act in known or f.act not in _ONE_OF or (not sure and f.probability == best):
                yield f

    def _finding(
        self, reading: Reading, tokens: TokenisedText, opinion: Opinion, act: Act, speaker: Who, p: float
    ) -> Finding:
        unit = opinion.judged.unit
        s = reading.sentences[unit.sentence]
        start, end = _stretch(s, unit.token)
        return Finding(
            sentence=s.number,
            act=act,
            speaker=speaker,
            perpetrator=unit.who,
            start=start,
            end=end,
            trigger=self._trigger(s, tokens, opinion),
            certainty=_CERTAINTY.get(act, 1.0),
            probability=p,
        )

    def _trigger(self, s: Sentence, tokens: TokenisedText, opinion: Opinion) -> int:
        """The word of a deed that the head looked at most; without any, the mention itself."""
        first, past = opinion.judged.sentence
        looked = np.zeros(len(s.tokens))
        for k, token in enumerate(s.tokens):
            a, b = tokens.tokens_within(token.start, token.end)
            looked[k] = opinion.attention[max(a, first) - first : min(b, past) - first].sum()
        deeds = [k for k, t in enumerate(s.tokens) if self._tells_deed(t.low)]
        return max(deeds, key=lambda k: (looked[k], -k)) if deeds else max(0, opinion.judged.unit.token)

    def _tells_deed(self, low: str) -> bool:
        verbs = self.lexicon.forms.get(low, ())
        return low in self.lexicon.deeds or any(base in self.lexicon.attack_verbs for base, _ in verbs)


_CERTAINTY = {Act.SUSPECTS: 0.6, Act.DOUBTS: 0.6}


def _is_about(finding: Finding, opinion: Opinion) -> bool:
    unit = opinion.judged.unit
    return finding.sentence == unit.sentence and finding.perpetrator.key == unit.who.key


def _speaker(reading: Reading, opinion: Opinion, number: int) -> Who:
    if number >= SPECIAL:
        return opinion.judged.voices[number - SPECIAL].who
    if number == UNNAMED:
        return HIDDEN
    if reading.author is not None:
        return reading.author
    return TEXT if number != AUTHOR else HIDDEN


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
