"""Claim formulas: near-identical wording that returns in claims about different events, as families with variants.

Word sequences that stand in claims about several events, and in few other passages, are joined into families of the
passages that share the longest of them. Copies of one text do not make a formula, however often they are printed.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

import regex

from counterclaim.model import Passage
from counterclaim.model.identity import content_id
from counterclaim.model.narrative import FormulaFamily, FormulaUse

SHORTEST = 4
"""Words of a sequence that may be a formula."""
LONGEST = 40
"""Words of the sequences that are counted; longer formulas are found by their parts."""
EVENTS = 2
"""Different events, or different texts where no event is linked, that a formula needs."""
LOG_RATIO = 2.0
"""How much more frequent a formula is in claims than in other passages, as a binary logarithm (Hardie 2014)."""

_MOSTLY = 0.6
"""Share of a sequence from which on a part of it stands for it."""
_CARRYING = 2
"""Words of a sequence that are no names and not small, at least."""
_SMALL = 5
"""Letters from which on a word is not small."""
_REPORTING = frozenset(
    {
        *("attack", "attacks", "bombing", "carried", "claim", "claimed", "claiming", "claims", "group", "injured"),
        *("killed", "people", "responsibility", "responsible", "statement", "taken", "which", "wounded"),
    }
)
"""Words in which everybody reports a claim; they make no formula of the claimant."""
_WORD = regex.compile(r"[\p{L}\p{M}']+|\p{N}+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A passage in which somebody claims an event, and where it stands."""

    passage: Passage
    origin_id: str
    outlet: str
    published: date | None
    event_id: str
    voice: str
    copy: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    """A claim's words, folded, with their places."""

    claim: Claimed
    folded: tuple[str, ...]
    plain: frozenset[str]
    """Words that are no names and not small."""
    spans: tuple[tuple[int, int], ...]


def formulas(claims: Iterable[Claimed], others: Iterable[Claimed] = ()) -> list[FormulaFamily]:
    """Families of recycled wording among ``claims``, most events first.

    ``others`` are passages that claim nothing: what is as common in them is no formula of claims, and where they quote
    one, they are listed with it. Sentences that return together in the same texts are one family.
    """
    texts = [_words(c) for c in sorted(claims, key=_order)]
    wanted = {s: t for s, t in _sequences(texts).items() if _events(texts, t) >= EVENTS}
    elsewhere = [_words(c) for c in sorted(others, key=_order)] if wanted else []
    quoted = _elsewhere(elsewhere, wanted.keys())
    keyed = _without_common(wanted, quoted, *(sum(len(t.folded) for t in side) for side in (texts, elsewhere)))
    families = [_family(texts, cores, elsewhere, quoted) for cores in _joined(texts, _maximal(texts, keyed))]
    return sorted(families, key=lambda f: (-f.events, -len(f.core), f.core))


def _order(claim: Claimed) -> tuple[str, str, int]:
    return (str(claim.published or "9999"), claim.passage.document_id, claim.passage.start)


def _words(claim: Claimed) -> _Words:
    found = list(_WORD.finditer(claim.passage.quote))
    words = [m.group() for m in found]
    plain = frozenset(w for w in words if w.islower() and len(w) >= _SMALL and w not in _REPORTING)
    return _Words(claim, tuple(w.casefold() for w in words), plain, tuple(m.span() for m in found))


def _sequences(texts: Sequence[_Words]) -> dict[tuple[str, ...], frozenset[int]]:
    """By word sequence the numbers of the claims that hold it; only sequences of two claims and more."""
    found: dict[tuple[str, ...], set[int]] = defaultdict(set)
    alive: set[tuple[str, ...]] | None = None
    for length in range(SHORTEST, LONGEST + 1):
        layer: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for number, text in enumerate(texts):
            for at in range(len(text.folded) - length + 1):
                sequence = text.folded[at : at + length]
                if alive is None or (sequence[:-1] in alive and sequence[1:] in alive):
                    layer[sequence].add(number)
        alive = {s for s, numbers in layer.items() if len(numbers) > 1}
        found.update((s, layer[s]) for s in alive)
        if not alive:
            break
    plain = {w for text in texts for w in text.plain}
    return {s: frozenset(numbers) for s, numbers in found.items() if not _bare(s, plain)}


