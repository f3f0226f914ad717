"""Who does what in a sentence: subjects, objects and clause ends, found by walking from the verb group outwards."""

from __future__ import annotations

from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Phrase, Sentence, VerbGroup
from counterclaim.statements.tagging import Tag
from counterclaim.statements.wordlists import word_list

_CHAIN = word_list("clauses_chain")
_REACH = 60
_INDEFINITE = frozenset({"a", "an", "another", "one", "the"})
_REDUCED = frozenset({"with", "of", "for", "by", "over"})
_PAREN_STARTS = frozenset({Tag.REL, Tag.DET, Tag.PREP, Tag.ADV, Tag.NOUN, Tag.NAME, Tag.VERB, Tag.NUM, Tag.DATE})
SPEECH = ("say", "believe", "admit", "deny", "accuse", "attribute", "doubt", "retract", "apologise", "convict")


def phrase_ending(s: Sentence, i: int) -> Phrase | None:
    """The phrase whose last token, brackets included, stands at ``i``."""
    phrase = s.at.get(i)
    if phrase is None and i >= 0 and s.tags[i] is Tag.CLOSE:
        phrase = next((p for p in s.phrases if p.after == i + 1), None)
    return phrase


def skip_back(s: Sentence, i: int) -> int:
    """Step left over adverbs, dates and quotes to the word before them."""
    while i >= 0:
        if (
            s.tags[i] in (Tag.ADV, Tag.DATE, Tag.QUOTE, Tag.NEG)
            or (s.tags[i] is Tag.NUM and i + 1 < len(s.tags) and s.tags[i + 1] is Tag.DATE)
            or (s.tags[i] is Tag.PREP and i + 1 < len(s.tags) and s.tags[i + 1] in (Tag.DATE, Tag.NUM))
        ):
            i -= 1
        else:
            break
    return i


def chain_head(s: Sentence, phrase: Phrase) -> Phrase:
    """The head of "A of B in C", given C."""
    while (
        phrase.start >= 2
        and s.tags[phrase.start - 1] in (Tag.PREP, Tag.TO)
        and s.tokens[phrase.start - 1].low in _CHAIN
    ):
        left = phrase_ending(s, phrase.start - 2)
        if left is None or (left.kind != "np" and s.tokens[left.start].low != "one"):
            break
        phrase = left
    return phrase


def subjects(s: Sentence, k: int, lexicon: Lexicon, depth: int = 0) -> list[Phrase]:
    """Subjects of verb group ``k``, coordinated ones in order; empty where none is found."""
    verb = s.verbs[k]
    i = skip_back(s, verb.start - 1)
    if i < 0 or depth > 6:
        return _of_following(s, k, lexicon, depth) if not verb.finite and depth < 3 else []
    if s.tags[i] in (Tag.COMMA, Tag.END) and s.tokens[i].text in ",–—---":
        return _over_comma(s, k, i, lexicon, depth)
    if s.tags[i] is Tag.CC:
        return _inherited(s, k, lexicon, depth)
    phrase = phrase_ending(s, i)
    if phrase is None:
        if s.tags[i] is Tag.CLOSE:
            return _over_bracket(s, i)
        if s.tags[i] in (Tag.SUB, Tag.PREP) and not verb.finite:
            found = _of_following(s, k, lexicon, depth) if verb.form == "ing" and _fronted(i) else []
            return found or _inherited(s, k, lexicon, depth)
        return _inherited(s, k, lexicon, depth) if verb.infinitive or not verb.finite else []
    if phrase.kind == "rel":
        return antecedents(s, phrase)
    head = chain_head(s, phrase)
    if (
        not verb.finite
        and verb.form == "ing"
        and head.kind == "np"
        and s.tags[head.start - 1 if head.start else 0] is Tag.VERB
    ):
        return [head]
    return with_coordinates(s, _bearer(s, head) if verb.finite else head)


