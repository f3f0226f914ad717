"""The methods that weigh tables, by the word for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from counterclaim.assessments.methods.accu import Accu
from counterclaim.assessments.methods.crh import Crh
from counterclaim.assessments.methods.dawid_skene import DawidSkene
from counterclaim.assessments.methods.gtm import Gtm
from counterclaim.assessments.methods.hierarchical import Hierarchical
from counterclaim.assessments.methods.tables import TableMethod
from counterclaim.assessments.methods.truthfinder import TruthFinder
from counterclaim.assessments.methods.vote import Vote
from counterclaim.assessments.tables.coding import Coded
from counterclaim.assessments.tables.options import Options
from counterclaim.errors import ConfigError


def _hierarchical(_: Coded, options: Options) -> TableMethod:
    return Hierarchical(copies=options.copies)


def _accu(_: Coded, options: Options) -> TableMethod:
    return Accu(copies=options.copies)


def _crh(coded: Coded, _: Options) -> TableMethod:
    if all(kind in ("number", "date") for kind in coded.kinds):
        return Crh(number=coded.compared_middle)
    return Crh()


def _gtm(coded: Coded, _: Options) -> TableMethod:
    wrong = [name or coded.value_column for name, kind in zip(coded.properties, coded.kinds, strict=True)
             if kind not in ("number", "date")]  # fmt: skip
    if wrong:
        remedy = "say --kind number where they are numbers, or choose another method"
        raise ConfigError(f"weighs numbers and dates, and {wrong[0]!r} holds others", where="gtm", remedy=remedy)
    low, high = coded.compared
    return Gtm(low=low, high=high)


METHODS: dict[str, Callable[[Coded, Options], TableMethod]] = {
    "hierarchical": _hierarchical,
    "vote": lambda _coded, _options: Vote(),
    "dawid-skene": lambda _coded, _options: DawidSkene(),
    "truthfinder": lambda _coded, _options: TruthFinder(),
    "crh": _crh,
    "accu": _accu,
    "gtm": _gtm,
}
"""The default first."""


def method_for(coded: Coded, options: Options) -> TableMethod:
    """The method asked for; raises ConfigError where there is none of the name, or it cannot weigh such values."""
    if options.method not in METHODS:
        raise ConfigError(
            f"{options.method!r} is no method", where="--method", remedy=f"choose of {', '.join(METHODS)}"
        )
    return METHODS[options.method](coded, options)


def estimate_text(coded: Coded, estimate: Any, question: int) -> str:  # noqa: ANN401 - an array of numbers
    """A best number on the scale of the property."""
    number = float(coded.uncompared(question, float(estimate[question])))
    if not np.isfinite(number):
        return ""
    kind = coded.kinds[int(coded.claims.question_property[question])]
    if kind == "date":
        from datetime import date

        return date.fromordinal(max(round(number), 1)).isoformat()
    return f"{number:.9g}"
