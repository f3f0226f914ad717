"""Values in plain words: dates, counts, acts, probabilities. Precision is never invented."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from counterclaim.model import Act, CountRange, DateInterval, Place, Property, SpeakerKind
from counterclaim.publications.display import isolated
from counterclaim.publications.material import PublishedStatement

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

ACT_WORDS = {
    Act.CLAIMS: "claims",
    Act.DENIES: "denies",
    Act.ATTRIBUTES: "attributes",
    Act.SUSPECTS: "suspects",
    Act.REPORTS_AS_FACT: "reports as fact",
    Act.DOUBTS: "doubts",
    Act.RETRACTS: "takes back",
}
ACT_SYMBOLS = {
    Act.CLAIMS: "●",
    Act.ATTRIBUTES: "▲",
    Act.SUSPECTS: "△",
    Act.REPORTS_AS_FACT: "■",
    Act.DENIES: "✕",
    Act.DOUBTS: "?",
    Act.RETRACTS: "↩",
}
"""A sign for each act, told apart by form and not by colour."""

KIND_WORDS = {
    SpeakerKind.ARMED_GROUP: "armed group",
    SpeakerKind.STATE: "state",
    SpeakerKind.AUTHORITY: "authority",
    SpeakerKind.MEDIA: "media",
    SpeakerKind.RIVAL_GROUP: "rival or allied group",
    SpeakerKind.WITNESS: "witness",
    SpeakerKind.COURT: "court",
    SpeakerKind.EXPERT: "expert",
    SpeakerKind.UNKNOWN: "kind not known",
}


def date_words(interval: DateInterval | None) -> str:
    """An interval as a reader says it: "2 June 2017", "June 2017", "by 5 May 2016", "2–5 January 2016"."""
    if interval is None:
        return "date not told"
    first, last = interval.earliest, interval.latest
    if first is None:
        assert last is not None
        return f"by {_day(last)}"
    if last is None:
        return f"since {_day(first)}"
    text = str(interval)
    if "/" in text:
        return _range_words(text, first, last)
    return {4: f"{first.year}", 7: f"{MONTHS[first.month - 1]} {first.year}"}.get(len(text), _day(first))


def _range_words(text: str, first: date, last: date) -> str:
    left, right = text.split("/")
    if len(left) == 4:
        return f"{left}–{right}"
    if len(left) == 7:
        year = "" if first.year == last.year else f" {first.year}"
        return f"{MONTHS[first.month - 1]}{year} – {MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {_day(last)}"
    return f"{_day(first)} – {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def count_words(value: str) -> str:
    """A count's canonical text in words: "36", "at least 20", "up to 40", "9 to 10"; other text as it is."""
    try:
        count = CountRange.parse(value)
    except ValueError:
        return value
    if count.high is None:
        return f"at least {count.low:,}"
    if count.low is None:
        return f"up to {count.high:,}"
    return f"{count.low:,}" if count.low == count.high else f"{count.low:,} to {count.high:,}"


def value_words(prop: Property, value: str) -> str:
    """A statement's or assessment's value as a reader says it."""
    if prop in (Property.FATALITIES, Property.INJURED):
        return count_words(value)
    if prop is Property.DATE:
        try:
            return date_words(DateInterval.parse(value))
        except ValueError:
            return value
    return isolated(value)


def place_words(place: Place) -> str:
    """A place as it is named, how finely it is known, the country codes as a locator, and why there is none."""
    country = f" ({', '.join(place.countries)})" if place.countries else ""
    radius = ""
    if place.radius_m:
        size = f"{place.radius_m / 1000:,.0f} km" if place.radius_m >= 1000 else f"{place.radius_m:,.0f} m"
        radius = f", known to within about {size}"
    note = f"; {place.note}" if place.note else ""
    exactness = f", {place.exactness}" if place.exactness else ""
    return f"{isolated(place.name)}{country}{exactness}{radius}{note}"


_EVEN = 0.5


def act_phrase(statement: PublishedStatement) -> str:
    """What one voice does with the question of responsibility, as the end of a sentence after the speaker."""
    name = isolated(statement.actor) or "somebody"
    own = statement.own or (statement.own_voice and statement.document.affiliation == statement.actor)
    phrases = {
        Act.CLAIMS: "claimed responsibility" if own else f"claimed it for {name}",
        Act.DENIES: "denied responsibility" if own else f"denied that {name} did it",
        Act.ATTRIBUTES: f"attributed it to {name}",
        Act.SUSPECTS: f"suspected {name}",
        Act.REPORTS_AS_FACT: f"reported as fact that {name} did it",
        Act.DOUBTS: f"doubted that {name} did it",
        Act.RETRACTS: f"took back what was said of {name}" if statement.actor else "took back an earlier statement",
    }
    return phrases[statement.act]


def act_phrases(group: Sequence[PublishedStatement]) -> list[str]:
    """What one voice does, each act once; an act that only unsure readings carry says so."""
    told: dict[str, list[PublishedStatement]] = {}
    for statement in group:
        told.setdefault(act_phrase(statement), []).append(statement)
    return [f"{phrase}{unsure_words(carriers)}" for phrase, carriers in told.items()]


def unsure_words(carriers: Sequence[PublishedStatement]) -> str:
    """What follows words that rest on unsure readings alone; empty where one of them is sure."""
    return " (uncertain reading)" if carriers and all(map(is_unsure, carriers)) else ""


def is_unsure(statement: PublishedStatement) -> bool:
    """Whether it is likelier misread than not, by the coder's own calibration, and nobody has confirmed it."""
    return statement.probability < _EVEN and not statement.verdict


def percent(probability: float) -> str:
    """A probability as a whole percentage; never 0 or 100, which no estimate reaches."""
    return f"{min(99, max(1, round(probability * 100)))} %"


def plural(count: int, one: str, many: str = "") -> str:
    """A number with its noun, as in "2 events"; the number in words up to ten."""
    return f"{spelled(count)} {one if count == 1 else many or one + 's'}"


def spelled(count: int) -> str:
    """A number before a noun: in words up to ten, with separators above."""
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return small[count] if count < len(small) else f"{count:,}"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Parts as a sentence lists them, as in "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def sentences_of(text: str) -> list[str]:
    """The sentences of a text that the program wrote: a full stop, a space and a capital letter part them."""
    return re.split(r"(?<=[.?!…])\s+(?=[A-Z“])", text.strip())


def sentence(text: str) -> str:
    """``text`` with a capital first letter and a full stop."""
    text = text.strip()
    if not text:
        return text
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?!…" else ".")
