"""What the API tells of double coding: samples, tasks, agreement."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from counterclaim.web.api.models import Shown


class Coder(Shown):
    """How far one coder of a sample is."""

    name: str
    done: int
    given: int


class Sample(Shown):
    """Units that several people code."""

    id: str
    name: str
    kind: str
    units: int
    whole: int = Field(description="Units that all who are to code them have coded.")
    each: int
    blind: bool
    strata: str
    seed: str
    population: int
    by: str
    drawn: datetime
    coders: list[Coder]


class Task(Shown):
    """What a coder is to code next."""

    number: int = Field(description="Its place in the sample, from 0.")
    document_id: str
    title: str
    property: str
    start: int
    end: int
    passage: str
    text: str = Field(description="The whole text of a document, the surroundings of a statement's passage.")
    reading: list[str] = Field(description="As the machine read it; of a blind sample the property alone.")


class Tasks(Shown):
    """What is next, if anything is left."""

    done: int
    given: int
    next: Task | None


class Agreed(Shown):
    """How far people agree in one measure: Krippendorff's alpha with its 95% interval."""

    measure: str
    people: list[str]
    everybody: bool
    units: int
    alpha: float | None
    low: float | None
    high: float | None
    same: float | None
    verdict: str


class Spans(Shown):
    """How far two people mark the same passages."""

    people: list[str]
    f1: float | None


class Differing(Shown):
    """A passage that people read differently."""

    unit: str
    document_id: str
    quote: str
    fields: list[str]
    said: list[tuple[str, list[tuple[str, str]]]] = Field(description="(person, (field, as they read it))")


class Agreement(Shown):
    """How far people agree, and where they differ."""

    people: list[str]
    units: int
    waiting: int
    lost: int
    withheld: int = Field(description="Differences in what the one who asks is coding blind.")
    measures: list[Agreed]
    spans: list[Spans]
    differences: list[Differing]
