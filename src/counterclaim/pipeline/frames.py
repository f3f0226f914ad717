"""The ledger's tables as data frames, in the words of the model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from counterclaim.model import Document, EventView, Problem, Property, StatementView
from counterclaim.pipeline.naming import OpenName
from counterclaim.pipeline.views import event_date

EVENT_COLUMNS = (
    "event_id", "title", "date", "place", "country", "type", "outcome", "probability", "estimative",
    "contested", "unclaimed", "fatalities_low", "fatalities_best", "fatalities_high", "voices", "documents",
)  # fmt: skip

STATEMENT_COLUMNS = (
    "event_id", "statement_id", "property", "act", "value", "speaker", "speaker_kind", "certainty", "probability",
    "quote", "outlet", "title", "published", "uri", "document_id", "start", "end", "capture_sha256", "verdict", "coder",
)  # fmt: skip


def event_frame(views: Sequence[EventView]) -> pd.DataFrame:
    """One row per event: when, where, what, who by the weighed outcome, and how sure."""
    return pd.DataFrame([_event_row(view) for view in views], columns=list(EVENT_COLUMNS))


def statement_frame(views: Sequence[EventView]) -> pd.DataFrame:
    """One row per statement, with the passage and document that carry it."""
    rows = [_statement_row(view.event.id, item) for view in views for item in view.statements]
    return pd.DataFrame(rows, columns=list(STATEMENT_COLUMNS))


def document_frame(documents: Iterable[Document]) -> pd.DataFrame:
    """One row per document, without its text."""
    columns = ("document_id", "title", "outlet", "author", "published", "language", "agency", "uri", "media_type")
    rows = [(d.id, d.title, d.outlet, d.author, _text(d.published), d.language, d.agency, d.uri, d.media_type)
            for d in documents]  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns))


def problem_frame(problems: Iterable[Problem]) -> pd.DataFrame:
    """One row per problem: what was refused, where, why, and what to do."""
    columns = ("stage", "subject", "place", "code", "message", "remedy")
    rows = [(p.stage, p.subject, p.place, p.code, p.message, p.remedy) for p in problems]
    return pd.DataFrame(rows, columns=list(columns))


def name_frame(names: Iterable[OpenName]) -> pd.DataFrame:
    """One row per open name and candidate, one with an empty candidate where there is none."""
    columns = ("name", "statements", "years", "actor_id", "actor", "alias", "score", "why")
    rows: list[tuple[object, ...]] = []
    for n in names:
        head = (n.name, n.statements, " ".join(map(str, n.years)))
        rows += [(*head, c.actor_id, c.name, c.alias, c.score, c.why) for c in n.candidates]
        rows += [] if n.candidates else [(*head, "", "", "", None, n.why)]
    return pd.DataFrame(rows, columns=list(columns))


def _event_row(view: EventView) -> dict[str, object]:
    perpetrator, deaths = view.assessment(Property.PERPETRATOR), view.assessment(Property.FATALITIES)
    place, kind = view.assessment(Property.PLACE), view.assessment(Property.TYPE)
    # Where the outcome is no candidate (disputed, unknown) there is no chance to give with it.
    leading = next((c for c in perpetrator.candidates if c.value == perpetrator.outcome), None) if perpetrator else None
    when = event_date(view)
    return {
        "event_id": view.event.id,
        "title": view.title,
        "date": _text(when),
        "place": place.outcome if place else "",
        "country": ",".join(countries_of(view)),
        "type": kind.outcome if kind else "",
        "outcome": perpetrator.outcome if perpetrator else "unknown",
        "probability": leading.probability if leading else None,
        "estimative": leading.estimative if leading else "",
        "contested": view.contested,
        "unclaimed": view.assessment(Property.UNCLAIMED) is not None,
        "fatalities_low": deaths.low if deaths else "",
        "fatalities_best": deaths.best if deaths else "",
        "fatalities_high": deaths.high if deaths else "",
        "voices": perpetrator.voices if perpetrator else 0,
        "documents": len({mention.document_id for mention in view.mentions}),
    }


def countries_of(view: EventView) -> tuple[str, ...]:
    """ISO codes of the weighed place's countries: none where unknown or open, several where disputed."""
    weighed = view.assessment(Property.PLACE)
    if weighed is None:
        return ()
    for item in view.statements:
        statement = item.statement
        if statement.property is Property.PLACE and statement.value == weighed.outcome and statement.place:
            return statement.place.countries
    return ()


def _statement_row(event_id: str, item: StatementView) -> dict[str, object]:
    statement, document = item.statement, item.document
    return {
        "event_id": event_id,
        "statement_id": statement.id,
        "property": str(statement.property),
        "act": str(statement.act),
        "value": statement.value,
        "speaker": statement.speaker.name,
        "speaker_kind": str(statement.speaker_kind),
        "certainty": statement.certainty,
        "probability": statement.probability,
        "quote": statement.passage.quote,
        "outlet": document.outlet,
        "title": document.title,
        "published": _text(document.published),
        "uri": document.uri,
        "document_id": document.id,
        "start": statement.passage.start,
        "end": statement.passage.end,
        "capture_sha256": item.capture_sha256,
        "verdict": str(item.verdict or ""),
        "coder": statement.coder,
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)
