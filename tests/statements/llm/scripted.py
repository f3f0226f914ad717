"""A model that says what a test tells it to, so that what is believed of it can be tested."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from counterclaim.backends.endpoints import ModelAnswer
from counterclaim.codebooks.actors import ActorBook
from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.documents import segment
from counterclaim.model import CodingInput, DateInterval
from counterclaim.statements.coders import make_coder
from counterclaim.statements.interface import CoderParts

TEXT = (
    "A bomb killed two people at the market of Quillhaven on 8 March 2031. Police suspect the Seven Tides\n"
    "Brigade. The Brigade’s spokesman said: “We   did not plant it.” Nobody has claimed responsibility.\n\n"
    "In April a bridge was blown up near Tarn. The Harbour Front said that it did it."
)


@dataclass
class Scripted:
    """Answers its n-th question by ``script``, which gets the content and n."""

    script: Callable[[str, int], ModelAnswer]
    model: str = "parrot"
    leaves_machine: bool = False
    asked: list[tuple[str, str]] = field(default_factory=list)

    def ask(self, instructions: str, content: str, schema: Any) -> ModelAnswer:
        self.asked.append((instructions, content))
        return self.script(content, len(self.asked) - 1)


def saying(*events: dict[str, Any], persons: tuple[dict[str, str], ...] = ()) -> Scripted:
    """A model that always gives these events."""
    return Scripted(lambda content, n: answer(*events, persons=persons))


def answer(*events: dict[str, Any], persons: tuple[dict[str, str], ...] = ()) -> ModelAnswer:
    return ModelAnswer(text=json.dumps({"events": list(events), "persons": list(persons)}))


def event(number: int = 1, *statements: dict[str, Any], **facts: tuple[str, str]) -> dict[str, Any]:
    told = {name: {"value": value, "quote": quote} for name, (value, quote) in facts.items()}
    return {"number": number, "role": "main", "unclaimed_quote": None, "statements": list(statements), **told}


def statement(quote: str, **changes: Any) -> dict[str, Any]:
    plain = {
        "speaker": "Police",
        "speaker_kind": "authority",
        "act": "suspects",
        "perpetrator": "Seven Tides Brigade",
        "perpetrator_kind": "organisation",
        "quote": quote,
    }
    return {**plain, **changes}


def given(text: str = TEXT, **changes: Any) -> CodingInput:
    plain = {
        "document_id": "doc_1",
        "text": text,
        "title": "Two killed",
        "published": DateInterval.parse("2031-03-09"),
        "language": "en",
        "segments": segment(text, "en"),
    }
    return CodingInput(**{**plain, **changes})


@cache
def books() -> tuple[Gazetteer, ActorBook]:
    return Gazetteer.load(), ActorBook.load()


def coder(chat: Any, **parts: Any) -> Any:
    gazetteer, actors = books()
    return make_coder("llm:parrot", CoderParts(gazetteer=gazetteer, actors=actors, chat=chat, **parts))
