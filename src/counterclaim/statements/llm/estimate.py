"""What coding will cost, told before anything is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.model import CodingInput
from counterclaim.statements.llm import prompt
from counterclaim.statements.llm.answers import AnswerReader, Gathered, parse_answer
from counterclaim.statements.llm.chunks import parts_of
from counterclaim.statements.llm.coder import CUT_OFF, LlmCoder, question_key
from counterclaim.statements.quotes import QuoteFinder

BYTES_PER_TOKEN = 4.0
"""Of UTF-8, for texts in most languages; a rule of thumb that is off by a third either way."""
ANSWER_TOKENS = 600
"""Of one answer: about four statements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """``price`` is what a million tokens cost, in and out, in whatever money; None where the user did not say."""

    documents: int
    questions: int
    tokens_in: int
    tokens_out: int
    price: tuple[float, float] | None = None

    @property
    def cost(self) -> float | None:
        """In the money of ``price``."""
        if self.price is None:
            return None
        return (self.tokens_in * self.price[0] + self.tokens_out * self.price[1]) / 1e6


def estimate(coder: LlmCoder, sources: Iterable[CodingInput], price: tuple[float, float] | None = None) -> Estimate:
    """Count the questions that are still to be asked; answers that are kept cost nothing."""
    overhead = len((prompt.INSTRUCTIONS + str(prompt.SCHEMA)).encode())
    documents = questions = size = 0
    for source in sources:
        sizes = _open_questions(coder, source)
        documents += bool(sizes)
        questions += len(sizes)
        size += sum(sizes) + overhead * len(sizes)
    return Estimate(
        documents=documents,
        questions=questions,
        tokens_in=round(size / BYTES_PER_TOKEN),
        tokens_out=questions * ANSWER_TOKENS,
        price=price,
    )


def _open_questions(coder: LlmCoder, source: CodingInput) -> list[int]:
    """Bytes of each part of a text that is not answered yet."""
    gathered, finder = Gathered(document_id=source.document_id, text=source.text), QuoteFinder(source.text)
    sizes: list[int] = []
    parts = list(parts_of(source, coder.options.most))
    while parts:
        part = parts.pop(0)
        if all(segment.fenced for segment in part.segments):
            continue
        # What a later part is asked depends on earlier answers: after the first open one, all are open.
        kept = None if sizes else coder.memory.get(question_key(coder.name, source, part, gathered))
        if kept is None:
            sizes.append(len(part.words(source.text).encode("utf-8", "replace")))
        elif kept == CUT_OFF:
            parts[:0] = part.halves()
        else:
            AnswerReader(gathered, finder, part.start).read(parse_answer(kept))
    return sizes
