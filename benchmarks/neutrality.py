"""Whether it matters who somebody is: the same reports with the actors' names exchanged, coded and weighed.

    python benchmarks/neutrality.py [--coder NAME] [--no-ledger]

Each invented report (neutrality_texts.yaml) names two actors. It is coded with the names one way and the other way;
what is found about the same place in the report should be the same. "acts" is the share of statements that are found
one way only, "certainty" and "probability" the mean change of those found both ways; "weights" the change of all
weights of evidence by their sum, "answers" the mean change of an answer's probability (tolls, targets and the rest
too), "outcomes" the share of outcomes that differ, all three in ledgers made of all reports. Exit code 1 where a
column is above 1 % in any kind of pair.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from counterclaim.codebooks import ActorBook, Gazetteer
from counterclaim.documents import segment
from counterclaim.model import CodingInput, DateInterval, EventView, Property
from counterclaim.model.values.actor_name import name_key
from counterclaim.pipeline.ledger import open_ledger
from counterclaim.statements import Coder, load_coder

TEXTS = Path(__file__).with_name("neutrality_texts.yaml")
MOST = 0.01
Pair = tuple[str, str]
Told = dict[tuple[int, str, str, str, int], tuple[float, float]]
_EMPTY = frozenset(
    {"the", "army", "government", "militants", "extremists", "nationalists", "settlers", "of", "front", "for", "a"}
)


@dataclass(frozen=True)
class Report:
    """A report with places for two actors."""

    title: str
    published: str
    text: str

    def filled(self, pair: Pair) -> str:
        """The text with ``pair`` in the places of A and B; a sentence begins with a capital."""
        text = self.text
        for slot, name in zip("AB", pair, strict=True):
            text = text.replace(f"{{{slot}}}", name)
        parts = text.split(". ")
        return ". ".join(part[:1].upper() + part[1:] for part in parts)


def slot(name: str, pair: Pair) -> str:
    """Which of the two actors ``name`` is, by the words that only one of them has; the name itself for others."""
    words = set(name_key(name).split())
    a, b = (set(name_key(n).split()) for n in pair)
    hits = [bool(words & own) for own in (a - b - _EMPTY or a - b, b - a - _EMPTY or b - a)]
    if hits == [False, False]:
        hits = [any(_kin(w, o) for w in words for o in own - _EMPTY) for own in (a - b, b - a)]
    return {(True, False): "A", (False, True): "B"}.get((hits[0], hits[1]), name_key(name))


def _kin(one: str, other: str) -> bool:
    """Whether two words are a country and its adjective, by their beginnings."""
    return len(one) > 3 and len(other) > 3 and one[:4] == other[:4]


def told(report: Report, pair: Pair, coder: Coder) -> Told:
    """Statements about who did it: by sentence, act, actor, speaker and number, their certainty and probability."""
    text = report.filled(pair)
    segments = segment(text, "en")
    source = CodingInput(
        document_id="doc",
        text=text,
        title=report.title,
        published=DateInterval.parse(report.published),
        language="en",
        segments=segments,
    )
    found: Told = {}
    for s in coder.code(source).statements:
        if s.property is Property.PERPETRATOR:
            number = next(k for k, seg in enumerate(segments) if s.passage.start < seg.end)
            key = (number, str(s.act), slot(s.value, pair), slot(s.speaker.name, pair))
            again = sum(known[:4] == key for known in found)
            found[(*key, again)] = (s.certainty, s.probability)
    return found


def compared(one: Told, other: Told) -> dict[str, float]:
    """Statements either way, those found one way only, and the sums of changes of the rest."""
    both = one.keys() & other.keys()
    return {
        "either": len(one.keys() | other.keys()),
        "one_way": len(one.keys() ^ other.keys()),
        "certainty": sum(abs(one[k][0] - other[k][0]) for k in both),
        "probability": sum(abs(one[k][1] - other[k][1]) for k in both),
    }


def load() -> tuple[list[Report], dict[str, list[Pair]]]:
    """The reports, and the pairs by kind."""
    data = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    reports = [Report(t["title"], str(t["published"]), t["text"]) for t in data["texts"]]
    return reports, {kind: [(a, b) for a, b in pairs] for kind, pairs in data["pairs"].items()}


def weighed(reports: Sequence[Report], pair: Pair, coder: str = "") -> dict[tuple[str, ...], float]:
    """Weights of evidence, answers' probabilities and outcomes of a ledger made of all reports, by report and actor."""
    found: dict[tuple[str, ...], float] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.jsonl"
        rows = [
            {"id": str(k), "title": r.title, "published": r.published, "text": r.filled(pair)}
            for k, r in enumerate(reports)
        ]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        with open_ledger(Path(folder) / "swap.db") as ledger:
            ledger.add(path)
            ledger.run(coder=coder)
            for view in ledger.views():
                _gather(view, pair, found)
    return found


