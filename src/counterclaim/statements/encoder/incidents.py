"""From a reading to incidents: entities that share one are grouped, typed, placed, and their perpetrators weighed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

import numpy as np

from counterclaim.statements.encoder.blaming.scene import Page, Scene, Span, Suspect
from counterclaim.statements.encoder.blaming.weights import Blaming
from counterclaim.statements.encoder.guilt import Blame, Said, about
from counterclaim.statements.encoder.mentions import words
from counterclaim.statements.encoder.reading import Found, Reader, TextReading
from counterclaim.statements.encoder.roles import ROLES, STAGES, TYPES


@dataclass(frozen=True)
class Bars:
    """Thresholds, chosen on development texts. `role`: what an entity must reach, by role."""

    relevant: float = 0.5
    role: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(ROLES, 0.4))
    #: Weight of the tags against the role head, in logarithms.
    tags: float = 0.5
    #: Groups of entities are one incident while their mean chance to share it is above this.
    together: float = 0.4
    #: A weapon or place joins every incident it shares with at least this chance.
    joins: float = 0.6
    #: An organisation makes an incident where nothing else does.
    alone: float = 0.5
    #: An organisation joins every incident that it is said to have done.
    blame: Blame = field(default_factory=Blame)
    kind: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(TYPES, 0.0))
    #: Whether a further name of an entity is told, by its mention's probability.
    alias: float = 0.6

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Bars:
        """From a config's mapping; what it lacks stays as it is here."""
        kept = {f.name: given[f.name] for f in fields(cls) if f.name in given}
        return cls(**kept | ({"blame": Blame(**kept["blame"])} if "blame" in kept else {}))


@dataclass(frozen=True)
class Filler:
    """An entity that fills a role: its names, best first, its score and where its mentions stand (characters)."""

    role: str
    names: tuple[str, ...]
    score: float
    spans: tuple[tuple[int, int], ...]
    #: For organisations: probabilities by degree of certainty, and the likeliest.
    certainty: Mapping[str, float] = field(default_factory=dict)
    label: str = ""


@dataclass(frozen=True)
class Incident:
    """One incident of a text."""

    type: str
    stage: str
    fillers: tuple[Filler, ...]

    def of(self, role: str) -> list[Filler]:
        """The fillers in a role."""
        return [f for f in self.fillers if f.role == role]


RIVAL = 0.4
"""What the tags' probability of another organisation must reach for it to count as one."""
#: Those that make an incident; organisations, weapons and places go with them.
_CORE = ("Victim", "Target", "VictimDescription", "PerpInd")


def score(found: Found, bars: Bars) -> float:
    """How sure an entity fills its role."""
    return float(max(found.tagged, 1e-6) ** bars.tags * max(found.fitting, 1e-6) ** (1 - bars.tags))


@dataclass(frozen=True)
class Witnesses:
    """What is heard on who did an incident beside the attribution head.

    ``said``: the text's statements about who did something, if a coder of statements has read it; ``blaming``: the weights of
    signs in the words around an organisation.
    """

    said: Sequence[Said] = ()
    blaming: Blaming | None = None


def incidents(reader: Reader, reading: TextReading, bars: Bars, heard: Witnesses | None = None) -> list[Incident]:
    """The incidents that a reading holds; none where the text is not thought to report any."""
    if reading.relevant < bars.relevant:
        return []
    kept = [k for k, f in enumerate(reading.found) if score(f, bars) >= bars.role[f.group.role]]
    kept = one_role_each(reading, kept, bars)
    core = [k for k in kept if reading.found[k].group.role in _CORE]
    organisations = [k for k in kept if reading.found[k].group.role == "PerpOrg"]
    others = [k for k in kept if k not in core and k not in organisations]
    clusters = cluster(core, reading, bars.together)
    if not clusters:
        clusters = [[k] for k in others if reading.found[k].group.role == "Weapon"][:1]
        sure = [k for k in organisations if score(reading.found[k], bars) >= bars.alone]
        clusters = clusters or cluster(sure, reading, bars.together)
        others = [k for k in others if all(k not in c for c in clusters)]
    if not clusters:
        return []
    join(clusters, others, reading, bars)
    ordered = sorted(clusters, key=lambda c: min(reading.found[k].group.spans[0][0] for k in c))
    hearing = Hearing(reader, reading, bars, heard or Witnesses(), organisations)
    return [hearing.blamed(c, told(reader, reading, c, organisations, bars)) for c in map(sorted, ordered)]


