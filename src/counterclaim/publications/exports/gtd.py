"""CSV in the shape of the Global Terrorism Database: its 135 columns, one row for each dated event.

What GTD has no column for (who denies, who says so, how likely) is not forced into one: it stands in ``addnotes``.
Codes mean what GTD's codebook says; -9 and -99 are unknown, a month or day of 0 is not told. An event without a year
has no ``eventid`` and is left out. Rows are this ledger's, not GTD's: ``dbsource`` says so.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from counterclaim.codebooks.data_sets import data_sets
from counterclaim.codebooks.vocabularies import vocabularies
from counterclaim.model import Act, DateInterval, Place, Property
from counterclaim.publications.chances import estimate
from counterclaim.publications.exports.csv_ import neutralised
from counterclaim.publications.facts import bounds, event_dates, event_place, event_toll, status, unclaimed
from counterclaim.publications.material import Material, PublishedEvent, PublishedStatement
from counterclaim.publications.matrix import voices
from counterclaim.publications.paper.lowering import published_words
from counterclaim.publications.words import act_phrases, count_words

SOURCE = "counterclaim"
_UNKNOWN = "-9"
_TYPES = {
    "Assassination": 1,
    "Armed Assault": 2,
    "Bombing/Explosion": 3,
    "Hijacking": 4,
    "Hostage Taking (Barricade Incident)": 5,
    "Hostage Taking (Kidnapping)": 6,
    "Facility/Infrastructure Attack": 7,
    "Unarmed Assault": 8,
    "Unknown": 9,
}
"""GTD's numbers for the types of attack that the crosswalk of ``codebooks`` names."""
_MODES = (
    ("letter", 1, "Letter"),
    ("call", 2, "Call (post-incident)"),
    ("mail", 4, "E-mail"),
    ("note", 5, "Note left at scene"),
    ("video", 6, "Video"),
    ("post", 7, "Posted to website, blog, etc."),
    ("online", 7, "Posted to website, blog, etc."),
    ("statement", 9, "Other"),
)
"""``claimmode`` by a word in what a text says of the channel; any other told channel is "Other", none is "Unknown"."""
_SLOTS = (("gname", "guncertain1", "claimed", "claimmode"), ("gname2", "guncertain2", "claim2", "claimmode2"),
          ("gname3", "guncertain3", "claim3", "claimmode3"))  # fmt: skip
_SUPPORTING = (Act.CLAIMS, Act.ATTRIBUTES, Act.SUSPECTS, Act.REPORTS_AS_FACT)


def gtd_bytes(material: Material) -> bytes:
    """All events with a year as CSV, UTF-8, with GTD's header."""
    columns = data_sets()["gtd"].columns
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    taken: dict[str, int] = {}
    for event in material.events:
        dates = event_dates(event)
        if dates and (dates[0].earliest or dates[0].latest):
            row = _row(event, dates[0], taken)
            writer.writerow([_cell(row.get(column, "")) for column in columns])
    return out.getvalue().encode("utf-8")


def _cell(text: str) -> str:
    """A cell that no spreadsheet runs; numbers, negative ones too, stay numbers."""
    try:
        float(text)
    except ValueError:
        return neutralised(text)
    return text


def _row(event: PublishedEvent, when: DateInterval, taken: dict[str, int]) -> dict[str, str]:
    return {
        **_when(when, taken),
        **_where(event_place(event)),
        **_kind(event),
        **_who(event),
        **_tolls(event),
        "summary": event.title,
        "crit1": _UNKNOWN,
        "crit2": _UNKNOWN,
        "crit3": _UNKNOWN,
        "doubtterr": _UNKNOWN,
        "extended": "0" if when.precision in ("day", "month", "year") else "1",
        "target1": "; ".join(dict.fromkeys(s.value for s in event.about(Property.TARGET))),
        "weapdetail": "; ".join(dict.fromkeys(s.value for s in event.about(Property.WEAPON))),
        "addnotes": _notes(event),
        **{f"scite{n}": text for n, text in enumerate(_cited(event), start=1)},
        "dbsource": SOURCE,
        "related": event.id,
    }


def _when(when: DateInterval, taken: dict[str, int]) -> dict[str, str]:
    first = when.earliest or when.latest
    assert first is not None
    month = first.month if when.earliest and when.latest and _same(when, "%Y-%m") else 0
    day = first.day if month and _same(when, "%Y-%m-%d") else 0
    stem = f"{first.year:04d}{month:02d}{day:02d}"
    taken[stem] = taken.get(stem, 0) + 1
    exact = bool(day)
    return {
        "eventid": f"{stem}{taken[stem]:04d}",
        "iyear": str(first.year),
        "imonth": str(month),
        "iday": str(day),
        "approxdate": "" if exact else str(when),
    }


