"""Whose words a clause reports: speech verbs, "according to", quotation marks, reports and beliefs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.model import THE_TEXT, UNNAMED, SpeakerKind
from counterclaim.statements.clauses import direct_object, inherited, phrase_ending, skip_back, subjects
from counterclaim.statements.lexicon import Lexicon
from counterclaim.statements.phrases import Phrase, Sentence, VerbGroup
from counterclaim.statements.registry import Registry
from counterclaim.statements.tagging import Tag
from counterclaim.statements.who import NOBODY, Who
from counterclaim.statements.wordlists import word_list

TEXT = Who(name=THE_TEXT, key=THE_TEXT, kind="", speaker_kind=SpeakerKind.MEDIA)
HIDDEN = Who(name=UNNAMED, key=UNNAMED, kind="", speaker_kind=SpeakerKind.UNKNOWN)
_STANCES = ("deny", "doubt", "admit", "believe", "say")
_CLAUSE_VERBS = frozenset(("deny", "doubt", "admit", "believe", "say", "retract"))
_OBJECTS = frozenset({"it", "them", "him", "her", "this", "that", "us", "me"})
_MEDIUMS = word_list("responsibility_mediums")
_PERSUADE = frozenset({"convince", "persuade", "satisfy"})
_SURE = frozenset({"convinced", "certain", "sure", "adamant", "confident", "satisfied", "positive", "clear"})
_REPORT_NOUNS = word_list("reporting_report_nouns")


@dataclass(frozen=True, slots=True)
class Reported:
    """Tokens ``start`` to ``end`` are what ``speaker`` says, believes, admits, denies or doubts.

    ``from_`` is where a quotation of the whole would begin: the speaker's own words or the speech verb.
    """

    speaker: Who
    stance: str
    start: int
    end: int
    from_: int
    to: int
    negated: bool = False
    hedged: bool = False
    joint: tuple[Who, ...] = ()
    """All speakers, where several say it together."""


def stance_of(verb: VerbGroup, lexicon: Lexicon) -> str:
    """What kind of speech the verb is, empty if none."""
    return next((name for name in _STANCES if lexicon.verb_is(verb.lemma, name)), "")


def reported_spans(s: Sentence, registry: Registry, lexicon: Lexicon, quoted: Who | None) -> list[Reported]:
    """All stretches of the sentence that report someone's words; later ones stand inside earlier ones.

    ``quoted`` is the speaker whose quotation was left open before this sentence.
    """
    spans: list[Reported] = []
    if quoted is not None:
        spans.append(Reported(quoted, "say", 0, len(s.tokens), 0, len(s.tokens)))
    for k, verb in enumerate(s.verbs):
        stance = stance_of(verb, lexicon)
        stance = stance or _with_that(s, verb, lexicon)
        if stance and not (verb.infinitive and stance == "say"):
            spans.extend(_of_verb(s, k, stance, registry, lexicon))
    spans.extend(_according(s, registry))
    spans.extend(_of_nouns(s, registry, lexicon))
    return spans


def _with_that(s: Sentence, verb: VerbGroup, lexicon: Lexicon) -> str:
    """Verbs that report only where "that" follows, and "be sure that", "have no doubt that"."""
    words = s.lows(verb.end, verb.end + 8)
    if verb.lemma == "have" and words[:2] in (["no", "doubt"], ["little", "doubt"]) and words[2:3] != ["about"]:
        return "say"
    if "that" not in words:
        return ""
    if verb.lemma == "be" and set(words[:3]) & _SURE and words.index("that") <= 3:
        return "say"
    if lexicon.verb_is(verb.lemma, "say_that"):
        return "say"
    return "believe" if lexicon.verb_is(verb.lemma, "believe_that") else ""


def innermost(spans: Sequence[Reported], i: int) -> Reported | None:
    """The narrowest report that covers token ``i``."""
    covering = [span for span in spans if span.start <= i < span.end]
    return min(covering, key=lambda span: (span.end - span.start, -span.start), default=None)


def speaker_of(s: Sentence, phrases: Sequence[Phrase], registry: Registry) -> Who:
    """The speaker among subject phrases: the last that names someone, else the first as described."""
    read = [registry.who(s, p) for p in phrases]
    named = [w for w in read if w.name and not w.generic]
    if named:
        first, other = named[0], next((w for w in read if w.name and w.generic), None)
        if first.kind == "person" and other is not None and first.speaker_kind is SpeakerKind.UNKNOWN:
            return replace(
                first,
                speaker_kind=other.speaker_kind,
                side=first.side or other.side,
                country=first.country or other.country,
            )
        return first
    described = [w for w in read if w.name]
    return described[0] if described else NOBODY


def _of_verb(s: Sentence, k: int, stance: str, registry: Registry, lexicon: Lexicon) -> list[Reported]:
    verb = s.verbs[k]
    if verb.passive and verb.lemma not in _PERSUADE:
        near = s.lows(verb.end, verb.end + 12)
        if stance == "say" and "that" not in near and "to" not in near[:1]:
            return []
        speaker, begin = _agent(s, verb, registry), verb.start
        return [
            Reported(
                speaker,
                "believe" if stance == "believe" else stance,
                verb.end,
                _content_end(s, k, lexicon),
                begin,
                _content_end(s, k, lexicon),
                verb.negated,
                verb.hedged,
            )
        ]
    inverted = _inverted(s, verb) if stance in ("say", "believe") else None
    if inverted is not None and _goes_on(s, inverted.after):
        return [Reported(registry.who(s, inverted), stance, 0, len(s.tokens), 0, len(s.tokens), verb.negated)]
    if inverted is not None:
        return [Reported(registry.who(s, inverted), stance, 0, verb.start, 0, inverted.after, verb.negated)]
    found = subjects(s, k, lexicon)
    if found and _put_out(s, verb, found[0]):
        return []
    if found and not verb.finite and s.tokens[found[0].head].low in _MEDIUMS:
        found = inherited(s, k, lexicon) or found
    if not found or _plain_object(s, verb):
        return []
    speaker = speaker_of(s, found, registry)
    if not speaker.name and s.tokens[found[0].start].low in ("he", "she"):
        speaker = HIDDEN
    if (
        speaker.generic
        and speaker.speaker_kind is SpeakerKind.UNKNOWN
        and not s.upper
        and not _can_speak(s.tokens[found[0].head].low, lexicon)
    ):
        return []
    adjacent = found[0].start < verb.start and not any(
        v.finite and found[0].after <= v.start < verb.start for v in s.verbs
    )
    begin = found[0].start if adjacent else verb.start
    end = _content_end(s, k, lexicon)
    likely = s.lows(verb.end, verb.end + 5)
    hedged = verb.hedged or ("that" in likely and bool({"likely", "probable", "possible", "plausible"} & set(likely)))
    if _trailing(s, verb, found[0], end):
        return [Reported(speaker, stance, 0, found[0].start, 0, verb.end, verb.negated, verb.hedged)]
    named = {w.key: w for w in (registry.who(s, p) for p in found) if w.name and not w.generic and w.kind != "person"}
    joint = tuple(named.values()) if len(named) > 1 else ()
    return [Reported(speaker, stance, verb.end, end, begin, end, verb.negated, hedged, joint)]


_VOICES = word_list("reporting_voices")


def _put_out(s: Sentence, verb: VerbGroup, subject: Phrase) -> bool:
    """Such as "in a statement posted to its channel": the medium is put out by somebody, it does not speak."""
    bare = verb.start == verb.head and verb.form in ("past", "part")
    following = s.tokens[verb.end].low if verb.end < len(s.tokens) else ""
    led = subject.start > 0 and s.tags[subject.start - 1] is Tag.PREP
    return (
        bare
        and led
        and s.tokens[subject.head].low in _MEDIUMS
        and following in ("to", "on", "in", "by", "at", "through", "via", "from")
    )


def _can_speak(head: str, lexicon: Lexicon) -> bool:
    """Whether a described subject is somebody, or a document, and not a thing that merely suggests something."""
    return head in _VOICES or any(
        lexicon.noun_is(head, name)
        for name in ("people", "spokesmen", "office", "armed_nouns", "perpetrators", "organisation_heads")
    )


_CLAUSAL = frozenset({"say", "add", "tell", "think", "believe", "state", "inform", "insist", "stress", "write"})


def _plain_object(s: Sentence, verb: VerbGroup) -> bool:
    """Such as "claimed the attack, but ...": what follows is a thing, not a clause."""
    if verb.lemma in _CLAUSAL:
        return False
    target = direct_object(s, verb)
    if target is None or target.kind != "np":
        return False
    for i in range(target.start, len(s.tokens)):
        if s.tags[i] in (Tag.COMMA, Tag.REL, Tag.END):
            return True
        if s.tokens[i].low == "that":
            return False
        if any(v.start == i and v.finite for v in s.verbs):
            return False
    return True


def _agent(s: Sentence, verb: VerbGroup, registry: Registry) -> Who:
    for i in range(verb.end, min(verb.end + 4, len(s.tokens))):
        if s.tokens[i].low == "by":
            phrase = s.at.get(i + 1)
            return registry.who(s, phrase) if phrase is not None else HIDDEN
        if s.tags[i] is Tag.TO or s.tokens[i].low == "that":
            break
    return HIDDEN


def _inverted(s: Sentence, verb: VerbGroup) -> Phrase | None:
    """Such as "..., said the minister": the subject behind the verb."""
    if verb.start == 0 or s.tags[verb.start - 1] not in (Tag.COMMA, Tag.QUOTE) or not verb.finite:
        return None
    phrase = s.at.get(verb.end)
    if phrase is None or phrase.start != verb.end or phrase.kind == "rel" or s.tokens[phrase.start].low in _OBJECTS:
        return None
    after = phrase.after
    quoted = any(t.text in "”\"'’" for t in s.tokens[max(0, verb.start - 2) : verb.start])
    if after < len(s.tags) and s.tags[after] in (Tag.VERB, Tag.AUX, Tag.MODAL):
        return None
    return phrase if quoted or _nothing_follows(s, after) else None


def _goes_on(s: Sentence, i: int) -> bool:
    """Such as "This too, said the group, was its work": the reported clause goes on behind the speaker."""
    return i + 1 < len(s.tags) and s.tags[i] is Tag.COMMA and any(v.finite and v.start == i + 1 for v in s.verbs)


def _nothing_follows(s: Sentence, i: int) -> bool:
    return (
        i >= len(s.tokens) or s.tags[i] in (Tag.END, Tag.COMMA) or s.tokens[i].low in ("of", "in", "from", "on", "at")
    )


def _trailing(s: Sentence, verb: VerbGroup, subject: Phrase, end: int) -> bool:
    """Such as "..., police said.": what is said stands before the speaker."""
    rest = [v for v in s.verbs if verb.end <= v.start < end]
    before = subject.start - 1
    comma = before >= 0 and (s.tags[before] in (Tag.COMMA, Tag.QUOTE))
    earlier = any(v.finite and v.end <= subject.start for v in s.verbs)
    fronted = s.tags[0] in (Tag.SUB, Tag.PREP) and not any(
        t.text in '"”' for t in s.tokens[max(0, before - 1) : before + 1]
    )
    close = not fronted or _nothing_follows(s, verb.end)
    that = any(t.low == "that" for t in s.tokens[verb.end : end])
    return (
        comma
        and close
        and earlier
        and not that
        and not any(v.finite for v in rest if s.tags[v.start - 1] is not Tag.CC)
    )


def _content_end(s: Sentence, k: int, lexicon: Lexicon) -> int:
    for j in range(k + 1, len(s.verbs)):
        verb = s.verbs[j]
        if not verb.finite or not any(lexicon.verb_is(verb.lemma, name) for name in (*_CLAUSE_VERBS, "accuse")):
            continue
        i = skip_back(s, verb.start - 1)
        if i > s.verbs[k].end and s.tags[i] in (Tag.CC, Tag.COMMA):
            return i
    for i in range(s.verbs[k].end, len(s.tokens)):
        if s.tokens[i].text == ";":
            return i
    return len(s.tokens)


def _according(s: Sentence, registry: Registry) -> list[Reported]:
    spans = []
    for i in range(len(s.tokens) - 2):
        if s.tokens[i].low != "according" or s.tokens[i + 1].low != "to":
            continue
        phrase = s.at.get(i + 2)
        if phrase is None:
            continue
        speaker = registry.who(s, phrase)
        for further in _chain_right(s, phrase):
            other = registry.who(s, further)
            if speaker.generic and other.name and (not other.generic or speaker.speaker_kind is SpeakerKind.UNKNOWN):
                speaker = other
        if any(v.finite and v.end <= i for v in s.verbs):
            spans.append(Reported(speaker, "say", 0, i, 0, phrase.after))
        else:
            spans.append(Reported(speaker, "say", phrase.after, len(s.tokens), i, len(s.tokens)))
    return spans


def _chain_right(s: Sentence, phrase: Phrase) -> list[Phrase]:
    found = []
    i = phrase.after
    while i + 1 < len(s.tokens) and s.tokens[i].low in ("of", "by", "from") and (nxt := s.at.get(i + 1)) is not None:
        found.append(nxt)
        i = nxt.after
    return found


def _repeater(s: Sentence, noun: Phrase, registry: Registry, lexicon: Lexicon) -> Who:
    """The subject of "repeated the claim that": whose words they are; else hidden."""
    for k, verb in enumerate(s.verbs):
        spoken = lexicon.verb_is(verb.lemma, "say") or verb.lemma in ("make", "issue", "spread")
        if verb.end == noun.start and spoken and not verb.passive and not verb.negated:
            who = speaker_of(s, subjects(s, k, lexicon), registry)
            return who if who.name else HIDDEN
    return HIDDEN


def _of_nouns(s: Sentence, registry: Registry, lexicon: Lexicon) -> list[Reported]:
    """Such as "Reports by X that ...", "X's claim that ..."."""
    spans = []
    for i, token in enumerate(s.tokens):
        if token.low != "that" or s.tags[i] not in (Tag.SUB, Tag.REL) or i == 0:
            continue
        phrase = phrase_ending(s, i - 1)
        noun, speaker = phrase, HIDDEN
        if phrase is not None and phrase.start >= 2 and s.tokens[phrase.start - 1].low in ("by", "from", "of"):
            speaker = registry.who(s, phrase)
            noun = phrase_ending(s, phrase.start - 2)
        if noun is None or s.tokens[noun.head].low not in _REPORT_NOUNS:
            continue
        if any(stance_of(v, lexicon) in ("deny", "doubt") and v.end <= noun.start <= v.end + 1 for v in s.verbs):
            continue
        if noun.start > 0 and s.tokens[noun.start - 1].low in ("in", "through", "via"):
            # "said in a statement that": the verb's subject speaks, the statement is only its medium.
            continue
        if speaker is HIDDEN:
            owner = registry.owner(s, noun)
            speaker = owner if owner.name else _repeater(s, noun, registry, lexicon)
        stance = (
            "believe"
            if s.tokens[noun.head].low in ("belief", "suspicion", "suspicions", "speculation", "theory")
            else "say"
        )
        spans.append(Reported(speaker, stance, i + 1, len(s.tokens), noun.start, len(s.tokens)))
    return spans
