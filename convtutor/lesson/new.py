"""A new lesson file: a template with every key explained, under a name that is a lesson's id."""

import os
import re
from importlib import resources
from pathlib import Path

from convtutor.errors import AccessError, UsageError
from convtutor.lesson.catalog import SUFFIX, lesson_files
from convtutor.lesson.header import ID, RESERVED
from convtutor.lesson.source import shown_path
from convtutor.words import say
from convtutor.words.visible import visible

LONGEST_ID = 64
LONGEST_SHOWN = 40


def write_new_lesson(name: str, folder: Path, language: str) -> Path:
    """Write the file of a new lesson and give its path; the comments are in a language.

    Raises UsageError for a name that is no id or is that of a lesson, AccessError for a folder
    that is not there, a file that is there already, and one that cannot be written.
    """
    check_name(name, language)
    path = folder / f"{name}{SUFFIX}"
    if not _is_folder(folder):
        raise AccessError(say("new.no_folder", language, folder=shown_path(folder)))
    _write(path, lesson_text(name, language), language)
    return path


def check_name(name: str, language: str) -> None:
    """Raise UsageError, with a name that would do, for one that a lesson cannot have."""
    if name in lesson_files():
        raise UsageError(say("new.is_lesson", language, name=visible(name)))
    if name in RESERVED:
        raise UsageError(say("new.is_device", language, name=name))
    if ID.fullmatch(name):
        return
    shown = visible(name[:LONGEST_SHOWN]) + ("..." if len(name) > LONGEST_SHOWN else "")
    near = id_near(name)
    key = "new.no_id_near" if near else "new.no_id"
    raise UsageError(say(key, language, name=shown, near=near))


def id_near(name: str) -> str:
    """Give the id that is most like a name, an empty text where there is none."""
    words = re.findall(r"[a-z0-9]+", name.removesuffix(SUFFIX).lower())
    near = "-".join(words)[:LONGEST_ID].rstrip("-")
    return "" if near in RESERVED else near


def lesson_text(name: str, language: str) -> str:
    """Give the text of a new lesson."""
    template = resources.files("convtutor.lesson") / "templates" / f"{language}.toml"
    text = template.read_text(encoding="utf-8")
    return text.replace("{id}", name).replace("{file}", f"{name}{SUFFIX}")


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except (OSError, ValueError):
        return False


def _write(path: Path, text: str, language: str) -> None:
    """Write a file that is not there yet, whole or not at all."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            try:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                path.unlink(missing_ok=True)
                raise
    except FileExistsError:
        raise AccessError(say("new.is_there", language, path=shown_path(path))) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise AccessError(
            say("new.not_written", language, path=shown_path(path), reason=reason)
        ) from None
