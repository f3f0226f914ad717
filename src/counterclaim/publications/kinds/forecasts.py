"""References to forecasts, `{forecast:fct_3f}`: what is asked, how probable it was called, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from counterclaim.model import DateInterval
from counterclaim.model.forecast import Forecast
from counterclaim.publications.display import isolated, one_line
from counterclaim.publications.given import Foreseen
from counterclaim.publications.kinds.base import Answer, Kind, Scope, Unsupported, by_id_or_words
from counterclaim.publications.paper.blocks import Table
from counterclaim.publications.paper.inlines import Inline, Marked, Text
from counterclaim.publications.words import date_words

_BAND = re.compile(r"(\d+)% to (\d+)%")
_PERCENT = re.compile(r"(?<=\d)%")


def _find(target: str, scope: Scope) -> Foreseen:
    """By id or its beginning, else by words of its question; raises Unsupported where it is none or several."""
    known = {f.id: f for f in scope.given.forecasts}
    found = by_id_or_words(
        target,
        {f.id: f.question for f in known.values()},
        several=Unsupported(f"several forecasts hold {target!r}", "give its id, or more of its words"),
        none=f"there is no forecast {target!r}",
        where="`counterclaim forecast list` and `counterclaim forecast found` list them",
    )
    return known[found]


def _cited(forecast: Foreseen, scope: Scope) -> Sequence[Inline]:
    """The note to the sentence that foretells; for one made in the ledger its record in the chain of judgements."""
    if forecast.lost:
        raise Unsupported("the text that this forecast was taken up from is no longer in the ledger")
    if forecast.passage_id:
        return (Marked(scope.notes.marks(forecast.question, [forecast.passage_id])),)
    assert forecast.registered is not None
    first = forecast.registered.versions[0]
    return (Text(f" [judgement {first.judgement[:16]}, {first.at:%Y-%m-%d}]"),)


def _answer(forecast: Foreseen, text: str, scope: Scope) -> Answer:
    return Answer(inlines=(Text(text), *_cited(forecast, scope)))


def _question(forecast: Foreseen, scope: Scope) -> str:
    return isolated(one_line(scope.mask(forecast.question)))


def _forecaster(forecast: Foreseen, scope: Scope) -> str:
    return isolated(scope.mask(forecast.forecaster))


def _chance(forecast: Foreseen) -> str:
    # As estimates stand elsewhere in a brief: "likely (55–80 %)".
    return _PERCENT.sub(" %", _BAND.sub(r"\1–\2%", forecast.words))


def _registered(forecast: Foreseen, what: str) -> Forecast:
    if forecast.registered is None:
        raise Unsupported(
            f"a text foretells this and nobody has registered it: there is no {what}",
            "register it with a rule: `counterclaim forecast add --from`",
        )
    return forecast.registered


def _horizon(forecast: Foreseen) -> str:
    own = _registered(forecast, "horizon")
    return date_words(DateInterval(earliest=own.opens, latest=own.closes))


def _status(forecast: Foreseen) -> str:
    if forecast.registered is None:
        return "told by a text, not registered"
    late = ", registered after its horizon had ended" if forecast.registered.late else ""
    return f"{forecast.registered.status}{late}"


def _score(forecast: Foreseen) -> str:
    _registered(forecast, "score")
    if forecast.score is None:
        raise Unsupported("this forecast is not settled, so it has no score")
    return f"Brier score {forecast.score.last:.2f}, log score {forecast.score.log:.2f}"


def _whole(forecast: Foreseen, scope: Scope) -> str:
    return f"{_forecaster(forecast, scope)}, {_chance(forecast)}: {_question(forecast, scope)} ({_status(forecast)})"


_FIELDS: dict[str, tuple[str, Callable[[Foreseen, Scope], str]]] = {
    "": ("who foretells what as how probable, and what came of it", _whole),
    "question": ("what is foretold", _question),
    "forecaster": ("who foretells it", _forecaster),
    "chance": ("how probable it was called last, with the band of its words", lambda f, _: _chance(f)),
    "horizon": ("from when to when", lambda f, _: _horizon(f)),
    "rule": ("how it is told what came of it", lambda f, scope: scope.mask(_registered(f, "rule").rule)),
    "status": ("open, yes, no, void, withdrawn, or not registered", lambda f, _: _status(f)),
    "score": ("its Brier and log scores", lambda f, _: _score(f)),
}


def _forecast(target: str, field: str, scope: Scope) -> Answer:
    found = _find(target, scope)
    return _answer(found, _FIELDS[field][1](found, scope), scope)


def _forecasts(target: str, field: str, scope: Scope) -> Answer:
    found = [f for f in scope.given.forecasts if not f.lost]
    if not found:
        raise Unsupported("no forecast is registered, and no text foretells anything")
    header = tuple((Text(words),) for words in ("Forecast", "By", "Called", "Horizon", "Came out"))
    return Answer(blocks=(Table(header=header, rows=tuple(_row(f, scope) for f in found)),))


def _row(forecast: Foreseen, scope: Scope) -> tuple[tuple[Inline, ...], ...]:
    score = f"; {_score(forecast)}" if forecast.score else ""
    return (
        (Text(_question(forecast, scope)), *_cited(forecast, scope)),
        (Text(_forecaster(forecast, scope)),),
        (Text(_chance(forecast)),),
        (Text(_horizon(forecast) if forecast.registered else "not given"),),
        (Text(f"{_status(forecast)}{score}"),),
    )


FORECAST = Kind(
    name="forecast",
    resolve=_forecast,
    fields={name: words for name, (words, _) in _FIELDS.items()},
    target="a forecast's id, its beginning, or words of its question",
)
FORECASTS = Kind(name="forecasts", resolve=_forecasts, fields={"": "all forecasts, as a table"})
