"""Why mentions are held to be one event, on the terminal: each link, field by field, in bits."""

from __future__ import annotations

from typing import Any

from rich.table import Table

from counterclaim.cli.output import console, plain
from counterclaim.events.parameters import Parameters, probability
from counterclaim.model import EventView, Judgement, LinkExplanation
from counterclaim.pipeline.decisions import Decisions

_WIDTH = 40
_SHOWN = 70


def print_links(view: EventView, decided: Decisions) -> None:
    """Print the links of an event, the weakest first, each as a waterfall."""
    out = console()
    out.print(f"[bold]{plain(view.title)}[/bold]  {view.event.id}")
    links = sorted(view.event.links, key=lambda link: (link.by == "judgement", link.weight, link.left, link.right))
    if links:
        out.print(f"  {len(view.mentions)} mentions; each after the first with its strongest link into the event")
        joins = Parameters.shipped().threshold_bits
        out.print(f"  mentions are joined from {joins:+.1f} bits on ({probability(joins):.0%})")
    else:
        out.print("  one mention alone: nothing was linked")
    for link in links:
        out.print()
        _print_link(view, link, decided.together.get(frozenset((link.left, link.right))))
    for event_id, judgement in decided.apart:
        out.print()
        out.print(f"  held apart from {event_id} {plain(_decision(judgement))}", soft_wrap=True)


def _decision(judgement: Judgement) -> str:
    """Who decided, when and why, and how to take it back."""
    who = f"by {judgement.by}, {judgement.at:%Y-%m-%d}: {judgement.reason}"
    return f"{who} (take it back: counterclaim judge undo {judgement.digest[:12]})"


def _print_link(view: EventView, link: LinkExplanation, judgement: Judgement | None) -> None:
    out = console()
    for mention in (link.left, link.right):
        out.print(f"  {plain(_mention(view, mention))}", soft_wrap=True)
    if link.by == "judgement":
        if judgement is not None:
            out.print(f"  one event, decided {plain(_decision(judgement))}", soft_wrap=True)
        out.print("  what the linker would have said:")
    out.print(_waterfall(link))
    if link.by == "judgement":
        out.print(f"  without the judgement: {link.weight:+.1f} bits")
    else:
        out.print(f"  one event with {link.probability:.1%}: {link.weight:+.1f} bits")


def _waterfall(link: LinkExplanation) -> Table:
    """One row a field: its weight, what was compared, and a bar from the sum before to the sum after."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for justify in ("left", "right", "left", "left"):
        table.add_column(justify="right" if justify == "right" else "left", overflow="fold")
    sums = [0.0]
    for _, bits, _ in link.weights:
        sums.append(sums[-1] + bits)
    low, high = min(sums), max(sums)
    for place, (field, bits, level) in enumerate(link.weights):
        bar = _bar(sums[place], sums[place + 1], low, high)
        table.add_row(f"    {plain(field)}", f"{bits:+.1f}", plain(level), bar)
    return table


def _bar(start: float, end: float, low: float, high: float) -> str:
    """The stretch from ``start`` to ``end`` on a line from ``low`` to ``high``; "+" moves up, "-" down."""
    span = max(high - low, 1e-9)
    left, right = (round((at - low) / span * _WIDTH) for at in sorted((start, end)))
    return " " * left + ("+" if end >= start else "-") * max(right - left, 1)


def _mention(view: EventView, mention_id: str) -> str:
    """Outlet, date and first words of a mention."""
    mention = next((m for m in view.mentions if m.id == mention_id), None)
    item = next((s for s in view.statements if s.statement.mention_id == mention_id), None)
    if mention is None:
        return mention_id
    words = " ".join(mention.anchor.quote.split())[:_SHOWN]
    if item is None:
        return f"“{words}” ({mention_id[:12]})"
    told = [item.document.outlet or item.document.title, str(item.document.published or "")]
    return f"{', '.join(filter(None, told))}: “{words}” ({mention_id[:12]})"


def links_record(view: EventView, decided: Decisions) -> dict[str, Any]:
    """The links of an event as JSON."""
    return {
        "event_id": view.event.id,
        "title": view.title,
        "mentions": list(view.event.mention_ids),
        "links": [
            {
                "left": link.left,
                "right": link.right,
                "by": link.by,
                "judgement": _judgement(decided.together.get(frozenset((link.left, link.right)))),
                "bits": link.weight,
                "probability": link.probability,
                "fields": [{"field": field, "bits": bits, "level": level} for field, bits, level in link.weights],
            }
            for link in view.event.links
        ],
        "apart": [{"event_id": event_id, "judgement": _judgement(j)} for event_id, j in decided.apart],
    }


def _judgement(judgement: Judgement | None) -> dict[str, str] | None:
    if judgement is None:
        return None
    at = judgement.at.isoformat()
    return {"digest": judgement.digest, "by": judgement.by, "at": at, "reason": judgement.reason}
