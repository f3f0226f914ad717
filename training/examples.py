"""Hand-coded texts to examples for the statement head: units with features, acts, speakers and kinds.

    python training/examples.py OUT --tokenizer FILE [--data DIR] [--realisations N] [FILE...]

FILEs are working files of readers; without any, the compiled ones in ``gold/`` and the reports in ``reports/`` are
used. One JSON object a document, by tokens. The file holds the texts: it stays in the folder of work and is no
part of the repository.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tokenizers import Tokenizer

from counterclaim.codebooks import ActorBook, Gazetteer
from counterclaim.documents import segment
from counterclaim.model import CodingInput, DateInterval
from counterclaim.statements.actorbook import BookSource, KnownActors
from counterclaim.statements.analysis import Reader
from counterclaim.statements.encoder.tokenising import load_tokenizer, read_as
from counterclaim.statements.hybrid.features import ACTS
from counterclaim.statements.hybrid.judged import Judged, judged_units
from counterclaim.statements.hybrid.neutral import neutral_text
from counterclaim.statements.hybrid.units import CARRIED, Unit, Voice
from counterclaim.statements.lexicon import load_lexicon
from counterclaim.statements.reading import Reading, read
from training.coded import KINDS, Compiler, Span, sha256, statements
from training.slots import realise
from training.texts import data_folder, json_lines, texts_of

HERE = Path(__file__).parent
TEXT, UNNAMED, AUTHOR, FIRST_VOICE = 0, 1, 2, 3
"""Speakers that are no phrase, and the number of the first that is one."""
HELD_ONE_IN = 5
_SMALL = frozenset({"the", "a", "an", "of", "and", "group", "members", "organization", "movement"})


def held_out(doc_id: str) -> bool:
    """Whether a document is kept from training, to calibrate and to measure: one in five, by its id."""
    return int(hashlib.sha256(doc_id.encode()).hexdigest(), 16) % HELD_ONE_IN == 0


def reader() -> Reader:
    """The grammar's tools with the shipped codebooks."""
    lexicon = load_lexicon()
    return Reader(lexicon, Gazetteer.load(), KnownActors(BookSource(ActorBook.load()), lexicon.ordinary))


def known_groups() -> list[tuple[str, str]]:
    """Armed groups of the codebook as (name, short form)."""
    book = ActorBook.load()
    groups = [a for a in book if a.kind == "armed_group"]
    return [(a.name, next((n for n in book.aliases(a.id) if n.isupper() and len(n) > 2), "")) for a in groups]


class Example:
    """Makes one example; see `record`."""

    def __init__(self, gold: Mapping[str, Any], text: Mapping[str, Any], tools: Reader, tokenizer: Tokenizer) -> None:
        self.gold, self.text = gold, text["text"]
        published = DateInterval.parse(text["published"]) if text.get("published") else None
        source = CodingInput(
            document_id=gold["id"],
            text=self.text,
            title=text.get("title") or "",
            published=published,
            language="en",
            segments=segment(self.text, "en"),
        )
        self.reading: Reading = read(source, tools)
        read_text = neutral_text(self.reading, tools.lexicon, partial(read_as, tokenizer, self.text))
        self.replaced = read_text.names
        self.judged = judged_units(self.reading, tools.lexicon, read_text)
        self.units = [j.unit for j in self.judged]
        self.labels: dict[tuple[int, int], tuple[int, int]] = {}
        self.ignored: set[tuple[int, int]] = set()
        self.missed = 0

    def record(self) -> dict[str, Any]:
        """The example as JSON."""
        for _, s in statements(self.gold):
            self._label(s)
        return {
            "id": self.gold["id"],
            "set": self.gold["set"],
            "held": held_out(self.gold["id"].split("#")[0]),
            "text": self.text,
            "replaced": [[r.start, r.end, r.words] for r in self.replaced],
            "units": [self._unit(k, j) for k, j in enumerate(self.judged)],
            "missed": self.missed,
        }

    def _unit(self, k: int, judged: Judged) -> dict[str, Any]:
        return {
            "mention": judged.mention,
            "sentence": list(judged.sentence),
            "features": _short(judged.features),
            "voices": [list(v) for v in judged.voice_tokens],
            "voice_features": [_short(row) for row in judged.voice_features],
            "acts": [[act, *self.labels[k, act]] for act in range(len(ACTS)) if (k, act) in self.labels],
            "ignored": [act for act in range(len(ACTS)) if (k, act) in self.ignored],
        }

    def _label(self, s: Mapping[str, Any]) -> None:
        """Mark the units that carry one statement."""
        act = ACTS.index(s["act"])
        marked = False
        for span in (s["quote"], *s["also"]):
            chosen = self._chosen(s, span)
            for k in chosen:
                self.labels[k, act] = (self._speaker(s, self.judged[k]), KINDS.index(s["speaker_kind"]))
            marked = marked or bool(chosen)
            self._ignore(s, span, act, chosen)
        self.missed += not marked

    def _chosen(self, s: Mapping[str, Any], span: Span) -> list[int]:
        inside = [k for k, u in enumerate(self.units) if self._overlap(u, span) >= 12]
        mention = s["mention"]
        if mention and span[0] <= mention[0] < span[1]:
            hit = [k for k in inside if self.units[k].form != CARRIED and _meets(self.units[k], mention)]
            if hit:
                return hit[:1]
        named = [k for k in inside if self._named(s, self.units[k])]
        named.sort(key=lambda k: (self.units[k].form == CARRIED, -self._overlap(self.units[k], span), k))
        return named[:1]

    def _ignore(self, s: Mapping[str, Any], span: Span, act: int, chosen: list[int]) -> None:
        """Other units of the same actor in the quote's sentences neither speak for nor against the head."""
        for k, u in enumerate(self.units):
            if k not in chosen and self._overlap(u, span) >= 12 and (self._named(s, u) or not chosen):
                self.ignored.add((k, act))

    def _overlap(self, unit: Unit, span: Span) -> int:
        s = self.reading.sentences[unit.sentence]
        return min(s.end, span[1]) - max(s.start, span[0])

    def _named(self, s: Mapping[str, Any], unit: Unit) -> bool:
        if s["perpetrator"] is None:
            return False
        wanted = self.text[slice(*s["perpetrator"])]
        return any(alike(wanted, name) for name in (unit.who.name, *unit.who.aliases))

    def _speaker(self, s: Mapping[str, Any], judged: Judged) -> int:
        """Number of the speaker among text, unnamed, author and the unit's voices; -1 where it is none of them."""
        told = s["speaker"]
        if isinstance(told, str):
            return TEXT if told == "the text" else UNNAMED
        name = self.text[slice(*told)]
        ranks = [_rank(v, tuple(told), name, judged.unit) for v in judged.voices]
        best = max(range(len(ranks)), key=ranks.__getitem__, default=-1)
        if best >= 0 and ranks[best][0] >= 1.0:
            return FIRST_VOICE + best
        author = self.reading.author
        return AUTHOR if author is not None and alike(author.name, name) else -1


