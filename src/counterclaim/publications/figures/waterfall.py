"""The waterfall: from the odds before anything is heard, voice by voice, to the odds of the verdict.

It sets the answer that leads among those that somebody names against its strongest rival; decibans add up.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from markupsafe import Markup

from counterclaim.publications.display import shortened
from counterclaim.publications.figures.palette import INK, MUTED, PAPER, STATUS_COLOURS, STRONG_RULE
from counterclaim.publications.figures.svg import inline, to_svg

if TYPE_CHECKING:
    import altair as alt

MOST = 10
"""Voices drawn one by one; the lighter ones stand together in a last bar."""
_WIDTH, _ROW = 330, 36
_LABEL = 44
_MARK_ROWS = 0.6
"""Height of the labels of marks, in rows."""
_COLOURS = {"for": STATUS_COLOURS["answered"], "against": STATUS_COLOURS["disputed"], "sum": STATUS_COLOURS["unknown"]}


class WeighedCandidate(Protocol):
    """An answer with its probability."""

    @property
    def value(self) -> str: ...  # noqa: D102 - as in model.Candidate
    @property
    def probability(self) -> float: ...  # noqa: D102


class WeighedVoice(Protocol):
    """What one voice gave to one answer."""

    @property
    def speaker(self) -> str: ...  # noqa: D102 - as in model.Weight
    @property
    def hypothesis(self) -> str: ...  # noqa: D102
    @property
    def decibans(self) -> float: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One bar: what it says, from where to where, in decibans; "sum" bars start at even odds."""

    label: str
    kind: str
    start: float
    end: float

    @property
    def decibans(self) -> float:
        """How far it moves the odds, or the odds themselves for a "sum"."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """The way from prior to posterior odds of ``lead`` against ``rival``."""

    lead: str
    rival: str
    steps: tuple[Step, ...]
    marks: tuple[tuple[float, str], ...] = ()
    """Lines that the sum is read against, each with what it means."""


def waterfall(
    candidates: Sequence[WeighedCandidate], weights: Sequence[WeighedVoice], outcome: str = ""
) -> Waterfall | None:
    """The steps; None where no voice names an answer or there is no rival. The outcome leads where it is an answer."""
    weighed = {w.hypothesis for w in weights}
    named = [c for c in candidates if c.value in weighed]
    if not named or len(candidates) < 2:
        return None
    lead = next((c for c in named if c.value == outcome), max(named, key=lambda c: (c.probability, c.value)))
    rival = max((c for c in candidates if c is not lead), key=lambda c: (c.probability, c.value))
    given: dict[str, float] = defaultdict(float)
    for w in weights:
        given[w.speaker] += w.decibans * ((w.hypothesis == lead.value) - (w.hypothesis == rival.value))
    moves = sorted(((k, d) for k, d in given.items() if abs(d) >= 0.05), key=lambda m: (-abs(m[1]), m[0]))
    if not moves:
        return None
    end = _decibans(lead.probability) - _decibans(rival.probability)
    start = end - sum(given.values())
    rest = sum(given.values()) - sum(d for _, d in moves[:MOST])
    shown = moves[:MOST]
    if len(moves) > MOST:
        shown.append((f"{len(moves) - MOST} lighter {'voice' if len(moves) == MOST + 1 else 'voices'}", rest))
    steps = [Step(label="before anything is heard", kind="sum", start=0.0, end=start)]
    at = start
    for speaker, moved in shown:
        steps.append(Step(label=speaker, kind="for" if moved > 0 else "against", start=at, end=at + moved))
        at += moved
    steps.append(Step(label="all together", kind="sum", start=0.0, end=end))
    return Waterfall(lead=lead.value, rival=rival.value, steps=tuple(steps))


def draw_waterfall(found: Waterfall, *, name: str, unit: str = "decibans", headed: bool = False) -> Markup:
    """The drawing: each label stands above its bar, so that it is as wide as a phone's page and no wider.

    ``unit`` is what the steps are counted in; a drawing that is ``headed`` says over it which answers it sets against
    each other, as one that stands without a caption must.
    """
    from altair.utils.schemapi import debug_mode

    # Forty of these may stand in a brief: what each part may hold is not looked up anew for every one.
    with debug_mode(False):
        return _drawn(found, name, unit, headed=headed)


def _drawn(found: Waterfall, name: str, unit: str, *, headed: bool) -> Markup:
    import altair as alt

    rows = [_row(place, step) for place, step in enumerate(found.steps)]
    reached = [at for s in found.steps for at in (s.start, s.end)] + [at for at, _ in found.marks]
    low, high = min(reached), max(reached)
    margin = max((high - low) * 0.08, 1.0)
    scale = alt.Scale(domain=[low - margin, high + 2.2 * margin], nice=False)
    x = alt.X("start:Q", scale=scale, title=unit).axis(tickCount=6, grid=False)
    deep = len(rows) + _MARK_ROWS * bool(found.marks)
    height = _ROW * deep
    y_scale = alt.Scale(domain=[0, deep], reverse=True)
    bar = alt.Y("top:Q", scale=y_scale, axis=None)
    colour = alt.Color("kind:N", legend=None).scale(domain=list(_COLOURS), range=list(_COLOURS.values()))
    base = alt.Chart(inline(rows))
    zero = (
        alt.Chart(inline([{"start": 0, "from": 0, "to": len(rows)}]))
        .mark_rule(color=STRONG_RULE, strokeWidth=1.5)
        .encode(x=x, y=alt.Y("from:Q", scale=y_scale, axis=None), y2="to:Q")
    )
    bars = base.mark_rect().encode(x=x, x2="end:Q", y=bar, y2="bottom:Q", color=colour)
    label: dict[str, Any] = {"x": alt.value(2), "y": alt.Y("line:Q", scale=y_scale, axis=None), "text": "label:N"}
    letters: dict[str, Any] = {"align": "left", "baseline": "middle", "fontSize": 13}
    # A rim of paper around the letters, or the line of zero would run through them.
    rims = base.mark_text(**letters, color=PAPER, stroke=PAPER, strokeWidth=5, strokeJoin="round").encode(**label)
    texts = base.mark_text(**letters, color=INK).encode(**label)
    figures = base.mark_text(align="left", baseline="middle", dx=4, fontSize=12, color=MUTED).encode(
        x=alt.X("right:Q", scale=scale), y=alt.Y("middle:Q", scale=y_scale, axis=None), text="figure:N"
    )
    layers = [zero, rims, bars, *_marks(found, deep, (low + high) / 2, scale, y_scale), texts, figures]
    chart = alt.layer(*layers).properties(width=_WIDTH, height=height)
    if headed:
        heading = alt.Title(
            shortened(found.lead, _LABEL),
            subtitle=shortened(f"against {found.rival}", _LABEL),
            anchor="start",
            color=INK,
        )
        chart = chart.properties(title=heading)
    spoken = "; ".join(
        [f"{s.label}: {s.decibans:+.1f} {unit}" for s in found.steps]
        + [f"line at {at:+.1f} {unit}: {label}" for at, label in found.marks]
    )
    title = f"What moved {found.lead} against {found.rival}"
    return to_svg(chart, name=name, title=title, description=spoken)


def _marks(found: Waterfall, deep: float, middle: float, scale: alt.Scale, y_scale: alt.Scale) -> list[alt.Chart]:
    """A dashed line for each mark, light around it where it crosses bars; its label below, where there is room."""
    import altair as alt

    layers = []
    for at, label in found.marks:
        data = alt.Chart(inline([{"start": at, "label": label, "line": deep - 0.3}]))
        x = alt.X("start:Q", scale=scale)
        left = at > middle
        layers.append(data.mark_rule(color=PAPER, strokeWidth=4).encode(x=x))
        layers.append(data.mark_rule(color=INK, strokeWidth=1.2, strokeDash=[5, 3]).encode(x=x))
        layers.append(
            data.mark_text(
                align="right" if left else "left", baseline="middle", dx=-5 if left else 5, fontSize=12, color=INK
            ).encode(x=x, y=alt.Y("line:Q", scale=y_scale, axis=None), text="label:N")
        )
    return layers


def _row(place: int, step: Step) -> dict[str, object]:
    return {
        "label": shortened(step.label, _LABEL),
        "kind": step.kind,
        "start": step.start,
        "end": step.end,
        "right": max(step.start, step.end),
        "line": place + 0.24,
        "top": place + 0.48,
        "middle": place + 0.68,
        "bottom": place + 0.88,
        "figure": f"{step.decibans:+.1f}".replace("-", "\N{MINUS SIGN}"),
    }


def caption(found: Waterfall) -> str:
    """What the figure shows, in words."""
    odds = found.steps[-1].end
    more, less = (found.lead, found.rival) if odds >= 0 else (found.rival, found.lead)
    return (
        f"From what was assumed beforehand to the verdict: each bar is what one voice adds to {found.lead} against "
        f"{found.rival}, in decibans (+10 makes it ten times as likely relative to that rival). "
        f"All together: {more} is {10 ** (abs(odds) / 10):.3g} times as likely as {less}."
    )


def _decibans(probability: float) -> float:
    return 10 * math.log10(max(probability, 1e-12))
