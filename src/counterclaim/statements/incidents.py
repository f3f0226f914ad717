"""Which tellings of deeds are one incident, and to which incident each finding belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from counterclaim.codebooks.gazetteer import distance_m
from counterclaim.model import CodingInput, DateInterval, Place
from counterclaim.statements.cleaning.dates import FoundDate
from counterclaim.statements.deeds import (
    Deed,
    LocatedPlace,
    attach_dates,
    attach_places,
    find_deed_words,
    mark_sequels,
    spoken_at,
)
from counterclaim.statements.frames import Finding
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.locations import Locator
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.reading import Reading
from counterclaim.statements.tagging import Tag
from counterclaim.statements.units import join_deeds, unit
from counterclaim.statements.wordlists import word_list

_FIRST = 40
"""Deeds of an incident that tell its date, place and kind; later tellings add nothing and cost time."""


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
    unplaced: dict[int, list[int]] = field(default_factory=dict)
    """By sentence the tokens of deeds that belong to no incident of the text: their tolls are nobody's."""
    section: Place | None = None
    sent_from: LocatedPlace | None = None
    """The place of the dateline, for want of any other."""

    @property
    def dates(self) -> list[FoundDate]:
        """Dates of its deeds, as told."""
        return [d for deed in self.deeds[:_FIRST] for d in deed.dates]

    @property
    def date(self) -> DateInterval | None:
        """The most exact of the first dates told of it."""
        return _most_exact([d.interval for d in self.dates])

    @property
    def places(self) -> list[LocatedPlace]:
        """Places of its deeds, as told."""
        return [p for deed in self.deeds[:_FIRST] for p in deed.places]

    @property
    def loose_places(self) -> list[LocatedPlace]:
        """Places told with its deeds, but behind another verb."""
        return [p for deed in self.deeds[:_FIRST] for p in deed.loose]

    @property
    def type(self) -> str:
        """The kind of event that most of its tellings speak of; a plain attack where none is more exact."""
        votes: dict[str, float] = {}
        for rank, deed in enumerate(self.deeds[:_FIRST]):
            weight = (
                (0.3 if deed.type in _GENERAL else 1.0)
                * (2.0 if rank < 2 else 1.0)
                * (0.5 if deed.weak else 1.0)
                * (0.2 if deed.head is not None and deed.type in ("attack", "destruction") else 1.0)
            )
            if deed.type:
                votes[deed.type] = votes.get(deed.type, 0.0) + weight
        first = {d.type for d in self.deeds[:2] if d.type not in _GENERAL and votes.get(d.type, 0.0) >= 1.0}
        chosen = max(votes, key=lambda k: votes[k], default="attack")
        return max(first, key=lambda k: (votes[k], k)) if first and chosen in _GENERAL else chosen


_GENERAL = ("", "attack", "other")


def _most_exact(intervals: Sequence[DateInterval]) -> DateInterval | None:
    closed = [i for i in intervals if i.earliest is not None and i.latest is not None]
    if not closed:
        return intervals[0] if intervals else None
    first = closed[0]
    inside = [i for i in closed if i.overlaps(first)]
    return min(inside, key=lambda i: (i.latest - i.earliest).days)  # type: ignore[operator]


