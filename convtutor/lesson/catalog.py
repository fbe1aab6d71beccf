"""Where the lessons lie, which there are, and the way from what a person types to a file.

The folder is `lessons` beside the package's modules (a wheel), else beside the package (a checkout,
also one that is installed to be edited). A name is looked up in the folder's list, never joined to
a path; with a separator or .toml at its end it is a path.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import convtutor
from convtutor.errors import AccessError, UsageError, did_you_mean
from convtutor.lesson.source import shown_path
from convtutor.words.visible import visible

SUFFIX = ".toml"


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


def lesson_files() -> Mapping[str, Path]:
    """Give the file of every lesson, by name, in the names' order; hidden files are left out."""
    folder = lesson_folder()
    try:
        files = [path for path in folder.iterdir() if path.suffix == SUFFIX]
    except OSError as error:
        raise AccessError(
            f"{shown_path(folder)}: cannot be read: {error.strerror or error}"
        ) from None
    return {path.stem: path for path in sorted(files) if not path.name.startswith(".")}


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


def is_path(name_or_path: str) -> bool:
    """Say whether a text is meant as a path: it holds a separator or ends in .toml."""
    separators = [os.sep, *([os.altsep] if os.altsep else [])]
    return name_or_path.endswith(SUFFIX) or any(mark in name_or_path for mark in separators)


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
