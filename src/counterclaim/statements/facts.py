"""Date, place, type, toll and the like of an incident as statements, each with the passage that tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.model import Act, ActorName, CodingInput, Place, Property, Statement
from counterclaim.statements.cleaning.counts import FoundCount
from counterclaim.statements.cleaning.dates import FoundDate
from counterclaim.statements.deeds import LocatedPlace, in_dateline, only_a_name, token_at
from counterclaim.statements.incidents import Incident
from counterclaim.statements.lexicon import load_lexicon
from counterclaim.statements.locations import Locator
from counterclaim.statements.passages import passage_of
from counterclaim.statements.phrases import Sentence
from counterclaim.statements.reading import Reading
from counterclaim.statements.reporting import TEXT, innermost
from counterclaim.statements.series import is_series_total
from counterclaim.statements.who import Who

_TOWN_M = 80_000.0


@dataclass(frozen=True, slots=True)
class Facts:
    """Makes the statements of one text's incidents that are not about who did it."""

    source: CodingInput
    reading: Reading
    locator: Locator
    counts: dict[int, list[FoundCount]]
    incidents: Sequence[Incident]
    dates: Mapping[int, Sequence[FoundDate]]
    """All dates by sentence."""
    triggers: Mapping[int, Sequence[tuple[int, int]]]
    """By sentence: (incident's number, token) of each deed."""
    places: Sequence[LocatedPlace]
    """All places of the text, in order."""
    coder: str

    def of(self, incident: Incident, mention_id: str) -> Iterator[Statement]:
        """All such statements of one incident, in a fixed order."""
        yield self._type(incident, mention_id)
        yield from self._dates(incident, mention_id)
        yield from self._places(incident, mention_id)
        yield from self._tolls(incident, mention_id)
        yield from self._unclaimed(incident, mention_id)

    def _fact(
        self,
        mention_id: str,
        prop: Property,
        value: str,
        s: Sentence,
        start: int,
        end: int,
        *,
        speaker: Who = TEXT,
        words: str = "",
        place: Place | None = None,
        reckoning: str = "",
        probability: float = 0.8,
    ) -> Statement:
        own = speaker is TEXT or not speaker.name
        return Statement(
            mention_id=mention_id,
            property=prop,
            act=Act.REPORTS_AS_FACT if own else Act.ATTRIBUTES,
            value=value,
            passage=passage_of(self.source, s, start, end),
            speaker=ActorName(name=TEXT.name if own else speaker.name),
            speaker_kind=TEXT.speaker_kind if own else speaker.speaker_kind,
            words=words,
            place=place,
            reckoning=reckoning,
            probability=probability,
            coder=self.coder,
        )

    def _sentence(self, number: int) -> Sentence:
        return self.reading.sentences[number]

    def _type(self, incident: Incident, mention_id: str) -> Statement:
        deed = next(
            (d for d in incident.deeds if d.type == incident.type), incident.deeds[0] if incident.deeds else None
        )
        s = self._sentence(deed.sentence) if deed else incident.first
        at = deed.trigger if deed else 0
        words = s.tokens[at].text if s.tokens else ""
        return self._fact(
            mention_id, Property.TYPE, incident.type, s, *_around(s, at, at + 1), words=words, probability=0.7
        )

    def _dates(self, incident: Incident, mention_id: str) -> Iterator[Statement]:
        seen: set[str] = set()
        best = incident.date
        ordered = sorted(incident.dates, key=lambda d: (d.interval != best, d.start))
        for found in ordered:
            if str(found.interval) in seen or (best is not None and not best.overlaps(found.interval)):
                continue
            seen.add(str(found.interval))
            s = self._at(found.start)
            if s is not None:
                a, b = token_at(s, found.start), token_at(s, found.end - 1) + 1
                yield self._date(mention_id, found, s, _around(s, a, b))

        if not seen:
            yield from self._nearby_date(incident, mention_id)

    def _nearby_date(self, incident: Incident, mention_id: str) -> Iterator[Statement]:
        """Where no date stands with the deed itself: the first day or month told in its opening sentences."""
        opening = [incident.first.number, *incident.sentences][:3]
        if incident.number == 1 and incident.main:
            opening = [*range(incident.first.number + 1)[:3], *opening]
        latest = self.source.published.latest if self.source.published else None
        for number in dict.fromkeys(opening):
            for found in self.dates.get(number, ()):
                day = found.interval.latest
                if day is None or found.interval.precision not in ("day", "days", "month") or (latest and day > latest):
                    continue
                s = self._sentence(number)
                if (found.relative and found.interval == self.source.published) or in_dateline(s, found):
                    continue
                if only_a_name(s, found):
                    continue
                a, b = token_at(s, found.start), token_at(s, found.end - 1) + 1
                span = _around(s, a, b)
                yield self._date(mention_id, found, s, span, probability=0.5)
                return

    def _date(
        self, mention_id: str, found: FoundDate, s: Sentence, span: tuple[int, int], probability: float = 0.8
    ) -> Statement:
        return self._fact(
            mention_id,
            Property.DATE,
            str(found.interval),
            s,
            *span,
            words=found.words,
            reckoning=found.reckoning,
            probability=probability,
        )

    def _at(self, offset: int) -> Sentence | None:
        return next((s for s in self.reading.sentences if s.start <= offset < s.end), None)

    def _places(self, incident: Incident, mention_id: str) -> Iterator[Statement]:
        located = self._town(best_place(incident, self._before(incident)))
        if located is not None and not _elsewhere(incident, located):
            s = self._at(located.start)
            if s is not None:
                a, b = token_at(s, located.start), token_at(s, located.end - 1) + 1
                yield self._fact(
                    mention_id,
                    Property.PLACE,
                    located.place.name,
                    s,
                    *_around(s, a, b),
                    words=located.words,
                    place=located.place,
                )
                return
        place = self._inferred(incident)
        if place is not None:
            yield self._fact(
                mention_id,
                Property.PLACE,
                place.name,
                incident.first,
                0,
                len(incident.first.tokens),
                place=place,
                probability=0.5,
            )

    def _before(self, incident: Incident) -> list[LocatedPlace]:
        """Places of the sentences that lead up to the first incident."""
        if incident.number != 1 or not incident.main:
            return []
        return [p for p in self.places if p.start < incident.first.start]

    def _town(self, located: LocatedPlace | None) -> LocatedPlace | None:
        """Where only a country is told, the one town of it that the text names elsewhere."""
        if located is None or not _is_wide(located.place) or len(located.place.countries) != 1:
            return located
        towns = {
            found.place.gazetteer_id or found.place.name: found
            for found in self.places
            if not (_is_wide(found.place) or found.away) and found.place.countries == located.place.countries
        }
        return next(iter(towns.values())) if len(towns) == 1 else located

    def _inferred(self, incident: Incident) -> Place | None:
        """A place from heading, title or the country that the text speaks of most."""
        if incident.section is not None:
            return incident.section
        named = self.locator.in_title(self.source.title) if incident.number == 1 else []
        if named:
            return min(named, key=lambda p: p.radius_m or 1e9)
        main = next((i for i in self.incidents if i.main), incident)
        told = best_place(main) if main is not incident else None
        return (self.locator.country(told.place) if told is not None else None) or self.locator.home()

    def _tolls(self, incident: Incident, mention_id: str) -> Iterator[Statement]:
        for kind, prop in (("fatalities", Property.FATALITIES), ("injured", Property.INJURED)):
            seen: set[tuple[str, str]] = set()
            for s, found in self._counts_of(incident, kind):
                a, b = token_at(s, found.start), token_at(s, found.end - 1) + 1
                report = innermost(self.reading.spans.get(s.number, []), a)
                speaker = report.speaker if report is not None and report.speaker.name and report.speaker.kind else TEXT
                if (str(found.range), speaker.key) in seen:
                    continue
                seen.add((str(found.range), speaker.key))
                low = 0.4 if found.vague else 0.5 if found.named else 0.85 if found.risen else 0.8
                yield self._fact(
                    mention_id,
                    prop,
                    str(found.range),
                    s,
                    *_around(s, a, b),
                    speaker=speaker,
                    words=found.words,
                    probability=low,
                )

    def _counts_of(self, incident: Incident, kind: str) -> list[tuple[Sentence, FoundCount]]:
        """The counts of this incident's victims, without parts, withdrawn tolls and the attackers' own."""
        found: list[tuple[Sentence, FoundCount]] = []
        opening = list(range(incident.first.number))[:3] if incident.number == 1 and incident.main else []
        for number in dict.fromkeys([d.sentence for d in incident.deeds] + incident.sentences + opening):
            s = self._sentence(number)
            triggers = [d.trigger for d in incident.deeds if d.sentence == number]
            if self.counts.get(number) and is_series_total(self.reading.sentences, number, triggers, load_lexicon()):
                continue
            for count in self.counts.get(number, []):
                if count.kind != kind or count.withdrawn or count.part or count.who == "attackers":
                    continue
                if self._nearer_elsewhere(incident, number, token_at(s, count.start), triggers):
                    continue
                found.append((s, count))
        return sorted(found, key=lambda pair: (pair[1].named or pair[1].vague, pair[1].additional, pair[1].start))

    def _nearer_elsewhere(self, incident: Incident, number: int, at: int, triggers: Sequence[int]) -> bool:
        others = [t for number_of, t in self.triggers.get(number, ()) if number_of != incident.number]
        others += incident.unplaced.get(number, [])
        if not others:
            return False
        return min(abs(t - at) for t in others) < min((abs(t - at) for t in triggers), default=10_000)

    def _unclaimed(self, incident: Incident, mention_id: str) -> Iterator[Statement]:
        for number, start, end in incident.unclaimed[:1]:
            yield self._fact(mention_id, Property.UNCLAIMED, "yes", self._sentence(number), start, end, probability=0.9)