class Grouper:
    """Walks the sentences in order and joins deeds into incidents."""

    def __init__(
        self,
        source: CodingInput,
        reading: Reading,
        lexicon: Lexicon,
        locator: Locator,
        dates: dict[int, list[FoundDate]],
    ) -> None:
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
        self.places: list[LocatedPlace] = []
        """All places of the text's sentences, in order."""
        self._news: bool | None = None
        self._unplaced: dict[int, list[int]] = {}
        self._reasons: dict[int, list[int]] = {}
        self._idle: dict[int, list[int]] = {}
        self._sent_from: LocatedPlace | None = None
        self._of_deed: dict[int, list[tuple[int, Incident]]] = {}

    def run(self) -> list[Incident]:
        """All incidents, with deeds, findings and further sentences attached."""
        by_sentence: dict[int, list[Finding]] = {}
        for finding in self._reading.findings:
            by_sentence.setdefault(finding.sentence, []).append(finding)
        nobody = {entry[0]: entry for entry in self._reading.unclaimed}
        for s in self._reading.sentences:
            if s.kind == "heading" or self._is_dateline(s):
                self._enter_section(s)
                continue
            self._sentence(s, by_sentence.get(s.number, []), unclaimed=nobody.get(s.number))
            for finding in by_sentence.get(s.number, []):
                self._assign(s, finding)
            if s.number in nobody and (self._current or self._main):
                (self._current or self._main).unclaimed.append(nobody[s.number])  # type: ignore[union-attr]
        if self._sent_from is not None and self._main is not None:
            self._main.sent_from = self._sent_from
        return self.incidents

    def _is_dateline(self, s: Sentence) -> bool:
        """A sentence that is nothing but the name of a place: "VIENNA."."""
        words = [i for i, t in enumerate(s.tokens) if t.is_word]
        if not 1 <= len(words) <= 3 or any(s.tags[i] is not Tag.NAME for i in words):
            return False
        name = s.text(words[0], words[-1] + 1)
        return (name.isupper() and not s.upper and len(words) <= 2) or bool(self._locator.in_title(name))

    def _enter_section(self, s: Sentence) -> None:
        places = self._locator.find(s)
        if self._main is None and not self._listed():
            return
        if not places and len(s.tokens) <= 4:
            named = self._locator.in_title(s.text(0, len(s.tokens)))
            self._section = named[0] if named else None
        else:
            self._section = places[0].place if places and len(s.tokens) <= 5 else None
        if self._section is None and len(s.tokens) <= 3 and self._listed() and any(t is Tag.NAME for t in s.tags):
            home = self._locator.home()
            name = s.text(0, len(s.tokens)).rstrip(" .")
            self._section = Place(name=name, countries=home.countries if home else ())
        self._fresh_section = self._section is not None
        if self._section is None and self._main is not None:
            self._current = self._main

    def _sentence(
        self, s: Sentence, findings: Sequence[Finding], *, unclaimed: tuple[int, int, int] | None = None
    ) -> None:
        if s.paragraph != self._paragraph:
            self._paragraph = s.paragraph
            if self._current is not None and not self._current.heading and self._main is not None:
                self._current = self._main
        deeds = find_deed_words(s, self._lexicon)
        found = self._locator.find(s)
        places = [p for p in found if not p.dateline]
        self._sent_from = self._sent_from or next((p for p in found if p.dateline), None)
        self.places.extend(places)
        attach_dates(s, deeds, self._dates.get(s.number, []), self._lexicon)
        attach_places(s, deeds, places, self._lexicon)
        mark_sequels(s, deeds)
        join_deeds(s, deeds)
        if self._main is None and any(self._opens(s, deed, findings) for deed in deeds if not deed.cause):
            self._current = self._open(s, main=True)
            self._fresh_section = False
        placed: dict[int, Incident | None] = {}
        for deed in deeds:
            told = self._is_told(unit(deed, deeds), findings, unclaimed)
            incident = placed[deed.head.trigger] if deed.head is not None else self._place(s, deed, findings, told=told)
            placed[deed.trigger] = incident
            if incident is None:
                if self._main is not None:
                    self._unplaced.setdefault(s.number, []).append(deed.trigger)
                if deed.cause:
                    self._reasons.setdefault(s.number, []).append(deed.trigger)
                if _timeless(s, deed):
                    self._idle.setdefault(s.number, []).append(deed.trigger)
                continue
            incident.deeds.append(deed)
            self._of_deed.setdefault(s.number, []).append((deed.trigger, incident))
            self._current = incident
        if self._current is not None:
            self._current.sentences.append(s.number)
            if not deeds:
                here = (p for p in places if not spoken_at(s, p, self._lexicon))
                self._current.fallback_places.extend(here)

    def _is_told(
        self, words: Sequence[Deed], findings: Sequence[Finding], unclaimed: tuple[int, int, int] | None
    ) -> bool:
        """Whether the sentence says who did the deed, or that nobody claims it."""
        if unclaimed is not None and any(unclaimed[1] <= d.trigger for d in words):
            return True
        return any(f.start <= d.trigger < f.end for f in findings for d in words)

    def _opens(self, s: Sentence, deed: Deed, findings: Sequence[Finding]) -> bool:
        told = any(f.start <= deed.trigger < f.end for f in findings)
        return _specific(s, deed, told=told, title=self._source.title)

    def _place(self, s: Sentence, deed: Deed, findings: Sequence[Finding], *, told: bool) -> Incident | None:
        """The incident that a deed belongs to; a new one is opened where date or place speak against all others."""
        if self._main is None:
            return None
        if self._fresh_section and self._section is not None:
            self._fresh_section = False
            if self._listed():
                return self._open(s, main=True)
        if _timeless(s, deed) and _habitual(s, deed):
            return None
        if deed.cause:
            known = [i for i in self.incidents if self._score(i, deed) >= 2 * _SAME]
            own = deed.dates or _exact_places(deed)
            return known[0] if known else (self._open(s, main=False) if told and own else None)
        bare = not deed.type and not (deed.dates and _exact_places(deed))
        if bare or not self._main.deeds:
            return self._current or self._main
        best = max(self.incidents, key=lambda i: (self._score(i, deed), i is self._current, i is self._main, -i.number))
        score = self._score(best, deed)
        if score >= _SAME and not (self._shifted(s, deed, findings) and score < 2 * _SAME):
            return best
        if (told and _timeless(s, deed)) or (deed.apart and (deed.dates or deed.sequel) and not told):
            return None
        if deed.sequel:
            return self._open(s, main=False)
        shifted = self._shifted(s, deed, findings) or self._other_hand(best, deed, findings)
        current = self._current or self._main
        if self._score(current, deed) >= 0 and not shifted and (deed.definite or not _own_details(deed) or not told):
            return current
        if told or (deed.dates and _exact_places(deed)):
            return self._open(s, main=False)
        return current if self._score(current, deed) >= 0 else None

    def _score(self, incident: Incident, deed: Deed) -> float:
        """How far date, place and type speak for the incident; negative where one speaks against it."""
        score = 0.0
        date, known = deed.date, incident.date
        if date is not None and known is None and incident.main and self._stale(deed, date):
            return -2.0
        if date is not None and known is not None:
            if not known.overlaps(date):
                return -2.0
            vague = date.precision in ("year", "range", "open") and known.precision in ("day", "days", "month")
            if vague and not deed.definite:
                return -1.0
            score += 2.0 if date.precision == "day" else 1.0
        here = [p.place for p in incident.places if _is_exact(p.place)] or (
            [incident.section] if incident.section else []
        )
        there = [p.place for p in _exact_places(deed)]
        if here and there:
            if not any(_same_area(one, other) for one in here for other in there):
                return -1.0 if not (deed.definite and not deed.dates and not _named_within(deed)) else 0.0
            score += 2.0
        wide = [p.place for p in deed.places if not _is_exact(p.place)]
        shared = any(set(w.countries) & set(p.place.countries) for w in wide for p in incident.places)
        if wide and incident.places and not there and not shared:
            return -1.0
        if not _same_kind(incident, deed):
            score -= 1.5
        return score

    def _stale(self, deed: Deed, date: DateInterval) -> bool:
        """Whether a report of the day tells of something long past: its own attack, not yet dated, is a recent one."""
        published = self._source.published
        if published is None or published.earliest is None or date.latest is None or not self._of_the_day():
            return False
        return (published.earliest - date.latest).days > _LONG_PAST and not deed.definite

    def _of_the_day(self) -> bool:
        """Whether the text opens as news do, with "on Monday" or "yesterday", and reports no trial or anniversary."""
        if self._news is None:
            opening = [s for s in self._reading.sentences[:4] if s.kind != "heading"][:3]
            near = any(
                d.relative and d.interval.precision == "day" for s in opening for d in self._dates.get(s.number, [])
            )
            words = {t.low for s in opening for t in s.tokens}
            self._news = near and not words & _LOOKING_BACK
        return self._news

    def _shifted(self, s: Sentence, deed: Deed, findings: Sequence[Finding]) -> bool:
        """Such as "A week later the same unit bombed ...": time moves on, and another deed is told as a fact."""
        if not any(f.act == "reports_as_fact" and f.start <= deed.trigger < f.end for f in findings) or deed.dates:
            return False
        words = s.lows(0, 9)
        moved = any(
            w in ("later", "earlier", "before", "previously", "after", "ago", "previous", "first") for w in words
        )
        return moved and any(w.rstrip("s") in ("day", "week", "month", "year", "hour") for w in words)

    def _other_hand(self, incident: Incident, deed: Deed, findings: Sequence[Finding]) -> bool:
        """Whether the text itself tells of another perpetrator than the incident's, and of another kind of deed."""
        facts = {f.perpetrator.key for f in incident.findings[:_FIRST] if f.act == "reports_as_fact"}
        mine = {f.perpetrator.key for f in findings if f.act == "reports_as_fact" and f.start <= deed.trigger < f.end}
        return bool(mine) and bool(facts) and not (mine & facts) and not _same_kind(incident, deed)

    def _listed(self) -> bool:
        """Whether headings name places: the text is a list of incidents."""
        headings = [
            s for s in self._reading.sentences if len(s.tokens) <= 4 and (s.kind == "heading" or self._is_dateline(s))
        ]
        return sum(bool(self._locator.in_title(s.text(0, len(s.tokens)))) for s in headings) >= 2

    def _open(self, s: Sentence, *, main: bool) -> Incident:
        heading = self._section is not None and main
        incident = Incident(
            len(self.incidents) + 1, s, main, heading=heading, section=self._section, unplaced=self._unplaced
        )
        self.incidents.append(incident)
        self._main = self._main or incident
        return incident

    def _of_reason(self, s: Sentence, finding: Finding) -> bool:
        """Whether a finding tells who did what was avenged, and not who did an incident."""
        if finding.act not in ("attributes", "reports_as_fact", "suspects"):
            return False
        reasons = [t for t in self._reasons.get(s.number, ()) if finding.start <= t < finding.end]
        others = [t for t, _ in self._of_deed.get(s.number, []) if finding.start <= t < finding.end]
        far = min((abs(t - finding.trigger) for t in others), default=1_000)
        return any(abs(t - finding.trigger) < far for t in reasons)

    def _assign(self, s: Sentence, finding: Finding) -> None:
        if finding.act == "reports_as_fact" and any(
            finding.start <= trigger < finding.end for trigger in self._idle.get(s.number, ())
        ):
            return
        if self._of_reason(s, finding):
            return
        here = self._of_deed.get(s.number, [])
        near = [(abs(t - finding.trigger), i) for t, i in here]
        inside = [(abs(t - finding.trigger), i) for t, i in here if finding.start <= t < finding.end]
        chosen = min(inside or near, key=lambda pair: pair[0])[1] if inside or near else self._current or self._main
        if chosen is None:
            chosen = self._open(s, main=True)
            self._current = chosen
        chosen.findings.append(finding)
        for trigger, incident in here:
            behind = incident is not chosen and trigger > finding.trigger and finding.start <= trigger < finding.end
            if behind and _listed_with(s, trigger) and finding not in incident.findings:
                incident.findings.append(finding)


