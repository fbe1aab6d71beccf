"""What each verb does: it reads the arguments, imports what it needs, and gives the exit code."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO, TypeAlias

from convtutor.cli.language import chosen_language, remember_language
from convtutor.cli.loading import loading
from convtutor.console.output import output_to
from convtutor.errors import UsageError
from convtutor.words import say

if TYPE_CHECKING:
    from convtutor.lesson.run import Run
    from convtutor.lesson.schema import Example, Lesson

    Runs: TypeAlias = Mapping[Example, Run]

SCREEN_PACKAGES = ("textual", "rich")


def lesson(arguments: Namespace) -> int:
    """Open a lesson: on the screen, on lines, or printed whole."""
    with loading():
        from convtutor.lesson.catalog import find_lesson
        from convtutor.lesson.read import read_lesson

    language = chosen_language(arguments.lang)
    if arguments.play:
        _refuse_besides_play(arguments, language)
    with loading():
        path = find_lesson(arguments.lesson)
        opened = None if _is_trace(path) else read_lesson(path)
    if opened is None:
        return _replayed(path, arguments, language)
    code = _way_of_showing(arguments, language)(opened, arguments, language)
    if arguments.lang is not None:
        remember_language(arguments.lang)
    return code


def replay(arguments: Namespace) -> int:
    """Open a trace that was written down."""
    language = chosen_language(arguments.lang)
    if arguments.play:
        _refuse_besides_play(arguments, language)
    return _replayed(Path(arguments.file), arguments, language)


def _is_trace(path: Path) -> bool:
    if path.suffix == ".toml":
        return False
    from convtutor.records.opening import is_trace

    return is_trace(path)


def _replayed(path: Path, arguments: Namespace, language: str) -> int:
    """Show a trace as a lesson is shown, with the runs of the file."""
    with loading():
        from convtutor.records.replayed import read_trace

        found = read_trace(path)
    return _way_of_showing(arguments, language)(found.lesson, arguments, language, found.runs)


def explore(arguments: Namespace) -> int:
    """Open one layer of the learner's own like a lesson."""
    from convtutor.cli.explore import explored

    language = chosen_language(arguments.lang)
    if arguments.play:
        _refuse_besides_play(arguments, language)
    opened = explored(arguments, language)
    return _way_of_showing(arguments, language)(opened, arguments, language)


def quiz(arguments: Namespace) -> int:
    """Ask questions about lessons: on the screen, or on lines."""
    language = chosen_language(arguments.lang)
    if arguments.plain or arguments.json or not _screen_is_possible(language):
        from convtutor.cli.quiz import quiz_on_lines

        return quiz_on_lines(arguments, language)
    with loading():
        from convtutor.cli.quiz import quiz_on_screen

        return quiz_on_screen(arguments, language)


def _refuse_besides_play(arguments: Namespace, language: str) -> None:
    for other in ("plain", "watch", "at"):
        if getattr(arguments, other, False):
            verb = arguments.verb
            raise UsageError(say("cli.play_alone", language, verb=verb, other=f"--{other}"))


class Showing(Protocol):
    """A way of showing a lesson, some of whose examples may have been run already."""

    def __call__(
        self, opened: "Lesson", arguments: Namespace, language: str, runs: "Runs | None" = None
    ) -> int:
        """Show it and give the exit code."""


def _way_of_showing(arguments: Namespace, language: str) -> Showing:
    """Choose between the screen, lines and print; says why when the screen is not possible."""
    if arguments.play:
        return _play
    if arguments.plain or not _screen_is_possible(language):
        return _on_lines
    return _on_screen


def _screen_is_possible(language: str) -> bool:
    """Say whether a screen can be shown; tell what is missing besides a terminal."""
    from convtutor.cli.terminal import terminal_is_usable

    if not terminal_is_usable():
        return False
    missing = [name for name in SCREEN_PACKAGES if find_spec(name) is None]
    if missing:
        sentence = say("cli.no_screen", language, missing=", ".join(missing))
        print(sentence, file=sys.stderr)
    return not missing


def _play(
    opened: "Lesson", arguments: Namespace, language: str, runs: "Runs | None" = None
) -> int:
    from convtutor.plain.play import play_lesson

    output = output_to(sys.stdout)
    return play_lesson(opened, arguments.example, arguments.device, language, output, runs)


def _on_lines(
    opened: "Lesson", arguments: Namespace, language: str, runs: "Runs | None" = None
) -> int:
    from convtutor.debugger.session import start_session
    from convtutor.plain.keyboard import typed_lines
    from convtutor.plain.line_debugger import LineDebugger
    from convtutor.plain.marking import Marking

    number = 1 if arguments.example is None else arguments.example
    session = start_session(opened, language, number, arguments.at, runs)
    with closing(Marking()) as marking:
        debugger = LineDebugger(
            session, output_to(sys.stdout), arguments.device, done=marking.mark,
            kept=marking.keep,
        )
        debugger.begin()
        debugger.output.flush()
        lines = typed_lines(sys.stdin, lambda: debugger.session)
        if getattr(arguments, "watch", False):
            from convtutor.debugger.watching import Watch
            from convtutor.plain.watching import watched_lines

            lines = watched_lines(lines, debugger, Watch(opened.path))
        return debugger.obey(lines)


