"""Noun phrases and verb groups of one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.statements.actorbook import KnownActor
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.tagging import Tag
from counterclaim.statements.tokens import CLOSE_QUOTES, OPEN_QUOTES, Token

_INSIDE = frozenset({Tag.DET, Tag.NUM, Tag.NOUN, Tag.NAME, Tag.POSS})
_ALIAS_TOKENS = 8


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens ``start`` to ``end`` (exclusive), its last noun at ``head``.

    ``alias`` is a second name in brackets straight after it, ``after`` the first token behind phrase and brackets.
    """

    start: int
    end: int
    head: int
    after: int
    kind: str = "np"
    """np, pron or rel."""
    alias: str = ""


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Auxiliaries, adverbs and a main verb: tokens ``start`` to ``end`` (exclusive), main verb at ``head``."""

    start: int
    end: int
    head: int
    lemma: str
    """Base form, with its particle: "carry out"; "be" where a form of be stands alone."""
    form: str
    """past, part, s, base or ing, as the main verb stands."""
    finite: bool
    passive: bool
    negated: bool
    modal: str
    hedged: bool
    infinitive: bool


@dataclass(slots=True)
class Sentence:
    """A sentence, analysed: all indices count its tokens."""

    number: int
    start: int
    end: int
    paragraph: int
    kind: str
    tokens: list[Token]
    tags: list[Tag]
    phrases: list[Phrase] = field(default_factory=list)
    verbs: list[VerbGroup] = field(default_factory=list)
    at: dict[int, Phrase] = field(default_factory=dict)
    """Phrase by each token that it covers."""
    upper: bool = False
    known: Mapping[int, tuple[int, KnownActor]] = field(default_factory=dict)
    """Codebook names by their first token."""
    ends: dict[int, int] = field(default_factory=dict)
    """Ends of clauses by the token after their verb, as they are worked out."""
    low: list[str] = field(init=False)
    """The tokens' words in lower case."""

    def __post_init__(self) -> None:
        self.low = [t.low for t in self.tokens]

    def text(self, start: int, end: int) -> str:
        """The words of tokens ``start`` to ``end``, joined by single spaces as they were spaced."""
        parts: list[str] = []
        for i in range(start, min(end, len(self.tokens))):
            if parts and self.tokens[i].start > self.tokens[i - 1].end:
                parts.append(" ")
            parts.append(self.tokens[i].text)
        return "".join(parts)

    def lows(self, start: int, end: int) -> list[str]:
        """Lower-case words of tokens ``start`` to ``end``."""
        return self.low[max(0, start) : end]


def find_phrases(
    tokens: Sequence[Token], tags: Sequence[Tag], lexicon: Lexicon, known: Mapping[int, int]
) -> list[Phrase]:
    """Cut the noun phrases; ``known`` maps the first token of a codebook's name to the token after its last."""
    phrases: list[Phrase] = []
    i, count = 0, len(tokens)
    while i < count:
        if tags[i] in (Tag.PRON, Tag.REL):
            phrases.append(Phrase(i, i + 1, i, i + 1, "rel" if tags[i] is Tag.REL else "pron"))
            i += 1
            continue
        if tags[i] not in _INSIDE or tags[i] is Tag.POSS:
            i += 1
            continue
        end = _run_end(i, tokens, tags, lexicon, known)
        head = _head(i, end, tags)
        alias, after = _bracketed(end, tokens, tags)
        phrases.append(Phrase(i, end, head, after, "np", alias))
        i = end
    return phrases


def _run_end(i: int, tokens: Sequence[Token], tags: Sequence[Tag], lexicon: Lexicon, known: Mapping[int, int]) -> int:
    start, count = i, len(tokens)
    while i < count:
        if i in known:
            i = known[i]
            continue
        if (
            (tags[i] in _INSIDE and not (tags[i] is Tag.DET and i > start and not _determined(i, tokens, tags)))
            or (i > start and _quoted_name(i, tokens, tags))
            or (tags[i] is Tag.DATE and i > start + 1 and _quoted_date(start, i, tags))
            or (i > start and tokens[i].text == "-" and i + 1 < count and tags[i + 1] in (Tag.NAME, Tag.NOUN))
        ):
            i += 1
        elif i > start and _named_by_date(i, tokens, tags, lexicon):
            i += 3
        elif i > start and _name_goes_on(start, i, tokens, tags, lexicon):
            i += 2 if tags[i + 1] is not Tag.DET else 3
        else:
            break
    while i > start + 1 and tags[i - 1] in (Tag.POSS, Tag.QUOTE) and not _closes(start, i, tokens):
        i -= 1
    return i


