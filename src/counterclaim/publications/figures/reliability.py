"""The reliability diagram: what was forecast against what came out."""

from __future__ import annotations

from markupsafe import Markup

from counterclaim.model import Calibration
from counterclaim.publications.figures.palette import INK, PAPER, STATUS_COLOURS, STRONG_RULE
from counterclaim.publications.figures.svg import inline, to_svg

_SIDE = 360


def reliability_diagram(found: Calibration) -> Markup | str:
    """Points with their intervals, one a band, and the diagonal of perfect calibration; empty where nothing is."""
    if not found.bands:
        return ""
    import altair as alt

    rows = [
        {"forecast": b.forecast, "right": b.right, "low": b.right_low, "high": b.right_high, "count": b.count,
         "label": f"n = {b.count}"}
        for b in found.bands
    ]  # fmt: skip
    scale = alt.Scale(domain=[0, 1])
    x = alt.X("forecast:Q", scale=scale, title="probability given").axis(format="%", tickCount=6)
    y = alt.Y("right:Q", scale=scale, title="share that was right").axis(format="%", tickCount=6)
    colour = STATUS_COLOURS["answered"]
    base = alt.Chart(inline(rows)).encode(x=x)
    diagonal = alt.Chart(inline([{"forecast": 0, "right": 0}, {"forecast": 1, "right": 1}]))
    chart = alt.layer(
        diagonal.mark_line(color=STRONG_RULE, strokeDash=[4, 4]).encode(x=x, y=y),
        base.mark_rule(color=colour, strokeWidth=1.5).encode(
            y=alt.Y("low:Q", scale=scale, title="share that was right"), y2="high:Q"
        ),
        base.mark_point(filled=True, size=95, opacity=1, color=colour, stroke=PAPER).encode(y=y),
        # A label stands below its point, where the axis leaves room for it.
        *(
            base.transform_filter(where)
            .mark_text(dx=10, dy=down, align="left", fontSize=12, color=INK)
            .encode(y=y, text="label:N")
            for where, down in (("datum.right >= 0.08", 12), ("datum.right < 0.08", -12))
        ),
    ).properties(width=_SIDE, height=_SIDE)
    spoken = "; ".join(f"given {r['forecast']:.0%}, right {r['right']:.0%} of {r['count']}" for r in rows)
    return to_svg(chart, name="reliability-drawing", title="Reliability diagram", description=spoken)
