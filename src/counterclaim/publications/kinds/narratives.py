"""References to framings, `{narrative:endurance}`: how frequent, by whose word, where first, with a note a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from counterclaim.model import DateInterval, Passage
from counterclaim.model.narrative import Appearance, Framed, NarrativeMatch, Share
from counterclaim.publications.display import isolated
from counterclaim.publications.kinds.base import Answer, Kind, Scope, Unsupported, near
from counterclaim.publications.kinds.languages import language_name
from counterclaim.publications.paper.blocks import Table
from counterclaim.publications.paper.inlines import Inline, Marked, Text
from counterclaim.publications.words import date_words, listed, plural


def find_framing(target: str, scope: Scope) -> Framed:
    """The framing of an id or name; raises Unsupported where there is none, or where no text carries it."""
    wanted, names = target.casefold(), scope.given.framings
    found = next((f for f, name in names.items() if wanted in (f.casefold(), name.casefold())), None)
    if found is None:
        raise Unsupported(
            f"there is no framing {target!r}{near(target, names, names)}", "`counterclaim narratives` lists them"
        )
    if found not in scope.given.narratives:
        raise Unsupported(f"no text of this ledger carries the framing {names[found]!r}")
    return scope.given.narratives[found]


def first_of_each(passages: Iterable[Passage]) -> list[str]:
    """The id of the first passage of each document."""
    first: dict[str, str] = {}
    for passage in passages:
        first.setdefault(passage.document_id, passage.id)
    return list(first.values())


def share_words(row: Share) -> str:
    """A share with its counts and interval: "3 of 12 texts (25 %, 95 % interval 9–53 %)"."""
    low, high = round(row.low * 100), round(row.high * 100)
    counted = f"{row.distinct_carrying} of {plural(row.distinct, 'text')}"
    return f"{counted} ({round(row.share * 100)} %, 95 % interval {low}–{high} %)"


def day_words(first: date, last: date) -> str:
    """The days within which a document came out."""
    return date_words(DateInterval(earliest=first, latest=last))


def likeness_words(matches: Iterable[NarrativeMatch]) -> str:
    """What follows the name of a framing that no pattern met: its wording is only like the framing's."""
    return " (by likeness alone)" if all(m.by == "meaning" for m in matches) else ""


def _name(framed: Framed, scope: Scope) -> str:
    return scope.mask(framed.name)


def _words(framed: Framed, text: str, scope: Scope, passages: Iterable[Passage] | None = None) -> Answer:
    cited = first_of_each(m.passage for m in framed.matches) if passages is None else first_of_each(passages)
    return Answer.words(text, Marked(scope.notes.marks(text, cited)))


def _whole(framed: Framed, scope: Scope) -> Answer:
    return _words(
        framed, f"“{_name(framed, scope)}”{likeness_words(framed.matches)} in {share_words(framed.whole)}", scope
    )


def _texts(framed: Framed, scope: Scope) -> Answer:
    return _words(framed, str(framed.whole.distinct_carrying), scope)


def _share(framed: Framed, scope: Scope) -> Answer:
    return _words(framed, share_words(framed.whole), scope)


def _voices(framed: Framed, scope: Scope) -> Answer:
    voices = framed.voices
    if not voices:
        raise Unsupported(f"of no passage with {framed.name!r} it can be told whose word it is")
    text = listed([isolated(scope.mask(voice)) for voice in voices])
    return _words(framed, text, scope, (m.passage for m in framed.matches if m.voice))


def _outlets_named(framed: Framed, scope: Scope) -> Answer:
    names = dict.fromkeys(row.outlet for row in framed.by_outlet)
    return _words(framed, listed([isolated(scope.mask(name)) for name in names]), scope)


def _languages_named(framed: Framed, scope: Scope) -> Answer:
    names = dict.fromkeys(language_name(row.language) for row in framed.by_language)
    return _words(framed, listed(list(names)), scope)


def _first(framed: Framed, scope: Scope) -> Answer:
    if not framed.appearances:
        raise Unsupported(f"no text with {framed.name!r} is dated")
    first = framed.appearances[0]
    text = f"{isolated(scope.mask(first.outlet))}, {day_words(first.earliest, first.latest)}"
    return _words(framed, text, scope, _of_document(framed, first.document_id))


def _of_document(framed: Framed, document_id: str) -> list[Passage]:
    return [m.passage for m in framed.matches if m.passage.document_id == document_id]


def _definition(framed: Framed, scope: Scope) -> Answer:
    return _words(framed, " ".join(scope.mask(framed.definition).split()).rstrip("."), scope)


