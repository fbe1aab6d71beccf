"""The stamp: what .venv was made of, kept inside it as .venv/convtutor-stamp.json."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from tools.environment.commands import CONSTRAINTS, ROOT, VENV

STAMP = VENV / "convtutor-stamp.json"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What .venv was made of; an empty string means that the stage was not finished."""

    root: str
    python: str
    torch: str = ""
    """The choice: cpu, cuda or no."""
    torch_found: str = ""
    """What came of it: installed, outer (the outer interpreter's) or absent."""
    torch_pin: str = ""
    """The version of torch that constraints.txt named then."""
    installed: str = ""
    """lesson, test or bench."""
    digest: str = ""


def read_stamp() -> Stamp | None:
    """Read the stamp of the present .venv; None where there is none that can be used."""
    try:
        return Stamp(**json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_stamp(stamp: Stamp) -> Stamp:
    """Write the stamp and return it."""
    VENV.mkdir(exist_ok=True)
    STAMP.write_text(json.dumps(asdict(stamp), indent=1) + "\n", encoding="utf-8")
    return stamp


def digest_of_pins() -> str:
    """Digest the files that say what belongs into .venv."""
    pins = (ROOT / "pyproject.toml").read_bytes() + CONSTRAINTS.read_bytes()
    return hashlib.sha256(pins).hexdigest()


def pinned_torch() -> str:
    """Read the version of torch that constraints.txt asks for."""
    lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    return next(line.removeprefix("torch==") for line in lines if line.startswith("torch=="))
