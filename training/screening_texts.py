"""Texts for the first pass: sentences, each with whether there is something to code in it, and how sure that is.

Hand-coded texts say it for certain. Of the items of MUC-4 that nobody coded by hand, sentences that name a perpetrator,
victim, target or weapon of the key have something to code, sentences without any filler have not; of texts
on other matters none has. Where the grammar finds a statement in a text without a hand-coded answer, the sentence is
left out if the rest says "nothing", for the grammar may be right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterclaim.documents import segment
from counterclaim.model import CodingInput
from counterclaim.statements.analysis import Reader
from counterclaim.statements.reading import read
from training.examples import held_out, reader, records
from training.muc_gold import key_of
from training.texts import json_lines, texts_of

Span = tuple[int, int]
CALM = frozenset({1, 4, 6, 7, 9, 10, 11, 20, 25, 27, 28, 29, 30, 31})
"""Topics of ECB+ (train) that no violence belongs to, by their first sentences."""
_CALM_KINDS = ("academic", "bio", "interview", "voyage")
HAND_CODED = ("muc4/train", "ours", "gum", "ecbplus/train")
SURE, LIKELY, GUESSED = 1.0, 0.6, 0.25
_ENOUGH = 12
"""Code points of a quote in a sentence that make it one of the quote's sentences."""


@dataclass
class Screened:
    """A text's sentences with labels (1 something to code, 0 nothing, -1 not known) and their weights."""

    id: str
    set: str
    sentences: list[str]
    labels: list[int]
    weights: list[float]
    statements: list[list[int]] = field(default_factory=list)
    """For each statement or filler the sentences that carry it: it is lost if none of them is read."""


def _cut(text: str) -> list[Span]:
    return [(s.start, s.end) for s in segment(text, "en") if not s.fenced and s.kind != "note"]


def _touched(spans: Sequence[Span], span: Sequence[int], least: int = 1) -> list[int]:
    shared = [(min(b, span[1]) - max(a, span[0]), k) for k, (a, b) in enumerate(spans)]
    return [k for n, k in shared if n >= min(least, span[1] - span[0])]


def coded(gold: Mapping[str, Any], text: str) -> Screened:
    """A hand-coded text."""
    spans = _cut(text)
    labels, weights = [0] * len(spans), [SURE] * len(spans)
    carried: list[list[int]] = []
    for event in gold["events"]:
        for name in ("trigger", "fatalities", "injured", "unclaimed"):
            for k in _touched(spans, event[name]) if event[name] else ():
                labels[k] = 1
        for s in event["statements"]:
            every = sorted({k for span in (s["quote"], *s["also"]) for k in _touched(spans, span, _ENOUGH)})
            carried.append(every)
            for k in every:
                labels[k], weights[k] = 1, 4.0
    return Screened(gold["id"], gold["set"], [text[a:b] for a, b in spans], labels, weights, carried)


def keyed(record: Mapping[str, Any], tools: Reader | None, name: str) -> Screened:
    """An item of MUC-4 by its key."""
    text, spans = record["text"], _cut(record["text"])
    key = key_of(dict(record))
    roles: list[set[str]] = [set() for _ in spans]
    carried = []
    for entity in key.entities:
        every = sorted({k for a, b in entity.spans for k in _touched(spans, (a - key.body, b - key.body))})
        for k in every:
            roles[k].add(entity.role)
        if every and entity.role != "Place" and not all(key.optional[i] for i in entity.incidents):
            carried.append(every)
    labels = [int(bool(here - {"Place"})) if here != {"Place"} else -1 for here in roles]
    weights = [LIKELY if here else GUESSED for here in roles]
    found = Screened(record["id"], name, [text[a:b] for a, b in spans], labels, weights, carried)
    if tools is not None:
        _ask_grammar(found, text, tools)
    return found


def calm(doc_id: str, name: str, text: str, tools: Reader) -> Screened:
    """A text on other matters."""
    spans = _cut(text)
    count = len(spans)
    found = Screened(doc_id, name, [text[a:b] for a, b in spans], [0] * count, [SURE] * count)
    _ask_grammar(found, text, tools)
    return found


def _ask_grammar(found: Screened, text: str, tools: Reader) -> None:
    """Where the grammar finds a statement, "nothing" becomes "not known"."""
    source = CodingInput(
        document_id=found.id, text=text, title="", published=None, language="en", segments=segment(text, "en")
    )
    reading = read(source, tools)
    for sentence in {f.sentence for f in reading.findings}:
        if found.labels[sentence] == 0:
            found.labels[sentence] = -1


def corpus(data: Path, files: list[Path], *, held: bool) -> Iterator[Screened]:
    """All texts that are held out, or all others; hand-coded ones first, none of them by two kinds of answer."""
    tools = reader()
    seen = set()
    for gold, text in records(files, data, 1):
        doc_id = gold["id"].split("#")[0]
        seen.add(doc_id)
        if held_out(doc_id) is held:
            yield coded(gold, text["text"])
    for record in json_lines(data / "muc4" / "train.jsonl"):
        if record["id"] not in seen and held_out(record["id"]) is held:
            yield keyed(record, tools, "muc4/key")
    for doc_id, text in texts_of("gum", data).items():
        if doc_id not in seen and doc_id.split("_")[1] in _CALM_KINDS and held_out(doc_id) is held:
            yield calm(doc_id, "gum/calm", text["text"], tools)
    for doc_id, text in texts_of("ecbplus/train", data).items():
        if doc_id not in seen and int(doc_id.split("_")[0]) in CALM and held_out(doc_id) is held:
            yield calm(doc_id, "ecbplus/calm", text["text"], tools)
