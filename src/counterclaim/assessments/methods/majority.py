"""Majority vote: the baseline shown beside every verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from counterclaim.assessments.methods.base import Question


@dataclass(frozen=True, slots=True)
class MajorityVote:
    """Each voice that supports an answer has one vote, shared between the answers it supports; objections have none."""

    name: str = "majority vote"

    def fit(self, questions: Sequence[Question]) -> Self:  # noqa: ARG002 - the verb is common to all methods
        """The method itself: there is nothing to learn."""
        return self

    def predict(self, question: Question) -> Mapping[str, float]:
        """Share of the votes per answer; all of it goes to "" where nobody supports any."""
        supported: dict[str, set[str]] = defaultdict(set)
        for p in question.positions:
            if p.ratio > 1:
                supported[p.voice].add(p.hypothesis)
        votes = dict.fromkeys(question.answers, 0.0)
        for answers in supported.values():
            for answer in sorted(answers):
                votes[answer] += 1 / len(answers)
        total = sum(votes.values())
        if not total:
            return {**votes, "": 1.0}
        return {answer: vote / total for answer, vote in votes.items()}

    def explain(self, question: Question) -> Mapping[tuple[str, str], float]:  # noqa: ARG002 - as above
        """Nothing: a vote has no weight of evidence."""
        return {}
