"""What a sentence offers as proof of who did it, or says to be missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.model import Act
from counterclaim.statements.clauses import direct_object, subjects
from counterclaim.statements.frames import Finding
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.particulars import proof_words as words
from counterclaim.statements.particulars.found import Found
from counterclaim.statements.particulars.vocabulary import Hit, Term, Vocabularies
from counterclaim.statements.phrases import Sentence, VerbGroup
from counterclaim.statements.tagging import Tag


def proof(s: Sentence, findings: Sequence[Finding], vocabularies: Vocabularies, lexicon: Lexicon) -> list[Found]:
    """All that the sentence offers or misses as proof, each value once, in order of the words."""
    found = [
        *_plain(s),
        *_verification(s, findings),
        *_things(s, findings, vocabularies, lexicon),
        *_named_attacker(s),
    ]
    unique: dict[str, Found] = {}
    for one in sorted(found, key=lambda f: f.start):
        unique.setdefault(one.term.value, one)
    return list(unique.values())


def _found(value: str, start: int, end: int, probability: float) -> Found:
    return Found(Term(value), start, start, end, probability)


def _clause(s: Sentence, i: int, reach: int = 9) -> tuple[int, int]:
    """The tokens around ``i`` up to the next full stop, semicolon or "but"."""
    start = i
    while start > max(0, i - reach) and s.tokens[start - 1].text not in ";.:" and s.tokens[start - 1].low != "but":
        start -= 1
    end = i + 1
    while end < min(len(s.tokens), i + reach) and s.tokens[end].text not in ";." and s.tokens[end].low != "but":
        end += 1
    return start, end


def _plain(s: Sentence) -> Iterator[Found]:
    """The words evidence and proof themselves, offered, found or missing."""
    for i, token in enumerate(s.tokens):
        if token.low not in words.PROOF or s.tags[i] in (Tag.VERB, Tag.AUX):
            continue
        start, end = _clause(s, i)
        before = s.lows(start, i)
        phrase = s.at.get(i)
        first = phrase.start if phrase is not None else i
        verbs = [v for v in s.verbs if start <= v.head < end]
        offered = any(v.lemma in words.OFFER for v in verbs if v.head < i or v.passive)
        against = words.AGAINST & set(s.lows(max(start, i - 6), i))
        stated = any(v.lemma == "be" and v.negated and v.head < i for v in verbs) and "there" not in before
        negative = bool(against) and not (stated and against <= {"not", "n't"})
        negative = negative or any(
            v.negated and v.lemma in words.OFFER | {"find", "exist", "emerge"} for v in verbs if i < v.head <= i + 5
        )
        if negative:
            without = "without" in before[-6:] or "failed" in before or "refused" in before
            value = "none offered" if offered or without else "none found"
            yield _found(value, max(start, first - 1), i + 1, 0.8)
        elif not words.OPEN & set(before) and not words.OPEN & set(s.lows(i, i + 3)):
            told = any(v.lemma in words.TELL and i < v.head <= i + 5 for v in verbs) or offered
            there = s.lows(i + 1, i + 2) in (["that"], ["of"], ["linking"], ["against"]) or "according" in before[-3:]
            have = any(v.lemma in ("have", "be", "find", "see", "exist", "obtain") and v.head < i for v in verbs)
            if told or (there and have):
                yield _found("evidence", first, i + 1, 0.65)


def _verification(s: Sentence, findings: Sequence[Finding]) -> Iterator[Found]:
    """Claims and pictures that nobody, or somebody, could check."""
    for i, token in enumerate(s.tokens):
        if token.low not in _CHECKING:
            continue
        around = set(s.lows(max(0, i - 7), i + 3))
        subject = bool(findings) or bool(words.CHECKED & set(s.lows(max(0, i - 12), i + 10)))
        confirmed = token.low in ("confirmed", "confirm", "confirmation") and "independently" in around
        if token.low in words.UNVERIFIED and subject:
            yield _found("unverified", i, i + 1, 0.75)
        elif (token.low in words.VERIFY or confirmed) and subject:
            yield _found("unverified" if around & words.DOUBTED else "verified", i, i + 1, 0.75)
        elif token.low == "authenticity" and subject:
            doubted = set(s.lows(max(0, i - 10), i + 10)) & (
                words.DOUBTED | {"questioned", "doubted", "doubt", "doubts"}
            )
            if doubted:
                yield _found("unverified", i, i + 1, 0.75)


def _things(s: Sentence, findings: Sequence[Finding], vocabularies: Vocabularies, lexicon: Lexicon) -> Iterator[Found]:
    claims = [f for f in findings if f.act is Act.CLAIMS]
    about = [f for f in findings if f.act in words.RESPONSIBLE]
    for hit in vocabularies.proof.find(s):
        phrase = s.at.get(hit.end - 1)
        verb = s.tags[hit.end - 1] in (Tag.VERB, Tag.AUX)
        if hit.term.kind != "test" and (verb or phrase is None or hit.end - 1 > phrase.head):
            continue
        rule = {"item": _item, "medium": _medium, "test": _test, "witness": _witness}[hit.term.kind]
        if rule(s, hit, claims, about, lexicon):
            yield _found(hit.term.value, hit.start, hit.end, 0.7)


def _governed(s: Sentence, hit: Hit, lemmas: frozenset[str], lexicon: Lexicon, *, subject: bool) -> bool:
    """Whether the phrase of ``hit`` is object (or passive subject) of a verb of ``lemmas``, or subject where asked."""
    phrase = s.at.get(hit.end - 1)
    for k, verb in enumerate(s.verbs):
        if (
            verb.lemma not in lemmas
            or verb.negated
            or abs(verb.head - hit.start) > 14
            or verb.modal in ("would", "will")
        ):
            continue
        if (verb.passive or subject) and phrase in subjects(s, k, lexicon):
            return True
        if not subject and not verb.passive and _object_of(s, verb, hit):
            return True
        reduced = verb.start == verb.head and verb.form in ("past", "part") and phrase is not None
        if not subject and reduced and phrase is not None and phrase.after == verb.start:
            return True
    return False


def _object_of(s: Sentence, verb: VerbGroup, hit: Hit) -> bool:
    target = direct_object(s, verb)
    return target is not None and target.start <= hit.start and hit.end - 1 <= target.head


def _item(s: Sentence, hit: Hit, claims: Sequence[Finding], about: Sequence[Finding], lexicon: Lexicon) -> bool:
    if (
        s.tokens[hit.end - 1].low
        in ("call", "file", "files", "log", "still", "stills", "film", "clip", "images", "image")
        and not about
    ):
        return False
    return (
        _governed(s, hit, words.RELEASE, lexicon, subject=False)
        or _governed(s, hit, words.TELL, lexicon, subject=True)
        or (bool(claims) and _carries(s, hit))
        or _basis(s, hit)
        or any(w in ("attached", "attaching") for w in s.lows(hit.start - 3, hit.start))
    )


def _basis(s: Sentence, hit: Hit) -> bool:
    """Such as "citing captured documents", "on the basis of a recording"."""
    phrase = s.at.get(hit.start)
    start = phrase.start if phrase is not None else hit.start
    return any(w in ("citing", "basis", "based", "seized", "cited") for w in s.lows(start - 5, hit.start))


def _carries(s: Sentence, hit: Hit) -> bool:
    """Whether the phrase of ``hit`` is a medium in which something is said: "in a letter", "a caller said"."""
    phrase = s.at.get(hit.start)
    if phrase is None:
        return False
    before = s.lows(phrase.start - 1, phrase.start)
    behind = s.tags[phrase.after] if phrase.after < len(s.tags) else Tag.END
    subject = behind in (Tag.VERB, Tag.AUX, Tag.PREP, Tag.COMMA) and not before
    return before in (["in"], ["by"], ["through"], ["via"], ["with"], ["from"]) or subject or behind is Tag.VERB


def _medium(s: Sentence, hit: Hit, claims: Sequence[Finding], _about: Sequence[Finding], lexicon: Lexicon) -> bool:
    if hit.term.value == "leaflet" and any(w in words.FOUND for w in s.lows(hit.start - 8, hit.end + 10)):
        return True
    if not claims:
        return False
    if hit.term.value == "statement" and s.tags[hit.start] is Tag.VERB:
        return False
    return _carries(s, hit) or _governed(s, hit, words.RELEASE, lexicon, subject=False) or hit.start <= 2


def _test(s: Sentence, hit: Hit, _claims: Sequence[Finding], about: Sequence[Finding], lexicon: Lexicon) -> bool:
    if words.PURPOSE & set(s.lows(0, len(s.tokens))) and not about:
        return False
    linked = any(w in words.TELLING for w in s.lows(hit.start - 8, hit.end + 10))
    return linked or (bool(about) and _basis(s, hit)) or _governed(s, hit, words.RELEASE, lexicon, subject=False)


def _witness(s: Sentence, hit: Hit, _claims: Sequence[Finding], about: Sequence[Finding], lexicon: Lexicon) -> bool:
    for k, verb in enumerate(s.verbs):
        spoken = verb.lemma in words.SEEN or (bool(about) and lexicon.verb_is(verb.lemma, "say"))
        if spoken and 0 <= verb.head - hit.end < 12 and s.at.get(hit.start) in subjects(s, k, lexicon):
            return bool(about) or bool(words.CULPRITS & set(s.lows(verb.end, verb.end + 10)))
    return False


def _named_attacker(s: Sentence) -> Iterator[Found]:
    """Such as "named the attacker as X": who is named stays out of the value."""
    for verb in s.verbs:
        witnesses = any("witness" in w for w in s.lows(verb.start - 4, verb.start))
        if witnesses or verb.lemma not in ("name", "identify") or verb.passive or verb.negated or not verb.finite:
            continue
        target = direct_object(s, verb)
        if target is not None and s.tokens[target.head].low in _NAMED:
            yield _found("named attacker", verb.start, target.head + 1, 0.65)


_CHECKING = words.UNVERIFIED | words.VERIFY | {"confirmed", "confirm", "confirmation", "authenticity"}
_NAMED = frozenset({"attacker", "attackers", "bomber", "bombers", "gunman", "gunmen", "perpetrator", "perpetrators",
                    "assailant", "assailants", "killer", "killers", "driver", "fighter", "fighters"})  # fmt: skip
