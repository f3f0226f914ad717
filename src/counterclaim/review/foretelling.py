"""What a judgement about a forecast may say: a rule before all, a horizon, a probability short of certainty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from counterclaim.model import Verdict
from counterclaim.model.forecast import Answer

ONCE = ("question", "rule", "forecaster", "topic", "opens", "closes", "tally", "least", "made")
"""Fields that a registration has, and that never change."""
CHANCE = ("low", "high", "words")
"""Fields of a probability; a revision has no others."""


def foretold_wrongly(verdict: Verdict, changes: tuple[tuple[str, str, str], ...]) -> str:
    """What is wrong with the fields of a forecast's judgement; empty where they fit."""
    told = {name: value for name, _, value in changes}
    if len(told) < len(changes):
        return "a forecast gives each field once"
    if verdict is Verdict.SETTLE:
        return _settled_wrongly(told)
    unknown = sorted(told.keys() - {*ONCE, *CHANCE})
    if unknown:
        return f"a forecast has no field {', '.join(unknown)}"
    registered = _registered_wrongly(told) if told.keys() & set(ONCE) else ""
    return registered or _chance_wrongly(told)


def _settled_wrongly(told: Mapping[str, str]) -> str:
    if not {"answer"} <= told.keys() <= {"answer", "on"} or told["answer"] not in list(Answer):
        return f"what came of a forecast is one of {', '.join(Answer)}"
    return _no_day(told, ("on",))


def _registered_wrongly(told: Mapping[str, str]) -> str:
    for field, why in (
        ("question", "asks nothing"),
        ("rule", "has no rule by which it will be told what came of it"),
        ("forecaster", "is nobody's"),
        ("opens", "has no horizon"),
        ("closes", "has no horizon"),
    ):
        if not told.get(field, "").strip():
            return f"a forecast that {why} is none"
    if bool(told.get("tally")) != bool(told.get("least")) or (told.get("least") and not told["least"].isdecimal()):
        return "a forecast that a tally decides names the tally and the least number"
    fault = _no_day(told, ("opens", "closes", "made"))
    if not fault and date.fromisoformat(told["opens"]) > date.fromisoformat(told["closes"]):
        return f"its horizon ends ({told['closes']}) before it begins ({told['opens']})"
    return fault


def _no_day(told: Mapping[str, str], fields: tuple[str, ...]) -> str:
    for field in fields:
        try:
            if field in told:
                date.fromisoformat(told[field])
        except ValueError:
            return f"{told[field]!r} is no day; write it as 2017-06-30"
    return ""


def _chance_wrongly(told: Mapping[str, str]) -> str:
    try:
        low, high = float(told.get("low", "")), float(told.get("high", ""))
    except ValueError:
        return "a forecast gives a probability"
    if not 0 < low <= high < 1:
        return "a probability lies between 0 and 1, and is neither: nothing is certain beforehand"
    return ""