def _bursts(framed: Framed, scope: Scope) -> Answer:
    if not framed.bursts:
        raise Unsupported(f"{framed.name!r} was at no time more frequent than before by enough to tell")
    text = listed([date_words(DateInterval(earliest=b.start, latest=b.end)) for b in framed.bursts])
    return _words(framed, text, scope)


def _spread(framed: Framed, scope: Scope) -> Answer:
    """Where it came up first in each outlet and language, as a table."""
    if not framed.appearances:
        raise Unsupported(f"no text with {framed.name!r} is dated")
    shares = {row.outlet: row for row in framed.by_outlet}
    rows = tuple(_appearance(framed, item, shares[item.outlet], scope) for item in framed.appearances)
    header = tuple((Text(words),) for words in ("Outlet", "Language", "First text", "Days after the first", "Texts"))
    return Answer(blocks=(Table(header=header, rows=rows),))


def _appearance(framed: Framed, item: Appearance, share: Share, scope: Scope) -> tuple[tuple[Inline, ...], ...]:
    first = day_words(item.earliest, item.latest)
    documents = {m.passage.document_id for m in framed.matches}
    of_outlet = {p.id: p.document for p in scope.material.passages if p.document.id in documents}
    own = [
        m.passage for m in framed.matches if (d := of_outlet.get(m.passage.id)) and d.outlet == scope.mask(item.outlet)
    ]
    return (
        (Text(isolated(scope.mask(item.outlet))),),
        (Text(language_name(item.language)),),
        (Text(first), Marked(scope.notes.marks(first, first_of_each(_of_document(framed, item.document_id))))),
        (Text(f"{item.after}"),),
        (Text(share_words(share)), Marked(scope.notes.marks(first, first_of_each(own)))),
    )


def _by_language(framed: Framed, scope: Scope) -> Answer:
    documents = {p.id: p.document.language for p in scope.material.passages}
    rows = []
    for row in framed.by_language:
        own = [m.passage for m in framed.matches if documents.get(m.passage.id) == row.language]
        text = share_words(row)
        marks = Marked(scope.notes.marks(text, first_of_each(own)))
        rows.append(((Text(language_name(row.language)),), (Text(text), marks)))
    return Answer(blocks=(Table(header=((Text("Language"),), (Text("Texts"),)), rows=tuple(rows)),))


_FIELDS: dict[str, tuple[str, Callable[[Framed, Scope], Answer]]] = {
    "": ("its name, in how many of the texts, with the interval", _whole),
    "name": ("its name", lambda framed, scope: _words(framed, _name(framed, scope), scope)),
    "definition": ("what is meant by it, as the codebook has it", _definition),
    "texts": ("in how many distinct texts", _texts),
    "share": ("in how many of the texts that were collected, with the interval", _share),
    "voices": ("whose word it is, most passages first", _voices),
    "outlets": ("in which outlets", _outlets_named),
    "languages": ("in which languages", _languages_named),
    "first": ("the outlet and day of the first text", _first),
    "bursts": ("when it was more frequent than before", _bursts),
    "spread": ("where it came up first by outlet and language, with the shares, as a table", _spread),
    "by-language": ("its shares by language, as a table", _by_language),
}


def _narrative(target: str, field: str, scope: Scope) -> Answer:
    return _FIELDS[field][1](find_framing(target, scope), scope)


def _narratives(target: str, field: str, scope: Scope) -> Answer:
    found = list(scope.given.narratives.values())
    if not found:
        raise Unsupported("no text of this ledger carries a framing")
    header = tuple((Text(words),) for words in ("Narrative", "Texts", "By whose word", "Outlets", "First"))
    return Answer(blocks=(Table(header=header, rows=tuple(_row(framed, scope) for framed in found)),))


def _row(framed: Framed, scope: Scope) -> tuple[tuple[Inline, ...], ...]:
    first = framed.appearances[0] if framed.appearances else None
    return (
        (Text(f"{_name(framed, scope)}{likeness_words(framed.matches)}"),),
        _share(framed, scope).inlines,
        (Text(listed([isolated(scope.mask(v)) for v in framed.voices]) or "not told"),),
        (Text(listed([isolated(scope.mask(o)) for o in dict.fromkeys(r.outlet for r in framed.by_outlet)])),),
        (Text(day_words(first.earliest, first.latest) if first else "not dated"),),
    )


NARRATIVE = Kind(
    name="narrative",
    resolve=_narrative,
    fields={name: words for name, (words, _) in _FIELDS.items()},
    target="a framing's id or name",
)
NARRATIVES = Kind(name="narratives", resolve=_narratives, fields={"": "all framings that a text carries, as a table"})
