"""Prevalence of framings: a row each, with the share of each period's texts and its interval; gaps stay blank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from counterclaim.model.narrative import Share
from counterclaim.publications.figures.palette import MUTED, STATUS_COLOURS
from counterclaim.publications.figures.svg import inline, to_svg

MOST = 12
"""Framings that one figure shows; the rest stand in the table."""
_WIDTH, _HEIGHT = 560, 46


def prevalence_figure(
    rows: Sequence[Share], names: Mapping[str, str], unit: str, *, name: str = "prevalence-drawing"
) -> tuple[Markup | str, str]:
    """The drawing and its caption.

    Args:
        rows: shares by framing and period, in the order in which framings are to be shown.
        names: by framing id the name to show.
        unit: "week", "month" or "year".
        name: what keeps its ids apart from those of other figures.
    """
    dated = [row for row in rows if row.start is not None]
    shown = list(dict.fromkeys(row.framing for row in dated))[:MOST]
    if not shown:
        return "", "No dated text carries a framing, so there is nothing to draw."
    import altair as alt

    values = [_value(row, names) for row in dated if row.framing in shown]
    base = alt.Chart(inline(values))
    x = alt.X("start:T", title=None).axis(format="%-d %b %Y", labelOverlap=True, tickCount=6, grid=True)
    y = alt.Y("share:Q", title=None).axis(format="%", tickCount=2).scale(domain=[0, max(v["high"] for v in values)])
    colour = STATUS_COLOURS["answered"]
    ranges = base.mark_rule(color=colour, opacity=0.35, strokeWidth=5).encode(x=x, y=alt.Y("low:Q"), y2="high:Q")
    points = base.mark_point(filled=True, size=36, opacity=1, color=colour).encode(x=x, y=y)
    layer = alt.layer(ranges, points).properties(width=_WIDTH, height=_HEIGHT)
    header = alt.Header(
        title=None,
        labelOrient="top",
        labelAngle=0,
        labelAnchor="start",
        labelFontSize=12,
        labelColor=MUTED,
        labelPadding=4,
    )
    order = [names.get(f, f) for f in shown]
    chart = layer.facet(row=alt.Row("name:N", sort=order, header=header), spacing=14)
    spoken = "; ".join(_spoken(row, names) for row in dated if row.framing in shown and row.carrying)
    drawing = to_svg(chart, name=name, title="Prevalence of framings", description=spoken)
    left = len({row.framing for row in dated}) - len(shown)
    more = f" {left} more framings are in the table only." if left else ""
    return drawing, (
        f"Share of the distinct texts of each {unit} that carry the framing, with its 95 % interval (Wilson). "
        f"Where nothing was collected nothing is drawn: a gap is not a zero.{more}"
    )


def _value(row: Share, names: Mapping[str, str]) -> dict[str, float | str]:
    return {
        "name": names.get(row.framing, row.framing),
        "start": f"{row.start}T00:00:00Z",
        "share": round(row.share, 4),
        "low": round(row.low, 4),
        "high": round(row.high, 4),
    }


def _spoken(row: Share, names: Mapping[str, str]) -> str:
    return f"{names.get(row.framing, row.framing)}, {row.start}: {row.distinct_carrying} of {row.distinct}"
