"""Who only passes on what another says: agency credits, passages taken over, texts repeated in part, circles.

Outlets are channels. An agency's report is the agency's word in every paper that credits it; a passage that stands
word for word in an earlier text is that text's; what two outlets tell only of each other has no origin at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from counterclaim.model import Act, Evidence
from counterclaim.model.values.actor_name import name_key

RUN = 5
"""Words in a run."""
LEAST_WORDS = 8
"""Shorter passages are phrases, which two writers may hit upon."""
COPIED = 0.5
"""Share of a passage's runs that makes it a copy (containment; Broder 1997)."""
_AGAINST = frozenset({Act.DENIES, Act.DOUBTS, Act.RETRACTS})
_WORD = re.compile(r"\w+")


def told(e: Evidence) -> tuple[date, str]:
    """When a statement was published, undated last, and its id for order."""
    when = e.published
    return ((when.earliest or when.latest or date.max) if when else date.max, e.statement.id)


def merged_passages(evidence: Sequence[Evidence], keys: Sequence[str], texts: Sequence[bool]) -> list[str]:
    """Voice keys with texts that take over an earlier text's passage counted as that text's voice."""
    own = [i for i, text in enumerate(texts) if text]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    runs = {i: _runs(evidence[i].statement.passage.quote) for i in own}
    for i in sorted(own, key=lambda i: told(evidence[i])):
        for run in sorted(runs[i]):
            holders[run].append(i)
    parent: dict[str, str] = {}
    for i in sorted(own, key=lambda i: told(evidence[i])):
        shared: dict[int, int] = defaultdict(int)
        for run in runs[i]:
            for j in holders[run]:
                if keys[j] != keys[i] and told(evidence[j]) < told(evidence[i]):
                    shared[j] += 1
        best = min(shared, key=lambda j: (-shared[j], told(evidence[j])), default=None)
        if best is not None and shared[best] >= COPIED * len(runs[i]):
            _join(parent, keys[i], keys[best])
    return [_root(parent, key) if text else key for key, text in zip(keys, texts, strict=True)]


def _runs(quote: str) -> set[tuple[str, ...]]:
    words = [w.casefold() for w in _WORD.findall(quote)]
    if len(words) < LEAST_WORDS:
        return set()
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def _root(parent: Mapping[str, str], key: str) -> str:
    while key in parent:
        key = parent[key]
    return key


def _join(parent: dict[str, str], later: str, earlier: str) -> None:
    left, right = _root(parent, later), _root(parent, earlier)
    if left != right:
        parent[left] = right


def chained(
    evidence: Sequence[Evidence], keys: Sequence[str], texts: Sequence[bool], names: Mapping[str, str]
) -> list[str]:
    """Voice keys with chains of quotation followed to their end: A tells that B reports what B has from S is S's word.

    It is followed where B's own texts say the same and only in the voice of one other; ``names`` holds voices by folded
    name. A chain that comes back to itself is left as it is: ``circles`` tells of it.
    """
    carried: dict[tuple[str, str], set[str]] = defaultdict(set)
    for e, key in zip(evidence, keys, strict=True):
        if e.outlet:
            carried[names.get(name_key(e.outlet), name_key(e.outlet)), _word(e)].add(key)
    found = []
    for e, key, text in zip(evidence, keys, texts, strict=True):
        end, seen = key, {key}
        while not text:
            tellers = carried.get((end, _word(e)), set())
            if len(tellers) != 1 or tellers & seen:
                # Only a circle comes back; who speaks in a text of his own is the end.
                end = key if tellers & seen - {end} else end
                break
            (end,) = tellers
            seen.add(end)
        found.append(end)
    return found


def _word(e: Evidence) -> str:
    """What is said, as far as two statements must agree to be links of one chain."""
    return f"{e.statement.act in _AGAINST}{e.value_key}"


def circles(
    evidence: Sequence[Evidence], keys: Sequence[str], texts: Sequence[bool], names: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Voices that outlets tell only of each other, each with all of its circle; ``names`` holds voices by folded name.

    A voice is in one if it never speaks in a text of its own, and every outlet that carries it is itself carried, in
    the end, by nobody but that voice.
    """
    carriers: dict[str, set[str]] = defaultdict(set)
    heard = {key for key, text in zip(keys, texts, strict=True) if text}
    for e, key, text in zip(evidence, keys, texts, strict=True):
        if not text and e.outlet:
            carriers[key].add(names.get(name_key(e.outlet), name_key(e.outlet)))
    carried = {key: found for key, found in carriers.items() if key not in heard}
    found = {}
    for key in sorted(carried):
        reached = _reached(key, carried)
        if key in reached and all(other in carried and key in _reached(other, carried) for other in reached):
            found[key] = tuple(sorted(reached))
    return found


def _reached(start: str, carried: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for other in sorted(carried.get(waiting.pop(), ())):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


def repeated(evidence: Sequence[Evidence], origins: Mapping[str, str]) -> dict[str, float]:
    """Per voice key: the share of its texts that stood in another voice's earlier text.

    ``origins`` gives the voice of each document that speaks in its own words.
    """
    share: dict[str, list[float]] = defaultdict(list)
    for e in evidence:
        voice = origins.get(e.statement.passage.document_id)
        if voice is None:
            continue
        shares = [part for document, part in e.leans_on if origins.get(document, voice) != voice]
        share[voice].append(max(shares, default=0.0))
    return {voice: min(found) for voice, found in sorted(share.items()) if min(found) > 0}
