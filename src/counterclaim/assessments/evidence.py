"""How well a finding foretells each statement from the others on its question: which of two findings to believe.

Besag's pseudo-likelihood (1975): a statement either repeats what the source on which its speaker leans most says there,
or is spoken independently, given what is believed of the question without it. Copying that is not there costs wherever
the two differ; copying that is there and not seen costs wherever they err alike.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from counterclaim.assessments.compiled import compiled
from counterclaim.assessments.copying import Copying
from counterclaim.assessments.joint import Found, Partition

_LEAST = 1e-12


@compiled
def _foretold(
    claim_start: npt.NDArray[np.int64],
    cell_start: npt.NDArray[np.int64],
    group: npt.NDArray[np.int32],
    source: npt.NDArray[np.int32],
    cell: npt.NDArray[np.int32],
    voice: npt.NDArray[np.float32],
    of_question: npt.NDArray[np.int32],
    domain: npt.NDArray[np.float64],
    rumour: npt.NDArray[np.float64],
    accuracy: npt.NDArray[np.float64],
    belief: npt.NDArray[np.float64],
    suspected: npt.NDArray[np.bool_],
    pairs: npt.NDArray[np.int64],
    copied: npt.NDArray[np.float64],
    sources: int,
    widest: int,
) -> float:
    total = 0.0
    for q in range(len(claim_start) - 1):
        begin, end = claim_start[q], claim_start[q + 1]
        if end - begin < 2:
            continue
        p = of_question[q]
        wrongs = max(domain[p] - 1.0, cell_start[q + 1] - cell_start[q] - 1.0, 1.0)
        for i in range(begin, end):
            same = 0
            lean, agrees = 0.0, False
            for j in range(begin, end):
                if j == i:
                    continue
                if cell[j] == cell[i]:
                    same += 1
                if suspected[source[i]] and suspected[source[j]] and end - begin <= widest:
                    key = np.int64(min(source[i], source[j])) * sources + max(source[i], source[j])
                    at = np.searchsorted(pairs, key)
                    if at < len(pairs) and pairs[at] == key and copied[at] > lean:
                        lean, agrees = copied[at], cell[j] == cell[i]
            error = rumour[p] * same / (end - begin - 1) + (1 - rumour[p]) / wrongs
            a = accuracy[group[i]]
            b = min(max(belief[cell[i]], _LEAST), 1 - _LEAST)
            log_odds = np.log(b / (1 - b)) - voice[i] * np.log(a / ((1 - a) * error))
            without = 1 / (1 + np.exp(-min(max(log_odds, -50.0), 50.0)))
            spoken = without * a + (1 - without) * (1 - a) * error
            total += np.log((lean if agrees else 0.0) + (1 - lean) * spoken + _LEAST)
    return total


def foretold(part: Partition, found: Found, pairs: Copying) -> float:
    """Log pseudo-likelihood of all statements on questions that more than one speaks to."""
    from counterclaim.assessments.copying import WIDEST

    c = part.claims
    suspected = np.zeros(c.sources, np.bool_)
    suspected[pairs.one] = suspected[pairs.other] = True
    return float(
        _foretold(
            c.claim_start, c.cell_start, c.group, c.source, c.cell, part.voice, c.question_property, c.domain,
            found.habits.rumour, np.clip(found.record.mean, 0.01, 0.99), part.belief, suspected, pairs.key,
            pairs.probability * pairs.rate, c.sources, WIDEST,
        )
    )  # fmt: skip
