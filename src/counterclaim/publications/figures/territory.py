"""Territory beside attacks: places lost and gained above, attacks inside and outside below, on one axis of time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from markupsafe import Markup

from counterclaim.model.territory import Territory
from counterclaim.model.values.control import ControlChange
from counterclaim.publications.figures.palette import STATUS_COLOURS
from counterclaim.publications.figures.svg import inline, to_svg

_WIDTH, _HEIGHT = 560, 110
_NAMES = {"lost": "places lost", "gained": "places gained", "inside": "attacks inside", "outside": "attacks outside"}
MOST = 12
"""Bars for changes that are dated less exactly; the rest is told in the table of changes."""
_CHANGES = {
    ControlChange.LOST: "lost",
    ControlChange.GAINED: "gained",
    ControlChange.CONTESTED: "fought over",
}
_COLOURS = {
    "places lost": STATUS_COLOURS["disputed"],
    "places gained": STATUS_COLOURS["answered"],
    "attacks inside": STATUS_COLOURS["unknown"],
    "attacks outside": STATUS_COLOURS["disputed"],
}


def territory_figure(found: Territory, name: str = "territory") -> tuple[Markup | str, str]:
    """The drawing and its caption; the drawing is empty where nothing is dated."""
    if not found.periods:
        return "", "No change of territory and no attack is dated exactly enough to draw."
    import altair as alt

    rows: list[dict[str, Any]] = [
        {
            "start": f"{p.start}T00:00:00Z",
            "end": f"{p.end + timedelta(days=1)}T00:00:00Z",
            "what": name,
            "count": (-1 if field == "lost" else 1) * int(getattr(p, field)),
        }
        for p in found.periods
        for field, name in _NAMES.items()
    ]
    x = alt.X("start:T", title=None).axis(format="%-d %b %Y", labelOverlap=True, tickCount=6, grid=True)

    def panel(names: list[str], title: str) -> Any:  # noqa: ANN401 - altair's builders are untyped
        own = [row for row in rows if row["what"] in names]
        colour = alt.Color(
            "what:N",
            title=None,
            scale=alt.Scale(domain=names, range=[_COLOURS[n] for n in names]),
            legend=alt.Legend(orient="top", symbolType="square"),
        )
        _stack(own)
        least = min(int(row["low"]) for row in own)
        most = max(1, *(int(row["high"]) for row in own))
        step = max(1, (most - least) // 5)
        count = alt.Y("low:Q", title=title).axis(values=list(range(least, most + 1, step)), format="d")
        return (
            alt.Chart(inline(own))
            .mark_bar(stroke="white", strokeWidth=0.8)
            .encode(x=x, x2="end:T", y=count, y2="high:Q", color=colour)
            .properties(width=_WIDTH, height=_HEIGHT)
        )

    panels = (
        [panel(["places lost", "places gained"], "places")] if any(p.lost or p.gained for p in found.periods) else []
    )
    if stretches := _stretches(found):
        panels.append(_bars(stretches, x))
    panels.append(panel(["attacks outside", "attacks inside"], "attacks"))
    # Browsers set the labels wider than they were measured: room to the left, so that none is cut.
    room = {"left": 40, "right": 10, "top": 5, "bottom": 5}
    chart = alt.vconcat(*panels, spacing=16).resolve_scale(color="independent", x="shared").properties(padding=room)
    spoken = "; ".join(
        f"{p.start}: {p.lost} lost, {p.gained} gained, {p.inside} attacks inside, {p.outside} outside"
        for p in found.periods
        if p.lost or p.gained or p.inside or p.outside
    )
    spoken = "; ".join([spoken, *(f"{s['what']} between {s['start'][:10]} and {s['end'][:10]}" for s in stretches)])
    drawing = to_svg(chart, name=f"{name}-drawing", title=f"Territory of {found.actor} and attacks", description=spoken)
    left = f" {found.undated} changes or attacks are dated less exactly than a {found.unit}." if found.undated else ""
    bars = " A bar is as long as the time within which a change lies that is dated less exactly." if stretches else ""
    return drawing, (
        f"Places that {found.actor} lost (down) and gained (up), and attacks that are said to be its own, by "
        f"{found.unit}. That the two move together shows no cause.{bars}{left}"
    )


def _stack(rows: list[dict[str, Any]]) -> None:
    """Give each count its place on the counts of the same period: gains and attacks upwards, losses downwards."""
    reached: dict[str, int] = {}
    for row in rows:
        below, count = reached.get(row["start"], 0), int(row["count"])
        if count < 0:
            row["low"], row["high"] = count, 0
        else:
            row["low"], row["high"] = below, below + count
            reached[row["start"]] = below + count


def _stretches(found: Territory) -> list[dict[str, str]]:
    """What is in no period's count of places: changes dated less exactly, and places that are fought over."""
    rows = []
    for move in found.moves:
        when = move.when
        if when is None or when.earliest is None or when.latest is None or move.change is ControlChange.HELD:
            continue
        within = any(p.start <= when.earliest and when.latest <= p.end for p in found.periods)
        if move.change is ControlChange.CONTESTED or not within:
            end = when.latest + timedelta(days=1)
            rows.append(
                {
                    "start": f"{when.earliest}T00:00:00Z",
                    "end": f"{end}T00:00:00Z",
                    "what": f"{move.place}, {_CHANGES[move.change]}",
                    "colour": STATUS_COLOURS["answered" if move.change is ControlChange.GAINED else "disputed"],
                }
            )
    return rows[:MOST]


def _bars(rows: list[dict[str, str]], x: Any) -> Any:  # noqa: ANN401 - altair's builders are untyped
    import altair as alt

    return (
        alt.Chart(inline(rows))
        .mark_bar(height=9, opacity=0.75)
        .encode(
            x=x,
            x2="end:T",
            y=alt.Y("what:N", title=None, sort=None).axis(labelLimit=220, domain=False, ticks=False),
            color=alt.Color("colour:N", scale=None, legend=None),
        )
        .properties(width=_WIDTH, height=22 * len({row["what"] for row in rows}))
    )
