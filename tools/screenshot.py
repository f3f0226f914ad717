"""Take the picture of a brief that the README shows.

    screenshot.py BRIEF.html [OUT.png]

Needs Chromium (``tools/install_chromium.sh``). The page is opened from the disk with the network off, in light
colours, 1200 pixels wide; the picture shows its first 1500 pixels.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).parent.parent / "docs" / "images" / "brief.png"
SIZE = {"width": 1200, "height": 1500}


def browser() -> str:
    """Path of the installed Chromium."""
    names = (os.environ.get("COUNTERCLAIM_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        sys.exit("error: no Chromium found; run tools/install_chromium.sh")
    return found


def take(page_file: Path, out: Path) -> None:
    """Write the picture of the top of ``page_file`` to ``out`` (PNG)."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_context(viewport=SIZE, color_scheme="light", offline=True).new_page()
        page.goto(page_file.resolve().as_uri())
        out.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(out))
        chromium.close()


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    take(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else PICTURE)
