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


def pip(*arguments: str) -> tuple[str, ...]:
    """Write the command line of .venv's pip."""
    options = ("--disable-pip-version-check", "--no-input")
    return (str(VENV_PYTHON), "-m", "pip", *options, *arguments)


def pip_or_refuse(what: str, *arguments: str) -> None:
    """Run pip quietly; raise Refusal with all that it said when it fails."""
    command = pip(*arguments)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refusal(f"pip could not install {what}:\n{done.stdout}{done.stderr}")


def pip_failure(*arguments: str) -> str:
    """Run pip quietly; return nothing when it went well, else the last line of its errors."""
    command = pip(*arguments)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
    return next((line for line in reversed(lines) if line.startswith("ERROR: ")), lines[-1])


def show_pip_or_refuse(what: str, *arguments: str) -> None:
    """Run pip with its progress on the screen; raise Refusal when it fails."""
    done = subprocess.run(pip(*arguments), cwd=ROOT, check=False)
    if done.returncode:
        raise Refusal(f"pip could not install {what}; its own words are above")


def site_packages() -> Path:
    """Find the folder of .venv that packages lie in."""
    where = output_of(str(VENV_PYTHON), "-c", "import sysconfig as s; print(s.get_path('purelib'))")
    if where is None:
        raise Refusal(".venv is broken; run: make clean")
    return Path(where.strip())
