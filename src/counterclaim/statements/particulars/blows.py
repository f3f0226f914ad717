"""Where a sentence tells that something was attacked or used: verbs and nouns of violence with what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.statements.clauses import clause_end, coordinated, direct_object, subjects
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Phrase, Sentence, VerbGroup
from counterclaim.statements.tagging import Tag

_NOT_TOLD = frozenset({"would", "will", "could", "should", "may", "might", "can", "must", "shall", "cannot"})
_STRIKE = frozenset({"hit", "strike", "target", "ram", "rock", "rip", "pound", "seize", "occupy", "raid", "mine"})
_EFFECT = frozenset({"kill", "injure", "wound", "maim", "damage"})
_HAPPEN = frozenset({"explode", "detonate", "go off", "blow up", "burst", "fall", "land", "go"})
_POST = frozenset({"send", "mail", "post", "deliver", "address"})
_DRIVE = frozenset({"drive", "ram", "plough", "plow", "crash", "fly", "steer", "smash", "slam", "swerve", "veer"})
_INTO = frozenset(
    {
        "at",
        "into",
        "against",
        "on",
        "in",
        "inside",
        "outside",
        "near",
        "under",
        "beside",
        "beneath",
        "behind",
        "through",
        "toward",
        "towards",
        "of",
    }
)
_TAKES_OF = frozenset(
    {
        "bombing",
        "killing",
        "murder",
        "assassination",
        "kidnapping",
        "abduction",
        "shelling",
        "stabbing",
        "shooting",
        "hijacking",
        "destruction",
        "sinking",
        "downing",
        "storming",
        "burning",
        "bombardment",
        "execution",
        "beheading",
        "torching",
        "firebombing",
        "siege",
        "massacre",
        "slaying",
        "kidnaping",
        "poisoning",
        "raid",
        "demolition",
        "assassinations",
        "murders",
        "killings",
        "bombings",
        "kidnappings",
        "slaughter",
    }
)
_AT = frozenset({"in", "at", "outside", "inside", "near"})
_LOUD = frozenset({"bomb", "fire", "blaze", "siege"})
_SKIPPED = frozenset({"by", "with", "using", "of", "in", "at", "near", "from", "during"})


@dataclass(frozen=True, slots=True)
class Blow:
    """One telling of violence at token ``at``: what it hit, with what, and how far its clause goes.

    ``around`` are phrases that tell where: only buildings and vehicles there were hit, not the people.
    """

    at: int
    lemma: str
    end: int
    hit: tuple[Phrase, ...] = ()
    around: tuple[Phrase, ...] = ()
    used: tuple[Phrase, ...] = ()
    agents: tuple[Phrase, ...] = ()
    effect: bool = False
    noun: bool = False


def blows(s: Sentence, lexicon: Lexicon) -> list[Blow]:
    """All blows of a sentence, in order; what is planned, possible, feared or denied to have happened is none."""
    found = [blow for k in range(len(s.verbs)) if (blow := _of_verb(s, k, lexicon)) is not None]
    heads = {v.head for v in s.verbs}
    found += [_of_noun(s, i, lexicon) for i in range(len(s.tokens)) if i not in heads and _is_deed(s, i, lexicon)]
    return sorted(found, key=lambda b: b.at)


def _of_verb(s: Sentence, k: int, lexicon: Lexicon) -> Blow | None:
    verb = s.verbs[k]
    shunned = verb.form == "ing" and s.lows(verb.start - 1, verb.start) == ["from"]
    if verb.negated or verb.infinitive or verb.modal in _NOT_TOLD or shunned:
        return None
    end = clause_end(s, verb)
    attack = verb.lemma in lexicon.attack_verbs or verb.lemma in _STRIKE
    if verb.lemma in _HAPPEN and not verb.passive:
        used = (*subjects(s, k, lexicon), *_patient(s, k, lexicon))
        near = tuple(_behind(s, verb.end, end, _INTO)) if _armed(s, used, lexicon) else ()
        return Blow(verb.head, verb.lemma, end, around=near, used=used)
    if verb.lemma in _DRIVE and "into" in s.lows(verb.end, end):
        into = tuple(_behind(s, verb.end, end, frozenset({"into"})))
        moved = direct_object(s, verb) if not verb.passive else None
        return Blow(verb.head, "drive", end, hit=into, used=tuple([moved] if moved else subjects(s, k, lexicon)))
    if (verb.lemma in _POST and k == 0) or (verb.lemma in _POST and not verb.finite):
        bomb = [p for p in subjects(s, k, lexicon) if "bomb" in " ".join(s.lows(p.start, p.end))]
        to = tuple(_behind(s, verb.end, end, frozenset({"to"})))
        return Blow(verb.head, verb.lemma, end, around=to, used=tuple(bomb)) if bomb else None
    if lexicon.verb_is(verb.lemma, "attack_with_weapon") and not (attack and _patient(s, k, lexicon)):
        used = tuple(_patient(s, k, lexicon))
        armed = verb.lemma in ("fire", "shoot") or _armed(s, used, lexicon)
        near = tuple(_behind(s, verb.end, end, _INTO)) if armed else ()
        return Blow(verb.head, verb.lemma, end, around=near, used=used)
    if attack or verb.lemma in _EFFECT:
        patient, agents = tuple(_patient(s, k, lexicon)), tuple(_agents(s, k, lexicon))
        return Blow(verb.head, verb.lemma, end, hit=patient, agents=agents, effect=verb.lemma in _EFFECT)
    return None


def _armed(s: Sentence, used: Sequence[Phrase], lexicon: Lexicon) -> bool:
    """Whether a weapon, or "fire", is among what was used."""
    words = [w for p in used for w in s.lows(p.start, p.end)]
    return any(lexicon.noun_is(w, "weapons") or w in lexicon.deeds for w in words)


def _passive(s: Sentence, verb: VerbGroup) -> bool:
    reduced = verb.form in ("past", "part") and verb.start == verb.head and s.lows(verb.end, verb.end + 1) == ["by"]
    return verb.passive or reduced


def _patient(s: Sentence, k: int, lexicon: Lexicon) -> list[Phrase]:
    verb = s.verbs[k]
    if _passive(s, verb):
        return list(subjects(s, k, lexicon))
    target = direct_object(s, verb)
    return coordinated(s, target) if target is not None and target.kind == "np" else []


def _agents(s: Sentence, k: int, lexicon: Lexicon) -> list[Phrase]:
    verb = s.verbs[k]
    if _passive(s, verb):
        return list(_behind(s, verb.end, clause_end(s, verb), frozenset({"by"})))
    return list(subjects(s, k, lexicon))


def _behind(s: Sentence, start: int, end: int, prepositions: frozenset[str]) -> Iterator[Phrase]:
    for i in range(start, min(end, len(s.tokens))):
        phrase = s.at.get(i + 1)
        if s.tokens[i].low in prepositions and phrase is not None and phrase.start == i + 1 and phrase.kind == "np":
            yield from coordinated(s, phrase)


def _is_deed(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    low = s.tokens[i].low
    if s.tags[i] not in (Tag.NOUN, Tag.NAME) or low not in lexicon.deeds or low.startswith(("death", "crash")):
        return False
    phrase = s.at.get(i)
    follower = s.tokens[i + 1].low if i + 1 < len(s.tokens) else ""
    if phrase is not None and phrase.head > i and (follower in lexicon.deeds or i + 1 == phrase.end):
        return False
    bare = phrase is not None and phrase.end - phrase.start == 1 and low.endswith("s") and low not in _TAKES_OF
    return not (bare and low != "airstrikes")


def _of_noun(s: Sentence, i: int, lexicon: Lexicon) -> Blow:
    low = s.tokens[i].low
    hit: list[Phrase] = []
    around: list[Phrase] = []
    phrase = s.at.get(i)
    j = phrase.after if phrase is not None and phrase.head == i else i + 1
    victims = phrase if phrase is not None and phrase.start == i < phrase.head else s.at.get(i + 1)
    if low in ("killing", "wounding") and victims is not None and victims.start in (i, i + 1) and victims.kind == "np":
        return Blow(i, "kill", victims.end, hit=tuple(coordinated(s, victims)), effect=True, noun=True)
    while j < len(s.tokens):
        if s.tags[j] in (Tag.DATE, Tag.ADV, Tag.NUM):
            j += 1
            continue
        word, following = s.tokens[j].low, s.at.get(j + 1)
        if following is None or following.start != j + 1 or following.kind != "np":
            if word in _SKIPPED and j + 1 < len(s.tags) and s.tags[j + 1] in (Tag.DATE, Tag.NUM):
                j += 1
                continue
            break
        if (word in ("on", "against", "upon") or (word == "of" and low in _TAKES_OF)) and not hit:
            hit = coordinated(s, following)
        elif word in _AT:
            around += coordinated(s, following) if low in _LOUD or not lexicon.noun_is(low, "weak_deeds") else []
        elif word not in _SKIPPED:
            break
        j = max(following.after, j + 2)
    return Blow(i, low, j, hit=tuple(hit), around=tuple(around), noun=True)
