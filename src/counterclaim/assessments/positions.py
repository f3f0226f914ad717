"""What each voice says for and against each answer, as likelihood ratios with the reason in words.

The odds form is that of I. J. Good (1950, Probability and the Weighing of Evidence): posterior odds are prior odds
times the product of LR^(r d), r for how surely it was said and read, d for dependence between voices.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim.assessments.hypotheses import SUPPORTS, Hypothesis, one_side
from counterclaim.assessments.numbers import Numbers
from counterclaim.assessments.voices import Voice
from counterclaim.model import Act, Evidence, SpeakerKind

_OFFICIAL = frozenset({SpeakerKind.STATE, SpeakerKind.AUTHORITY})
_OBJECTIONS = frozenset({Act.DENIES, Act.DOUBTS})
_SURE_ACTS = frozenset({Act.CLAIMS, Act.ATTRIBUTES, Act.REPORTS_AS_FACT, Act.DENIES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One voice's word on one answer by one act. ``ratio`` is its likelihood ratio before tempering by r and d."""

    voice: str
    hypothesis: str
    act: Act
    ratio: float
    """p(voice says this | hypothesis) / p(voice says this | not): above 1 supports."""
    flat: float
    """The same with no regard to interest and access."""
    sureness: float
    """r in [0, 1]."""
    dependence: float
    """d in (0, 1]; 1 where the voice leans on no other."""
    basis: str
    """fact, court, admission, claim, accusation, denial or doubt."""
    stake: str
    """none, party or own: the speaker's interest in this answer."""
    reason: str
    statement_ids: tuple[str, ...]
    origins: tuple[str, ...]

    @property
    def log_ratio(self) -> float:
        """Natural logarithm of LR^(r d)."""
        return self.sureness * self.dependence * math.log(self.ratio)

    @property
    def flat_log_ratio(self) -> float:
        """The same with no regard to interest and access."""
        return self.sureness * self.dependence * math.log(self.flat)

    @property
    def decibans(self) -> float:
        """10 log10 of LR^(r d)."""
        return 10 * self.log_ratio / math.log(10)


def positions(
    voices: Sequence[Voice], answers: Mapping[str, str], hyps: Sequence[Hypothesis], numbers: Numbers
) -> tuple[Position, ...]:
    """Every voice's word on every answer, sorted by voice, answer and act."""
    by_key = {h.key: h for h in hyps}
    accused = _accused(voices, answers)
    found: list[Position] = []
    for voice in voices:
        by_answer: dict[str, list[Evidence]] = defaultdict(list)
        for e in voice.evidence:
            if e.value_key:
                by_answer[answers[e.value_key]].append(e)
        rejected = {a for a, said in by_answer.items() if any(e.statement.act in _OBJECTIONS for e in said)}
        for answer in sorted(by_answer):
            for act, said in _effective(by_answer[answer]).items():
                deflects = bool(accused.get(voice.key, set()) - {answer})
                judge = _Judge(numbers, voice, by_key[answer], deflects, inquires=bool(rejected - {answer}))
                found.append(judge.position(act, said))
    return _lean_on_each_other(found, {v.key for v in voices if v.text})


def _accused(voices: Sequence[Voice], answers: Mapping[str, str]) -> dict[str, set[str]]:
    """Voice key to the answers by which others accuse that very voice."""
    accused: dict[str, set[str]] = defaultdict(set)
    for voice in voices:
        for e in voice.evidence:
            if e.statement.act in SUPPORTS and e.value_key and e.value_key != voice.key:
                accused[e.value_key].add(answers[e.value_key])
    return accused


def _effective(said: Sequence[Evidence]) -> dict[Act, list[Evidence]]:
    """What still stands of one voice's words on one answer: the strongest support, the strongest objection.

    A retraction takes back the objection where the voice also supports the answer, else the support. Of support and
    objection told on different days the later stands; told at once, both count.
    """
    acts: dict[Act, list[Evidence]] = defaultdict(list)
    for e in said:
        acts[e.statement.act].append(e)
    support = next((a for a in (Act.CLAIMS, Act.REPORTS_AS_FACT, Act.ATTRIBUTES, Act.SUSPECTS) if a in acts), None)
    against = next((a for a in (Act.DENIES, Act.DOUBTS) if a in acts), None)
    if Act.RETRACTS in acts:
        if against and support:
            against = None
        elif support:
            support = None
        else:
            against = None
    elif support and against:
        if _told_later(acts[against], acts[support]):
            support = None
        elif _told_later(acts[support], acts[against]):
            against = None
    return {act: acts[act] for act in (support, against) if act is not None}