def _bearer(s: Sentence, head: Phrase) -> Phrase:
    """The true subject in "a letter signed by X said", "a note bearing its emblem said", "a man who rang X said"."""
    i = head.start - 1
    signed = i >= 1 and s.tokens[i].low == "by" and s.tags[i - 1] is Tag.VERB and s.tokens[i - 1].low.endswith("ed")
    bearing = i >= 0 and s.tags[i] is Tag.VERB and s.tokens[i].low.endswith("ing")
    if signed or bearing:
        left = phrase_ending(s, i - 2 if signed else i - 1)
        left = chain_head(s, left) if left is not None else None
        return left if left is not None and left.kind == "np" and s.tokens[left.start].low in _INDEFINITE else head
    opened = _open_relative(s, head)
    if opened is not None:
        told = antecedents(s, opened)
        return told[0] if told else head
    before = phrase_ending(s, i - 1) if i >= 1 and s.tags[i] is Tag.VERB else None
    if before is not None and before.kind == "rel" and before.end == i and s.tags[before.start - 1] is not Tag.COMMA:
        told = antecedents(s, before)
        return told[0] if told else head
    return head


def _open_relative(s: Sentence, head: Phrase) -> Phrase | None:
    """The "which" of "The Front, which holds parts of the north and west of Ulmaria claimed it", given "Ulmaria".

    The relative clause has a verb of its own before ``head`` and nothing ends it; so what follows has another subject.
    """
    for i in range(head.start - 1, max(head.start - _REACH, 0), -1):
        if s.tags[i] in (Tag.COMMA, Tag.END, Tag.SUB, Tag.CLOSE):
            return None
        if s.tags[i] is Tag.REL:
            inside = [v for v in s.verbs if i < v.start and v.end <= head.start]
            own = len(inside) == 1 and inside[0].start == i + 1 and inside[0].finite
            return s.at.get(i) if own and s.tags[i - 1] is Tag.COMMA else None
    return None


def _fronted(i: int) -> bool:
    return i <= 3


def _of_following(s: Sentence, k: int, lexicon: Lexicon, depth: int) -> list[Phrase]:
    """A fronted participle ("After denying it, the group ...") takes the next finite verb's subject."""
    seen_comma = False
    i = s.verbs[k].end
    for j in range(k + 1, len(s.verbs)):
        nxt = s.verbs[j]
        seen_comma = seen_comma or any(s.tags[t] is Tag.COMMA for t in range(i, nxt.start))
        i = nxt.end
        if nxt.finite and seen_comma:
            return subjects(s, j, lexicon, depth + 3)
    return []


def antecedents(s: Sentence, rel: Phrase) -> list[Phrase]:
    """What "which", "who" or "that" stands for: the nearest phrase to its left."""
    i = rel.start - 1
    while i >= 0 and s.tags[i] in (Tag.COMMA, Tag.QUOTE, Tag.PREP, Tag.END) and rel.start - i < 4:
        i -= 1
    phrase = phrase_ending(s, i)
    if phrase is not None and s.tags[phrase.head] is Tag.NUM and phrase.start > 1:
        told = phrase_ending(s, phrase.start - 2) if s.tags[phrase.start - 1] is Tag.COMMA else None
        phrase = told if told is not None and s.tags[told.head] is Tag.NAME else phrase  # "Y, 24, who"
    if phrase is None or phrase.kind != "np":
        return []
    if s.tokens[phrase.start].low in ("a", "an") and phrase.start > 1 and s.tags[phrase.start - 1] is Tag.COMMA:
        told = phrase_ending(s, phrase.start - 2)
        if told is not None and s.tags[told.head] is Tag.NAME:
            return [told]
    placed = phrase.start > 1 and s.tokens[phrase.start - 1].low in ("in", "at", "near", "of", "on", "from", "for")
    return [chain_head(s, phrase)] if placed else [phrase]


def _over_bracket(s: Sentence, i: int) -> list[Phrase]:
    for j in range(i - 1, max(i - _REACH, -1), -1):
        if s.tags[j] is Tag.OPEN:
            phrase = phrase_ending(s, j - 1)
            return [chain_head(s, phrase)] if phrase else []
    return []


