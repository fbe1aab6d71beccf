"""Torches that are missing, old, broken, hanging or crashing, for the child to find."""

from __future__ import annotations

from pathlib import Path

import pytest

FIT = "__version__ = '2.13.0'\n"
# The least of torch that a lane touches before it makes its first tensor.
UP_TO_THE_FIRST_TENSOR = FIT + """
from types import SimpleNamespace
precision = SimpleNamespace(fp32_precision="none")
backends = SimpleNamespace(mkldnn=SimpleNamespace(enabled=True, conv=precision, matmul=precision))
float32, float64, OutOfMemoryError = "float32", "float64", MemoryError
class cuda:
    def init():
        raise AssertionError("Torch not compiled with CUDA enabled")
"""


def install(folder: Path, source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a torch before every other on the child's path."""
    (folder / "torch").mkdir(parents=True)
    (folder / "torch" / "__init__.py").write_text(source, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))


def at_the_first_tensor(action: str) -> str:
    """Give a torch that does something instead of making its first tensor."""
    return UP_TO_THE_FIRST_TENSOR + f"def frombuffer(*args, **options):\n    {action}\n"
