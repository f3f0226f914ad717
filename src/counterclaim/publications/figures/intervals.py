"""Estimates with their intervals, one row each, against bounds that divide them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from markupsafe import Markup

from counterclaim.publications.figures.palette import INK, MUTED, PAPER, STATUS_COLOURS, STRONG_RULE
from counterclaim.publications.figures.svg import inline, to_svg

_ROW, _WIDTH = 24, 420


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One estimate; without an interval ``low`` and ``high`` are the estimate itself."""

    label: str
    value: float
    low: float
    high: float


def interval_figure(rows: Sequence[Estimate], bounds: Sequence[float], *, axis: str) -> Markup | str:
    """Points with their intervals in the order given, ``bounds`` as dashed lines; empty where there is nothing."""
    if not rows:
        return ""
    import altair as alt

    lowest = min(0.0, *(row.low for row in rows))
    scale = alt.Scale(domain=[max(-1.0, lowest), 1], clamp=True)
    base = alt.Chart(inline([asdict(row) for row in rows])).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=260))
    )
    lines = alt.Chart(inline([{"bound": bound, "words": f"{bound:g}"} for bound in bounds])).encode(
        x=alt.X("bound:Q", scale=scale)
    )
    colour = STATUS_COLOURS["answered"]
    chart = alt.layer(
        lines.mark_rule(color=STRONG_RULE, strokeDash=[4, 4]),
        lines.mark_text(color=MUTED, dy=-6, baseline="bottom", fontSize=11).encode(y=alt.value(0), text="words:N"),
        base.mark_rule(color=colour, strokeWidth=1.5).encode(x=alt.X("low:Q", scale=scale, title=axis), x2="high:Q"),
        base.mark_point(filled=True, size=80, opacity=1, color=colour, stroke=PAPER).encode(
            x=alt.X("value:Q", scale=scale, title=axis)
        ),
        base.mark_text(dx=0, dy=-9, fontSize=11, color=INK).encode(
            x=alt.X("value:Q", scale=scale), text=alt.Text("value:Q", format=".2f")
        ),
    ).properties(width=_WIDTH, height=_ROW * len(rows) + 10)
    spoken = "; ".join(f"{row.label}: {row.value:.2f}, {row.low:.2f} to {row.high:.2f}" for row in rows)
    return to_svg(chart, name="interval-drawing", title=axis, description=spoken)
