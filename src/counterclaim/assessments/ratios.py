"""What it weighs that this voice says this of that answer: the ratio by act, access and interest.

All numbers are lines of the book of priors; this module only knows which line applies, by the same rules for every
actor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.assessments.hypotheses import SUPPORTS, Hypothesis
from counterclaim.assessments.numbers import Numbers
from counterclaim.assessments.position import Position
from counterclaim.assessments.roles import of_one_kind, one_side
from counterclaim.assessments.voices import Voice
from counterclaim.model import Act, Evidence, SpeakerKind

_SURE_ACTS = frozenset({Act.CLAIMS, Act.ATTRIBUTES, Act.REPORTS_AS_FACT, Act.DENIES})


_EVEN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Looks up one voice's ratio on one answer."""

    numbers: Numbers
    voice: Voice
    hypothesis: Hypothesis
    deflects: bool
    """Whether the voice is itself accused of the event."""
    inquires: bool
    """Whether it rejects or doubts another answer."""
    owns_up: bool
    """Whether what it claims is told as an admission, or was denied by it before."""
    target: str = ""
    """"civilian", "military" or empty: what was hit, as the texts have it."""

    def position(self, act: Act, said: Sequence[Evidence]) -> Position:
        """The voice's word by one act, from all statements that carry it."""
        key, flat_key, basis, stake, words = self._rule(act)
        return Position(
            voice=self.voice.key,
            hypothesis=self.hypothesis.key,
            act=act,
            ratio=self.numbers.value(key if key.startswith("denial.") else f"lr.{key}"),
            flat=self.numbers.value(f"lr.{flat_key}"),
            sureness=max(_said(e) * read_right(e) for e in said),
            said=max(map(_said, said)),
            read=max(map(read_right, said)),
            dependence=1.0,
            basis=basis,
            stake=stake,
            reason=words + _relayed(said) + _misread(said),
            statement_ids=tuple(sorted({e.statement.id for e in said})),
            origins=tuple(sorted({e.origin_id for e in said})),
            rule=key,
        )

    def _rule(self, act: Act) -> tuple[str, str, str, str, str]:
        """Key of the ratio, key of the ratio without interest and access, basis, stake, reason."""
        if act in SUPPORTS:
            return self._support(act)
        return self._objection(act)

    def _support(self, act: Act) -> tuple[str, str, str, str, str]:
        voice = self.voice
        own = act is Act.CLAIMS or (voice.affiliated and self._own)
        if own and self.owns_up:
            return "claims.admitted", "claims.own", "admission", "own", "admits what can be held against it"
        if own:
            return "claims.own", "claims.own", "claim", "own", "claims it for its own side"
        if act is Act.REPORTS_AS_FACT and voice.text:
            return "fact.text", "fact.text", "fact", "none", "reports it as fact in its own voice"
        verb = "suspects" if act is Act.SUSPECTS else "attributes"
        if voice.kind is SpeakerKind.COURT and verb == "attributes":
            return "attributes.court", "attributes.other", "court", "none", "finds so as a court"
        if self.deflects:
            words = "accuses another while itself accused"
            return f"{verb}.accused", f"{verb}.other", "accusation", "own", words
        who = voice.role.value
        if who == "official" and self.inquires and verb == "attributes":
            words = "attributes it after looking into another answer and turning from that"
            return "attributes.inquiry", "attributes.other", "accusation", "none", words
        words_by_access = {
            "official": "has access to the inquiry",
            "party": "is a party to the conflict",
            "unnamed": "is not named",
        }
        verb_words = "suspects it" if verb == "suspects" else "attributes it"
        tail = f"; {words_by_access[who]}" if who in words_by_access else ""
        return f"{verb}.{who}", f"{verb}.other", "accusation", "party" if who == "party" else "none", verb_words + tail

    def _objection(self, act: Act) -> tuple[str, str, str, str, str]:
        verb, basis = ("denies", "denial") if act is Act.DENIES else ("doubts", "doubt")
        words = "denies it" if act is Act.DENIES else "doubts it"
        if self._own or of_one_kind(self.voice.kind, self.hypothesis.kind):
            if act is Act.DENIES and self.target:
                words = f"{words}, as is expected after a {self.target} target"
                return f"denial.{self.target}_target", "denies.other", basis, "own", words
            return f"{verb}.own", f"{verb}.other", basis, "own", f"{words}, as the guilty and the innocent both would"
        who = "text" if self.voice.text else self.voice.role.value
        tails = {
            "official": ", with access to the inquiry",
            "party": ", as a party to the conflict",
            "text": " in its own voice",
            "unnamed": ", without being named",
        }
        return (
            f"{verb}.{who}",
            f"{verb}.other",
            basis,
            "party" if who == "party" else "none",
            words + tails.get(who, ""),
        )

    @property
    def _own(self) -> bool:
        if self.voice.key in self.hypothesis.parts:
            return True
        return not self.voice.text and one_side(self.voice.name, self.hypothesis.name)


def _relayed(said: Sequence[Evidence]) -> str:
    origins = len({e.origin_id for e in said})
    return f"; told by {origins} reports, counted once" if origins > 1 else ""


def _misread(said: Sequence[Evidence]) -> str:
    read = max(map(read_right, said))
    return f"; read right with {read:.0%} only" if read < _EVEN else ""


def read_right(e: Evidence) -> float:
    """Probability that a statement was read right: 1 where a person says so."""
    return 1.0 if e.verdict is not None else min(max(e.statement.probability, 0.0), 1.0)


def _said(e: Evidence) -> float:
    return min(max(e.statement.certainty, 0.0), 1.0) if e.statement.act in _SURE_ACTS else 1.0
