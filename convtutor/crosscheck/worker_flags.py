"""Torch's flags in the child: set for a lane, read back, put back afterwards.

Only the fp32_precision interface is used: after it is set, torch's older TF32 flags raise when
read. Runs without NumPy, in the child.
"""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any


class FlagRefused(Exception):
    """A flag that does not read back as it was set."""


def read_flag(torch: Any, path: str) -> Any:
    """Give a flag below torch.backends, for example "cudnn.conv.fp32_precision"."""
    owner, name = _owner(torch, path)
    return getattr(owner, name)


def write_flag(torch: Any, path: str, value: Any) -> None:
    """Set a flag below torch.backends."""
    owner, name = _owner(torch, path)
    setattr(owner, name, value)


@contextmanager
def flags_set(
    torch: Any, settings: Sequence[Sequence[Any]], reported: Sequence[str]
) -> Generator[Mapping[str, Any], None, None]:
    """Set the flags, give those to report as they read back, and restore them in the end.

    Raises FlagRefused when a flag reads back as something else than was set.
    """
    before = [(path, read_flag(torch, path)) for path, _ in settings]
    try:
        for path, value in settings:
            write_flag(torch, path, value)
        for path, value in settings:
            if (found := read_flag(torch, path)) != value:
                raise FlagRefused(f"torch.backends.{path} was set to {value!r}, reads {found!r}")
        yield {path: read_flag(torch, path) for path in reported}
    finally:
        for path, value in reversed(before):
            write_flag(torch, path, value)


def _owner(torch: Any, path: str) -> tuple[Any, str]:
    *parents, name = path.split(".")
    owner = torch.backends
    for parent in parents:
        owner = getattr(owner, parent)
    return owner, name
