"""Linking on a ledger whose story is known: which pairs of mentions should be one event, and which are.

    python benchmarks/linking.py TRUTH.yaml LEDGER.db [--pairs]

TRUTH is a key in the form of ``examples/estuary/truth.yaml``. A mention of the ledger belongs to the event of the key
that it shares a quoted sentence, the day and the place's name with, counted in that order; mentions that fit none, or
two equally, are left out and counted. The codings are read from the ledger and linked anew, so the ledger need not be
run again. Prints pairwise precision and recall and B-cubed, and with ``--pairs`` every missed and false pair with its
weights. The rules were written with the example in view, so the figures are development figures.
"""

from __future__ import annotations

import argparse
import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from counterclaim.backends.storage import open_storage
from counterclaim.events import ActorResolver, link, profiles
from counterclaim.events.arrays import columns
from counterclaim.events.comparison import compare
from counterclaim.events.minting import founding_order
from counterclaim.events.parameters import Parameters
from counterclaim.model import DateInterval, MentionProfile, Statement
from counterclaim.pipeline.codebook import Codebook
from counterclaim.settings import LedgerFiles

_QUOTE, _DAY, _PLACE, _TEXT = 8, 3, 3, 2


def squeezed(text: str) -> str:
    """Lower case with single spaces."""
    return " ".join(text.casefold().split())


def belongs(p: MentionProfile, said: Sequence[Statement], key: Sequence[Mapping[str, Any]]) -> str:
    """The event of the key that a mention tells of; empty where none or more than one fits best."""
    passages = [squeezed(s.passage.quote) for s in said]
    scores: Counter[str] = Counter()
    for event in key:
        told = [squeezed(x["quote"]) for x in (*event.get("tolls", []), *event.get("statements", []))]
        day, place = DateInterval.parse(str(event["date"])), squeezed(event["place"])
        quoted = any(t in q or (len(q) > 30 and q in t) for t in told for q in passages)
        scores[event["id"]] += _QUOTE * quoted
        scores[event["id"]] += _DAY * (p.date is not None and p.date.overlaps(day))
        scores[event["id"]] += _PLACE * (p.place is not None and squeezed(p.place.name) == place)
        scores[event["id"]] += _TEXT * (place in squeezed(p.anchor_words))
    (best, most), (_, second) = scores.most_common(2)
    return best if most > second else ""


def read(ledger: Path) -> tuple[tuple[MentionProfile, ...], dict[str, list[Statement]]]:
    """Profiles and statements by mention of a ledger."""
    storage = open_storage(ledger, create=False)
    try:
        codings, documents = list(storage.codings()), {d.id: d for d in storage.documents()}
        resolver = ActorResolver(Codebook(LedgerFiles(ledger).codebook).actors, codings)
        found = profiles(codings, documents, storage.relations(), resolver)
    finally:
        storage.close()
    said: dict[str, list[Statement]] = {p.mention_id: [] for p in found}
    for coding in codings:
        for statement in coding.statements:
            said[statement.mention_id].append(statement)
    return found, said


def explain(left: MentionProfile, right: MentionProfile, all_profiles: Sequence[MentionProfile]) -> str:
    """The weights of one pair, as if it had been compared under the starting prior."""
    ordered = sorted(all_profiles, key=founding_order)
    row = {p.mention_id: i for i, p in enumerate(ordered)}
    weights = Parameters.shipped()
    pair = np.array([row[left.mention_id]]), np.array([row[right.mention_id]])
    compared = compare(columns(ordered), *pair, weights, 0.0)
    fields = " ".join(f"{f}:{level}({bits:+.1f})" for f, bits, level in compared.fields(0)[1:])
    return f"{compared.bits[0]:+.1f} bits  {fields}"


def b_cubed(found: Mapping[str, str], true: Mapping[str, str]) -> tuple[float, float]:
    """Mean precision and recall over mentions (Bagga and Baldwin 1998)."""
    both = Counter((found[m], true[m]) for m in true)
    mine, theirs = Counter(found[m] for m in true), Counter(true.values())
    precision = sum(both[found[m], true[m]] / mine[found[m]] for m in true) / len(true)
    return precision, sum(both[found[m], true[m]] / theirs[true[m]] for m in true) / len(true)


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("truth", type=Path)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--pairs", action="store_true")
    options = parser.parse_args()
    key = yaml.safe_load(options.truth.read_text(encoding="utf-8"))["events"]
    told, said = read(options.ledger)
    home = {m: event.id for event in link(told).events for m in event.mention_ids}
    true = {p.mention_id: belongs(p, said[p.mention_id], key) for p in told}
    true = {m: event for m, event in true.items() if event}
    by_id = {p.mention_id: p for p in told}
    hit = missed = false = 0
    for a, b in itertools.combinations(sorted(true, key=lambda m: founding_order(by_id[m])), 2):
        same, joined = true[a] == true[b], home[a] == home[b]
        hit, missed, false = hit + (same and joined), missed + (same > joined), false + (joined > same)
        if options.pairs and same != joined:
            words = " | ".join(f"{by_id[m].published} {by_id[m].anchor_words[:60]!r}" for m in (a, b))
            verb = "missed" if same else "false "
            print(f"{verb} {true[a]} {'' if same else true[b]}: {words}\n        {explain(by_id[a], by_id[b], told)}")
    precision, recall = b_cubed(home, true)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{len(true)} of {len(told)} mentions keyed; {len(set(home.values()))} events")
    print(f"pairs: precision {hit / max(hit + false, 1):.3f}, recall {hit / max(hit + missed, 1):.3f}")
    print(f"B-cubed: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


if __name__ == "__main__":
    main()