def _told_later(late: Iterable[Evidence], early: Iterable[Evidence]) -> bool:
    first_late = [e.published.earliest for e in late if e.published]
    first_early = [e.published.latest for e in early if e.published]
    if not first_late or not first_early or None in first_late or None in first_early:
        return False
    return min(d for d in first_late if d) > max(d for d in first_early if d)


def _lean_on_each_other(found: Iterable[Position], texts: set[str]) -> tuple[Position, ...]:
    """Voices that lean on each other count less: the i-th counts 1/i.

    Texts that say the same in their own voice share sources that nobody names; a joint claim is one claim.
    """
    out, groups = [], defaultdict(list)
    for p in found:
        if p.voice in texts or (p.act is Act.CLAIMS and "+" in p.hypothesis):
            groups[p.hypothesis, p.act].append(p)
        else:
            out.append(p)
    for group in groups.values():
        ordered = sorted(group, key=lambda p: (-p.sureness * abs(math.log(p.ratio)), p.voice))
        out.extend(replace(p, dependence=1 / rank) for rank, p in enumerate(ordered, start=1))
    return tuple(sorted(out, key=lambda p: (p.voice, p.hypothesis, p.act)))


@dataclass(frozen=True, slots=True)
class _Judge:
    """Looks up one voice's ratio on one answer."""

    numbers: Numbers
    voice: Voice
    hypothesis: Hypothesis
    deflects: bool
    """Whether the voice is itself accused of the event."""
    inquires: bool
    """Whether it rejects or doubts another answer."""

    def position(self, act: Act, said: Sequence[Evidence]) -> Position:
        key, flat_key, basis, stake, words = self._rule(act)
        return Position(
            voice=self.voice.key,
            hypothesis=self.hypothesis.key,
            act=act,
            ratio=self.numbers.value(f"lr.{key}"),
            flat=self.numbers.value(f"lr.{flat_key}"),
            sureness=max(_sureness(e) for e in said),
            dependence=1.0,
            basis=basis,
            stake=stake,
            reason=words + _relayed(said),
            statement_ids=tuple(sorted({e.statement.id for e in said})),
            origins=tuple(sorted({e.origin_id for e in said})),
        )

    def _rule(self, act: Act) -> tuple[str, str, str, str, str]:
        """Key of the ratio, key of the ratio without interest and access, basis, stake, reason."""
        if act in SUPPORTS:
            return self._support(act)
        return self._objection(act)

    def _support(self, act: Act) -> tuple[str, str, str, str, str]:
        voice = self.voice
        own = act is Act.CLAIMS or (voice.affiliated and self._own)
        if own and voice.kind in _OFFICIAL:
            return "claims.official", "claims.group", "admission", "own", "admits what can be held against it"
        if own:
            return "claims.group", "claims.group", "claim", "own", "claims it for its own side"
        if act is Act.REPORTS_AS_FACT and voice.text:
            return "fact.text", "fact.text", "fact", "none", "reports it as fact in its own voice"
        verb = "suspects" if act is Act.SUSPECTS else "attributes"
        if voice.kind is SpeakerKind.COURT and verb == "attributes":
            return "attributes.court", "attributes.other", "court", "none", "finds so as a court"
        if self.deflects:
            words = "accuses another while itself accused"
            return f"{verb}.accused", f"{verb}.other", "accusation", "own", words
        who = self._access()
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
        official_for_state = self.voice.kind in _OFFICIAL and self.hypothesis.kind == "state"
        if self._own or official_for_state:
            return f"{verb}.own", f"{verb}.other", basis, "own", f"{words}, as the guilty and the innocent both would"
        who = "text" if self.voice.text else self._access()
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
        if self.voice.key == self.hypothesis.key:
            return True
        return not self.voice.text and one_side(self.voice.name, self.hypothesis.name)

    def _access(self) -> str:
        if self.voice.party:
            return "party"
        if self.voice.kind in (SpeakerKind.AUTHORITY, SpeakerKind.COURT):
            return "official"
        return "unnamed" if self.voice.kind is SpeakerKind.UNKNOWN else "other"


def _relayed(said: Sequence[Evidence]) -> str:
    origins = len({e.origin_id for e in said})
    return f"; told by {origins} reports, counted once" if origins > 1 else ""


def _sureness(e: Evidence) -> float:
    read = 1.0 if e.verdict is not None else min(max(e.statement.probability, 0.0), 1.0)
    said = min(max(e.statement.certainty, 0.0), 1.0) if e.statement.act in _SURE_ACTS else 1.0
    return read * said
