"""Particulars of a whole text: each is given to the incident that its words tell of, once a value and speaker."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from counterclaim.model import Act, ActorName, CodingInput, Property, SpeakerKind, Statement
from counterclaim.statements.frames import Finding
from counterclaim.statements.incidents import Incident
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.particulars.blows import blows
from counterclaim.statements.particulars.channels import channel
from counterclaim.statements.particulars.found import Found
from counterclaim.statements.particulars.proof import proof
from counterclaim.statements.particulars.targets import targets
from counterclaim.statements.particulars.vocabulary import load_vocabularies
from counterclaim.statements.particulars.weapons import weapons
from counterclaim.statements.passages import passage_of
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.reading import Reading
from counterclaim.statements.reporting import TEXT, innermost
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import Who

_MOST = 5
"""Values of one property that one incident keeps: what comes later is rarely its own."""
_OPENING = 2
_MANY = 40
"""Sentences of an incident that are read for particulars."""
_SPOKEN = frozenset({SpeakerKind.ARMED_GROUP, SpeakerKind.STATE, SpeakerKind.AUTHORITY, SpeakerKind.RIVAL_GROUP})
_VOICED = frozenset({Act.CLAIMS, Act.DENIES, Act.ATTRIBUTES, Act.SUSPECTS, Act.DOUBTS, Act.RETRACTS})


@dataclass(frozen=True, slots=True)
class _Placed:
    prop: Property
    found: Found
    sentence: Sentence
    speaker: Who


class Particulars:
    """Weapon, target and evidence of each incident of one text, and the channels of what is said about who did it."""

    def __init__(
        self, source: CodingInput, reading: Reading, incidents: Sequence[Incident], lexicon: Lexicon, coder: str
    ) -> None:
        self._source = source
        self._reading = reading
        self._lexicon = lexicon
        self._coder = coder
        self._words = load_vocabularies()
        self._starts = [s.start for s in reading.sentences]
        self._triggers: dict[int, list[tuple[int, int]]] = {}
        self._owner: dict[int, int] = {}
        self._findings: dict[int, list[tuple[Finding, int]]] = {}
        self._proofs: dict[int, list[Found]] = {}
        self._of: dict[int, list[_Placed]] = {}
        for incident in incidents:
            self._enter(incident)
        self._fill_opening(incidents)
        for number in sorted({*self._owner, *self._triggers, *self._findings}):
            self._read(reading.sentences[number])

    def _enter(self, incident: Incident) -> None:
        for deed in incident.deeds:
            self._triggers.setdefault(deed.sentence, []).append((deed.trigger, incident.number))
        for number in incident.sentences[:_MANY]:
            self._owner[number] = incident.number
        for finding in incident.findings:
            self._findings.setdefault(finding.sentence, []).append((finding, incident.number))

    def _fill_opening(self, incidents: Sequence[Incident]) -> None:
        """Sentences just before the one that names the first deed ("A man drove a truck into a crowd") belong to it."""
        if incidents:
            first = incidents[0].first.number
            for number in range(max(0, first - _OPENING), first):
                self._owner.setdefault(number, incidents[0].number)

    def _read(self, s: Sentence) -> None:
        told = blows(s, self._lexicon)
        findings = [f for f, _ in self._findings.get(s.number, ())]
        placed = [(Property.WEAPON, f) for f in weapons(s, told, self._words)]
        placed += [(Property.TARGET, f) for f in targets(s, told, self._words)]
        proofs = proof(s, findings, self._words, self._lexicon)
        self._proofs[s.number] = proofs
        placed += [(Property.EVIDENCE, f) for f in proofs]
        for prop, found in placed:
            owner = self._incident_of(s, found.at, by_finding=prop is Property.EVIDENCE)
            if owner:
                speaker = self._speaker(s, found, findings if prop is Property.EVIDENCE else ())
                self._of.setdefault(owner, []).append(_Placed(prop, found, s, speaker))

    def _incident_of(self, s: Sentence, at: int, *, by_finding: bool) -> int:
        """Number of the incident of the nearest statement of responsibility or deed; else of the one being told."""
        near = [(abs(t - at), n) for t, n in self._triggers.get(s.number, ())]
        said = [(abs(f.trigger - at), n) for f, n in self._findings.get(s.number, ())]
        if by_finding and said:
            return min(said)[1]
        return min(near or said)[1] if near or said else self._owner.get(s.number, 0)

    def _speaker(self, s: Sentence, found: Found, findings: Sequence[Finding]) -> Who:
        report = innermost(self._reading.spans.get(s.number, []), found.at)
        if report is not None and _somebody(report.speaker):
            return report.speaker
        offered = found.term.value not in ("none offered", "none found", "unverified", "verified", "witness")
        claims = [f for f in findings if f.act is Act.CLAIMS] if offered else []
        return claims[0].speaker if claims and _somebody(claims[0].speaker) else TEXT

    def of(self, incident: Incident, mention_id: str) -> Iterator[Statement]:
        """Its statements of weapon, target and evidence, each value once a speaker, in order of first appearance."""
        placed = self._of.get(incident.number, ())
        for prop in (Property.WEAPON, Property.TARGET, Property.EVIDENCE):
            groups: dict[tuple[str, str], list[_Placed]] = {}
            for one in _named([p for p in placed if p.prop is prop]):
                groups.setdefault((one.found.term.value, one.speaker.key), []).append(one)
            for group in list(groups.values())[:_MOST]:
                yield self._statement(group, mention_id)

    def _statement(self, group: Sequence[_Placed], mention_id: str) -> Statement:
        best = max(group, key=lambda p: p.found.probability)
        own = best.speaker is TEXT
        passages = [passage_of(self._source, p.sentence, *_clause(p.sentence, p.found)) for p in group]
        main = passages[group.index(best)]
        return Statement(
            mention_id=mention_id,
            property=best.prop,
            act=Act.REPORTS_AS_FACT if own else Act.ATTRIBUTES,
            value=best.found.term.value,
            passage=main,
            speaker=ActorName(name=best.speaker.name),
            speaker_kind=best.speaker.speaker_kind,
            words=best.sentence.text(best.found.start, best.found.end),
            probability=best.found.probability,
            also=tuple(p for p in dict.fromkeys(passages[:_MOST]) if p != main),
            coder=self._coder,
        )

    def completed(self, told: Statement) -> Statement:
        """A statement about who did it with its channel and with what its sentence offers or misses as proof."""
        s = self._sentence(told.passage.start)
        if told.property is not Property.PERPETRATOR or s is None:
            return told
        evidence = told.evidence
        found = self._proofs.get(s.number, [])
        if found:
            evidence = "; ".join(s.text(*_shown(s, f)) for f in found)
        through = ""
        if told.act in _VOICED and told.speaker_kind in _SPOKEN:
            first = next((i for i, t in enumerate(s.tokens) if t.end > told.passage.start), 0)
            last = next((i for i, t in enumerate(s.tokens) if t.end >= told.passage.end), len(s.tokens))
            through = channel(s, first, last + 1, self._words)
        return replace(told, evidence=evidence, channel=through or told.channel)

    def _sentence(self, offset: int) -> Sentence | None:
        number = bisect_right(self._starts, offset) - 1
        return self._reading.sentences[number] if number >= 0 else None


def _somebody(who: Who) -> bool:
    """Whether a speaker is one: no thing ("the report") and nobody hidden."""
    return bool(who.name and who.kind) and not (who.generic and who.speaker_kind is SpeakerKind.UNKNOWN)


def _shown(s: Sentence, found: Found) -> tuple[int, int]:
    phrase = s.at.get(found.end - 1)
    return (min(found.start, phrase.start), max(found.end, phrase.head + 1)) if phrase else (found.start, found.end)


def _named(placed: Sequence[_Placed]) -> list[_Placed]:
    """Without what is merely implied where the text names a means, and without wider values of narrower ones told."""
    named = [p for p in placed if not p.found.implied]
    families = {_family(p.found) for p in named}
    sentences = {p.sentence.number for p in named}
    kept = [
        p
        for p in placed
        if not p.found.implied or (p.sentence.number not in sentences and _family(p.found) not in families)
    ]
    wider = {p.found.term.under for p in kept} - {""}
    places = any(p.found.term.kind in ("facility", "vehicle") and p.found.term.value != "building" for p in kept)
    return [p for p in kept if p.found.term.value not in wider and not (places and p.found.term.value == "building")]


def _family(found: Found) -> str:
    return load_vocabularies().family(found.term)


def _clause(s: Sentence, found: Found) -> tuple[int, int]:
    """The clause around a find and the verb or noun that it belongs to: to the next comma that parts off a verb."""
    first, last = min(found.start, found.at), max(found.end, found.at + 1)
    heads = {v.head for v in s.verbs if v.finite}
    start = first
    while start > 0 and not (_stops(s, start - 1) and any(i in heads for i in range(start, last))):
        start -= 1
    end = last
    while end < len(s.tokens) and not (_stops(s, end) and any(i in heads for i in range(start, end))):
        end += 1
    return start, end


def _stops(s: Sentence, i: int) -> bool:
    return s.tags[i] is Tag.COMMA or (s.tags[i] is Tag.END and s.tokens[i].text in ".;:!?")
