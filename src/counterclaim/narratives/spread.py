"""Where a framing came up first, and how it went from outlet to outlet."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.model.narrative import Appearance
from counterclaim.narratives.prevalence import Carrier


def appearances(carriers: Iterable[Carrier], framing: str) -> list[Appearance]:
    """The first dated document with the framing of each outlet and language, earliest first.

    Who was first is told only as far as the dates go: two documents whose dates overlap are not put in order, and what
    nobody has collected may have come before. Undated documents are left out.
    """
    first: dict[tuple[str, str], Carrier] = {}
    for carrier in carriers:
        when = carrier.published
        if framing not in carrier.framings or when is None or when.earliest is None or when.latest is None:
            continue
        key = (carrier.outlet, carrier.language)
        if key not in first or _order(carrier) < _order(first[key]):
            first[key] = carrier
    ordered = sorted(first.values(), key=_order)
    if not ordered:
        return []
    start = min(c.published.latest for c in ordered if c.published and c.published.latest)
    return [
        Appearance(
            framing=framing,
            outlet=carrier.outlet,
            language=carrier.language,
            document_id=carrier.document_id,
            earliest=when.earliest,
            latest=when.latest,
            after=max(0, (when.earliest - start).days),
        )
        for carrier in ordered
        if (when := carrier.published) and when.earliest and when.latest
    ]


def _order(carrier: Carrier) -> tuple[object, ...]:
    when = carrier.published
    assert when is not None
    return (when.earliest, when.latest, carrier.outlet, carrier.language, carrier.document_id)
