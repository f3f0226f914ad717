"""The timeline: a day is a point, a month a bar as long as the month, an open end a bar to the edge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from counterclaim.model import DateInterval
from counterclaim.publications.display import shortened
from counterclaim.publications.facts import event_dates, status
from counterclaim.publications.figures.palette import (
    PAPER,
    STATUS_COLOURS,
    STATUS_SHAPES,
)
from counterclaim.publications.figures.svg import inline, to_svg
from counterclaim.publications.material import PublishedEvent
from counterclaim.publications.words import date_words, plural

if TYPE_CHECKING:
    pass

ROWS = 60
"""With more dated events than this the figure counts them by month or year instead of drawing each."""
_WIDTH, _ROW, _LABELS = 600, 23, 290
_NEAR = 400
"""Days up to which the axis names days."""
_LONG = 4 * 366
"""Days from which on counts are by year."""


def timeline(events: Sequence[PublishedEvent]) -> tuple[Markup | str, str]:
    """The drawing and its caption; no drawing where no event has a date."""
    dated = [(e, dates) for e in events if (dates := event_dates(e))]
    undated = len(events) - len(dated)
    missing = f" {plural(undated, 'event').capitalize()} without a date {_are(undated)} not drawn." if undated else ""
    if not dated:
        return "", "No source gives a date for any of these events, so there is nothing to draw."
    if len(dated) > ROWS:
        drawing, caption = _counts(dated)
    else:
        drawing, caption = _rows(dated)
    return drawing, caption + missing


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _rows(dated: Sequence[tuple[PublishedEvent, tuple[DateInterval, ...]]]) -> tuple[Markup, str]:
    import altair as alt

    first, last = _span([d for _, dates in dated for d in dates])
    rows = [_row(e, d, first, last, place == 0) for e, dates in dated for place, d in enumerate(dates)]
    labels = list(dict.fromkeys(str(row["label"]) for row in rows))
    y = alt.Y("label:N", sort=labels, title=None).axis(
        labelLimit=_LABELS - 10, minExtent=_LABELS, maxExtent=_LABELS, ticks=False, domain=False, labelPadding=8
    )
    scale = alt.Scale(type="utc", domain=[_stamp(first), _stamp(last)])
    days = alt.X("start:T", scale=scale, title=None)
    near = (last - first).days < _NEAR
    x = days.axis(grid=True, labelOverlap=True, tickCount=6, format="%-d %b %Y" if near else alt.Undefined)
    color = alt.Color("status:N", legend=None).scale(domain=list(STATUS_COLOURS), range=list(STATUS_COLOURS.values()))
    shape = alt.Shape("status:N", legend=None).scale(domain=list(STATUS_SHAPES), range=list(STATUS_SHAPES.values()))
    base = alt.Chart(inline(rows))
    bars = base.transform_filter("datum.day == 0").mark_bar(height=9, cornerRadius=2, opacity=0.55)
    points = base.transform_filter("datum.day == 1").mark_point(
        filled=True, size=95, opacity=1, stroke=PAPER, strokeWidth=0.8
    )
    chart = alt.layer(
        bars.encode(y=y, x=x, x2="end:T", color=color),
        points.encode(y=y, x=x, color=color, shape=shape),
    ).properties(width=_WIDTH, height=_ROW * len(labels))
    spoken = "; ".join(f"{e.title}: {' or '.join(date_words(d) for d in dates)}" for e, dates in dated)
    drawing = to_svg(chart, name="timeline-drawing", title="Timeline of the events", description=spoken)
    return drawing, (
        "Each event at its date as the sources carry it. A sign is a day; a bar is as long as the time within which "
        "the event lies: a month stays a month. Several marks in one row are dates that contradict each other."
    )


def _row(event: PublishedEvent, when: DateInterval, first: date, last: date, best: bool) -> dict[str, object]:
    start, end = when.earliest or first, when.latest or last
    one_day = start == end
    return {
        "label": f"{event.number}  {shortened(event.title, 48)}",
        "start": f"{start}T12:00:00Z" if one_day else _stamp(start),
        "end": _stamp(min(end, date.max - timedelta(days=1)) + timedelta(days=1)),
        "day": int(one_day),
        "status": status(event),
        "best": int(best),
    }


def _stamp(day: date) -> str:
    return f"{day}T00:00:00Z"


def _span(dates: Sequence[DateInterval]) -> tuple[date, date]:
    known = [d for interval in dates for d in (interval.earliest, interval.latest) if d]
    first, last = min(known), max(known)
    margin = timedelta(days=max(4, (last - first).days // 25))
    return max(first, date.min + margin) - margin, min(last, date.max - margin) + margin


def _counts(dated: Sequence[tuple[PublishedEvent, tuple[DateInterval, ...]]]) -> tuple[Markup, str]:
    import altair as alt

    first, last = _span([dates[0] for _, dates in dated])
    by_year = (last - first).days > _LONG
    counts = Counter((_bin(dates[0], by_year), status(e)) for e, dates in dated)
    coarse = sum(n for (start, _), n in counts.items() if not start)
    rows = [{"start": start, "status": state, "events": n} for (start, state), n in sorted(counts.items()) if start]
    unit = "year" if by_year else "month"
    order = {name: place for place, name in enumerate(STATUS_COLOURS)}
    rows = [{**row, "order": order[str(row["status"])]} for row in rows]
    chart = (
        alt.Chart(inline(rows))
        .mark_bar(stroke=PAPER, strokeWidth=0.5)
        .encode(
            x=alt.X(f"utc{'year' if by_year else 'yearmonth'}(start):T", title=None),
            y=alt.Y("sum(events):Q", title="events"),
            order="order:O",
            color=alt.Color("status:N", legend=None).scale(
                domain=list(STATUS_COLOURS), range=list(STATUS_COLOURS.values())
            ),
        )
        .properties(width=_WIDTH + _LABELS - 40, height=260)
    )
    spoken = f"{len(dated)} events from {first.year} to {last.year}, counted by {unit}."
    drawing = to_svg(chart, name="timeline-drawing", title=f"Events by {unit}", description=spoken)
    left = (
        f" {plural(coarse, 'event').capitalize()} known less closely than a {unit} {_are(coarse)} left out."
        if coarse
        else ""
    )
    return drawing, f"Events by {unit}; there are too many to draw each.{left}"


def _bin(when: DateInterval, by_year: bool) -> str:
    if when.earliest is None or when.latest is None or when.earliest.year != when.latest.year:
        return ""
    if by_year:
        return f"{when.earliest.year:04d}-01-01T00:00:00Z"
    return f"{when.earliest:%Y-%m}-01T00:00:00Z" if when.earliest.month == when.latest.month else ""
