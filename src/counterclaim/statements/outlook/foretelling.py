"""Forecasts in a sentence: "X is likely to", "it is likely that", "X will probably", "X expects Y to"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.codebooks.estimation import estimative_words
from counterclaim.statements.clauses import phrase_ending, skip_back, subjects
from counterclaim.statements.frames import Context
from counterclaim.statements.outlook.found import Foretold
from counterclaim.statements.phrases import Phrase, Sentence
from counterclaim.statements.reporting import HIDDEN
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import Who
from counterclaim.statements.wordlists import word_list

_BE = r"(?:is|are|am|'s|'re|remains?|seems?|looks?|appears?|was|were|be)"
_DEGREE = r"(?:(?:not|very|highly|most|more|increasingly|also|still|now|therefore|thus|only|even|all the more) )*"
_ADJECTIVE = r"(?:likely|unlikely|probable|improbable|expected|bound|almost certain|nearly certain|virtually certain)"
_ADVERB = (
    r"(?:(?:very |most )?(?:probably|likely)|almost certainly|virtually certainly|in all (?:likelihood|probability))"
)
_TO_COME = re.compile(rf"\b(?P<be>{_BE}) (?P<words>{_DEGREE}{_ADJECTIVE}) to (?!have\b)(?P<rest>(?:not )?\w+)", re.I)
_IT_IS = re.compile(
    rf"\bit (?:{_BE} )?(?P<words>{_DEGREE}(?:likely|unlikely|probable|improbable|(?:almost|nearly|virtually) certain))"
    r"(?: that|,)? (?P<rest>.+)",
    re.I,
)
_WILL = re.compile(rf"\b(?:will|'ll|shall) (?P<words>{_ADVERB}) (?P<rest>(?:not )?\w+)", re.I)
_WILL_BEFORE = re.compile(rf"\b(?P<words>{_ADVERB}) (?:will|'ll|shall) (?P<rest>(?:not )?\w+)", re.I)
_ODDS = re.compile(
    r"\b(?P<words>\d{1,2} ?(?:%|per ?cent)|(?:roughly )?even) (?:chance|odds|probability|likelihood) that (?P<rest>.+)",
    re.I,
)
_ASSESSED = re.compile(r"\bassess(?:es|ed)?(?: with (?:low|moderate|high) confidence)? that (?P<rest>.+)", re.I)
_EXPECTS = re.compile(
    r"\b(?:do(?:es)?(?: not|n't) )?(?P<verb>expects?) (?P<rest>(?:that )?(?!to (?:be )?(?:paid|heard)\b).+)", re.I
)
_FUTURE = re.compile(r"\b(?:will|'ll|shall|won't|going to|would)\b", re.I)
_PAST = re.compile(r"\b(?:was|were|had|did|has been|have been|has|have)\b", re.I)
_SCHEDULED = word_list("outlook_scheduled")
"""What appointments are made of: "is expected to arrive on Monday" foretells as a timetable does."""
_CLOSE = frozenset({".", "!", "?", ";", "\u201d", '"', "\u00bb"})


def foretold(c: Context) -> Iterator[Foretold]:
    """The forecasts of one sentence, one for each stretch of words, in order."""
    taken: list[tuple[int, int]] = []
    for found in sorted(_all(c), key=lambda f: (-f.probability, f.start)):
        if not any(found.start < end and start < found.end for start, end in taken):
            taken.append((found.start, found.end))
            yield found


def may_foretell(s: Sentence) -> bool:
    """Whether the sentence has words in which forecasts are made."""
    text = _text(s)
    return any(pattern.search(text) for pattern in (_TO_COME, _WILL, _WILL_BEFORE, _IT_IS, _ODDS, _ASSESSED, _EXPECTS))


def _text(s: Sentence) -> str:
    return s.text(0, len(s.tokens)).replace("\u2019", "'")


def _all(c: Context) -> Iterator[Foretold]:
    text = _text(c.s)
    for pattern, probability in ((_TO_COME, 0.85), (_WILL, 0.85), (_WILL_BEFORE, 0.8)):
        for match in pattern.finditer(text):
            yield from _of_subject(c, match, probability)
    for pattern in (_IT_IS, _ODDS):
        for match in pattern.finditer(text):
            yield from _of_clause(c, match, 0.85)
    for match in _ASSESSED.finditer(text):
        if not _estimated(match["rest"]):
            yield from _of_clause(c, match, 0.75)
    for match in _EXPECTS.finditer(text):
        yield from _expected(c, match)


def _token_at(s: Sentence, position: int) -> int:
    """The token that begins at, or next after, a position of the sentence's joined words."""
    at = 0
    for i, token in enumerate(s.tokens):
        if i and s.tokens[i].start > s.tokens[i - 1].end:
            at += 1
        if at >= position:
            return i
        at += len(token.text)
    return len(s.tokens)