def one_role_each(reading: TextReading, kept: list[int], bars: Bars) -> list[int]:
    """Of entities in different roles over the very same words, those that fit much worse than the best are left out."""
    out = []
    for k in kept:
        mine = set(reading.found[k].group.spans)
        rivals = [j for j in kept if j != k and mine & set(reading.found[j].group.spans)]
        best = max((score(reading.found[j], bars) for j in rivals), default=0.0)
        if score(reading.found[k], bars) >= 0.75 * best:
            out.append(k)
    return out


def cluster(members: list[int], reading: TextReading, bar: float) -> list[list[int]]:
    """Agglomerative clustering by the mean chance of pairs (average linkage)."""
    clusters = [[k] for k in members]
    while len(clusters) > 1:
        best, pair = bar, None
        for i in range(len(clusters)):
            for j in range(i):
                mean = float(reading.together[np.ix_(clusters[i], clusters[j])].mean())
                if mean > best:
                    best, pair = mean, (i, j)
        if pair is None:
            break
        clusters[pair[1]] += clusters.pop(pair[0])
    return clusters


def join(clusters: list[list[int]], others: list[int], reading: TextReading, bars: Bars) -> None:
    """Add weapons and places to the incidents they share, at least the likeliest."""
    cores = [list(c) for c in clusters]
    for k in others:
        chances = [float(reading.together[k, core].mean()) for core in cores]
        best = max(chances)
        for cluster_, chance in zip(clusters, chances, strict=True):
            if chance >= bars.joins or chance == best:
                cluster_.append(k)


def told(reader: Reader, reading: TextReading, members: list[int], organisations: list[int], bars: Bars) -> Incident:
    """An incident of some entities, before anybody is blamed for it."""
    types, stages = reader.kind(reading, members)
    kind = TYPES[int(np.argmax(np.log(types + 1e-9) + [bars.kind[t] for t in TYPES]))]
    fillers = [filler(reading, k, bars) for k in members if k not in organisations]
    return Incident(kind, STAGES[int(stages.argmax())], tuple(fillers))


@dataclass(frozen=True)
class Hearing:
    """Which of a text's organisations did which of its incidents, and how surely."""

    reader: Reader
    reading: TextReading
    bars: Bars
    heard: Witnesses
    organisations: Sequence[int]

    @cached_property
    def page(self) -> Page:
        """The text as the signs are read from it."""
        return Page(self.reading.text)

    def suspect(self, k: int) -> Suspect:
        """An organisation as the signs know it."""
        group = self.reading.found[k].group
        return Suspect(group.names, tuple(self.reading.text.characters(*span) for span in group.spans))

    def scene(self, k: int, incident: Incident) -> Scene:
        """An organisation before an incident."""
        spans: dict[str, list[Span]] = {}
        for f in incident.fillers:
            spans.setdefault(f.role, []).extend(f.spans)
        found = self.reading.found
        others = [j for j, f in enumerate(found) if f.group.role == "PerpOrg" and f.tagged > RIVAL and j != k]
        return Scene(self.page, self.suspect(k), [self.suspect(j) for j in others], spans, incident.type)

    def blamed(self, members: list[int], incident: Incident) -> Incident:
        """The incident with those of the organisations that are said to have done it."""
        reading, bars, blaming = self.reading, self.bars, self.heard.blaming
        spans = [reading.text.characters(*span) for k in members for span in reading.found[k].group.spans]
        guilty = []
        for k in self.organisations:
            degrees = self.reader.attribution(reading, k, [m for m in members if m != k] or members)
            own = about(self.heard.said, reading.found[k].group.names, spans)
            signs = blaming.odds(self.scene(k, incident)) if blaming else 0.0
            if bars.blame.guilty(degrees, score(reading.found[k], bars), own, signs):
                label, certainty = bars.blame.sureness(degrees, own)
                known = filler(reading, k, bars)
                guilty.append(replace(known, score=float(1.0 - degrees[0]), certainty=certainty, label=label))
        return replace(incident, fillers=(*incident.fillers, *guilty))


def filler(reading: TextReading, k: int, bars: Bars) -> Filler:
    """An entity as a filler."""
    found = reading.found[k]
    by_name: dict[str, float] = {}
    for mention in found.group.mentions:
        key = " ".join(words(mention.string))
        by_name[key] = max(by_name.get(key, 0.0), mention.score)
    names = found.group.names
    names = names[:1] + tuple(
        n for n in names[1:] if found.group.role in ("PerpOrg", "Place") and by_name[" ".join(words(n))] >= bars.alias
    )
    spans = tuple(reading.text.characters(*span) for span in found.group.spans)
    return Filler(found.group.role, names, score(found, bars), spans)
