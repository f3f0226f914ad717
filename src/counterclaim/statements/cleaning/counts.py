"""Numbers of people killed and injured in running text, each with its place, bounds and whom it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from counterclaim.model import CountRange
from counterclaim.statements.cleaning.quantities import Quantity, added, quantities

_KILLED = (
    r"killed|dead|slain|slaughtered|murdered|massacred|assassinated|beheaded|shot dead|shot and killed|"
    r"shot to death|stabbed to death|"
    r"hacked to death|beaten to death|burned to death|burnt to death|burned alive|crushed to death|blown "
    r"up|executed|died|perished|"
    r"martyred|lost their li(?:fe|ves)|lost (?:his|her|its) life|lives lost|found dead|pronounced dead|"
    r"succumbed|drowned"
)
_HURT = (
    r"wounded|injured|hurt|maimed|hospitali[sz]ed|in hospital|(?:taken|rushed|admitted) to (?:a |the "
    r")?(?:\w+ )?hospitals?|treated (?:in|at|for)|suffered injuries|burned|burnt|sustained "
    r"injuries|suffering injuries"
)
_CUE = re.compile(
    rf"\b(?:{_KILLED}|{_HURT}|kill\w*|murder\w*|wounding|injur\w+|hurting|deaths?|dying|fatal\w*|toll|"
    rf"li(?:fe|ves)|casualt\w+|died|massacr\w+|assassinat\w+|execut\w+)\b",
    re.IGNORECASE,
)
_BEEN = r"were|was|have been|has been|had been"
_ENDED = r"died|perished|lost (?:their|his|her)"
_GAP_STOP = (
    r"who|whom|which|that|and|but|or|when|after|before|where|while|if|because|said|says|told|reported|"
    r"killed|injured|wounded|"
    r"were|was|have|has|had|died|by"
)
_GAP = (
    r"(?:(?:\s+(?:on|in|at|from|of|near|with|aboard|inside|outside|including|between|[a-z]+ing)|"
    r"(?<=ing)\s+(?:the|an?|its|their))"
    rf"(?:\s+(?!(?:{_GAP_STOP})\b)[\w'’-]+){{1,9}}?(?=\s+(?:{_BEEN}|{_ENDED})\b))"
)
"""What may part people from what was done to them: "two guards at the gate of the embassy were killed"."""
_APPOSITION = (
    rf"(?:,[^,.;()]{{1,80}},(?=\s+(?:{_BEEN}|{_ENDED}|have|had|are)\b)|,(?=\s+(?:{_BEEN})\b)|"
    rf"\s+--?\s[^.;]{{1,80}}?\s--?(?=\s+(?:{_BEEN}|{_ENDED})\b))"
)
_SECOND_NAME = r"(?-i:(?:\s+[A-Z][\w'’-]+){0,3}\s+and(?:\s+[A-Z][\w'’-]+){1,4}(?=,?\s+w))"
_AFTER = re.compile(
    rf"(?:\s*\([^()]{{0,80}}\))?(?:{_SECOND_NAME})?(?:{_APPOSITION})?(?:{_GAP}|\s+(?:on board|aboard|inside))?"
    rf"(?:,?\s+(?:who|which|that)(?=\s+(?:{_BEEN}|{_ENDED}|have|has|had)\b))?"
    rf"(?:\s+(?:{_BEEN}|are|is|being|be|got|have|has|had|lay|lie|remain|remained))?"
    r"(?:\s+(?:not|all|also|both|either|reportedly|confirmed|believed|feared|then|later|subsequently|"
    r"reported|said to be|"
    r"initially|instantly|\w+ly)){0,2}\s+"
    rf"(?:(?P<killed>{_KILLED})|(?P<hurt>{_HURT}))\b"
    r"(?!\s+(?:by\s+)?hostage|\s+(?:or|and/or)\s+(?:wounded|injured|hurt|maimed|killed))",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"\b(?:(?P<killed>deaths?|fatalit(?:y|ies)|dead|killed|lives)|(?P<hurt>injur(?:y|ies)|wounded|injured))\W*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:(?P<killed>kill(?:ed|ing|s)?|murder(?:ed|ing)|slay(?:ing)?|slew|assassinat(?:ed|ing)|"
    r"execut(?:ed|ing)|massacr(?:ed|ing)|slaughter(?:ed|ing)|"
    r"behead(?:ed|ing)|shot dead|shot and killed|gunned down|"
    r"(?:claim(?:ed|ing|s)?|took|taking|cost(?:ing)?) (?:the )?lives of|(?:deaths?|murders?|killings?|"
    r"massacre|assassinations?|slayings?|execution) of(?: the)?|"
    r"(?:confirmed |reported )?(?:deaths|dead|fatalities) (?:are|were|included?|include)|"
    r"number of (?:the )?(?:dead|deaths|fatalities|victims|people killed)(?: \w+){0,3} (?:at|to|was|is|reached|as)|"
    r"(?:death )?tolls?(?: \w+){0,6} (?:of|to|at|was|is|reached|reaches|stands at|stood at|as|by))|"
    r"(?P<hurt>number of (?:the )?(?:wounded|injured|injuries)(?: \w+){0,3} (?:at|to|was|is|reached|as)|"
    r"wound(?:ed|ing|s)?|injur(?:ed|ing|es|ies to)|hurt(?:ing)?|maim(?:ed|ing)|(?:injured|"
    r"wounded) (?:are|were|included?|include)))"
    r"(?P<self>\s+(?:himself|herself|themselves|itself)\s+(?:and|along with|as well as))?\s*[:,]?\s*$",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(
    r"\b(?:to|will|would|could|might|may|not|can|must|n't|n’t)\s+(?:\w+\s+)?(?:kill|murder|wound|injure|"
    r"execute|hurt|assassinate)\s*$",
    re.IGNORECASE,
)
_JOIN = re.compile(r"\s*(?:,|,?\s*(?:and|as well as|plus|along with|&))\s*(?:also\s+)?", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:including|includes|included|among (?:them|those|the dead|whom)|of (?:them|whom|these)|whom|"
    r"comprising|dont(?: les)?)\W*(?:at least\s+|the\s+)?$|[(]\s*$",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"(?:\bas (?:were|was|did)|\b(?:as well as|in addition to|along with|plus|besides|together with))\s*(?:also\s+)?$",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(

    r"\b(?:earlier|previous|initial|preliminary|original|prior)\s+(?:\w+\s+){0,3}(?:toll|figure|report|"
    r"reports|count|estimate|estimates|number|tally|statement)"

    r"|\b(?:down|up)\s+from\b|\brevised\s+(?:down|up)\w*\s+from\b|\b(?:had\s+)?(?:initially|earlier|"
    r"previously|originally)\s+(?:been\s+)?(?:said|reported|put|announced|stated|given|believed|thought)\b"
    r"|\b(?:retracted|withdrew|corrected|not\s+\w+\s+as\s+(?:first|initially|earlier))\b", re.IGNORECASE)  # fmt: skip
_STANDS = re.compile(r"\b(?:but|however|later|now|then|before)\b|;", re.IGNORECASE)
_EACH = re.compile(r"\s+each\s+(?:from|in|of|at)\s+(?P<where>[^.;:]{1,120}?)(?=[.;:]|$)", re.IGNORECASE)
_SENTENCE_END = re.compile(
    r"(?<=[^\W\d][^\W\d]\.)\s+(?=[\"“'‘A-Z0-9])|(?<=[!?])\s+|\n\s*\n\s*|\n(?=\s*[-•*–]\s)|"
    r"(?<=\d\.)\s+(?=[A-Z])|(?<=[\"”]\.)\s+|(?<=\.[\"”])\s+"
)
_ATTACKER = re.compile(
    r"\b(?:(?P<part>including|among them)\s+)?the\s+(?:\w+\s+){0,2}(?:attacker|bomber|assailant|gunman|"
    r"perpetrator|hijacker|shooter|assassin)"
    r"(?:\s+(?:himself|herself))?(?:\s+(?:was|had been|has been)(?:\s+(?:also|then|later|"
    r"himself))?\s+(?:killed|shot dead|shot and killed)|\s+(?:also\s+)?died|(?=\W))",
    re.IGNORECASE,
)
_NAMED = re.compile(

    r"(?P<who>(?:[A-Z][\w'’-]+\.?\s+){0,4}[A-Z][\w'’.-]*|\b(?:[Tt]he|[Hh]is|[Hh]er|"
    r"[Tt]heir)\s+(?:\w+\s+){0,3}?\w+|\b[Hh]e|\b[Ss]he)(?:,[^,.;]{1,80},)?\s+"

    r"(?:(?:was|had been|has been)\s+(?P<not>not\s+)?(?:also\s+|later\s+|\w+ly\s+)?(?:(?P<killed>killed|"
    r"murdered|assassinated|shot dead|shot and killed|stabbed to death|found dead|executed|beheaded)|"
    r"(?P<hurt>wounded|injured|hurt))|(?P<died>died)\b)",
)  # fmt: skip


_NAMED_OBJECT = re.compile(
    r"\b(?:[Mm]urder|[Aa]ssassination|[Kk]illing|[Ee]xecution|[Dd]eath|[Ss]laying) of (?:[a-z][\w-]+ "
    r"){0,3}(?P<name>(?:[A-Z][\w'’.-]+\s){1,4}[A-Z][\w'’-]+)"
    r"|\b(?:killed|killing|murdered|assassinated|assassinating|executed|shot dead) (?:[a-z][\w-]+ "
    r"){0,2}(?P<object>(?:[A-Z][\w'’.-]+\s){1,4}[A-Z][\w'’-]+)"
)


@dataclass(frozen=True, slots=True)
class FoundCount:
    """A number of people killed ("fatalities") or hurt ("injured") at code points ``start`` to ``end``."""

    start: int
    end: int
    kind: str
    """"fatalities" or "injured"."""
    range: CountRange
    who: str
    """"victims", "attackers" (their own dead and hurt) or "unknown" (fighters of some side)."""
    words: str
    part: bool = False
    """A part of a number told just before ("including three children"): not to be added."""
    additional: bool = False
    """Told as coming on top of a number before it ("another", "a further")."""
    withdrawn: bool = False
    """A toll that the text takes back or that a later one replaces ("an earlier toll of 27")."""
    vague: bool = False
    """Only a lower bound read from a vague word: dozens 24, scores 40, hundreds 200, several 3 (ours)."""
    named: bool = False
    """One person, told of by name or description and not counted by the text."""


def find_counts(text: str, *, language: str = "en") -> tuple[FoundCount, ...]:
    """All counts of killed and injured people in ``text``, in order of place.

    Reads English of any case; for "fr", "es" and "de" only numbers beside the nouns for dead and injured.
    People in one list are added ("two soldiers and a civilian were killed" is 3), attackers apart from the others.
    """
    if language != "en":
        from counterclaim.statements.cleaning.counts_foreign import foreign_counts

        return foreign_counts(text, language)
    found: list[FoundCount] = []
    for start, end in _sentences(text):
        if _CUE.search(text, start, end):
            found.extend(_in_sentence(text, start, end))
    return tuple(_on_top(sorted(found, key=lambda f: (f.start, f.end))))


def _on_top(found: list[FoundCount]) -> Iterator[FoundCount]:
    """Keep "additional" only where a number of that kind was told before: "17 more" may stand alone."""
    told: set[str] = set()
    for count in found:
        yield count if count.kind in told or not count.additional else replace(count, additional=False)
        told.add(count.kind)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _in_sentence(text: str, start: int, end: int) -> Iterator[FoundCount]:
    groups = _groups(text, list(quantities(text, start, end)))
    found: list[FoundCount] = []
    kind = ""
    for group in groups:
        for part in _predicated(text, group, start, end, kind):
            kind = part.kind
            found.append(part)
    yield from _taken_back(text, start, end, found)
    yield from _attackers(text, start, end, found)
    yield from _named(text, start, end, found)


def _taken_back(text: str, start: int, end: int, found: list[FoundCount]) -> Iterator[FoundCount]:
    """Flag the figures right after words such as "an earlier toll of"; "but" and "later" bring the one that stands."""
    withdrawn = _WITHDRAWN.search(text, start, end)
    if withdrawn is None:
        return iter(found)
    stands = _STANDS.search(text, withdrawn.end(), end)
    last = stands.start() if stands else end
    return iter(
        [
            replace(
                f,
                withdrawn=withdrawn.start() < f.end
                and f.start < last
                and f.end > withdrawn.start()
                and f.start >= withdrawn.start() - 12,
            )
            for f in found
        ]
    )


def _groups(text: str, found: list[Quantity]) -> list[list[Quantity]]:
    """Lists of people joined by commas and "and"; a lone comma after "a raid"-like openings joins nothing."""
    groups: list[list[Quantity]] = []
    for quantity in found:
        between = text[groups[-1][-1].end : quantity.start] if groups else ""
        if groups and _JOIN.fullmatch(between) and not quantity.none:
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    split: list[list[Quantity]] = []
    for group in groups:
        commas_only = len(group) > 1 and not re.search(
            r"and|as well as|plus|with", text[group[-2].end : group[-1].start], re.IGNORECASE
        )
        split.extend([[q] for q in group] if commas_only else [group])
    return split


def _kind(match: re.Match[str]) -> str:
    return "fatalities" if match["killed"] else "injured"


def _predicated(text: str, group: list[Quantity], start: int, end: int, last_kind: str) -> Iterator[FoundCount]:
    """Which of a list were killed, which hurt: the verb before rules all, the one after it what is next to it."""
    first, last = group[0], group[-1]
    if first.definite and not (len(group) > 1 or _BEFORE.search(text[max(start, first.start - 70) : first.start])):
        return
    lead = text[max(start, first.start - 70) : first.start]
    before = None if _INFINITIVE.search(lead) else _BEFORE.search(lead)
    after = _AFTER.match(text, last.end, end)
    part = bool(_PART.search(lead))
    also = bool(_ALSO.search(lead.rstrip("( ") + " "))
    noun = next((m for q in reversed(group) if (m := _NOUN.search(q.noun))), None)
    told = _kind(noun) if noun else _kind(before) if before else ""
    if before is not None and after is not None and len(group) > 1 and _kind(before) != _kind(after):
        yield from _counted(text, group[:-1], _kind(before), before, part=part)
        yield from _counted(text, group[-1:], _kind(after), None, end=after.end())
        return
    if after is not None and not told:
        told = _kind(after)
        negated = " not " in f" {after.group(0).lower()} "
        if not negated:
            yield from _counted(text, group, told, None, end=after.end(), part=part)
        return
    if told:
        yield from _counted(text, group, told, before, part=part)
    elif last_kind and _EACH.match(text, last.end, end):
        yield from _counted(text, group, last_kind, None, part=part, also=True, limit=end)
    elif (part or also) and last_kind and not first.article:
        yield from _counted(text, group, last_kind, None, part=part and not also, also=also, limit=end)
    elif first.none and re.search(r"casualt", first.noun, re.IGNORECASE):
        for kind in ("fatalities", "injured"):
            yield from _counted(text, group, kind, None)


def _counted(
    text: str, group: Sequence[Quantity], kind: str, before: re.Match[str] | None, *,
    end: int = 0, part: bool = False, also: bool = False, limit: int = 0,
) -> Iterator[FoundCount]:  # fmt: skip
    """One count for the attackers of a list and one for everybody else in it."""
    for attackers in (False, True):
        chosen = [q for q in group if (q.who == "attackers") == attackers]
        if not chosen:
            continue
        ranges = [_each(text, q, limit) for q in chosen]
        lead = len(before.group(0)) if before else 0
        first, last = group[0].start - lead, max(end, group[-1].end)
        who = "attackers" if attackers else "unknown" if any(q.who == "unknown" for q in chosen) else "victims"
        yield FoundCount(
            first, last, kind, added(ranges), who, text[first:last], part=part,
            additional=also or chosen[0].additional, vague=any(q.vague for q in chosen),
        )  # fmt: skip
    if before is not None and before["self"]:
        yield FoundCount(
            group[0].start - len(before.group(0)),
            group[0].start,
            kind,
            CountRange.exactly(1),
            "attackers",
            before.group(0).strip(),
        )


def _each(text: str, quantity: Quantity, limit: int) -> CountRange:
    """The sum of "two each from the army and the police": as many times as the list is long."""
    each = _EACH.match(text, quantity.end, limit) if limit else None
    if each is None:
        return quantity.range
    times = 1 + len(re.findall(r",\s+and\b|\band\b|,", each["where"]))
    return added([quantity.range] * times)


def _attackers(text: str, start: int, end: int, found: Sequence[FoundCount]) -> Iterator[FoundCount]:
    """The one attacker's own death."""
    for match in _ATTACKER.finditer(text, start, end):
        covered = any(f.who == "attackers" and f.start < match.end() and match.start() < f.end for f in found)
        told = match["part"] or re.search(r"\b(?:killed|dead|died)$", match.group(0), re.IGNORECASE)
        near = any(f.kind == "fatalities" and f.start <= match.start() < f.end + 40 for f in found)
        if not covered and told and (near or not match["part"]):
            words = match.group(0)
            yield FoundCount(
                match.start(),
                match.end(),
                "fatalities",
                CountRange.exactly(1),
                "attackers",
                words,
                part=bool(match["part"]),
            )


