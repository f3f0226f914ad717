"""The coder itself: part after part of a text, each answer checked before the next question."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from counterclaim.backends.endpoints import AnswerMemory, Chat, NoMemory
from counterclaim.model import Coding, CodingInput, Problem
from counterclaim.model.identity import content_id
from counterclaim.statements.interface import Coder, CoderParts
from counterclaim.statements.llm import prompt
from counterclaim.statements.llm.answers import UNFINISHED, AnswerReader, Gathered, parse_answer, whole_events
from counterclaim.statements.llm.chunks import Part, parts_of
from counterclaim.statements.llm.telling import dropped_remark
from counterclaim.statements.quotes import QuoteFinder
from counterclaim.statements.told import Assembler, joined_persons, signed

CUT_OFF = "cut off"
"""Kept in place of an answer that was too long for its limit, so that the part is halved at once the next time."""


def random_fence() -> str:
    """A code that no document's author can have guessed."""
    return secrets.token_hex(8)


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmOptions:
    """``most`` code points of a text in one question; ``fence`` makes the code around it."""

    most: int = 12_000
    fence: Callable[[], str] = random_fence


def coder_name(model: str) -> str:
    """The name under which a model's results are kept."""
    return f"llm/{model}/{prompt.VERSION}"


@dataclass(frozen=True)
class LlmCoder:
    """Codes texts in any language that its model reads. Persons and citations that ``base`` finds are kept too."""

    chat: Chat
    assembler: Assembler
    base: Coder
    memory: AnswerMemory = field(default_factory=NoMemory)
    options: LlmOptions = field(default_factory=LlmOptions)
    languages: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """Model and version of the prompt."""
        return coder_name(self.chat.model)

    def code(self, source: CodingInput) -> Coding:
        """All that the model finds and the text bears out; raises CodingError where it gives no usable answer."""
        return self.read(source)[0]

    def read(self, source: CodingInput) -> tuple[Coding, tuple[Problem, ...]]:
        """As `code`, with a remark on what was dropped."""
        if not source.text.strip() or not source.segments:
            return Coding(document_id=source.document_id, coder=self.name, abstained="the text is empty"), ()
        gathered = Gathered(document_id=source.document_id, text=source.text)
        finder = QuoteFinder(source.text)
        for part in parts_of(source, self.options.most):
            self._ask(source, part, gathered, finder)
        base = self.base.code(source)
        coding = self.assembler.coding(source, gathered.told, gathered.roles, base)
        coding = replace(coding, persons=joined_persons(base.persons, gathered.persons), seconds={})
        remark = dropped_remark(source, gathered.dropped)
        return signed(coding, self.name), (remark,) if remark else ()

    def _ask(self, source: CodingInput, part: Part, gathered: Gathered, finder: QuoteFinder) -> None:
        if all(segment.fenced for segment in part.segments):
            return
        key = question_key(self.name, source, part, gathered)
        answer = self.memory.get(key)
        if answer == CUT_OFF:
            self._ask_in_halves(source, part, gathered, finder)
            return
        if answer is None:
            asked = prompt.content(source, part.words(source.text), gathered.known, self._fence(source))
            given = self.chat.ask(prompt.INSTRUCTIONS, asked, prompt.SCHEMA)
            if given.cut_off and part.halves():
                self.memory.put(key, CUT_OFF, source.document_id)
                self._ask_in_halves(source, part, gathered, finder)
                return
            answer = whole_events(given.text) if given.cut_off else given.text
            gathered.dropped[UNFINISHED] += given.cut_off
        found = parse_answer(answer)
        AnswerReader(gathered, finder, part.start).read(found)
        self.memory.put(key, answer, source.document_id)

    def _ask_in_halves(self, source: CodingInput, part: Part, gathered: Gathered, finder: QuoteFinder) -> None:
        for half in part.halves():
            self._ask(source, half, gathered, finder)

    def _fence(self, source: CodingInput) -> str:
        while (fence := self.options.fence()) in source.text or fence in source.title:
            continue
        return fence


def llm_coder(chat: Chat, parts: CoderParts, base: Coder) -> LlmCoder:
    """A coder that asks ``chat``, with codebooks, memory and limits of ``parts``."""
    return LlmCoder(
        chat=chat,
        assembler=Assembler(parts.gazetteer, parts.actors),
        base=base,
        memory=parts.memory or NoMemory(),
        options=LlmOptions(most=parts.most) if parts.most else LlmOptions(),
    )


def question_key(coder: str, source: CodingInput, part: Part, gathered: Gathered) -> str:
    """Digest of all that an answer depends on; the fence's code is no part of it."""
    asked = prompt.content(source, part.words(source.text), gathered.known, "")
    return content_id("ask", coder, prompt.INSTRUCTIONS, str(prompt.SCHEMA), asked)