def best_place(incident: Incident, before: Sequence[LocatedPlace] = ()) -> LocatedPlace | None:
    """The most exact of the places told with the incident's first deeds; later sentences count only without them.

    ``before``: places told ahead of its first sentence. "Of X" and "to X" count for want of anything else,
    and not where X is a country: "no answer from X" tells who was asked.
    """
    loose = [*incident.loose_places, *incident.fallback_places]
    near = ([p for p in before if not p.away], [p for p in loose if not p.away])
    groups = (_first_sentences(incident), incident.places, *near)
    first = next((g for g in groups if g), None)
    if first is None:
        return incident.sent_from or next(
            (p for p in loose if not _is_wide(p.place)), next((p for p in loose if not p.away), None)
        )
    home = first[0].place
    fitting = [p for p in first if _in_same_country(p.place, home)]
    best = min(fitting, key=lambda p: (p.place.radius_m or 1e9) if p.place.radius_m else 1e9)
    if not _is_wide(best.place):
        return best
    later = (p for g in groups for p in g if not _is_wide(p.place) and _in_same_country(p.place, home))
    return next(later, best)


def _in_same_country(place: Place, home: Place) -> bool:
    """A place whose country is open lies apart from none."""
    return not home.countries or not place.countries or bool(set(place.countries) & set(home.countries))


def _elsewhere(incident: Incident, located: LocatedPlace) -> bool:
    """Whether a place lies outside the country of the heading under which the incident is told."""
    home = incident.section.countries if incident.heading and incident.section is not None else ()
    return bool(home) and bool(located.place.countries) and not set(home) & set(located.place.countries)


def _is_wide(place: Place) -> bool:
    return place.radius_m is not None and place.radius_m > _TOWN_M


def _first_sentences(incident: Incident) -> list[LocatedPlace]:
    firsts = sorted({d.sentence for d in incident.deeds})[:2]
    for number in firsts:
        places = [p for d in incident.deeds if d.sentence == number for p in d.places]
        if places:
            return places
    return []


def _around(s: Sentence, a: int, b: int) -> tuple[int, int]:
    """A clause's worth of tokens around ``a`` to ``b``, cut at strong marks."""
    start, end = a, b
    while start > 0 and a - start < 12 and s.tokens[start - 1].text not in ";:()":
        start -= 1
    while end < len(s.tokens) and end - b < 12 and s.tokens[end].text not in ";:()":
        end += 1
    return start, end
