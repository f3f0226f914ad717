"""Invented tables in which sources err together, in many ways and to any degree: what doubt is learned from.

A table is drawn in two steps. First what is in it: questions, values, sources, who speaks on what, how skilled they
are. Then which of seven ways to err together are at work, each to a degree drawn evenly: misreadings that many share,
feeds that sources take over, cascades in which whoever comes later repeats what he finds, schools with definitions of
their own, earlier truths that some still state, numbers nearly right, and one desk behind all who speak on a question.
An eighth family has none of these. Truth is known, so it is known how often the best value of a table is right.

The ranges are set by reasoning about the trades that make such tables (crowds, feeds, forms that editors fill, counts
of the dead), not from any real table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from counterclaim.assessments.arrays import Claims, claims_of
from counterclaim.assessments.near import near_numbers, near_sets

Array = npt.NDArray[np.generic]
MISREADING, FEED, CASCADE, SCHOOL, STALE, NEARLY, DESK, NONE = (
    "misreading", "feed", "cascade", "school", "stale", "nearly", "desk", "none"
)  # fmt: skip
FAMILIES = (MISREADING, FEED, CASCADE, SCHOOL, STALE, NEARLY, DESK, NONE)
MOST_STATEMENTS = 30_000


@dataclass(frozen=True)
class World:
    """One invented table and its truth."""

    claims: Claims
    truth: npt.NDArray[np.int64]
    """Per question: the true cell, -2 where nobody states the truth."""
    families: tuple[str, ...]


@dataclass
class _Table:
    """Statements while they are being made; ``label`` 0 is true, others are names of errors on that question."""

    question: Array
    source: Array
    label: Array
    skill: Array
    """Per source."""
    easy: Array
    """Per question: what is added to the log odds of being right."""
    values: int
    """How many values a question can have; 0 where there is no end of them."""
    questions: int
    families: list[str] = field(default_factory=list)


def world(rng: np.random.Generator, families: Sequence[str] = FAMILIES) -> World:
    """Draw a table in which one of the ``families`` leads, and each other of them is at work in one of five."""
    leading = str(rng.choice(list(families)))
    active = [leading] if leading == NONE else [
        f for f in families if f == leading or (f != NONE and rng.random() < 0.2)
    ]  # fmt: skip
    table = _spoken(rng)
    table.families = active
    for family in (SCHOOL, STALE, NEARLY, MISREADING, FEED, CASCADE, DESK):
        if family in active:
            _WAYS[family](table, rng)
    return _coded(table, rng)


def _log_uniform(rng: np.random.Generator, low: float, high: float) -> float:
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def _spoken(rng: np.random.Generator) -> _Table:
    """Who speaks on what, each in his own words: errors independent but for favourite values."""
    questions = round(_log_uniform(rng, 2, 4000))
    per_question = _log_uniform(rng, 1.2, 20)
    if rng.random() < 0.5:
        sources = round(per_question + _log_uniform(rng, 1, 40))
        covers = np.clip(rng.beta(1.5, 1.5, sources), 0.02, 1)
        covers = np.minimum(covers * per_question / covers.sum(), 1)
        heard = rng.random((questions, sources)) < covers
        question, source = np.nonzero(heard)
    else:
        sources = max(3, round(questions * per_question / _log_uniform(rng, 1.5, 300)))
        weight = 1 / np.arange(1, sources + 1) ** rng.uniform(0.2, 1.2)
        many = questions * per_question
        question = rng.integers(0, questions, round(many))
        source = rng.choice(sources, len(question), p=weight / weight.sum())
        pair = np.unique(question.astype(np.int64) * sources + source)
        question, source = pair // sources, pair % sources
    keep = question < question[min(len(question) - 1, MOST_STATEMENTS)] + 1 if len(question) else question < 0
    question, source = question[keep], source[keep]
    mean, sameness = rng.beta(3.5, 1.5), _log_uniform(rng, 1, 40)
    skill = np.clip(rng.beta(mean * sameness, (1 - mean) * sameness, sources), 0.01, 0.99)
    values = int(rng.choice([2, 2, 3, 4, 6, 10, 0, 0, 0, 0]))
    easy = rng.normal(0, rng.choice([0, 0.5, 1.5]), questions)
    table = _Table(question, source, np.zeros(len(question), np.int64), skill, easy, values, questions)
    return replace(table, label=_own_words(table, rng))


def _own_words(table: _Table, rng: np.random.Generator) -> Array:
    """What each would say alone."""
    skill = table.skill[table.source]
    odds = np.log(skill / (1 - skill)) + table.easy[table.question]
    right = rng.random(len(skill)) < 1 / (1 + np.exp(-odds))
    wrong = rng.integers(1, table.values, len(skill)) if table.values else rng.integers(1, 10**6, len(skill))
    return np.where(right, 0, wrong)


def _misreading(table: _Table, rng: np.random.Generator) -> None:
    """On some questions there is one wrong answer that attracts."""
    trapped = rng.random(table.questions) < rng.uniform(0, 0.6)
    bait = rng.integers(1, table.values or 50, table.questions)
    falls = rng.random(len(table.label)) < rng.uniform(0.2, 1)
    table.label = np.where(trapped[table.question] & falls, bait[table.question], table.label)


def _feed(table: _Table, rng: np.random.Generator) -> None:
    """Sources take over what one of a few feeds says; nobody tells which."""
    feeds = int(rng.integers(1, 6))
    sources = len(table.skill)
    of = np.where(rng.random(sources) < rng.uniform(0.2, 1), rng.integers(0, feeds, sources), -1)
    skill = rng.beta(3, 2, feeds)
    said = np.where(
        rng.random((feeds, table.questions)) < skill[:, None], 0,
        rng.integers(1, table.values or 10**6, (feeds, table.questions)),
    )  # fmt: skip
    knows = rng.random((feeds, table.questions)) < rng.uniform(0.4, 1)
    takes = rng.uniform(0.3, 1)
    f = of[table.source]
    taken = (f >= 0) & knows[f, table.question] & (rng.random(len(f)) < takes)
    table.label = np.where(taken, said[f, table.question], table.label)


def _cascade(table: _Table, rng: np.random.Generator) -> None:
    """Whoever comes later repeats what stands there, with one chance for all."""
    repeats = rng.random(len(table.label)) < rng.uniform(0.1, 0.95)
    order = np.lexsort((rng.random(len(table.label)), table.question))
    label = table.label
    for before, now in zip(order[:-1].tolist(), order[1:].tolist(), strict=True):
        if table.question[before] == table.question[now] and repeats[now]:
            label[now] = label[before]


def _school(table: _Table, rng: np.random.Generator) -> None:
    """Sources go by definitions of their own; the truth is by one of them, not always the most followed."""
    schools = int(rng.integers(2, 5))
    shares = rng.dirichlet(np.full(schools, 1.0))
    if rng.random() < 0.7:
        shares = np.sort(shares)[::-1]
    of = rng.choice(schools, len(table.skill), p=shares)
    differs = rng.random((schools, table.questions)) < rng.uniform(0, 0.9)
    differs[0] = False
    answer = np.where(differs, rng.integers(1, table.values or 40, (schools, table.questions)), 0)
    heeded = rng.random(len(table.label)) < rng.uniform(0.5, 1)
    mine = answer[of[table.source], table.question]
    table.label = np.where((table.label == 0) & heeded, mine, table.label)


def _stale(table: _Table, rng: np.random.Generator) -> None:
    """The truth changed once or twice, and some state what was true before."""
    versions = int(rng.integers(1, 4))
    changed = rng.random(table.questions) < rng.uniform(0.1, 1)
    late = np.clip(rng.beta(1, 1.5, len(table.skill)) * rng.uniform(0.3, 1.3), 0, 0.97)[table.source]
    age = rng.geometric(0.6, len(table.label)).clip(1, versions)
    of_old = changed[table.question] & (rng.random(len(late)) < late) & (table.label == 0)
    name = age % (table.values or 10**6) if table.values else 10**6 + age
    table.label = np.where(of_old, np.maximum(name, 1), table.label)


def _nearly(table: _Table, rng: np.random.Generator) -> None:
    """Whoever is right is so but for noise that is rounded: neighbours of the truth are named by several."""
    if table.values:
        _misreading(table, rng)
        return
    spread = np.clip(rng.gamma(1.5, rng.uniform(0.1, 1.2), len(table.skill)), 0.02, 6)[table.source]
    common = np.round(rng.normal(0, rng.uniform(0, 1.5), table.questions))[table.question]
    off = np.round(rng.normal(0, spread) + common).astype(np.int64)
    name = np.where(off == 0, 0, 2 * 10**6 + 1000 + off)
    table.label = np.where(table.label == 0, name, table.label)


def _desk(table: _Table, rng: np.random.Generator) -> None:
    """On some or all questions one desk answers, and all who speak there pass it on."""
    whole = rng.uniform(0.1, 1) if rng.random() < 0.7 else 1.0
    passed = rng.random(table.questions) < whole
    skill = rng.beta(3.5, 1.5)
    told = np.where(rng.random(table.questions) < skill, 0, rng.integers(1, table.values or 10**6, table.questions))
    keeps = rng.random(len(table.label)) < rng.choice([1.0, 1.0, 0.97, 0.9])
    table.label = np.where(passed[table.question] & keeps, told[table.question], table.label)


_WAYS: dict[str, Callable[[_Table, np.random.Generator], None]] = {
    MISREADING: _misreading, FEED: _feed, CASCADE: _cascade, SCHOOL: _school, STALE: _stale, NEARLY: _nearly,
    DESK: _desk,
}  # fmt: skip


def _coded(table: _Table, rng: np.random.Generator) -> World:
    """Values get codes that tell nothing of the truth; a table of words, or of numbers that are compared by nearness."""
    _, question = np.unique(table.question, return_inverse=True)
    sets = False
    questions = int(question.max()) + 1
    if table.values:
        prior = rng.dirichlet(np.full(table.values, _log_uniform(rng, 0.7, 20)))
        turn = rng.choice(table.values, questions, p=prior)
        value = (table.label + turn[question]) % table.values
        if NONE not in table.families and rng.random() < 0.3:
            value = _by_habit(value, table, rng)
        domain = float(table.values)
        truth = turn
    elif sets := rng.random() < 0.3:
        value, truth, found_sets = _as_sets(table.label, question, rng)
        domain = float(max(2 * len(np.unique(value)), 2))
    else:
        middle = np.exp(rng.normal(0, rng.uniform(0.3, 3), questions) + 8)
        number = _number(table.label, question, middle, rng)
        found, value = np.unique(np.concatenate([number, np.round(middle)]), return_inverse=True)
        value, truth = value[: len(number)], value[len(number) :]
        domain = float(max(2 * len(np.unique(number)), 13))
    source = table.source
    if rng.random() < 0.15:
        # Some sources give a second value to some questions.
        again = np.flatnonzero(rng.random(len(value)) < rng.uniform(0, 0.4))
        question, source = np.append(question, question[again]), np.append(source, source[again])
        value = np.append(value, rng.permutation(value[again]) if table.values else _beside(value, again, question))
    properties = int(rng.choice([1, 1, 1, 2, 5]))
    of = rng.integers(0, properties, questions)
    of[: min(properties, questions)] = np.arange(properties)[:questions]
    claims = claims_of(question, source, value, questions=questions, domain=domain, question_property=of)
    if sets:
        members = [found_sets[v] for v in claims.value.tolist()]
        claims = near_sets(claims, members, np.ones(len(claims.domain), np.bool_))
    elif not table.values and rng.random() < 0.4:
        low = found[claims.value]
        claims = near_numbers(claims, np.log1p(low), np.log1p(low), np.ones(len(claims.domain), np.bool_))
    true = np.full(questions, -2, np.int64)
    hit = np.flatnonzero(claims.value == truth[claims.cell_question])
    true[claims.cell_question[hit]] = hit
    return World(claims, true, tuple(table.families))


def _as_sets(label: Array, question: Array, rng: np.random.Generator) -> tuple[Array, Array, list[frozenset[str]]]:
    """Sets for labels: some errors leave members out or put one in, and the same error always the same way."""
    partly, whole = rng.uniform(0.1, 0.95), 1 + rng.poisson(rng.uniform(0.2, 3), int(question.max()) + 1)
    codes: dict[frozenset[str], int] = {}
    known: dict[tuple[int, int], int] = {}

    def code(q: int, name: int) -> int:
        if (q, name) not in known:
            own = np.random.default_rng((q, name))
            full = [f"{q}:{i}" for i in range(whole[q])]
            found = set(full)
            if name and own.random() < partly:
                kept = own.random(len(full)) < 0.6
                found = {m for m, keep in zip(full, kept, strict=True) if keep} or {full[0]}
                if len(found) == len(full) or own.random() < 0.15:
                    found.add(f"{q}:x{own.integers(0, 5)}")
            elif name:
                found = {f"{q}:y{own.integers(0, 10**6)}" for _ in range(own.integers(1, len(full) + 2))}
            known[q, name] = codes.setdefault(frozenset(found), len(codes))
        return known[q, name]

    value = np.array([code(q, n) for q, n in zip(question.tolist(), label.tolist(), strict=True)], np.int64)
    truth = np.array([code(q, 0) for q in range(len(whole))], np.int64)
    return value, truth, list(codes)


def _by_habit(value: Array, table: _Table, rng: np.random.Generator) -> Array:
    """Some sources answer most questions with one value, whatever is asked."""
    habit = rng.random(len(table.skill)) < rng.uniform(0, 0.7)
    usual = rng.integers(0, table.values, len(table.skill))
    if rng.random() < 0.5:
        usual[:] = usual[0]
    idle = habit[table.source] & (rng.random(len(value)) < rng.uniform(0.3, 1))
    return np.where(idle, usual[table.source], value)


def _beside(value: Array, again: Array, question: Array) -> Array:
    """For each of ``again`` what the statement before it says, if it is on the same question."""
    before = np.maximum(again - 1, 0)
    return np.where(question[before] == question[again], value[before], value[again])


def _number(label: Array, question: Array, middle: Array, rng: np.random.Generator) -> Array:
    """Numbers for labels: near misses lie near, the other errors anywhere."""
    off = label - (2 * 10**6 + 1000)
    near = np.abs(off) < 1000
    step = np.maximum(np.round(middle * rng.choice([0.002, 0.02])), 1)[question]
    scale = np.random.default_rng(7).normal(0, 0.7, 4096)[label % 4096]
    other = np.maximum(np.round(middle[question] * np.exp(scale)), 0) + 1
    stated = np.where(near, np.round(middle[question]) + off * step, other)
    return np.where(label == 0, np.round(middle[question]), np.maximum(stated, 0))
