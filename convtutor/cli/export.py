"""`convtutor export`: a lesson, or a trace that was written before, in one of the formats."""

import sys
from argparse import Namespace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from convtutor.console.output import Output
from convtutor.console.patience import Patience
from convtutor.errors import UsageError
from convtutor.lesson.catalog import find_lesson
from convtutor.lesson.read import read_lesson
from convtutor.records.cast import CASTS
from convtutor.records.exporting import format_of, written_to
from convtutor.records.form import Format
from convtutor.records.formats import FORMATS
from convtutor.records.opening import is_trace
from convtutor.records.replayed import read_trace
from convtutor.records.selection import Selection, select
from convtutor.records.writing import Existing
from convtutor.words import say

STDOUT = "-"


def write_export(arguments: Namespace, language: str, output: Output) -> int:
    """Write an export and say what was written; or list the formats."""
    if arguments.list:
        width = max(map(len, FORMATS))
        for name in FORMATS:
            output.hanging(f"{name:<{width}}  ", say(f"records.{name}", language))
        return 0
    if arguments.lesson is None:
        raise UsageError(say("records.no_lesson", language))
    form = format_of(arguments.format, arguments.output, language)
    if arguments.cast_version is not None:
        form = _cast_of(form, arguments.cast_version, language)
    selection = selection_of(arguments, language)
    target = arguments.output or f"{selection.lesson.id}{form.suffix}"
    if target == STDOUT:
        _to_stdout(form, selection, language)
        return 0
    existing = Existing.REPLACED if arguments.force else Existing.KEPT
    write = partial(_write, form, selection, language=language)
    output.line(written_to(Path(target), form, existing, language, write))
    return 0


def _cast_of(form: Format, version: int, language: str) -> Format:
    """Give the recording in a version of its format; raises UsageError for another format."""
    if form.name not in {cast.name for cast in CASTS.values()}:
        raise UsageError(say("records.no_cast", language, format=form.name))
    return CASTS[version]


def selection_of(arguments: Namespace, language: str) -> Selection:
    """Give what is to be exported: of a lesson, or of a trace as it is."""
    path = Path(arguments.lesson)
    if is_trace(path):
        cut = [arguments.example, arguments.first, arguments.last, arguments.level]
        if any(part is not None for part in cut):
            raise UsageError(say("records.trace_is_cut", language))
        return read_trace(path).selection
    lesson = read_lesson(find_lesson(arguments.lesson))
    level = arguments.level or "tap"
    return select(lesson, language, arguments.example, level, arguments.first, arguments.last)


def _write(form: Format, selection: Selection, file: BinaryIO, *, language: str) -> None:
    """Write and show how far it is."""
    count = sum(len(recorded.run.timeline) for recorded in selection.recorded)
    patience = Patience(count, language, sentence="records.writing")
    try:
        form.write(selection, file, lambda done, count: patience.come_to(done - 1))
    finally:
        patience.end()


def _to_stdout(form: Format, selection: Selection, language: str) -> None:
    stream = getattr(sys.stdout, "buffer", None)
    if stream is not None:
        _write(form, selection, stream, language=language)
        stream.flush()
        return
    whole = BytesIO()
    _write(form, selection, whole, language=language)
    sys.stdout.write(whole.getvalue().decode("utf-8"))
