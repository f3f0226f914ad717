"""Where a headline stands towards a claim: whether it affirms it, denies it, or merely relays it.

By frames of English and the coder's own word lists, without training: a headline denies by a verb or noun of denial, by
calling what is told false, or by negating it where the claim does not; it affirms by a word of proof, or by telling it
as a fact; it relays by a report, a hedge, a question, or quotation marks that keep the words at a distance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from counterclaim.statements.lexicon import Lexicon, load_lexicon
from counterclaim.statements.tokens import Token, tokenise
from counterclaim.statements.wordlists import word_list


class Stance(StrEnum):
    """Towards a claim, in the codebook's sense of saying it, saying that it is not so, and passing it on."""

    AFFIRMS = "affirms"
    DENIES = "denies"
    RELAYS = "relays"


@dataclass(frozen=True, slots=True)
class StanceReading:
    """A stance with the words that show it; ``words`` is empty where nothing but the plain assertion does."""

    stance: Stance
    words: str = ""


_FALSE = (word_list("branding_false") | word_list("branding_wrong") | word_list("stance_false")) - {
    "empty", "propaganda", "provocation", "slander", "invention", "mistake", "error", "premature", "calumny", "smear",
    "libel",
}  # fmt: skip
"""Words that call what is told untrue; those that only blame its teller are left out."""
_DENYING = word_list("stance_denying")
_PROVING = word_list("stance_proving")
_HEARSAY_NOUNS = word_list("stance_hearsay_nouns")
_TELLING = word_list("stance_telling")
_POSSIBLE = word_list("stance_possible")
_OPENING = word_list("stance_opening_questions")
_NEGATIONS = frozenset({"not", "never", "n't", "no", "nobody", "none", "nothing", "neither", "nor", "without"})
_CANNOT = frozenset({"cannot", "ca", "wo", "unlikely", "impossible"})
_EVIDENCE = frozenset({"evidence", "proof", "sign", "signs", "truth", "trace", "indication", "confirmation"})
_PLAIN = frozenset({"longer", "one", "more", "doubt", "matter", "time", "wonder", "question"})
"""Behind "no": nothing that is told is negated by it ("no longer", "no doubt")."""
_QUOTED = re.compile(r"(?<!\w)[‘'“\"](?P<inside>[^‘’'“”\"]{3,60})[’'”\"](?!\w)")
_REPORT_COLON = re.compile(
    r"^(?P<lead>[^:]{2,40}):|[-–—:]\s*(?P<tail>(?:report|reports|claim|claims|source|sources|study|police|official|officials|"
    r"witness|witnesses|paper|media)s?)\s*$",
    re.IGNORECASE,
)


def stance(claim: str, headline: str) -> StanceReading:
    """Where ``headline`` stands towards ``claim``, both in English; the claim is taken to be what it is about."""
    words = tokenise(headline, 0, len(headline))
    lexicon = load_lexicon()
    denial = _denial(words, lexicon, negative=_negated(tokenise(claim, 0, len(claim))))
    relayed = _relayed(headline, words, lexicon)
    if denial and not headline.rstrip().endswith("?"):
        return StanceReading(Stance.DENIES, denial)
    if relayed:
        return StanceReading(Stance.RELAYS, relayed)
    if denial:
        return StanceReading(Stance.DENIES, denial)
    proof = next((t.text for t in words if t.low in _PROVING), "")
    return StanceReading(Stance.AFFIRMS, proof)


def _negated(words: list[Token]) -> bool:
    """Whether a sentence says that something is not so."""
    for i, token in enumerate(words):
        following = words[i + 1].low if i + 1 < len(words) else ""
        if token.low in _NEGATIONS | _CANNOT and not (token.low == "no" and following in _PLAIN):
            return True
    return False


def _denial(words: list[Token], lexicon: Lexicon, *, negative: bool) -> str:
    """The word that denies; a claim that is itself negative is affirmed by "not", and denied by no "not"."""
    for i, token in enumerate(words):
        before = {t.low for t in words[max(0, i - 3) : i]}
        if token.low in _FALSE or token.low in _DENYING or _verb_of(token, lexicon, "deny"):
            if before & _NEGATIONS:
                return ""  # "is no hoax", "did not deny"
            return token.text
        if token.low == "no" and i + 1 < len(words) and words[i + 1].low in _EVIDENCE:
            return f"{token.text} {words[i + 1].text}"
    if words and words[0].low == "no" and len(words) > 1 and words[1].text == ",":
        return words[0].text
    told = next((t for i, t in enumerate(words) if _negated(words[i : i + 2]) and t.low in _NEGATIONS | _CANNOT), None)
    return told.text if told is not None and not negative else ""


def _relayed(headline: str, words: list[Token], lexicon: Lexicon) -> str:
    """The word or mark that keeps a headline from saying it itself."""
    if headline.rstrip().endswith("?") or (words and words[0].low in _OPENING):
        return "?"
    hedge = next((t.text for t in words if t.low in lexicon.words["hedges"] or t.low in lexicon.words["hearsay"]), "")
    if hedge:
        return hedge
    if any(t.low in _PROVING for t in words):
        return ""
    for i, token in enumerate(words):
        if token.low in ("may", "might", "could") and i and token.text[:1].islower() | (token.low != "may"):
            return token.text
        if token.low in _POSSIBLE or token.low in _HEARSAY_NOUNS:
            return token.text
        spoken = token.low in _TELLING or any(_verb_of(token, lexicon, kind) for kind in ("believe", "doubt", "accuse"))
        if spoken and i:
            return token.text
    kept = _REPORT_COLON.search(headline)
    if kept and (kept["tail"] or any(t.low in _HEARSAY_NOUNS | _TELLING for t in tokenise(kept["lead"], 0, 40))):
        return kept[0]
    quoted = _QUOTED.search(headline)
    return quoted[0] if quoted else ""


def _verb_of(token: Token, lexicon: Lexicon, kind: str) -> bool:
    return any(lexicon.verb_is(base, kind) for base, _ in lexicon.forms.get(token.low, ()))
