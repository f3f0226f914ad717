"""The inner loop of joint weighing: beliefs in values from reliabilities, and what they say of the reliabilities.

A source states the truth with its reliability A. Else it errs, and errors are of three kinds: it repeats the rumour of
that question (one wrong value that a share of all errors agree on), it narrowly misses the truth (numbers, dates,
sets), or it gives any other value. A rumour is what keeps many who err alike from passing for many who know.

One call is one round over one partition: statistics of partitions add up.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from counterclaim.assessments.compiled import compiled

_SURE = 1e-12


@compiled
def one_round(
    claim_start: npt.NDArray[np.int64],
    cell_start: npt.NDArray[np.int64],
    group: npt.NDArray[np.int32],
    cell: npt.NDArray[np.int32],
    share: npt.NDArray[np.float32],
    voice: npt.NDArray[np.float32],
    of_question: npt.NDArray[np.int32],
    domain: npt.NDArray[np.float64],
    rumour: npt.NDArray[np.float64],
    missing: npt.NDArray[np.float64],
    right: npt.NDArray[np.float64],
    wrong: npt.NDArray[np.float64],
    weight: npt.NDArray[np.float64],
    thin: npt.NDArray[np.bool_],
    near_start: npt.NDArray[np.int64],
    near: npt.NDArray[np.float32],
    known: npt.NDArray[np.int64],
    counted: npt.NDArray[np.float64],
    belief: npt.NDArray[np.float64],
    anchored: bool,
) -> tuple[Any, Any]:
    """Update ``belief`` (per cell) in place; return expected right statements per group and error counts per property.

    ``right`` and ``wrong`` are each group's pseudo-counts with its prior, ``weight`` the log odds they give; a ``thin``
    group's statement is judged by the group's other statements only, so that no source vouches for itself. A statement
    speaks with its ``voice`` (1, less what is copied). A source that gives several values to a question is right if the
    truth is among them, and its record counts the question once: ``share`` is 1 over the number of its values. Error
    counts are columns: errors, those on the rumour, those that could be near misses, those that are.
    """
    said_right = np.zeros(len(right))
    errors = np.zeros((len(domain), 4))
    widest = 1
    for q in range(len(claim_start) - 1):
        widest = max(widest, cell_start[q + 1] - cell_start[q])
    score, count, spread = np.zeros(widest), np.zeros(widest), np.zeros(widest)
    rumoured, summed = np.zeros(widest), np.zeros(widest)
    has_near = len(near_start) > 0
    for q in range(len(claim_start) - 1):
        first, k = cell_start[q], cell_start[q + 1] - cell_start[q]
        if k == 0:
            continue
        p = of_question[q]
        wrongs = max(domain[p] - 1.0, k - 1.0, 1.0)
        absent = max(wrongs + 1.0 - k, 0.0)
        score[:k] = 0.0
        count[:k] = 0.0
        total = 0.0
        for i in range(claim_start[q], claim_start[q + 1]):
            g, c = group[i], cell[i] - first
            w = weight[g]
            if thin[g]:
                mine = share[i] * counted[q]
                w = np.log(
                    max(right[g] - mine * belief[first + c], _SURE)
                    / max(wrong[g] - mine * (1 - belief[first + c]), _SURE)
                )
            score[c] += voice[i] * w
            count[c] += voice[i]
            total += voice[i]
        e, r = missing[p], rumour[p]
        if has_near and near_start[q] >= 0:
            most = -np.inf
            for t in range(k):
                # Errors relative to "any value": near misses first, then the rumour among them.
                told, top = 0.0, 0.0
                for x in range(k):
                    base = (1 - e) + e * wrongs * near[near_start[q] + x * k + t]
                    rumoured[x] = count[x] * np.log1p(r * wrongs / ((1 - r) * base)) if x != t else 0.0
                    if x != t:
                        told += count[x] * (np.log((1 - r) * base / wrongs))
                        top = max(top, rumoured[x])
                z, s = absent * np.exp(-top), 0.0
                for x in range(k):
                    if x != t:
                        part = np.exp(rumoured[x] - top)
                        z += part
                        s += part * count[x]
                if z > 0:
                    score[t] += told + np.log(z / wrongs) + top
                    summed[t] = s / z
                else:
                    score[t] += told
                    summed[t] = 0.0
                most = max(most, score[t])
            # No stated value: every statement is some error.
            gain = np.log1p(r * wrongs / (1 - r))
            top = 0.0
            for x in range(k):
                top = max(top, gain * count[x])
            z, s = max(absent - 1.0, 0.0) * np.exp(-top), 0.0
            for x in range(k):
                part = np.exp(gain * count[x] - top)
                z += part
                s += part * count[x]
            other = -np.inf
            if absent > 0:
                other = total * np.log((1 - r) / wrongs) + np.log(absent * z / wrongs) + top
                most = max(most, other)
            s_other = s / z
        else:
            gain = np.log1p(r * wrongs / (1 - r))
            unit = np.log(wrongs / (1 - r))
            top = 0.0
            for x in range(k):
                top = max(top, gain * count[x])
            floor = np.exp(-top)
            z, s = 0.0, 0.0
            for x in range(k):
                part = np.exp(gain * count[x] - top)
                rumoured[x] = part
                z += part
                s += part * count[x]
            most = -np.inf
            for t in range(k):
                rest, rest_s = z - rumoured[t], s - rumoured[t] * count[t]
                if rest < 1e-3 * z:
                    rest, rest_s = 0.0, 0.0
                    for x in range(k):
                        if x != t:
                            rest += rumoured[x]
                            rest_s += rumoured[x] * count[x]
                rest += absent * floor
                score[t] += count[t] * unit
                summed[t] = 0.0
                if rest > 0:
                    score[t] += np.log(rest) + top
                    summed[t] = rest_s / rest
                most = max(most, score[t])
            other = -np.inf
            s_other = 0.0
            if absent > 0:
                z_other = z + max(absent - 1.0, 0.0) * floor
                other = np.log(absent * z_other) + top
                s_other = s / z_other
                most = max(most, other)
        z = np.exp(other - most)
        for t in range(k):
            spread[t] = np.exp(score[t] - most)
            z += spread[t]
        other = np.exp(other - most) / z
        for t in range(k):
            spread[t] /= z
        if anchored and known[q] != -1:
            other = 1.0 if known[q] < 0 else 0.0
            for t in range(k):
                spread[t] = 1.0 if known[q] == first + t else 0.0
        on, away = other * s_other, other * total
        for t in range(k):
            belief[first + t] = spread[t]
            on += spread[t] * summed[t]
            away += spread[t] * (total - count[t])
        errors[p, 0] += away * counted[q]
        errors[p, 1] += on * counted[q]
        if has_near and near_start[q] >= 0:
            for t in range(k):
                if spread[t] > 1e-6:
                    for x in range(k):
                        if x != t:
                            close = e * wrongs * near[near_start[q] + x * k + t]
                            errors[p, 2] += spread[t] * count[x] * counted[q]
                            errors[p, 3] += spread[t] * count[x] * counted[q] * close / (1 - e + close)
        for i in range(claim_start[q], claim_start[q + 1]):
            said_right[group[i]] += counted[q] * spread[cell[i] - first]
    return said_right, errors


@compiled
def tally(
    claim_start: npt.NDArray[np.int64],
    group: npt.NDArray[np.int32],
    cell: npt.NDArray[np.int32],
    share: npt.NDArray[np.float32],
    counted: npt.NDArray[np.float64],
    belief: npt.NDArray[np.float64],
    groups: int,
) -> tuple[Any, Any]:
    """Expected right statements per group, and those that count, from beliefs as they are."""
    right, said = np.zeros(groups), np.zeros(groups)
    for q in range(len(claim_start) - 1):
        for i in range(claim_start[q], claim_start[q + 1]):
            right[group[i]] += counted[q] * belief[cell[i]]
            said[group[i]] += counted[q] * share[i]
    return right, said
