"""From a text with its segments to analysed sentences."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.codebooks.gazetteer import Gazetteer
from counterclaim.model import CodingInput, Segment
from counterclaim.statements.actorbook import KnownActors
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Sentence, find_phrases, find_verbs
from counterclaim.statements.screening.screen import readable
from counterclaim.statements.tagging import Tag, tag
from counterclaim.statements.tokens import Token, is_upper_case, tokenise

_LONGEST = 400
"""Tokens of a sentence that are read; what is longer is a table or a list gone wrong."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Tools that every sentence needs."""

    lexicon: Lexicon
    gazetteer: Gazetteer
    actors: KnownActors
    only: frozenset[int] | None = None
    """Numbers of the sentences to analyse, None for all; the others are there without words."""

    def sentences(self, source: CodingInput) -> list[Sentence]:
        """Analyse all segments that are not fenced, notes left out."""
        upper = is_upper_case(source.text)
        return [
            self.sentence(source.text, seg, number, upper=upper)
            if self.only is None or number in self.only
            else Sentence(number, seg.start, seg.end, seg.paragraph, seg.kind, [], [], upper=upper)
            for number, seg in enumerate(readable(source.segments))
        ]

    def sentence(self, text: str, segment: Segment, number: int, *, upper: bool) -> Sentence:
        """Analyse one segment."""
        tokens = tokenise(text, segment.start, segment.end)[:_LONGEST]
        tokens = _without_markers(tokens)
        known = self.actors.find(tokens, upper=upper)
        named = {i for start, (end, _) in known.items() for i in range(start, end)}
        tags = tag(
            tokens, self.lexicon, upper=upper, names=frozenset(named | (self._places(tokens) if upper else set()))
        )
        s = Sentence(
            number, segment.start, segment.end, segment.paragraph, segment.kind, tokens, tags, upper=upper, known=known
        )
        opening = _dateline(tokens, upper=upper)
        shown = [Tag.END if i < opening else t for i, t in enumerate(tags)]
        s.phrases = find_phrases(tokens, shown, self.lexicon, {i: end for i, (end, _) in known.items() if i >= opening})
        s.verbs = find_verbs(tokens, shown, self.lexicon)
        s.at = {i: phrase for phrase in s.phrases for i in range(phrase.start, phrase.end)}
        return s

    def _places(self, tokens: list[Token]) -> set[int]:
        """Tokens of an all-capitals text that name a country or a people."""
        found = set()
        for i, token in enumerate(tokens):
            if len(token.low) > 3 and token.low.isalpha():
                best = self.gazetteer.candidates(token.low)
                if self.gazetteer.country_of_demonym(token.low) or (best and best[0].kind == "country"):
                    found.add(i)
        return found


_DATELINE_REACH = 14


def _dateline(tokens: list[Token], *, upper: bool) -> int:
    """Tokens of a dateline such as "LINDO, June 3 (Agency) -": whence a report was sent, which is nobody's name."""
    if not tokens or not tokens[0].text.isupper() or len(tokens[0].text) < 3:
        return 0
    for i, token in enumerate(tokens[1:_DATELINE_REACH], 1):
        if token.text in ("-", "--", "–", "—"):
            spaced = i + 1 < len(tokens) and token.start > tokens[i - 1].end and tokens[i + 1].start > token.end
            dated = any(t.text[0].isdigit() for t in tokens[:i])
            return i + 1 if spaced and (dated or not upper) else 0
        if token.is_word and not (token.text[0].isupper() or token.text[0].isdigit()):
            return 0
    return 0


def _without_markers(tokens: list[Token]) -> list[Token]:
    """Leave out reference marks such as [3] and list dashes at the start."""
    kept: list[Token] = []
    i = 0
    while i < len(tokens):
        if tokens[i].text == "[" and i + 2 < len(tokens) and tokens[i + 1].text.isdigit() and tokens[i + 2].text == "]":
            i += 3
            continue
        if not kept and tokens[i].text in "-–—•*·":
            i += 1
            continue
        kept.append(tokens[i])
        i += 1
    return kept
