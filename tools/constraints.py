"""Write constraints.txt anew: the newest versions that pyproject.toml allows, on Python 3.11.

The version of torch stays as it stands in constraints.txt; change it there by hand beforehand.

Usage: python -m tools.constraints, on Linux; it needs the package index and changes no .venv.
"""

from __future__ import annotations

import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.environment.commands import CONSTRAINTS, ROOT
from tools.environment.stamp import pinned_torch
from tools.environment.torch_build import PYTORCH_CPU_INDEX

HEADER = """\
# Exact versions for `make lesson`, `make test` and CI, written by `make constraints`: what
# `pip install .[torch,images,test,bench]` chose on Linux under Python 3.11, the oldest supported.
# torch is named without its build (+cpu, +cu130), so that the pin fits every build; the CUDA
# libraries are left out, since each CUDA build pins its own. Its version is changed by hand.
"""


def frozen_line(line: str) -> str | None:
    """Return the pin that one line of `pip freeze` stands for; None for convtutor itself."""
    if line.startswith(("-e ", "convtutor")) or "==" not in line:
        return None
    return re.sub(r"\+[a-z0-9.]+$", "", line)


def freeze() -> list[str]:
    """Install everything into a throw-away environment and list what pip chose."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run((sys.executable, "-m", "venv", folder), check=True)
        pip = (str(Path(folder) / "bin" / "python"), "-m", "pip", "--disable-pip-version-check")
        install = (*pip, "install", "--quiet")
        # The CPU build by name: else the package index's torch brings 3 GB of CUDA.
        build = (*install, "--no-deps", f"torch=={pinned_torch()}+cpu")
        if subprocess.run(build, capture_output=True, check=False).returncode:
            subprocess.run((*build, "--index-url", PYTORCH_CPU_INDEX), check=True)
        subprocess.run((*install, f"{ROOT}[torch,images,test,bench]"), check=True)
        listed = subprocess.run((*pip, "freeze"), check=True, capture_output=True, text=True)
    return [pin for pin in map(frozen_line, listed.stdout.splitlines()) if pin]


def main() -> int:
    """Write the file, or say why not here."""
    if platform.system() != "Linux" or sys.version_info[:2] != (3, 11):
        print("make: constraints.txt is written on Linux with Python 3.11; name it with PYTHON=")
        return 2
    try:
        pins = freeze()
    except subprocess.CalledProcessError as failure:
        print(f"make: constraints.txt stays as it was: this failed: {' '.join(failure.cmd)}")
        return 2
    CONSTRAINTS.write_text(HEADER + "\n".join(pins) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
