"""Run the ``bash`` blocks of a page and write what they print into the ``text`` blocks after them.

    refresh_docs.py            rewrite README.md and docs/tutorial.md where what is printed has changed
    refresh_docs.py --check    change nothing; fail and show the difference

A page's blocks run one after another, in one shell and one temporary folder that holds ``examples``. A ``bash`` block
without a ``text`` block after it is run and its output left out; an ``sh`` block is not run. The temporary folder's
name is written as ``…``. Output that differs from run to run cannot be shown.
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs" / "tutorial.md")
BLOCK = re.compile(r"^```bash\n(?P<code>.*?)^```\n(?:\n```text\n(?P<output>.*?)^```\n)?", re.MULTILINE | re.DOTALL)
MARK = "@@block@@"


class BlockError(Exception):
    """A page's commands do not run."""


@dataclass(frozen=True)
class Block:
    """Commands of a page, and what the page says that they print (None where it says nothing)."""

    code: str
    output: str | None


def blocks(text: str) -> list[Block]:
    """The blocks of a page that are run."""
    return [Block(m["code"], m["output"]) for m in BLOCK.finditer(text)]


def run_page(text: str, folder: Path) -> list[str]:
    """Run a page's blocks in ``folder``; returns what each printed on standard output and error together.

    Exit code 11 (some items were refused) is not a failure: the page shows it.
    """
    folder = folder.resolve()
    (folder / "examples").symlink_to(ROOT / "examples")
    script = "\n".join(
        f"{block.code}\ncode=$?; [ $code -eq 0 ] || [ $code -eq 11 ] || exit $code\necho '{MARK}'"
        for block in blocks(text)
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COUNTERCLAIM_")}
    environment |= {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment, text=True, timeout=600, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode:
        raise BlockError(f"exit code {done.returncode} after:\n{done.stdout[-3000:]}")
    clean = done.stdout.replace(str(folder), "…")
    clean = "".join(line.rstrip() + "\n" for line in clean.splitlines())
    return clean.split(f"{MARK}\n")[:-1]


def refreshed(text: str, outputs: list[str]) -> str:
    """The page with what its blocks printed."""
    printed = iter(outputs)

    def block(match: re.Match[str]) -> str:
        output = next(printed)
        if match["output"] is None:
            return match[0]
        return f"```bash\n{match['code']}```\n\n```text\n{output.strip(chr(10))}\n```\n"

    return BLOCK.sub(block, text)


def main() -> int:
    """Refresh or check every page."""
    check = "--check" in sys.argv[1:]
    stale = 0
    for page in PAGES:
        before = page.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            after = refreshed(before, run_page(before, Path(folder)))
        if before == after:
            continue
        stale += 1
        if check:
            sys.stdout.writelines(
                difflib.unified_diff(before.splitlines(True), after.splitlines(True), str(page), "now")
            )
        else:
            page.write_text(after, encoding="utf-8")
            print(f"refreshed {page.name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
