"""torch in .venv: the outer interpreter's, the CPU build, the CUDA build or none."""

from __future__ import annotations

import platform
from pathlib import Path

from tools.environment.commands import (
    CONSTRAINTS,
    VENV_PYTHON,
    Refusal,
    output_of,
    pip_failure,
    pip_or_refuse,
    say,
    show_pip_or_refuse,
    site_packages,
)
from tools.environment.stamp import pinned_torch

PYTORCH_CPU_INDEX = "https://download.pytorch.org/whl/cpu"

# Run by the outer interpreter: its site folders when it imports a torch in range, else exit 1.
FIND_OUTER_TORCH = """
import sys, torch
major, minor = (int(part) for part in torch.__version__.split(".")[:2])
if not (2, 10) <= (major, minor) < (3, 0):
    sys.exit(1)
print(torch.version.cuda or "cpu")
print("\\n".join(path for path in sys.path if path.endswith(("site-packages", "dist-packages"))))
"""
# Run by .venv's interpreter: the version of its torch and the CUDA it was built for.
DESCRIBE_TORCH = 'import torch; print(torch.__version__.split("+")[0], torch.version.cuda or "cpu")'


def link_file() -> Path:
    """Name the .pth file through which .venv sees the outer interpreter's packages, last."""
    return site_packages() / "convtutor-outer-torch.pth"


def link_outer_torch(python: str, choice: str) -> bool:
    """Let .venv import the outer interpreter's torch if it is in range and of the chosen kind."""
    found = output_of(python, "-c", FIND_OUTER_TORCH)
    if found is None:
        return False
    built_for, *folders = found.splitlines()
    if choice == "cuda" and built_for == "cpu":
        return False
    remove_torch()  # it would hide the other one
    link_file().write_text("\n".join(folders) + "\n", encoding="utf-8")
    if output_of(str(VENV_PYTHON), "-c", DESCRIBE_TORCH) is None:
        link_file().unlink()
        return False
    say(f"Using the torch of {python}.")
    return True


def remove_torch() -> None:
    """Uninstall torch from .venv, and the CUDA libraries that came with it."""
    link_file().unlink(missing_ok=True)
    names = [path.name.split("-")[0] for path in site_packages().glob("*.dist-info")]
    companions = ("nvidia_", "cuda_")
    unwanted = [n for n in names if n in ("torch", "triton") or n.startswith(companions)]
    if unwanted:
        pip_or_refuse("less", "uninstall", "--yes", *unwanted)


def install_torch(requirement: str, *options: str) -> str:
    """Install one build of torch whatever build is there, then what it needs; return why not."""
    # Without --no-deps a forced reinstall would fetch NumPy and the rest again.
    build = ("install", "--force-reinstall", "--no-deps", *options, requirement)
    needs = ("install", "--constraint", str(CONSTRAINTS), requirement)
    return pip_failure(*build) or pip_failure(*needs)


def install_cpu_torch() -> str:
    """Install the CPU build; return nothing when it went well, else why not.

    On Linux a plain torch would be the CUDA build, some 3 GB.
    """
    version = pinned_torch()
    say(f"Looking for torch {version}, CPU build ...")
    if platform.system() != "Linux":
        return install_torch(f"torch=={version}")
    local = f"torch=={version}+cpu"
    failure = install_torch(local)
    if failure:
        quickly = ("--timeout", "5", "--retries", "0")
        failure = install_torch(local, "--index-url", PYTORCH_CPU_INDEX, *quickly)
    return failure


def install_cuda_torch() -> None:
    """Install the CUDA build from the configured indexes; raise Refusal where there is none."""
    if platform.system() == "Darwin":
        raise Refusal("torch has no CUDA build for macOS; use TORCH=cpu or TORCH=no")
    version = pinned_torch()
    say(f"Getting torch {version}, CUDA build, about 3 GB ...")
    # === leaves out builds with a local label such as +cpu, which == would prefer.
    requirement = f"torch==={version}"
    show_pip_or_refuse("torch", "install", "--force-reinstall", "--no-deps", requirement)
    needs = ("install", "--constraint", str(CONSTRAINTS), requirement)
    show_pip_or_refuse("what torch needs", *needs)
    described = output_of(str(VENV_PYTHON), "-c", DESCRIBE_TORCH)
    if described is None or described.split()[1] == "cpu":
        raise Refusal(
            f"torch {version} of the package index is no CUDA build for this machine; "
            f"use TORCH=cpu, or install one into another environment and name it with PYTHON="
        )


def provide_torch(python: str, choice: str) -> str:
    """Bring torch into .venv as chosen; return installed, outer or absent."""
    link_file().unlink(missing_ok=True)
    if choice == "no":
        remove_torch()
        return "absent"
    if link_outer_torch(python, choice):
        return "outer"
    if choice == "cuda":
        install_cuda_torch()
        return "installed"
    failure = install_cpu_torch()
    if not failure:
        return "installed"
    remove_torch()
    version = pinned_torch()
    say(
        f"No CPU build of torch {version} could be had, neither from the configured package index "
        "nor from download.pytorch.org, so convtutor goes on without torch and compares nothing "
        f"with it (pip: {failure.removeprefix('ERROR: ')}); try again with: TORCH=cpu make lesson"
    )
    return "absent"
