"""Score the coder on coded texts.

    python benchmarks/articles.py DATA [--coder NAME] [--scorer FILE] [--out FILE] [--errors N]

DATA holds ``articles/{articles,gold}.jsonl`` and ``day_after/{note.txt,gold.json}``; the texts are no part of this
repository. The scorer is DATA/../score/statements_score.py unless another is given. These are texts that the grammar
was developed on: expect less on texts that nobody here has seen.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.quality.measuring import measure, missing


def main() -> int:
    """Print the score as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--coder", default="", help="the default coder unless given")
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--out", type=Path, help="also write the records as JSON Lines")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    scorer = args.scorer or args.data.parent / "score" / "statements_score.py"
    absent = [str(args.data / name) for name in missing(args.data)] + ([] if scorer.is_file() else [str(scorer)])
    if absent:
        print(f"not found: {', '.join(absent)}; give the folder of the coded texts and --scorer", file=sys.stderr)
        return 2
    result, records = measure(args.data, scorer, name=args.coder, errors=args.errors)
    if args.out:
        args.out.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    print(json.dumps(result, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
