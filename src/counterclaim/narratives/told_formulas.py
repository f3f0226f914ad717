"""Claim formulas that texts tell of: a sentence that says that claims return in the same words, and gives the words.

Where the claims themselves were not collected, that is all there is of a formula. It is shown as told, with no uses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import regex

from counterclaim.model.identity import content_id
from counterclaim.model.narrative import FormulaFamily, FormulaUse
from counterclaim.narratives.formulas import SHORTEST, Claimed

_CLAIM = r"(?:claim\w*|responsibility|communiqu\w+|statement\w*|revendic\w+|revendiqu\w+|reivindic\w+|comunicado\w*)"
_RETURNS = (
    r"formulaic\w*|boilerplate|stock (?:phrase|wording|formula)\w*|word for word|verbatim"
    r"|mot pour mot|palabra por palabra"
    r"|(?:same|identical|unchanged|fixed|recurring) (?:\w+ )?(?:wording|words|phrase|formula|sentence|text)"
    r"|(?:wording|words|phrase|formula)\s+(?:\w+\s+){0,4}"
    r"(?:hardly|barely|scarcely|never|does not|do not|returns?|recurs?|repeats?)"
    r"|(?:mêmes? (?:mots|formule|phrase|termes)|formule (?:\w+ ){0,2}(?:revient|répétée|identique))"
    r"|(?:mismas? (?:palabras|fórmula|frase)|fórmula (?:\w+ ){0,2}(?:vuelve|repetida|idéntica))"
)
_TOLD = regex.compile(rf"(?=.*\b{_CLAIM}\b).*\b(?:{_RETURNS})", regex.IGNORECASE | regex.DOTALL)
_QUOTED = regex.compile(r"[\"“„«]\s*([^\"“”„«»]+?)[\s,.;]*[\"”»]")
_AFTER_COLON = regex.compile(r":\s+([^:]+?)[\s.;]*$")
_WORD = regex.compile(r"[\p{L}\p{M}']+|\p{N}+")


def with_told(families: Sequence[FormulaFamily], passages: Iterable[Claimed]) -> list[FormulaFamily]:
    """The families, each with the passages that tell of its wording, then formulas that are only told of."""
    found: dict[tuple[str, ...], list[tuple[str, Claimed]]] = defaultdict(list)
    for item in passages:
        wording = told_wording(item.passage.quote)
        if wording:
            found[_folded(wording)].append((wording, item))
    out = list(families)
    for folded in list(found):
        at = next((i for i, family in enumerate(families) if _holds(family, folded)), None)
        if at is not None:
            out[at] = _also_quoted(out[at], [item for _, item in found.pop(folded)])
    return [*out, *sorted(_families(found), key=lambda f: (-len(f.quoted), f.core))]


def _folded(wording: str) -> tuple[str, ...]:
    return tuple(w.casefold() for w in _WORD.findall(wording))


def _holds(family: FormulaFamily, folded: tuple[str, ...]) -> bool:
    """Whether a claim of the family has these words."""
    wanted = f" {' '.join(folded)} "
    return any(wanted in f" {' '.join(_folded(p.quote))} " for use in family.uses for p in use.passages)


def _also_quoted(family: FormulaFamily, told: Sequence[Claimed]) -> FormulaFamily:
    known = {(p.document_id, p.start) for use in (*family.quoted, *family.uses) for p in use.passages}
    new = [_use(item) for item in told if (item.passage.document_id, item.passage.start) not in known]
    return replace(family, quoted=(*family.quoted, *new))


def told_wording(sentence: str) -> str:
    """The words that a sentence says claims repeat: in quotation marks, else after a colon; empty for none."""
    if _TOLD.match(sentence) is None:
        return ""
    quoted = max((m.group(1) for m in _QUOTED.finditer(sentence)), key=len, default="")
    if _long_enough(quoted):
        return quoted
    after = _AFTER_COLON.search(sentence)
    return after.group(1) if after is not None and _long_enough(after.group(1)) else ""


def _long_enough(wording: str) -> bool:
    return len(_WORD.findall(wording)) >= SHORTEST


def _families(found: Mapping[tuple[str, ...], list[tuple[str, Claimed]]]) -> Iterable[FormulaFamily]:
    for folded, told in found.items():
        wording = told[0][0]
        yield FormulaFamily(
            id=content_id("fml", "told", " ".join(folded)),
            core=wording,
            template=wording,
            uses=(),
            quoted=tuple(_use(item) for _, item in told),
            events=0,
            voices=(),
        )


def _use(item: Claimed) -> FormulaUse:
    return FormulaUse(
        passages=(item.passage,),
        outlet=item.outlet,
        published=item.published,
        event_id="",
        voice="",
        copy=item.copy,
    )
