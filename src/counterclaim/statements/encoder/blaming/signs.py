"""Signs that a text says of an organisation that it did an incident, or does not."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from counterclaim.statements.encoder.blaming.scene import FAR, ORGANISATION, WORD, Scene
from counterclaim.statements.encoder.blaming.wording import groups_of, kinds

BESIDE = 5
"""Words on either side that are heard one by one."""
_MOST = 6
"""So many sentences with the organisation are read, those nearest to the incident."""
_DOING = ("insurgents", "forces", "drugs")
Signs = dict[str, float]


def guilt_signs(scene: Scene) -> Signs:
    """The signs, by name, with their strengths."""
    signs: Signs = {}
    for sentence in scene.sentences[:_MOST]:
        zone = _zone(scene.away(sentence))
        words = scene.read(sentence)
        signs |= dict.fromkeys(_sentence_signs(words, zone), 1.0)
    signs |= _standing(scene)
    return signs | dict.fromkeys(_kind_signs(scene), 1.0)


def _zone(away: int) -> str:
    return "0" if away == 0 else "1" if away == 1 else "2" if away <= 3 else "far"


def _sentence_signs(words: Sequence[str], zone: str) -> Iterator[str]:
    """What a sentence with the organisation says."""
    yield f"zone{zone}"
    yield from (f"zone{zone} has {group}" for word in words for group in groups_of(word))
    for at, word in enumerate(words):
        if word == ORGANISATION:
            yield from _beside(words[max(0, at - BESIDE) : at], words[at + 1 : at + 1 + BESIDE], zone)
            yield from _around(words, at, zone)
            yield from _doing(words, at, zone)


def _beside(left: Sequence[str], right: Sequence[str], zone: str) -> Iterator[str]:
    """Single words near by, and the one, two and three words next to the organisation."""
    yield from (f"left {word}" for word in left)
    yield from (f"right {word}" for word in right)
    for n in (1, 2, 3):
        if len(left) >= n:
            yield f"before {' '.join(left[-n:])}"
        if len(right) >= n:
            yield f"then {' '.join(right[:n])}"
    if left:
        yield f"zone{zone} before {left[-1]}"


def _around(words: Sequence[str], at: int, zone: str) -> Iterator[str]:
    """Groups of words and other entities of the sentence, by side and distance."""
    for place, word in enumerate(words):
        side, away = ("left" if place < at else "right"), abs(place - at)
        if word.startswith("<") and word != ORGANISATION:
            yield f"{word} {side} {0 if away <= BESIDE else 1 if away <= 12 else 2}"
        for group in groups_of(word):
            sign = f"{group} {side} {0 if away <= 3 else 1 if away <= 8 else 2}"
            yield sign
            if zone in "01":
                yield f"zone{zone} {sign}"


def _doing(words: Sequence[str], at: int, zone: str) -> Iterator[str]:
    """Whether it is attacked by the organisation, or the organisation attacks."""
    by = [place for place in range(max(0, at - 6), at) if words[place] == "BY"]
    if by:
        yield "by"
        yield from (f"{group} by" for word in words[max(0, by[-1] - 3) : by[-1]] for group in groups_of(word))
        if zone in "01":
            yield "by near"
    if any("violence" in groups_of(word) for word in words[at + 1 : at + 7]):
        yield "does violence"
        yield f"zone{zone} does violence"


def _standing(scene: Scene) -> Signs:
    """How near the organisation stands to the incident, how often it is named, and how its rivals compare."""
    page = scene.page
    gap = scene.away(scene.sentences[0]) if scene.sentences else FAR
    rival = min((scene.away(page.sentence(a)) for r in scene.rivals for a, _ in r.spans), default=FAR)
    most = max((len(r.spans) for r in scene.rivals), default=0)
    before = bool(scene.incident_sentences) and scene.sentences[0] < scene.incident_sentences[0]
    return {
        "gap": min(gap, 8) / 4,
        "gap of rivals": min(rival, 8) / 4,
        "times named": math.log1p(len(scene.suspect.spans)),
        "rivals": math.log1p(len(scene.rivals)),
        "roles filled": sum(bool(spans) for spans in scene.incident.values()) / 4,
        "named most": float(len(scene.suspect.spans) >= most),
        "alone": float(not scene.rivals),
        "nearest": float(gap <= rival),
        "nearer": float(gap < rival),
        "told before": float(before),
        "in the lead": float(min(scene.sentences, default=FAR) - page.first <= 1),
        f"gap {min(gap, 6)}": 1.0,
        f"type {scene.kind}": 1.0,
    }


def _kind_signs(scene: Scene) -> Iterator[str]:
    """What kind of organisation it is, beside whom the text saw do it, to whom, and whose voice it is."""
    page, found = scene.page, kinds(scene.suspect.names)
    doers = _words(scene, ["PerpInd"])
    seen = {group for word in doers for group in groups_of(word)}
    around = {
        group
        for s in scene.incident_sentences[:4]
        for i in page.sentences.get(s, [])
        for group in groups_of(page.words[i])
        if group in _DOING
    }
    sufferers = _words(scene, ["Victim", "VictimDescription", "Target"])
    gap = min(scene.away(scene.sentences[0]), 3) if scene.sentences else 3
    yield from (f"doer {word}" for word in doers)
    yield from (f"doer is {group}" for group in seen)
    for kind in found:
        yield f"kind {kind}"
        yield f"kind {kind} {scene.kind}"
        yield f"kind {kind} gap {gap}"
        yield f"kind {kind} {'some' if doers else 'no'} doer"
        yield from (f"kind {kind} doer {group}" for group in seen)
        yield from (f"kind {kind} near {group}" for group in around)
        yield from (f"kind {kind} to {word}" for word in sufferers)
        yield from (f"kind {kind} {voice}" for voice in ("CLANDESTINE", "COMMUNIQUE") if voice in page.header)
    yield from (f"itself {role}" for role, spans in scene.incident.items() if _overlap(spans, scene.suspect.spans))


def _words(scene: Scene, roles: Sequence[str]) -> set[str]:
    """The words of an incident's entities in some roles."""
    spans = [s for role in roles for s in scene.incident.get(role, ())[:6]]
    return {word for a, b in spans for word in WORD.findall(scene.page.text[a:b])}


def _overlap(some: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> bool:
    return any(a < d and c < b for a, b in some for c, d in others)