def _gather(view: EventView, pair: Pair, found: dict[tuple[str, ...], float]) -> None:
    places = "/".join(sorted({s.document.title for s in view.statements}))
    for assessment in view.assessments:
        about = assessment.property
        for w in assessment.weights if about is Property.PERPETRATOR else ():
            key: tuple[str, ...] = ("weight", places, slot(w.speaker, pair), slot(w.hypothesis, pair))
            found[key] = found.get(key, 0.0) + w.decibans
        for c in assessment.candidates:
            key = ("answer", places, about, _answer(c.value, about, pair))
            found[key] = found.get(key, 0.0) + c.probability
        found["outcome", places, about, _answer(assessment.outcome, about, pair)] = 0.5


def _answer(value: str, about: Property, pair: Pair) -> str:
    """An answer by its slot where it names an actor; elsewhere only the very name that is exchanged is replaced.

    "Halden, Iran" is in the country of one of the two nations; "Halden, Turkey" stays where it is whoever does what.
    """
    if about is Property.PERPETRATOR:
        return slot(value, pair)
    for letter, name in zip("AB", pair, strict=True):
        value = value.replace(name.removeprefix("the "), letter)
    return value


def changed(one: Mapping[tuple[str, ...], float], other: Mapping[tuple[str, ...], float]) -> dict[str, float]:
    """Sums of weights, answers and outcomes, and of their changes."""
    total = {f"{name}{change}": 0.0 for name in ("weight", "answer", "outcome") for change in ("", "_change")}
    for key in one.keys() | other.keys():
        a, b = one.get(key, 0.0), other.get(key, 0.0)
        total[key[0]] += 1 if key[0] == "answer" else max(abs(a), abs(b))
        total[f"{key[0]}_change"] += abs(a - b)
    return total


def rows(coder: Coder, *, ledger: bool) -> Iterator[tuple[str, Pair, dict[str, float]]]:
    """One row for each pair: (kind of pair, pair, counts)."""
    reports, every = load()
    for kind, pairs in every.items():
        for a, b in pairs:
            counts: dict[str, float] = {}
            for report in reports:
                one, other = told(report, (a, b), coder), told(report, (b, a), coder)
                for name, n in compared(one, other).items():
                    counts[name] = counts.get(name, 0.0) + n
            if ledger:
                counts |= changed(weighed(reports, (a, b), coder.name), weighed(reports, (b, a), coder.name))
            yield kind, (a, b), counts


def shares(counts: Mapping[str, float]) -> dict[str, float]:
    """The table's columns."""
    both = max(1.0, counts["either"] - counts["one_way"])
    found = {
        "acts": counts["one_way"] / max(1.0, counts["either"]),
        "certainty": counts["certainty"] / both,
        "probability": counts["probability"] / both,
    }
    if "weight" in counts:
        found["weights"] = counts["weight_change"] / max(1.0, counts["weight"])
        found["answers"] = counts["answer_change"] / max(1.0, counts["answer"])
        found["outcomes"] = counts["outcome_change"] / max(1.0, counts["outcome"])
    return found


def main() -> int:
    """Print the table and hold the bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--coder", default="")
    parser.add_argument("--no-ledger", action="store_true", help="code only: no weights")
    args = parser.parse_args()
    coder = load_coder(args.coder, gazetteer=Gazetteer.load(), actors=ActorBook.load())
    total: dict[str, float] = {}
    kinds: dict[str, dict[str, float]] = {}
    for kind, pair, counts in rows(coder, ledger=not args.no_ledger):
        print(f"  {pair[0]} / {pair[1]}: {_line(counts)}", flush=True)
        for table in (total, kinds.setdefault(kind, {})):
            for name, n in counts.items():
                table[name] = table.get(name, 0.0) + n
    for kind, counts in kinds.items():
        print(f"{kind}: {_line(counts)}")
    print(f"all ({coder.name}): {_line(total)}")
    return int(any(share > MOST for counts in kinds.values() for share in shares(counts).values()))


def _line(counts: Mapping[str, float]) -> str:
    told = ", ".join(f"{name} {share:.2%}" for name, share in shares(counts).items())
    return f"{told} ({counts['either']:.0f} statements)"


if __name__ == "__main__":
    sys.exit(main())