def _on_screen(
    opened: "Lesson", arguments: Namespace, language: str, runs: "Runs | None" = None
) -> int:
    with loading():
        from convtutor.tui.app import run_lesson, run_watched

    number = 1 if arguments.example is None else arguments.example
    if getattr(arguments, "watch", False):
        return run_watched(opened, number, arguments.at, arguments.device, language)
    return run_lesson(opened, number, arguments.at, arguments.device, language, runs)


def list_lessons(arguments: Namespace) -> int:
    """List the lessons, or those of a folder."""
    from convtutor.cli.lessons import (
        list_document,
        read_road,
        write_json,
        write_list,
        write_names,
    )

    output = output_to(sys.stdout)
    if arguments.names_only:
        write_names(arguments.folder, output)
    elif arguments.json:
        write_json(list_document(read_road(arguments.folder)), output)
    else:
        write_list(read_road(arguments.folder), output, chosen_language(arguments.lang))
    return 0


def verify(arguments: Namespace) -> int:
    """Compare lessons with torch, or every operator with all that can vouch for it."""
    from convtutor.cli.verification import write_verification

    return write_verification(arguments, chosen_language(arguments.lang), output_to(sys.stdout))


def export(arguments: Namespace) -> int:
    """Write a lesson or a trace in one of the formats."""
    from convtutor.cli.export import write_export

    return write_export(arguments, chosen_language(arguments.lang), output_to(sys.stdout))


def diff(arguments: Namespace) -> int:
    """Say how two traces differ."""
    from convtutor.cli.traces import write_diff

    return write_diff(arguments, chosen_language(arguments.lang), output_to(sys.stdout))


def schema(arguments: Namespace) -> int:
    """Print a JSON Schema."""
    from convtutor.cli.traces import write_schema

    return write_schema(arguments.schema, output_to(sys.stdout))


def solve(arguments: Namespace) -> int:
    """Find the settings that lead from one size to another."""
    from convtutor.cli.solve import write_answers

    return write_answers(arguments, output_to(sys.stdout), chosen_language(arguments.lang))


def check(arguments: Namespace) -> int:
    """Look for faults in lesson files."""
    from convtutor.cli.check import check_files

    language = chosen_language(arguments.lang)
    return check_files(arguments.files, arguments.json, output_to(sys.stdout), language)


def new(arguments: Namespace) -> int:
    """Write a lesson file to begin from."""
    from convtutor.cli.new import write_new

    language = chosen_language(arguments.lang)
    return write_new(arguments.name, arguments.folder, output_to(sys.stdout), language)


def progress(arguments: Namespace) -> int:
    """Show what is kept of the learner, hand it on, bring it in, put a lesson away."""
    from convtutor.cli.progress import do_progress

    return do_progress(arguments, output_to(sys.stdout), chosen_language(arguments.lang))


def count_class(arguments: Namespace) -> int:
    """Count the mistakes of a class from the learners' exported records."""
    from convtutor.cli.classroom import do_class

    language = chosen_language(arguments.lang)
    return do_class(arguments.files, arguments.json, output_to(sys.stdout), language)


def doctor(arguments: Namespace) -> int:
    """Say what there is on this machine, or bring its terminal back to order."""
    language = chosen_language(arguments.lang)
    if arguments.reset_terminal:
        from convtutor.cli.terminal_reset import reset_terminal

        reset_terminal(say("cli.terminal_reset", language))
        return 0
    from convtutor.cli.doctor import doctor_document, write_doctor
    from convtutor.cli.lessons import write_json

    output = output_to(sys.stdout)
    if not arguments.json:
        return write_doctor(output, language)
    document, code = doctor_document(language)
    write_json(document, output)
    return code


def completion(arguments: Namespace) -> int:
    """Print the completion script of a shell."""
    from importlib import resources

    script = resources.files("convtutor") / "completions" / f"convtutor.{arguments.shell}"
    _out().write(script.read_text(encoding="utf-8"))
    return 0


def home(arguments: Namespace) -> int:
    """Open the home screen; where none is possible list the lessons and say how to open one."""
    folder = getattr(arguments, "folder", None)
    lang = getattr(arguments, "lang", None)
    language = chosen_language(lang)
    if _screen_is_possible(language):
        from convtutor.lesson.catalog import find_course
        with loading():
            from convtutor.tui.home_app import run_home

        course = None if folder is None else find_course(folder)
        code = run_home(course, getattr(arguments, "device", "auto"), language)
    else:
        code = _list_for_home(folder, language)
    if lang is not None:
        remember_language(lang)
    return code


def _list_for_home(folder: str | None, language: str) -> int:
    from convtutor.cli.lessons import name_to_type, read_road, write_list

    output, road = output_to(sys.stdout), read_road(folder)
    write_list(road, output, language)
    name = name_to_type(road, folder)
    if name is not None:
        output.line()
        output.paragraph(say("cli.next_command", language, name=name))
    return 0


def _out() -> TextIO:
    return output_to(sys.stdout).stream


DOINGS: Mapping[str | None, Callable[[Namespace], int]] = {
    None: home,
    "home": home,
    "lesson": lesson,
    "explore": explore,
    "quiz": quiz,
    "replay": replay,
    "list": list_lessons,
    "verify": verify,
    "export": export,
    "diff": diff,
    "schema": schema,
    "solve": solve,
    "check": check,
    "new": new,
    "progress": progress,
    "class": count_class,
    "doctor": doctor,
    "completion": completion,
}


def do(arguments: Namespace) -> int:
    """Do what a verb says; NumPy, where it is used, keeps to one thread.

    Its threads would cost more at start-up than they save on a lesson's arrays.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    return DOINGS[arguments.verb](arguments)
