"""From a name somebody typed to a file that is written, and the sentence about it.

format_of       the format of a name, or of a file's suffix
written_to      write a file and say so
export_session  the example that a session stands in, as it was changed there
"""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from convtutor.debugger.session import Session
from convtutor.errors import AbsentError, UsageError, did_you_mean
from convtutor.lesson.source import shown_path
from convtutor.records.form import Format, no_progress
from convtutor.records.formats import FORMATS
from convtutor.records.selection import select_session
from convtutor.records.writing import Existing, write_file
from convtutor.words import say
from convtutor.words.visible import visible

THOUSAND = 1000


def export_session(session: Session, written: str) -> str:
    """Write the example that a session stands in; a file that is there already is kept.

    `written` is the file's name, whose suffix tells the format. Raises UsageError, AbsentError or
    AccessError where that cannot be done.
    """
    form = format_of(None, written, session.language)
    selection = select_session(session)

    def write(file: BinaryIO) -> None:
        form.write(selection, file, no_progress)

    return written_to(Path(written).expanduser(), form, Existing.KEPT, session.language, write)


def written_to(
    path: Path, form: Format, existing: Existing, language: str, write: Callable[[BinaryIO], None]
) -> str:
    """Write a file and give the sentence about it; raises AccessError where it cannot be done."""
    write_file(path, existing, language, write)
    return say(
        "records.written", language, path=shown_path(path), format=form.name,
        size=_size(path.stat().st_size),
    )


def format_of(name: str | None, target: str | None, language: str) -> Format:
    """Find a format by its name, or by the suffix of the file.

    Raises UsageError with those there are, AbsentError where its package is missing.
    """
    if name is None:
        suffix = Path(target or "").suffix
        name = next((form.name for form in FORMATS.values() if form.suffix == suffix), None)
        if name is None:
            raise UsageError(say("records.no_format", language, known=", ".join(FORMATS)))
    if name not in FORMATS:
        hint = did_you_mean(name, FORMATS)
        raise UsageError(say(
            "records.unknown_format", language, format=visible(name), known=", ".join(FORMATS),
            hint=hint,
        ))
    form = FORMATS[name]
    if form.package is not None and find_spec(form.package) is None:
        raise AbsentError(say("records.needs", language, format=name, package=form.package))
    return form


def _size(count: int) -> str:
    """Write a number of bytes for people."""
    if count < THOUSAND:
        return f"{count} bytes"
    shown, unit = count / THOUSAND, "kB"
    if shown >= THOUSAND:
        shown, unit = shown / THOUSAND, "MB"
    return f"{shown:,.1f} {unit}"
