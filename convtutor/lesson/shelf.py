"""All lessons in the order in which they are listed, each with what is wrong with it.

Listed  one lesson file: what it says of itself, or why that cannot be read
Shelf   the lessons, and what is wrong with their folders
"""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from convtutor.data import dataclass
from convtutor.errors import AccessError, LessonError
from convtutor.lesson.catalog import course, courses, lesson_folder, shipped_lessons
from convtutor.lesson.overview import Overview, overview_of


@dataclass(frozen=True, slots=True)
class Listed:
    """A lesson file; `name` is the file's without .toml.

    Without an `overview` the `problems` say why. `winner` is another file with the same id, which
    is the one that the id means; this one is opened by its path.
    """

    name: str
    path: Path
    overview: Overview | None
    problems: tuple[str, ...] = ()
    winner: Path | None = None

    @property
    def id(self) -> str:
        """Give what the lesson is known by, the file's name where it cannot be read."""
        return self.name if self.overview is None else self.overview.header.id

    @property
    def rank(self) -> tuple[bool, tuple[int, str], bool]:
        """Give what lessons are sorted by; what cannot be read stands last."""
        unread = self.overview is None
        rank = (0, self.name) if self.overview is None else self.overview.header.rank
        return unread, rank, self.winner is not None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Lessons in their order, and what is wrong with the folders they are from."""

    lessons: tuple[Listed, ...]
    problems: tuple[str, ...] = ()


def read_shelf(folder: Path | None = None) -> Shelf:
    """Read the head of every lesson: those that come with convtutor and those of the courses, or
    only those of a folder.

    Raises AccessError where the folder given, or that of the program, cannot be read.
    """
    folders = (shipped_lessons(), *courses()) if folder is None else (course(folder),)
    lessons = [_listed(path) for found in folders for path in found.files]
    marked = _with_winners(lessons, {} if folder is None else _shipped_outside(folder))
    problems = tuple(problem for found in folders for problem in found.problems)
    return Shelf(tuple(sorted(marked, key=lambda lesson: lesson.rank)), problems)


def _shipped_outside(folder: Path) -> dict[str, Path]:
    """Give the lessons that come with convtutor by id, nothing where this is their folder."""
    shipped = lesson_folder()
    if os.path.realpath(folder) == os.path.realpath(shipped):
        return {}
    return {path.stem: path for path in shipped_lessons().files}


def _listed(path: Path) -> Listed:
    try:
        return Listed(path.stem, path, overview_of(path))
    except LessonError as error:
        return Listed(path.stem, path, None, tuple(error.problems))
    except AccessError as error:
        return Listed(path.stem, path, None, (str(error),))


def _with_winners(lessons: Iterable[Listed], taken: dict[str, Path]) -> list[Listed]:
    """Tell every lesson whose id another file has already; `taken` are the ids in use.

    Of the files of a folder the one that is named after its id wins.
    """
    found = list(lessons)
    by_folder: dict[Path, list[Listed]] = {}
    for lesson in found:
        by_folder.setdefault(lesson.path.parent, []).append(lesson)
    winners = dict(taken)
    for beside in by_folder.values():
        for lesson in sorted(beside, key=lambda lesson: lesson.name != lesson.id):
            winners.setdefault(lesson.id, lesson.path)
    return [
        lesson if winners[lesson.id] == lesson.path else replace(lesson, winner=winners[lesson.id])
        for lesson in found
    ]