def _rank(voice: Voice, span: Span, name: str, unit: Unit) -> tuple[float, float]:
    shared = min(voice.span[1], span[1]) - max(voice.span[0], span[0])
    fit = 2.0 if shared > 0 else 1.0 if any(alike(name, n) for n in (voice.who.name, *voice.who.aliases)) else 0.0
    return fit + 0.5 * (voice.sentence == unit.sentence), shared


def _meets(unit: Unit, mention: Span) -> bool:
    return any(min(b, mention[1]) > max(a, mention[0]) for a, b in unit.spans)


def _short(numbers: Iterable[float]) -> list[float]:
    return [round(float(n), 2) for n in numbers]


def alike(one: str, other: str) -> bool:
    """Whether two names share most of their words."""
    a, b = (set(n.casefold().replace("-", " ").replace('"', "").split()) - _SMALL for n in (one, other))
    return bool(a & b) and len(a & b) >= 0.6 * min(len(a), len(b))


def records(files: list[Path], data: Path | None, realisations: int) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """(compiled gold, text record) of every document without problems, invented ones several times."""
    known = known_groups()
    for path in files:
        for record in json_lines(path):
            name = record["set"]
            if name != "ours":
                text = texts_of(name, data_folder(data))[record["id"]]
                if "text_sha256" not in record:
                    compiler = Compiler(record, text["text"])
                    record = compiler.run()
                    if compiler.problems:
                        continue
                if sha256(text["text"]) == record["text_sha256"]:
                    yield record, text
                continue
            for seed in range(1 if held_out(record["id"]) else realisations):
                filled = realise(record, seed, known)
                filled["id"] = f"{record['id']}#{seed}"
                compiler = Compiler(filled, filled["text"])
                compiled = compiler.run()
                if not compiler.problems:
                    yield compiled, filled


def main() -> int:
    """Write the examples and say what they hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of the base weights")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--realisations", type=int, default=3)
    args = parser.parse_args()
    files = args.files or [*sorted((HERE / "gold").glob("*.jsonl")), *sorted((HERE / "reports").glob("*.jsonl"))]
    tools, tokenizer, counts = reader(), load_tokenizer(args.tokenizer), Counter[str]()
    with args.out.open("w", encoding="utf-8") as out:
        for gold, text in records(files, args.data, args.realisations):
            example = Example(gold, text, tools, tokenizer).record()
            out.write(json.dumps(example, ensure_ascii=False) + "\n")
            counts.update(
                documents=1,
                held=example["held"],
                units=len(example["units"]),
                statements=sum(1 for _ in statements(gold)),
                missed=example["missed"],
                labels=sum(len(u["acts"]) for u in example["units"]),
            )
    print(json.dumps(dict(counts)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
