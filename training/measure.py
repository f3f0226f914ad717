"""Score coders on the held-out hand-coded texts, set by set.

    python training/measure.py HELD SCORER [--model FOLDER] [--threshold P --doubted P] [--by set|region|era|actor]

HELD is what training/held.py wrote, SCORER the file of the statements' scorer. Without ``--model`` the grammar is scored, with
it the trained coder under the calibration beside the weights. These texts trained nothing, but readers' habits are those of
the texts that did. By region and era whole documents are told apart (where the first incident with a known country
happened, when the text was published), by actor single statements (what kind of actor they are about, as the grammar
reads the name by itself, in the coding and in what was found alike).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.quality.measuring import code, load_scorer

from counterclaim.codebooks import ActorBook, Gazetteer
from counterclaim.documents import segment
from counterclaim.model import CodingInput, SpeakerKind
from counterclaim.statements import load_coder
from counterclaim.statements.analysis import Reader
from counterclaim.statements.coder import GrammarCoder
from counterclaim.statements.hybrid.coder import read_calibration, with_calibration
from counterclaim.statements.reading import read
from training.examples import reader


def by_set(texts: Sequence[Mapping[str, Any]], gold: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    """The texts of each set, and all of them; each set of invented reports by its writer."""
    parts: dict[str, list[Mapping[str, Any]]] = {"all": list(texts)}
    for text in texts:
        name = gold[text["id"]]["set"]
        parts.setdefault(text["id"].split("-")[0] if name == "ours" else name, []).append(text)
    return parts


REGIONS: Mapping[str, str] = {
    **dict.fromkeys(
        ("AR", "BO", "BR", "CL", "CO", "CR", "EC", "GT", "HN", "MX", "NI", "PA", "PE", "PY", "SV"), "Latin America"
    ),
    **dict.fromkeys(("CA", "US"), "North America"),
    **dict.fromkeys(("DE", "ES", "FR", "GB", "GR", "IE", "IT"), "Europe"),
}
"""Of the countries in these texts; all others are few."""
ERAS = ((2014, "2014 and later"), (2001, "2001 to 2013"), (0, "before 2001"))


def region(gold: Mapping[str, Any]) -> str:
    """Where the first incident with a known country happened."""
    countries = [e["place"]["country"] for e in gold["events"] if e["place"] and e["place"]["country"]]
    return REGIONS.get(countries[0], "elsewhere") if countries else "no country coded"


def era(text: Mapping[str, Any]) -> str:
    """When the text was published."""
    year = int(text["published"][:4]) if text.get("published") else -1
    return next((name for first, name in ERAS if year >= first), "no date known")


def actor_kind(name: str | None, tools: Reader) -> str:
    """What kind of actor a name is by itself: state, armed group, other body, person, or a description."""
    source = CodingInput(
        document_id="", text=name or "", title="", published=None, language="en", segments=segment(name or "", "en")
    )
    reading = read(source, tools)
    whos = [reading.registry.who(s, phrase) for s in reading.sentences for phrase in s.phrases]
    who = next((w for w in whos if w.name), None)
    if who is None:
        return "description"
    if who.kind == "organisation":
        return "armed group" if who.speaker_kind is SpeakerKind.ARMED_GROUP else "other organisation"
    return who.kind


def only(record: Mapping[str, Any], kind: str, kinds: Mapping[str | None, str]) -> dict[str, Any]:
    """A record with the statements about actors of one kind."""
    events = [
        {**e, "statements": [s for s in e["statements"] if kinds[s["perpetrator"]] == kind]} for e in record["events"]
    ]
    return {**record, "events": events}


def parts(
    by: str, texts: Sequence[Mapping[str, Any]], gold: Mapping[str, Any], found: Mapping[str, Any]
) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Name, coding and findings of each part."""
    if by == "actor":
        tools = reader()
        every = [
            s["perpetrator"] for r in (*gold.values(), *found.values()) for e in r["events"] for s in e["statements"]
        ]
        kinds = {name: actor_kind(name, tools) for name in every}
        for kind in sorted(set(kinds.values())):
            yield kind, *({i: only(r, kind, kinds) for i, r in rs.items()} for rs in (gold, found))
        return
    if by == "set":
        groups = by_set(texts, gold)
    else:
        groups = {}
        for text in texts:
            name = era(text) if by == "era" else region(gold[text["id"]])
            groups.setdefault(name, []).append(text)
    for name, part in groups.items():
        yield name, *({str(t["id"]): rs[t["id"]] for t in part} for rs in (gold, found))


def main() -> int:
    """Print precision, recall and F1 of full statements, and the F1 of statements found, part by part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("held", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--threshold", type=float)
    parser.add_argument("--doubted", type=float)
    parser.add_argument("--by", choices=("set", "region", "era", "actor"), default="set")
    args = parser.parse_args()
    texts = [json.loads(line) for line in (args.held / "texts.jsonl").read_text("utf-8").splitlines()]
    gold = {r["id"]: r for r in map(json.loads, (args.held / "gold.jsonl").read_text("utf-8").splitlines())}
    coder = load_coder("grammar-en", gazetteer=Gazetteer.load(), actors=ActorBook.load())
    assert isinstance(coder, GrammarCoder)
    if args.model:
        calibration = read_calibration(args.model)
        given = {n: v for n in ("threshold", "doubted") if (v := getattr(args, n)) is not None}
        coder = with_calibration(coder, args.model, replace(calibration, **given))
    scorer = load_scorer(args.scorer)
    found = {str(t["id"]): code(coder, dict(t)) for t in texts}
    for name, wanted, said in parts(args.by, texts, gold, found):
        score = scorer.score(wanted, said, None, 0)
        full = score["full"]
        print(
            f"{name:20} documents {len(wanted):4} statements {score['counts']['gold']:4} full P {full['p']:.3f} "
            f"R {full['r']:.3f} F1 {full['f1']:.3f} found F1 {score['found']['f1']:.3f}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
