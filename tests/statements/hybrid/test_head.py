"""The statement head on made-up weights, beside the same sums written out a unit at a time."""

import math

import numpy as np
import pytest

from counterclaim.statements.encoder.dense import Heads
from counterclaim.statements.hybrid.head import SPECIAL, StatementHead
from counterclaim.statements.hybrid.judged import Heard, Judged
from counterclaim.statements.hybrid.units import NAME, Unit, Voice
from counterclaim.statements.who import Who

SIZE, FEATURES, ACTS, HEADS, DEPTH, INNER, VOICE, MEETING = 6, 3, 7, 4, 48, 5, 2, 8
WHO = Who(name="the Front", key="front", kind="organisation")
SHAPES = {
    "query": (HEADS * DEPTH, SIZE + FEATURES),
    "keys": (HEADS * DEPTH, SIZE),
    "values": (HEADS * DEPTH, SIZE),
    "inner": (INNER, 2 * SIZE + HEADS * DEPTH + FEATURES),
    "acts": (ACTS, INNER),
    "wide": (ACTS, FEATURES),
    "asked": (MEETING, INNER + 4),
    "voice": (MEETING, SIZE + VOICE),
    "lean": (1, VOICE),
    "kinds": (9, INNER + 4 + MEETING),
}


@pytest.fixture(name="arrays")
def fixture_arrays():
    draw = np.random.default_rng(7)
    arrays = {"act_names.weight": draw.normal(size=(ACTS, 4)), "special": draw.normal(size=(SPECIAL, MEETING))}
    for name, shape in SHAPES.items():
        arrays[f"{name}.weight"], arrays[f"{name}.bias"] = draw.normal(size=shape) * 0.3, draw.normal(size=shape[0])
    return {f"statements.{name}": value.astype(np.float32) for name, value in arrays.items()}


@pytest.fixture(name="states")
def fixture_states():
    return np.random.default_rng(8).normal(size=(9, SIZE)).astype(np.float32)


def judged(mention, sentence, told, voices=()):
    unit = Unit(sentence=0, who=WHO, form=NAME, token=0, spans=((0, 1),))
    heard = Heard(
        [Voice(sentence=0, who=WHO, token=a, span=(a, b)) for a, b in voices],
        list(voices),
        np.array([[0.5, a] for a, _ in voices], np.float32).reshape(-1, VOICE),
    )
    return Judged(unit, mention, sentence, np.array(told, np.float32), lambda: heard)


def one_by_one(arrays, states, unit):
    """Attention and logits of one unit, every number on its own."""

    def linear(name, x):
        return arrays[f"statements.{name}.weight"] @ x + arrays[f"statements.{name}.bias"]

    first, past = unit.sentence
    mention = sum(states[t] for t in unit.mention) / len(unit.mention)
    query, seen, looked = linear("query", np.concatenate([mention, unit.features])), [], np.zeros(past - first)
    for head in range(HEADS):
        part = slice(head * DEPTH, (head + 1) * DEPTH)
        scores = [query[part] @ linear("keys", states[t])[part] / math.sqrt(DEPTH) for t in range(first, past)]
        weights = np.exp(scores) / np.exp(scores).sum()
        looked += weights / HEADS
        seen.append(sum(w * linear("values", states[first + t])[part] for t, w in enumerate(weights)))
    whole = sum(states[first:past]) / (past - first)
    x = linear("inner", np.concatenate([mention, *seen, whole, unit.features]))
    inner = np.array([0.5 * v * (1 + math.erf(v / math.sqrt(2))) for v in x])
    return looked, linear("acts", inner) + linear("wide", unit.features)


def test_units_of_a_text_judged_together_are_judged_as_each_alone(arrays, states):
    units = [judged([1], (0, 4), [1, 0, 0]), judged([0, 3], (0, 4), [0, 1, 0]), judged([6, 7], (4, 9), [0, 0.5, 1])]

    found = StatementHead(Heads(arrays, "statements")).opinions(states, units)

    for number, unit in enumerate(units):
        looked, logits = one_by_one(arrays, states, unit)
        assert found.looked(number) == pytest.approx(looked, abs=1e-5)
        assert found.logits[number] == pytest.approx(logits, abs=1e-4)


def test_a_unit_without_voices_has_only_the_text_nobody_named_and_the_author_for_speakers(arrays, states):
    head, unit = StatementHead(Heads(arrays, "statements")), judged([1], (0, 4), [1, 0, 0])

    speakers, kinds = head.speaker(states, unit, np.ones(INNER, np.float32), 2)

    assert speakers.shape == (SPECIAL,)
    assert speakers.sum() == pytest.approx(1)
    assert kinds.shape == (9,)


def test_a_voice_is_heard_by_the_mean_of_its_tokens(arrays, states):
    head, inner = StatementHead(Heads(arrays, "statements")), np.ones(INNER, np.float32)
    equal = states.copy()
    equal[2] = equal[3] = (states[2] + states[3]) / 2

    unit = judged([1], (0, 5), [1, 0, 0], voices=[(2, 4), (4, 5)])

    assert head.speaker(states, unit, inner, 0)[0] == pytest.approx(head.speaker(equal, unit, inner, 0)[0], abs=1e-5)
    assert head.speaker(states, unit, inner, 0)[0].shape == (SPECIAL + 2,)
