"""Take the picture of a brief that the README shows.

    screenshot.py BRIEF.html [OUT.png]

Needs Chromium (``tools/install_chromium.sh``). The page is opened from the disk with the network off, in light colours.
The picture shows it three times side by side: its beginning, its map, and the first event with an evidence matrix.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).parent.parent / "docs" / "images" / "brief.png"
PLACES = ("", "#timeline", "#event-1")
PANEL = (900, 1250)
"""Width and height of the page in one panel, in pixels; the picture is smaller by SCALE."""

SCALE = 0.6


def browser() -> str:
    """Path of the installed Chromium."""
    names = (os.environ.get("COUNTERCLAIM_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        sys.exit("error: no Chromium found; run tools/install_chromium.sh")
    return found


def frame(page_file: Path) -> str:
    """A page that shows ``page_file`` in panels side by side."""
    width, height = PANEL
    panels = "".join(f'<iframe src="{page_file.resolve().as_uri()}{place}"></iframe>' for place in PLACES)
    return (
        f"<style>body {{ margin: 0; display: flex; gap: 24px; background: #d5d8dc; width: max-content; padding: 24px }}"
        f"iframe {{ width: {width}px; height: {height}px; border: 0; background: white }}</style>{panels}"
    )


def take(page_file: Path, out: Path) -> None:
    """Write the picture of ``page_file`` to ``out`` (PNG)."""
    out.parent.mkdir(parents=True, exist_ok=True)
    size = {"width": len(PLACES) * (PANEL[0] + 24) + 24, "height": PANEL[1] + 48}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        holder = Path(folder) / "frame.html"
        holder.write_text(frame(page_file), encoding="utf-8")
        # Pages from the disk may show each other only where the browser is told so.
        arguments = ["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--hide-scrollbars"]
        chromium = playwright.chromium.launch(executable_path=browser(), args=arguments)
        context = chromium.new_context(viewport=size, color_scheme="light", offline=True, device_scale_factor=SCALE)
        page = context.new_page()
        page.goto(holder.as_uri())
        page.screenshot(path=str(out))
        chromium.close()


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    take(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else PICTURE)
