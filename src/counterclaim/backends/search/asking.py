"""A query's tree as the index's own queries."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import tantivy

from counterclaim.backends.search.analysis import stem_analyzer, words_analyzer
from counterclaim.backends.search.query import Either, Every, Node, Words

SHOWN = 50
"""Words that begin as asked and are marked in snippets, the most frequent ones; all of them are found."""

_MUST, _MAY, _MUST_NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


class Asking:
    """Makes queries for one index, over fields with weights."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema, fields: Sequence[tuple[str, float]]) -> None:
        self._searcher = searcher
        self._schema = schema
        self._fields = fields

    def query(self, node: Node) -> tantivy.Query:
        """What finds the rows."""
        match node:
            case Words():
                return self._words(node)
            case Either(parts):
                return tantivy.Query.boolean_query([(_MAY, self.query(part)) for part in parts])
            case Every(wanted, unwanted):
                told = [(_MUST, self.query(part)) for part in wanted]
                return tantivy.Query.boolean_query([*told, *((_MUST_NOT, self.query(part)) for part in unwanted)])

    def marking(self, node: Node) -> tantivy.Query | None:
        """What marks words in snippets, None where that is the query itself."""
        beginnings = [words for words in _wanted(node) if words.beginning]
        if not beginnings:
            return None
        parts = [self._words(words) for words in _wanted(node) if not words.beginning]
        for words in beginnings:
            for field, _ in self._fields:
                *before, last = _cut(field, words.words) or ("",)
                found = self._searcher.terms_with_prefix(field, last, limit=SHOWN) if last else []
                told = [*before, *(term for term, _ in found)]
                parts += [tantivy.Query.term_query(self._schema, field, term) for term in told]
        return tantivy.Query.boolean_query([(_MAY, part) for part in parts])

    def _words(self, words: Words) -> tantivy.Query:
        found = [
            (made, weight)
            for field, weight in self._fields
            if not ((words.exact or words.beginning) and field.startswith("stem_"))
            and (made := self._in_field(field, words)) is not None
        ]
        if len(found) == 1:
            return found[0][0]
        weighted = [q if weight == 1 else tantivy.Query.boost_query(q, weight) for q, weight in found]
        return tantivy.Query.boolean_query([(_MAY, q) for q in weighted]) if weighted else tantivy.Query.empty_query()

    def _in_field(self, field: str, words: Words) -> tantivy.Query | None:
        cut = _cut(field, words.words)
        if not cut:
            return None
        if words.beginning:
            # Tokens are letters, marks and digits, so that none of them means anything in a pattern.
            *before, last = cut
            if not before:
                return tantivy.Query.regex_query(self._schema, field, f"{last}.*")
            return tantivy.Query.regex_phrase_query(self._schema, field, [*before, f"{last}.*"])
        if len(cut) == 1:
            return tantivy.Query.term_query(self._schema, field, cut[0])
        return tantivy.Query.phrase_query(self._schema, field, list(cut))


def _wanted(node: Node) -> list[Words]:
    if isinstance(node, Words):
        return [node]
    parts = node.parts if isinstance(node, Either) else node.wanted
    return [words for part in parts for words in _wanted(part)]


@lru_cache(maxsize=4096)
def _cut(field: str, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(token for word in words for token in _analyzer(field).analyze(word))


@cache
def _analyzer(field: str) -> tantivy.TextAnalyzer:
    return stem_analyzer(field.removeprefix("stem_")) if field.startswith("stem_") else words_analyzer()