def _end(s: Sentence, start: int) -> int:
    """The token after the clause that ``start`` begins: to the stop, quotation mark or semicolon."""
    end = start
    while end < len(s.tokens) and s.tokens[end].text not in _CLOSE:
        end += 1
    return end


def _plain(words: str) -> str:
    """Words of estimation as the scale knows them, adverbs that only colour left out; empty where it knows none."""
    kept = " ".join(words.casefold().split())
    kept = re.sub(r"\b(?:also|still|now|therefore|thus|only|even|increasingly|all the more)\b ?", "", kept).strip()
    kept = re.sub(r"^most (likely|probable)$", r"most \1", kept)
    known = estimative_words()
    if kept in known or re.fullmatch(r"\d{1,2} ?(?:%|per ?cent)", kept):
        return kept
    last = kept.split(" ")[-1]
    return last if last in known else ""


def _of_subject(c: Context, match: re.Match[str], probability: float) -> Iterator[Foretold]:
    """Such as "X is likely to do": what X is said to do."""
    s = c.s
    words = _plain(match["words"])
    verb = match["rest"].split()[-1].casefold()
    scheduled = "expected" in words and verb in _SCHEDULED
    if not words or scheduled or (match.groupdict().get("be") or "").casefold() in ("was", "were"):
        return
    at = _token_at(s, match.start())
    subject = _subject_before(c, at)
    if subject is None or s.tokens[subject.start].low == "it":
        return
    rest = _token_at(s, match.start("rest"))
    end = _end(s, rest)
    yield _made(c, f"{_name(s, subject)} will {s.text(rest, end)}", words, subject.start, end, at, probability)


def _subject_before(c: Context, at: int) -> Phrase | None:
    """The subject of the verb group that begins at or about a token."""
    s = c.s
    for k, verb in enumerate(s.verbs):
        if verb.start <= at + 1 and verb.end >= at:
            found = subjects(s, k, c.lexicon)
            if found:
                return found[0]
    i = skip_back(s, at - 1)
    return phrase_ending(s, i) if i >= 0 else None


def _name(s: Sentence, subject: Phrase) -> str:
    """The subject with what belongs to it up to its verb: "these types of efforts"."""
    end = subject.after
    while end < len(s.tokens) and s.tags[end] is Tag.PREP and s.at.get(end + 1) is not None:
        end = s.at[end + 1].after
    return s.text(subject.start, end)


def _of_clause(c: Context, match: re.Match[str], probability: float) -> Iterator[Foretold]:
    """Such as "It is likely that X will do", "a 70 % chance that X does": what the clause says is to come."""
    s = c.s
    given = match.groupdict().get("words")
    words = _plain(given) if given else "assess"
    rest = _token_at(s, match.start("rest"))
    end = _end(s, rest)
    clause = s.text(rest, end)
    future = _FUTURE.search(clause.replace("\u2019", "'"))
    if not words or future is None or ((p := _PAST.search(clause)) is not None and p.start() < future.start()):
        return
    at = _token_at(s, match.start())
    yield _made(c, clause, "" if words == "assess" else words, 0, end, at, probability)


def _expected(c: Context, match: re.Match[str]) -> Iterator[Foretold]:
    """Such as "X expects Y to do", "X expects that Y will do", "X expects further attacks", and their negations."""
    s = c.s
    rest = _token_at(s, match.start("rest"))
    at = _token_at(s, match.start("verb"))
    subject = _subject_before(c, at)
    if subject is None:
        return
    end = _end(s, rest)
    clause = s.text(rest, end).removeprefix("that ")
    to = re.match(r"(?P<who>(?:(?!\bto\b).)+?) (?P<not>not )?to (?P<verb>(?!have\b)\w+)(?P<more>.*)", clause)
    if to is not None:
        if to["verb"].casefold() in _SCHEDULED:
            return
        value = f"{to['who']} will {to['not'] or ''}{to['verb']}{to['more']}"
    elif _FUTURE.search(clause):
        value = clause
    elif re.match(
        r"(?:further|more|new|another|additional|other|renewed|fresh|a (?:new|further|rise|wave|surge))\b", clause
    ):
        value = f"{clause} will come"
    else:
        return
    negated = bool(re.match(r"do(?:es)?(?: not|n't) ", match[0], re.I))
    yield _made(
        c, value, "not expected" if negated else "expected", subject.start, end, rest, 0.75, speaker=c.actor(subject)
    )


def _estimated(clause: str) -> bool:
    """Whether the clause has words of estimation of its own, which then are what foretells."""
    return bool(re.search(rf"\b(?:{_ADJECTIVE}|{_ADVERB})\b", clause, re.I))


def _made(
    c: Context,
    value: str,
    words: str,
    start: int,
    end: int,
    at: int,
    probability: float,
    speaker: Who | None = None,
) -> Foretold:
    told = c.voice(at)[0] if speaker is None else speaker if speaker.name else HIDDEN
    return Foretold(
        value=" ".join(value.split()), words=words, speaker=told, start=start, end=end, probability=probability
    )
