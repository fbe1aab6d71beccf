"""Make .venv what the Makefile's targets need, and do nothing where it already is.

Usage: python -m tools.environment lesson|test|bench, under the environment variables

TORCH   cpu (at first), cuda or no; left out: what was chosen before
PYTHON  was given: the interpreter that runs this; left out: the one chosen before

"The outer interpreter" is the one that .venv is made from.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TypeGuard

from tools.environment.commands import (
    CONSTRAINTS,
    ROOT,
    VENV,
    VENV_PYTHON,
    Refusal,
    output_of,
    pip_or_refuse,
    say,
)
from tools.environment.stamp import (
    STAMP,
    Stamp,
    digest_of_pins,
    pinned_torch,
    read_stamp,
    write_stamp,
)
from tools.environment.torch_build import link_file, provide_torch

CHOICES = ("cpu", "cuda", "no")
EXTRAS = {"lesson": "", "test": "[test]", "bench": "[test,bench]"}  # each holds the one before


def chosen_torch(kept: Stamp | None) -> str:
    """Return the choice of torch: given, else kept, else cpu."""
    given = os.environ.get("TORCH", "")
    if given and given not in CHOICES:
        raise Refusal(f"TORCH is cpu, cuda or no, not {given!r}")
    return given or (kept.torch if kept else "") or "cpu"


def chosen_python(kept: Stamp | None) -> str:
    """Return the outer interpreter: the one that runs this, unless that is .venv's own."""
    own = Path(sys.prefix).resolve() == VENV
    if own and kept and Path(kept.python).exists():
        return kept.python
    # One name for python, python3 and python3.11 of the same installation.
    prefix = Path(sys.base_prefix if own else sys.prefix)
    python = prefix / "bin" / f"python3.{sys.version_info.minor}"
    return str(python) if python.exists() else sys.executable


def is_sound(kept: Stamp | None, python: str) -> TypeGuard[Stamp]:
    """Tell whether .venv was finished here, from this interpreter, and still starts."""
    if kept is None or not kept.installed or (kept.root, kept.python) != (str(ROOT), python):
        return False
    return output_of(str(VENV_PYTHON), "-c", "") is not None


def make_venv(python: str, torch: str) -> Stamp:
    """Make an empty .venv and stamp it as ours before anything can be interrupted."""
    if output_of(python, "-c", "import ensurepip, venv") is None:
        version = f"3.{sys.version_info.minor}"
        raise Refusal(
            f"{python} cannot make a virtual environment, its venv module is missing; "
            f"on Debian and Ubuntu: apt install python{version}-venv, "
            "or name another interpreter with PYTHON="
        )
    if VENV.exists() and not STAMP.exists():
        raise Refusal(".venv is there but make did not make it; move it away or run: make clean")
    say(f"Making .venv with {python} ...")
    shutil.rmtree(VENV, ignore_errors=True)
    stamp = write_stamp(Stamp(root=str(ROOT), python=python, torch=torch))
    command = (python, "-m", "venv", str(VENV))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refusal(f"{python} -m venv .venv failed:\n{done.stdout}{done.stderr}")
    return stamp


def install_project(extras: str) -> None:
    """Install convtutor as an editable package, and what it needs, under constraints.txt."""
    say("Installing convtutor and the packages it needs ...")
    with_constraints = ("install", "--constraint", str(CONSTRAINTS))
    pip_or_refuse("hatchling, which builds convtutor", *with_constraints, "hatchling")
    project = f".{EXTRAS[extras]}"
    pip_or_refuse("convtutor", *with_constraints, "--no-build-isolation", "--editable", project)


def install_without_link(extras: str) -> None:
    """Install the project while .venv does not see the outer interpreter's packages.

    pip would complain of what they need, and leave out what they already hold.
    """
    link = link_file()
    linked = link.read_text(encoding="utf-8") if link.exists() else ""
    link.unlink(missing_ok=True)
    install_project(extras)
    if linked:
        link.write_text(linked, encoding="utf-8")


def torch_is_settled(kept: Stamp, choice: str) -> bool:
    """Tell whether torch can stay as it is: the same choice and pin, and not asked anew."""
    asked_anew = bool(os.environ.get("TORCH")) and choice != "no"
    if kept.torch_found == "absent" and asked_anew:
        return False
    return bool(kept.torch_found) and (kept.torch, kept.torch_pin) == (choice, pinned_torch())


def larger(extras: str, installed: str) -> str:
    """Give the extras that hold both those asked for and those installed, "" where none are."""
    order = list(EXTRAS)
    return max(extras, installed if installed in EXTRAS else extras, key=order.index)


def prepare(extras: str) -> None:
    """Bring .venv up to date with the choices and the pins, stage by stage."""
    kept = read_stamp()
    choice, python, digest = chosen_torch(kept), chosen_python(kept), digest_of_pins()
    if not is_sound(kept, python):
        kept = make_venv(python, choice)
    settled = torch_is_settled(kept, choice)
    if not settled:
        kept = write_stamp(replace(kept, torch=choice, torch_found="", torch_pin=pinned_torch()))
    extras = larger(extras, kept.installed)
    if (kept.digest, kept.installed) != (digest, extras):
        install_without_link(extras)
        kept = write_stamp(replace(kept, installed=extras, digest=digest))
    if not settled:
        write_stamp(replace(kept, torch_found=provide_torch(python, choice)))


def main() -> int:
    """Prepare .venv for the target named on the command line."""
    if len(sys.argv) != 2 or sys.argv[1] not in EXTRAS:
        print("usage: python -m tools.environment lesson|test|bench", file=sys.stderr)
        return 2
    try:
        prepare(sys.argv[1])
    except Refusal as refusal:
        print(f"make: {refusal}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