def _bare(sequence: Sequence[str], plain: set[str]) -> bool:
    """Whether a sequence is names, figures and small words only: those return by themselves."""
    return sum(w in plain for w in sequence) < _CARRYING


def _events(texts: Sequence[_Words], numbers: Iterable[int]) -> int:
    """How many different events, else texts, the claims are about; copies of one text count once."""
    events: set[str] = set()
    origins: set[str] = set()
    for number in numbers:
        claim = texts[number].claim
        if claim.copy or claim.origin_id in origins:
            continue
        origins.add(claim.origin_id)
        events.add(claim.event_id or claim.origin_id)
    return len(events)


def _elsewhere(others: Sequence[_Words], wanted: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], list[int]]:
    """By wanted sequence the numbers of the other passages that hold it."""
    found: dict[tuple[str, ...], list[int]] = {s: [] for s in wanted}
    lengths = sorted({len(s) for s in found})
    for number, text in enumerate(others):
        for length in lengths:
            for at in range(len(text.folded) - length + 1):
                if (sequence := text.folded[at : at + length]) in found:
                    found[sequence].append(number)
    return found


def _log_ratio(here: int, there: int, words_here: int, words_there: int) -> float:
    """Binary logarithm of the ratio of two frequencies, half a use added to each so that none is nothing."""
    return math.log2(((here + 0.5) / words_here) / ((there + 0.5) / words_there))


def _without_common(
    wanted: Mapping[tuple[str, ...], frozenset[int]],
    quoted: Mapping[tuple[str, ...], Sequence[int]],
    here: int,
    there: int,
) -> dict[tuple[str, ...], frozenset[int]]:
    """Sequences that mark claims; one that is mostly a sequence common elsewhere does not."""
    ratios = {s: _log_ratio(len(t), len(quoted[s]), here, max(here, there)) for s, t in wanted.items()}
    common = {s for s, ratio in ratios.items() if ratio < LOG_RATIO}
    return {s: t for s, t in wanted.items() if s not in common and not _mostly(s, common)}


def _mostly(sequence: tuple[str, ...], common: set[tuple[str, ...]]) -> bool:
    least = max(SHORTEST, math.ceil(_MOSTLY * len(sequence)))
    return any(
        sequence[at : at + length] in common
        for length in range(least, len(sequence))
        for at in range(len(sequence) - length + 1)
    )


def _maximal(
    texts: Sequence[_Words], keyed: Mapping[tuple[str, ...], frozenset[int]]
) -> list[tuple[tuple[str, ...], frozenset[int]]]:
    """Sequences of most claims first, then the longest; one whose words are mostly taken already is left out."""
    taken: list[tuple[tuple[str, ...], frozenset[int]]] = []
    covered: set[tuple[int, int]] = set()
    for sequence, numbers in sorted(keyed.items(), key=lambda item: (-len(item[1]), -len(item[0]), item[0])):
        own = {(n, i) for n in numbers for i in _places(texts[n].folded, sequence)}
        if 2 * len(own & covered) < len(own):
            taken.append((sequence, numbers))
            covered |= own
    return taken


def _places(folded: Sequence[str], sequence: tuple[str, ...]) -> Iterator[int]:
    """The word numbers of a sequence wherever it stands in a text."""
    for at in range(len(folded) - len(sequence) + 1):
        if tuple(folded[at : at + len(sequence)]) == sequence:
            yield from range(at, at + len(sequence))


_Core = tuple[tuple[str, ...], frozenset[int]]


