from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_site_holds_the_api_as_the_code_documents_it(site):
    page = (site / "reference" / "python.html").read_text(encoding="utf-8")
    for name in ("Ledger.add", "Ledger.brief", "Ledger.verify", "Statement", "Assessment"):
        assert f"{name}" in page
    assert 'id="counterclaim.pipeline.ledger.Ledger.run"' in page


def test_pages_load_nothing_from_elsewhere(site):
    sources = r"<(?:script|img|iframe|source)[^>]+src=[\"']?(?:https?:)?//"
    sheets = r"<link[^>]+rel=[\"']?(?:stylesheet|preload|icon)[^>]+href=[\"']?(?:https?:)?//"
    loads = re.compile(f"{sources}|{sheets}")
    hits = [page.name for page in site.rglob("*.html") if loads.search(page.read_text(encoding="utf-8"))]
    assert hits == []