def _determined(i: int, tokens: Sequence[Token], tags: Sequence[Tag]) -> bool:
    """Whether a determiner within a phrase goes with what stands before it: "all the", "three other"."""
    return tags[i - 1] in (Tag.DET, Tag.POSS) or (tags[i - 1] is Tag.NUM and tokens[i].low in ("other", "more", "such"))


def _closes(start: int, i: int, tokens: Sequence[Token]) -> bool:
    return tokens[i - 1].text in CLOSE_QUOTES and any(t.text in OPEN_QUOTES for t in tokens[start : i - 1])


def _named_by_date(i: int, tokens: Sequence[Token], tags: Sequence[Tag], lexicon: Lexicon) -> bool:
    """Whether "of" at ``i`` leads to a date that names the body before it: the "Movement of 9 May"."""
    if tokens[i].low != "of" or i + 2 >= len(tokens) or tags[i - 1] is not Tag.NAME:
        return False
    body = lexicon.noun_is(tokens[i - 1].low, "organisation_heads")
    return (
        body
        and {tags[i + 1], tags[i + 2]} <= {Tag.NUM, Tag.DATE}
        and tags[i + 2] is Tag.DATE
        and tokens[i + 2].text.isalpha()
    )


def _quoted_date(start: int, i: int, tags: Sequence[Tag]) -> bool:
    """Whether the date at ``i`` stands within the quotes of a name: the "Commando 15 July"."""
    opened = [j for j in range(start, i) if tags[j] is Tag.QUOTE]
    return (
        len(opened) == 1
        and tags[opened[0] + 1] is Tag.NAME
        and any(tags[j] is Tag.QUOTE for j in range(i + 1, min(i + 4, len(tags))))
    )


def _quoted_name(i: int, tokens: Sequence[Token], tags: Sequence[Tag]) -> bool:
    """Whether the mark at ``i`` opens or closes quotes round a short name within a phrase."""
    if tags[i] is not Tag.QUOTE:
        return False
    if tokens[i].text in OPEN_QUOTES and i + 1 < len(tokens) and tags[i + 1] in (Tag.NAME, Tag.NOUN):
        for j in range(i + 1, min(i + 9, len(tokens))):
            if tokens[j].text in CLOSE_QUOTES:
                return any(tags[k] is Tag.NAME for k in range(i + 1, j)) and tags[i - 1] is not Tag.VERB
            if tags[j] not in _INSIDE and tags[j] not in (Tag.PREP, Tag.DATE):
                return False
    back = range(i - 1, max(i - 10, -1), -1)
    return tags[i - 1] is Tag.NAME and any(tokens[j].text in OPEN_QUOTES for j in back)


def _name_goes_on(start: int, i: int, tokens: Sequence[Token], tags: Sequence[Tag], lexicon: Lexicon) -> bool:
    """Whether "of", "for" or "and" at ``i`` stands inside the name of an organisation."""
    low = tokens[i].low
    j = i + 1
    if low not in ("of", "for", "and", "&") or j >= len(tokens) or tags[i - 1] not in (Tag.NAME, Tag.NOUN):
        return False
    if tags[j] is Tag.DET and tokens[j].low in ("the", "a"):
        j += 1
    if j >= len(tokens) or tags[j] is not Tag.NAME:
        return False
    if low in ("of", "for") and lexicon.noun_is(tokens[i - 1].low, "office"):
        return True
    if tags[i - 1] is not Tag.NAME:
        return False
    heads = [k for k in range(start, i) if tags[k] is Tag.NAME and lexicon.noun_is(tokens[k].low, "organisation_heads")]
    if not heads:
        return False
    if low in ("of", "for"):
        return True
    chained = any(tokens[k].low in ("of", "for") for k in range(heads[0], i))
    return chained and (low == "&" or tokens[heads[0]].low in ("state", "organisation", "organization"))


def _head(start: int, end: int, tags: Sequence[Tag]) -> int:
    for i in range(end - 1, start - 1, -1):
        if tags[i] in (Tag.NOUN, Tag.NAME):
            return i
    return end - 1


def _bracketed(end: int, tokens: Sequence[Token], tags: Sequence[Tag]) -> tuple[str, int]:
    if end >= len(tokens) or tags[end] is not Tag.OPEN:
        return "", end
    for j in range(end + 1, min(end + 2 + _ALIAS_TOKENS, len(tokens))):
        if tags[j] is Tag.CLOSE:
            inside = range(end + 1, j)
            if (
                inside
                and (tags[end + 1] is Tag.NAME or tokens[end + 1].text.isupper())
                and all(tags[k] in _INSIDE or tags[k] is Tag.PREP for k in inside)
            ):
                first, last = tokens[end + 1], tokens[j - 1]
                words = [t.text for t in tokens[end + 1 : j]]
                return " ".join(words) if first is not last else first.text, j + 1
            return "", j + 1
    return "", end


