"""Voices that copy each other, found by what they say alike over the whole ledger, above all by errors in common.

Two good witnesses agree because both are right; two copies of one also agree where they are wrong. Every question of
the ledger on which a voice gives a value goes into one table, and pairs that agree more, above all in error, than
independent voices would are found there as in any table (Dong, Berti-Équille and Srivastava 2009; ``copying``). What
counts is the probability that they depend on each other, times the share that is copied.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from counterclaim.assessments.hypotheses import SUPPORTS
from counterclaim.assessments.leaning import NO_LEANING, Leaning
from counterclaim.assessments.voices import standing, voice_keys
from counterclaim.model import Evidence, Property, Resolution

LEAST_AGREEMENTS = 5
"""Pairs that agree less often are not suspected; nobody else is looked at, so that small ledgers cost nothing."""
LEAST = 0.5
"""Pairs less probable than this count as independent."""
_ASKED = (Property.PERPETRATOR, Property.FATALITIES, Property.INJURED, Property.DATE)
Question = tuple[str, Property]


def leaning(evidence: Mapping[str, Sequence[Evidence]], resolutions: Sequence[Resolution] = ()) -> Leaning:
    """Find the pairs in the evidence of all events; ``resolutions`` say which values turned out true."""
    said = _said(evidence)
    suspected = _suspected(said)
    if not suspected:
        return NO_LEANING
    # The arrays and their compiled loops are loaded only where there is somebody to suspect.
    from counterclaim.assessments.arrays import NONE_OF_THESE, claims_of
    from counterclaim.assessments.methods.hierarchical import Hierarchical

    questions = sorted(said)
    names = sorted({voice for values in said.values() for voice, _ in values})
    known_values = sorted({(q[1], value) for q, values in said.items() for _, value in values})
    place = {name: i for i, name in enumerate(names)}
    code = {pair: i for i, pair in enumerate(known_values)}
    rows = [(i, place[v], code[q[1], value]) for i, q in enumerate(questions) for v, value in sorted(said[q])]
    properties = sorted({q[1] for q in questions})
    many = Counter(p for p, _ in known_values)
    claims = claims_of(
        *zip(*rows, strict=True),
        questions=len(questions),
        question_property=[properties.index(p) for _, p in questions],
        domain=[max(2.0 * many[p], 13.0) for p in properties],
    )
    known = claims.nothing_known()
    asked = {q: i for i, q in enumerate(questions)}
    for r in resolutions:
        q = asked.get((r.event_id, r.property))
        if q is not None:
            value = r.value_key if r.property is Property.PERPETRATOR else r.value
            cells = range(int(claims.cell_start[q]), int(claims.cell_start[q + 1]))
            true = code.get((r.property, value), -1)
            known.cell[q] = next((c for c in cells if claims.value[c] == true), NONE_OF_THESE)
    found = Hierarchical(confusions=False, doubt=None).fit(claims, known).learned
    if found is None or found.copying is None:
        return NO_LEANING
    pairs = found.copying
    numbers = zip(
        pairs.one.tolist(), pairs.other.tolist(), pairs.probability.tolist(), pairs.rate.tolist(), strict=True
    )
    return Leaning({(names[a], names[b]): p * rate for a, b, p, rate in numbers if p >= LEAST})


def _said(evidence: Mapping[str, Sequence[Evidence]]) -> dict[Question, set[tuple[str, str]]]:
    """Per question, who gives which value; voices that no other event can know again are left out."""
    said: dict[Question, set[tuple[str, str]]] = defaultdict(set)
    for event_id in sorted(evidence):
        for prop in _ASKED:
            heard = standing(evidence[event_id], prop)
            for e, key in zip(heard, voice_keys(heard), strict=True):
                value = e.value_key if prop is Property.PERPETRATOR else e.statement.value
                if e.statement.act in SUPPORTS and value and "@" not in key:
                    said[event_id, prop].add((key, value))
    return said


def _suspected(said: Mapping[Question, set[tuple[str, str]]]) -> set[tuple[str, str]]:
    """Pairs of voices that agree often enough."""
    agreed: Counter[tuple[str, str]] = Counter()
    for values in said.values():
        by_value: dict[str, list[str]] = defaultdict(list)
        for voice, value in sorted(values):
            by_value[value].append(voice)
        for voices in by_value.values():
            agreed.update(combinations(voices, 2))
    return {pair for pair, many in agreed.items() if many >= LEAST_AGREEMENTS}