def _same(when: DateInterval, form: str) -> bool:
    assert when.earliest is not None
    assert when.latest is not None
    return when.earliest.strftime(form) == when.latest.strftime(form)


def _where(place: Place | None) -> dict[str, str]:
    if place is None:
        return {"country_txt": "Unknown", "specificity": "5", "vicinity": _UNKNOWN}
    exact = {None: "1", 1: "1", 2: "1", 3: "3", 4: "4"}.get(place.precision, "5")
    return {
        "country_txt": ", ".join(place.countries) or "Unknown",
        "provstate": place.region,
        "city": place.name,
        "latitude": f"{place.latitude:.6f}" if place.latitude is not None else "",
        "longitude": f"{place.longitude:.6f}" if place.longitude is not None else "",
        "specificity": exact if place.located else "5",
        "vicinity": "1" if place.precision == 2 else "0",
        "location": place.words,
    }


def _kind(event: PublishedEvent) -> dict[str, str]:
    weighed = event.assessment(Property.TYPE)
    word = weighed.outcome if weighed else ""
    terms = (t for t in vocabularies()["event_types"] if t.word == word)
    nearest = next((t.nearest("gtd") for t in terms), ()) or ("Unknown",)
    return {"attacktype1": str(_TYPES[nearest[0]]), "attacktype1_txt": nearest[0], "weaptype1": "13",
            "weaptype1_txt": "Unknown"}  # fmt: skip


def _who(event: PublishedEvent) -> dict[str, str]:
    """The three slots: who claims first, then who is named, likeliest first; a denial alone fills none."""
    told = event.about(Property.PERPETRATOR)
    named = _ranked(event, told)
    cells = {"claimed": "0" if unclaimed(event) else _UNKNOWN, "gname": "Unknown", "guncertain1": "0"}
    for (gname, uncertain, claimed, mode), name in zip(_SLOTS, named, strict=False):
        claims = [s for s in told if s.actor == name and s.act is Act.CLAIMS and s.own]
        cells |= {gname: name, claimed: "1" if claims else "0"}
        sure = status(event) == "answered" and (a := event.assessment(Property.PERPETRATOR)) and a.outcome == name
        cells[uncertain] = "0" if sure else "1"
        if claims:
            number, words = _mode(claims)
            cells |= {mode: str(number), f"{mode}_txt": words}
    claimants = {s.actor for s in told if s.act is Act.CLAIMS and s.own}
    cells["compclaim"] = "1" if len(claimants) > 1 else "0" if claimants else _UNKNOWN
    return cells


def _ranked(event: PublishedEvent, told: Sequence[PublishedStatement]) -> list[str]:
    claimants = list(dict.fromkeys(s.actor for s in told if s.act is Act.CLAIMS and s.own and s.actor))
    weighed = event.assessment(Property.PERPETRATOR)
    order = [c.value for c in weighed.candidates] if weighed else []
    named = {s.actor for s in told if s.act in _SUPPORTING and s.actor}
    ranked = sorted(named, key=lambda n: (order.index(n) if n in order else len(order), n))
    return list(dict.fromkeys([*claimants, *ranked]))


def _mode(claims: Sequence[PublishedStatement]) -> tuple[int, str]:
    channels = " ".join(s.channel for s in claims).casefold()
    found = next(((number, words) for word, number, words in _MODES if word in channels), None)
    return found or ((9, "Other") if channels.strip() else (10, "Unknown"))


def _tolls(event: PublishedEvent) -> dict[str, str]:
    cells = {}
    for prop, column in ((Property.FATALITIES, "nkill"), (Property.INJURED, "nwound")):
        toll = event_toll(event, prop)
        cells[column] = str(bounds(toll)[1]) if toll else ""
    return cells


def _notes(event: PublishedEvent) -> str:
    return " ".join(f"{sentence}." for sentence in _sentences(event))


def _sentences(event: PublishedEvent) -> Iterator[str]:
    for group in voices(event):
        yield f"{group[0].speaker} {'; '.join(act_phrases(group))}"
    weighed = event.assessment(Property.PERPETRATOR)
    for candidate in weighed.candidates[:3] if weighed else ():
        yield f"{candidate.value}: {estimate(candidate.probability)}"
    for prop, word in ((Property.FATALITIES, "killed"), (Property.INJURED, "injured")):
        toll = event_toll(event, prop)
        if toll and toll.disagree:
            yield f"{word}: lowest {count_words(toll.low)}, highest {count_words(toll.high)}"


def _cited(event: PublishedEvent) -> list[str]:
    documents = {s.document.id: s.document for s in event.statements if not s.document.copied}
    return [f"{d.outlet}, “{d.title}”, {published_words(d.published)}" for d in list(documents.values())[:3]]
