"""`convtutor check`: what is wrong with lesson files, and what they leave out.

Looked  one file with its problems, and what the lesson leaves out where it can be read
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import convtutor
from convtutor.cli.lessons import write_json
from convtutor.console.output import Output
from convtutor.data import dataclass
from convtutor.errors import AccessError, LessonError
from convtutor.lesson.catalog import Folder, find_lessons
from convtutor.lesson.gaps import Gaps, gaps_of
from convtutor.lesson.lint import check_lesson
from convtutor.lesson.read import read_lesson
from convtutor.lesson.source import shown_path
from convtutor.quiz.checking import check_questions
from convtutor.words import say

CHECK_SCHEMA = "convtutor-check"
CHECK_VERSION = 1
INVALID = 3


@dataclass(frozen=True, slots=True)
class Looked:
    """One file; without `gaps` it is no lesson yet."""

    path: Path
    problems: tuple[str, ...]
    gaps: Gaps | None

    def as_json(self) -> dict[str, Any]:
        """Give the document of this file."""
        gaps = self.gaps or Gaps({}, ())
        return {
            "path": shown_path(self.path),
            "problems": list(self.problems),
            "unspoken": [
                {"example": number, "arrays": list(arrays)}
                for number, arrays in gaps.unspoken.items()
            ],
            "missing_parts": list(gaps.parts),
        }


def check_files(names: Sequence[str], as_json: bool, output: Output, language: str) -> int:
    """Write every problem of lesson files, given by path or name, or as a folder of them, and what
    they leave out; 0 where there is no problem, 3 where there is any.

    Raises AccessError for a path where no file is, UsageError for a name of no lesson. A file of
    a folder that cannot be read is a problem of the folder.
    """
    folders = [find_lessons(name) for name in names]
    faults = [problem for folder in folders for problem in folder.problems]
    looked = []
    if not as_json:
        output.lines(faults)
    for one in look(folders):
        looked.append(one)
        if not as_json:
            output.lines(lines_of(one, language))
            output.flush()
    code = INVALID if faults or any(one.problems for one in looked) else 0
    if as_json:
        write_json(check_document(faults, looked, code), output)
    return code


def look(folders: Sequence[Folder]) -> Iterator[Looked]:
    """Look at every file once, in order."""
    seen: set[Path] = set()
    for folder in folders:
        for path in folder.files:
            if path not in seen:
                seen.add(path)
                yield _look_at(path, folder)


def _look_at(path: Path, folder: Folder) -> Looked:
    try:
        problems = tuple(check_lesson(path, (check_questions,)))
        return Looked(path, problems, _gaps_in(path))
    except AccessError as error:
        if folder.path is None:
            raise
        return Looked(path, (str(error),), None)


def _gaps_in(path: Path) -> Gaps | None:
    try:
        return gaps_of(read_lesson(path))
    except LessonError:
        return None


def lines_of(looked: Looked, language: str) -> Iterator[str]:
    """Give a file as text: its problems, or that there are none, then what it leaves out."""
    yield from looked.problems
    if not looked.problems:
        yield say("cli.no_problems", language, path=shown_path(looked.path))
    if looked.gaps is None:
        return
    for number, arrays in looked.gaps.unspoken.items():
        said = say("cli.no_words", language, arrays=", ".join(arrays), number=number)
        yield f"  {said}"
    if looked.gaps.parts:
        said = say("cli.no_parts", language, parts=", ".join(looked.gaps.parts))
        yield f"  {said}"


def check_document(
    faults: Sequence[str], looked: Sequence[Looked], code: int
) -> dict[str, Any]:
    """Give the JSON document; `faults` are those of folders, not of a file."""
    return {
        "schema": CHECK_SCHEMA,
        "version": CHECK_VERSION,
        "convtutor": convtutor.__version__,
        "exit_code": code,
        "problems": list(faults),
        "files": [one.as_json() for one in looked],
    }