def _over_comma(s: Sentence, k: int, i: int, lexicon: Lexicon, depth: int) -> list[Phrase]:
    verb = s.verbs[k]
    if (
        verb.form == "past"
        and verb.start == verb.head
        and verb.end < len(s.tokens)
        and s.tokens[verb.end].low in _REDUCED
    ):
        before = phrase_ending(s, i - 1)
        if before is not None and s.tags[before.head] is Tag.NAME:
            return [before]
    if not verb.finite:
        before = phrase_ending(s, i - 1)
        return _inherited(s, k, lexicon, depth) or ([chain_head(s, before)] if before is not None else [])
    mark = s.tokens[i].text
    for j in range(i - 1, max(i - _REACH, -1), -1):
        if s.tokens[j].text != mark:
            continue
        if s.tags[j + 1] not in _PAREN_STARTS and s.tokens[j + 1].low not in ("including", "led"):
            continue
        phrase = phrase_ending(s, skip_back(s, j - 1))
        name = s.at.get(j + 1)
        joined = coordinated(s, name) if name is not None and name.start == j + 1 and name.kind == "np" else []
        named = bool(joined) and joined[-1].after == i and all(s.tags[p.head] is Tag.NAME for p in joined)
        if phrase is not None and phrase.kind == "pron":
            if named and s.lows(phrase.start - 1, phrase.start) == ["of"]:
                return joined
            if phrase.start == 0 and s.tokens[0].low == "one":
                return [phrase]
        if phrase is None or phrase.kind != "np" or s.tags[phrase.head] is Tag.NUM:
            continue
        inner = any(v.finite and j + 1 < v.start < i and not _participle(s, v, j) for v in s.verbs) and s.tags[
            j + 1
        ] not in (Tag.REL,)
        if inner:
            continue
        earlier = next((n for n, v in enumerate(s.verbs) if v.start == j + 1 and v.finite), -1)
        if 0 <= earlier < k and depth < 3:
            told = subjects(s, earlier, lexicon, depth + 1)
            if told and told[0].start != chain_head(s, phrase).start:
                return told
        return _including(s, j + 1, i) or [
            *with_coordinates(s, chain_head(s, phrase)),
            *(joined if named else []),
        ]
    return _inherited(s, k, lexicon, depth)


def _participle(s: Sentence, verb: VerbGroup, comma: int) -> bool:
    """Whether a bare past form opens a reduced clause after a comma: ", later identified as Y,"."""
    return (
        verb.head - comma <= 3
        and verb.form in ("past", "part")
        and all(t in (Tag.ADV, Tag.VERB) for t in s.tags[comma + 1 : verb.head + 1])
    )


def _including(s: Sentence, start: int, end: int) -> list[Phrase]:
    """In "organisations, including X," the speaker that can be named is X."""
    if s.tokens[start].low not in ("including", "among", "notably", "namely"):
        return []
    return [p for p in s.phrases if start < p.start < end and p.kind == "np"]


def inherited(s: Sentence, k: int, lexicon: Lexicon) -> list[Phrase]:
    """The subject of the verb before, for participles and elided subjects."""
    return _inherited(s, k, lexicon, 0)


def _inherited(s: Sentence, k: int, lexicon: Lexicon, depth: int) -> list[Phrase]:
    """The subject of an earlier verb of the sentence: for speech the earliest speaker's, else the nearest verb's."""
    speech = any(lexicon.verb_is(s.verbs[k].lemma, name) for name in SPEECH) and s.verbs[k].finite
    order = range(k - 1, -1, -1)
    found: list[Phrase] = []
    for j in order:
        other = s.verbs[j]
        if not other.finite and other.form != "ing":
            continue
        if not other.finite:
            continue
        i = skip_back(s, other.start - 1)
        if i >= 0 and s.tags[i] is Tag.REL and j != k - 1:
            continue
        got = subjects(s, j, lexicon, depth + 1)
        if not got:
            continue
        if not speech:
            return got
        if any(lexicon.verb_is(other.lemma, name) for name in SPEECH) or not found:
            found = got
    return found


def with_coordinates(s: Sentence, head: Phrase) -> list[Phrase]:
    """``head`` and what is joined to it on its left by commas and "and"."""
    found = [head]
    left = head
    while left.start >= 2:
        i = left.start - 1
        if s.tags[i] is Tag.CC and s.tokens[i].low in ("and", "or", "&"):
            i -= 1
            if s.tags[i] is Tag.COMMA:
                i -= 1
        elif s.tags[i] is Tag.COMMA and len(found) > 1:
            i -= 1
        else:
            break
        other = phrase_ending(s, i)
        if (
            other is not None
            and s.tags[other.head] is Tag.NUM
            and other.start > 1
            and s.tags[other.start - 1] is Tag.COMMA
        ):
            other = phrase_ending(s, other.start - 2)
        if other is None or (other.kind != "np" and s.tokens[other.start].low not in ("he", "she", "they", "it")):
            break
        before = s.tags[other.start - 1] if other.start else None
        if before is Tag.PREP or (before is Tag.VERB and len(found) == 1 and s.tags[other.head] is not Tag.NAME):
            break
        found.insert(0, other)
        left = other
    return found


