"""The question who did it, with all that is said on it: what methods weigh and explanations tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim.assessments.hypotheses import Hypothesis, answer_keys, hypotheses
from counterclaim.assessments.inspired import inspirations
from counterclaim.assessments.leaning import leaning_positions
from counterclaim.assessments.members import memberships
from counterclaim.assessments.methods import Question, TemperedOdds
from counterclaim.assessments.numbers import Numbers
from counterclaim.assessments.open_answers import ACCIDENT_KEY, NAMES, folded, shares
from counterclaim.assessments.outcomes import Outcome, decide, standings
from counterclaim.assessments.positions import positions
from counterclaim.assessments.records import NO_RECORDS, Records, experienced
from counterclaim.assessments.roles import Role
from counterclaim.assessments.silence import silences
from counterclaim.assessments.targets import target_kind
from counterclaim.assessments.voices import Voice, perpetrator_voices, standing
from counterclaim.model import Evidence, Property, SpeakerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The question of one event with its voices and answers, ready to be weighed."""

    voices: tuple[Voice, ...]
    hypotheses: tuple[Hypothesis, ...]
    question: Question
    members: tuple[tuple[str, str, str], ...]
    """(person, group, voice): who is counted with which group because that voice puts them together."""
    answers: Mapping[str, str]
    """Actor key to the key of the answer that it is counted with."""
    numbers: Numbers

    @classmethod
    def of(
        cls, evidence: Sequence[Evidence], numbers: Numbers, records: Records = NO_RECORDS, event_id: str = ""
    ) -> Case:
        """Build the case from all evidence on the event; ``records`` say how speakers did in other events."""
        said = folded([e for e in standing(evidence, Property.PERPETRATOR) if e.value_key])
        voices = perpetrator_voices(said)
        members = memberships(voices)
        answers = answer_keys(voices, members)
        hyps = hypotheses(voices, answers)
        found = positions(voices, answers, hyps, numbers, target_kind(evidence))
        found = leaning_positions(found, voices, records.leaning)
        found += inspirations(evidence, numbers)
        found = experienced(found, records, {v.key: v.day for v in voices}, event_id, numbers)
        found += silences(evidence, hyps, found, numbers, records, event_id)
        question = Question(hypotheses=tuple(h.key for h in hyps), positions=found, open=shares(numbers, found))
        names = {e.value_key: e.statement.value for e in said}
        together = tuple((names[m.person], names[m.group], m.voice) for m in members)
        return cls(
            voices=voices, hypotheses=hyps, question=question, members=together, answers=answers, numbers=numbers
        )

    @property
    def method(self) -> TemperedOdds:
        """The default method under the shipped priors."""
        return TemperedOdds(
            self.numbers.value("prior_odds.named"),
            spread=self.numbers.value("prior_odds.spread"),
            dependence=self.numbers.value("lr.dependence"),
        )

    @property
    def names(self) -> Mapping[str, str]:
        """Names of all answers, the open ones too, by key."""
        return {**NAMES, **{h.key: h.name for h in self.hypotheses}}

    @property
    def access(self) -> frozenset[str]:
        """Voices that look into the matter and have no stake in it."""
        looking = [v for v in self.voices if v.role is Role.INQUIRY or v.kind is SpeakerKind.EXPERT or v.text]
        return frozenset(v.key for v in looking if not v.party and not v.affiliated)

    def outcome(self) -> Outcome:
        """What stands, by rule; that it was an accident stands like any other answer where a voice says so.

        The rules hear every statement as it was said. How surely it was read is for the probabilities, and for whether
        an answer may be written at all.
        """
        answers = list(self.hypotheses)
        said = tuple(p.as_said for p in self.question.positions)
        if any(p.hypothesis == ACCIDENT_KEY for p in said):
            answers.append(Hypothesis(key=ACCIDENT_KEY, name=NAMES[ACCIDENT_KEY], kind="open"))
        # Only ratios of odds matter, and those of probabilities are the same.
        chances = self.method.predict(replace(self.question, positions=said))
        return decide(standings(answers, said, chances, chances, self.access), self.numbers)
