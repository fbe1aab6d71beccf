"""`convtutor doctor`: what there is on this machine, what is wrong with it, and the remedy.

Row  one line of the report
"""

import os
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import convtutor
from convtutor.cli.proof_doctor import proof_told
from convtutor.cli.terminal import terminal_is_usable
from convtutor.cli.torch_doctor import Finding, ask_torch
from convtutor.console.output import Output, can_show_signs
from convtutor.data import dataclass
from convtutor.errors import ConvtutorError
from convtutor.lesson.catalog import lesson_files, lesson_folder
from convtutor.progress.examine import State, examine
from convtutor.progress.folder import record_file
from convtutor.words import say
from convtutor.words.visible import visible
from convtutor.words.wrapping import cell_width

SCHEMA = "convtutor-doctor"
VERSION = 1
ABSENT, DIFFERENT = 4, 1
OLDEST_PYTHON = (3, 11)
SMALLEST_SCREEN = (60, 18)

# name: (least version, first version that is too new, what works without it)
PACKAGES = {
    "numpy": ("2", "3", None),
    "textual": ("8.2", "9", "screen"),
    "rich": ("14.2", "16", "screen"),
    "platformdirs": ("4", "5", "folder"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what is looked at, what is there, the remedy when it is wrong.

    `exit_code` is what the command ends in because of it.
    """

    name: str
    value: str
    remedy: str = ""
    exit_code: int = 0


def write_doctor(output: Output, language: str) -> int:
    """Write the report line by line as it is found out; give the exit code.

    0 when lessons can be run, 1 when torch disagrees with them, 4 when something they need is
    absent.
    """
    codes = set()
    labels = {name: say(f"cli.doctor_{name}", language) for name in NAMES}
    width = max(map(cell_width, (*labels.values(), *PACKAGES))) + 2
    for row in rows(language):
        label = labels.get(row.name, row.name)
        output.hanging(label + " " * (width - cell_width(label)), row.value)
        if row.remedy:
            output.hanging(" " * width, say("cli.remedy", language, remedy=row.remedy))
        output.flush()
        codes.add(row.exit_code)
    return _worst(codes)


def doctor_document(language: str) -> tuple[dict[str, Any], int]:
    """Give the report as a JSON document, and the exit code."""
    found = list(rows(language))
    code = _worst({row.exit_code for row in found})
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "convtutor": convtutor.__version__,
        "exit_code": code,
        "rows": [
            {"name": row.name, "value": row.value, "remedy": row.remedy or None} for row in found
        ],
    }, code


def _worst(codes: set[int]) -> int:
    return next((code for code in (DIFFERENT, ABSENT) if code in codes), 0)


NAMES = ("program", "python", "terminal", "lessons", "record", "proof", "torch", "gpu", "checked")


def rows(language: str) -> Iterator[Row]:
    """Look at everything, the slowest last."""
    package = Path(convtutor.__file__).parent
    yield Row("program", f"{convtutor.__version__}, {visible(package)}")
    yield python_row(language)
    for name in PACKAGES:
        yield package_row(name, language)
    yield terminal_row(language)
    yield lessons_row(language)
    yield record_row(language)
    yield proof_row(language)
    for finding in ask_torch(language):
        yield _torch_row(finding)


def _torch_row(finding: Finding) -> Row:
    return Row(finding.name, finding.value, exit_code=DIFFERENT if finding.differs else 0)


def python_row(language: str) -> Row:
    """Give the version of Python and where it lies."""
    version = ".".join(map(str, sys.version_info[:3]))
    old = sys.version_info[:2] < OLDEST_PYTHON
    remedy = say("cli.remedy_python", language) if old else ""
    return Row("python", f"{version}, {visible(sys.executable)}", remedy, ABSENT if old else 0)


def package_row(name: str, language: str) -> Row:
    """Give the version of a package, without importing it, and the remedy when it does not fit."""
    least, too_new, purpose = PACKAGES[name]
    install = f'{visible(sys.executable)} -m pip install "{name}>={least},<{too_new}"'
    code = 0 if purpose else ABSENT
    remedy = say("cli.remedy_package", language, install=install)
    if purpose:
        remedy = f"{say(f'cli.needed_for_{purpose}', language)} {remedy}"
    try:
        found = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Row(name, say("cli.not_installed", language), remedy, code)
    if numbers(least) <= numbers(found) < numbers(too_new):
        return Row(name, found)
    wanted = say("cli.out_of_range", language, found=visible(found), least=least, limit=too_new)
    return Row(name, wanted, remedy, code)


def numbers(version: str) -> tuple[int, ...]:
    """Give the leading numbers of a version: 14.2.0rc1 is 14, 2."""
    found = []
    for part in version.split("."):
        if not part.isdecimal():
            break
        found.append(int(part))
    return tuple(found)


def terminal_row(language: str) -> Row:
    """Give the terminal's name, size, encoding and colours, and why no screen can be shown."""
    columns, lines = shutil.get_terminal_size((0, 0))
    encoding = getattr(sys.stdout, "encoding", None) or "?"
    size = f"{columns}x{lines}" if columns else say("cli.no_size", language)
    parts = [os.environ.get("TERM") or say("cli.no_term", language), size, encoding]
    parts += [f"{name}={os.environ[name]}" for name in COLOUR_VARIABLES if os.environ.get(name)]
    return Row("terminal", visible(", ".join(parts)), _terminal_remedy(columns, lines, language))


COLOUR_VARIABLES = ("COLORTERM", "NO_COLOR", "FORCE_COLOR")


def _terminal_remedy(columns: int, lines: int, language: str) -> str:
    if not terminal_is_usable():
        return say("cli.remedy_terminal", language)
    if columns < SMALLEST_SCREEN[0] or lines < SMALLEST_SCREEN[1]:
        return say("cli.remedy_small", language)
    if not can_show_signs(sys.stdout, os.environ):
        return say("cli.remedy_locale", language)
    return ""


def lessons_row(language: str) -> Row:
    """Give the lessons' folder and how many there are."""
    try:
        count = len(lesson_files())
        value = say("cli.lessons_in", language, folder=visible(lesson_folder()), count=count)
    except ConvtutorError as error:
        return Row("lessons", str(error), say("cli.remedy_lessons", language), ABSENT)
    return Row("lessons", value)


def record_row(language: str) -> Row:
    """Give where the record lies and in what state it is, without touching it."""
    path = record_file()
    if path is None:
        return Row("record", say("progress.no-home", language))
    state = examine(path)
    said = say(f"cli.record_{state.value}", language)
    broken = state not in (State.FINE, State.MISSING, State.NEWER)
    remedy = say("cli.remedy_record", language) if broken else ""
    return Row("record", f"{visible(path)}, {said}", remedy)


def proof_row(language: str) -> Row:
    """Give what of the proof of all operators has been run on this machine."""
    try:
        from convtutor.engine.ops import OPERATORS
    except ImportError as missing:
        return Row("proof", say("cli.not_asked", language, reason=str(missing)))
    told = proof_told(tuple(OPERATORS), language)
    remedy = say("board.doctor.remedy", language) if told.again else ""
    return Row("proof", told.value, remedy, DIFFERENT if told.differs else 0)
