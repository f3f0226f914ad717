from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent.parent


def tool(name: str) -> ModuleType:
    """One of the scripts in tools/, as a module."""
    spec = importlib.util.spec_from_file_location(f"counterclaim_tools_{name}", ROOT / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def cli_reference() -> ModuleType:
    return tool("cli_reference")


@pytest.fixture(scope="session")
def refresh_docs() -> ModuleType:
    return tool("refresh_docs")
