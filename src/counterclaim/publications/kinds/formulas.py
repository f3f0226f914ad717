"""References to claim formulas, `{formula:soldier of}`: wording that returns in claims about different events."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from counterclaim.model.narrative import FormulaFamily, FormulaUse
from counterclaim.publications.display import isolated, one_line, shortened
from counterclaim.publications.kinds.base import Answer, Kind, Scope, Unsupported, by_id_or_words
from counterclaim.publications.kinds.narratives import first_of_each
from counterclaim.publications.paper.blocks import Bullets, Paragraph, Table
from counterclaim.publications.paper.inlines import Inline, Marked, Text
from counterclaim.publications.words import listed, plural

_SHOWN = 160
"""Code points of a formula's words that are printed: it is described, not reprinted."""


def _find(target: str, scope: Scope) -> FormulaFamily:
    known = {f.id: f for f in scope.given.formulas}
    found = by_id_or_words(
        target,
        {f.id: f.core for f in known.values()},
        several=Unsupported(f"several formulas hold {target!r}", "give more of its words"),
        none=f"no wording with {target!r} returns in claims about different events",
        where="`counterclaim formulas` lists those that do",
    )
    return known[found]


def _cited(uses: Sequence[FormulaUse]) -> list[str]:
    return first_of_each(passage for use in uses for passage in use.passages)


def _answer(family: FormulaFamily, text: str, scope: Scope) -> Answer:
    events = tuple(dict.fromkeys(use.event_id for use in family.uses if use.event_id))
    return Answer.words(text, Marked(scope.notes.marks(text, _cited(family.uses or family.quoted))), event_ids=events)


def _core(family: FormulaFamily, scope: Scope) -> str:
    return isolated(shortened(one_line(scope.mask(family.template)), _SHOWN))


def _originals(family: FormulaFamily) -> int:
    return sum(not use.copy for use in family.uses)


def _whole(family: FormulaFamily, scope: Scope) -> Answer:
    if not family.uses:
        return _answer(family, f"“{_core(family, scope)}”, which texts tell of as returning in claims", scope)
    counted = f"{plural(_originals(family), 'claim')} about {plural(family.events, 'event')}"
    return _answer(family, f"“{_core(family, scope)}” in {counted}", scope)


def _voices(family: FormulaFamily, scope: Scope) -> Answer:
    if not family.voices:
        raise Unsupported("it is not told who uses this formula")
    return _answer(family, listed([isolated(scope.mask(voice)) for voice in family.voices]), scope)


def _uses(family: FormulaFamily, scope: Scope) -> Answer:
    """Each use with outlet, day and event, as a list; those that only quote it are said to."""
    told = [(use, "") for use in family.uses] + [(use, ", which claims nothing") for use in family.quoted]
    titles = {event.id: event.title for event in scope.events}
    items = []
    for use, only in told:
        event = f": {titles[use.event_id]}" if use.event_id in titles else ""
        copy = ", a copy" if use.copy else ""
        text = f"{isolated(scope.mask(use.outlet))}, {use.published or 'undated'}{event}{copy}{only}"
        items.append((Paragraph(children=(Text(text), Marked(scope.notes.marks(text, _cited([use]))))),))
    return Answer(blocks=(Bullets(items=tuple(items)),))


_FIELDS: dict[str, tuple[str, Callable[[FormulaFamily, Scope], Answer]]] = {
    "": ("its words with what varies as “…”, in how many claims about how many events", _whole),
    "words": ("its words with what varies as “…”", lambda f, scope: _answer(f, f"“{_core(f, scope)}”", scope)),
    "claims": ("in how many claims", lambda f, scope: _answer(f, str(_originals(f)), scope)),
    "events": ("about how many events", lambda f, scope: _answer(f, str(f.events), scope)),
    "voices": ("who uses it", _voices),
    "uses": ("each use with outlet, day and event, as a list", _uses),
}


def _formula(target: str, field: str, scope: Scope) -> Answer:
    return _FIELDS[field][1](_find(target, scope), scope)


def _formulas(target: str, field: str, scope: Scope) -> Answer:
    if not scope.given.formulas:
        raise Unsupported("no wording returns in claims about different events")
    header = tuple((Text(words),) for words in ("Formula", "Claims", "Events", "Used by"))
    return Answer(blocks=(Table(header=header, rows=tuple(_row(f, scope) for f in scope.given.formulas)),))


def _row(family: FormulaFamily, scope: Scope) -> tuple[tuple[Inline, ...], ...]:
    claims = str(_originals(family)) if family.uses else "only told of"
    return (
        (Text(f"“{_core(family, scope)}”"),),
        (Text(claims), Marked(scope.notes.marks(claims, _cited(family.uses or family.quoted)))),
        (Text(str(family.events)),),
        (Text(listed([isolated(scope.mask(voice)) for voice in family.voices]) or "not told"),),
    )


FORMULA = Kind(
    name="formula",
    resolve=_formula,
    fields={name: words for name, (words, _) in _FIELDS.items()},
    target="some of its words, or its id",
)
FORMULAS = Kind(name="formulas", resolve=_formulas, fields={"": "all families of recycled wording, as a table"})