def _joined(texts: Sequence[_Words], cores: Sequence[_Core]) -> list[list[_Core]]:
    """Cores that stand in the same documents, mostly, as one family; the one in most claims comes first."""
    families: list[tuple[set[str], list[_Core]]] = []
    for core in cores:
        own = {texts[n].claim.passage.document_id for n in core[1]}
        for documents, members in families:
            if 2 * len(documents & own) > len(documents | own):
                members.append(core)
                break
        else:
            families.append((own, [core]))
    return [members for _, members in families]


def _family(
    texts: Sequence[_Words],
    cores: Sequence[_Core],
    elsewhere: Sequence[_Words],
    quoted: Mapping[tuple[str, ...], Sequence[int]],
) -> FormulaFamily:
    numbers = sorted({n for _, own in cores for n in own})
    voices = dict.fromkeys(texts[n].claim.voice for n in numbers if texts[n].claim.voice)
    others = sorted({n for core, _ in cores for n in quoted[core]})
    return FormulaFamily(
        id=content_id("fml", *sorted(" ".join(core) for core, _ in cores)),
        core=" … ".join(_shown(texts[min(own)], core) for core, own in _in_reading_order(texts, cores)),
        template=" ".join(_template(_originals(texts, own)) for _, own in _in_reading_order(texts, cores)),
        uses=_uses(texts[n] for n in numbers),
        quoted=_uses(elsewhere[n] for n in others),
        events=_events(texts, numbers),
        voices=tuple(voices),
    )


def _in_reading_order(texts: Sequence[_Words], cores: Sequence[_Core]) -> list[_Core]:
    """Cores as they follow each other in the document that holds most of them."""
    places: dict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
    for core, own in cores:
        for number in sorted(own):
            text = texts[number]
            first = text.spans[next(_places(text.folded, core))][0]
            places[text.claim.passage.document_id].setdefault(core, text.claim.passage.start + first)
    guide = max(sorted(places), key=lambda d: len(places[d]))
    return sorted(cores, key=lambda c: places[guide].get(c[0], 1 << 40))


def _originals(texts: Sequence[_Words], numbers: Iterable[int]) -> list[_Words]:
    members = [texts[n] for n in sorted(numbers)]
    return [m for m in members if not m.claim.copy] or members


def _shown(text: _Words, core: tuple[str, ...]) -> str:
    """The core as one claim writes it."""
    at = next(i for i in range(len(text.folded)) if text.folded[i : i + len(core)] == core)
    return text.claim.passage.quote[text.spans[at][0] : text.spans[at + len(core) - 1][1]]


def _template(members: Sequence[_Words]) -> str:
    """What all claims share, in order, with "…" where they differ."""
    shared = list(range(len(members[0].folded)))
    first = members[0].folded
    for other in members[1:]:
        blocks = SequenceMatcher(None, first, other.folded, autojunk=False).get_matching_blocks()
        alike = {i for block in blocks for i in range(block.a, block.a + block.size)}
        shared = [i for i in shared if i in alike]
    quote, spans = members[0].claim.passage.quote, members[0].spans
    out: list[str] = []
    for place, i in enumerate(shared):
        if place == 0:
            out += ["…"] if i > 0 else []
        elif shared[place - 1] != i - 1:
            out.append("…")
        out.append(quote[slice(*spans[i])])
    if shared and shared[-1] < len(first) - 1:
        out.append("…")
    return " ".join(out)


def _uses(members: Iterable[_Words]) -> tuple[FormulaUse, ...]:
    """One use a document, in the order of the claims."""
    passages: dict[str, list[Passage]] = defaultdict(list)
    claims: dict[str, Claimed] = {}
    for member in members:
        claims.setdefault(member.claim.passage.document_id, member.claim)
        passages[member.claim.passage.document_id].append(member.claim.passage)
    return tuple(
        FormulaUse(
            passages=tuple(passages[document]),
            outlet=claim.outlet,
            published=claim.published,
            event_id=claim.event_id,
            voice=claim.voice,
            copy=claim.copy,
        )
        for document, claim in claims.items()
    )