def _covers(area: Place, town: Place) -> bool:
    """Whether a contested area holds the town, whichever country either is put down to."""
    if not area.gazetteer_id.startswith("area") or not area.radius_m or area.latitude is None or town.latitude is None:
        return False
    if area.longitude is None or town.longitude is None:
        return False
    return distance_m(area.latitude, area.longitude, town.latitude, town.longitude) <= area.radius_m


_LONG_PAST = 45
"""Days after which a report of the day no longer speaks of the same incident (ours)."""
_LOOKING_BACK = word_list("incidents_looking_back")
_SAME = 1.0
_EXACT_M = 120_000.0
_FAMILIES = (
    frozenset({"bombing", "airstrike", "destruction", "attack", "arson", "other", "chemical", "sabotage"}),
    frozenset({"shooting", "assassination", "attack", "other", "battle", "airstrike"}),
    frozenset({"kidnapping", "assassination", "attack", "other"}),
    frozenset({"bombing", "shooting", "attack", "battle", "other"}),
)


def _same_kind(incident: Incident, deed: Deed) -> bool:
    kind = incident.type
    return not deed.type or any({kind, deed.type} <= family for family in _FAMILIES)


def _is_exact(place: Place) -> bool:
    return place.radius_m is None or place.radius_m <= _EXACT_M


