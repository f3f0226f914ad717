from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LINT = "from importlinter.cli import lint_imports_command as command; command()"


def lint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINT, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def contracts() -> list[dict[str, object]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return settings["tool"]["importlinter"]["contracts"]


def test_imports_go_down_only():
    done = lint(ROOT, "--no-cache")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_has_its_layer():
    package = ROOT / "src" / "counterclaim"
    rooms = {p.parent.name for p in package.glob("*/__init__.py")}
    layers = next(c for c in contracts() if c["type"] == "layers")["layers"]
    named = {name.strip().strip("()").removeprefix("counterclaim.") for layer in layers for name in layer.split("|")}
    assert rooms <= named, f"rooms without a layer: {sorted(rooms - named)}"


def test_the_contract_notices_a_stage_that_imports_its_sibling(tmp_path):
    for room in ("upper", "lower"):
        (tmp_path / "pack" / room).mkdir(parents=True)
        (tmp_path / "pack" / room / "__init__.py").write_text("")
    (tmp_path / "pack" / "__init__.py").write_text("")
    (tmp_path / "pack" / "lower" / "__init__.py").write_text("import pack.upper\n")
    (tmp_path / "setup.cfg").write_text(
        "[importlinter]\nroot_package = pack\n\n[importlinter:contract:1]\nname = down\ntype = layers\n"
        "layers =\n    pack.upper\n    pack.lower\n"
    )
    done = lint(tmp_path, "--no-cache")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "pack.lower is not allowed to import pack.upper" in done.stdout
