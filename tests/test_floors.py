"""The house rules that tools check: style, types, and which floor imports which."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "convtutor"


def layers() -> list[str]:
    """List the names in the layers contract of pyproject.toml, siblings apart."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    floors = next(contract for contract in contracts if contract["type"] == "layers")
    return [name.strip(" ()") for floor in floors["layers"] for name in re.split("[|:]", floor)]


def complaints(*command: str) -> str:
    """Run a tool in the checkout with this interpreter's packages; return what it objects to."""
    done = subprocess.run(
        (str(Path(sys.executable).parent / command[0]), *command[1:]),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_ruff_finds_nothing() -> None:
    assert not complaints("ruff", "check", "--no-cache", "--quiet", ".")


def test_mypy_strict_finds_nothing() -> None:
    assert not complaints("mypy")


def test_every_module_imports_only_from_lower_floors() -> None:
    assert not complaints("lint-imports", "--no-logo", "--no-cache")


def test_every_folder_of_the_package_stands_in_the_layers_contract() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    assert folders | modules <= set(layers())


def test_no_floor_is_named_twice() -> None:
    assert len(layers()) == len(set(layers()))


def test_every_folder_that_holds_code_is_a_package() -> None:
    loose = [
        path.relative_to(ROOT)
        for path in PACKAGE.rglob("*.py")
        if not (path.parent / "__init__.py").exists()
    ]
    assert not loose


CONTRACT_BREAKERS = {
    "engine/forbidden.py": "import convtutor.steps\n",
    "steps/forbidden.py": "import rich.text\n",
    "engine/ops/forbidden.py": "import convtutor.engine.ops.relu\n",
    "errors_too.py": '"""A module without a floor."""\n',
    "words/forbidden.py": "import torch\n",
    "lesson/forbidden.py": "from PIL import Image\n",
    "engine/network.py": "from urllib.request import urlopen\n",
}


@pytest.mark.parametrize("place", CONTRACT_BREAKERS)
def test_the_contracts_catch_a_module_that_breaks_them(place: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for path in PACKAGE.rglob("*.py"):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (tmp_path / "convtutor" / place).write_text(CONTRACT_BREAKERS[place], encoding="utf-8")
    done = subprocess.run(
        (str(Path(sys.executable).parent / "lint-imports"), "--no-logo", "--no-cache"),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 1
    assert "BROKEN" in done.stdout