def _exact_places(deed: Deed) -> list[LocatedPlace]:
    return [p for p in deed.places if _is_exact(p.place)]


def _own_details(deed: Deed) -> bool:
    return bool(deed.dates or _exact_places(deed))


def _named_within(deed: Deed) -> bool:
    """Whether a place stands with the deed's noun: "the London bombing", "the attacks in London"."""
    return any(-4 <= deed.trigger - p.token <= 3 for p in deed.places)


def _specific(s: Sentence, deed: Deed, *, told: bool, title: str) -> bool:
    """Whether a deed can be the text's first incident: not plural and timeless talk of attacks."""
    if not deed.type:
        return False
    low = s.tokens[deed.trigger].low
    many = not deed.verb and low.endswith("s") and not deed.definite
    dated = any(d.interval.precision in ("day", "days", "month") for d in deed.dates)
    if many and not dated and not told:
        numbered = deed.trigger > 0 and s.tokens[deed.trigger - 1].low in ("twin", "two", "three", "double", "four")
        return numbered or (s.number == 0 and bool(_exact_places(deed)))
    if deed.weak and not deed.verb and not dated and not told:
        return low.rstrip("s") in title.casefold()
    return True


def _timeless(s: Sentence, deed: Deed) -> bool:
    """Talk of deeds in general: "has carried out many attacks", "frequently bombed"."""
    if deed.dates or deed.definite or _exact_places(deed):
        return False
    return _habitual(s, deed) or (not deed.verb and s.tokens[deed.trigger].low.endswith("s"))


