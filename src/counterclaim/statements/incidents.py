"""Which tellings of deeds are one incident, and to which incident each finding belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from counterclaim.codebooks.gazetteer import distance_m
from counterclaim.model import CodingInput, DateInterval, Place
from counterclaim.statements.cleaning.dates import FoundDate
from counterclaim.statements.deeds import Deed, LocatedPlace, attach_dates, attach_places, find_deed_words
from counterclaim.statements.frames import Finding
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.locations import Locator
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.reading import Reading


@dataclass(slots=True)
class Incident:
    """An event as the text tells it, with all that was attached to it."""

    number: int
    first: Sentence
    main: bool
    heading: bool = False
    deeds: list[Deed] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unclaimed: list[tuple[int, int, int]] = field(default_factory=list)
    fallback_places: list[LocatedPlace] = field(default_factory=list)
    section: Place | None = None

    @property
    def dates(self) -> list[FoundDate]:
        """Dates of its deeds, as told."""
        return [d for deed in self.deeds for d in deed.dates]

    @property
    def date(self) -> DateInterval | None:
        """The most exact of the first dates told of it."""
        return _most_exact([d.interval for d in self.dates])

    @property
    def places(self) -> list[LocatedPlace]:
        """Places of its deeds, as told."""
        return [p for deed in self.deeds for p in deed.places]

    @property
    def type(self) -> str:
        """The kind of event that most of its tellings speak of; a plain attack where none is more exact."""
        votes: Counter[str] = Counter()
        for rank, deed in enumerate(self.deeds):
            weight = (0.3 if deed.type in ("attack", "other") else 1.0) * (2.0 if rank < 2 else 1.0) * (0.5 if deed.weak else 1.0)
            votes[deed.type] += weight  # type: ignore[assignment]
        return max(votes, key=lambda k: (votes[k], k)) if votes else "attack"


def _most_exact(intervals: Sequence[DateInterval]) -> DateInterval | None:
    closed = [i for i in intervals if i.earliest is not None and i.latest is not None]
    if not closed:
        return intervals[0] if intervals else None
    first = closed[0]
    inside = [i for i in closed if i.overlaps(first)]
    return min(inside, key=lambda i: (i.latest - i.earliest).days)  # type: ignore[operator]


class Grouper:
    """Walks the sentences in order and joins deeds into incidents."""

    def __init__(self, source: CodingInput, reading: Reading, lexicon: Lexicon, locator: Locator, dates: dict[int, list[FoundDate]]) -> None:
        self._source = source
        self._reading = reading
        self._lexicon = lexicon
        self._locator = locator
        self._dates = dates
        self.incidents: list[Incident] = []
        self._current: Incident | None = None
        self._main: Incident | None = None
        self._paragraph = -1
        self._section: Place | None = None
        self._fresh_section = False
        self._of_deed: dict[tuple[int, int], Incident] = {}

    def run(self) -> list[Incident]:
        """All incidents, with deeds, findings and further sentences attached."""
        by_sentence: dict[int, list[Finding]] = {}
        for finding in self._reading.findings:
            by_sentence.setdefault(finding.sentence, []).append(finding)
        nobody = {entry[0]: entry for entry in self._reading.unclaimed}
        for s in self._reading.sentences:
            if s.kind == "heading":
                self._enter_section(s)
                continue
            self._sentence(s, by_sentence.get(s.number, []))
            for finding in by_sentence.get(s.number, []):
                self._assign(s, finding)
            if s.number in nobody and (self._current or self._main):
                (self._current or self._main).unclaimed.append(nobody[s.number])  # type: ignore[union-attr]
        return self.incidents

    def _enter_section(self, s: Sentence) -> None:
        places = self._locator.find(s)
        if not places and len(s.tokens) <= 4:
            named = self._locator.in_title(s.text(0, len(s.tokens)))
            self._section = named[0] if named else None
        else:
            self._section = places[0].place if places and len(s.tokens) <= 5 else None
        self._fresh_section = self._section is not None
        if self._section is None and self._main is not None:
            self._current = self._main

    def _sentence(self, s: Sentence, findings: Sequence[Finding]) -> None:
        if s.paragraph != self._paragraph:
            self._paragraph = s.paragraph
            if self._current is not None and not self._current.heading and self._main is not None:
                self._current = self._main
        deeds = find_deed_words(s, self._lexicon)
        places = self._locator.find(s)
        attach_dates(s, deeds, self._dates.get(s.number, []), self._lexicon)
        attach_places(s, deeds, places)
        for deed in deeds:
            incident = self._place(s, deed, findings)
            if incident is None:
                continue
            incident.deeds.append(deed)
            self._of_deed[s.number, deed.trigger] = incident
            self._current = incident
        if self._current is not None:
            self._current.sentences.append(s.number)
            if not deeds:
                self._current.fallback_places.extend(places)

    def _place(self, s: Sentence, deed: Deed, findings: Sequence[Finding]) -> Incident | None:
        """The incident that a deed belongs to; a new one is opened where date or place speak against all others."""
        told = any(f.start <= deed.trigger < f.end for f in findings)
        if self._main is None:
            if deed.weak and not deed.dates and not told and s.number > 0:
                return None
            return self._open(s, deed, main=True)
        if self._fresh_section and self._section is not None:
            self._fresh_section = False
            if not (self._current and self._current.heading is False and len(self.incidents) == 1 and not self._listed()):
                return self._open(s, deed, main=True)
        current = self._current or self._main
        if self._fits(current, deed):
            return current
        for incident in reversed(self.incidents):
            if self._agrees(incident, deed):
                return incident
        if deed.definite and not deed.dates:
            return current
        own = bool(deed.dates) or (bool(deed.places) and told)
        if own and (told or (deed.dates and deed.places)):
            return self._open(s, deed, main=False)
        return current if not deed.dates else None

    def _listed(self) -> bool:
        """Whether headings name places: the text is a list of incidents."""
        named = [s for s in self._reading.sentences if s.kind == "heading" and len(s.tokens) <= 4 and self._locator.in_title(s.text(0, len(s.tokens)))]
        return len(named) >= 2

    def _open(self, s: Sentence, deed: Deed, *, main: bool) -> Incident:
        incident = Incident(len(self.incidents) + 1, s, main, heading=self._section is not None and main, section=self._section)
        self.incidents.append(incident)
        self._main = self._main or incident
        return incident

    def _fits(self, incident: Incident, deed: Deed) -> bool:
        """Whether nothing that stands with the deed speaks against the incident."""
        if deed.dates and incident.date is not None and not _compatible(incident.date, deed.date):
            return False
        if deed.places and (incident.places or incident.section) and not deed.definite:
            known = [p.place for p in incident.places] + ([incident.section] if incident.section else [])
            return any(_same_area(known_place, other.place) for known_place in known for other in deed.places)
        return True

    def _agrees(self, incident: Incident, deed: Deed) -> bool:
        """Whether date or place speak for the incident, and neither against it."""
        date = deed.date
        if date is not None and incident.date is not None and _compatible(incident.date, date):
            return self._fits(incident, deed) and (date.precision == "day" or bool(deed.places) or incident is self._main)
        if not deed.places or (date is not None and incident.date is not None):
            return False
        names = {p.place.name for p in incident.places}
        return any(p.place.name in names for p in deed.places)

    def _assign(self, s: Sentence, finding: Finding) -> None:
        inside = [(abs(t - finding.trigger), i) for (n, t), i in self._of_deed.items() if n == s.number and finding.start <= t < finding.end]
        near = [(abs(t - finding.trigger), i) for (n, t), i in self._of_deed.items() if n == s.number]
        chosen = min(inside or near, key=lambda pair: pair[0])[1] if inside or near else self._current or self._main
        if chosen is None:
            chosen = self._open(s, Deed(s.number, finding.trigger, "attack", definite=False, weak=True, verb=False), main=True)
            self._current = chosen
        chosen.findings.append(finding)


def _compatible(one: DateInterval, other: DateInterval | None) -> bool:
    return other is None or one.overlaps(other)


def _same_area(one: Place, other: Place) -> bool:
    if one.name == other.name or one.gazetteer_id == other.gazetteer_id:
        return True
    if not set(one.countries) & set(other.countries):
        return not one.countries or not other.countries
    wide = max(one.radius_m or 0, other.radius_m or 0)
    if one.latitude is None or other.latitude is None or one.longitude is None or other.longitude is None:
        return True
    return distance_m(one.latitude, one.longitude, other.latitude, other.longitude) <= max(wide * 1.3, 60_000)
