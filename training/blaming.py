"""Learn how the words around an organisation tell whether it did an incident: the signs of `encoder/blaming`.

    python -m training.blaming --base BASE --data DATA --out MODELS

Logistic regression with a quadratic penalty over hashed signs, fitted on the train part of MUC-4 with the key's incidents and the
organisations of all keys, wherever they are named. Prints its average precision on documents that it was not fitted on (five folds).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit
from tokenizers import Tokenizer

from counterclaim.statements.encoder.blaming.scene import Page, Scene, Span, Suspect
from counterclaim.statements.encoder.blaming.signs import guilt_signs
from counterclaim.statements.encoder.blaming.weights import ROWS, Blaming, row
from counterclaim.statements.encoder.guilt import same
from counterclaim.statements.encoder.mentions import Group, Mention, group
from counterclaim.statements.encoder.tokenising import TokenisedText, load_tokenizer, tokenise
from training.muc_gold import Key, Words, key_of, longest, simple

PENALTY = 10.0
"""Of half the squared weights against the summed loss; chosen on the folds."""
SELDOM = 4
"""A sign that fewer cases have is left out."""
FOLDS = 5
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """An organisation before an incident of a document, and whether the key has it that it did it."""

    document: str
    scene: Scene
    guilty: bool


def cases(records: Sequence[dict[str, Any]], tokenizer: Tokenizer) -> Iterator[Case]:
    """Every organisation before every incident of its document."""
    keys = [(record, key_of(record)) for record in records if record["templates"]]
    every = {simple(s) for _, key in keys for e in key.entities if e.role == "PerpOrg" for s in e.strings}
    lexicon = sorted(name for name in every if len(name) > 2)
    for record, key in keys:
        text = tokenise(tokenizer, key.text)
        page, suspects = Page(text), suspects_of(key, text, lexicon)
        for number, template in enumerate(record["templates"]):
            spans: dict[str, list[Span]] = {}
            for entity in key.entities:
                if entity.role != "PerpOrg" and number in entity.incidents and entity.spans:
                    spans.setdefault(entity.role, []).extend(entity.spans)
            if not spans:
                continue
            for suspect in suspects:
                rivals = [s for s in suspects if s is not suspect]
                scene = Scene(page, suspect, rivals, spans, key.types[number][0])
                held = [name for o in template["perp_orgs"] for name in o["names"]]
                yield Case(record["id"], scene, any(same(a, b) for a in suspect.names for b in held))


def suspects_of(key: Key, text: TokenisedText, lexicon: Sequence[str]) -> list[Suspect]:
    """The organisations of a text whose names some key has."""
    words = Words(key.text, key.body)
    spans = longest({span for name in lexicon for span in words.find(name)})
    tokens = [text.tokens_within(*span) for span in spans]
    mentions = [Mention("PerpOrg", a, b, 1.0, text.string(a, b)) for a, b in tokens]

    def suspect(g: Group) -> Suspect:
        return Suspect(g.names, tuple(text.characters(*span) for span in g.spans))

    return [suspect(g) for g in group(mentions, text)]


def matrix(found: Sequence[Case]) -> csr_matrix:
    """Hashed signs of cases, the constant last; rare ones left out."""
    every = [guilt_signs(case.scene) for case in found]
    times = Counter(sign for one in every for sign in one)
    at, columns, values = [], [], []
    for i, one in enumerate(every):
        kept = [(row(sign), strength) for sign, strength in one.items() if times[sign] >= SELDOM and strength]
        at += [i] * (len(kept) + 1)
        columns += [c for c, _ in kept] + [ROWS - 1]
        values += [v for _, v in kept] + [1.0]
    return csr_matrix((values, (at, columns)), shape=(len(every), ROWS))


def fit(signs: csr_matrix, guilty: NDArray[np.bool_], penalty: float = PENALTY) -> Floats:
    """Weights (ROWS,) of the log-odds of guilt; the constant is not penalised."""
    used = np.unique(signs.indices)
    x, side = signs[:, used], np.where(guilty, 1.0, -1.0)
    held = np.where(used == ROWS - 1, 0.0, penalty)

    def loss(w: Floats) -> tuple[float, Floats]:
        margin = side * (x @ w)
        slope = -side * expit(-margin)
        return float(np.logaddexp(0, -margin).sum() + 0.5 * (held * w * w).sum()), x.T @ slope + held * w

    found = minimize(loss, np.zeros(len(used)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    out = np.zeros(ROWS)
    out[used] = found.x
    return out


def unseen(signs: csr_matrix, guilty: NDArray[np.bool_], documents: Sequence[str], penalty: float = PENALTY) -> Floats:
    """Each case's log-odds by a model fitted on the other folds' documents."""
    numbers = {d: i % FOLDS for i, d in enumerate(dict.fromkeys(documents))}
    fold = np.array([numbers[d] for d in documents])
    out = np.zeros(len(fold))
    for k in range(FOLDS):
        out[fold == k] = signs[fold == k] @ fit(signs[fold != k], guilty[fold != k], penalty)
    return out


def average_precision(right: NDArray[np.bool_], scores: Floats) -> float:
    """Mean precision at each right case, best scores first."""
    ordered = right[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(ordered) / np.arange(1, len(ordered) + 1))[ordered].mean())


def main() -> None:
    """Fit and keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="a folder with tokenizer.json")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="the model's folder")
    args = parser.parse_args()
    lines = (args.data / "muc4" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    found = list(cases(records, load_tokenizer(args.base / "tokenizer.json")))
    signs, guilty = matrix(found), np.array([case.guilty for case in found])
    precision = average_precision(guilty, unseen(signs, guilty, [case.document for case in found]))
    print(f"{len(found)} cases, {int(guilty.sum())} guilty; average precision on unseen documents {precision:.3f}")
    Blaming(fit(signs, guilty).astype(np.float32)).write(args.out)


if __name__ == "__main__":
    main()
