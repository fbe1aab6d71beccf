"""The folders, the commands and the refusal that the other modules share."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
CONSTRAINTS = ROOT / "constraints.txt"


class Refusal(Exception):
    """One sentence for the person at the prompt; the environment is not ready."""


def say(sentence: str) -> None:
    """Print one line about what takes time."""
    print(sentence, flush=True)


def output_of(*command: str) -> str | None:
    """Run a command quietly; return what it printed, None where it failed."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def pip(*arguments: str, quiet: bool = True) -> tuple[str, ...]:
    """Write the command line of .venv's pip."""
    common = (
        "--disable-pip-version-check",
        "--no-input",
        *(("--quiet", "--quiet") if quiet else ()),
    )
    return (str(VENV_PYTHON), "-m", "pip", *common, *arguments)


def pip_or_refuse(what: str, *arguments: str, quiet: bool = True) -> None:
    """Run pip with its errors on the screen; raise Refusal when it fails."""
    done = subprocess.run(pip(*arguments, quiet=quiet), cwd=ROOT, check=False)
    if done.returncode:
        raise Refusal(f"pip could not install {what}; its own words are above")


def site_packages() -> Path:
    """Find the folder of .venv that packages lie in."""
    where = output_of(str(VENV_PYTHON), "-c", "import sysconfig as s; print(s.get_path('purelib'))")
    if where is None:
        raise Refusal(".venv is broken; run: make clean")
    return Path(where.strip())
