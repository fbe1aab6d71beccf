"""`convtutor progress`: what is kept of a learner, shown, handed on, brought in, put away."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

from convtutor.cli.classroom import EXPORT
from convtutor.cli.lessons import write_json
from convtutor.cli.progress_lines import account_of, progress_document, write_account
from convtutor.console.output import Output
from convtutor.errors import AccessError, UsageError, did_you_mean
from convtutor.lesson.source import read_regular, shown_path
from convtutor.progress.answers import Answered, today
from convtutor.progress.examine import State, examine
from convtutor.progress.exported import text_of
from convtutor.progress.folder import record_file
from convtutor.progress.imported import MOST_BYTES, read_exported
from convtutor.progress.record import Learned, Record, open_record, peek_exported
from convtutor.words import say
from convtutor.words.visible import visible

STANDARD_OUTPUT = "-"
YES = ("y", "yes", "是")
BELONGS: Mapping[str, str] = {"lesson": "reset", "yes": "reset", "force": "export", "json": "show"}
TO_HAND_ON = (State.FINE, State.NEWER, State.MISSING)


def do_progress(arguments: Namespace, output: Output, language: str) -> int:
    """Do what is asked of the record. Raises UsageError for what does not go together."""
    wanted = _wanted(arguments, language)
    if wanted == "export":
        _export(arguments, output, language)
    elif wanted == "import":
        _import(Path(arguments.import_file), output, language)
    elif wanted == "reset":
        _reset(arguments, output, language)
    elif wanted == "undo":
        _undo(output, language)
    else:
        _show(arguments, output, language)
    return 0


def _wanted(arguments: Namespace, language: str) -> str:
    """Name the one thing that is asked for: show, export, import, reset or undo."""
    asked: list[str] = [] if arguments.action is None else [arguments.action]
    asked += ["export"] if arguments.export is not None else []
    asked += ["import"] if arguments.import_file is not None else []
    if len(asked) > 1:
        raise UsageError(say("record.one_thing", language, first=asked[0], second=asked[1]))
    wanted = asked[0] if asked else "show"
    for name, owner in BELONGS.items():
        if getattr(arguments, name) and wanted != owner:
            raise UsageError(say(f"record.{name}_belongs", language))
    if wanted == "reset" and arguments.lesson is None:
        raise UsageError(say("record.reset_what", language))
    return wanted


def is_kept() -> bool:
    """Say whether there is a record, or something in its place."""
    path = record_file()
    return path is not None and examine(path) is not State.MISSING


def _show(arguments: Namespace, output: Output, language: str) -> None:
    learned = Learned()
    answers: tuple[Answered, ...] = ()
    if is_kept():
        with open_record(language) as record:
            learned, answers = record.learned(), record.answers()
            _tell(record)
    account = account_of(learned, answers, today())
    if arguments.json:
        write_json(progress_document(account), output)
    else:
        write_account(account, output, language)


def _tell(record: Record) -> None:
    if record.notice is not None:
        print(record.notice, file=sys.stderr)


def _export(arguments: Namespace, output: Output, language: str) -> None:
    """Write the record's file; a record that cannot be read is never written as an empty one."""
    path = record_file()
    state = State.MISSING if path is None else examine(path)
    if path is not None and state not in TO_HAND_ON:
        reason = say(f"cli.record_{state.value}", language)
        raise AccessError(say("record.unread", language, path=visible(path), reason=reason))
    exported = peek_exported()
    if arguments.export == STANDARD_OUTPUT:
        output.stream.write(text_of(exported))
        return
    from convtutor.records.writing import Existing, write_file

    target = Path(arguments.export)
    existing = Existing.REPLACED if arguments.force else Existing.KEPT
    write_file(target, existing, language, partial(_write_text, text_of(exported)))
    done = sum(map(len, exported.done.values()))
    output.line(say(
        "record.exported", language, path=shown_path(target), answers=len(exported.kept), done=done
    ))


def _write_text(text: str, file: BinaryIO) -> None:
    file.write(text.encode())


def _import(path: Path, output: Output, language: str) -> None:
    content = read_regular(path, MOST_BYTES + 1, EXPORT)
    exported = read_exported(content, shown_path(path), language)
    with lasting_record(language) as record:
        merged = record.merge(exported)
        _refuse_in_memory(record)
    output.line(say(
        "record.imported", language, path=shown_path(path), answers=merged.answers,
        done=merged.done, known=merged.known,
    ))
    if merged.differing:
        output.paragraph(say("record.differing", language, count=merged.differing))


@contextmanager
def lasting_record(language: str) -> Iterator[Record]:
    """Open the record to change it; raises AccessError where it would be kept in memory only."""
    with open_record(language) as record:
        _refuse_in_memory(record)
        _tell(record)
        yield record


def _refuse_in_memory(record: Record) -> None:
    if record.in_memory:
        raise AccessError(str(record.notice))


def _reset(arguments: Namespace, output: Output, language: str) -> None:
    lesson: str = arguments.lesson
    if not is_kept():
        raise _not_kept(lesson, (), language)
    with lasting_record(language) as record:
        known = lessons_kept(record)
        if lesson not in known:
            raise _not_kept(lesson, known, language)
        if not arguments.yes and not _confirmed(lesson, output, language):
            output.line(say("record.left", language))
            return
        record.reset(lesson)
        _refuse_in_memory(record)
    output.line(say("record.reset", language, lesson=visible(lesson)))


def _not_kept(lesson: str, known: Iterable[str], language: str) -> UsageError:
    hint = did_you_mean(lesson, known)
    return UsageError(say("record.not_kept", language, lesson=visible(lesson), hint=hint))


def lessons_kept(record: Record) -> set[str]:
    """Name the lessons of which anything is kept."""
    learned = record.learned()
    return {*learned.done, *learned.places, *(answer.lesson for answer in record.answers())}


def _confirmed(lesson: str, output: Output, language: str) -> bool:
    """Ask whether a lesson is to be put away; raises UsageError where nobody can be asked."""
    if sys.stdin is None or not (sys.stdin.isatty() and output.stream.isatty()):
        raise UsageError(say("record.nobody_asked", language, lesson=visible(lesson)))
    output.stream.write(output.shown(say("record.sure", language, lesson=visible(lesson))) + " ")
    output.flush()
    return sys.stdin.readline().strip().lower() in YES


def _undo(output: Output, language: str) -> None:
    lesson = None
    if is_kept():
        with lasting_record(language) as record:
            lesson = record.undo_reset()
            _refuse_in_memory(record)
    if lesson is None:
        raise UsageError(say("record.nothing_to_undo", language))
    output.line(say("record.undone", language, lesson=visible(lesson)))
