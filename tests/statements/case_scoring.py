"""Scores the coder on the invented cases: shared by the tests and by whoever develops the grammar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from counterclaim.codebooks import ActorBook, Gazetteer
from counterclaim.documents import segment
from counterclaim.model import Coding, CodingInput, DateInterval, Property
from counterclaim.model.values.actor_name import name_key
from counterclaim.statements import Coder, load_coder

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Told:
    """One statement, expected or coded."""

    act: str
    speaker: tuple[str, ...]
    kind: str
    perpetrator: tuple[str, ...]

    def same(self, other: Told) -> bool:
        """Whether act and perpetrator agree, and speaker or speaker's kind too."""
        return (
            self.act == other.act
            and _alike(self.perpetrator, other.perpetrator)
            and (self.kind == other.kind or _alike(self.speaker, other.speaker))
        )


def _alike(ones: Sequence[str], others: Sequence[str]) -> bool:
    return any(_tokens(a) and (_tokens(a) == _tokens(b)) for a in ones for b in others)


def _tokens(name: str) -> frozenset[str]:
    return frozenset(name_key(name).split()) - {"the", "of", "a", "group", "organisation"}


def load_cases() -> list[dict[str, Any]]:
    """All cases; every third is held out."""
    cases = yaml.safe_load((CASES / "statements.yaml").read_text(encoding="utf-8"))
    return [case | {"held": number % 3 == 2} for number, case in enumerate(cases)]


def make_coder() -> Coder:
    """The coder with the shipped codebooks and the cases' own places."""
    return load_coder("grammar-en", gazetteer=Gazetteer.load([CASES / "places.csv"]), actors=ActorBook.load())


def code(coder: Coder, case: dict[str, Any]) -> Coding:
    """Code one case as it would come from a file."""
    published = case.get("published")
    return coder.code(
        CodingInput(
            document_id="doc_case",
            text=case["text"],
            title=case.get("title", ""),
            language="en",
            segments=segment(case["text"], "en"),
            published=DateInterval.parse(published) if published else None,
            author=case.get("author", ""),
        )
    )


def expected(case: dict[str, Any]) -> list[Told]:
    """The statements that a careful reader codes."""
    rows = [[part.strip() for part in line.split("|")] for line in case["say"]]
    return [Told(act, (speaker,), kind, (perpetrator,)) for act, speaker, kind, perpetrator in rows]


def coded(coding: Coding) -> list[Told]:
    """The statements that the coder found about who did it."""
    return [
        Told(str(s.act), s.speaker.forms, str(s.speaker_kind), (s.value, *s.value_aliases))
        for s in coding.statements
        if s.property == Property.PERPETRATOR
    ]


def compare(want: Iterable[Told], got: Iterable[Told]) -> tuple[int, list[Told], list[Told]]:
    """(hits, missed, surplus), matched one to one."""
    left = list(got)
    missed = []
    hits = 0
    for one in want:
        match = next((g for g in left if one.same(g)), None)
        if match is None:
            missed.append(one)
        else:
            left.remove(match)
            hits += 1
    return hits, missed, left


def f1(hits: int, wanted: int, got: int) -> float:
    """F1 of hits among wanted and got; 1 where there was nothing to find and nothing was found."""
    return 2 * hits / (wanted + got) if wanted + got else 1.0
