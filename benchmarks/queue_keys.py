"""How long a person waits between a key in the queue and the next thing to decide.

    python benchmarks/queue_keys.py LEDGER [--keys N] [--kind KIND] [--pause MS]

LEDGER (a file, after ``counterclaim run``) is copied and served on a free port; Chromium accepts N statements of its
queue by key, PAUSE milliseconds after each was recorded, which is faster than anybody reads. "next" is from the key to
the next card in the document, "seen" to the frame that shows it, "frames" what two frames of the same page take
without a decision, "recorded" to the server's answer. Milliseconds; exit code 1 where the p95 of "next" is 100 or more.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Page, sync_playwright

AT_ONCE = 100
PRESS = """key => new Promise(done => {
    const deck = document.getElementById('deck'), start = performance.now(), took = {};
    const now = () => performance.now() - start;
    const both = () => { if (took.seen && took.recorded) done(took); };
    new MutationObserver((_, seen) => {
        seen.disconnect();
        took.next = now();
        requestAnimationFrame(() => requestAnimationFrame(() => { took.seen = now(); both(); }));
    }).observe(deck, { childList: true });
    document.addEventListener('judged', () => { took.recorded = now(); both(); }, { once: true });
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
})"""
FRAMES = """() => new Promise(done => {
    const start = performance.now();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
})"""


def browser() -> str:
    """Path of the installed Chromium."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found or sys.exit("error: no Chromium found; run tools/install_chromium.sh")


def measure(page: Page, kind: str, keys: int, pause: int) -> dict[str, list[float]]:
    """Milliseconds by what was waited for."""
    took: dict[str, list[float]] = {name: [] for name in ("next", "seen", "frames", "recorded")}
    page.goto(f"/queue?kind={kind}")
    page.wait_for_selector("#deck:not([data-ahead='0'])")
    for _ in range(keys):
        if not page.get_attribute("#card", "data-next"):
            break
        page.wait_for_timeout(pause)
        took["frames"].append(page.evaluate(FRAMES))
        for name, value in page.evaluate(PRESS, "a").items():
            took[name].append(value)
    return took


def served(ledger: Path, kind: str, keys: int, pause: int) -> dict[str, list[float]]:
    """`measure` on a ledger that is served for it."""
    program = str(Path(sys.executable).with_name("counterclaim"))
    command = [program, "serve", "--ledger", str(ledger), "--port", "0", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as playwright:
        try:
            assert server.stdout is not None
            told = re.search(r"http://\S+", server.stdout.readline())
            chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
            page = chromium.new_context(base_url=told[0] if told else None).new_page()
            return measure(page, kind, keys, pause)
        finally:
            server.terminate()


def main() -> int:
    """Print the table; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--keys", type=int, default=60)
    parser.add_argument("--kind", default="unsure")
    parser.add_argument("--pause", type=int, default=400)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for found in given.ledger.parent.glob(f"{given.ledger.stem}.*"):
            copy = shutil.copytree if found.is_dir() else shutil.copy2
            copy(found, Path(folder) / found.name)
        took = served(Path(folder) / given.ledger.name, given.kind, given.keys, given.pause)
    if len(took["next"]) < 2:
        sys.exit(f"error: the queue holds too little of the kind {given.kind}")
    sys.stdout.write(f"{len(took['next'])} keys       median      p95      max\n")
    for name, values in took.items():
        told = f"{name:<9} {median(values):>12.1f} {quantiles(values, n=20)[-1]:>8.1f} {max(values):>8.1f}"
        sys.stdout.write(f"{told}\n")
    return int(quantiles(took["next"], n=20)[-1] >= AT_ONCE)


if __name__ == "__main__":
    sys.exit(main())
