"""Verbs of taking, losing and holding that the lexicon of deeds does not know, read as verb groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from counterclaim.statements.phrases import Phrase, Sentence, VerbGroup
from counterclaim.statements.tagging import Tag
from counterclaim.statements.wordlists import word_list

_REGULAR = sorted(word_list("outlook_regular_verbs"))
_IRREGULAR: Mapping[str, tuple[str, str, str]] = {
    "retake": ("retook", "retaken", "retaking"),
    "overrun": ("overran", "overrun", "overrunning"),
    "take": ("took", "taken", "taking"),
    "lose": ("lost", "lost", "losing"),
    "hold": ("held", "held", "holding"),
    "withdraw": ("withdrew", "withdrawn", "withdrawing"),
    "drive": ("drove", "driven", "driving"),
    "fall": ("fell", "fallen", "falling"),
    "win": ("won", "won", "winning"),
}
_HAVE = frozenset({"has", "have", "had", "having"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_MODAL = frozenset({"will", "would", "could", "may", "might", "should", "must", "can", "shall"})
_BETWEEN = word_list("outlook_between")
_HEDGES = frozenset({"reportedly", "apparently", "allegedly"})
_NOUNS_TOO = word_list("outlook_nouns_too")
"""Words that are nouns as often as verbs: read as verbs where the tagger says so."""


def _forms() -> dict[str, tuple[str, str]]:
    """(base, form) by word; where one word is past and participle, the words before it tell."""
    found: dict[str, tuple[str, str]] = {}
    for base in _REGULAR:
        stem = base.removesuffix("e")
        double = stem + stem[-1] if base in ("control", "expel") else stem
        found |= {base: (base, "base"), f"{base}s": (base, "s"), f"{double}ed": (base, "past")}
        found[f"{double}ing"] = (base, "ing")
    for base, (past, part, ing) in _IRREGULAR.items():
        found |= {base: (base, "base"), f"{base}s": (base, "s"), ing: (base, "ing"), part: (base, "part")}
        found[past] = (base, "past")
    return found


_FORMS = _forms()
_LEMMAS = frozenset({*_REGULAR, *_IRREGULAR, "win back"})


def with_verbs(s: Sentence) -> Sentence:
    """The sentence with these verbs among its verb groups, in place of what was read where they stand."""
    made = [group for i in range(len(s.tokens)) if (group := _group(s, i)) is not None]
    if not made:
        return s
    kept = [v for v in s.verbs if not any(v.start < g.end and g.start < v.end for g in made)]
    phrases = [cut for p in s.phrases for cut in _without(p, made)]
    at = {i: phrase for phrase in phrases for i in range(phrase.start, phrase.end)}
    return replace(s, verbs=sorted([*kept, *made], key=lambda v: v.start), phrases=phrases, at=at, ends={})


def _without(phrase: Phrase, verbs: Sequence[VerbGroup]) -> list[Phrase]:
    """The phrase without a verb that was taken for a part of it: "the Iraqi army | retook", "retaken | Mosul"."""
    verb = next((v for v in verbs if v.start < phrase.end and phrase.start < v.end), None)
    if verb is None:
        return [phrase]
    before = replace(phrase, end=verb.start, head=verb.start - 1, after=verb.start)
    after = replace(phrase, start=verb.end, head=max(verb.end, phrase.head))
    return [part for part in (before, after) if part.start < part.end]


def is_control(verb: VerbGroup) -> bool:
    """Whether a verb group tells of taking, losing or holding."""
    return verb.lemma in _LEMMAS


def _group(s: Sentence, i: int) -> VerbGroup | None:
    known = _FORMS.get(s.low[i])
    if known is None or (s.low[i] in _NOUNS_TOO and s.tags[i] is not Tag.VERB):
        return None
    base, form = known
    start, before = _auxiliaries(s, i)
    passive = bool(before & _BE) and form in ("past", "part")
    to = bool(before & {"to"})
    if form == "part" and not before & (_BE | _HAVE) and base not in ("lose", "hold", "overrun"):
        return None
    if form in ("base", "ing") and s.tags[i - 1 if i else 0] is Tag.DET:
        return None
    end = i + 1
    if end < len(s.tokens) and s.low[end] in ("out", "back") and base in ("drive", "win"):
        end += 1
    return VerbGroup(
        start=start,
        end=end,
        head=i,
        lemma=base if base != "win" or s.low[end - 1] != "back" else "win back",
        form=form,
        finite=not to and (form in ("past", "s", "base") or bool(before & (_BE | _HAVE))),
        passive=passive,
        negated=bool(before & {"not", "n't", "never"}),
        modal=next(iter(sorted(before & _MODAL)), ""),
        hedged=bool(before & _HEDGES),
        infinitive=to,
    )


def _auxiliaries(s: Sentence, i: int) -> tuple[int, set[str]]:
    """Where the verb group that ends in token ``i`` begins, and the words before its head."""
    start, words = i, set[str]()
    while start > 0 and s.low[start - 1] in _HAVE | _BE | _MODAL | _BETWEEN | {"to"}:
        start -= 1
        words.add(s.low[start])
    return start, words
