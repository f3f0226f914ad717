"""Territory beside attacks: places lost and gained above, attacks inside and outside below, on one axis of time."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from counterclaim.model.territory import Territory
from counterclaim.publications.figures.palette import STATUS_COLOURS
from counterclaim.publications.figures.svg import inline, to_svg

_WIDTH, _HEIGHT = 560, 110
_NAMES = {"lost": "places lost", "gained": "places gained", "inside": "attacks inside", "outside": "attacks outside"}
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

    rows = [
        {
            "start": f"{p.start}T00:00:00Z",
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
        counts = [(row["start"], int(str(row["count"]))) for row in own]
        least, most = 0, 1
        for start in {start for start, _ in counts}:
            signed = [n for at, n in counts if at == start]
            least = min(least, sum(n for n in signed if n < 0))
            most = max(most, sum(n for n in signed if n > 0))
        step = max(1, (most - least) // 5)
        count = alt.Y("count:Q", title=title).axis(values=list(range(least, most + 1, step)), format="d")
        return (
            alt.Chart(inline(own))
            .mark_bar(size=max(2, min(18, int(_WIDTH / len(found.periods) * 0.7))))
            .encode(x=x, y=count, color=colour)
            .properties(width=_WIDTH, height=_HEIGHT)
        )

    above = panel(["places lost", "places gained"], "places")
    below = panel(["attacks outside", "attacks inside"], "attacks")
    chart = alt.vconcat(above, below, spacing=16).resolve_scale(color="independent", x="shared")
    spoken = "; ".join(
        f"{p.start}: {p.lost} lost, {p.gained} gained, {p.inside} attacks inside, {p.outside} outside"
        for p in found.periods
        if p.lost or p.gained or p.inside or p.outside
    )
    drawing = to_svg(chart, name=f"{name}-drawing", title=f"Territory of {found.actor} and attacks", description=spoken)
    left = f" {found.undated} changes or attacks are dated less exactly than a {found.unit}." if found.undated else ""
    return drawing, (
        f"Places that {found.actor} lost (down) and gained (up), and attacks that are said to be its own, by "
        f"{found.unit}. That the two move together shows no cause.{left}"
    )