def find_verbs(tokens: Sequence[Token], tags: Sequence[Tag], lexicon: Lexicon) -> list[VerbGroup]:
    """Cut the verb groups."""
    groups: list[VerbGroup] = []
    i, count = 0, len(tokens)
    parts = (Tag.AUX, Tag.MODAL, Tag.NEG, Tag.ADV, Tag.TO, Tag.VERB)
    while i < count:
        if tags[i] not in (Tag.AUX, Tag.MODAL, Tag.VERB, Tag.TO) and not (
            tags[i] in (Tag.ADV, Tag.NEG) and i + 1 < count and tags[i + 1] in (Tag.VERB, Tag.AUX)
        ):
            i += 1
            continue
        j = i
        while (
            j < count
            and (tags[j] in parts or (j > i and _quoted_adverb(j, tags)))
            and not (tags[j] is Tag.TO and j > i)
        ):
            j += 1
            if tags[j - 1] is Tag.VERB:
                break
        group = _group(i, j, tokens, tags, lexicon)
        if group is None:
            i += 1
            continue
        groups.append(group)
        i = max(group.end, i + 1)
    return groups


def _quoted_adverb(j: int, tags: Sequence[Tag]) -> bool:
    """A mark round an adverb within a verb group: had "unintentionally" shot."""
    following = tags[j + 1] if j + 1 < len(tags) else Tag.END
    return tags[j] is Tag.QUOTE and (
        following is Tag.ADV or (tags[j - 1] in (Tag.ADV, Tag.AUX, Tag.MODAL) and following is Tag.VERB)
    )


def _group(i: int, j: int, tokens: Sequence[Token], tags: Sequence[Tag], lexicon: Lexicon) -> VerbGroup | None:
    heads = [k for k in range(i, j) if tags[k] is Tag.VERB] or [k for k in range(i, j) if tags[k] is Tag.AUX]
    if not heads:
        return None
    head = heads[-1]
    end = head + 1
    low = tokens[head].low
    before = [tokens[k].low for k in range(i, head)]
    be = any(w in ("is", "are", "was", "were", "be", "been", "being", "'s", "'re", "am") for w in before)
    have = any(w in ("has", "have", "had", "having", "'ve") for w in before)
    modal = next((w for w in before if w in lexicon.words["modals"]), "")
    infinitive = any(tags[k] is Tag.TO for k in range(i, head))
    if tags[head] is Tag.AUX:
        lemma = {"has": "have", "have": "have", "had": "have", "having": "have"}.get(
            low, "do" if low in ("do", "does", "did") else "be"
        )
        form, passive = ("ing" if low in ("being", "having") else "part" if low == "been" else "past"), False
    else:
        lemma, form = _reading(low, lexicon, be=be or have, bare=not before)
        if be and form == "past" and low.endswith("ed"):
            form = "part"
        passive = be and form == "part"
    if lemma in lexicon.particles:
        for length in (2, 1):
            particle = " ".join(token.low for token in tokens[end : end + length])
            if particle in lexicon.particles[lemma]:
                lemma, end = f"{lemma} {particle}", end + length
                break
    hedged = modal in ("may", "might", "could") or any(w in lexicon.words["hedges"] for w in before)
    negated = any(tags[k] is Tag.NEG for k in range(i, head)) or (
        tags[head] is Tag.AUX and end < len(tokens) and tags[end] is Tag.NEG
    )
    if before[:1] in (["having"], ["being"]) or (before[:1] == ["not"] and before[1:2] in (["having"], ["being"])):
        form, be, have = "ing", False, False
    nonfinite_ing = form == "ing" and not be
    finite = not infinitive and not nonfinite_ing and not (form == "part" and not be and not have and form != "past")
    return VerbGroup(i, end, head, lemma, form, finite, passive, negated, modal, hedged, infinitive)


def _reading(low: str, lexicon: Lexicon, *, be: bool, bare: bool) -> tuple[str, str]:
    pairs = lexicon.forms.get(low)
    if not pairs:
        return low, "past" if low.endswith("ed") else "base"
    wanted = (
        ("part", "ing")
        if be
        else ("past", "s", "base", "ing", "part")
        if bare
        else ("base", "past", "part", "ing", "s")
    )
    for form in wanted:
        for base, found in pairs:
            if found == form:
                return base, form
    return pairs[0]
