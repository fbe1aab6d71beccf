"""The command line, and the one place where every error ends.

Heavy things are imported inside the verb that needs them: listing lessons loads no NumPy.
"""

import io
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

from convtutor.cli.arguments import parse_arguments
from convtutor.cli.language import locale_language
from convtutor.errors import AbsentError, ConvtutorError
from convtutor.words import say
from convtutor.words.visible import visible

OWN_FAULT = 6
INTERRUPTED = 128 + 2
BROKEN_PIPE = 128 + 13
NEEDED = ("numpy", "rich", "textual")
ENDING_SIGNALS = ("SIGTERM", "SIGHUP")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says and give the exit code; no error leaves here."""
    given = sys.argv[1:] if arguments is None else arguments
    prepare_streams()
    end_by_signals()
    try:
        return run_and_tell(given)
    except BrokenPipeError:
        leave_broken_pipe()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED


def run_and_tell(arguments: Sequence[str]) -> int:
    """Do what the command line says; what goes wrong is told in a sentence."""
    try:
        code = run(arguments)
        flush_streams()
    except BrokenPipeError:
        raise
    except ConvtutorError as error:
        print_error(str(error))
        return error.exit_code
    except ModuleNotFoundError as error:
        return tell_missing_module(error, arguments)
    except Exception as error:
        print_own_fault(error, arguments)
        return OWN_FAULT
    return code


def run(arguments: Sequence[str]) -> int:
    """Read the command line and do it; --help and --version end here too."""
    try:
        parsed = parse_arguments(arguments, locale_language())
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    from convtutor.cli.verbs import do

    return do(parsed)


def tell_missing_module(error: ModuleNotFoundError, arguments: Sequence[str]) -> int:
    """Say how to add a package that is not installed; a missing module of ours is our own fault."""
    package = (error.name or "").partition(".")[0]
    if package not in NEEDED:
        print_own_fault(error, arguments)
        return OWN_FAULT
    install = f"{visible(sys.executable)} -m pip install {package}"
    print_error(say("cli.needs_package", locale_language(), package=package, install=install))
    return AbsentError.exit_code


def prepare_streams() -> None:
    """Let no character stop the program: what a stream cannot write is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")


def end_by_signals() -> None:
    """Make SIGTERM and SIGHUP end the program in order, with status 128 + n.

    One that is ignored (nohup) stays ignored.
    """
    for name in ENDING_SIGNALS:
        number = getattr(signal, name, None)
        if number is None or signal.getsignal(number) is not signal.SIG_DFL:
            continue
        try:
            signal.signal(number, _end)
        except ValueError:  # not in the main thread
            return


def _end(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def flush_streams() -> None:
    """Write out what is left, while a closed pipe can still be told."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def leave_broken_pipe() -> None:
    """Point standard output to nowhere, so that Python's own last flush does not complain."""
    if sys.__stdout__ is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())


def print_error(text: str) -> None:
    """Print a sentence to standard error, line by line, nothing hidden in it."""
    if sys.stderr is not None:
        for line in text.split("\n"):
            print(visible(line), file=sys.stderr)


def print_own_fault(error: Exception, arguments: Sequence[str]) -> None:
    """Say shortly what went wrong, and where the traceback lies."""
    from convtutor.cli.crash import crash_message, write_crash_report

    language = locale_language()
    print_error(say("cli.own_fault", language, error=crash_message(error)))
    path = write_crash_report(error, arguments)
    if path is not None:
        print_error(say("cli.crash_report", language, path=visible(path)))
