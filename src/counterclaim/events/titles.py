"""Short names of events, such as "Bombing, Jolo (PH), 27 January 2019"."""

from __future__ import annotations

import calendar
from collections.abc import Sequence

from counterclaim.model import Assessment, DateInterval, EventType, Place, Property, Statement
from counterclaim.model.vocabulary import DISPUTED, UNKNOWN

_MONTHS = tuple(calendar.month_name)[1:]
"""English, as the process does not set a locale."""


def event_title(assessments: Sequence[Assessment], statements: Sequence[Statement] = ()) -> str:
    """The title of an event from its weighed type, place and date; what is disputed shows its best value.

    ``statements`` give the countries of the place that was found best.
    """
    kind = _best(assessments, Property.TYPE)
    place = _best(assessments, Property.PLACE)
    when = _best(assessments, Property.DATE)
    told = next((s.place for s in statements if s.property is Property.PLACE and s.value == place and s.place), None)
    return title(
        EventType(kind) if kind else None,
        told or (Place(name=place) if place else None),
        DateInterval.parse(when) if when else None,
    )


def title(kind: EventType | None, place: Place | None, when: DateInterval | None) -> str:
    """Type, place with its country, and date; what is untold is left out, an untold type is an incident."""
    parts = [kind.value.capitalize() if kind and kind is not EventType.OTHER else "Incident"]
    if place is not None:
        name, codes = place.name.strip(), "/".join(place.countries)
        parts += [f"{name} ({codes})" if name and codes else name or codes] if name or codes else []
    parts.append(date_words(when) if when else "undated")
    return ", ".join(parts)


def date_words(when: DateInterval) -> str:
    """A date in words, no more precise than it is told: "27 January 2019", "June 2017", "1974", "by 5 May 1975"."""
    if when.earliest is None:
        return f"by {_words(str(when.latest))}"
    if when.latest is None:
        return f"since {_words(str(when.earliest))}"
    first, _, last = str(when).partition("/")
    return f"{_words(first)} to {_words(last)}" if last else _words(first)


def _words(iso: str) -> str:
    """Words of an ISO day, month or year."""
    parts = iso.split("-")
    words = [str(int(parts[0]))]
    if len(parts) > 1:
        words.insert(0, _MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


def _best(assessments: Sequence[Assessment], prop: Property) -> str:
    """The weighed value; where it is disputed the best, or else the first candidate."""
    weighed = next((a for a in assessments if a.property is prop), None)
    if weighed is None:
        return ""
    if weighed.outcome not in (DISPUTED, UNKNOWN):
        return weighed.best or weighed.outcome
    return weighed.best or (weighed.candidates[0].value if weighed.candidates else "")