def coordinated(s: Sentence, phrase: Phrase) -> list[Phrase]:
    """``phrase`` and what is joined to it on its right by commas and "and"."""
    found = [phrase]
    i = phrase.after
    while i + 1 < len(s.tokens):
        j = i
        if s.tags[j] is Tag.COMMA and any(s.tokens[t].low == "and" for t in range(j, min(j + 14, len(s.tokens)))):
            j += 1
        if j < len(s.tokens) and s.tags[j] is Tag.CC and s.tokens[j].low != "but":
            j += 1
            if j < len(s.tokens) and s.tokens[j].low == "by" and s.lows(phrase.start - 1, phrase.start) == ["by"]:
                j += 1  # "by X and by Y"
        elif j == i:
            break
        nxt = s.at.get(j)
        if nxt is None or nxt.start != j or nxt.kind != "np":
            break
        after = nxt.after
        while after < len(s.tags) and s.tags[after] is Tag.ADV:
            after += 1
        if any(v.start == after and v.finite for v in s.verbs):
            break
        found.append(nxt)
        i = nxt.after
    return found


def direct_object(s: Sentence, verb: VerbGroup) -> Phrase | None:
    """The first noun phrase straight behind the verb group, adverbs and quotes between them allowed."""
    i = verb.end
    while i < len(s.tags) and s.tags[i] in (Tag.ADV, Tag.QUOTE, Tag.NEG):
        i += 1
    day = i
    while day + 1 < len(s.tags) and s.tags[day] is Tag.DATE:
        day += 1
    if day > i and s.tags[day] is Tag.POSS:
        i = day + 1
    phrase = s.at.get(i)
    return phrase if phrase is not None and phrase.start == i else None


def after_preposition(s: Sentence, start: int, end: int, *prepositions: str) -> Phrase | None:
    """The first phrase behind one of ``prepositions`` among tokens ``start`` to ``end``."""
    for i in range(start, min(end, len(s.tokens))):
        if s.tokens[i].low in prepositions:
            j = i + 1
            while j < len(s.tags) and s.tags[j] in (Tag.QUOTE, Tag.ADV):
                j += 1
            phrase = s.at.get(j)
            if phrase is not None and phrase.kind != "rel":
                return phrase
    return None


def clause_end(s: Sentence, verb: VerbGroup) -> int:
    """The token after the clause of ``verb``: before the next coordinated predicate, relative or adverbial clause."""
    known = s.ends.get(verb.end)
    if known is None:
        known = s.ends[verb.end] = _clause_end(s, verb.end)
    return known


def _clause_end(s: Sentence, i: int) -> int:
    depth = 0
    while i < len(s.tokens):
        tag = s.tags[i]
        depth += (tag is Tag.OPEN) - (tag is Tag.CLOSE)
        if tag is Tag.END and s.tokens[i].text in ".;!?–—--…" and depth <= 0:
            return i
        if tag in (Tag.COMMA, Tag.CC) and depth <= 0 and _breaks(s, i):
            return i
        i += 1
    return i


def _breaks(s: Sentence, i: int) -> bool:
    j = i + 1
    if s.tags[i] is Tag.COMMA and j < len(s.tags) and s.tags[j] is Tag.CC:
        j += 1
    while j < len(s.tags) and s.tags[j] in (Tag.ADV, Tag.DATE):
        j += 1
    if j >= len(s.tags):
        return False
    if any(v.start <= j < v.end for v in s.verbs):
        return True
    if s.tags[i] is Tag.COMMA and (
        s.tags[j] in (Tag.REL, Tag.SUB) or s.tokens[j].low in ("after", "while", "but", "although")
    ):
        return True
    phrase = s.at.get(j)
    if phrase is None or phrase.start != j:
        return False
    after = phrase.after
    while after < len(s.tags) and s.tags[after] is Tag.ADV:
        after += 1
    return any(v.start == after and v.finite for v in s.verbs)
