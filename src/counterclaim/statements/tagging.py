"""Word classes of English by closed lists, endings and neighbours: enough to find clauses, no more."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.tokens import CLOSE_QUOTES, OPEN_QUOTES, Token
from counterclaim.statements.wordlists import word_list


class Tag(StrEnum):
    """Class of a word as the grammar needs it."""

    DET = "det"
    PRON = "pron"
    REL = "rel"
    PREP = "prep"
    CC = "cc"
    SUB = "sub"
    AUX = "aux"
    MODAL = "modal"
    NEG = "neg"
    ADV = "adv"
    VERB = "verb"
    NOUN = "noun"
    NAME = "name"
    NUM = "num"
    DATE = "date"
    TO = "to"
    POSS = "poss"
    COMMA = "comma"
    OPEN = "open"
    CLOSE = "close"
    QUOTE = "quote"
    END = "end"


_AUX = word_list("tagging_aux")
_FIXED = {",": Tag.COMMA, "(": Tag.OPEN, "[": Tag.OPEN, ")": Tag.CLOSE, "]": Tag.CLOSE, "'s": Tag.POSS, "'": Tag.POSS}
_NOMINAL = frozenset({Tag.NOUN, Tag.NAME, Tag.NUM, Tag.DET, Tag.POSS})
_OBJECT_START = frozenset({Tag.DET, Tag.PRON, Tag.NUM, Tag.NAME})


@lru_cache(maxsize=20_000)
def _closed(low: str, lexicon: Lexicon) -> Tag | None:
    words = lexicon.words
    for name, tag in (
        ("relatives", Tag.REL),
        ("modals", Tag.MODAL),
        ("negations", Tag.NEG),
        ("determiners", Tag.DET),
        ("pronouns", Tag.PRON),
        ("coordinators", Tag.CC),
        ("dates", Tag.DATE),
        ("prepositions", Tag.PREP),
        ("subordinators", Tag.SUB),
        ("adverbs", Tag.ADV),
    ):
        if low in words[name]:
            return Tag.TO if low == "to" else tag
    return None


def _first(token: Token, lexicon: Lexicon) -> Tag | None:
    """The class of a word as far as the word alone tells; None where its neighbours must decide."""
    low = token.low
    if low in _FIXED:
        return _FIXED[low]
    if not token.is_word and low != "n't":
        return Tag.QUOTE if token.text in OPEN_QUOTES | CLOSE_QUOTES else Tag.END
    if low in _AUX:
        return Tag.AUX
    if token.text[0].isdigit():
        return Tag.NUM if "-" not in low else Tag.NOUN
    return _closed(low, lexicon)


def tag(tokens: Sequence[Token], lexicon: Lexicon, *, upper: bool, names: frozenset[int] = frozenset()) -> list[Tag]:
    """Give each token its class. ``upper``: the text is all capitals, so that case tells nothing.

    ``names`` holds the indices that a codebook or gazetteer already knows as part of a name.
    """
    tags: list[Tag | None] = [_first(token, lexicon) for token in tokens]
    for i, token in enumerate(tokens):
        if i in names or (token.is_word and not upper and _is_name(i, tokens, tags, lexicon)):
            tags[i] = Tag.NAME
        elif tags[i] is Tag.NUM and i and tags[i - 1] is Tag.DATE:
            tags[i] = Tag.DATE
        if token.text in ("May", "MAY") and i and _dated(i, tokens, tags):
            tags[i] = Tag.DATE
    for i in range(len(tokens)):
        if tags[i] is None:
            tags[i] = _open_class(i, tokens, tags, lexicon)
    return _particles(tokens, _repair(tokens, tags))


_VIEWS = frozenset(
    {"view", "opinion", "estimation", "judgment", "judgement", "belief", "eyes", "mind", "words", "knowledge"}
)
_OWNERS = frozenset({"its", "their", "his", "her", "my", "our"})
_EMPHATIC = frozenset({"himself", "herself", "itself", "themselves"})
_SPANS = frozenset(
    {
        "night",
        "nights",
        "day",
        "days",
        "week",
        "weeks",
        "weekend",
        "month",
        "months",
        "year",
        "years",
        "morning",
        "evening",
        "afternoon",
        "hour",
        "hours",
        "spring",
        "summer",
        "autumn",
        "winter",
        "decade",
        "decades",
        "minutes",
    }
)
_ORDER = frozenset({"first", "last", "then", "only"})
_AT_ONCE = frozenset({"once", "first", "last", "least", "most"})
_EARLIER = frozenset({"before", "earlier"})
_ADVERBIAL = _VIEWS | _ORDER | _EMPHATIC | _AT_ONCE | _EARLIER | _SPANS | {"following", "one"}
"""Words that may stand as adverbs or dates, see `_adverbial`."""
_MANY = frozenset({"others", "many", "some", "few", "most", "youth", "staff", "media", "press", "public", "rest"})
_ADJECTIVES = word_list("tagging_adjectives")
_NAME_PARTICLES = word_list("tagging_name_particles")


def _particles(tokens: Sequence[Token], tags: list[Tag]) -> list[Tag]:
    """Small words inside a name: "Arnel dela Vega", "Juan de la Cruz"."""
    for i in range(1, len(tokens) - 1):
        if tokens[i].text in _NAME_PARTICLES and tags[i - 1] is Tag.NAME:
            j = i
            while j < len(tokens) - 1 and tokens[j].text in _NAME_PARTICLES:
                j += 1
            if tags[j] is Tag.NAME and tokens[j].text[0].isupper():
                tags[i] = Tag.NAME
    return tags


def _is_name(i: int, tokens: Sequence[Token], tags: Sequence[Tag | None], lexicon: Lexicon) -> bool:
    word = tokens[i].text
    inner = any(c.isupper() for c in word) and ("-" in word or any(c.isdigit() for c in word) or "'" in word)
    if not (word[0].isupper() or inner) or tags[i] in (Tag.AUX, Tag.DATE, Tag.POSS):
        return False
    low = tokens[i].low
    quoted = (
        i > 1 and tokens[i - 1].text in OPEN_QUOTES and tokens[i - 2].text not in {",", ":", "."} and word[0].isupper()
    )
    if quoted and tags[i] is None:
        return True
    if i and tokens[i - 1].text not in OPEN_QUOTES | {":", "-", "[", "(", "–", "—"}:
        return (
            tags[i] in (None, Tag.NUM)
            or (word.isupper() and len(word) > 1)
            or tags[i] not in (Tag.PRON, Tag.DET, Tag.PREP, Tag.CC, Tag.SUB, Tag.REL)
        )
    if tags[i] is not None:
        return len(word) > 1 and word.isupper() and low not in lexicon.words["determiners"]
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    plain = low in lexicon.nouns or low in lexicon.forms or low.endswith("ly") or low in lexicon.words["stop_modifiers"]
    if plain:
        return bool(following and following.text[0].isupper() and low not in lexicon.forms) or (
            word.isupper() and len(word) > 2
        )
    return low not in lexicon.words["number_words"]


def _open_class(i: int, tokens: Sequence[Token], tags: Sequence[Tag | None], lexicon: Lexicon) -> Tag:
    low = tokens[i].low
    if low in lexicon.words["number_words"]:
        return Tag.NUM
    if low.endswith("ly") and low not in (
        "family",
        "assembly",
        "only",
        "early",
        "daily",
        "ally",
        "deadly",
        "monthly",
        "weekly",
        "italy",
        "july",
    ):
        return Tag.ADV
    forms = lexicon.forms.get(low)
    if forms is None:
        return Tag.VERB if _unknown_past(i, tokens, tags) else Tag.NOUN
    kinds = {form for _, form in forms}
    return Tag.VERB if _verbal(i, tokens, tags, lexicon, kinds) else Tag.NOUN


def _dated(i: int, tokens: Sequence[Token], tags: Sequence[Tag | None]) -> bool:
    """Whether "May" is the month here."""
    following = tags[i + 1] if i + 1 < len(tags) else None
    return (
        following is Tag.NUM
        or tags[i - 1] is Tag.NUM
        or tokens[i - 1].low in ("in", "of", "since", "by", "early", "late", "mid", "last")
    )


def _unknown_past(i: int, tokens: Sequence[Token], tags: Sequence[Tag | None]) -> bool:
    """An unlisted word in -ed after a noun or an auxiliary is a verb: "locations utilized by"."""
    low = tokens[i].low
    if not low.endswith("ed") or len(low) < 5 or "-" in low or not i:
        return False
    return tags[i - 1] in (Tag.NOUN, Tag.NAME, Tag.AUX, Tag.PRON, Tag.REL, Tag.ADV)


def _verbal(i: int, tokens: Sequence[Token], tags: Sequence[Tag | None], lexicon: Lexicon, kinds: set[str]) -> bool:
    before = i - 1
    while before >= 0 and tags[before] in (Tag.ADV, Tag.NEG):
        before -= 1
    prev = tags[before] if before >= 0 else None
    prev_low = tokens[before].low if before >= 0 else ""
    after = tags[i + 1] if i + 1 < len(tokens) else Tag.END
    after_low = tokens[i + 1].low if i + 1 < len(tokens) else ""
    is_noun = tokens[i].low in lexicon.nouns
    if prev is Tag.MODAL or prev is Tag.TO:
        return not (prev is Tag.TO and ("ing" in kinds or ("s" in kinds and "base" not in kinds)))
    if kinds & {"past", "part"}:
        return (prev is Tag.CC and _charges(i, tokens, tags)) or _past(
            prev, prev_low, after, after_low, is_noun and bool(kinds & {"base"}), tokens[i].low, lexicon
        )
    if "ing" in kinds:
        if prev is Tag.AUX:
            return True
        if not is_noun:
            return prev not in (Tag.DET, Tag.POSS)
        if prev is Tag.PREP and prev_low in ("for", "by", "after") and after is None:
            return after_low not in (
                "that",
                "operations",
                "campaign",
                "raids",
                "attacks",
                "spree",
                "incidents",
                "victims",
            )
        return (
            after in (Tag.DET, Tag.NUM, Tag.NAME, Tag.PRON) and prev not in (Tag.DET, Tag.POSS) and after_low != "that"
        )
    if prev in (Tag.DET, Tag.POSS, Tag.NUM, Tag.PREP) and prev_low not in (
        "that",
        "both",
        "all",
        "some",
        "many",
        "several",
        "others",
    ):
        return False
    if prev in (Tag.PRON, Tag.REL):
        return True
    if "s" in kinds and prev is Tag.NOUN and not _plural(prev_low) and _counted(before, tokens, tags):
        return False
    if prev is Tag.AUX and prev_low in ("do", "does", "did"):
        return True
    if prev is Tag.NOUN and "s" not in kinds and not _plural(prev_low):
        return False
    if not is_noun:
        return "s" in kinds or (prev in (Tag.NOUN, Tag.NAME, Tag.CC) and after not in (Tag.PREP, Tag.END))
    if "s" in kinds or prev in (Tag.NAME, Tag.NOUN):
        return prev in (Tag.NAME, Tag.NOUN, Tag.CLOSE, Tag.COMMA, Tag.CC) and (
            after in _OBJECT_START
            or after_low in ("responsibility", "credit", "that")
            or tokens[i].low in ("blames", "plans")
        )
    return False


def _counted(i: int, tokens: Sequence[Token], tags: Sequence[Tag | None]) -> bool:
    """Whether a number counts what follows the nouns that end at ``i``: "two life sentences"."""
    while i >= 0 and (tags[i] is Tag.NOUN or (tags[i] is Tag.DET and tokens[i].low in ("other", "more"))):
        i -= 1
    return i >= 0 and tags[i] is Tag.NUM and tokens[i].low not in ("one", "1")


def _charges(i: int, tokens: Sequence[Token], tags: Sequence[Tag | None]) -> bool:
    """Whether a verb of charging has somebody and a charge behind it: "... and accused rebels of staging it"."""
    if tokens[i].low not in _CHARGES:
        return False
    behind = i + 1
    while behind < len(tokens) and tags[behind] in (Tag.NAME, None):
        behind += 1
    if behind == i + 1 or behind >= len(tokens) or tokens[behind].low != "of":
        return False
    charge = behind + 1 + (tags[behind + 1 : behind + 2] == [Tag.DET])
    return charge < len(tokens) and tags[charge] is not Tag.NAME


_CHARGES = frozenset({"accused", "suspected", "convicted"})


def _plural(word: str) -> bool:
    """Whether a noun can be the subject of a verb without -s."""
    return (
        (word.endswith("s") and not word.endswith("ss"))
        or word.endswith(("men", "people", "police", "folk"))
        or word in _MANY
    )


def _past(
    prev: Tag | None, prev_low: str, after: Tag | None, after_low: str, base_too: bool, low: str, lexicon: Lexicon
) -> bool:
    if (
        low in _ADJECTIVES
        and after in (None, Tag.NAME)
        and (
            low in ("armed", "masked", "hooded")
            or prev not in (Tag.NOUN, Tag.NAME, Tag.PRON, Tag.AUX, Tag.REL, Tag.DATE, Tag.CLOSE)
        )
    ):
        return False
    if prev is Tag.AUX:
        nominal_after = after in (Tag.NAME,) or (after is None and after_low not in lexicon.forms)
        copula = prev_low in ("is", "are", "was", "were", "be")
        return not (copula and nominal_after and low in ("suspected", "alleged", "presumed", "accused"))
    if prev in (Tag.DET, Tag.POSS, Tag.NUM, Tag.PREP) and prev_low not in (
        "that",
        "those",
        "others",
        "all",
        "some",
        "both",
    ):
        return after in (Tag.DET, Tag.PRON) and prev not in (Tag.DET, Tag.POSS)
    if prev in (None, Tag.COMMA, Tag.CC, Tag.SUB, Tag.QUOTE, Tag.END) and after in (None, Tag.NOUN, Tag.NAME):
        return low not in _ADJECTIVES
    return not (base_too and prev in (Tag.NOUN,) and after in (Tag.END, Tag.PREP) and low not in ("shot", "struck"))


def _plural_run(tokens: Sequence[Token], tags: Sequence[Tag], i: int) -> bool:
    """Whether the nouns from ``i`` on end in a plural with a verb behind it: "that" before them is no article."""
    while i + 1 < len(tags) and tags[i + 1] is Tag.NOUN:
        i += 1
    following = tags[i + 1] if i + 1 < len(tags) else Tag.END
    verbal = following in (Tag.VERB, Tag.AUX, Tag.MODAL, Tag.ADV) or (
        i + 1 < len(tags) and tokens[i + 1].low in _EMPHATIC
    )
    return verbal and _plural(tokens[i].low)


def _told_before(tags: Sequence[Tag], i: int, *, far: bool = False) -> bool:
    """Whether a verb stands before "that" at ``i`` with at most a date or, if ``far``, one told between."""
    j = i - 1
    near = (Tag.DATE, Tag.ADV, Tag.PREP, Tag.NUM, Tag.COMMA, Tag.TO, Tag.PRON)
    between: tuple[Tag, ...] = (Tag.DET, Tag.NOUN, Tag.NAME, Tag.PRON) if far else near
    while j >= 0 and i - j <= 4 and tags[j] in between:
        j -= 1
    return j >= 0 and tags[j] is Tag.VERB


def _adverbial(i: int, tokens: Sequence[Token], tags: list[Tag]) -> None:
    """Words that stand as adverbs or dates: "X himself", "at once", "years before", "last night", "in their view"."""
    low, before = tokens[i].low, tags[i - 1] if i else None
    noun_follows = i + 1 < len(tokens) and tags[i + 1] is Tag.NOUN
    if low in _VIEWS and i > 1 and tokens[i - 2].low in ("in", "to") and tokens[i - 1].low in _OWNERS:
        tags[i - 2 : i + 1] = [Tag.ADV] * 3
    elif low in _ORDER and before is Tag.DET and noun_follows:
        tags[i] = Tag.NUM
    elif low in _EMPHATIC and before in (Tag.NOUN, Tag.NAME, Tag.CLOSE):
        tags[i] = Tag.ADV
    elif low in _AT_ONCE and i and tokens[i - 1].low == "at":
        tags[i - 1] = tags[i] = Tag.ADV
    elif low == "following" and before is Tag.DET and noun_follows and tokens[i + 1].low in _SPANS:
        tags[i - 1 : i + 2] = [Tag.DATE] * 3
    elif low in _EARLIER and before is Tag.NOUN and tokens[i - 1].low in _SPANS:
        tags[i] = Tag.ADV
    elif low in _SPANS and i and tokens[i - 1].low in ("last", "next", "this") and tags[i] is Tag.NOUN:
        tags[i - 1] = tags[i] = Tag.DATE
    elif low == "one" and noun_follows:
        tags[i] = Tag.NUM


def _repair(tokens: Sequence[Token], tags: Sequence[Tag | None]) -> list[Tag]:
    fixed = [t if t is not None else Tag.NOUN for t in tags]
    for i, token in enumerate(tokens):
        if token.low == "that" and i + 1 < len(tokens):
            following = fixed[i + 1]
            previous = fixed[i - 1] if i else None
            if (
                previous is Tag.VERB
                or following in (Tag.DET, Tag.PRON, Tag.NAME)
                or tokens[i + 1].low in ("there",)
                or (
                    following in (Tag.ADV, Tag.PREP, Tag.NUM)
                    and previous in (Tag.NOUN, Tag.NAME)
                    and _told_before(fixed, i, far=True)
                )
                or (
                    following is Tag.NOUN
                    and previous is not None
                    and (_told_before(fixed, i) or _plural_run(tokens, fixed, i + 1))
                )
            ):
                fixed[i] = Tag.SUB
            elif previous in (Tag.NOUN, Tag.NAME, Tag.CLOSE) and following in (Tag.VERB, Tag.AUX, Tag.MODAL, Tag.ADV):
                fixed[i] = Tag.REL
        if token.low in _ADVERBIAL:
            _adverbial(i, tokens, fixed)
        if token.low in ("his", "her", "their", "its", "our", "my", "your"):
            fixed[i] = Tag.DET
        if token.text == "’" or token.text == "'":
            last = (
                i and fixed[i - 1] in _NOMINAL and tokens[i - 1].end == token.start and tokens[i - 1].low.endswith("s")
            )
            following = fixed[i + 1] if i + 1 < len(tokens) else Tag.END
            fixed[i] = Tag.POSS if last and following in (Tag.NOUN, Tag.NAME, Tag.NUM, Tag.ADV) else Tag.QUOTE
        if token.low == "'s" and i and fixed[i - 1] in (Tag.PRON, Tag.REL):
            fixed[i] = Tag.AUX
    return fixed
