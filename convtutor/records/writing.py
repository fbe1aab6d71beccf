"""A file written whole or not at all: beside its place, synced, then put there.

Nothing that is there is overwritten unless that is asked for; what is no regular file never is.

Existing  what becomes of a file that is there already
"""

import contextlib
import os
import secrets
import stat
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from convtutor.errors import AccessError
from convtutor.lesson.source import shown_path
from convtutor.words import say


class Existing(Enum):
    """What becomes of a file that is there already."""

    KEPT = "kept"
    REPLACED = "replaced"


def write_file(
    path: Path, existing: Existing, language: str, write: Callable[[BinaryIO], None]
) -> None:
    """Write a file; a link is followed. Raises AccessError where it cannot be done, and leaves
    what was there."""
    try:
        target = Path(os.path.realpath(path))
        _check(path, target, existing, language)
        _write_beside(target, existing, write)
    except FileExistsError:
        raise _there(path, language) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        sentence = say("records.not_written", language, path=shown_path(path), reason=reason)
        raise AccessError(sentence) from None


def _there(path: Path, language: str) -> AccessError:
    return AccessError(say("records.is_there", language, path=shown_path(path)))


def _check(path: Path, target: Path, existing: Existing, language: str) -> None:
    if not os.path.lexists(target):
        return
    if not stat.S_ISREG(os.stat(target).st_mode):
        raise AccessError(say("records.no_file", language, path=shown_path(path)))
    if existing is Existing.KEPT:
        raise _there(path, language)


def _write_beside(target: Path, existing: Existing, write: Callable[[BinaryIO], None]) -> None:
    fresh = target.with_name(f".convtutor-{secrets.token_hex(8)}")
    try:
        with fresh.open("xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        if existing is Existing.REPLACED:
            os.replace(fresh, target)
        else:
            _put_where_none_is(fresh, target)
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


def _put_where_none_is(fresh: Path, target: Path) -> None:
    """Give a file its name, which another program may have taken since it was looked at."""
    try:
        os.link(fresh, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(target):
            raise FileExistsError(str(target)) from None
        os.rename(fresh, target)
