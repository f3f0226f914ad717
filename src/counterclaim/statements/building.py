"""Findings to statements: one for each speaker, act, actor and incident, with all passages that carry it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.model import Act, ActorName, CodingInput, Passage, Property, Statement
from counterclaim.statements.evidence import evidence_in
from counterclaim.statements.frames import Finding
from counterclaim.statements.incidents import Incident
from counterclaim.statements.passages import passage_of
from counterclaim.statements.reading import Reading
from counterclaim.statements.rivals import settled_kind
from counterclaim.statements.who import Who


def perpetrator_statements(
    source: CodingInput, reading: Reading, incident: Incident, mention_id: str, coder: str
) -> Iterator[Statement]:
    """The statements about who did one incident, in order of first appearance."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in incident.findings:
        key = (finding.act, _speaker_key(reading, finding), reading.registry.fullest(finding.perpetrator).key)
        groups.setdefault(key, []).append(finding)
    for findings in groups.values():
        yield from _statements(source, reading, findings, mention_id, coder)


def _speaker_key(reading: Reading, finding: Finding) -> str:
    """A group's unnamed spokesmen are the group."""
    speaker = finding.speaker
    return reading.registry.fullest(speaker).key if not speaker.generic else speaker.side or speaker.key


def _statements(
    source: CodingInput, reading: Reading, findings: Sequence[Finding], mention_id: str, coder: str
) -> Iterator[Statement]:
    best = max(findings, key=lambda f: (f.probability, -f.sentence, -f.start))
    passages = [_passage(source, reading, f) for f in findings]
    main = passages[findings.index(best)]
    also = tuple(p for p in dict.fromkeys(passages) if p != main)
    who = reading.registry.fullest(best.perpetrator)
    speaker = reading.registry.fullest(best.speaker)
    kind = settled_kind(speaker, who, best.act)
    sentence = reading.sentences[best.sentence]
    told = Statement(
        mention_id=mention_id,
        property=Property.PERPETRATOR,
        act=best.act,
        value=who.name,
        passage=main,
        speaker=_name(speaker),
        speaker_kind=kind,
        value_aliases=_aliases(who),
        value_id=who.actor_id,
        value_kind=who.kind or "description",
        words=best.perpetrator.name,
        certainty=best.certainty,
        probability=best.probability,
        evidence=best.evidence or evidence_in(sentence),
        also=also,
        coder=coder,
    )
    yield told
    if best.involvement:
        yield Statement(
            mention_id=mention_id,
            property=Property.INVOLVEMENT,
            act=Act.REPORTS_AS_FACT,
            value=best.involvement,
            passage=main,
            speaker=told.speaker,
            speaker_kind=kind,
            words=who.name,
            probability=best.probability,
            coder=coder,
        )


def _passage(source: CodingInput, reading: Reading, finding: Finding) -> Passage:
    return passage_of(source, reading.sentences[finding.sentence], finding.start, finding.end)


def _name(who: Who) -> ActorName:
    return ActorName(name=who.name, aliases=_aliases(who), actor_id=who.actor_id)


def _aliases(who: Who) -> tuple[str, ...]:
    return tuple(a for a in dict.fromkeys(who.aliases) if a and a != who.name)[:5]