def _habitual(s: Sentence, deed: Deed) -> bool:
    words = set(s.lows(deed.trigger - 5, deed.trigger))
    return bool(words & _HABITUAL) or (
        not deed.verb and s.tokens[deed.trigger].low.endswith("s") and bool(words & _MANY)
    )


_HABITUAL = word_list("deeds_habitual")
_MANY = word_list("deeds_many")


def _listed_with(s: Sentence, trigger: int) -> bool:
    """Whether the deed's noun is joined by "and" to what stands before it."""
    phrase = s.at.get(trigger)
    start = phrase.start if phrase is not None else trigger
    while start > 0 and s.tags[start - 1] in (Tag.DET, Tag.DATE, Tag.NUM, Tag.POSS):
        start -= 1
    return start > 0 and s.tokens[start - 1].low == "and"


def _same_area(one: Place, other: Place) -> bool:
    if one.name == other.name or one.gazetteer_id == other.gazetteer_id != "":
        return True
    if _covers(one, other) or _covers(other, one):
        return True
    if one.countries and other.countries and not set(one.countries) & set(other.countries):
        return False
    wide = max(one.radius_m or 0, other.radius_m or 0)
    if one.latitude is None or other.latitude is None or one.longitude is None or other.longitude is None:
        return True
    return distance_m(one.latitude, one.longitude, other.latitude, other.longitude) <= max(
        min(wide, 60_000.0), 35_000.0
    )
