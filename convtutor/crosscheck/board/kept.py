"""What of the board was run on this machine, kept between runs in one file beside the record.

The unit is one operator in one lane, with the versions and the code it was run with: a lane that
does not run this time leaves what an earlier run found. Runs without NumPy.

Kept       one operator in one lane: the verdict, when, and with what
kept_here  all of them that this machine has run
keep       add those of a new run
"""

import contextlib
import hashlib
import json
import os
import platform
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import convtutor
from convtutor.crosscheck.lanes import LANES
from convtutor.data import dataclass
from convtutor.progress.folder import data_folder

NUMPY = "numpy"
BOARD_LANES = (NUMPY, *(lane.name for lane in LANES))
FILE = "board.json"
SCHEMA, VERSION = "convtutor-board-kept", 1
PROVING = ("engine", "steps", "crosscheck")


@dataclass(frozen=True, slots=True)
class Kept:
    """One operator in one lane: how many settings, the verdict on all, when it was run (UTC), with
    which versions of convtutor, numpy and torch, and with which code."""

    operator: str
    lane: str
    verdict: str
    settings: int
    when: str
    versions: Mapping[str, str]
    code: str

    @property
    def is_current(self) -> bool:
        """Say whether it would be run with the same versions and the same code today."""
        return self.code == code_digest() and all(
            version == (installed(name) or version) for name, version in self.versions.items()
        )


@cache
def code_digest() -> str:
    """Give the fingerprint of the code that a run rests on, the same on every system."""
    package = Path(convtutor.__file__).parent
    digest = hashlib.sha256()
    for folder in PROVING:
        for path in sorted((package / folder).rglob("*.py")):
            digest.update(path.relative_to(package).as_posix().encode() + b"\0")
            digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:16]


def installed(name: str) -> str:
    """Give the version of a package here without importing it; empty where it is absent."""
    if name == "convtutor":
        return convtutor.__version__
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def machine() -> str:
    """Name this machine: a home folder may be shared by several."""
    return platform.node() or "?"


def kept_file() -> Path | None:
    """Give the path of the file; None where there is no folder for it."""
    folder = data_folder()
    return None if folder is None else folder / FILE


def kept_here() -> tuple[Kept, ...]:
    """Give what this machine has run; nothing where the file is absent or not ours."""
    return _read(kept_file()).get(machine(), ())


def keep(found: Iterable[Kept]) -> Path:
    """Put new results in the place of older ones of the same operator and lane.

    Gives the path. Raises OSError where the file cannot be written.
    """
    path = kept_file()
    if path is None:
        raise FileNotFoundError("no home folder")
    machines = dict(_read(path))
    entries = {(kept.operator, kept.lane): kept for kept in machines.get(machine(), ())}
    entries |= {(kept.operator, kept.lane): kept for kept in found}
    machines[machine()] = tuple(entries.values())
    _write(path, machines)
    return path


def _read(path: Path | None) -> dict[str, tuple[Kept, ...]]:
    """Give what a file holds by machine; whatever is no such file holds nothing."""
    try:
        document = json.loads(path.read_bytes()) if path is not None else {}
        if (document["schema"], document["version"]) != (SCHEMA, VERSION):
            return {}
        return {
            str(name): tuple(_entry(entry) for entry in entries)
            for name, entries in document["machines"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _entry(entry: Mapping[str, Any]) -> Kept:
    """Read one entry; raises KeyError or TypeError where it is none."""
    values = {field.name: entry[field.name] for field in fields(Kept)}
    versions = {str(name): str(version) for name, version in values["versions"].items()}
    texts = {name: str(values[name]) for name in ("operator", "lane", "verdict", "when", "code")}
    return Kept(**texts, settings=int(values["settings"]), versions=versions)


def _write(path: Path, machines: Mapping[str, tuple[Kept, ...]]) -> None:
    """Write the file whole beside its place and put it there."""
    document = {
        "schema": SCHEMA,
        "version": VERSION,
        "machines": {name: [asdict(kept) for kept in found] for name, found in machines.items()},
    }
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix=f"{FILE}-", dir=path.parent, delete=False
    ) as fresh:
        json.dump(document, fresh, indent=1)
    try:
        os.replace(fresh.name, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(fresh.name)
        raise
