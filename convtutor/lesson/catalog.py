"""Where the lessons lie, which there are, and the way from what a person types to a file.

The lessons that come with convtutor are in `lessons` beside the package's modules (a wheel), else
beside the package (a checkout, also one that is installed to be edited). Courses are further
folders, named by CONVTUTOR_LESSONS. A name is looked up in the folders' lists, never joined to a
path; with a separator or .toml at its end it is a path.
"""

import heapq
import os
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import convtutor
from convtutor.data import dataclass
from convtutor.errors import AccessError, UsageError, did_you_mean
from convtutor.lesson.source import shown_path
from convtutor.words.visible import visible

SUFFIX = ".toml"
COURSES = "CONVTUTOR_LESSONS"
MOST_LESSONS = 500
MOST_LOOKED_AT = 20_000


@dataclass(frozen=True, slots=True)
class Folder:
    """The lesson files of a folder in the names' order, and what is wrong with the others; without
    a `path` it is a single file."""

    path: Path | None
    files: tuple[Path, ...]
    problems: tuple[str, ...] = ()


def lesson_folder() -> Path:
    """Give the folder of the lessons that come with convtutor.

    Raises AccessError where the installation has none.
    """
    package = Path(convtutor.__file__).resolve().parent
    places = (package / "lessons", package.parent / "lessons")
    folder = next((place for place in places if place.is_dir()), None)
    if folder is None:
        looked = " nor ".join(shown_path(place) for place in places)
        raise AccessError(f"lessons: found neither {looked}; install convtutor again")
    return folder


def shipped_lessons() -> Folder:
    """Give the lessons that come with convtutor; an installer may have made links of the files."""
    folder = lesson_folder()
    return Folder(folder, tuple(_toml_files(folder)[0]))


def course_folders() -> list[Path]:
    """Give the folders that CONVTUTOR_LESSONS names, each once, that of the program left out."""
    folders: dict[str, Path] = {}
    for part in os.environ.get(COURSES, "").split(os.pathsep):
        if part.strip():
            path = Path(os.path.expanduser(part.strip()))
            folders.setdefault(os.path.realpath(path), path)
    folders.pop(os.path.realpath(lesson_folder()), None)
    return list(folders.values())


def course(folder: Path) -> Folder:
    """Give the lessons of somebody's folder: only files that lie in it, and not without end.

    Raises AccessError where the folder cannot be read.
    """
    files, left_out = _toml_files(folder)
    outside = {path for path in files if leads_out(path, folder)}
    problems = [
        f"{shown_path(path)}: is a link that leads out of the folder; put the file itself there"
        for path in files if path in outside
    ]
    if left_out:
        problems.append(
            f"{shown_path(folder)}: has more than {MOST_LESSONS} lessons, or {MOST_LOOKED_AT:,} "
            f"files; the others are left out, split the course"
        )
    return Folder(folder, tuple(path for path in files if path not in outside), tuple(problems))


def courses() -> Iterator[Folder]:
    """Give the courses; one that cannot be read is a problem of its own, and hides no other."""
    for folder in course_folders():
        try:
            yield course(folder)
        except AccessError as error:
            yield Folder(folder, (), (f"{COURSES}: {error}",))


def leads_out(path: Path, folder: Path) -> bool:
    """Say whether a file is a link to something outside its folder."""
    try:
        return path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads in a circle
        return True


def _toml_files(folder: Path) -> tuple[list[Path], bool]:
    """Give the first files by name that may be lessons, and whether others were left out; hidden
    ones are no lessons."""
    try:
        with os.scandir(folder) as entries:
            looked_at = [entry.name for entry in islice(entries, MOST_LOOKED_AT + 1)]
    except OSError as error:
        raise AccessError(
            f"{shown_path(folder)}: cannot be read: {error.strerror or error}"
        ) from None
    except ValueError:
        raise AccessError(f"{shown_path(folder)}: cannot be the name of a folder") from None
    named = [name for name in looked_at if Path(name).suffix == SUFFIX and name[0] != "."]
    left_out = len(named) > MOST_LESSONS or len(looked_at) > MOST_LOOKED_AT
    return [folder / name for name in heapq.nsmallest(MOST_LESSONS, named)], left_out


def lesson_files() -> Mapping[str, Path]:
    """Give the file of every lesson by name; of one name the first file: those that come with
    convtutor, then the courses in their order."""
    files: dict[str, Path] = {}
    for folder in (shipped_lessons(), *courses()):
        for path in folder.files:
            files.setdefault(path.stem, path)
    return files


def lesson_names() -> list[str]:
    """Give the names of the lessons; one may hold hidden characters, so print it by `visible`."""
    return list(lesson_files())


def find_lesson(name_or_path: str) -> Path:
    """Give the file of a lesson from its name or a path.

    Raises UsageError with the nearest name, AccessError for a path where no file is.
    """
    if is_path(name_or_path):
        return _existing(name_or_path)
    files = lesson_files()
    if name_or_path in files:
        return files[name_or_path]
    hint = did_you_mean(name_or_path, files)
    if not hint:
        hint = f"; there are {', '.join(map(visible, files))}" if files else "; there are none"
    raise UsageError(f"no lesson is named {visible(name_or_path)!r}{hint}")


def find_lessons(name_or_path: str) -> Folder:
    """Give the file of a lesson, or those of a folder of lessons.

    Raises as `find_lesson` does.
    """
    if is_path(name_or_path) or name_or_path not in lesson_files():
        folder = Path(name_or_path)
        if is_folder(folder):
            return course(folder)
    return Folder(None, (find_lesson(name_or_path),))


def find_course(text: str) -> Path:
    """Give the folder of a course from its path; raises AccessError where there is no folder."""
    folder = Path(text)
    if is_folder(folder):
        return folder
    if _is_file(folder):
        raise AccessError(
            f"{shown_path(folder)}: is a file, expected a folder of lessons; `convtutor lesson "
            f"{shown_path(folder)}` opens it"
        )
    raise AccessError(f"{shown_path(folder)}: there is no such folder")


def is_path(name_or_path: str) -> bool:
    """Say whether a text is meant as a path: it holds a separator or ends in .toml."""
    separators = [os.sep, *([os.altsep] if os.altsep else [])]
    return name_or_path.endswith(SUFFIX) or any(mark in name_or_path for mark in separators)


def is_folder(path: Path) -> bool:
    """Say whether a folder is at a path."""
    try:
        return bool(path.name or path.anchor or str(path) == ".") and path.is_dir()
    except (ValueError, OSError):
        return False


def _existing(text: str) -> Path:
    path = Path(text)
    try:
        found = os.path.lexists(path)
    except ValueError:  # a null byte
        found = False
    if not found:
        longer = Path(f"{text}{SUFFIX}")
        hint = f"; did you mean {shown_path(longer)}?" if _is_file(longer) else ""
        raise AccessError(f"{shown_path(path)}: there is no such file{hint}")
    return path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (ValueError, OSError):
        return False
