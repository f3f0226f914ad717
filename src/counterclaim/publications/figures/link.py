"""The waterfall of one link: from the odds of any two mentions compared, field by field, to those of these two."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from counterclaim.model import LinkExplanation
from counterclaim.publications.figures.waterfall import Step, Waterfall, draw_waterfall


def weakest(links: Sequence[LinkExplanation]) -> LinkExplanation | None:
    """The link of the linker's with the least weight: where an event would come apart first."""
    found = [link for link in links if link.by == "linker"]
    return min(found, key=lambda link: (link.weight, link.left, link.right), default=None)


def link_figure(links: Sequence[LinkExplanation], joins: float) -> Markup | str:
    """The drawing of the weakest link; empty where an event has none. ``joins`` is as for `link_waterfall`."""
    link = weakest(links)
    return draw_waterfall(link_waterfall(link, joins), name="link", unit="bits", headed=True) if link else ""


def link_waterfall(link: LinkExplanation, joins: float) -> Waterfall:
    """The steps of one link, in bits: each field, and all together.

    ``joins`` is where the line is drawn from which on two mentions are one event.
    """
    steps: list[Step] = []
    at = 0.0
    for field, bits, level in link.weights:
        first = not steps
        kind = "sum" if first else "for" if bits > 0 else "against"
        steps.append(Step(label=f"{field}: {level}", kind=kind, start=at, end=at + bits))
        at += bits
    steps.append(Step(label="all together", kind="sum", start=0.0, end=at))
    mark = joins, f"joined from here on ({1 / (1 + 2**-joins):.0%})"
    return Waterfall(lead="one event", rival="two events", steps=tuple(steps), marks=(mark,))