def _named(text: str, start: int, end: int, found: Sequence[FoundCount]) -> Iterator[FoundCount]:
    """A person told of by name: "Ivan Petrov was shot dead"."""
    for match in _NAMED.finditer(text, start, end):
        if any(f.start < match.end() and match.start() < f.end for f in found) or re.search(
            r"\b(?:attacker|bomber|assailant|gunman|perpetrator|hijacker|shooter|group|attack|which|that|"
            r"who|it|report|operation)s?\b",
            match["who"],
            re.IGNORECASE,
        ):
            continue
        kind = "injured" if match["hurt"] else "fatalities"
        count = CountRange.exactly(0 if match["not"] else 1)
        yield FoundCount(match.start(), match.end(), kind, count, "victims", match.group(0), named=True)
    for match in _NAMED_OBJECT.finditer(text, start, end):
        name = match["name"] or match["object"]
        plural = name.endswith("s") and not name.endswith("ss")
        people = re.match(r"\s+(?:and\s+(?:[a-z]|\d)|\w+(?:s|men|people|personnel)\b)", text[match.end() :][:30])
        if not plural and not people and not any(f.start < match.end() and match.start() < f.end for f in found):
            yield FoundCount(
                match.start(), match.end(), "fatalities", CountRange.exactly(1), "victims", match.group(0), named=True
            )
