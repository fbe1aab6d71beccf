"""Files written whole or not at all: beside their place, synced, then renamed."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from convtutor.errors import AccessError, UsageError
from convtutor.lesson.source import shown_path


def write_file(path: Path, force: bool, write: Callable[[BinaryIO], None]) -> None:
    """Write a file; what stood there before is replaced only once all of it is written.

    Raises UsageError where something stands there and `force` does not say to replace it,
    AccessError where it cannot be written; the old file is then as it was.
    """
    shown = shown_path(path)
    _check_target(path, shown, force)
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent or ".")
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(path))
        _put(temporary, path, force, shown)
        temporary = None
    except OSError as error:
        reason = error.strerror or str(error)
        raise AccessError(f"{shown}: cannot be written: {reason}") from None
    finally:
        if temporary is not None and os.path.lexists(temporary):
            os.unlink(temporary)


def _check_target(path: Path, shown: str, force: bool) -> None:
    """Accept a place that is free, or a regular file that may be replaced."""
    if path.is_dir():
        raise UsageError(f"{shown}: is a folder; name a file")
    if path.is_symlink():
        raise UsageError(f"{shown}: is a link; name the file itself")
    if os.path.lexists(path) and not path.is_file():
        raise UsageError(f"{shown}: is no regular file; name another one, or - for the output")
    if os.path.lexists(path) and not force:
        raise UsageError(f"{shown}: is there already; name another file, or add --force")


def _put(temporary: str, path: Path, force: bool, shown: str) -> None:
    """Rename the finished file; one that came into being meanwhile is not replaced unasked."""
    if force:
        os.replace(temporary, path)
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise UsageError(f"{shown}: is there already; name another file, or add --force") from None
    except OSError:  # a file system without hard links
        os.replace(temporary, path)
        return
    os.unlink(temporary)


def _mode(path: Path) -> int:
    """Give the permissions of the file that is replaced, else those of a new one."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
