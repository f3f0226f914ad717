"""Take the picture of the review app that the README and docs/how-to/review.md show.

    app_screenshot.py LEDGER [OUT.png]

Needs Chromium (``tools/install_chromium.sh``). LEDGER is that of ``examples/estuary`` after ``counterclaim run``
(``make demo`` leaves it in ``out/estuary.db``). The app is served on a free port; nothing is decided in it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright
from screenshot import browser

PICTURE = Path(__file__).parent.parent / "docs" / "images" / "app.png"
SIZE = {"width": 1240, "height": 1150}
SCALE = 0.72


def take(ledger: Path, out: Path) -> None:
    """Write the picture of the event with the most voices to ``out`` (PNG)."""
    program = Path(sys.executable).with_name("counterclaim")
    command = [str(program), "serve", "--ledger", str(ledger), "--port", "0", "--no-open"]
    name = {**os.environ, "LOGNAME": "reviewer"}
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=name) as server,
        sync_playwright() as playwright,
    ):
        try:
            assert server.stdout is not None
            told = re.search(r"http://\S+", server.stdout.readline())
            if told is None:
                sys.exit("error: the app was not served; see the message above")
            arguments = ["--no-sandbox", "--hide-scrollbars", "--enable-unsafe-swiftshader"]
            chromium = playwright.chromium.launch(executable_path=browser(), args=arguments)
            context = chromium.new_context(
                viewport=SIZE, color_scheme="light", device_scale_factor=SCALE, base_url=told[0]
            )
            page = context.new_page()
            page.goto("/timeline?sort=-voices")
            page.locator("main tbody a").first.click()
            page.wait_for_selector("[data-map][data-drawn=yes]")
            page.evaluate("document.fonts.ready")
            out.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(out))
            chromium.close()
        finally:
            server.terminate()


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    take(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else PICTURE)
