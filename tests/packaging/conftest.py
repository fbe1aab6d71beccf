"""The three ways in which convtutor lies on a machine: a wheel, an editable install, a checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
OFFLINE = ("--no-index", "--no-deps", "--no-build-isolation", "--quiet", "--quiet")
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "docs", "dist", "build")


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command away from the checkout, and return what it printed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=kept | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the checkout, so that a test may edit it."""
    copy = tmp_path_factory.mktemp("checkout") / "convtutor"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    return copy


@pytest.fixture(scope="session")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", *OFFLINE, "--wheel-dir", folder, checkout, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def make_environment(folder: Path) -> Path:
    """Make an environment that sees the packages of this one, but not its convtutor."""
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    python = folder / "bin" / "python"
    where = run(python, "-c", "import sysconfig as s; print(s.get_path('purelib'))", cwd=folder)
    # A .pth file is read one level deep: another editable install does not come along.
    link = Path(where.strip()) / "packages-of-the-tests.pth"
    link.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def install(what: Path, folder: Path, *options: str) -> Path:
    """Install a wheel or a checkout into a new environment; return its interpreter."""
    python = make_environment(folder)
    # Without --ignore-installed pip would find the convtutor of the environment around.
    command: tuple[str | Path, ...] = (
        "pip",
        "--python",
        python,
        "install",
        "--ignore-installed",
        *OFFLINE,
        *options,
        what,
    )
    run(sys.executable, "-m", *command, cwd=folder)
    return python


@pytest.fixture(scope="session")
def from_wheel(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the interpreter of an environment that has the wheel installed."""
    return install(wheel, tmp_path_factory.mktemp("from-wheel") / "venv")


@pytest.fixture(scope="session")
def from_editable(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the interpreter of an environment that has the copied checkout installed editable."""
    return install(checkout, tmp_path_factory.mktemp("from-editable") / "venv", "--editable")
