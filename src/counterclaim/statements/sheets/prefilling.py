"""A coding as the rows that would have made it, for a person to check."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.model import THE_TEXT, Coding, Mention, Property, Statement
from counterclaim.statements.sheets.columns import BETWEEN
from counterclaim.statements.told import place_words

_FACTS = frozenset(
    {Property.TYPE, Property.DATE, Property.PLACE, Property.FATALITIES, Property.INJURED, Property.UNCLAIMED}
)


def cells_of(coding: Coding) -> list[dict[str, str]]:
    """Rows in the order of the text; properties that a sheet does not ask for are left out."""
    return [cells for mention in coding.mentions for cells in _rows(coding, mention)]


def _rows(coding: Coding, mention: Mention) -> Iterator[dict[str, str]]:
    """One row for each statement on who did it, and one for each quote that tells facts."""
    rows: list[tuple[int, dict[str, str]]] = []
    facts: dict[tuple[object, ...], dict[str, str]] = {}
    for statement in coding.statements:
        if statement.mention_id != mention.id:
            continue
        start = statement.passage.start
        if statement.property is Property.PERPETRATOR:
            rows.append((start, _statement(statement)))
        elif statement.property in _FACTS:
            key = start, statement.passage.end, statement.speaker.name
            row = facts.get(key)
            if row is None or str(statement.property) in row:
                row = facts[key] = _quoted(statement)
                rows.append((start, row))
            row[str(statement.property)] = _value(statement)
    if not rows:
        anchor = mention.anchor
        rows.append((anchor.start, {"start": str(anchor.start), "quote": " ".join(anchor.quote.split())}))
    rows.sort(key=lambda row: row[0])
    for place, (_, row) in enumerate(rows):
        yield {"event": str(mention.number), **({"role": str(mention.role)} if place == 0 else {}), **row}


def _quoted(statement: Statement) -> dict[str, str]:
    own = statement.speaker.name == THE_TEXT
    return {
        "start": str(statement.passage.start),
        "quote": _line(statement.passage.quote),
        "speaker": "" if own else statement.speaker.name,
        "speaker_kind": "" if own else str(statement.speaker_kind),
    }


def _statement(statement: Statement) -> dict[str, str]:
    return {
        **_quoted(statement),
        "act": str(statement.act),
        "speaker": statement.speaker.name,
        "speaker_kind": str(statement.speaker_kind),
        "perpetrator": statement.value,
        "perpetrator_kind": statement.value_kind,
        "also": BETWEEN.join(_line(passage.quote) for passage in statement.also),
    }


def _value(statement: Statement) -> str:
    return place_words(statement.place, statement.value) if statement.property is Property.PLACE else statement.value


def _line(quote: str) -> str:
    return " ".join(quote.split())
