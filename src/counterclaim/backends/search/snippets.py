"""The part of a found text that shows why it was found, in the document's own words and places."""

from __future__ import annotations

import json
from collections.abc import Collection

import tantivy

from counterclaim.backends.search.analysis import fold_with_places
from counterclaim.backends.search.rows import SearchHit

LENGTH = 240
"""Length of a snippet, about, in bytes of UTF-8."""


class Snippets:
    """Makes hits of the rows that one query found."""

    def __init__(
        self, searcher: tantivy.Searcher, marking: tantivy.Query, schema: tantivy.Schema, languages: Collection[str]
    ) -> None:
        self._searcher = searcher
        self._marking = marking
        self._schema = schema
        self._languages = languages
        self._generators: dict[str, tantivy.SnippetGenerator] = {}

    def hit(self, score: float, stored: tantivy.Document) -> SearchHit:
        """The hit of a stored row."""
        kept = json.loads(str(bytes(stored["row"][0]), "utf-8", "surrogatepass"))
        document_id, statement_id, title, text, start, language, outlet, published, act = kept
        fields = ["body", f"stem_{language}"] if language in self._languages else ["body"]
        folded, places = fold_with_places(text)
        data = folded.encode("utf-8", "replace")
        found = [self._fragment(name, folded, data) for name in fields]
        first, last, marks = max(found, key=lambda fragment: len(fragment[2]))
        begin, end = places[first], places[last]
        return SearchHit(
            document_id=document_id,
            statement_id=statement_id,
            score=score,
            title=title,
            snippet=text[begin:end],
            start=start + begin,
            end=start + end,
            marks=tuple((places[a] - begin, places[b] - begin) for a, b in marks),
            outlet=outlet,
            language=language,
            published=published,
            act=act,
        )

    def _fragment(self, field: str, folded: str, data: bytes) -> tuple[int, int, list[tuple[int, int]]]:
        """Code points of the best part of a folded text, and of the words found in it."""
        generator = self._generators.get(field)
        if generator is None:
            generator = tantivy.SnippetGenerator.create(self._searcher, self._marking, self._schema, field)
            generator.set_max_num_chars(LENGTH)
            self._generators[field] = generator
        document = tantivy.Document()
        document.add_text(field, folded)
        snippet = generator.snippet_from_doc(document)
        begin, end = snippet.fragment_range().start, snippet.fragment_range().end
        marks = sorted((begin + r.start, begin + r.end) for r in snippet.highlighted())
        if not marks:
            begin, end = 0, len(data[:LENGTH].decode("utf-8", "ignore").encode("utf-8"))
        if len(data) == len(folded):
            return begin, end, marks
        return _points(data, begin), _points(data, end), [(_points(data, a), _points(data, b)) for a, b in marks]


def _points(data: bytes, place: int) -> int:
    return len(data[:place].decode("utf-8", "ignore"))
